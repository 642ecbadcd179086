"""Quantities that one telling changes."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.compare.sides import Pair, Side
from firsthand.facts.quantities import Quantity, find_quantities, other_numbers
from firsthand.facts.quantity_match import compare_quantities
from firsthand.languages import table
from firsthand.records import Divergence

_SCORE = 0.9
_UNREAD = 50


def number_divergences(pair: Pair) -> Iterator[Divergence]:
    """Yield the quantities that the other telling changes, those of "dozens" against 384, too.

    Where the language of a side has no table, digits are compared only, in both.
    """
    sides = (pair.fullest, pair.other)
    known = all(table(side.report.language, "quantities") for side in sides)
    mine, other = (_quantities(side, known) for side in sides)
    beside = (_others(pair.fullest, known), _others(pair.other, known))
    for one, two in compare_quantities(mine, other, beside=beside):
        if not known and _is_far(one, two):
            continue
        spans = [pair.fullest.evidence(one.span), pair.other.evidence(two.span)]
        yield pair.divergence("changed", "number", spans, "quantities", _SCORE)


def _is_far(one: Quantity, two: Quantity) -> bool:
    """Tell whether a word of magnitude that nobody could read may explain a difference."""
    low, high = sorted((one.low, two.low))
    return high >= _UNREAD * low


def _quantities(side: Side, known: bool) -> tuple[Quantity, ...]:
    language = side.report.language if known else None
    return find_quantities(side.report.text, side.spans, language)


def _others(side: Side, known: bool) -> tuple[float, ...]:
    language = side.report.language if known else None
    return other_numbers(side.report.text, side.spans, language)
