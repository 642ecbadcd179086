"""Reports of two languages whose sentences follow each other in the same order.

Two newsrooms on one event share facts and quotations, but not the sequence of the narrator's
sentences. The best local alignment of the two sequences (Smith and Waterman 1981, over centred
cosines, held against what is usual between the two languages) also finds a part of one report in a
part of the other: a cut, or one half of a splice. A logistic regression says whether it is a
translation: how much is aligned, and how much nearer it is than other sentences of the two are.
Measured: docs/decisions/009.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from firsthand.engines.base import Encoder, Vectors
from firsthand.group import centred, language_likeness, language_means
from firsthand.records import Evidence, Report, Span
from firsthand.spans import overlap
from firsthand.trace.links import Link

LEAST = 1.5
"""The least log odds of a translation: of a hundred pairs of reports of one event by two newsrooms
fewer than one has more."""
_NEAR = 0.5
_GAP = 0.1
_USUAL = 0.3
_SHORTEST = 20
_QUOTED = 0.8
_FEWEST = 2
_OF_MEDIAN = 0.65
# Of the shorter report: what less of it is in both may be two newsrooms at one briefing.
_LEAST_SHARE = 0.3
# Weights of the regression, on whole and cut translations, rewrites, splices, and reports of one
# event by two newsrooms, in 21 languages.
_ALIGNED = 3.6
_MUTUAL = 2.0
_MARGIN = -12.8
_MARGINS = 26.2
_SIZE = -1.8
_BIAS = -6.9

Path = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Sentences:
    spans: tuple[Span, ...]
    vectors: Vectors
    likeness: float
    all: int


def translations(reports: Sequence[Report], encoder: Encoder) -> list[Link]:
    """Return the pairs of two languages of which one is a translation, whole or in part."""
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
    spans = {r.id: _narration(r) for r in reports}
    vectors = encoder.pooled([r.text[s:e] for r in reports for s, e in spans[r.id]])
    means, likeness = language_means(encoder.name), language_likeness(encoder.name)
    found: dict[str, _Sentences] = {}
    position = 0
    for report in reports:
        own = vectors[position : position + len(spans[report.id])]
        position += len(own)
        found[report.id] = _Sentences(
            spans[report.id],
            centred(own, means.get(report.language or "", means.get(""))),
            likeness.get(report.language or "", likeness.get("", _USUAL)),
            len(_long(report)),
        )
    return found


def _narration(report: Report) -> tuple[Span, ...]:
    """Return the sentences that are not mostly quoted: two newsrooms may quote one speech."""
    quoted = [piece for quote in report.quotes for piece in quote.pieces]
    return tuple(
        (start, end)
        for start, end in _long(report)
        if sum(overlap((start, end), piece) for piece in quoted) < _QUOTED * (end - start)
    )


def _long(report: Report) -> tuple[Span, ...]:
    found = (sentence for passage in report.passages for sentence in passage.sentences)
    return tuple((start, end) for start, end in found if end - start >= _SHORTEST)


def _link(one: Report, other: Report, a: _Sentences, b: _Sentences) -> Link | None:
    if min(len(a.spans), len(b.spans)) < _FEWEST:
        return None
    # 1.0 is what a translation between the two languages has: far ones are less alike.
    similar = np.round(a.vectors @ b.vectors.T / (a.likeness + b.likeness), 4)
    if int(np.sum(similar.max(axis=1) >= _NEAR)) < _FEWEST:
        return None
    total, path = _aligned(similar)
    if len(path) < max(_FEWEST, _LEAST_SHARE * min(a.all, b.all)):
        return None
    odds = _odds(similar, total, path)
    if odds < LEAST:
        return None
    rows = tuple(
        (Evidence(one.id, a.spans[i]), Evidence(other.id, b.spans[j]))
        for i, j in _sure(similar, path)
    )
    return Link(
        one.id,
        other.id,
        len(path) / len(a.spans),
        len(path) / len(b.spans),
        rows,
        "sentences in order",
        round(min(0.99, 1 / (1 + math.exp(-odds))), 3),
        translated=True,
    )


def _sure(similar: Vectors, path: Path) -> Path:
    """Return the pairs that a reader would take for translations: an alignment has weak ends."""
    best, back = similar.argmax(axis=1), similar.argmax(axis=0)
    least = max(_NEAR, _OF_MEDIAN * float(np.median([similar[i, j] for i, j in path])))
    mutual = [(i, j) for i, j in path if best[i] == j and back[j] == i]
    return [(i, j) for i, j in mutual if similar[i, j] >= least] or path


def _odds(similar: Vectors, total: float, path: Path) -> float:
    """Return the log odds that an alignment is of a translation."""
    margin = float(np.mean(list(_margins(similar, path))))
    best, back = similar.argmax(axis=1), similar.argmax(axis=0)
    mutual = sum(best[i] == j and back[j] == i for i, j in path) / len(path)
    odds = (
        _ALIGNED * math.sqrt(total)
        + _MUTUAL * mutual
        + (_MARGIN + _MARGINS * math.log1p(len(path))) * margin
        + _SIZE * math.log(min(similar.shape))
        + _BIAS
    )
    return round(float(odds), 4)


def _margins(similar: Vectors, path: Path) -> Iterator[float]:
    """Yield for each aligned pair how much nearer it is than the next best of both sentences."""
    rows, columns = np.sort(similar, axis=1)[:, ::-1], np.sort(similar, axis=0)[::-1]
    for i, j in path:
        value = similar[i, j]
        a = rows[i, 1] if value >= rows[i, 0] and len(rows[i]) > 1 else rows[i, 0]
        b = columns[1, j] if value >= columns[0, j] and len(columns) > 1 else columns[0, j]
        yield float(value - (a + b) / 2)


def _aligned(similar: Vectors) -> tuple[float, Path]:
    """Return the best local alignment: its total, and its pairs in order; none gives (0, [])."""
    gains = (similar - _NEAR).tolist()
    width = similar.shape[1] + 1
    before = [0.0] * width
    steps: list[list[int]] = []
    best, end = 0.0, (0, 0)
    for i, row in enumerate(gains, 1):
        here = [0.0] * width
        step = [0] * width
        for j, gain in enumerate(row, 1):
            value, kind = 0.0, 0
            if before[j - 1] + gain > value:
                value, kind = before[j - 1] + gain, 1
            if before[j] - _GAP > value:
                value, kind = before[j] - _GAP, 2
            if here[j - 1] - _GAP > value:
                value, kind = here[j - 1] - _GAP, 3
            here[j], step[j] = value, kind
            if value > best:
                best, end = value, (i, j)
        steps.append(step)
        before = here
    return best, _path(steps, end)


def _path(steps: Sequence[Sequence[int]], end: tuple[int, int]) -> Path:
    i, j = end
    path: Path = []
    while i and j and steps[i - 1][j]:
        kind = steps[i - 1][j]
        if kind == 1:
            path.append((i - 1, j - 1))
        i -= kind in {1, 2}
        j -= kind in {1, 3}
    return path[::-1]
