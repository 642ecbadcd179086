"""An encoder that encodes each distinct text once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from firsthand.engines.base import Encoder, TokenStates, Vectors


class RememberingEncoder:
    """Keeps the pooled vectors of another encoder while it lives: 1.5 KB a distinct text.

    Results are those of the inner encoder. Token states are too large to keep and pass through.
    """

    def __init__(self, inner: Encoder) -> None:
        self._inner = inner
        self._known: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """Return the inner encoder's name: the vectors are the same."""
        return self._inner.name

    @property
    def dimensions(self) -> int:
        """Return the inner encoder's dimensions."""
        return self._inner.dimensions

    def pooled(self, texts: Sequence[str]) -> Vectors:
        """Return (n, d) float32 of unit length; no texts give shape (0, d)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._inner.pooled(new), strict=True))
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._known[text]
        return vectors

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the inner encoder's token states."""
        return self._inner.tokens(texts)
