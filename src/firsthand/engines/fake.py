"""A deterministic encoder without weights, for tests and for machines that lack the default one.

Feature hashing (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning",
ICML): words and runs of three letters are hashed into 64 places. Texts that share words or
spellings are near; it knows nothing of meaning and links no two languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np

from firsthand.engines.base import TokenStates, Vectors

_WORD = re.compile(r"\w+")
_PLACES = 64
_LETTERS = 3
_WORD_WEIGHT = 2
# What a word weighs in the default encoder, in round figures.
_NATS = 10.0
# A floor below every sum of features, so that no vector is zero.
_FLOOR = 0.01


class FakeEncoder:
    """Encodes texts by their words and spellings: vectors of 64 numbers, no files, no model."""

    @property
    def name(self) -> str:
        """Return "fake/1"."""
        return "fake/1"

    @property
    def dimensions(self) -> int:
        """Return 64."""
        return _PLACES

    def pooled(self, texts: Sequence[str]) -> Vectors:
        """Return (n, 64) float32, unit length; no texts give (0, 64); ``""`` gives all equal."""
        rows = [_vector(_WORD.findall(text)) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), _PLACES)

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return one state (unit length) for each word; an empty text has none."""
        return [_states(text) for text in texts]


def _states(text: str) -> TokenStates:
    words = list(_WORD.finditer(text))
    rows = [_vector([word.group()]) for word in words]
    states = np.array(rows, dtype=np.float32).reshape(len(words), _PLACES)
    weights = np.full(len(words), _NATS, dtype=np.float32)
    return TokenStates(states, tuple(word.span() for word in words), weights)


def _vector(words: Sequence[str]) -> Vectors:
    vector = np.full(_PLACES, _FLOOR)
    for feature, weight in _features(words):
        digest = int.from_bytes(
            blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        )
        vector[digest % _PLACES] += weight if digest >> 63 else -weight
    unit: Vectors = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit


def _features(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield features with whole weights: their sum never cancels the floor."""
    for word in words:
        folded = f" {word.casefold()} "
        yield folded, _WORD_WEIGHT
        for at in range(len(folded) - _LETTERS + 1):
            yield folded[at : at + _LETTERS], 1
