"""Join units into consistent clusters: every pair inside must agree, not only neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.align.scores import BLOCKED, Scores, by_report
from firsthand.align.units import Unit
from firsthand.align.vectors import Matrix

Cluster = tuple[int, ...]

JOIN = 2.7
"""The least log odds of a link between two reports. It is so high because a false one says that
newsrooms confirmed each other: of what it links in reports of one event by different newsrooms,
about one in twenty is wrong (docs/decisions/007)."""
JOIN_WITHIN = 2.0
"""The least score of a link within one report (the same statement printed twice)."""
_WORTH = -4.0
_FLOOR = 0.0
_MEAN = 1.5
# Kinship is a mean of scores, held between two bounds and drawn to what unrelated pairs have.
_LEAST, _MOST = -2.0, 4.0
_UNRELATED, _DRAWN_BY = -1.5, 6


@dataclass(frozen=True, slots=True)
class _Link:
    odds: float
    i: int
    j: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """``members`` of each cluster, every unit in exactly one; ``kinship`` (reports, reports)."""

    members: tuple[Cluster, ...]
    kinship: Matrix


def cluster(units: Sequence[Unit], scores: Scores) -> Clusters:
    """Return clusters of unit numbers; every unit is in exactly one.

    Links are taken from the strongest down, ties by position. Two clusters are joined only if no
    pair across them is blocked or weaker than the floor and their mean is good: complete and
    average linkage at once, so a chain of near matches does not close.
    """
    home = list(range(len(units)))
    members: dict[int, list[int]] = {i: [i] for i in home}
    refused: set[tuple[int, int, int, int]] = set()
    links, kinship = _links(units, scores)
    for link in links:
        a, b = sorted((home[link.i], home[link.j]))
        key = (a, b, len(members[a]), len(members[b]))
        if a == b or key in refused:
            continue
        if not _agree(members[a], members[b], scores, kinship):
            refused.add(key)
            continue
        for k in members[b]:
            home[k] = a
        members[a] = sorted(members[a] + members.pop(b))
    return Clusters(tuple(tuple(members[i]) for i in sorted(members)), kinship)


def _agree(a: Sequence[int], b: Sequence[int], scores: Scores, kinship: Matrix) -> bool:
    block = scores.odds(a, b, kinship)
    return bool(block.min() >= _FLOOR and block.mean() >= _MEAN)


def _links(units: Sequence[Unit], scores: Scores) -> tuple[list[_Link], Matrix]:
    """Return the links, strongest first, and how near the reports are to each other."""
    reports = list(by_report(scores.owner))
    count = int(scores.owner.max()) + 1 if len(units) else 0
    kinship = np.full((count, count), _UNRELATED)
    across: list[_Link] = []
    for place, (first, last) in enumerate(reports[:-1]):
        later = range(last, reports[-1][1])
        block = scores.between(range(first, last), later)
        for start, end in reports[place + 1 :]:
            pairs = list(_mutual(block[:, start - last : end - last]))
            one, other = scores.owner[first], scores.owner[start]
            kinship[one, other] = kinship[other, one] = _near([score for *_, score in pairs])
            across += _linked(pairs, first, start, scores, kinship)
    links = [*across, *_within(units, scores, _mates(units, across))]
    return sorted(links, key=lambda link: (-link.odds, link.i, link.j)), kinship


def _mutual(block: NDArray[np.float64]) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs that are each other's best, first of equals, with their scores."""
    best, back = block.argmax(axis=1), block.argmax(axis=0)
    for i, j in enumerate(best.tolist()):
        if back[j] == i and block[i, j] > BLOCKED:
            yield i, j, float(block[i, j])


def _near(scores: Sequence[float]) -> float:
    bounded = [min(max(score, _LEAST), _MOST) for score in scores]
    return (sum(bounded) + _UNRELATED * _DRAWN_BY) / (len(bounded) + _DRAWN_BY)


def _linked(
    pairs: Sequence[tuple[int, int, float]],
    first: int,
    start: int,
    scores: Scores,
    kinship: Matrix,
) -> Iterator[_Link]:
    """Yield the links among the best pairs of two reports; none speaks for itself in kinship."""
    own = kinship.copy()
    one, other = scores.owner[first], scores.owner[start]
    for i, j, score in pairs:
        if score < _WORTH:
            continue
        rest = [s for k, m, s in pairs if (k, m) != (i, j)]
        own[one, other] = own[other, one] = _near(rest)
        odds = float(scores.odds([first + i], [start + j], own)[0, 0])
        if odds >= JOIN:
            yield _Link(odds, first + i, start + j)


def _mates(units: Sequence[Unit], links: Sequence[_Link]) -> dict[int, dict[int, int]]:
    """Return each unit's partner in each other report that has one."""
    mates: dict[int, dict[int, int]] = {}
    for link in links:
        mates.setdefault(link.i, {})[units[link.j].report] = link.j
        mates.setdefault(link.j, {})[units[link.i].report] = link.i
    return mates


def _within(
    units: Sequence[Unit], scores: Scores, mates: dict[int, dict[int, int]]
) -> Iterator[_Link]:
    """Yield the statements of one speaker that one report prints twice."""
    for first, last in by_report(scores.owner):
        rows = range(first, last)
        block = scores.between(rows, rows)
        for i, j in np.argwhere(np.triu(block >= JOIN_WITHIN, 1)).tolist():
            one, other = first + i, first + j
            mine, its = mates.get(one, {}), mates.get(other, {})
            if _same_speaker(units[one], units[other]) and all(
                its.get(report, k) == k for report, k in mine.items()
            ):
                yield _Link(float(block[i, j]) + JOIN, one, other)


def _same_speaker(a: Unit, b: Unit) -> bool:
    return a.speaker is not None and a.speaker == b.speaker
