"""The tagger's own weights: what differs from the encoder's, shipped with firsthand.

The file (safetensors) holds the numbers of the encoder's upper layers after training, in 4 bits on
the encoder's own scales, and in 16-bit floats the small layers that read roles. How they were
trained, on what, and how good they are: training/MODEL_CARD.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.weights import Bytes, Floats, Shape, Vocabulary, Weights
from firsthand.errors import EngineError

TUNED_SHA256 = "0cc0e8a3e5cc559cfaae2b9078d861ddc8fe29397a8a230b865cd17ea42db6f3"
TUNED_FILE = Path(__file__).parents[1] / "data" / "tagger.safetensors"
_REMEDY = "reinstall firsthand"


@dataclass(frozen=True)
class TunedWeights:
    """The encoder's weights, with the tagger's in place of those that it changed."""

    base: Weights
    own: Mapping[str, NDArray[np.generic]]

    @property
    def shape(self) -> Shape:
        """Return the encoder's sizes."""
        return self.base.shape

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the encoder's vocabulary."""
        return self.base.vocabulary

    @cached_property
    def layers(self) -> int:
        """Return how many small layers read the roles."""
        return sum(name.startswith("s") and name.endswith(".q.w") for name in self.own)

    def floats(self, name: str) -> Floats:
        """Return a float tensor, flat, as the encoder has it or the tagger."""
        if name in self.own:
            return self.own[name].astype(np.float32).ravel()
        return self.base.floats(name)

    def blocks(self, name: str, columns: int) -> tuple[Floats, Bytes]:
        """Return a 4-bit tensor as ``Weights.blocks`` does."""
        scales, numbers = self.base.blocks(name, columns)
        if name in self.own:
            numbers = self.own[name].astype(np.uint8).reshape(numbers.shape)
        return scales, numbers

    def matrix(self, name: str) -> Floats:
        """Return one of the tagger's own matrices (outputs, inputs) float32."""
        return self.own[name].astype(np.float32)


def read_tuned(base: Weights, path: Path = TUNED_FILE, sha256: str = TUNED_SHA256) -> TunedWeights:
    """Read the tagger's weights; raises EngineError unless it is the very file that is known."""
    from safetensors.numpy import load  # noqa: PLC0415  (only who tags pays for loading it)

    try:
        content = path.read_bytes()
    except OSError as error:
        raise EngineError(
            f"{path}: the tagger's weights cannot be read ({error}); {_REMEDY}"
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != sha256:
        raise EngineError(
            f"{path}: the tagger's weights are damaged or of another version (SHA-256 "
            f"{digest[:12]}…, expected {sha256[:12]}…); {_REMEDY}"
        )
    return TunedWeights(base, load(content))
