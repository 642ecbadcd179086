"""Citations of outlets whose report is at hand: relay from one report to another."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.records import Citation, Derivation, Evidence, Report, Span
from firsthand.trace.tree import bare, outlet_names


def relays(reports: Sequence[Report]) -> list[Derivation]:
    """Return a relay from every report that cites the outlet of another report of the story."""
    found = []
    for report in reports:
        for other in reports:
            if other.id == report.id:
                continue
            names = outlet_names(other)
            rows = [c for c in report.citations if _cites(c, other, names)]
            if rows:
                evidence = tuple((Evidence(report.id, c.span),) for c in rows)
                score = max(c.score for c in rows)
                part = not any(leads(report, c.span, c.scope) for c in rows)
                relay = Derivation(report.id, other.id, "relay", evidence, "cited", score, part)
                found.append(relay)
    return found


def _cites(citation: Citation, other: Report, names: frozenset[str]) -> bool:
    """Tell whether a citation is of ``other``: its outlet is named, or a link leads to it."""
    if citation.href is not None and other.url is not None and citation.href == other.url:
        return True
    return rests_on(citation) and bare(citation.outlet) in names


def rests_on(citation: Citation) -> bool:
    """Tell whether a citation says that the report has something from there.

    A link alone does not, nor does the agency that a picture is from.
    """
    return citation.kind != "link" and citation.method != "rules:picture"


def leads(report: Report, place: Span, scope: Span) -> bool:
    """Tell whether the whole report rests on what is named at ``place`` for the text in ``scope``.

    So it is with a dateline, a credit, a block, and what is named in the lead.

    What the first paragraphs name as their source, the paragraphs after them mostly rest on too.
    """
    if scope[1] - scope[0] >= len(report.text) / 2:
        return True
    body = [p for p in report.passages if p.kind == "paragraph"]
    return bool(body) and place[0] < body[:_LEAD][-1].span[1]


_LEAD = 2
