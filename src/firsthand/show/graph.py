"""Origins, reports and derivations as nodes and edges, for the formats of graphs.

Edges lead from what something comes from to what comes from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthand.records import Comparison, Derivation, Origin, Report
from firsthand.show.words import markup_safe

Values = Mapping[str, str | float | bool | None]

NODE_FIELDS = dict.fromkeys(
    ("type", "name", "kind", "language", "published", "url", "story"), "string"
)
"""The fields of a node, each with its type in XML Schema."""
EDGE_FIELDS = {
    "kind": "string",
    "method": "string",
    "score": "double",
    "part": "boolean",
    "evidence": "string",
}
"""The fields of an edge, each with its type in XML Schema; ``evidence`` is JSON."""
_NOT_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """An origin or a report; a value that is not known is None or not there."""

    id: str
    values: Values


@dataclass(frozen=True, slots=True)
class Edge:
    """A derivation between two nodes, by their ids."""

    id: str
    start: str
    end: str
    values: Values


def nodes(comparison: Comparison) -> Iterator[Node]:
    """Yield the origins and reports of each story; reports that are not at hand are left out."""
    reports = {report.id: report for report in comparison.reports}
    for story in comparison.stories:
        for origin in story.origins:
            yield Node(f"{story.id}/{origin.id}", _origin(origin, story.id))
        for report in story.reports:
            if report in reports:
                yield Node(f"{story.id}/{report}", _report(reports[report], story.id))


def edges(comparison: Comparison) -> Iterator[Edge]:
    """Yield the derivations of each story of which both ends are nodes."""
    known = {node.id for node in nodes(comparison)}
    for story in comparison.stories:
        for number, derivation in enumerate(story.derivations, 1):
            start, end = f"{story.id}/{derivation.parent}", f"{story.id}/{derivation.report}"
            if {start, end} <= known:
                yield Edge(f"{story.id}/e{number}", start, end, _derivation(derivation))


def xml_text(value: str | float | bool) -> str:
    """Return a value as text that XML can carry: other characters become U+FFFD."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _NOT_XML.sub("\ufffd", markup_safe(text))


def _origin(origin: Origin, story: str) -> Values:
    return {"type": "origin", "name": origin.name, "kind": origin.kind, "story": story}


def _report(report: Report, story: str) -> Values:
    return {
        "type": "report",
        "name": report.outlet or report.title or report.id,
        "language": report.language,
        "published": report.published,
        "url": report.url,
        "story": story,
    }


def _derivation(derivation: Derivation) -> Values:
    rows = [
        [{"report": place.report, "span": list(place.span)} for place in row]
        for row in derivation.evidence
    ]
    return {
        "kind": derivation.kind,
        "method": derivation.method,
        "score": derivation.score,
        "part": derivation.part,
        "evidence": json.dumps(rows, ensure_ascii=False),
    }
