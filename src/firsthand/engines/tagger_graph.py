"""The tagger's two ONNX graphs: one reads a text and finds cues, one asks each cue for its roles.

The first is the encoder's graph with the tagger's numbers in its upper layers. The second runs on
one window's states and all cues in it, in 32-bit floats: it is small.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, numpy_helper

from firsthand.engines.graph import FourBitLayers
from firsthand.engines.graph_parts import EPSILON, ONNX_RUNTIME, make_model
from firsthand.engines.tagging import ANCHORS, FORCES, ROLES
from firsthand.engines.tuned import TunedWeights

SMALL_HEADS = 6
_SMALL_EPSILON = 1e-5


def build_cue_graph(weights: TunedWeights) -> bytes:
    """Return the serialised graph of a batch of texts.

    Inputs ``input_ids`` (b, t) int64 and ``attention_mask`` (b, t) int32; outputs ``states`` (b, t,
    384) and ``anchors`` (b, t, 4) float32, log odds of what each token is.
    """
    builder = FourBitLayers(weights)
    states = builder.embed()
    for layer in range(weights.shape.layers):
        states = builder.layer(f"l{layer}.", states)
    builder.node("Identity", [states], "states")
    matrix = builder.tensor("anchor.w", weights.matrix("anchor.w").T)
    found = builder.node("MatMul", [states, matrix], "anchor.product")
    builder.node("Add", [found, builder.floats("anchor.b")], "anchors")
    outputs = {"states": weights.shape.width, "anchors": len(ANCHORS)}
    return bytes(builder.model_of(outputs).SerializeToString())


def build_role_graph(weights: TunedWeights) -> bytes:
    """Return the serialised graph of one window and its cues.

    Inputs ``states`` (t, 384), ``marks`` (k, t) float32 with 1 at each cue's tokens, ``distances``
    and ``sentences`` (k, t) int64, buckets of how far each token is, and ``sides`` (k, t) int64,
    whether it stands in the cue's quotation; outputs ``roles`` (k, t, 7)
    and ``forces`` (k, 11) float32, log odds.
    """
    return _RoleGraph(weights).build()


class _RoleGraph:
    """Collects nodes and tensors; each method returns its output's name."""

    def __init__(self, weights: TunedWeights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._tensors: list[onnx.TensorProto] = []

    def build(self) -> bytes:
        one = self._constant("one", np.array([1]))
        last = self._constant("last", np.array([-1]))
        size = self._node("ReduceSum", ["marks", one], "size", keepdims=1)
        share = self._node("Div", ["marks", size], "share")
        asked = self._node("MatMul", [share, "states"], "asked")
        self._linear("force", asked, "forces")
        own = self._linear("small", "states", "own")
        of_cue = self._node("Unsqueeze", [self._linear("asked", asked, "of.cue"), one], "of.cues")
        states = self._node("Add", [own, of_cue], "with.cue")
        for table in ("distance", "sentence", "side"):
            values = self._constant(table + ".w", self._weights.matrix(table + ".w"))
            near = self._node("Gather", [values, table + "s"], table)
            states = self._node("Add", [states, near], table + ".added")
        marks = self._node("Unsqueeze", ["marks", last], "marks.wide")
        mark = self._node("Mul", [marks, self._own("mark")], "marked")
        states = self._node("Add", [states, mark], "marked.added")
        states = self._normal("norm", states, _SMALL_EPSILON)
        for layer in range(self._weights.layers):
            states = self._layer(f"s{layer}.", states)
        self._linear("role", states, "roles")
        model = make_model(
            self._nodes,
            self._tensors,
            {
                "states": (TensorProto.FLOAT, ["t", self._weights.shape.width]),
                "marks": (TensorProto.FLOAT, ["k", "t"]),
                "distances": (TensorProto.INT64, ["k", "t"]),
                "sentences": (TensorProto.INT64, ["k", "t"]),
                "sides": (TensorProto.INT64, ["k", "t"]),
            },
            {"roles": ["k", "t", len(ROLES)], "forces": ["k", len(FORCES)]},
        )
        return bytes(model.SerializeToString())

    def _layer(self, at: str, states: str) -> str:
        three = [self._linear(at + part, states, at + part) for part in "qkv"]
        heads = self._node(
            "MultiHeadAttention", three, at + "heads", ONNX_RUNTIME, num_heads=SMALL_HEADS
        )
        seen = self._linear(at + "ao", heads, at + "ao")
        states = self._normal(at + "aln", self._node("Add", [seen, states], at + "ao.sum"))
        wide = self._node("MatMul", [states, self._matrix(at + "fi")], at + "fi")
        wide = self._node("BiasGelu", [wide, self._own(at + "fi.b")], at + "gelu", ONNX_RUNTIME)
        back = self._linear(at + "fo", wide, at + "fo")
        return self._normal(at + "oln", self._node("Add", [back, states], at + "fo.sum"))

    def _linear(self, name: str, states: str, output: str) -> str:
        product = self._node("MatMul", [states, self._matrix(name)], name + ".product")
        return self._node("Add", [product, self._own(name + ".b")], output)

    def _normal(self, name: str, states: str, epsilon: float = EPSILON) -> str:
        inputs = [states, self._own(name + ".w"), self._own(name + ".b")]
        return self._node("LayerNormalization", inputs, name, axis=-1, epsilon=epsilon)

    def _matrix(self, name: str) -> str:
        return self._constant(name + ".w", self._weights.matrix(name + ".w").T)

    def _own(self, name: str) -> str:
        return self._constant(name, self._weights.floats(name))

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        domain: str = "",
        **values: float,
    ) -> str:
        self._nodes.append(
            onnx.helper.make_node(operator, inputs, [output], output, None, domain, None, **values)
        )
        return output
