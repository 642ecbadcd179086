"""How sure a telling is: the cue's force, and words that leave open whether it is so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from firsthand.compare.sides import Pair, Side
from firsthand.facts.certainty import Hedge, find_hedges
from firsthand.records import Divergence, Report, Span
from firsthand.spans import overlap

_SCORE = 0.75
_OPEN = frozenset({"claim", "accuse", "warn", "feel"})


def certainty_divergence(pair: Pair) -> Iterator[Divergence]:
    """Yield at most one changed certainty: of the cues, or a hedge that only one telling has."""
    left, right = pair.fullest.attribution, pair.other.attribution
    cues = left is not None and right is not None and left.cue and right.cue
    if left and right and cues and {left.force, right.force} == {"state", "claim"}:
        spans = [pair.fullest.evidence(left.cue[0]), pair.other.evidence(right.cue[0])]
        score = 0.8 * min(left.score or 1.0, right.score or 1.0)
        yield pair.divergence("changed", "certainty", spans, "cue force", score)
    else:
        yield from _hedged(pair)


def _hedged(pair: Pair) -> Iterator[Divergence]:
    mine, its = _hedges(pair.fullest), _hedges(pair.other)
    if mine is None or its is None:
        return
    for own, other, place in ((mine, pair.other, 0), (its, pair.fullest, 1)):
        if own and _is_sure(other):
            has = pair.other if place else pair.fullest
            spans = [has.evidence(own[0].span), other.whole()]
            ordered = spans[::-1] if place else spans
            yield pair.divergence("changed", "certainty", ordered, "hedge", _SCORE)
            return


def _hedges(side: Side) -> tuple[Hedge, ...] | None:
    found = find_hedges(side.report.text, side.spans, side.report.language)
    return None if found is None else tuple(h for h in found if h.kind == "hedge")


def _is_sure(side: Side) -> bool:
    """Tell whether nothing in or around a telling leaves open whether it is so."""
    if side.attribution is not None and side.attribution.force in _OPEN:
        return False
    return not find_hedges(side.report.text, _around(side), side.report.language)


def _around(side: Side) -> tuple[Span, ...]:
    """Return the sentences in which a telling stands, or the telling where there are none."""
    return tuple(s for s in _sentences(side.report) if any(overlap(s, t) for t in side.spans)) or (
        side.spans
    )


@lru_cache(maxsize=64)
def _sentences(report: Report) -> tuple[Span, ...]:
    return tuple(s for passage in report.passages for s in (passage.sentences or (passage.span,)))
