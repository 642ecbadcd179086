"""Reports, origins and derivations in PROV-O, as JSON-LD (https://www.w3.org/TR/prov-o/).

A report that comes from another ``prov:wasDerivedFrom`` it; where a chain ends, the report
``prov:hadPrimarySource``; what it has for some sentences only, it ``prov:wasQuotedFrom``. Evidence
is a list of Web Annotation selectors (https://www.w3.org/TR/annotation-model/).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from firsthand.records import Comparison, Derivation, Evidence, Origin, OriginKind, Report, Story
from firsthand.show.fragments import web_address
from firsthand.show.json import without_surrogates

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AGENTS: Mapping[OriginKind, str] = {
    "agency": "prov:Organization",
    "outlet": "prov:Organization",
    "speaker": "prov:Agent",
}


# RFC 3987: brackets stand around a host in figures alone, and a fragment has no second #.
_NOT_IRI = re.compile(r"#.*#|//[^/?#]*[/?#].*[\[\]]")


def render_prov(comparison: Comparison) -> str:
    """Return a JSON-LD document, indented; no stories give an empty graph."""
    reports = {report.id: report for report in comparison.reports}
    nodes = [node for story in comparison.stories for node in _nodes(story, reports)]
    document = {"@context": _CONTEXT, "@graph": nodes}
    return without_surrogates(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def _nodes(story: Story, reports: Mapping[str, Report]) -> list[dict[str, Any]]:
    origins = {origin.id: origin for origin in story.origins}
    names = report_names(story, reports)
    names |= {origin: urn(story, "origin", origin) for origin in origins}
    nodes = [_origin_node(names[origin.id], origin) for origin in story.origins]
    for report in (reports[r] for r in story.reports if r in reports):
        found = [d for d in story.derivations if d.report == report.id and d.parent in names]
        nodes.append(_report_node(report, names, found, origins))
    return nodes


def report_names(story: Story, reports: Mapping[str, Report]) -> dict[str, str]:
    """Return the IRIs of a story's reports by their ids.

    A report's name is its web address, where it has one that is an IRI and no other report's; else
    a URN of this run.
    """
    found = {r: web_address(reports[r].url) for r in story.reports if r in reports}
    times = Counter(found.values())
    return {
        report: address
        if address and times[address] == 1 and not _NOT_IRI.search(address)
        else urn(story, "report", report)
        for report, address in found.items()
    }


def urn(story: Story, *names: str) -> str:
    """Return a URN of this run: ``urn:firsthand:STORY:...``, every name escaped."""
    return ":".join(
        ("urn:firsthand", *(quote(name, safe="", errors="replace") for name in (story.id, *names)))
    )


def _origin_node(name: str, origin: Origin) -> dict[str, Any]:
    kinds = ["prov:Entity", *([_AGENTS[origin.kind]] if origin.kind in _AGENTS else [])]
    return {"@id": name, "@type": kinds, "rdfs:label": origin.name, "dcterms:type": origin.kind}


def _report_node(
    report: Report,
    names: Mapping[str, str],
    derivations: list[Derivation],
    origins: Mapping[str, Origin],
) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": names[report.id], "@type": "prov:Entity"}
    known = {
        "dcterms:title": report.title,
        "dcterms:publisher": report.outlet,
        "dcterms:language": report.language,
        "dcterms:issued": report.published,
    }
    node |= {name: value for name, value in known.items() if value}
    for derivation in derivations:
        link = {"@id": names[derivation.parent]}
        node.setdefault(_relation(derivation, origins), []).append(link)
        qualified = "prov:qualifiedDerivation"
        node.setdefault(qualified, []).append(_qualified(derivation, names))
    return node


def _relation(derivation: Derivation, origins: Mapping[str, Origin]) -> str:
    if derivation.part:
        return "prov:wasQuotedFrom"
    return "prov:hadPrimarySource" if derivation.parent in origins else "prov:wasDerivedFrom"


def _qualified(derivation: Derivation, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": "prov:Derivation",
        "prov:entity": {"@id": names[derivation.parent]},
        "dcterms:type": derivation.kind,
        "rdfs:comment": derivation.method,
        "prov:value": {"@value": str(derivation.score), "@type": "xsd:decimal"},
        "oa:hasSelector": [_selector(place, names) for row in derivation.evidence for place in row],
    }


def _selector(place: Evidence, names: Mapping[str, str]) -> dict[str, Any]:
    start, end = place.span
    return {
        "@type": "oa:TextPositionSelector",
        "dcterms:isPartOf": {"@id": names.get(place.report, place.report)},
        "oa:start": start,
        "oa:end": end,
    }
