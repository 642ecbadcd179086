"""Clauses that one telling has and the other lacks, by leaving them out and looking again.

A clause is extra where its telling becomes more like the other without it: likeness is the
encoder's cosine, and the gain must be larger than nearly all gains between unchanged professional
translations (benchmarks/alignment.py measures both rates).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.compare.sides import Pair, Side
from firsthand.engines.base import Encoder
from firsthand.languages import table
from firsthand.records import Divergence, DivergenceKind, Span
from firsthand.spans import contains, overlap, trim

GAIN = 0.015
"""The least gain in likeness that a clause left out must bring."""
OWN = 0.86
"""The most likeness that the clause itself may have with the other telling."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_STOP = re.compile(r"[,;:،、，；：—–]\s*$")
_MARKS = ' ,;:،—–\t\n\u00a0"“”„«»'
_OPENERS = ("prepositions", "clause_words", "coordinators")
_LEAST_CHARS = 12
_LEAST_WORDS = 3
_LEAST_REST = 20
_JOINED = 3
_MOST = 24
_NEARLY = 0.75

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A clause that may be left out: its place, its words and the words that remain."""

    span: Span
    words: str
    rest: str


def clause_divergences(pairs: Sequence[Pair], encoder: Encoder) -> list[list[Divergence]]:
    """Return the clauses dropped and added, a list for each pair; one call of the encoder."""
    work = [
        (pair, has, lacks, kind, _cuts(has))
        for pair in pairs
        for has, lacks, kind in _directions(pair)
    ]
    texts = [t for _, has, lacks, _, cuts in work for t in _texts(has, lacks, cuts)]
    unique = list(dict.fromkeys(texts))
    place = {text: i for i, text in enumerate(unique)}
    vectors = encoder.pooled(unique).astype(np.float64)
    found: list[list[Divergence]] = []
    for number, (pair, has, lacks, kind, cuts) in enumerate(work):
        if number % 2 == 0:
            found.append([])
        rows = vectors[[place[t] for t in _texts(has, lacks, cuts)]]
        extra = _extra(cuts, rows)
        if extra is not None:
            cut, gain = extra
            spans = [has.evidence(cut.span), lacks.whole()]
            found[-1].append(
                pair.divergence(kind, "wording", spans, "clause left out", _chance(gain))
            )
    return found


def _directions(pair: Pair) -> tuple[tuple[Side, Side, DivergenceKind], ...]:
    return (pair.fullest, pair.other, "dropped"), (pair.other, pair.fullest, "added")


def _texts(has: Side, lacks: Side, cuts: Sequence[_Cut]) -> list[str]:
    if _alike(has.text, lacks.text):
        return []
    return [has.text, lacks.text, *(c.rest for c in cuts), *(c.words for c in cuts)]


def _alike(a: str, b: str) -> bool:
    return [w.casefold() for w in _WORD.findall(a)] == [w.casefold() for w in _WORD.findall(b)]


def _chance(gain: float) -> float:
    return min(0.95, 0.6 + 8 * gain)


def _extra(cuts: Sequence[_Cut], rows: Reals) -> tuple[_Cut, float] | None:
    """Return the clause whose loss gains most and its gain, None where none is clear."""
    n = len(cuts)
    if not n or not len(rows):
        return None
    gains = np.round(rows[2 : 2 + n] @ rows[1] - rows[0] @ rows[1], 4)
    own = rows[2 + n :] @ rows[1]
    for k in sorted(range(n), key=lambda k: (-gains[k], k)):
        if gains[k] >= GAIN and own[k] <= OWN:
            wide = _widest(k, cuts, gains, own)
            return cuts[wide], float(gains[wide])
    return None


def _widest(k: int, cuts: Sequence[_Cut], gains: Reals, own: Reals) -> int:
    """Return the longest clause around clause ``k`` that gains nearly as much."""
    around = [
        m
        for m, cut in enumerate(cuts)
        if contains(cut.span, cuts[k].span) and gains[m] >= _NEARLY * gains[k] and own[m] <= OWN
    ]
    return max(around, key=lambda m: (len(cuts[m].words), -m))


# --- where a telling can be cut


def _cuts(side: Side) -> list[_Cut]:
    """Return the stretches of one to three clauses that can be left out, in order."""
    found: list[_Cut] = []
    text = side.report.text
    for span in side.spans:
        borders = _borders(text, span, side.report.language)
        for i in range(len(borders) - 1):
            for j in range(i + 1, min(i + 1 + _JOINED, len(borders))):
                cut = _cut(side, (borders[i], borders[j]))
                if cut is not None:
                    found.append(cut)
    return found[:_MOST]


def _cut(side: Side, span: Span) -> _Cut | None:
    text = side.report.text
    inner = trim(text, span, _MARKS)
    words = text[slice(*inner)]
    pieces = [piece for s, e in side.spans for piece in _outside(text, (s, e), span)]
    rest = " ".join(piece for piece in pieces if piece)
    share = len(words) / max(1, len(side.text))
    long_enough = len(words) >= _LEAST_CHARS and len(_WORD.findall(words)) >= _LEAST_WORDS
    if not long_enough or not 0.08 <= share <= 0.6 or len(rest) < _LEAST_REST:
        return None
    return _Cut(inner, words, rest)


def _outside(text: str, whole: Span, left_out: Span) -> tuple[str, ...]:
    if not overlap(whole, left_out):
        return (text[slice(*whole)].strip(),)
    before, after = text[whole[0] : left_out[0]], text[left_out[1] : whole[1]]
    return before.rstrip(_MARKS).lstrip(), after.strip()


def _borders(text: str, span: Span, language: str | None) -> list[int]:
    """Return where clauses begin: after a comma, and at words that open one; and both ends."""
    known = table(language, "attribution")
    openers = frozenset(word for key in _OPENERS for word in known.get(key, ()))
    words = list(_WORD.finditer(text, *span))
    borders = [span[0]]
    for before, word in pairwise(words):
        opens = word.group().casefold() in openers and before.group().casefold() not in openers
        if opens or _STOP.search(text[before.end() : word.start()]):
            borders.append(word.start())
    return [*borders, span[1]]
