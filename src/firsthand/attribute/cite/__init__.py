"""Which agencies and outlets a report names as its source, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.attribute.cite.datelines import credit_lines, datelines
from firsthand.attribute.cite.named import Named, bare, find_named, full_name
from firsthand.attribute.cite.phrases import lowered
from firsthand.attribute.cite.speaking import block_leads, referred, speaking
from firsthand.attribute.cite.told import addressed, reported, sentence, told_apart
from firsthand.attribute.cite.unlisted import find_unlisted
from firsthand.attribute.speaker_words import SpeakerWords, speaker_words
from firsthand.records import Citation, Report
from firsthand.spans import overlap


def find_citations(report: Report) -> tuple[Citation, ...]:
    """Return the citations of a report in order of place.

    An outlet that is only talked about is no citation, nor is the report's own outlet. Works on
    what the attribute stage found, and keeps the links that were read from a page.
    """
    known = speaker_words(report.language)
    found: list[Citation] = []
    for candidate in _candidates(report, known):
        own = report.outlet is not None and bare(candidate.outlet) == bare(report.outlet)
        if not own and not any(overlap(candidate.span, c.span) for c in found):
            found.append(candidate)
    for candidate in referred(report, known, found):
        if not any(overlap(candidate.span, c.span) for c in found):
            found.append(candidate)
    links = [c for c in report.citations if c.kind == "link"]
    return tuple(sorted(_with_links(report, found, links), key=lambda c: c.span))


def _with_links(
    report: Report, found: Sequence[Citation], links: Sequence[Citation]
) -> Iterator[Citation]:
    """Yield citations with the addresses of links in their words, then the links left over."""
    joined: set[Citation] = set()
    for citation in found:
        within = (c for c in links if overlap(c.span, citation.span) and _fits(c, citation))
        link = next(within, None)
        if link is not None:
            joined.add(link)
        yield replace(citation, href=link.href) if link is not None else citation
    own = bare(report.outlet or "")
    yield from (c for c in links if c not in joined and bare(c.outlet) != own)


def _fits(link: Citation, citation: Citation) -> bool:
    """Tell whether a link leads to the outlet that is named, or to an unknown domain."""
    return link.outlet == citation.outlet or "." in link.outlet


def _candidates(report: Report, known: SpeakerWords) -> Iterator[Citation]:
    """Yield possible citations, the surest first."""
    lower = lowered(report.text)
    listed = find_named(report)
    unlisted = find_unlisted(report, lower, known, listed)
    named = sorted((*listed, *unlisted), key=lambda n: n.span)
    outside = [n for n in named if not n.speech]
    yield from block_leads(report, known)
    yield from speaking(report, known, named)
    yield from datelines(report, outside)
    yield from credit_lines(report, [n for n in outside if n.outlet.id])
    yield from addressed(report, lower, known, named)
    yield from reported(report, known, outside)
    yield from told_apart(report, known, outside)
    yield from _plain(report, outside)


def _plain(report: Report, named: Sequence[Named]) -> Iterator[Citation]:
    """An agency by its full name in the narrator's text: agencies are hardly ever the subject."""
    for one in named:
        full = one.outlet.kind == "agency" and full_name(report.text, one)
        if full and one.outlet.id != "bloomberg":
            scope = sentence(report, one.span)
            yield Citation(one.span, one.outlet.name, "agency", scope, "rules:named", 0.6)
