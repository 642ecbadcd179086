"""Align: attributions and passages of a story become claims, each with all its tellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.align.alone import find_alone, find_related
from firsthand.align.claims import build_claims, find_repeats
from firsthand.align.clusters import cluster
from firsthand.align.judged import find_said, refusals, regroup, without_apart
from firsthand.align.pieces import join_pieces
from firsthand.align.scores import score_pairs
from firsthand.align.speakers import share_speakers
from firsthand.align.survey import survey
from firsthand.align.units import collect_units
from firsthand.engines.base import Encoder
from firsthand.records import (
    AnyJudgement,
    Claim,
    Evidence,
    Problem,
    Repeat,
    Report,
    SharedSpeaker,
)

__all__ = ["Alignment", "align"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What the reports of a story share.

    ``related`` are pairs of places in two reports that may be about one thing without telling the
    same: where conflicts are looked for. ``only_here`` as in ``Story``. ``problems`` are of
    judgements that do not fit the reports any more.
    """

    claims: tuple[Claim, ...] = ()
    speakers: tuple[SharedSpeaker, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    only_here: tuple[Evidence, ...] = ()
    related: tuple[tuple[Evidence, Evidence], ...] = ()
    problems: tuple[Problem, ...] = ()


def align(
    reports: Sequence[Report], encoder: Encoder, judgements: Sequence[AnyJudgement] = ()
) -> Alignment:
    """Return the claims of one story, the speakers that its reports share, and what stands alone.

    Every attribution is a telling of exactly one claim; a claim of one telling is a claim too. A
    sentence in the writer's own words is a telling where another report tells the same. No reports
    give an empty alignment, reports without text speakers alone. The order of ``reports`` does not
    matter. Pairs are scored with CSLS margins over encoder vectors (Conneau et al. 2018,
    https://arxiv.org/abs/1710.04087) from which each language's mean is taken, then joined into
    clusters in which every pair must agree. What a person has judged of tellings comes last and
    overrules that; other kinds of judgements are passed over.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    speakers = share_speakers(ordered, encoder)
    units = collect_units(ordered, speakers)
    scores = score_pairs(ordered, units, speakers, encoder)
    found = survey(scores)
    clusters = join_pieces(cluster(units, scores, found), found.kinship, units, scores)
    said = find_said(ordered, units, judgements)
    clusters, made, refused = regroup(clusters, said)
    claims = build_claims(ordered, units, clusters, scores, found.kinship, speakers, judged=made)
    seen = without_apart(found, said, scores)
    return Alignment(
        claims,
        speakers,
        find_repeats(ordered, units, claims, scores, said.same),
        find_alone(ordered, units, clusters, seen),
        find_related(ordered, units, clusters, seen),
        (*said.problems, *refusals(ordered, units, refused)),
    )
