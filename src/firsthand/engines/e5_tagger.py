"""The default tagger: the default encoder, its upper layers trained to find who says what.

The model and its training: training/MODEL_CARD.md; why it is built so: docs/decisions/014.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.base import Proposal
from firsthand.engines.sessions import Batch, in_batches, open_session, usable_processors
from firsthand.engines.tagging import Anchor, Chain, find_anchors, propose
from firsthand.engines.tuned import TUNED_SHA256, TunedWeights, read_tuned
from firsthand.engines.unigram import Unigram
from firsthand.engines.weights import find_weights, read_weights
from firsthand.engines.windows import Window, windows
from firsthand.records import Report, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from firsthand.engines.tagging import Floats

# Raise it with every change to tagger_graph.py, or to graph.py.
GRAPH_FORMAT = 1
_PREFIX = "query:"
_NEAR, _FARTHEST, _BUCKETS, _SENTENCES_AWAY = 8, 127, 16, 4


class E5Tagger:
    """Proposes who says what in a text of any of 100 languages; the same whatever the batch.

    ``threads`` is the number of processor threads, by default all that this process may use; it
    changes nothing in the results. Weights and graphs are loaded at first use: EngineError is
    raised then.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or usable_processors()

    @property
    def name(self) -> str:
        """Return a name that changes whenever the proposals would."""
        return f"tagger/{TUNED_SHA256[:12]}/{GRAPH_FORMAT}"

    def propose(self, report: Report, cues: Sequence[Span] = ()) -> list[Proposal]:
        """Return the proposals in order of the text; a report without passages gives none.

        Each of ``cues`` is asked about, however unlikely it is one.
        """
        vocabulary = self._weights.vocabulary
        found = windows(report, self._unigram, vocabulary.end)
        rows = [[vocabulary.begin, *self._prefix, *w.ids, vocabulary.end] for w in found]

        def run(batch: Batch) -> list[tuple[int, list[Proposal]]]:
            ids, mask, numbers = batch
            states, anchors = self._cues.run(
                ["states", "anchors"], {"input_ids": ids, "attention_mask": mask}
            )
            return [
                (
                    n,
                    self._of_window(
                        report.text, found[n], cues, states[at, :size], anchors[at, :size]
                    ),
                )
                for at, n in enumerate(numbers)
                for size in (len(rows[n]),)
            ]

        self._cues  # noqa: B018  (opened here, once, not by each thread)
        self._roles  # noqa: B018
        by_window = dict(in_batches(rows, vocabulary.pad, self._threads, run))
        return [one for number in range(len(found)) for one in by_window[number]]

    def _of_window(
        self, text: str, window: Window, cues: Sequence[Span], states: Floats, anchors: Floats
    ) -> list[Proposal]:
        before = 1 + len(self._prefix)
        own = slice(before, before + len(window.ids))
        asked = find_anchors(_chances(anchors[own]), window, cues)
        if not asked:
            return []
        roles, forces = self._roles.run(["roles", "forces"], _asking(window, asked, states, before))
        proposals = (
            propose(text, window, anchor, roles[k, own], forces[k], self._chain)
            for k, anchor in enumerate(asked)
        )
        return [one for one in proposals if one is not None]

    @cached_property
    def _weights(self) -> TunedWeights:
        return read_tuned(read_weights(find_weights()))

    @cached_property
    def _chain(self) -> Chain:
        weights = self._weights
        return Chain.learned(weights.matrix("follows"), weights.matrix("begins"))

    @cached_property
    def _unigram(self) -> Unigram:
        return Unigram(self._weights.vocabulary)

    @cached_property
    def _prefix(self) -> tuple[int, ...]:
        return self._unigram.encode(_PREFIX, 16).ids

    @cached_property
    def _cues(self) -> InferenceSession:
        return open_session(self._key("cues"), self._build_cue_graph)

    @cached_property
    def _roles(self) -> InferenceSession:
        return open_session(self._key("roles"), self._build_role_graph)

    def _key(self, graph: str) -> str:
        return f"tagger-{graph}-{TUNED_SHA256[:12]}-{GRAPH_FORMAT}"

    def _build_cue_graph(self) -> bytes:
        from firsthand.engines.tagger_graph import build_cue_graph  # noqa: PLC0415  (loads onnx)

        return build_cue_graph(self._weights)

    def _build_role_graph(self) -> bytes:
        from firsthand.engines.tagger_graph import build_role_graph  # noqa: PLC0415  (loads onnx)

        return build_role_graph(self._weights)


def _chances(odds: Floats) -> Floats:
    shifted = np.exp(odds - odds.max(axis=1, keepdims=True))
    chances: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return chances


def _asking(
    window: Window, asked: Sequence[Anchor], states: Floats, before: int
) -> dict[str, NDArray[np.generic]]:
    """Return the role graph's inputs: cues' marks, and how far from each cue the tokens are."""
    length = len(states)
    marks = np.zeros((len(asked), length), dtype=np.float32)
    for line, anchor in zip(marks, asked, strict=True):
        line[before + anchor.tokens[0] : before + anchor.tokens[1]] = 1
    first = np.array([before + anchor.tokens[0] for anchor in asked])[:, None]
    numbers = np.zeros(length, dtype=np.int64)
    numbers[before : before + len(window.ids)] = window.sentences
    quotes = np.full(length, -1, dtype=np.int64)
    quotes[before : before + len(window.ids)] = window.quotes
    away = np.clip(numbers[None, :] - numbers[first], -_SENTENCES_AWAY, _SENTENCES_AWAY)
    return {
        "states": states,
        "marks": marks,
        "distances": distance_buckets(np.arange(length)[None, :] - first),
        "sentences": away + _SENTENCES_AWAY,
        "sides": np.where(quotes == quotes[first], 0, np.where(quotes >= 0, 1, 2)),
    }


def distance_buckets(distances: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the bucket (0..31) of distances in tokens: single ones near by, wider ones far off."""
    far = np.minimum(np.abs(distances), _FARTHEST)
    wide = _NEAR + np.floor(np.log2(np.maximum(far, _NEAR) / _NEAR) * 2).astype(np.int64)
    bucket = np.minimum(np.where(far < _NEAR, far, wide), _BUCKETS - 1)
    return np.where(distances < 0, bucket, bucket + _BUCKETS)
