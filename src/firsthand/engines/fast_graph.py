"""The encoder's ONNX graph in whole numbers of 8 bits, for ``--fast``.

The weights are those of the 4-bit graph, put on one scale for each output; activations are put on
a scale for each token, worked out as the graph runs. ONNX Runtime's own dynamic quantisation has
one scale for the whole batch, so that a text's vector hangs on the texts beside it, and the one
token of great numbers that attention rests on (``<s>``) costs all the others their precision. With
a scale a token neither is so, and sums of whole numbers are exact in any order.

All is done on a matrix of one row a token; only attention sees texts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from onnx import numpy_helper

from firsthand.engines.graph_parts import EPSILON, INNER_LAYER, ONNX_RUNTIME, GraphParts
from firsthand.engines.weights import Weights

# Older processors add two products of 8 bits in 16: 2 * 255 * 64 is the most that fits in them.
_WEIGHT_MOST = 64
_BYTE_MOST = 255
# What stands for zero, for activations of both signs, and for those that GELU gave.
_MIDDLE, _GELU_ZERO = 128, 32
# GELU gives nothing less than this.
_GELU_LEAST = 0.17


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Names of tensors: ``numbers`` (tokens, n) uint8, ``scales`` (tokens, 1), and the zero."""

    numbers: str
    scales: str
    zero: str


def build_fast_graph(weights: Weights) -> bytes:
    """Return the serialised graph (83 MB); inputs and outputs are those of ``build_graph``."""
    return _Builder(weights).build()


