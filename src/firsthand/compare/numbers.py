"""Numbers that one telling changes: digits, and number words from the language files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.compare.sides import Pair, Side
from firsthand.languages import table
from firsthand.records import Divergence, Span

_TOKEN = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0\u202f']\d+)*|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands; ``value`` has no separators but a decimal point."""

    value: str
    span: Span


def number_divergences(pair: Pair) -> Iterator[Divergence]:
    """Yield the numbers that are changed: as many on both sides, one of them different.

    Numbers beside a word of magnitude ("two million", "dozens") are left alone, and tellings in
    which a side may hold number words of a language without a table are compared in digits only.
    """
    words = all("words" in table(s.report.language, "numbers") for s in (pair.fullest, pair.other))
    mine, other = _numbers(pair.fullest, words), _numbers(pair.other, words)
    if mine is None or other is None or len(mine) != len(other):
        return
    values = {n.value for n in mine}, {n.value for n in other}
    left = [n for n in mine if n.value not in values[1]]
    right = [n for n in other if n.value not in values[0]]
    if len(left) == len(right) == 1:
        spans = [pair.fullest.evidence(left[0].span), pair.other.evidence(right[0].span)]
        yield pair.divergence("changed", "number", spans, "numbers", 0.9)


def _numbers(side: Side, words: bool) -> list[Number] | None:
    """Return the numbers of a side in order, or None where one is vague."""
    known = table(side.report.language, "numbers")
    names = known.get("words", {}) if words else {}
    magnitudes = frozenset(known.get("magnitudes", ()))
    found: list[Number] = []
    for start, end in side.spans:
        for match in _TOKEN.finditer(side.report.text, start, end):
            word = match.group()
            if word.casefold() in magnitudes:
                return None
            value = _digits(word) if word[0].isdigit() else str(names.get(word.casefold(), ""))
            if value:
                found.append(Number(value, match.span()))
    return found


def _digits(word: str) -> str:
    """Return a written number in one form: separators of thousands dropped, decimals after "."."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else "." for c in word)
    head, *groups = plain.split(".")
    if groups and len(groups[-1]) != 3:
        return f"{head}{''.join(groups[:-1])}.{groups[-1]}".lstrip("0")
    return (head + "".join(groups)).lstrip("0") or "0"
