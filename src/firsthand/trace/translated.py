"""Reports of two languages whose sentences follow each other in the same order.

Two newsrooms on one event share facts and quotations, but not the sequence of the narrator's
sentences. Sentences are paired when each is the other's nearest by centred cosine; the longest
chain in the same order must cover most of the shorter report (after the bitext chains of
Gale and Church 1993, here over encoder vectors). Measured: docs/decisions/003.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from firsthand.engines.base import Encoder, Vectors
from firsthand.group import language_means
from firsthand.records import Evidence, Report, Span
from firsthand.trace.shared import MOST_ROWS, Link

NEAR = 0.4
COVERAGE = 0.7
MEAN = 0.5
LEAST = 3
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class _Sentences:
    spans: tuple[Span, ...]
    vectors: Vectors


def translations(reports: Sequence[Report], encoder: Encoder) -> list[Link]:
    """Return the pairs of two languages of which one is a translation, whole or cut."""
    if len({r.language for r in reports}) < 2:
        return []
    sentences = _sentences(reports, encoder)
    found = []
    for one, other in combinations(reports, 2):
        if one.language != other.language:
            link = _link(one, other, sentences[one.id], sentences[other.id])
            if link is not None:
                found.append(link)
    return found


def _sentences(reports: Sequence[Report], encoder: Encoder) -> dict[str, _Sentences]:
    spans = {
        r.id: tuple(s for p in r.passages for s in p.sentences if s[1] - s[0] >= _SHORTEST)
        for r in reports
    }
    vectors = encoder.pooled([r.text[s:e] for r in reports for s, e in spans[r.id]])
    means = language_means(encoder.name)
    found: dict[str, _Sentences] = {}
    position = 0
    for report in reports:
        own = vectors[position : position + len(spans[report.id])]
        position += len(own)
        found[report.id] = _Sentences(
            spans[report.id], _centred(own, means.get(report.language or ""))
        )
    return found


def _centred(vectors: Vectors, mean: Vectors | None) -> Vectors:
    moved = vectors if mean is None else vectors - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


def _link(one: Report, other: Report, a: _Sentences, b: _Sentences) -> Link | None:
    if min(len(a.spans), len(b.spans)) < LEAST:
        return None
    similar = a.vectors @ b.vectors.T
    chain = _chain(similar)
    if len(chain) < LEAST:
        return None
    a_share, b_share = len(chain) / len(a.spans), len(chain) / len(b.spans)
    mean = float(np.mean([similar[i, j] for i, j in chain]))
    if max(a_share, b_share) < COVERAGE or mean < MEAN:
        return None
    rows = tuple((Evidence(one.id, a.spans[i]), Evidence(other.id, b.spans[j])) for i, j in chain)
    score = round(min(0.99, 0.5 + 0.5 * mean * max(a_share, b_share)), 3)
    return Link(
        one.id, other.id, a_share, b_share, rows[:MOST_ROWS], "sentences in order", score, True
    )


def _chain(similar: Vectors) -> list[tuple[int, int]]:
    """Return the longest chain of mutual best pairs, rising on both sides (patience sorting)."""
    best_b, best_a = similar.argmax(axis=1), similar.argmax(axis=0)
    pairs = [
        (i, int(j)) for i, j in enumerate(best_b) if int(best_a[j]) == i and similar[i, j] >= NEAR
    ]
    tails: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(at[place - 1] if place else None)
        tails[place : place + 1] = [j]
        at[place : place + 1] = [k]
    chain: list[tuple[int, int]] = []
    last = at[-1] if at else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]
