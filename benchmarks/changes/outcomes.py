"""What compare finds of each change, and between unchanged translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from changes.cases import Case
from changes.corpora import Pair, Told
from changes.forms import Span
from changes.signs import negations
from firsthand.compare import find_divergences
from firsthand.engines.base import Encoder, TokenStates, Vectors
from firsthand.records import Claim, Divergence, Evidence
from firsthand.spans import hull, overlap

WORDINGS = ("dropped", "added")
_WHOLE = 0.9
_BESIDE = 12
_WIDE = 3


class Still:
    """An encoder for which all texts are alike, so that wording is not compared."""

    name = "still"
    dimensions = 1

    def pooled(self, texts: Sequence[str]) -> Vectors:
        """Return (n, 1) ones."""
        return np.ones((len(texts), 1), dtype=np.float32)

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return no tokens: nothing is read, so nothing is found missing."""
        none = TokenStates(np.zeros((0, 1), np.float32), (), np.zeros(0, np.float32))
        return [none for _ in texts]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of one change: at its place at all, and with the right aspect."""

    case: Case
    found: tuple[Divergence, ...]
    at_place: tuple[Divergence, ...]
    right: bool


def judge(work: Sequence[Case], encoder: Encoder) -> list[Outcome]:
    """Return what compare finds of each change."""
    reports = {t.report.id: t.report for case in work for t in (case.altered, case.other)}
    claims = [case.claim for case in work]
    found: dict[str, list[Divergence]] = defaultdict(list)
    for divergence in find_divergences(list(reports.values()), claims, encoder):
        found[divergence.claim].append(divergence)
    return [_outcome(case, tuple(found[case.id]), encoder) for case in work]


def _outcome(case: Case, found: tuple[Divergence, ...], encoder: Encoder) -> Outcome:
    edit = case.edit
    if edit.aspect == "dropped":
        place = tuple(d for d in found if _shows_gone(d, case, encoder))
    else:
        place = tuple(d for d in found if any(_touches(e, case) for e in d.spans))
        if edit.sort == "affirmed" and not place:
            place = tuple(d for d in found if any(_shows_sign(e, case) for e in d.spans))
    right = any(_is_right(d, case) for d in place)
    return Outcome(case, found, place, right)


def _touches(evidence: Evidence, case: Case) -> bool:
    told = case.altered
    if evidence.report != told.report.id or _is_whole(evidence.span, told):
        return False
    start, end = case.edit.place
    if case.edit.sort == "affirmed":
        start, end = start - _BESIDE, end + _BESIDE
    wide = evidence.span[1] - evidence.span[0] > _WIDE * max(end - start, _BESIDE)
    return not wide and overlap(evidence.span, (start, max(end, start + 1))) > 0


def _shows_sign(evidence: Evidence, case: Case) -> bool:
    """Tell whether the negation that is missing here is shown in the other telling."""
    told = case.other
    return (
        evidence.report == told.report.id
        and not _is_whole(evidence.span, told)
        and any(overlap(evidence.span, sign) for sign in negations(told.side))
    )


def _is_whole(span: Span, told: Told) -> bool:
    start, end = hull(told.spans)
    return span[1] - span[0] >= _WHOLE * (end - start)


def _shows_gone(divergence: Divergence, case: Case, encoder: Encoder) -> bool:
    """Tell whether the other telling's words shown are those that were left out here.

    They are where the words shown are more like what was left out than the words not shown are.
    """
    told = case.other
    for evidence in divergence.spans:
        if evidence.report != told.report.id or _is_whole(evidence.span, told):
            continue
        shown = told.report.text[slice(*evidence.span)]
        rest = told.side.words.replace(shown, " ")
        gone, here, there = encoder.pooled([case.edit.gone, shown, rest])
        if len(shown) <= _WIDE * _expected(case) and float(gone @ here) > float(gone @ there):
            return True
    return False


def _expected(case: Case) -> float:
    """Return how long the words left out should be in the other telling."""
    whole = len(case.altered.side.words) + len(case.edit.gone)
    return len(case.edit.gone) / whole * len(case.other.side.words)


def _is_right(divergence: Divergence, case: Case) -> bool:
    if case.edit.aspect not in WORDINGS:
        return divergence.aspect == case.edit.aspect
    altered_is_fullest = len(case.altered.side.words) >= len(case.other.side.words)
    has_more_is_fullest = altered_is_fullest == (case.edit.aspect == "added")
    wanted = "dropped" if has_more_is_fullest else "added"
    return divergence.aspect == "wording" and divergence.kind == wanted


def false_alarms(pairs: Sequence[Pair], encoder: Encoder) -> list[tuple[Pair, Divergence]]:
    """Return what compare finds between unchanged translations."""
    reports = {t.report.id: t.report for pair in pairs for t in (pair.one, pair.other)}
    claims = [Claim(p.key, "", (p.one.telling, p.other.telling)) for p in pairs]
    known = {pair.key: pair for pair in pairs}
    found = find_divergences(list(reports.values()), claims, encoder)
    return [(known[d.claim], d) for d in found]
