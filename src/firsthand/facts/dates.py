"""Dates: the phrases of a text that say when, and which of them another telling changes.

The words stand in the table ``[dates]`` of the language files, the grammar in ``date_grammar``.
All is resolved against the day of publication alone, never against today. The library dateparser
is not used: of twenty such phrases it read thirteen, and it takes "last week" or "Friday" for one
day where several can be meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from firsthand.facts.date_grammar import phrases
from firsthand.facts.days import DatePhrase, Offset, days_of, same_time
from firsthand.records import Span

__all__ = ["DatePhrase", "Offset", "compare_dates", "dates_agree", "find_dates", "same_time"]


def find_dates(
    text: str, spans: Sequence[Span], language: str | None, published: str | None = None
) -> tuple[DatePhrase, ...]:
    """Return the phrases in ``spans`` that say when, in the order of the spans.

    ``published`` is the ISO 8601 date or date-time of the text; without it, or where it is no
    such date, weekdays and words like "yesterday" mean no day. A language without a table gives
    dates and years in digits; no spans give none.
    """
    day = _day(published)
    found = (phrase for span in spans for phrase in phrases(text, span, language))
    return tuple(replace(phrase, days=days_of(phrase, day)) for phrase in found)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


def dates_agree(mine: Sequence[DatePhrase], other: Sequence[DatePhrase]) -> bool | None:
    """Tell whether two tellings share a date: False where both have dates and all conflict.

    None where a side has no date, or where none is shared and not all can be compared.
    """
    verdicts = [same_time(a, b) for a in mine for b in other]
    if any(verdicts):
        return True
    return False if verdicts and None not in verdicts else None


def compare_dates(
    mine: Sequence[DatePhrase], other: Sequence[DatePhrase]
) -> list[tuple[DatePhrase, DatePhrase]]:
    """Return the pairs of phrases in which ``other`` clearly tells another time than ``mine``.

    Phrases that mean the same are taken out first, the most alike before the less exact. What
    remains is paired by kind, in order, where both sides have as many of it; a date that only one
    side has is not reported. Empty sides give an empty list.
    """
    left, right = _unmatched(mine, other)
    if len(mine) != len(other):
        left, right = _strangers(left, other), _strangers(right, mine)
    found: list[tuple[DatePhrase, DatePhrase]] = []
    for kind in ("weekday", "offset", "year", "month", "day"):
        ours = [a for a in left if _kind(a) == kind]
        theirs = [b for b in right if _kind(b) == kind]
        if len(ours) == len(theirs):
            found += [(a, b) for a, b in zip(ours, theirs, strict=True) if same_time(a, b) is False]
    if not found and len(left) == len(right) == 1 and same_time(left[0], right[0]) is False:
        found.append((left[0], right[0]))
    return sorted(found, key=lambda pair: pair[0].span)


def _strangers(phrases: Sequence[DatePhrase], others: Sequence[DatePhrase]) -> list[DatePhrase]:
    """Return the phrases that repeat nothing of the other side."""
    return [a for a in phrases if not any(_repeats(a, b) for b in others)]


def _repeats(a: DatePhrase, b: DatePhrase) -> bool:
    return bool(same_time(a, b)) and (_kind(a) == _kind(b) or _share_field(a, b))


def _kind(phrase: DatePhrase) -> str:
    if phrase.offset:
        return "offset"
    if phrase.weekday is not None:
        return "weekday"
    if phrase.day is not None:
        return "day"
    return "month" if phrase.month is not None else "year"


def _unmatched(
    mine: Sequence[DatePhrase], other: Sequence[DatePhrase]
) -> tuple[list[DatePhrase], list[DatePhrase]]:
    """Return what is left on both sides when each phrase has taken one that means the same."""
    left, right = list(mine), list(other)
    for alike in (_equal, _firmly_same):
        for a in tuple(left):
            b = next((b for b in right if alike(a, b)), None)
            if b is not None:
                left.remove(a)
                right.remove(b)
    return left, right


def _equal(a: DatePhrase, b: DatePhrase) -> bool:
    return bool(same_time(a, b)) and _stated(a) == _stated(b)


def _firmly_same(a: DatePhrase, b: DatePhrase) -> bool:
    """Tell whether both name one time; that Friday lies in "this month" says too little."""
    return bool(same_time(a, b)) and (a.exactness == b.exactness or _share_field(a, b))


def _share_field(a: DatePhrase, b: DatePhrase) -> bool:
    return any(x == y is not None for x, y in zip(_stated(a), _stated(b), strict=True))


def _stated(phrase: DatePhrase) -> tuple[object, ...]:
    return phrase.year, phrase.month, phrase.day, phrase.weekday, phrase.offset
