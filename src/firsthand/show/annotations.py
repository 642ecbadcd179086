"""Attributions and citations as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

Each names the words of its report twice: quoted, with the 32 characters before and after, and by
their position in Unicode code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from firsthand.records import Attribution, Citation, Comparison, Report, Span
from firsthand.show.claims import speaker_name
from firsthand.show.json import without_surrogates
from firsthand.show.prov import report_name, urn

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def render_annotations(comparison: Comparison) -> str:
    """Return an AnnotationCollection with one page, indented; no stories, a page of none."""
    items = list(_items(comparison))
    document = {
        "@context": _CONTEXT,
        "id": "urn:firsthand:annotations",
        "type": "AnnotationCollection",
        "label": "Attributions and citations",
        "total": len(items),
        "first": {
            "id": "urn:firsthand:annotations:page:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return without_surrogates(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def _items(comparison: Comparison) -> Iterator[dict[str, Any]]:
    reports = {report.id: report for report in comparison.reports}
    for story in comparison.stories:
        for report in (reports[name] for name in story.reports if name in reports):
            page = report_name(story, report)
            for one in report.attributions:
                yield {
                    "id": urn(story, "report", report.id, "attribution", one.id),
                    "type": "Annotation",
                    "motivation": "identifying",
                    "body": _body(_said(report, one)),
                    "target": [_target(page, report, span) for span in one.content],
                }
            for number, citation in enumerate(report.citations, 1):
                yield {
                    "id": urn(story, "report", report.id, "citation", str(number)),
                    "type": "Annotation",
                    "motivation": "identifying",
                    "body": _body(_cited(citation)),
                    "target": [_target(page, report, citation.span)],
                }


def _said(report: Report, one: Attribution) -> str:
    parent = next((a for a in report.attributions if a.id == one.parent), None)
    through = f", told by {speaker_name(report, parent)}" if parent else ""
    return f"{one.mode} speech of {speaker_name(report, one)} ({one.force}){through}"


def _cited(citation: Citation) -> str:
    return f"cites {citation.outlet} ({citation.kind})"


def _body(value: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": value,
    }


def _target(page: str, report: Report, span: Span) -> dict[str, Any]:
    start, end = span
    return {
        "source": page,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": report.text[start:end],
                "prefix": report.text[max(0, start - _AROUND) : start],
                "suffix": report.text[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
