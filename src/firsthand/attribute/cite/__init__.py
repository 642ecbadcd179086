"""Which agencies and outlets a report names as its source, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.attribute.cite.datelines import credit_lines, datelines
from firsthand.attribute.cite.named import Named, bare, find_named, full_name
from firsthand.attribute.cite.phrases import lowered
from firsthand.attribute.cite.speaking import block_leads, referred, speaking
from firsthand.attribute.cite.told import addressed, reported, sentence, told_apart
from firsthand.attribute.cite.unlisted import find_unlisted
from firsthand.attribute.mentions import SpeakerWords, speaker_words
from firsthand.records import Citation, Report
from firsthand.spans import overlap


def find_citations(report: Report) -> tuple[Citation, ...]:
    """Return the citations of a report in order of place.

    An outlet that is only talked about is no citation, nor is the report's own outlet. Works on
    what the attribute stage found; no passages give an empty tuple.
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
    return tuple(sorted(found, key=lambda c: c.span))


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
