"""Quantities in a text: numbers in digits and words with their units, in thirteen languages.

A small grammar over the tables ``[quantities]`` of ``languages/*.toml`` and ``data/units.toml``.
What is a number but no quantity is left out: years, days of a month, clock times, small ordinals,
parts of names, and "one", mostly an article or pronoun.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from firsthand.facts.folded import fold
from firsthand.facts.number_words import Lexicon, lexicon
from firsthand.facts.numerals import numerals
from firsthand.facts.roles import Context, Reading, read
from firsthand.records import Span

_DASH = re.compile(r" ?[-–~] ?")
_INCHES = re.compile(r"[- ]?")
_WORD = re.compile(r"[^\W\d_]+")
_LARGEST = 1e18
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and the words it stands in (magnitude in, unit left out).

    ``low`` and ``high`` are equal for an exact number, the ends of a range, or one end and ``inf``
    or 0 for "more than" and "up to". ``unit`` is a name of ``data/units.toml``, None where none is
    known. ``approximate``: "about 40", "more than 40", "dozens"; the ends of "10 to 15" are not.
    """

    span: Span
    low: float
    high: float
    unit: str | None
    approximate: bool


def find_quantities(text: str, spans: Sequence[Span], language: str | None) -> tuple[Quantity, ...]:
    """Return the quantities in ``spans`` of ``text``, in order; no spans give none.

    Of a language without a table (or None) only digits, signs and marks are read.
    """
    return tuple(q for span in spans for q in _found(text, (span[0], span[1]), language)[0])


def other_numbers(text: str, spans: Sequence[Span], language: str | None) -> tuple[float, ...]:
    """Return the values of numbers in ``spans`` that are no quantities: dates, times, ordinals.

    What one language says with such a word ("both") another says with a quantity ("the two").
    """
    return tuple(v for s in spans for v in _found(text, (s[0], s[1]), language)[1])


@lru_cache(maxsize=4096)
def _found(
    text: str, span: Span, language: str | None
) -> tuple[tuple[Quantity, ...], tuple[float, ...]]:
    """Return the quantities of one span, and the values of its numbers that are none."""
    known = lexicon(language)
    folded = fold(text, span)
    context = Context.of(folded.text, known)
    readings = [read(context, n) for n in numerals(folded.text, known) if n.high < _LARGEST]
    readings = _with_days(context, _apart(readings))
    others = [r.numeral.low for r in readings if not r.quantity and not r.numeral.one]
    others += _also(folded.text, readings, known)
    merged = _ranges(context, _feet(context, [r for r in readings if r.quantity]))
    quantities = (
        Quantity(folded.span(r.numeral.start, r.numeral.end), *_bounds(context, r)) for r in merged
    )
    return tuple(quantities), tuple(others)


def _also(text: str, readings: Sequence[Reading], known: Lexicon) -> list[float]:
    """Return the values of words that are no numbers but mean one ("both")."""
    if not known.unspaced:
        return [known.also[w] for w in _WORD.findall(text) if w in known.also]
    for reading in readings:
        numeral = reading.numeral
        text = text[: numeral.start] + " " * (numeral.end - numeral.start) + text[numeral.end :]
    return [value for word, value in known.also.items() for _ in range(text.count(word))]


def _apart(readings: Sequence[Reading]) -> list[Reading]:
    """Leave out numbers that stand in the unit of another ("12 fi al-mi'a": in the hundred)."""
    found: list[Reading] = []
    for reading in readings:
        if found and reading.numeral.start < found[-1].end:
            continue
        if found and reading.start < found[-1].numeral.end:
            found.pop()
        found.append(reading)
    return found


def _with_days(context: Context, readings: Sequence[Reading]) -> list[Reading]:
    """Take the first of "9 and 10 June" for a day, too."""
    found = list(readings)
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        gap = context.text[one.numeral.end : two.numeral.start]
        if two.month and one.unit is None and one.numeral.low <= 31 and _joins(context, gap):
            found[i] = replace(one, quantity=False, month=True)
    return found


def _joins(context: Context, gap: str) -> bool:
    words = (context.known.after["and"], context.known.after["to"])
    text = gap.rstrip()
    return bool(_DASH.fullmatch(gap) or any(p.fullmatch(text) for p in words))


def _feet(context: Context, readings: Sequence[Reading]) -> list[Reading]:
    """Join feet and inches ("6-foot-6")."""
    found: list[Reading] = []
    for reading in readings:
        last = found[-1] if found else None
        inches = reading.numeral.low
        gap = context.text[last.end : reading.start] if last else ""
        if last and inches < 12 and last.unit == "foot" and _goes_on(context, gap, reading.unit):
            value = last.numeral.low + inches / 12
            whole = replace(last.numeral, low=value, high=value, end=reading.numeral.end)
            found[-1] = replace(last, numeral=whole, end=reading.end)
        else:
            found.append(reading)
    return found


def _goes_on(context: Context, gap: str, unit: str | None) -> bool:
    """Tell whether a number after feet is their inches."""
    if unit is None:
        return gap == "-"
    joined = context.known.after["and"].fullmatch(gap.rstrip()) is not None
    return unit == "inch" and (joined or _INCHES.fullmatch(gap) is not None)


# --- ranges and bounds


def _ranges(context: Context, readings: Sequence[Reading]) -> list[Reading]:
    """Join the ends of ranges ("10 to 15", "between 10 and 15 million", "10–15")."""
    found: list[Reading] = []
    for reading in readings:
        joined = _range(context, found[-1], reading) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(reading)
    return found


def _range(context: Context, one: Reading, two: Reading) -> Reading | None:
    """Return the range of two numbers; None where they are no range."""
    a, b = one.numeral, two.numeral
    if a.low != a.high or b.low != b.high or (one.unit and two.unit and one.unit != two.unit):
        return None
    gap = context.text[one.end : two.start]
    dash = bool(_DASH.fullmatch(gap))
    if not dash and not _says_range(context, one, gap):
        return None
    if a.scale == 1 and b.scale >= _THOUSAND and a.low < _THOUSAND:
        a = replace(a, low=a.low * b.scale)
    if dash and a.low >= b.low:
        return None
    low, high = min(a.low, b.low), max(a.low, b.low)
    whole = replace(a, low=low, high=high, end=b.end, scale=b.scale)
    return Reading(whole, True, one.unit or two.unit, one.start, two.end)


def _says_range(context: Context, one: Reading, gap: str) -> bool:
    text = gap.rstrip()
    if context.known.after["to"].fullmatch(text):
        return True
    between = context.stands_before("between", one.start) is not None
    return between and context.known.after["and"].fullmatch(text) is not None


def _bounds(context: Context, reading: Reading) -> tuple[float, float, str | None, bool]:
    """Return low, high, unit and approximate, by the words beside a number."""
    low, high, unit = reading.numeral.low, reading.numeral.high, reading.unit
    if unit is not None and context.known.halves:
        half = context.known.halves.match(context.text, reading.end)
        low, high = (low + 0.5, high + 0.5) if half and reading.numeral.scale == 1 else (low, high)
    ranged = low != high

    def near(role: str) -> bool:
        before = context.stands_before(role, reading.start) is not None
        ends = {reading.numeral.end, reading.end}
        return before or any(context.follows(role, end) is not None for end in ends)

    if not ranged and near("more"):
        return low, math.inf, unit, True
    if not ranged and near("less"):
        return 0.0, high, unit, True
    return low, high, unit, reading.numeral.rounded or near("about")
