"""An encoder that keeps its vectors in a file, for benchmarks that are run again and again."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from firsthand.engines.base import Encoder, TokenStates, Vectors


class KeptEncoder:
    """Keeps pooled vectors by a digest of their text; ``save`` writes them to the file."""

    def __init__(self, inner: Encoder, path: Path) -> None:
        self._inner = inner
        self._path = path
        self._known: dict[bytes, Vectors] = {}
        if path.exists():
            kept = np.load(path)
            self._known = {bytes(k): v for k, v in zip(kept["keys"], kept["vectors"], strict=True)}

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
        keys = [blake2b(text.encode(), digest_size=16).digest() for text in texts]
        new = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        if new:
            found = self._inner.pooled(list(new.values()))
            self._known.update(zip(new, found, strict=True))
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, key in enumerate(keys):
            vectors[row] = self._known[key]
        return vectors

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the inner encoder's token states, which are not kept."""
        return self._inner.tokens(texts)

    def save(self) -> None:
        """Write all vectors to the file; nothing is written where there are none."""
        if self._known:
            keys = np.frombuffer(b"".join(self._known), dtype=np.uint8).reshape(-1, 16)
            with self._path.open("wb") as file:
                np.savez(file, keys=keys, vectors=np.stack(list(self._known.values())))
