"""A telling that says no where the other says yes.

Encoders hardly see a "not", so words must; but translators put "failed to" for "did not", or turn a
sentence round. A negation that only one telling has is reported where nothing in the other comes
near it while the words around it have their counterparts: a logistic regression on negations put
into and taken out of professional translations (docs/decisions/006).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from firsthand.align.coverage import Coverage
from firsthand.compare.covered import CoveredPair, Words
from firsthand.facts.polarity import Negation, find_negations, inverts
from firsthand.records import Divergence
from firsthand.spans import overlap

LEAST = 0.15
"""The least log odds at which a changed polarity is reported."""
_LIKENESS = -5.2
_COVERED = -2.4
_AROUND_COVERED = 1.3
_AROUND_LIKENESS = 2.5
_AROUND_LEAST = 1.7
_INVERTED = -0.75
_BIAS = 0.93
_AROUND = 4
_INSIDE = 0.5
_AROUND_LEAST_COVERED = 0.45


def polarity_divergence(covered: CoveredPair) -> Iterator[Divergence]:
    """Yield at most one changed polarity: the negation, and the whole telling that has none."""
    signs = [_negations(words) for words in (covered.fullest, covered.other)]
    if None in signs or bool(signs[0]) == bool(signs[1]):
        return
    place = 0 if signs[0] else 1
    has, lacks, mine, _ = covered.directions()[place]
    found = signs[place] or ()
    odds = _odds(found, lacks, mine)
    if odds is None or round(odds, 4) < LEAST:
        return
    sign = has.side.evidence(has.span(*found[0].span))
    spans = [sign, lacks.side.whole()] if place == 0 else [lacks.side.whole(), sign]
    chance = 1 / (1 + math.exp(-odds))
    yield covered.pair.divergence("changed", "polarity", spans, "negation", chance)


def _negations(words: Words) -> tuple[Negation, ...] | None:
    return find_negations(words.text, [(0, len(words.text))], words.side.report.language)


def _odds(signs: Sequence[Negation], lacks: Words, mine: Coverage) -> float | None:
    """Return the log odds that the other telling lacks the negation and not its whole clause."""
    own = [
        place
        for place, span in enumerate(mine.spans)
        if any(overlap(span, sign.span) for sign in signs)
    ]
    if not own:
        return None
    first, last = max(0, own[0] - _AROUND), min(len(mine.spans), own[-1] + _AROUND + 1)
    around = [k for k in range(first, last) if k not in own and mine.weights[k] > 0]
    covered = float(np.mean(mine.covered[around])) if around else 0.0
    if covered < _AROUND_LEAST_COVERED:
        return None
    likeness = float(np.mean(mine.likeness[around])) if around else 0.0
    least = float(mine.likeness[around].min()) if around else 0.0
    turned = inverts(lacks.text, [(0, len(lacks.text))], lacks.side.report.language)
    # A negated verb has its counterpart in the verb that is not: it does not speak for itself.
    inside = any(sign.inside for sign in signs)
    return (
        _LIKENESS * (_INSIDE if inside else float(mine.likeness[own].max()))
        + _COVERED * (_INSIDE if inside else float(mine.covered[own].max()))
        + _AROUND_COVERED * covered
        + _AROUND_LIKENESS * likeness
        + _AROUND_LEAST * least
        + _INVERTED * turned
        + _BIAS
    )
