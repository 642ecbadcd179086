"""The two tellings that are held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.facts.extract import Extract, extract_of
from firsthand.records import (
    Aspect,
    Attribution,
    Claim,
    Divergence,
    DivergenceKind,
    Evidence,
    Report,
    Span,
    Speaker,
    Telling,
)
from firsthand.spans import hull, slice_text

_PIECE = 0.7
_MOST_RENDERINGS = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One telling with its report, its attribution and its words."""

    report: Report
    attribution: Attribution | None
    spans: tuple[Span, ...]
    text: str

    def evidence(self, span: Span) -> Evidence:
        """Return a place in this side's report."""
        return Evidence(self.report.id, span)

    def whole(self) -> Evidence:
        """Return the place of the whole telling."""
        return self.evidence(hull(self.spans))

    def extract(self) -> Extract:
        """Return the words of the telling, with the persons who speak in its report."""
        persons = tuple(s.name for s in self.report.speakers if s.kind == "person")
        return extract_of(self.report.text, self.spans, self.report.language, persons)

    def speaker(self) -> Speaker | None:
        """Return the speaker of the telling, None where unknown."""
        wanted = self.attribution.speaker if self.attribution else None
        return next((s for s in self.report.speakers if s.id == wanted), None)


@dataclass(frozen=True, slots=True)
class Pair:
    """The fullest telling of a claim and another one."""

    claim: str
    fullest: Side
    other: Side

    def divergence(
        self,
        kind: DivergenceKind,
        aspect: Aspect,
        spans: Sequence[Evidence],
        method: str,
        score: float,
    ) -> Divergence:
        """Return a divergence of this pair's claim."""
        return Divergence(self.claim, kind, aspect, tuple(spans), method, round(score, 3))


def pairs_of(reports: Sequence[Report], claims: Sequence[Claim]) -> list[Pair]:
    """Return each claim's fullest telling paired with every other telling.

    Where one report prints the statement in a second rendering nearly as full, that is paired with
    the tellings of the other reports, too. Tellings that are only pieces of the fullest one (a
    quotation split in two) and tellings without words are left out: they lack words without
    dropping them.
    """
    known = {report.id: report for report in reports}
    pairs: list[Pair] = []
    for claim in claims:
        sides = [_side(known[t.report], t) for t in claim.tellings if t.spans and t.report in known]
        sides = [side for side in sides if side.text.strip()]
        if len(sides) < 2:
            continue
        fullest = max(sides, key=lambda side: len(side.text))
        others = [s for s in sides if s is not fullest and not _is_piece(claim, fullest, s)]
        again = [s for s in others if s.report.id == fullest.report.id and _as_full(s, fullest)]
        pairs += [Pair(claim.id, fullest, side) for side in others]
        pairs += [
            Pair(claim.id, rendering, side)
            for rendering in again[:_MOST_RENDERINGS]
            for side in others
            if side.report.id != fullest.report.id and len(side.text) < len(rendering.text)
        ]
    return pairs


def _as_full(side: Side, fullest: Side) -> bool:
    return len(side.text) >= _PIECE * len(fullest.text)


def _is_piece(claim: Claim, fullest: Side, side: Side) -> bool:
    return "pieces" in claim.method and len(side.text) < _PIECE * len(fullest.text)


def _side(report: Report, telling: Telling) -> Side:
    found = next((a for a in report.attributions if a.id == telling.attribution), None)
    return Side(report, found, telling.spans, slice_text(report.text, telling.spans, " "))
