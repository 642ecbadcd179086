"""The vectors of a story: contents, contexts, frames and parts, each language's mean taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.align.units import Unit, sentence_spans
from firsthand.engines.base import Encoder
from firsthand.records import Report, Span
from firsthand.spans import overlap

Matrix = NDArray[np.float64]
SpanGroups = tuple[tuple[Span, ...], ...]

NEIGHBOURS = 4
SHRINK = 4.0


@dataclass(frozen=True, slots=True)
class Space:
    """Vectors of unit length, one row a unit.

    ``framed`` is False where no words name the speaker or mark the attribution. ``parts[i]`` has
    the sentences of unit i, ``names`` a row a
    shared speaker. ``near`` is (units, reports), ``parts_near[i]`` (parts, reports): the
    mean likeness to the nearest texts of each report, the ground that a match must rise above.
    """

    contents: Matrix
    contexts: Matrix
    frames: Matrix
    framed: NDArray[np.bool_]
    parts: tuple[Matrix, ...]
    names: Matrix
    near: Matrix
    parts_near: tuple[Matrix, ...]


def embed(
    reports: Sequence[Report], units: Sequence[Unit], names: Sequence[str], encoder: Encoder
) -> Space:
    """Return the space of a story, all its texts encoded in one call."""
    sentences = [sentence_spans(report) for report in reports]
    texts = [r.text[s:e] for r, spans in zip(reports, sentences, strict=True) for s, e in spans]
    count = len(texts)
    for unit in units:
        texts += [unit.text, unit.context, unit.frame, *unit.parts]
    texts += names
    vectors = encoder.pooled(texts).astype(np.float64)
    means = _means(reports, sentences, vectors[:count])
    rows = _rows(units, count)
    centres = means[[unit.report for unit in units]] if units else vectors[:0]
    contents = _unit_length(vectors[rows] - centres)
    grounds = _grounds(sentences, units, vectors, means, contents)
    parts = tuple(
        _unit_length(vectors[row + 3 : row + 3 + len(u.parts)] - means[u.report])
        for row, u in zip(rows, units, strict=True)
    )
    return Space(
        contents,
        _unit_length(vectors[rows + 1] - centres),
        _unit_length(vectors[rows + 2]),
        np.array([bool(u.frame) for u in units], dtype=np.bool_),
        parts,
        _unit_length(vectors[len(texts) - len(names) :]),
        _nearness(contents, units, grounds),
        _parts_near(parts, units, grounds),
    )


def _parts_near(
    parts: Sequence[Matrix], units: Sequence[Unit], grounds: Sequence[_Ground]
) -> tuple[Matrix, ...]:
    """Return (parts, reports) of each unit, all worked out at once."""
    owners = [unit for unit, own in zip(units, parts, strict=True) for _ in own]
    if not owners:
        return tuple(np.zeros((0, len(grounds))) for _ in units)
    near = _nearness(np.vstack(parts), owners, grounds)
    return tuple(np.split(near, np.cumsum([len(own) for own in parts])[:-1]))


def _rows(units: Sequence[Unit], first: int) -> NDArray[np.int64]:
    sizes = [3 + len(unit.parts) for unit in units]
    return first + np.concatenate(([0], np.cumsum(sizes)))[: len(units)].astype(np.int64)


def _unit_length(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float64)


def _means(reports: Sequence[Report], sentences: Sequence[Sequence[Span]], all_: Matrix) -> Matrix:
    """Return the mean vector of each report's language, drawn to the story's mean where few."""
    ends = np.cumsum([len(spans) for spans in sentences]).astype(int)
    whole = all_.sum(axis=0) / (len(all_) + SHRINK)
    sums: dict[str | None, Matrix] = {}
    counts: dict[str | None, int] = {}
    for report, spans, end in zip(reports, sentences, ends, strict=True):
        block = all_[end - len(spans) : end].sum(axis=0)
        sums[report.language] = sums.get(report.language, np.zeros_like(whole)) + block
        counts[report.language] = counts.get(report.language, 0) + len(spans)
    return np.array(
        [(sums[r.language] + SHRINK * whole) / (counts[r.language] + SHRINK) for r in reports]
    ).reshape(len(reports), len(whole))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The texts of one report that a content is held against: its sentences and contents."""

    vectors: Matrix
    spans: SpanGroups


def _grounds(
    sentences: Sequence[Sequence[Span]],
    units: Sequence[Unit],
    vectors: Matrix,
    means: Matrix,
    contents: Matrix,
) -> tuple[_Ground, ...]:
    grounds: list[_Ground] = []
    own: list[list[int]] = [[] for _ in sentences]
    for i, unit in enumerate(units):
        own[unit.report].append(i)
    first = 0
    for index, spans in enumerate(sentences):
        block = _unit_length(vectors[first : first + len(spans)] - means[index])
        groups = (*((s,) for s in spans), *(units[i].spans for i in own[index]))
        grounds.append(_Ground(np.vstack([block, contents[own[index]]]), groups))
        first += len(spans)
    return tuple(grounds)


def _nearness(vectors: Matrix, units: Sequence[Unit], grounds: Sequence[_Ground]) -> Matrix:
    """Return (rows, reports); in its own report a unit is not held against words it shares."""
    near = np.zeros((len(vectors), len(grounds)))
    for index, ground in enumerate(grounds):
        likeness = vectors @ ground.vectors.T
        for i, unit in enumerate(units):
            if unit.report == index:
                likeness[i, _sharing(unit.spans, ground.spans)] = np.nan
        near[:, index] = _mean_of_nearest(likeness)
    return near


def _sharing(content: Sequence[Span], groups: SpanGroups) -> list[int]:
    return [
        k for k, group in enumerate(groups) if any(overlap(x, y) for x in content for y in group)
    ]


def _mean_of_nearest(likeness: Matrix) -> Matrix:
    """Return each row's mean over its nearest columns, NaN left out; 0 for none."""
    if not likeness.shape[1]:
        return np.zeros(len(likeness))
    if likeness.shape[1] > NEIGHBOURS:
        likeness = np.where(np.isnan(likeness), -np.inf, likeness)
        likeness = np.partition(likeness, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
    descending = -np.sort(-likeness, axis=1)
    seen = np.isfinite(descending)
    total = np.where(seen, descending, 0.0).sum(axis=1)
    return np.asarray(total / np.maximum(seen.sum(axis=1), 1), dtype=np.float64)
