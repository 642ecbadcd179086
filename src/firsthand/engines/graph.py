"""The encoder's ONNX graph, built from the 4-bit weights without unpacking them.

A BERT encoder: embeddings, then for each layer attention, normalisation, feed-forward,
normalisation. The matrices stay in 4 bits (``MatMulNBits``, ``GatherBlockQuantized``: ONNX
Runtime's own operators). Their accuracy level is 4: activations go to 8 bits by row, so a row's
result does not depend on the rows beside it, and a text's vector not on its batch.
"""

from __future__ import annotations

from firsthand.engines.graph_parts import EPSILON, INNER_LAYER, ONNX_RUNTIME, GraphParts
from firsthand.engines.weights import BLOCK, Weights

_ACCURACY = 4


def build_graph(weights: Weights) -> bytes:
    """Return the serialised graph (74 MB).

    Inputs ``input_ids`` (b, t) int64 and ``attention_mask`` (b, t) int32; outputs ``states`` and
    ``inner`` (b, t, 384) float32, as they leave the last layer and layer ``INNER_LAYER``.
    """
    builder = FourBitLayers(weights)
    states = builder.embed()
    for layer in range(weights.shape.layers):
        states = builder.layer(f"l{layer}.", states)
        if layer + 1 == INNER_LAYER:
            builder.node("Identity", [states], "inner")
    builder.node("Identity", [states], "states")
    return bytes(builder.model().SerializeToString())


class FourBitLayers(GraphParts):
    """The layers in 4 bits."""

    def embed(self) -> str:
        """Sum word, place and type, and normalise."""
        inputs = [self.words_and_places(), self.floats("emb.ln.w"), self.floats("emb.ln.b")]
        return self.node("LayerNormalization", inputs, "normal", axis=-1, epsilon=EPSILON)

    def layer(self, at: str, states: str) -> str:
        """Add one layer; ``at`` is the beginning of its tensors' names."""
        width, inner = self._shape.width, self._shape.inner
        three = [
            self._linear(at + part, states, width, bias=self.floats(f"{at}{part}.b"))
            for part in "qkv"
        ]
        heads = self.node(
            "MultiHeadAttention",
            [*three, "", "attention_mask"],
            at + "heads",
            ONNX_RUNTIME,
            num_heads=self._shape.heads,
        )
        states = self._normal(at + "aln", self._linear(at + "ao", heads, width), states, at + "ao")
        wide = self._linear(at + "fi", states, width)
        wide = self.node("BiasGelu", [wide, self.floats(at + "fi.b")], at + "gelu", ONNX_RUNTIME)
        return self._normal(at + "oln", self._linear(at + "fo", wide, inner), states, at + "fo")

    def _linear(self, name: str, states: str, inputs: int, bias: str = "") -> str:
        scales, pairs = self._weights.blocks(name + ".w", inputs)
        outputs = len(scales)
        blocks = pairs.reshape(outputs, inputs // BLOCK, BLOCK // 2)
        tensors = [
            self.tensor(name + ".w", blocks),
            self.tensor(name + ".scales", scales.ravel()),
        ]
        return self.node(
            "MatMulNBits",
            [states, *tensors, "", "", bias] if bias else [states, *tensors],
            name,
            ONNX_RUNTIME,
            K=inputs,
            N=outputs,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_ACCURACY,
        )

    def _normal(self, name: str, new: str, old: str, bias: str) -> str:
        """Add what a sublayer gave (and its bias) to what it was given, and normalise."""
        inputs = [new, old, *(self.floats(n) for n in (f"{name}.w", f"{name}.b", f"{bias}.b"))]
        return self.node("SkipLayerNormalization", inputs, name, ONNX_RUNTIME, epsilon=EPSILON)
