"""Join units into consistent clusters: every pair inside must agree, not only neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.align.scores import Scores
from firsthand.align.units import Unit

Cluster = tuple[int, ...]
Numbers = NDArray[np.int64]

JOIN = 0.0
"""The least log odds of a link between two reports: more likely one statement than two."""
JOIN_SPOKEN = -0.5
"""The same where both tellings name one speaker: then a cut or free rendering will do."""
JOIN_WITHIN = 2.0
"""The least log odds of a link within one report (the same statement printed twice)."""
_WEAKEST = -2.5
_MEAN = -0.5


def cluster(units: Sequence[Unit], scores: Scores) -> list[Cluster]:
    """Return clusters of unit numbers; every unit is in exactly one.

    Links are taken from the strongest down, ties by position. Two clusters are joined only if no
    pair across them is blocked or weaker than the floor and their mean is good: complete and
    average linkage at once, so a chain of near matches does not close.
    """
    home = list(range(len(units)))
    members: dict[int, list[int]] = {i: [i] for i in home}
    refused: set[tuple[int, int, int, int]] = set()
    for i, j in _links(units, scores):
        a, b = sorted((home[i], home[j]))
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
    block = scores.pairs[np.ix_(a, b)]
    return bool(block.min() >= _WEAKEST and block.mean() >= _MEAN)


def _links(units: Sequence[Unit], scores: Scores) -> list[tuple[int, int]]:
    """Return the candidate links, strongest first: mutually best between their reports."""
    owner = np.array([unit.report for unit in units], dtype=np.int64)
    best = _best_in_report(scores, owner)
    mates = [_mates(i, units, best, owner, scores) for i in range(len(units))]
    found: list[tuple[float, int, int]] = []
    for i, j in zip(*np.nonzero(np.triu(scores.pairs >= JOIN_SPOKEN, 1)), strict=True):
        score = float(scores.pairs[i, j])
        if owner[i] != owner[j]:
            if mates[i].get(int(owner[j])) == j:
                found.append((-score, int(i), int(j)))
        elif (
            score >= JOIN_WITHIN
            and _same_speaker(units[i], units[j])
            and all(mates[j].get(report, k) == k for report, k in mates[i].items())
        ):
            found.append((-score, int(i), int(j)))
    return [(i, j) for _, i, j in sorted(found)]


def _mates(
    i: int, units: Sequence[Unit], best: Numbers, owner: Numbers, scores: Scores
) -> dict[int, int]:
    """Return unit i's partner in each other report that has one."""
    found: dict[int, int] = {}
    for report, k in enumerate(best[i]):
        if report != owner[i] and k >= 0 and best[k, owner[i]] == i:
            least = JOIN_SPOKEN if _same_speaker(units[i], units[k]) else JOIN
            if scores.pairs[i, k] >= least:
                found[report] = int(k)
    return found


def _best_in_report(scores: Scores, owner: Numbers) -> Numbers:
    """Return (units, reports): the unit of each report that a unit is most like, first on ties."""
    reports = int(owner.max()) + 1 if len(owner) else 0
    best = np.full((len(owner), reports), -1, dtype=np.int64)
    for report in range(reports):
        columns = np.nonzero(owner == report)[0]
        if len(columns):
            best[:, report] = columns[scores.pairs[:, columns].argmax(axis=1)]
    return best


def _same_speaker(a: Unit, b: Unit) -> bool:
    return a.speaker is not None and a.speaker == b.speaker
