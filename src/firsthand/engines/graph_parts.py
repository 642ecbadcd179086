"""What both graphs of the encoder are put together from: nodes, tensors, embeddings, the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from firsthand.engines.weights import BLOCK, LayerWeights

ONNX_RUNTIME = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""
EPSILON = 1e-12
INNER_LAYER = 8
"""The layer after which words that translate each other are nearest (docs/decisions/006)."""

_OPERATORS = 17
_IR_VERSION = 9


def make_model(
    nodes: Sequence[onnx.NodeProto],
    tensors: Sequence[onnx.TensorProto],
    inputs: Mapping[str, tuple[int, Sequence[str | int]]],
    outputs: Mapping[str, Sequence[str | int]],
) -> onnx.ModelProto:
    """Return a model; ``inputs`` are types and shapes by name, ``outputs`` shapes of floats."""
    graph = helper.make_graph(
        nodes,
        "e5",
        [helper.make_tensor_value_info(name, *one) for name, one in inputs.items()],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in outputs.items()
        ],
        tensors,
    )
    operators = [helper.make_opsetid("", _OPERATORS), helper.make_opsetid(ONNX_RUNTIME, 1)]
    return helper.make_model(graph, opset_imports=operators, ir_version=_IR_VERSION)


class GraphParts:
    """Collects the nodes and tensors of a graph; each method returns its output's name."""

    def __init__(self, weights: LayerWeights) -> None:
        self._weights = weights
        self._shape = weights.shape
        self._nodes: list[onnx.NodeProto] = []
        self._tensors: list[onnx.TensorProto] = []

    def words_and_places(self) -> str:
        """Sum the vectors of word, place and type: (b, t, 384)."""
        scales, pairs = self._weights.blocks("emb.word", self._shape.width)
        word = self.node(
            "GatherBlockQuantized",
            [self.tensor("word", pairs), "input_ids", self.tensor("word.scales", scales)],
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
        """Return all that was added as a model of texts; outputs are "states" and "inner"."""
        return self.model_of(dict.fromkeys(("states", "inner"), self._shape.width))

    def model_of(self, outputs: Mapping[str, int]) -> onnx.ModelProto:
        """Return all that was added as a model of texts; ``outputs`` are names and widths."""
        inputs = {
            "input_ids": (TensorProto.INT64, ["b", "t"]),
            "attention_mask": (TensorProto.INT32, ["b", "t"]),
        }
        return make_model(
            self._nodes, self._tensors, inputs, {n: ["b", "t", w] for n, w in outputs.items()}
        )

    def _places(self) -> str:
        """Return the vectors of the first t places, the one type's vector added."""
        width = self._shape.width
        places = self._weights.floats("emb.pos").reshape(-1, width)
        type_ = self._weights.floats("emb.type").reshape(-1, width)[0]
        size = self.node("Shape", ["input_ids"], "size")
        length = self.node("Gather", [size, self.tensor("1", np.array([1]))], "length")
        zero = self.tensor("0", np.array([0]))
        return self.node("Slice", [self.tensor("places", places + type_), zero, length, zero], "p")

    def floats(self, name: str) -> str:
        """Add a float tensor of the weights."""
        return self.tensor(name, self._weights.floats(name))

    def tensor(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant."""
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
