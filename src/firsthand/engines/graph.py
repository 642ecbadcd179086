"""The encoder's ONNX graph, built from the 4-bit weights without unpacking them.

A BERT encoder: embeddings, then for each layer attention, normalisation, feed-forward,
normalisation. The matrices stay in 4 bits (``MatMulNBits``, ``GatherBlockQuantized``: ONNX
Runtime's own operators). Their accuracy level is 4: activations go to 8 bits by row, so a row's
result does not depend on the rows beside it, and a text's vector not on its batch.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from firsthand.engines.weights import BLOCK, Shape, Weights

INNER_LAYER = 8
"""The layer after which words that translate each other are nearest (docs/decisions/006)."""

_OPERATORS = 17
_IR_VERSION = 9
_ONNX_RUNTIME = "com.microsoft"
_EPSILON = 1e-12
_ACCURACY = 4


def build_graph(weights: Weights) -> bytes:
    """Return the serialised graph (74 MB).

    Inputs ``input_ids`` (b, t) int64 and ``attention_mask`` (b, t) int32; outputs ``states`` and
    ``inner`` (b, t, 384) float32, as they leave the last layer and layer ``INNER_LAYER``.
    """
    builder = _Builder(weights)
    states = builder.embed()
    for layer in range(weights.shape.layers):
        states = builder.layer(f"l{layer}.", states)
        if layer + 1 == INNER_LAYER:
            builder.node("Identity", [states], "inner")
    builder.node("Identity", [states], "states")
    return bytes(builder.model().SerializeToString())


class _Builder:
    """Collects the nodes and tensors of the graph; each method returns its output's name."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._shape: Shape = weights.shape
        self._nodes: list[onnx.NodeProto] = []
        self._tensors: list[onnx.TensorProto] = []

    def embed(self) -> str:
        """Sum word, place and type, and normalise."""
        scales, pairs = self._weights.blocks("emb.word", self._shape.width)
        word = self.node(
            "GatherBlockQuantized",
            [self._tensor("word", pairs), "input_ids", self._tensor("word.scales", scales)],
            "word.states",
            _ONNX_RUNTIME,
            bits=4,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        added = self.node("Add", [word, self._places()], "embedded")
        inputs = [added, self._floats("emb.ln.w"), self._floats("emb.ln.b")]
        return self.node("LayerNormalization", inputs, "normal", axis=-1, epsilon=_EPSILON)

    def layer(self, at: str, states: str) -> str:
        """Add one layer; ``at`` is the beginning of its tensors' names."""
        width, inner = self._shape.width, self._shape.inner
        three = [
            self._linear(at + part, states, width, bias=self._floats(f"{at}{part}.b"))
            for part in "qkv"
        ]
        heads = self.node(
            "MultiHeadAttention",
            [*three, "", "attention_mask"],
            at + "heads",
            _ONNX_RUNTIME,
            num_heads=self._shape.heads,
        )
        states = self._normal(at + "aln", self._linear(at + "ao", heads, width), states, at + "ao")
        wide = self._linear(at + "fi", states, width)
        wide = self.node("BiasGelu", [wide, self._floats(at + "fi.b")], at + "gelu", _ONNX_RUNTIME)
        return self._normal(at + "oln", self._linear(at + "fo", wide, inner), states, at + "fo")

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        domain: str = "",
        **values: int | float,
    ) -> str:
        """Add one operator."""
        self._nodes.append(
            helper.make_node(operator, inputs, [output], output, None, domain, None, **values)
        )
        return output

    def model(self) -> onnx.ModelProto:
        """Return all that was added as a model."""
        width = self._shape.width
        graph = helper.make_graph(
            self._nodes,
            "e5",
            [
                helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["b", "t"]),
                helper.make_tensor_value_info("attention_mask", TensorProto.INT32, ["b", "t"]),
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["b", "t", width])
                for name in ("states", "inner")
            ],
            self._tensors,
        )
        operators = [helper.make_opsetid("", _OPERATORS), helper.make_opsetid(_ONNX_RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=_IR_VERSION)

    def _places(self) -> str:
        """Return the vectors of the first t places, the one type's vector added."""
        width = self._shape.width
        places = self._weights.floats("emb.pos").reshape(-1, width)
        type_ = self._weights.floats("emb.type").reshape(-1, width)[0]
        size = self.node("Shape", ["input_ids"], "size")
        length = self.node("Gather", [size, self._tensor("1", np.array([1]))], "length")
        zero = self._tensor("0", np.array([0]))
        return self.node("Slice", [self._tensor("places", places + type_), zero, length, zero], "p")

    def _linear(self, name: str, states: str, inputs: int, bias: str = "") -> str:
        scales, pairs = self._weights.blocks(name + ".w", inputs)
        outputs = len(scales)
        blocks = pairs.reshape(outputs, inputs // BLOCK, BLOCK // 2)
        tensors = [
            self._tensor(name + ".w", blocks),
            self._tensor(name + ".scales", scales.ravel()),
        ]
        return self.node(
            "MatMulNBits",
            [states, *tensors, "", "", bias] if bias else [states, *tensors],
            name,
            _ONNX_RUNTIME,
            K=inputs,
            N=outputs,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_ACCURACY,
        )

    def _normal(self, name: str, new: str, old: str, bias: str) -> str:
        """Add what a sublayer gave (and its bias) to what it was given, and normalise."""
        inputs = [new, old, *(self._floats(n) for n in (f"{name}.w", f"{name}.b", f"{bias}.b"))]
        return self.node("SkipLayerNormalization", inputs, name, _ONNX_RUNTIME, epsilon=_EPSILON)

    def _floats(self, name: str) -> str:
        return self._tensor(name, self._weights.floats(name))

    def _tensor(self, name: str, values: NDArray[np.generic]) -> str:
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
