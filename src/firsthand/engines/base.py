"""What the pipeline asks of an engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.records import Span

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenStates:
    """The encoder's tokens of one text: ``states`` (t, d) float32, ``spans`` into the text.

    ``weights`` (t,) float32 says how rare each token is: its negative log probability.
    """

    states: Vectors
    spans: tuple[Span, ...]
    weights: Vectors


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
