"""Clusters become claims: the fullest telling's own words, all tellings, the speakers."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from firsthand.align.clusters import JOIN, Cluster
from firsthand.align.scores import BLOCKED, Scores
from firsthand.align.units import Unit, related
from firsthand.align.vectors import Matrix
from firsthand.judge import METHOD
from firsthand.records import Claim, Evidence, Repeat, Report, SharedSpeaker, Span, Telling
from firsthand.spans import hull, slice_text

_REPEATED = 0.0
"""The least score at which two tellings in one report are one statement printed twice."""


def build_claims(
    reports: Sequence[Report],
    units: Sequence[Unit],
    clusters: Sequence[Cluster],
    scores: Scores,
    kinship: Matrix,
    speakers: Sequence[SharedSpeaker],
    *,
    judged: Mapping[Cluster, Sequence[Cluster]],
) -> tuple[Claim, ...]:
    """Return claims c1, c2, ...: most tellings first, then by report and position.

    A claim's tellings stand the fullest first. A sentence in the writer's words that stands alone
    makes no claim. ``judged`` are the clusters that a person has made, each with what it has of
    the clusters that were found.
    """
    order = {speaker.id: k for k, speaker in enumerate(speakers)}
    told = [members for members in clusters if len(members) > 1 or units[members[0]].attribution]
    ranked = sorted(told, key=lambda members: (-len(members), members))
    claims: list[Claim] = []
    for number, members in enumerate(ranked, start=1):
        ordered = sorted(members, key=lambda i: (-len(units[i].text), i))
        tellings = tuple(_telling(reports, units[i]) for i in ordered)
        fullest = units[ordered[0]]
        text = slice_text(reports[fullest.report].text, fullest.spans)
        found = {s for i in members if (s := units[i].speaker) is not None}
        if members in judged:
            method, score = _judged(judged[members], scores, kinship), 1.0
        else:
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


def _judged(kept: Sequence[Cluster], scores: Scores, kinship: Matrix) -> str:
    """Return the method of a claim that a person has made: pieces of a quotation stay pieces."""
    found = (_confidence(members, scores, kinship)[0] for members in kept)
    return f"{METHOD}+pieces" if any("pieces" in method for method in found) else METHOD


def find_repeats(
    reports: Sequence[Report],
    units: Sequence[Unit],
    claims: Sequence[Claim],
    scores: Scores,
    same: Collection[tuple[int, int]],
) -> tuple[Repeat, ...]:
    """Return the statements that one report prints twice, in order of claim and place.

    Two pieces of one quotation in a claim are no repeat: they must be like each other, or be
    among the pairs that a person has judged to be the ``same``.
    """
    place = {_key(_telling(reports, unit)): number for number, unit in enumerate(units)}
    said = {frozenset(pair) for pair in same}
    found: list[Repeat] = []
    for claim in claims:
        told = [place[_key(telling)] for telling in claim.tellings]
        for number, i in enumerate(told):
            for j in told[number + 1 :]:
                one, other = units[i], units[j]
                if one.report != other.report:
                    continue
                if {i, j} in said and not related(one, other):
                    found.append(_repeat(claim, reports, (one, other), METHOD, 1.0))
                elif one.attribution and other.attribution:
                    score = float(scores.between([i], [j])[0, 0])
                    if score >= _REPEATED:
                        chance = round(1.0 / (1.0 + math.exp(-score)), 3)
                        found.append(_repeat(claim, reports, (one, other), "margin", chance))
    return tuple(found)


def _key(telling: Telling) -> tuple[str, str | None, tuple[Span, ...]]:
    """Return what tells a telling from all others: sentences have no id."""
    return telling.report, telling.attribution, telling.spans


def _repeat(
    claim: Claim, reports: Sequence[Report], two: tuple[Unit, Unit], method: str, score: float
) -> Repeat:
    report = reports[two[0].report].id
    one, other = sorted(hull(unit.spans) for unit in two)
    return Repeat(claim.id, report, (Evidence(report, one), Evidence(report, other)), method, score)


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
