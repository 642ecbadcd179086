"""The default encoder: multilingual-e5-small in 4 bits on ONNX Runtime.

Wang et al. 2024, "Multilingual E5 Text Embeddings" (arXiv 2402.05672): 100 languages, one space.
Why this engine, and how its vectors are to be compared: docs/decisions/001-encoder.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from firsthand.cache import cached
from firsthand.engines.base import TokenStates, Vectors
from firsthand.engines.unigram import Tokens, Unigram
from firsthand.engines.weights import WEIGHTS_SHA256, Weights, find_weights, read_weights
from firsthand.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# Raise it when token ids, the states' arithmetic or pooling change: vectors of another version
# must not be compared, and the language means are measured anew.
_VERSION = 1
# Raise it with every change to graph.py: kept graphs of another format are not used.
GRAPH_FORMAT = 2
_WIDTH = 384
_PREFIX = "query:"
_MOST_TOKENS = 512
_TOKENS_A_BATCH = 2048
# Texts are padded to a multiple of this, and only texts of one padded length run together: what a
# text is padded to depends on nothing but the text.
_STEP = 8


class E5Encoder:
    """Encodes texts in 100 languages: vectors of 384 numbers, the same bits whatever the batch.

    A text longer than 512 tokens (some 350 words), prefix included, is cut there. ``threads``
    is the number of processor threads, by default all that this process may use; it changes no
    bit of the results. Weights and graph are loaded at first use: EngineError is raised then.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or _usable_processors()

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
        encoded = [self._encode(text) for text in texts]
        vectors = np.empty((len(texts), _WIDTH), dtype=np.float32)
        for number, states in self._states("states", [self._frame(t) for t in encoded]):
            mean = states.mean(axis=0, dtype=np.float64)
            vectors[number] = mean / np.linalg.norm(mean)
        return vectors

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the states (t, 384) of each text's own tokens, as they leave layer 8 of 12.

        There words that translate each other are nearest; after the last layer each token says
        more of its sentence than of itself. Prefix and special tokens are left out, and so are
        tokens that no code point of their own stands for; every span is non-empty, after the one
        before it. An empty text gives t = 0.
        """
        encoded = [self._encode(text) for text in texts]
        results: dict[int, TokenStates] = {}
        first = 1 + len(self._prefix)
        for number, states in self._states("inner", [self._frame(t) for t in encoded]):
            ids, spans = encoded[number].ids, encoded[number].spans
            kept = [i for i, (start, end) in enumerate(spans) if start < end]
            own = np.ascontiguousarray(states[[first + i for i in kept]])
            weights = self._rarity[[ids[i] for i in kept]]
            results[number] = TokenStates(own, tuple(spans[i] for i in kept), weights)
        return [results[number] for number in range(len(texts))]

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
        return _open_session(self._weights, self._threads)

    def _encode(self, text: str) -> Tokens:
        return self._unigram.encode(text, _MOST_TOKENS - 2 - len(self._prefix))

    def _frame(self, tokens: Tokens) -> list[int]:
        vocabulary = self._weights.vocabulary
        return [vocabulary.begin, *self._prefix, *tokens.ids, vocabulary.end]

    def _states(self, output: str, rows: Sequence[Sequence[int]]) -> Iterator[tuple[int, Vectors]]:
        """Yield each row's number and its states (t, 384), the shortest rows first."""
        for length, batch in _batches([len(row) for row in rows]):
            ids = np.full((len(batch), length), self._weights.vocabulary.pad, dtype=np.int64)
            mask = np.zeros((len(batch), length), dtype=np.int32)
            for line, number in enumerate(batch):
                ids[line, : len(rows[number])] = rows[number]
                mask[line, : len(rows[number])] = 1
            (states,) = self._session.run([output], {"input_ids": ids, "attention_mask": mask})
            for line, number in enumerate(batch):
                yield number, states[line, : len(rows[number])]


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield (padded length, numbers of rows) with at most 2,048 padded tokens or one row."""
    padded = [-(-length // _STEP) * _STEP for length in lengths]
    batch: list[int] = []
    for number in sorted(range(len(padded)), key=padded.__getitem__):
        size = padded[number]
        if batch and (padded[batch[0]] != size or (len(batch) + 1) * size > _TOKENS_A_BATCH):
            yield padded[batch[0]], batch
            batch = []
        batch.append(number)
    if batch:
        yield padded[batch[0]], batch


def _usable_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _open_session(weights: Weights, threads: int) -> InferenceSession:
    import onnxruntime  # noqa: PLC0415  (only who encodes pays for loading it)

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    try:
        return onnxruntime.InferenceSession(_graph(weights), options, providers=providers)
    except Exception as error:  # ONNX Runtime's errors have no base of their own
        raise EngineError(
            f"onnxruntime {onnxruntime.__version__} cannot open the encoder's graph ({error}); "
            "install the version that requirements.txt names"
        ) from error


def _graph(weights: Weights) -> str | bytes:
    """Return the kept graph's path, or the graph itself where nothing can be kept."""
    graph = cached(f"e5-{WEIGHTS_SHA256[:12]}-{GRAPH_FORMAT}", ".onnx", lambda: _build(weights))
    return graph if isinstance(graph, bytes) else str(graph)


def _build(weights: Weights) -> bytes:
    from firsthand.engines.graph import build_graph  # noqa: PLC0415  (loads onnx: once a machine)

    return build_graph(weights)