class _Builder(GraphParts):
    """The layers in 8 bits; a "rows" tensor is (tokens, width) float32."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self._matrix = weights.matrix

    def build(self) -> bytes:
        self._shared()
        words = self.node("Reshape", [self.words_and_places(), "as.rows"], "embedded.rows")
        self._batch_shape()
        states = self._normal("emb.ln", words)
        for layer in range(self._shape.layers):
            states = self._layer(f"l{layer}.", states)
            if layer + 1 == INNER_LAYER:
                self.node("Reshape", [states, "as.texts"], "inner")
        self.node("Reshape", [states, "as.texts"], "states")
        return bytes(self.model().SerializeToString())

    def _shared(self) -> None:
        """Add the constants that all layers use."""
        numbers = {
            "one": 1.0,
            "epsilon": EPSILON,
            "part": 1 / self._shape.width,
            "step": 1 / (_BYTE_MOST - _MIDDLE),
            "gelu.step": 1 / (_BYTE_MOST - _GELU_ZERO),
            "gelu.least": _GELU_LEAST / _GELU_ZERO,
        }
        for name, number in numbers.items():
            self.tensor(name, np.array(number, dtype=np.float32))
        self.tensor("zero", np.array(_MIDDLE, dtype=np.uint8))
        self.tensor("gelu.zero", np.array(_GELU_ZERO, dtype=np.uint8))
        self.tensor("last", np.array([1]))
        self.tensor("as.rows", np.array([-1, self._shape.width]))

    def _batch_shape(self) -> None:
        """Add what hangs on the batch: its shape, and a zero for each of its tokens."""
        width = self.tensor("width", np.array([self._shape.width]))
        self.node("Concat", ["size", width], "as.texts", axis=0)
        tokens = self.node("ReduceProd", ["size"], "count", keepdims=1)
        for name, zero in (("zero", _MIDDLE), ("gelu.zero", _GELU_ZERO)):
            value = numpy_helper.from_array(np.array([zero], dtype=np.uint8))
            self.node("ConstantOfShape", [tokens], name + "s", value=value)

    def _layer(self, at: str, states: str) -> str:
        quantised = self._quantised(at + "in", states)
        three = []
        for part in "qkv":
            rows = self._linear(at + part, quantised, self._shape.width)
            three.append(self.node("Reshape", [rows, "as.texts"], f"{at}{part}.texts"))
        bias = np.concatenate([self._weights.floats(f"{at}{part}.b") for part in "qkv"])
        heads = self.node(
            "MultiHeadAttention",
            [*three, self.tensor(at + "qkv.b", bias), "attention_mask"],
            at + "heads",
            ONNX_RUNTIME,
            num_heads=self._shape.heads,
        )
        heads = self.node("Reshape", [heads, "as.rows"], at + "heads.rows")
        seen = self._quantised(at + "ao.in", heads)
        states = self._joined(at + "aln", at + "ao", seen, states, self._shape.width)
        wide = self._linear(at + "fi", self._quantised(at + "mid", states), self._shape.width)
        wide = self.node("BiasGelu", [wide, self.floats(at + "fi.b")], at + "gelu", ONNX_RUNTIME)
        bent = self._quantised_gelu(at + "fo.in", wide)
        return self._joined(at + "oln", at + "fo", bent, states, self._shape.inner)

    def _joined(self, name: str, linear: str, new: _Bytes, old: str, inputs: int) -> str:
        """Add a sublayer's last product and bias to what it was given, and normalise."""
        rows = self._linear(linear, new, inputs)
        rows = self.node("Add", [rows, self.floats(linear + ".b")], linear + ".biased")
        return self._normal(name, self.node("Add", [rows, old], linear + ".sum"))

    def _quantised(self, name: str, rows: str) -> _Bytes:
        """Put each row on a scale of its own, its greatest number at the end of it."""
        size = self.node("Abs", [rows], name + ".size")
        most = self.node("ReduceMax", [size], name + ".most", axes=[1], keepdims=0)
        step = self.node("Mul", [most, "step"], name + ".step")
        # A row of zeros must not be divided by zero.
        return self._bytes(name, rows, self.node("Max", [step, "epsilon"], name + ".scale"), "zero")

    def _quantised_gelu(self, name: str, rows: str) -> _Bytes:
        """Likewise; hardly anything is below zero there, so that most bytes go to what is above."""
        most = self.node("ReduceMax", [rows], name + ".most", axes=[1], keepdims=0)
        step = self.node("Mul", [most, "gelu.step"], name + ".step")
        scale = self.node("Max", [step, "gelu.least"], name + ".scale")
        return self._bytes(name, rows, scale, "gelu.zero")

    def _bytes(self, name: str, rows: str, scale: str, zero: str) -> _Bytes:
        numbers = self.node("QuantizeLinear", [rows, scale, zero + "s"], name + ".bytes", axis=0)
        return _Bytes(numbers, self.node("Unsqueeze", [scale, "last"], name + ".scales"), zero)

    def _linear(self, name: str, rows: _Bytes, inputs: int) -> str:
        """Multiply by a matrix of the weights: (tokens, outputs) float32."""
        weights = self._matrix(name + ".w", inputs)
        scales = np.abs(weights).max(axis=1) / np.float32(_WEIGHT_MOST)
        whole = np.rint(weights / scales[:, None]).astype(np.int8)
        by_output = self.tensor(name + ".scales", scales)
        product = self.node(
            "MatMulIntegerToFloat",
            [rows.numbers, self.tensor(name + ".w", whole.T), "one", by_output, rows.zero],
            name + ".product",
            ONNX_RUNTIME,
        )
        return self.node("Mul", [product, rows.scales], name)

    def _normal(self, name: str, rows: str) -> str:
        """Normalise each row; in single steps, which ONNX Runtime runs faster than its own one."""
        mean = self.node("ReduceMean", [rows], name + ".mean", axes=[1], keepdims=1)
        moved = self.node("Sub", [rows, mean], name + ".moved")
        squares = self.node("ReduceSumSquare", [moved], name + ".squares", axes=[1], keepdims=1)
        variance = self.node("Mul", [squares, "part"], name + ".variance")
        above = self.node("Add", [variance, "epsilon"], name + ".above")
        spread = self.node("Sqrt", [above], name + ".spread")
        factor = self.node("Reciprocal", [spread], name + ".factor")
        unit = self.node("Mul", [moved, factor], name + ".unit")
        scaled = self.node("Mul", [unit, self.floats(name + ".w")], name + ".scaled")
        return self.node("Add", [scaled, self.floats(name + ".b")], name)
