"""Clusters become claims: the fullest telling's own words, all tellings, the speakers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from firsthand.align.clusters import JOIN_SPOKEN, Cluster
from firsthand.align.scores import BLOCKED, Scores
from firsthand.align.units import Unit
from firsthand.records import Claim, Report, SharedSpeaker, Telling
from firsthand.spans import slice_text


def build_claims(
    reports: Sequence[Report],
    units: Sequence[Unit],
    clusters: Sequence[Cluster],
    scores: Scores,
    speakers: Sequence[SharedSpeaker],
) -> tuple[Claim, ...]:
    """Return claims c1, c2, ...: most tellings first, then by report and position."""
    order = {speaker.id: k for k, speaker in enumerate(speakers)}
    ranked = sorted(clusters, key=lambda members: (-len(members), members))
    claims: list[Claim] = []
    for number, members in enumerate(ranked, start=1):
        tellings = tuple(_telling(reports, units[i]) for i in members)
        fullest = max(members, key=lambda i: (len(units[i].text), -i))
        text = slice_text(reports[units[fullest].report].text, units[fullest].attribution.content)
        found = {s for i in members if (s := units[i].speaker) is not None}
        method, score = _confidence(members, scores)
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
    attribution = unit.attribution
    return Telling(reports[unit.report].id, attribution.id, attribution.content)


def _confidence(members: Cluster, scores: Scores) -> tuple[str, float]:
    """Return the method and the mean, over members, of each one's strongest link as a chance."""
    if len(members) == 1:
        return "single", 1.0
    block = scores.between(members, members)
    parts = [scores.parts(members, k).max(axis=1, initial=BLOCKED) for k in members]
    chances: list[float] = []
    pieces = False
    for place in range(len(members)):
        whole = max(float(v) for k, v in enumerate(block[place]) if k != place)
        part = max(float(column[place]) for k, column in enumerate(parts) if k != place)
        pieces = pieces or whole < JOIN_SPOKEN <= part
        chances.append(1.0 / (1.0 + math.exp(-max(whole, part))))
    method = "margin+pieces" if pieces else "margin"
    return method, round(sum(chances) / len(chances), 3)
