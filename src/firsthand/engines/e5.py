"""The default encoder: multilingual-e5-small in 4 bits on ONNX Runtime.

Wang et al. 2024, "Multilingual E5 Text Embeddings" (arXiv 2402.05672): 100 languages, one space.
Why this engine, and how its vectors are to be compared: docs/decisions/001-encoder.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from firsthand.engines.base import TokenStates, Vectors
from firsthand.engines.sessions import Batch, in_batches, open_session, usable_processors
from firsthand.engines.unigram import Tokens, Unigram
from firsthand.engines.weights import WEIGHTS_SHA256, Weights, find_weights, read_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# Raise it when token ids, the states' arithmetic or pooling change: vectors of another version
# must not be compared, and the language means are measured anew.
_VERSION = 1
# Raise it with every change to graph.py: kept graphs of another format are not used.
GRAPH_FORMAT = 2
# Likewise for fast_graph.py.
FAST_GRAPH_FORMAT = 1
_WIDTH = 384
_PREFIX = "query:"
_MOST_TOKENS = 512
_Taken = TypeVar("_Taken")


class E5Encoder:
    """Encodes texts in 100 languages: vectors of 384 numbers, the same bits whatever the batch.

    A text longer than 512 tokens (some 350 words), prefix included, is cut there. ``threads``
    is the number of processor threads, by default all that this process may use; it changes no
    bit of the results. Weights and graph are loaded at first use: EngineError is raised then.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or usable_processors()

    @property
    def name(self) -> str:
        """Return a name that changes whenever the vectors would."""
        return f"e5-small-q4/{WEIGHTS_SHA256[:12]}/{_VERSION}"

    @property
    def dimensions(self) -> int:
        """Return 384."""
        return _WIDTH

    def pooled(self, texts: Sequence[str]) -> Vectors:
        """Return (n, 384) float32, unit length: the mean of all token states of "query: " + text.

        No texts give shape (0, 384); an empty text gives the vector of the prefix alone.
        """
        rows = [self._frame(self._encode(text)) for text in texts]
        vectors = np.empty((len(texts), _WIDTH), dtype=np.float32)
        for number, vector in self._each("states", rows, lambda _, states: _mean(states)):
            vectors[number] = vector
        return vectors

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the states (t, 384) of each text's own tokens, as they leave layer 8 of 12.

        There words that translate each other are nearest; after the last layer each token says
        more of its sentence than of itself. Prefix and special tokens are left out, and so are
        tokens that no code point of their own stands for; every span is non-empty, after the one
        before it. An empty text gives t = 0.
        """
        encoded = [self._encode(text) for text in texts]
        rarity, first = self._rarity, 1 + len(self._prefix)

        def own(number: int, states: Vectors) -> TokenStates:
            ids, spans = encoded[number].ids, encoded[number].spans
            kept = [i for i, (start, end) in enumerate(spans) if start < end]
            weights = rarity[[ids[i] for i in kept]]
            return TokenStates(
                states[[first + i for i in kept]], tuple(spans[i] for i in kept), weights
            )

        found = dict(self._each("inner", [self._frame(tokens) for tokens in encoded], own))
        return [found[number] for number in range(len(texts))]

    @cached_property
    def _weights(self) -> Weights:
        return read_weights(find_weights())

    @cached_property
    def _rarity(self) -> Vectors:
        """Return the negative log probability of each piece; special ones count as the rarest."""
        scores = np.array(self._weights.vocabulary.scores, dtype=np.float32)
        return np.where(scores < 0, -scores, -scores.min())

    @cached_property
    def _unigram(self) -> Unigram:
        return Unigram(self._weights.vocabulary)

    @cached_property
    def _prefix(self) -> tuple[int, ...]:
        return self._unigram.encode(_PREFIX, _MOST_TOKENS).ids

    @cached_property
    def _session(self) -> InferenceSession:
        return open_session(self._key, self._build_graph)

    @property
    def _key(self) -> str:
        return f"e5-{WEIGHTS_SHA256[:12]}-{GRAPH_FORMAT}"

    def _build_graph(self) -> bytes:
        from firsthand.engines.graph import build_graph  # noqa: PLC0415  (loads onnx: once a machine)

        return build_graph(self._weights)

    def _encode(self, text: str) -> Tokens:
        return self._unigram.encode(text, _MOST_TOKENS - 2 - len(self._prefix))

    def _frame(self, tokens: Tokens) -> list[int]:
        vocabulary = self._weights.vocabulary
        return [vocabulary.begin, *self._prefix, *tokens.ids, vocabulary.end]

    def _each(
        self,
        output: str,
        rows: Sequence[Sequence[int]],
        take: Callable[[int, Vectors], _Taken],
    ) -> Iterator[tuple[int, _Taken]]:
        """Yield each row's number and what ``take`` makes of it and its states (t, 384)."""
        session = self._session

        def run(batch: Batch) -> list[tuple[int, _Taken]]:
            ids, mask, numbers = batch
            (states,) = session.run([output], {"input_ids": ids, "attention_mask": mask})
            return [(n, take(n, states[at, : len(rows[n])])) for at, n in enumerate(numbers)]

        return in_batches(rows, self._weights.vocabulary.pad, self._threads, run)


class FastE5Encoder(E5Encoder):
    """The same weights in whole numbers of 8 bits: twice as fast and more, nearly the same vectors.

    They are within a cosine of 0.997 of the default's (docs/decisions/010); the same bits whatever
    the batch and the number of threads, as there.
    """

    @property
    def name(self) -> str:
        """Return a name that changes whenever the vectors would."""
        return f"e5-small-int8/{WEIGHTS_SHA256[:12]}/{_VERSION}"

    @property
    def _key(self) -> str:
        return f"e5-int8-{WEIGHTS_SHA256[:12]}-{FAST_GRAPH_FORMAT}"

    def _build_graph(self) -> bytes:
        from firsthand.engines.fast_graph import build_fast_graph  # noqa: PLC0415  (loads onnx)

        return build_fast_graph(self._weights)


def _mean(states: Vectors) -> Vectors:
    mean = states.mean(axis=0, dtype=np.float64)
    unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit
