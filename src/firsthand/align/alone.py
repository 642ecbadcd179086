"""What stands in one report only, and places of two reports that come near without a claim."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firsthand.align.clusters import Cluster
from firsthand.align.survey import Survey
from firsthand.align.units import Unit
from firsthand.records import Evidence, Report
from firsthand.spans import hull

_UNLIKE = -0.5
"""The log odds below which a translation stands in three cases of a hundred, and what only one of
two newsrooms has in more than ninety."""

Pairs = tuple[tuple[Evidence, Evidence], ...]


def find_alone(
    reports: Sequence[Report], units: Sequence[Unit], clusters: Sequence[Cluster], found: Survey
) -> tuple[Evidence, ...]:
    """Return the places of one report to which nothing in any other report comes near, in order.

    A single report gives none: with nothing to compare, nothing is "only here".
    """
    lone = sorted(members[0] for members in clusters if len(members) == 1)
    return tuple(
        _place(reports, units[i])
        for i in lone
        if -np.inf < found.nearest[i] < _UNLIKE and units[i].text and not _inside_another(i, units)
    )


def find_related(
    reports: Sequence[Report], units: Sequence[Unit], clusters: Sequence[Cluster], found: Survey
) -> Pairs:
    """Return pairs of places in two reports that tell no common claim and yet come near."""
    home = {i: number for number, members in enumerate(clusters) for i in members}
    pairs = ((units[i], units[j]) for i, j in found.related if home[i] != home[j])
    places = ((_place(reports, one), _place(reports, other)) for one, other in pairs)
    return tuple(dict.fromkeys(places))


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
