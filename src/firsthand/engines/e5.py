"""The default encoder: multilingual-e5-small in 4 bits on ONNX Runtime.

Wang et al. 2024, "Multilingual E5 Text Embeddings" (arXiv 2402.05672): 100 languages, one space.
Why this engine, and how its vectors are to be compared: docs/decisions/001-encoder.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

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
# Likewise for fast_graph.py.
FAST_GRAPH_FORMAT = 1
_WIDTH = 384
_PREFIX = "query:"
_MOST_TOKENS = 512
# As much as stays near the processor while it passes through a layer.
_TOKENS_A_BATCH = 512
# Texts are padded to a multiple of this, and only texts of one padded length run together: what a
# text is padded to depends on nothing but the text.
_STEP = 2

_Taken = TypeVar("_Taken")


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
        return _open_session(self._graph())

    def _graph(self) -> str | bytes:
        return _kept(f"e5-{WEIGHTS_SHA256[:12]}-{GRAPH_FORMAT}", self._build_graph)

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
        """Yield each row's number and what ``take`` makes of it and its states (t, 384).

        Batches run side by side, each on one thread: with all threads on one batch, these would
        wait for each other after every operator.
        """
        session, pad = self._session, self._weights.vocabulary.pad

        def run(batch: tuple[int, list[int]]) -> list[tuple[int, _Taken]]:
            length, numbers = batch
            ids = np.full((len(numbers), length), pad, dtype=np.int64)
            mask = np.zeros((len(numbers), length), dtype=np.int32)
            for line, number in enumerate(numbers):
                ids[line, : len(rows[number])] = rows[number]
                mask[line, : len(rows[number])] = 1
            (states,) = session.run([output], {"input_ids": ids, "attention_mask": mask})
            return [(n, take(n, states[at, : len(rows[n])])) for at, n in enumerate(numbers)]

        batches = list(_batches([len(row) for row in rows]))
        threads = min(self._threads, len(batches))
        if threads < 2:
            yield from chain.from_iterable(map(run, batches))
            return
        with ThreadPoolExecutor(threads) as pool:
            yield from chain.from_iterable(pool.map(run, batches))


class FastE5Encoder(E5Encoder):
    """The same weights in whole numbers of 8 bits: twice as fast and more, nearly the same vectors.

    They are within a cosine of 0.997 of the default's (docs/decisions/010); the same bits whatever
    the batch and the number of threads, as there.
    """

    @property
    def name(self) -> str:
        """Return a name that changes whenever the vectors would."""
        return f"e5-small-int8/{WEIGHTS_SHA256[:12]}/{_VERSION}"

    def _graph(self) -> str | bytes:
        return _kept(f"e5-int8-{WEIGHTS_SHA256[:12]}-{FAST_GRAPH_FORMAT}", self._build_graph)

    def _build_graph(self) -> bytes:
        from firsthand.engines.fast_graph import build_fast_graph  # noqa: PLC0415  (loads onnx)

        return build_fast_graph(self._weights)


def _mean(states: Vectors) -> Vectors:
    mean = states.mean(axis=0, dtype=np.float64)
    unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield (padded length, numbers of rows) with at most 512 padded tokens or one row."""
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


def _open_session(graph: str | bytes) -> InferenceSession:
    # From 1.32 on its wheels report to their maker as soon as they are imported, and keep an
    # identity in the user's cache folder; where it was imported before, the second line ends it.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # noqa: PLC0415  (only who encodes pays for loading it)

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    try:
        return onnxruntime.InferenceSession(graph, options, providers=providers)
    except Exception as error:  # ONNX Runtime's errors have no base of their own
        raise EngineError(
            f"onnxruntime {onnxruntime.__version__} cannot open the encoder's graph ({error}); "
            "install the version that requirements.txt names"
        ) from error


def _kept(key: str, build: Callable[[], bytes]) -> str | bytes:
    """Return the kept graph's path, or the graph itself where nothing can be kept."""
    graph = cached(key, ".onnx", build)
    return graph if isinstance(graph, bytes) else str(graph)
