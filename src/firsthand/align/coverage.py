"""How far the words of one text have counterparts in another, in any two languages.

Each token's likeness to all tokens of the other text is turned into shares, in both directions, and
their geometric means are added up: a token whose counterpart is there gets about 1, one without,
or whose rivals have a better claim, about 0. Word alignment from an encoder's inner layer follows
Jalili Sabet et al. 2020, "SimAlign" (https://arxiv.org/abs/2004.08728), shares in both directions
Dou and Neubig 2021, "awesome-align" (https://arxiv.org/abs/2101.08231).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.base import TokenStates
from firsthand.records import Span

Reals = NDArray[np.float64]

_SHARPNESS = 0.04


@dataclass(frozen=True, slots=True)
class Coverage:
    """The tokens of one text against another text: arrays of one number a token.

    ``covered`` is 0 (no counterpart) to 1, ``likeness`` the cosine to the nearest token of the
    other text, ``weights`` how much each token says (0 for punctuation). ``spans`` are places in
    the text.
    """

    spans: tuple[Span, ...]
    weights: Reals
    covered: Reals
    likeness: Reals

    def share(self) -> float:
        """Return the weighted share of the text that has a counterpart; 1.0 without words."""
        total = float(self.weights.sum())
        return float((self.weights * self.covered).sum()) / total if total else 1.0


def cover(one: str, other: str, mine: TokenStates, its: TokenStates) -> tuple[Coverage, Coverage]:
    """Return the coverage of ``one`` by ``other`` and the other way round.

    ``mine`` and ``its`` are the two texts' token states. A text without tokens covers nothing.
    """
    left, right = word_weights(one, mine), word_weights(other, its)
    if not len(mine.spans) or not len(its.spans):
        return _bare(mine, left), _bare(its, right)
    likeness, both = pairing(mine, its)
    return (
        Coverage(mine.spans, left, np.minimum(both.sum(axis=1), 1), likeness.max(axis=1)),
        Coverage(its.spans, right, np.minimum(both.sum(axis=0), 1), likeness.max(axis=0)),
    )


def pairing(mine: TokenStates, its: TokenStates) -> tuple[Reals, Reals]:
    """Return the likeness (t, u) of each token to each of the other text, and their shares.

    Shares are the geometric means of both directions; both texts must have tokens.
    """
    likeness = np.round(_unit(mine) @ _unit(its).T, 4)
    return likeness, shares_of(likeness)


def shares_of(likeness: Reals) -> Reals:
    """Return the geometric means of each token's shares in both directions; none may be empty."""
    shares = np.exp((likeness - 1) / _SHARPNESS)
    both = shares / shares.sum(axis=1, keepdims=True) * (shares / shares.sum(axis=0, keepdims=True))
    return np.asarray(np.sqrt(both), dtype=np.float64)


def word_weights(text: str, states: TokenStates) -> Reals:
    """Return each token's weight in nats, 0 for tokens without letters and digits."""
    words = [any(c.isalnum() for c in text[start:end]) for start, end in states.spans]
    return np.where(words, states.weights, 0.0).astype(np.float64)


def _bare(states: TokenStates, weights: Reals) -> Coverage:
    nothing = np.zeros(len(states.spans))
    return Coverage(states.spans, weights, nothing, nothing)


def _unit(states: TokenStates) -> Reals:
    vectors = states.states.astype(np.float64)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float64)
