"""Write a trained tagger as the file that firsthand ships.

    python training/export.py STATE OUT     (a torch state from train.py, to safetensors)

Prints the SHA-256 to put into src/firsthand/engines/tuned.py.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save
from torch import Tensor, nn

from encoder import FourBits, Layer
from firsthand.engines.weights import find_weights, read_weights
from torch_tagger import load

Array = NDArray[np.generic]


def export(state: Path) -> bytes:
    """Return the file's content."""
    tagger = load(state, read_weights(find_weights()))
    tensors: dict[str, Array] = {}
    for number, layer in enumerate(tagger.top, tagger.low):
        assert isinstance(layer, Layer)
        tensors |= _upper(layer, f"l{number}.")
    for number, layer in enumerate(tagger.layers):
        assert isinstance(layer, Layer)
        tensors |= _small(layer, f"s{number}.")
    for name in ("anchor", "force", "small", "asked", "norm", "role"):
        tensors |= _plain(getattr(tagger, name), name)
    for name in ("mark", "follows", "begins"):
        tensors[name] = _half(getattr(tagger, name))
    for name in ("distance", "sentence", "side"):
        tensors[name + ".w"] = _half(getattr(tagger, name).weight)
    return save(tensors, {"format": "firsthand tagger 1", "low": str(tagger.low)})


def _upper(layer: Layer, at: str) -> dict[str, Array]:
    """Return a tuned layer of the encoder: numbers of 4 bits, two a byte, and floats."""
    tensors: dict[str, Array] = {}
    for name in ("qkv", "ao", "fi", "fo"):
        linear = getattr(layer, name)
        assert isinstance(linear, FourBits)
        whole = linear.rounded().view(linear.weight.shape)
        parts = zip("qkv", whole.chunk(3), linear.bias.chunk(3), strict=True)
        for part, numbers, bias in parts if name == "qkv" else [(name, whole, linear.bias)]:
            tensors[f"{at}{part}.w"] = _pairs(numbers)
            tensors[f"{at}{part}.b"] = np.ascontiguousarray(bias.detach().numpy())
    for name in ("aln", "oln"):
        norm = getattr(layer, name)
        tensors[f"{at}{name}.w"] = norm.weight.detach().numpy()
        tensors[f"{at}{name}.b"] = norm.bias.detach().numpy()
    return tensors


def _pairs(whole: Tensor) -> Array:
    numbers = (whole.detach().numpy() + 8).astype(np.uint8)
    return numbers[:, 0::2] | (numbers[:, 1::2] << 4)


def _small(layer: Layer, at: str) -> dict[str, Array]:
    tensors: dict[str, Array] = {}
    for part, weight, bias in zip(
        "qkv", layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3), strict=True
    ):
        tensors |= {f"{at}{part}.w": _half(weight), f"{at}{part}.b": _half(bias)}
    for name in ("ao", "fi", "fo", "aln", "oln"):
        tensors |= _plain(getattr(layer, name), at + name)
    return tensors


def _plain(part: nn.Linear | nn.LayerNorm, name: str) -> dict[str, Array]:
    return {f"{name}.w": _half(part.weight), f"{name}.b": _half(part.bias)}


def _half(values: Tensor) -> Array:
    return values.detach().to(torch.float16).contiguous().numpy()


if __name__ == "__main__":
    content = export(Path(sys.argv[1]))
    Path(sys.argv[2]).write_bytes(content)
    print(len(content), "bytes, SHA-256", hashlib.sha256(content).hexdigest())
