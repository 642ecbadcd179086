"""Whether two words may be one name, by their letters or by their sound.

Words of two scripts with capitals are compared romanised, words of a script without (Arabic,
Hebrew, Chinese) by their consonants.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from firsthand.names import SAME, consonants, name_similarity, romanise, share_word

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word, parts with hyphens and apostrophes included."""
POSSESSIVE = re.compile(r"[’'].*$")
"""An apostrophe and what stands behind it."""
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CYRILLIC_OR_GREEK = re.compile(r"[\u0370-\u052f]")
_LEAST = 3
_LEAST_SOUNDS = 3
_HEARD = 0.75
_NEARLY = 0.5
_MISSPELT = 0.6
_BEGINNING = 0.6
_ONE_SPELLING = str.maketrans("wcyz", "vkis")


class Sounds:
    """The words of a text, to be searched by spelling and by sound."""

    def __init__(self, words: str) -> None:
        found = [POSSESSIVE.sub("", w) for w in WORD.findall(words)]
        self._cased = tuple(dict.fromkeys(w for w in found if w[:1].isupper()))
        self._lower = frozenset(w.casefold() for w in found)
        uncased = tuple(dict.fromkeys(w for w in found if w[:1].lower() == w[:1].upper()))
        self._spoken = tuple(w for w in uncased if w and not _HAN.match(w))
        self._runs = tuple(skeleton(w) for w in uncased if _HAN.match(w))

    def has(self, name: str) -> bool:
        """Tell whether some word may be ``name``."""
        if name.casefold() in self._lower or any(alike(name, w) for w in self._cased):
            return True
        if any(name_similarity(name, w) >= _HEARD for w in self._spoken):
            return True
        sound = skeleton(name)
        return any(sound in run for run in self._runs)

    def spells(self, name: str) -> bool:
        """Tell whether some word surely is ``name``."""
        if any(share_word(name, w) for w in self._cased):
            return True
        if any(name_similarity(name, w) >= SAME for w in self._spoken):
            return True
        sound = skeleton(name)
        return len(sound) >= _LEAST_SOUNDS and any(sound in run for run in self._runs)


@lru_cache(maxsize=256)
def sounds_of(text: str) -> Sounds:
    """Return the words of a text, kept for the next question."""
    return Sounds(text)


@lru_cache(maxsize=262144)
def alike(a: str, b: str) -> bool:
    """Tell whether two words with capitals may be one name, in a case or in another script."""
    if share_word(a, b):
        return True
    x, y = spelling(a), spelling(b)
    same = next((i for i, (c, d) in enumerate(zip(x, y, strict=False)) if c != d), None)
    same = min(len(x), len(y)) if same is None else same
    if same >= _LEAST and same >= _BEGINNING * min(len(x), len(y)):
        return True
    return _scripts_differ(a, b) and _likeness(a, b) >= _HEARD


def apart(a: str, b: str) -> bool:
    """Tell whether two words are clearly two names: between scripts, by several consonants."""
    if alike(a, b):
        return False
    if not _scripts_differ(a, b):
        return Levenshtein.normalized_similarity(spelling(a), spelling(b)) < _MISSPELT
    p, q = sorted((skeleton(a), skeleton(b)), key=len)
    return "-" not in a + b and len(p) >= 2 and not q.startswith(p) and _likeness(a, b) < _NEARLY


def _scripts_differ(a: str, b: str) -> bool:
    return bool(_CYRILLIC_OR_GREEK.search(a)) != bool(_CYRILLIC_OR_GREEK.search(b))


def _likeness(a: str, b: str) -> float:
    p, q = skeleton(a), skeleton(b)
    return Levenshtein.normalized_similarity(p, q) if min(len(p), len(q)) >= 2 else 0.0


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """Return the romanised letters of a word, those that are often exchanged made one."""
    return romanise(word).replace(" ", "").translate(_ONE_SPELLING)


def hears(word: str, first: str) -> bool:
    """Tell whether a word without capitals sounds like a name of two consonants or more."""
    return len(skeleton(first)) >= 2 and name_similarity(first, word) >= SAME


def resembles(surname: str, word: str) -> bool:
    """Tell whether a word without capitals may be the other word, vowels left out of account."""
    p, q = sorted((skeleton(surname), skeleton(word)), key=len)
    if len(p) < 2:
        return True
    return p in q or Levenshtein.normalized_similarity(p, q) >= _NEARLY


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the classes of a word's consonants, l and r made one; a word of vowels gives ""."""
    return consonants(word).replace(" ", "").replace("r", "l")
