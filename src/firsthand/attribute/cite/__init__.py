"""Which agencies and outlets a report names as its source, and what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.attribute.cite.datelines import credit_lines, datelines
from firsthand.attribute.cite.named import Named, bare, find_named, full_name
from firsthand.attribute.cite.speaking import block_leads, speaking
from firsthand.attribute.cite.told import addressed, sentence
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
    return tuple(sorted(found, key=lambda c: c.span))


def _candidates(report: Report, known: SpeakerWords) -> Iterator[Citation]:
    """Yield possible citations, the surest first."""
    everywhere = find_named(report)
    named = [n for n in everywhere if not n.speech]
    yield from block_leads(report, known)
    yield from speaking(report, known, everywhere)
    yield from datelines(report, named)
    yield from credit_lines(report, named)
    yield from addressed(report, known, everywhere)
    yield from _plain(report, named)


def _plain(report: Report, named: Sequence[Named]) -> Iterator[Citation]:
    """An agency by its full name in the narrator's text: agencies are hardly ever the subject."""
    for one in named:
        full = full_name(report.text[one.span[0] : one.span[1]], one.outlet)
        if one.outlet.kind == "agency" and full and one.outlet.id != "bloomberg":
            scope = sentence(report, one.span)
            yield Citation(one.span, one.outlet.name, "agency", scope, "rules:named", 0.6)
