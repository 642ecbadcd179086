"""ONNX Runtime sessions: opened from graphs that the user's cache keeps, run in batches.

A text's numbers must not hang on what it is batched with: texts are padded to a length that depends
on nothing but the text, only texts of one padded length run together, and each batch runs on one
thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from firsthand.cache import cached
from firsthand.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# As much as stays near the processor while it passes through a layer.
_TOKENS_A_BATCH = 512
_STEP = 2

_Taken = TypeVar("_Taken")
Batch = tuple[NDArray[np.int64], NDArray[np.int32], list[int]]


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_session(key: str, build: Callable[[], bytes]) -> InferenceSession:
    """Open the graph that is kept under ``key``; ``build`` makes it where none is kept.

    Raises EngineError where ONNX Runtime cannot open it.
    """
    # From 1.32 on its wheels report to their maker as soon as they are imported, and keep an
    # identity in the user's cache folder; where it was imported before, the second line ends it.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # noqa: PLC0415  (only who encodes pays for loading it)

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    graph = cached(key, ".onnx", build)
    try:
        return onnxruntime.InferenceSession(
            graph if isinstance(graph, bytes) else str(graph), options, providers=providers
        )
    except Exception as error:  # ONNX Runtime's errors have no base of their own
        raise EngineError(
            f"onnxruntime {onnxruntime.__version__} cannot open the encoder's graph ({error}); "
            "install the version that requirements.txt names"
        ) from error


def in_batches(
    rows: Sequence[Sequence[int]],
    pad: int,
    threads: int,
    run: Callable[[Batch], list[_Taken]],
) -> Iterator[_Taken]:
    """Yield what ``run`` gives for each batch of rows of token ids.

    A batch is ids (b, t), mask (b, t) and the rows' numbers; a text is as long as its mask is 1.
    Batches run side by side, each on one thread: with all threads on one batch, these would wait
    for each other after every operator. Results come in the order of the batches.
    """

    def filled(batch: tuple[int, list[int]]) -> list[_Taken]:
        length, numbers = batch
        ids = np.full((len(numbers), length), pad, dtype=np.int64)
        mask = np.zeros((len(numbers), length), dtype=np.int32)
        for line, number in enumerate(numbers):
            ids[line, : len(rows[number])] = rows[number]
            mask[line, : len(rows[number])] = 1
        return run((ids, mask, numbers))

    batches = list(_batches([len(row) for row in rows]))
    threads = min(threads, len(batches))
    if threads < 2:
        yield from chain.from_iterable(map(filled, batches))
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from chain.from_iterable(pool.map(filled, batches))


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
