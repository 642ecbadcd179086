"""Join units into consistent clusters: every pair inside must agree, not only neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from firsthand.align.scores import Scores, by_report
from firsthand.align.survey import Link, Survey
from firsthand.align.units import Unit
from firsthand.align.vectors import Matrix

Cluster = tuple[int, ...]

JOIN = 2.7
"""The least log odds of a link between two reports. It is so high because a false one says that
newsrooms confirmed each other: of what it links in reports of one event by different newsrooms,
about one in twenty is wrong (docs/decisions/007)."""
JOIN_WITHIN = 2.0
"""The least score of a link within one report (the same statement printed twice)."""
_FLOOR = 0.0
_MEAN = 1.5


def cluster(units: Sequence[Unit], scores: Scores, survey: Survey) -> list[Cluster]:
    """Return clusters of unit numbers; every unit is in exactly one.

    Links are taken from the strongest down, ties by position. Two clusters are joined only if no
    pair across them is blocked or weaker than the floor and their mean is good: complete and
    average linkage at once, so a chain of near matches does not close.
    """
    home = list(range(len(units)))
    members: dict[int, list[int]] = {i: [i] for i in home}
    refused: set[tuple[int, int, int, int]] = set()
    for link in _links(units, scores, survey.links):
        a, b = sorted((home[link.i], home[link.j]))
        key = (a, b, len(members[a]), len(members[b]))
        if a == b or key in refused:
            continue
        if not _agree(members[a], members[b], scores, survey.kinship):
            refused.add(key)
            continue
        for k in members[b]:
            home[k] = a
        members[a] = sorted(members[a] + members.pop(b))
    return [tuple(members[i]) for i in sorted(members)]


def _agree(a: Sequence[int], b: Sequence[int], scores: Scores, kinship: Matrix) -> bool:
    block = scores.odds(a, b, kinship)
    return bool(block.min() >= _FLOOR and block.mean() >= _MEAN)


def _links(units: Sequence[Unit], scores: Scores, across: Sequence[Link]) -> list[Link]:
    """Return all links, strongest first."""
    sure = [link for link in across if link.odds >= JOIN]
    links = [*sure, *_within(units, scores, _mates(units, sure))]
    return sorted(links, key=lambda link: (-link.odds, link.i, link.j))


def _mates(units: Sequence[Unit], links: Sequence[Link]) -> dict[int, dict[int, int]]:
    """Return each unit's partner in each other report that has one."""
    mates: dict[int, dict[int, int]] = {}
    for link in links:
        mates.setdefault(link.i, {})[units[link.j].report] = link.j
        mates.setdefault(link.j, {})[units[link.i].report] = link.i
    return mates


def _within(
    units: Sequence[Unit], scores: Scores, mates: dict[int, dict[int, int]]
) -> Iterator[Link]:
    """Yield the statements of one speaker that one report prints twice."""
    for first, last in by_report(scores.owner):
        spoken = [i for i in range(first, last) if units[i].speaker is not None]
        block = scores.between(spoken, spoken)
        for i, j in np.argwhere(np.triu(block >= JOIN_WITHIN, 1)).tolist():
            one, other = spoken[i], spoken[j]
            mine, its = mates.get(one, {}), mates.get(other, {})
            if units[one].speaker == units[other].speaker and all(
                its.get(report, k) == k for report, k in mine.items()
            ):
                yield Link(float(block[i, j]) + JOIN, one, other)
