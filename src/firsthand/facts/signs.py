"""The sound of a foreign name written in Chinese signs, held against its other spellings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from rapidfuzz.distance import Levenshtein

from firsthand.facts.sounds import skeleton
from firsthand.names import romanise


def by_signs(signs: str, word: str) -> float:
    """Return how far Chinese signs may stand for a word of another script, in 0..1."""
    return max(
        Levenshtein.normalized_similarity(p, q) if p and q else 0.0
        for p in _spoken(signs)
        for q in _heard(word)
    )


@cache
def _rules() -> Mapping[str, Any]:
    file = resources.files("firsthand") / "data" / "names.toml"
    rules: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))["signs"]
    return rules


@lru_cache(maxsize=65536)
def _spoken(signs: str) -> tuple[str, str]:
    """Return the sounds of the signs, with and without an "er" that may stand for no letter."""
    syllables = [_syllable(sign) for sign in signs]
    return _plain("".join(syllables)), _plain("".join(s for s in syllables if s != "l"))


@lru_cache(maxsize=65536)
def _heard(word: str) -> tuple[str, str]:
    """Return the sounds of a word, with and without those that Chinese leaves out."""
    latin = romanise(word).replace(" ", "")
    return _plain(latin), _plain(re.sub(_rules()["left_out"], "", latin))


@cache
def _syllable(sign: str) -> str:
    sound = romanise(sign)
    for pattern, replacement in _rules()["rewrites"]:
        sound = re.sub(pattern, replacement, sound)
    return sound


def _plain(latin: str) -> str:
    sounds = skeleton(latin).translate(str.maketrans(_rules()["one"]))
    return re.sub(r"(.)\1+", r"\1", sounds)
