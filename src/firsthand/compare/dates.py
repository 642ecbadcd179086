"""Dates that one telling changes: weekdays, months, days, years, and words like "last week"."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.compare.sides import Pair, Side
from firsthand.facts.dates import DatePhrase, compare_dates, find_dates
from firsthand.records import Divergence

_STATED = 0.9
_RESOLVED = 0.8


def date_divergences(pair: Pair) -> Iterator[Divergence]:
    """Yield the dates that the other telling changes, each with its words on both sides.

    What a weekday or "yesterday" means is read from each report's own day of publication; where
    that is not known, such a phrase is held only against others of its kind.
    """
    for mine, other in compare_dates(_dates(pair.fullest), _dates(pair.other)):
        spans = [pair.fullest.evidence(mine.span), pair.other.evidence(other.span)]
        score = _RESOLVED if _needs_a_day(mine) != _needs_a_day(other) else _STATED
        yield pair.divergence("changed", "date", spans, "dates", score)


def _dates(side: Side) -> tuple[DatePhrase, ...]:
    report = side.report
    return find_dates(report.text, side.spans, report.language, report.published)


def _needs_a_day(phrase: DatePhrase) -> bool:
    """Tell whether only the day of publication says when."""
    return phrase.offset is not None or phrase.weekday is not None
