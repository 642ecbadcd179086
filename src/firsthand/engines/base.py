"""What the pipeline asks of an engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.records import Force, Report, Span

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenStates:
    """The encoder's tokens of one text: ``states`` (t, d) float32, ``spans`` into the text.

    ``weights`` (t,) float32 says how rare each token is: its negative log probability.
    """

    states: Vectors
    spans: tuple[Span, ...]
    weights: Vectors


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who says what, as a tagger reads it; ``score`` is the cue's probability in 0..1.

    ``asked`` is the place of the cue that it was asked about, or None where it found that itself.
    ``odds`` are for each token near by its place and the log odds of its being content.
    """

    content: tuple[Span, ...]
    mention: tuple[Span, ...]
    cue: tuple[Span, ...]
    force: Force
    score: float
    asked: Span | None = None
    odds: tuple[tuple[Span, float], ...] = ()


class Encoder(Protocol):
    """Turns texts into vectors; the same text gives the same bits whatever the batch."""

    @property
    def name(self) -> str:
        """A name that changes whenever the vectors would."""

    @property
    def dimensions(self) -> int:
        """The length d of a vector."""

    def pooled(self, texts: Sequence[str]) -> Vectors:
        """Return (n, d) float32 vectors of unit length; no texts give shape (0, d)."""

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the states of each text's tokens, fit to compare words with words."""


class Tagger(Protocol):
    """Proposes who says what; the same text gives the same proposals whatever ran before."""

    @property
    def name(self) -> str:
        """A name that changes whenever the proposals would."""

    def propose(self, report: Report, cues: Sequence[Span] = ()) -> list[Proposal]:
        """Return the proposals in order of the text; a report without passages gives none.

        Each of ``cues`` is asked about, however unlikely it is one.
        """
