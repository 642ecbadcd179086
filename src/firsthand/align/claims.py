"""Clusters become claims: the fullest telling's own words, all tellings, the speakers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from firsthand.align.clusters import JOIN, Cluster
from firsthand.align.scores import BLOCKED, Scores
from firsthand.align.units import Unit
from firsthand.align.vectors import Matrix
from firsthand.records import Claim, Report, SharedSpeaker, Telling
from firsthand.spans import slice_text


def build_claims(
    reports: Sequence[Report],
    units: Sequence[Unit],
    clusters: Sequence[Cluster],
    scores: Scores,
    kinship: Matrix,
    speakers: Sequence[SharedSpeaker],
) -> tuple[Claim, ...]:
    """Return claims c1, c2, ...: most tellings first, then by report and position.

    A sentence in the writer's words that stands alone makes no claim.
    """
    order = {speaker.id: k for k, speaker in enumerate(speakers)}
    told = [members for members in clusters if len(members) > 1 or units[members[0]].attribution]
    ranked = sorted(told, key=lambda members: (-len(members), members))
    claims: list[Claim] = []
    for number, members in enumerate(ranked, start=1):
        tellings = tuple(_telling(reports, units[i]) for i in members)
        fullest = max(members, key=lambda i: (len(units[i].text), -i))
        text = slice_text(reports[units[fullest].report].text, units[fullest].spans)
        found = {s for i in members if (s := units[i].speaker) is not None}
        method, score = _confidence(members, scores, kinship)
        claims.append(
            Claim(
                f"c{number}",
                text,
                tellings,
                tuple(sorted(found, key=order.__getitem__)),
                method=method,
                score=score,
            )
        )
    return tuple(claims)


def _telling(reports: Sequence[Report], unit: Unit) -> Telling:
    attribution = unit.attribution.id if unit.attribution else None
    return Telling(reports[unit.report].id, attribution, unit.spans)


def _confidence(members: Cluster, scores: Scores, kinship: Matrix) -> tuple[str, float]:
    """Return the method and the mean, over members, of each one's strongest link as a chance."""
    if len(members) == 1:
        return "single", 1.0
    block = scores.odds(members, members, kinship)
    parts = [scores.parts(members, k).max(axis=1, initial=BLOCKED) for k in members]
    chances: list[float] = []
    pieces = False
    for place in range(len(members)):
        whole = max(float(v) for k, v in enumerate(block[place]) if k != place)
        part = max(float(column[place]) for k, column in enumerate(parts) if k != place)
        pieces = pieces or (whole < JOIN and part > BLOCKED)
        chances.append(1.0 / (1.0 + math.exp(-max(whole, part))))
    method = "margin+pieces" if pieces else "margin"
    return method, round(sum(chances) / len(chances), 3)
