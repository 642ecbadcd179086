"""What both graphs of the encoder are put together from: nodes, tensors, embeddings, the model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from firsthand.engines.weights import BLOCK, Weights

ONNX_RUNTIME = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""
EPSILON = 1e-12
INNER_LAYER = 8
"""The layer after which words that translate each other are nearest (docs/decisions/006)."""

_OPERATORS = 17
_IR_VERSION = 9


class GraphParts:
    """Collects the nodes and tensors of a graph; each method returns its output's name."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._shape = weights.shape
        self._nodes: list[onnx.NodeProto] = []
        self._tensors: list[onnx.TensorProto] = []

    def words_and_places(self) -> str:
        """Sum the vectors of word, place and type: (b, t, 384)."""
        scales, pairs = self._weights.blocks("emb.word", self._shape.width)
        word = self.node(
            "GatherBlockQuantized",
            [self._tensor("word", pairs), "input_ids", self._tensor("word.scales", scales)],
            "word.states",
            ONNX_RUNTIME,
            bits=4,
            block_size=BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )
        return self.node("Add", [word, self._places()], "embedded")

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        domain: str = "",
        **values: float | Sequence[int] | onnx.TensorProto,
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
        operators = [helper.make_opsetid("", _OPERATORS), helper.make_opsetid(ONNX_RUNTIME, 1)]
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

    def _floats(self, name: str) -> str:
        return self._tensor(name, self._weights.floats(name))

    def _tensor(self, name: str, values: NDArray[np.generic]) -> str:
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
