"""Origins, reports and derivations as GraphML, which Gephi, yEd and networkx read.

GraphML 1.0 (http://graphml.graphdrawing.org). Edges lead from what something comes from to what
comes from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as Xml

from firsthand.records import Comparison, Derivation, Origin, Report, Story
from firsthand.show.words import markup_safe

Values = Mapping[str, str | float | bool | None]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("type", "name", "kind", "language", "published", "url", "story")
_EDGE = {"kind": "string", "method": "string", "score": "double", "part": "boolean"}
_EVIDENCE = "evidence"
_NOT_XML = re.compile("[\ufffe\uffff]")


def render_graphml(comparison: Comparison) -> str:
    """Return a GraphML document: one directed graph of all stories; no stories, an empty graph."""
    root = Xml.Element("graphml", xmlns=_NAMESPACE)
    for name in _NODE:
        Xml.SubElement(root, "key", _key("node", name, "string"))
    for name, kind in (*_EDGE.items(), (_EVIDENCE, "string")):
        Xml.SubElement(root, "key", _key("edge", name, kind))
    graph = Xml.SubElement(root, "graph", id="derivations", edgedefault="directed")
    reports = {report.id: report for report in comparison.reports}
    for story in comparison.stories:
        _write_story(graph, story, reports)
    Xml.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + Xml.tostring(root, encoding="unicode") + "\n"


def _key(element: str, name: str, kind: str) -> dict[str, str]:
    return {"id": f"{element}-{name}", "for": element, "attr.name": name, "attr.type": kind}


def _write_story(graph: Xml.Element, story: Story, reports: Mapping[str, Report]) -> None:
    known = {origin.id for origin in story.origins} | set(story.reports)
    for origin in story.origins:
        _write(graph, "node", {"id": _name(story, origin.id)}, _origin(origin, story))
    for report in story.reports:
        if report in reports:
            values = _report(reports[report], story)
            _write(graph, "node", {"id": _name(story, report)}, values)
    for number, derivation in enumerate(story.derivations, 1):
        if derivation.parent in known and derivation.report in reports:
            ends = _name(story, derivation.parent), _name(story, derivation.report)
            place = {"id": f"{story.id}/e{number}", "source": ends[0], "target": ends[1]}
            _write(graph, "edge", place, dict(_edge(derivation)))


def _name(story: Story, node: str) -> str:
    return f"{story.id}/{node}"


def _origin(origin: Origin, story: Story) -> Values:
    return {"type": "origin", "name": origin.name, "kind": origin.kind, "story": story.id}


def _report(report: Report, story: Story) -> Values:
    return {
        "type": "report",
        "name": report.outlet or report.title or report.id,
        "language": report.language,
        "published": report.published,
        "url": report.url,
        "story": story.id,
    }


def _edge(derivation: Derivation) -> Iterator[tuple[str, str | float | bool]]:
    for name in _EDGE:
        yield name, getattr(derivation, name)
    rows = [
        [{"report": place.report, "span": list(place.span)} for place in row]
        for row in derivation.evidence
    ]
    yield _EVIDENCE, json.dumps(rows, ensure_ascii=False)


def _write(graph: Xml.Element, element: str, attributes: Mapping[str, str], values: Values) -> None:
    """Write an element with its data; what is not known is left out."""
    safe = {k: _NOT_XML.sub("\ufffd", markup_safe(v)) for k, v in attributes.items()}
    written = Xml.SubElement(graph, element, safe)
    for name, value in values.items():
        if value is not None:
            data = Xml.SubElement(written, "data", key=f"{element}-{name}")
            text = str(value).lower() if isinstance(value, bool) else str(value)
            data.text = _NOT_XML.sub("\ufffd", markup_safe(text))
