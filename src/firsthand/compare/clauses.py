"""Clauses that one telling has and the other lacks: the longest stretch without counterpart.

Word by word the encoder says how far a telling is covered by the other (``align.coverage``). The
stretch that gathers most uncovered words (Kadane's maximum subarray) is extra if a logistic
regression says so: over that stretch, how well the other telling is covered, and how much longer
this one is than their languages explain (Gale and Church 1993, "A Program for Aligning Sentences
in Bilingual Corpora"). Trained on clauses left out of professional translations; docs/decisions/006
has the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.align.coverage import Coverage
from firsthand.compare.covered import CoveredPair, Words, count_words
from firsthand.data import language_length
from firsthand.languages import table
from firsthand.records import Divergence, DivergenceKind, Evidence, Span
from firsthand.spans import overlap, trim

LEAST = 0.25
"""The least log odds at which a stretch is called extra."""
_HALF = 0.5
_WEIGHT = 0.09
_SHARE = 5.0
_LIKENESS = -4.0
_OTHER_COVERED = -5.1
_LONGER = 4.8
_MUCH_LONGER = 2.2
_EDGE = 0.52
_BIAS = 1.97
_LEAST_WORDS = 3
_LEAST_WEIGHT = 50.0
_LOOSE_WEIGHT = 20.0
_LEAST_LEFT = 45.0
_LETTERS = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_MARK_BEFORE = re.compile(r"[,;:،、，；：—–(]\s*$")
_MARK = re.compile(r"[,;:،、，；：—–()]\s*$")
_TRIMMED = ' ,;:،、，；：—–\t\n\u00a0"“”„«»()'
_OPENERS = ("prepositions", "clause_words", "coordinators")

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Extra:
    """A clause that only one telling has; one that weighs little is not ``clear``."""

    divergence: Divergence
    clear: bool

    @property
    def place(self) -> Evidence:
        """Where the clause stands."""
        return self.divergence.spans[0]


def find_extra(covered: CoveredPair) -> Iterator[Extra]:
    """Yield the clause that the other telling drops and the one that it adds."""
    kinds: tuple[DivergenceKind, ...] = ("dropped", "added")
    for kind, (has, lacks, mine, its) in zip(kinds, covered.directions(), strict=True):
        extra = _extra(has, lacks, mine, its)
        if extra is not None:
            span, odds, weight = extra
            spans = [has.side.evidence(span), lacks.side.whole()]
            chance = 1 / (1 + math.exp(-odds))
            found = covered.pair.divergence(kind, "wording", spans, "words uncovered", chance)
            yield Extra(found, weight >= _LEAST_WEIGHT)


def _extra(
    has: Words, lacks: Words, mine: Coverage, its: Coverage
) -> tuple[Span, float, float] | None:
    """Return the place of the words that only ``has`` has, their log odds and weight, or None."""
    mass = mine.weights * (_HALF - mine.covered)
    gathered, first, last = _heaviest(mass)
    weight = float(mine.weights[first:last].sum())
    if weight < _LOOSE_WEIGHT or min(mine.weights.sum() - weight, its.weights.sum()) < _LEAST_LEFT:
        return None
    start, end = _to_words(has.text, mine.spans[first][0], mine.spans[last - 1][1])
    likeness = float((mine.weights * mine.likeness)[first:last].sum()) / weight
    longer = _longer(has, lacks, mine, its)
    odds = (
        _WEIGHT * gathered
        + _SHARE * weight / float(mine.weights.sum())
        + _LIKENESS * likeness
        + _OTHER_COVERED * its.share()
        + _LONGER * longer
        + _MUCH_LONGER * max(0.0, longer)
        + _EDGE * _edges(has.text, start, end)
        + _BIAS
    )
    if round(odds, 4) < LEAST:
        return None
    start, end = _to_clauses(has, (start, end), mine)
    if count_words(has.text[start:end]) < _LEAST_WORDS:
        return None
    return has.span(start, end), odds, weight


def _heaviest(mass: Reals) -> tuple[float, int, int]:
    """Return the largest sum of a run of ``mass``, its first place and one past its last."""
    best, first, last = -math.inf, 0, 1
    run, start = 0.0, 0
    for place, value in enumerate(mass.tolist()):
        if run <= 0:
            run, start = 0.0, place
        run += value
        if run > best:
            best, first, last = run, start, place + 1
    return best, first, last


def _longer(has: Words, lacks: Words, mine: Coverage, its: Coverage) -> float:
    """Return the log of how many times longer ``has`` is than a translation would be."""
    one, two = (
        language_length(has.side.report.language),
        language_length(lacks.side.report.language),
    )
    words = math.log(max(1.0, mine.weights.sum()) / max(1.0, its.weights.sum()))
    letters = math.log(max(1, len(has.text)) / max(1, len(lacks.text)))
    return ((words - one[0] + two[0]) + (letters - one[1] + two[1])) / 2


def _edges(text: str, start: int, end: int) -> int:
    """Return how many ends of a stretch stand at a mark or at the end of the telling."""
    return bool(_MARK_BEFORE.search(text[:start])) + (not _LETTERS.match(text, end))


def _to_words(text: str, start: int, end: int) -> Span:
    """Widen a stretch to whole words; scripts without spaces have none to complete."""
    while start > 0 and _inside(text, start):
        start -= 1
    while end < len(text) and _inside(text, end):
        end += 1
    return start, end


def _inside(text: str, place: int) -> bool:
    two = text[place - 1 : place + 1]
    return two.isalnum() and all(ord(c) < 0x2E80 for c in two)


# --- from a stretch of words to clauses


def _to_clauses(has: Words, stretch: Span, mine: Coverage) -> Span:
    """Return the clauses most of whose weight lies in the stretch, or the stretch where none."""
    borders = _borders(has.text, has.side.report.language)
    kept: list[Span] = []
    for clause in pairwise(borders):
        inside = outside = 0.0
        for token, weight in zip(mine.spans, mine.weights.tolist(), strict=True):
            if overlap(token, clause):
                inside += weight if overlap(token, stretch) else 0.0
                outside += 0.0 if overlap(token, stretch) else weight
        if inside > outside:
            kept.append(clause)
    wide = (kept[0][0], kept[-1][1]) if kept else stretch
    start, end = trim(has.text, wide, _TRIMMED)
    return (start, end) if start < end else stretch


def _borders(text: str, language: str | None) -> list[int]:
    """Return where clauses begin: after a mark, and at words that open one; and both ends."""
    known = table(language, "attribution")
    openers = frozenset(word for key in _OPENERS for word in known.get(key, ()))
    borders = [0]
    for before, word in pairwise(_LETTERS.finditer(text)):
        opens = word.group().casefold() in openers and before.group().casefold() not in openers
        if opens or _MARK.search(text[before.end() : word.start()]):
            borders.append(word.start())
    return [*borders, len(text)]
