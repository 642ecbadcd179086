"""Join units into consistent clusters: every pair inside must agree, not only neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.align.scores import Scores, by_report
from firsthand.align.units import Unit

Cluster = tuple[int, ...]
Reals = NDArray[np.float64]

JOIN = 0.0
"""The least log odds of a link between two reports: more likely one statement than two."""
JOIN_SPOKEN = -0.5
"""The same where both tellings name one speaker: then a cut or free rendering will do."""
JOIN_WITHIN = 2.0
"""The least log odds of a link within one report (the same statement printed twice)."""
_WEAKEST = -2.5
_MEAN = -0.5


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    i: int
    j: int


def cluster(units: Sequence[Unit], scores: Scores) -> list[Cluster]:
    """Return clusters of unit numbers; every unit is in exactly one.

    Links are taken from the strongest down, ties by position. Two clusters are joined only if no
    pair across them is blocked or weaker than the floor and their mean is good: complete and
    average linkage at once, so a chain of near matches does not close.
    """
    home = list(range(len(units)))
    members: dict[int, list[int]] = {i: [i] for i in home}
    refused: set[tuple[int, int, int, int]] = set()
    for link in _links(units, scores):
        a, b = sorted((home[link.i], home[link.j]))
        key = (a, b, len(members[a]), len(members[b]))
        if a == b or key in refused:
            continue
        if not _agree(members[a], members[b], scores):
            refused.add(key)
            continue
        for k in members[b]:
            home[k] = a
        members[a] = sorted(members[a] + members.pop(b))
    return [tuple(members[i]) for i in sorted(members)]


def _agree(a: Sequence[int], b: Sequence[int], scores: Scores) -> bool:
    block = scores.between(a, b)
    return bool(block.min() >= _WEAKEST and block.mean() >= _MEAN)


def _links(units: Sequence[Unit], scores: Scores) -> list[_Link]:
    """Return the links, strongest first: mutually best between their reports, then within."""
    across = [link for link in _across(scores) if link.score >= _least(units, link)]
    mates: dict[int, dict[int, int]] = {}
    for link in across:
        mates.setdefault(link.i, {})[units[link.j].report] = link.j
        mates.setdefault(link.j, {})[units[link.i].report] = link.i
    within = [
        link
        for link in _within(scores)
        if _same_speaker(units[link.i], units[link.j])
        and all(
            mates.get(link.j, {}).get(report, k) == k for report, k in mates.get(link.i, {}).items()
        )
    ]
    return sorted([*across, *within], key=lambda link: (-link.score, link.i, link.j))


def _least(units: Sequence[Unit], link: _Link) -> float:
    return JOIN_SPOKEN if _same_speaker(units[link.i], units[link.j]) else JOIN


def _across(scores: Scores) -> Iterator[_Link]:
    """Yield the pairs of units of two reports that are each other's best there."""
    reports = list(by_report(scores.owner))
    for place, (first, last) in enumerate(reports[:-1]):
        rows = range(first, last)
        block = scores.between(rows, range(last, reports[-1][1]))
        for start, end in reports[place + 1 :]:
            part = block[:, start - last : end - last]
            yield from _mutual(part, first, start)


def _mutual(block: Reals, first: int, start: int) -> Iterator[_Link]:
    best, back = block.argmax(axis=1), block.argmax(axis=0)
    for i, j in enumerate(best.tolist()):
        if back[j] == i and block[i, j] >= JOIN_SPOKEN:
            yield _Link(float(block[i, j]), first + i, start + j)


def _within(scores: Scores) -> Iterator[_Link]:
    for first, last in by_report(scores.owner):
        rows = range(first, last)
        block = scores.between(rows, rows)
        for i, j in np.argwhere(np.triu(block >= JOIN_WITHIN, 1)):
            yield _Link(float(block[i, j]), first + int(i), first + int(j))


def _same_speaker(a: Unit, b: Unit) -> bool:
    return a.speaker is not None and a.speaker == b.speaker
