"""Verbs of saying in a language that has no table: words beside speech that mean what cues mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand import languages
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.segments import segments
from firsthand.engines.base import Encoder
from firsthand.records import Report

_TEACHERS = ("en", "nl", "de", "fr", "es", "it", "pt", "pl", "ru", "uk", "tr")
_WORDS_EACH = 8
_OTHERS_EACH = 30
_OTHER_WORDS = ("adverbs", "prepositions", "time_words", "common_verbs", "coordinators")
_NEAR = 4
_NEAREST = 5
# Learned words of six languages were held out in turn: about half of the verbs of saying pass, and
# five of a hundred other words.
_MARGIN = 0.005


def words_of_saying(report: Report, encoder: Encoder) -> frozenset[str]:
    """Return the lower-case words right beside quotations that mean "say" by their vectors.

    A word passes that is nearer to the known cues of other languages than to their other words,
    by the mean cosine of the five nearest of each. No quotations give no words.
    """
    beside = sorted(_beside_speech(report))
    if not beside:
        return frozenset()
    vectors = encoder.pooled(beside).astype(np.float64)
    margin = _nearness(vectors, _cues(), encoder) - _nearness(vectors, _others(), encoder)
    return frozenset(w for w, m in zip(beside, margin, strict=True) if m >= _MARGIN)


def _beside_speech(report: Report) -> set[str]:
    found: set[str] = set()
    for segment in segments(report, Lexicon({}, frozenset(), (), (), False, {})):
        for k, token in enumerate(segment.tokens):
            if token.quote is not None:
                near = segment.tokens[max(0, k - _NEAR) : k + _NEAR + 1]
                found.update(t.lower for t in near if t.kind == "word" and not t.capital)
    return {w for w in found if len(w) > 1 and not any(c.isdigit() for c in w)}


def _nearness(
    vectors: NDArray[np.float64], words: Sequence[str], encoder: Encoder
) -> NDArray[np.float64]:
    cosines = vectors @ encoder.pooled(words).astype(np.float64).T
    nearest: NDArray[np.float64] = np.sort(cosines, axis=1)[:, -_NEAREST:].mean(axis=1)
    return nearest


@cache
def _cues() -> tuple[str, ...]:
    """Return the first plain verbs of saying of each language that has a table."""
    found: list[str] = []
    for code in _TEACHERS:
        blocks = languages.table(code, "attribution")["verbs"]
        said = [b for b in blocks if b["force"] == "state" and "clause" in b["frames"]]
        forms = (f for b in said for f in b.get("forms", "").split())
        found.extend([f for f in forms if f.isalpha()][:_WORDS_EACH])
    return tuple(dict.fromkeys(found))


@cache
def _others() -> tuple[str, ...]:
    """Return words that stand beside speech, too, and mean something else."""
    found: list[str] = []
    for code in _TEACHERS:
        table = languages.table(code, "attribution")
        words = [w for group in _OTHER_WORDS for w in table.get(group, ()) if " " not in w]
        found.extend(words[:: max(1, len(words) // _OTHERS_EACH)])
    return tuple(dict.fromkeys(found))
