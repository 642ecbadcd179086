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
from firsthand.show.prov import report_names, urn

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
        for name, page in report_names(story, reports).items():
            report = reports[name]
            for one in report.attributions:
                yield {
                    "id": urn(story, "report", report.id, "attribution", one.id),
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": _said(report, one),
                    "target": [_target(page, report, span) for span in one.content],
                }
            for number, citation in enumerate(report.citations, 1):
                yield {
                    "id": urn(story, "report", report.id, "citation", str(number)),
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": _cited(citation),
                    "target": [_target(page, report, citation.span)],
                }


def _said(report: Report, one: Attribution) -> list[dict[str, str]]:
    parent = next((a for a in report.attributions if a.id == one.parent), None)
    through = f", told by {speaker_name(report, parent)}" if parent else ""
    speaker = speaker_name(report, one)
    sentence = f"{one.mode} speech of {speaker} ({one.force}){through}"
    return _bodies(sentence, speaker, one.mode, one.force)


def _cited(citation: Citation) -> list[dict[str, str]]:
    sentence = f"cites {citation.outlet} ({citation.kind})"
    return _bodies(sentence, citation.outlet, citation.kind)


def _bodies(sentence: str, named: str, *tags: str) -> list[dict[str, str]]:
    """Return what is said of words: in a sentence for people, and in parts for programs."""
    return [
        {**_body("describing", sentence), "language": "en"},
        _body("identifying", named),
        *(_body("tagging", tag) for tag in tags),
    ]


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


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
