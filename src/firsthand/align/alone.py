"""Units that no other report has anything like, and pairs that may be about one thing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firsthand.align.clusters import Cluster
from firsthand.align.scores import Scores, by_report
from firsthand.align.units import Unit
from firsthand.align.vectors import Matrix
from firsthand.records import Evidence, Report
from firsthand.spans import hull

_UNLIKE = -0.5
"""The log odds below which a translation stands in three cases of a hundred, and what only one of
two newsrooms has in more than ninety."""
_RELATED = -1.0
"""The least log odds of two places that may be about one thing."""
_MOST_RELATED = 3

Pairs = tuple[tuple[Evidence, Evidence], ...]


def apart(
    reports: Sequence[Report],
    units: Sequence[Unit],
    clusters: Sequence[Cluster],
    scores: Scores,
    kinship: Matrix,
) -> tuple[tuple[Evidence, ...], Pairs]:
    """Return what stands in one report only, and pairs of places that come near without a claim.

    The first are places to which nothing in any other report comes near, in order; a single report
    gives none. The second are, for each unit, at most the three nearest of each other report that
    tell another claim or none.
    """
    home = {i: number for number, members in enumerate(clusters) for i in members}
    nearest = np.full(len(units), -np.inf)
    near: list[tuple[int, int]] = []
    borders = list(by_report(scores.owner))
    for place, (first, last) in enumerate(borders[:-1]):
        block = scores.odds(range(first, last), range(last, borders[-1][1]), kinship)
        nearest[first:last] = np.maximum(nearest[first:last], block.max(axis=1))
        nearest[last:] = np.maximum(nearest[last:], block.max(axis=0))
        for start, end in borders[place + 1 :]:
            near += _nearest(block[:, start - last : end - last], first, start)
    alone = [
        i
        for members in clusters
        if len(members) == 1 and len(borders) > 1
        for i in members
        if units[i].text and nearest[i] < _UNLIKE and not _inside_another(i, units)
    ]
    pairs = ((units[i], units[j]) for i, j in near if home[i] != home[j])
    found = ((_place(reports, one), _place(reports, other)) for one, other in pairs)
    return tuple(_place(reports, units[i]) for i in sorted(alone)), tuple(dict.fromkeys(found))


def _nearest(block: Matrix, first: int, start: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i in np.nonzero(block.max(axis=1) >= _RELATED)[0].tolist():
        row = block[i]
        for j in np.argsort(-row, kind="stable")[:_MOST_RELATED].tolist():
            if row[j] >= _RELATED:
                found.append((first + i, start + j))
    return found


def _inside_another(i: int, units: Sequence[Unit]) -> bool:
    """Tell whether a unit is part of another of its report, which then speaks for it."""
    start, end = hull(units[i].spans)
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(units) and units[k].report == units[i].report:
            s, e = hull(units[k].spans) if units[k].spans else (0, 0)
            if s <= start and end <= e and (s, e) != (start, end):
                return True
            k += step
    return False


def _place(reports: Sequence[Report], unit: Unit) -> Evidence:
    return Evidence(reports[unit.report].id, hull(unit.spans))
