"""Align: the attributions of a story's reports become claims, each with all its tellings."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.align.claims import build_claims
from firsthand.align.clusters import cluster
from firsthand.align.pieces import join_pieces
from firsthand.align.scores import score_pairs
from firsthand.align.speakers import share_speakers
from firsthand.align.units import collect_units
from firsthand.engines.base import Encoder
from firsthand.records import Claim, Report, SharedSpeaker

__all__ = ["align"]


def align(
    reports: Sequence[Report], encoder: Encoder
) -> tuple[tuple[Claim, ...], tuple[SharedSpeaker, ...]]:
    """Return the claims of one story and the speakers that its reports share.

    Every attribution is a telling of exactly one claim; a claim of one telling is a claim too.
    No reports, or reports without attributions, give two empty tuples or speakers alone. The
    order of ``reports`` does not matter. Pairs are scored with CSLS margins over encoder vectors
    (Conneau et al. 2018, https://arxiv.org/abs/1710.04087) from which each language's mean is
    taken, then joined into clusters in which every pair must agree.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    speakers = share_speakers(ordered, encoder)
    units = collect_units(ordered, speakers)
    scores = score_pairs(ordered, units, speakers, encoder)
    found = cluster(units, scores)
    clusters = join_pieces(found, units, scores)
    return build_claims(ordered, units, clusters, scores, found.kinship, speakers), speakers
