"""Trace: which report comes from which, and where every chain ends."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.engines.base import Encoder
from firsthand.records import Claim, Derivation, Origin, Report
from firsthand.trace.ends import end_chains
from firsthand.trace.links import close, consistent, rests
from firsthand.trace.relays import relays
from firsthand.trace.shared import shared_text
from firsthand.trace.translated import translations
from firsthand.trace.tree import choose_parents, without_named

__all__ = ["trace"]


def trace(
    reports: Sequence[Report], claims: Sequence[Claim], encoder: Encoder
) -> tuple[tuple[Derivation, ...], tuple[Origin, ...]]:
    """Return the derivations of a story's reports and the origins at the ends of the chains.

    Every report leads, over one derivation or several, to an origin; only the members of a
    circle of citations lead nowhere. The order of ``reports`` does not matter. No reports give
    two empty tuples.
    """
    ordered = sorted(reports, key=lambda r: r.id)
    languages = {report.id: report.language for report in ordered}
    links = consistent([*shared_text(ordered), *translations(ordered, encoder)])
    links = close(links, languages)
    named = relays(ordered)
    derivations = [*without_named(choose_parents(ordered, links), named), *named]
    ends, origins = end_chains(ordered, derivations, claims, rests(ordered, links))
    found = [*derivations, *ends]
    return tuple(sorted(found, key=lambda d: (d.report, d.kind, d.parent))), origins
