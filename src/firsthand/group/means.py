"""Where each language lies in the encoder's space, and vectors with that taken away.

A multilingual encoder puts each language in a place of its own; with the language's mean vector
taken away, reports of one event lie close in any language (measured: docs/decisions/002). What all
reports of a collection have in common ("the Olympic Games") says nothing of the event either: it
is learnt as reports come in (docs/decisions/012).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.base import Vectors

# How many reports the mean that ships with the package counts for.
_PRIOR = 10
# The usual cosine of a lead and its translation between near languages.
_NEAR_LANGUAGES = 0.75
_MOST_GAINED = 1.5


def centred(vectors: Vectors, mean: Vectors | None) -> Vectors:
    """Return (n, d) unit vectors with a language's mean taken away, if there is one."""
    moved = vectors if mean is None else vectors - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


class RunningMeans:
    """The mean vector of each language, from what has come in and from what is known before.

    ``known`` are the means that ship with the package, for an unknown language under ""; an empty
    mapping where the encoder has none.
    """

    def __init__(self, known: Mapping[str, Vectors], dimensions: int) -> None:
        self._known = {code: mean.astype(np.float64) for code, mean in known.items()}
        self._nothing = np.zeros(dimensions)
        self._sums: dict[str, tuple[np.ndarray, int]] = {}

    def add(self, vector: Vectors, language: str | None) -> None:
        """Count one more vector (d,) of a language."""
        code = language or ""
        if code not in self._sums:
            self._sums[code] = _PRIOR * self._prior(code), _PRIOR
        total, count = self._sums[code]
        self._sums[code] = total + vector, count + 1

    def without(self, vector: Vectors, language: str | None) -> np.ndarray:
        """Return the unit vector (d,) float64 that is left of ``vector`` without the mean."""
        code = language or ""
        total, count = self._sums.get(code, (self._prior(code), 1))
        moved = vector - total / count
        return np.asarray(moved / max(float(np.sqrt((moved * moved).sum())), 1e-9))

    def _prior(self, code: str) -> np.ndarray:
        return self._known.get(code, self._known.get("", self._nothing))


def language_means(encoder: str) -> Mapping[str, Vectors]:
    """Return the mean vector of each language for an encoder by name; ``{}`` if none are known.

    The mean of all of them stands under "": it will do for other languages.
    """
    return _languages(encoder)[0]


def language_likeness(encoder: str) -> Mapping[str, float]:
    """Return what each language adds to the centred cosine of a sentence and its translation.

    What a language not among them adds stands under "". ``{}`` if the encoder is not known.
    """
    return _languages(encoder)[1]


class Reach:
    """How much more a likeness across two languages is worth than one within.

    Translations into far languages come out less alike: a likeness is held against what is usual
    between two near ones. ``reach`` are the languages' factors; an empty mapping changes nothing.
    """

    def __init__(self, reach: Mapping[str, float]) -> None:
        self._reach = reach
        self._other = reach.get("", 1.0)

    def of(self, language: str | None) -> float:
        """Return a language's factor; 1.0 where nothing is known of any."""
        return self._reach.get(language or "", self._other)

    def factors(self, one: float, others: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) by what to multiply the likeness of ``one`` language with each other."""
        if not self._reach:
            return np.ones(len(others))
        return np.clip(_NEAR_LANGUAGES / (one * others), 1.0, _MOST_GAINED)


def language_reach(encoder: str) -> Mapping[str, float]:
    """Return each language's factor in the usual centred cosine of a lead and its translation.

    That of a language not among them stands under "". ``{}`` if the encoder is not known.
    """
    return _languages(encoder)[2]


@cache
def _languages(
    encoder: str,
) -> tuple[Mapping[str, Vectors], Mapping[str, float], Mapping[str, float]]:
    file = resources.files("firsthand.data") / "language_means.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    if encoder not in record["encoders"]:
        return {}, {}, {}
    means = {
        code: np.frombuffer(base64.b64decode(mean), dtype=record["dtype"]).astype(np.float32)
        for code, mean in record["means"].items()
    }
    means[""] = np.mean(list(means.values()), axis=0)
    likeness = dict(record["likeness"])
    likeness[""] = min(likeness.values())
    reach = dict(record["reach"])
    reach[""] = sum(reach.values()) / len(reach)
    return means, likeness, reach
