"""One look at all pairs of reports: their best pairs of units, and how near they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.align.scores import BLOCKED, KINSHIP, Scores, by_report
from firsthand.align.vectors import Matrix

RELATED = -0.5
"""The least log odds of two places that may be about one thing."""
_MOST_RELATED = 2
_WORTH = -4.0
# Kinship is a mean of scores, held between two bounds and drawn to what unrelated pairs have.
_LEAST, _MOST = -2.0, 4.0
_UNRELATED, _DRAWN_BY = -1.5, 6


@dataclass(frozen=True, slots=True)
class Link:
    """Two units and the log odds that they tell the same."""

    odds: float
    i: int
    j: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What the pairs of reports hold.

    ``links`` are pairs of units that are each other's best in their two reports. ``kinship`` is
    (reports, reports): the mean score of such pairs. ``nearest`` is each unit's best log odds in
    any other report, -inf where there is none; ``related`` are pairs that come near, at most two
    for each unit and other report.
    """

    links: tuple[Link, ...]
    kinship: Matrix
    nearest: NDArray[np.float64]
    related: tuple[tuple[int, int], ...]


def survey(scores: Scores) -> Survey:
    """Return the survey of a story; no units give empty parts."""
    count = int(scores.owner.max()) + 1 if len(scores.owner) else 0
    kinship = np.full((count, count), _UNRELATED)
    nearest = np.full(len(scores.owner), -np.inf)
    links: list[Link] = []
    related: list[tuple[int, int]] = []
    reports = list(by_report(scores.owner))
    for place, (first, last) in enumerate(reports[:-1]):
        rows, later = range(first, last), range(last, reports[-1][1])
        block = scores.between(rows, later)
        plain = scores.odds_from(rows, later, block, np.zeros_like(block))
        for start, end in reports[place + 1 :]:
            part = slice(start - last, end - last)
            best = list(_mutual(block[:, part]))
            near = _near(best)
            one, other = scores.owner[first], scores.owner[start]
            kinship[one, other] = kinship[other, one] = near
            links += _linked(best, plain[:, part], first, start)
            odds = plain[:, part] + KINSHIP * near
            nearest[first:last] = np.maximum(nearest[first:last], odds.max(axis=1))
            nearest[start:end] = np.maximum(nearest[start:end], odds.max(axis=0))
            related += _related(odds, first, start)
    return Survey(tuple(links), kinship, nearest, tuple(related))


def _mutual(block: Matrix) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs that are each other's best, first of equals, with their scores."""
    best, back = block.argmax(axis=1), block.argmax(axis=0)
    for i, j in enumerate(best.tolist()):
        if back[j] == i and block[i, j] > BLOCKED:
            yield i, j, float(block[i, j])


def _near(best: Sequence[tuple[int, int, float]]) -> float:
    total = sum(_bounded(score) for *_, score in best)
    return (total + _UNRELATED * _DRAWN_BY) / (len(best) + _DRAWN_BY)


def _bounded(score: float) -> float:
    return min(max(score, _LEAST), _MOST)


def _linked(
    best: Sequence[tuple[int, int, float]], plain: Matrix, first: int, start: int
) -> Iterator[Link]:
    """Yield the best pairs with their odds; none speaks for itself in the kinship of the two."""
    total = sum(_bounded(score) for *_, score in best) + _UNRELATED * _DRAWN_BY
    for i, j, score in best:
        if score >= _WORTH:
            rest = (total - _bounded(score)) / (len(best) - 1 + _DRAWN_BY)
            odds = round(float(plain[i, j]) + KINSHIP * rest, 4)
            yield Link(odds, first + i, start + j)


def _related(odds: Matrix, first: int, start: int) -> Iterator[tuple[int, int]]:
    for i in np.nonzero(odds.max(axis=1) >= RELATED)[0].tolist():
        row = odds[i]
        for j in np.argsort(-row, kind="stable")[:_MOST_RELATED].tolist():
            if row[j] >= RELATED:
                yield first + i, start + j
