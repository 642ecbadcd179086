"""Compare the names of people and organisations across spellings and scripts.

A name is romanised with anyascii, folded so that the usual transliterations of one sound become
one letter (``data/names.toml``), and compared word by word with rapidfuzz. Scripts that leave out
vowels (Arabic, Hebrew) are compared by their consonants instead.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import permutations, product
from typing import Any

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

SAME = 0.85
"""The least similarity at which two names are taken for one."""

_ABJAD = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufefc]")
_INVISIBLE = re.compile(r"[\u0640\u064b-\u065f\u0591-\u05c7\u0300-\u036f\u200b-\u200f\u2060]")
_VAV = re.compile(r"\u05d5")
_SYLLABIC = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ALEF_LAM = re.compile(r"\b\u0627\u0644")
_WORD = re.compile(r"[a-z0-9']+")
_VOWELS = re.compile(r"[aiu]")
_CAPITALS = re.compile(r"^(?:[A-Z]\.?){2,}$")
_LATIN = re.compile(r"[A-Za-z]")
_MOST_WORDS = 6
_WEAK = 0.75
_LEANING = 0.88

Word = tuple[str, str]
"""A romanised word and the kind of script it came from: latin, abjad, syllabic or other."""


def romanise(name: str) -> str:
    """Return ``name`` in lower-case Latin letters, words apart by single spaces.

    Marks, points and vowel signs are dropped; dots inside an abbreviation close up ("U.S." gives
    "us"). A name without letters or digits gives ``""``.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name))
    plain = plain.replace("’", "'").replace("´", "'").replace("`", "'")
    spaced = "".join(c if _in_word(c) else " " for c in plain)
    latin = anyascii(_VAV.sub("w", spaced.replace("\u05d5\u05d5", "\u05d1")))
    latin = re.sub(r"(?<=\b\w)\.(?=\w\b)|\.(?=\s|$)", "", latin)
    words = (w.replace("'", "") for w in _WORD.findall(latin.casefold()))
    return " ".join(w for w in words if w)


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "'." or unicodedata.category(char)[0] == "M"


def consonants(name: str) -> str:
    """Return the consonant classes of ``name``, words apart by spaces.

    "Clinton" and the Arabic and Hebrew spellings of it give the same letters. Empty words are
    left out, so a name of vowels gives ``""``.
    """
    words = romanise(_without_article(name)).split()
    return " ".join(filter(None, (_skeletons(w)[0] for w in words)))


def name_similarity(a: str, b: str) -> float:
    """Return how far two names may be one, in 0..1; 0.0 where either has no letters.

    All words of the shorter name must find their partner in the longer one; a single word must be
    a surname there (not the first word), an initial matches its word, and an acronym its words.
    """
    left, right = sorted((_words(a), _words(b)), key=lambda words: (len(words), words))
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    acronym = max(_acronym(a, b, 3), _acronym(b, a, 3))
    if len(right) > _MOST_WORDS:
        return max(acronym, _long_similarity(left, right))
    if _begin_apart(left, right):
        return acronym
    return max(acronym, _align(left, right))


def same_name(a: str, b: str) -> bool:
    """Tell whether two names are one person's or body's, by precision first.

    A shared first name or a shared family name with another first name is not enough. Whether the
    kinds (person, country, ...) agree is for the caller to see.
    """
    return name_similarity(a, b) >= SAME


def share_word(a: str, b: str) -> bool:
    """Tell whether some word of one name is spelt nearly like some word of the other."""
    return any(
        _word_similarity(x, y) >= _WEAK
        for x in _words(a)
        for y in _words(b)
        if not (_is_initial(x[0]) or _is_initial(y[0]))
    )


def same_script(a: str, b: str) -> bool:
    """Tell whether two names are spelt in the same kind of script, so that letters compare."""
    return _script(a) == _script(b)


def is_acronym(short: str, full: str, least: int = 2) -> bool:
    """Tell whether ``short`` (capitals) is made of the first letters of the words of ``full``."""
    return _acronym(short, full, least) > 0


# --- words


@cache
def _rules() -> Mapping[str, Any]:
    file = resources.files("firsthand") / "data" / "names.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _without_article(name: str) -> str:
    return _ALEF_LAM.sub("", name) if _ABJAD.search(name) else name


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[Word, ...]:
    """Return the romanised words that tell names apart, each with its kind of script."""
    words = romanise(_without_article(name)).split()
    kept = [w for w in words if w not in _particles()] or words
    return tuple((w, _script(name)) for w in kept)


def _script(name: str) -> str:
    if _ABJAD.search(name):
        return "abjad"
    if _SYLLABIC.search(name):
        return "syllabic"
    return "latin" if _LATIN.search(name) else "other"


@cache
def _particles() -> frozenset[str]:
    return frozenset(_rules()["particles"])


def _acronym(short: str, full: str, least: int) -> float:
    stripped = short.strip()
    if not _CAPITALS.match(stripped):
        return 0.0
    letters = romanise(stripped).replace(" ", "")
    if len(letters) < least:
        return 0.0
    words = romanise(full).split()
    content = [w for w in words if w not in _particles()]
    if len(words) < 2:
        return 0.0
    initials = {"".join(w[0] for w in words), "".join(w[0] for w in content)}
    return 0.9 if letters in initials else 0.0


# --- alignment of words


def _align(short: tuple[Word, ...], full: tuple[Word, ...]) -> float:
    """Return the least similarity among the best partners; one word has one partner."""
    if len(short) == 1:
        if any(_is_initial(w) for w, _ in (*short, full[0])):
            return 0.0
        if len(full) == 1:
            return _word_similarity(short[0], full[0])
        surnames = [word for word in full[1:] if not _is_initial(word[0])]
        return 0.95 * max((_word_similarity(short[0], word) for word in surnames), default=0.0)
    grid = [[_word_similarity(x, y) for y in full] for x in short]
    telling = [not _is_initial(word) for word, _ in short]
    best = 0.0
    for places in permutations(range(len(full)), len(short)):
        scores = [grid[i][j] for i, j in enumerate(places)]
        if any(t and not _is_initial(full[j][0]) for t, j in zip(telling, places, strict=True)):
            best = max(best, _together(scores, [len(word) for word, _ in short]))
    return best


def _together(scores: Sequence[float], lengths: Sequence[int]) -> float:
    """Return the least score; one weaker word may lean on the others."""
    least = min(scores)
    mean = sum(s * n for s, n in zip(scores, lengths, strict=True)) / sum(lengths)
    return max(least, SAME) if least >= _WEAK and mean >= _LEANING else least


def _long_similarity(short: tuple[Word, ...], full: tuple[Word, ...]) -> float:
    """Return the share of words, by length, that find a partner in the other long name."""
    hits = sum(len(x[0]) for x in short if any(_word_similarity(x, y) >= SAME for y in full))
    return hits / max(sum(len(w) for w, _ in short), sum(len(w) for w, _ in full))


@lru_cache(maxsize=262144)
def _word_similarity(a: Word, b: Word) -> float:
    (x, script_x), (y, script_y) = a, b
    if x == y or _is_initial(x) or _is_initial(y):
        return 1.0 if x == y else 0.9 if _initial(x) & _initial(y) else 0.0
    if "abjad" in (script_x, script_y):
        return _by_consonants(x, y, loose=True)
    if script_x == script_y == "latin" and _differs_in_gender(x, y):
        return 0.0
    folded = max(_folded_similarity(m, n) for m in _folds(x) for n in _folds(y))
    return folded if script_x == script_y else max(folded, _across_scripts(a, b))


def _across_scripts(a: Word, b: Word) -> float:
    """Return the similarity where one word may bear a case ending or other vowels."""
    (x, script_x), (y, script_y) = a, b
    best = 0.0
    if "syllabic" in (script_x, script_y):
        best = _by_consonants(x, y, loose=False)
    for m, n in product(_folds(x), _folds(y)):
        short, full = sorted((m, n), key=len)
        if len(short) > 3 and full[:-1] == short and full[-1] in "aiu":
            best = max(best, 0.93)
        elif _VOWELS.sub("", m) == _VOWELS.sub("", n) and len(_VOWELS.sub("", m)) > 2:
            best = max(best, 0.9)
        elif len(m) == len(n) == 3 and m[::2] == n[::2]:
            best = max(best, _WEAK)
    return best


def _is_initial(word: str) -> bool:
    return len(word) == 1 or len(_folds(word)[0]) == 1


def _folded_similarity(x: str, y: str) -> float:
    """Return the similarity of folded words; a short word has no letter to spare."""
    if x == y:
        return 0.98
    length = max(len(x), len(y))
    if min(len(x), len(y)) < 4 or x[0] != y[0]:
        return 0.0
    return 1.0 - Levenshtein.distance(x, y) / length


def _differs_in_gender(x: str, y: str) -> bool:
    """Tell whether only an ending sets the words apart (Martin, Martina; Simone; -ski, -ska)."""
    short, full = sorted((x, y), key=len)
    if full == short + "e":
        return True
    if x.endswith("a") == y.endswith("a"):
        return False
    return full[:-1] == short or full[:-1] == short[:-1] or full[:-2] == short[:-1]


@lru_cache(maxsize=65536)
def _initial(word: str) -> frozenset[str]:
    return frozenset({word[0]} | {f[0] for f in _folds(word) if f})


def _begin_apart(short: tuple[Word, ...], full: tuple[Word, ...]) -> bool:
    """Tell whether some word of ``short`` begins like none of ``full``: then it has no partner.

    Only Latin words must begin alike; this spares most pairs of names the comparison proper.
    """
    one, other = _beginnings(short), _beginnings(full)
    if not one or not other:
        return False
    letters = other[-1]
    return any(not word & letters for word in one[:-1])


@lru_cache(maxsize=65536)
def _beginnings(words: tuple[Word, ...]) -> tuple[frozenset[str], ...]:
    """Return how each word may begin, and all of them together; nothing for other scripts."""
    if any(script != "latin" for _, script in words):
        return ()
    each = [_initial(word) for word, _ in words]
    return (*each, frozenset().union(*each))


@lru_cache(maxsize=65536)
def _folds(word: str) -> tuple[str, ...]:
    """Return the spellings of ``word`` after folding, the English reading first."""
    rules = _rules()["folds"]
    found: list[str] = []
    for reading in ("soft", "hard"):
        folded = word
        for pattern, replacement in (*rules["always"], *rules[reading], *rules["finally"]):
            folded = re.sub(pattern, replacement, folded)
        if folded not in found:
            found.append(folded)
    return tuple(found)


# --- consonants


@lru_cache(maxsize=65536)
def _skeletons(word: str) -> tuple[str, ...]:
    """Return the consonant classes of a word, w first as a vowel, then as a consonant."""
    for pattern, replacement in _rules()["skeleton"]["rewrites"]:
        word = re.sub(pattern, replacement, word)
    found: list[str] = []
    for reading in (word, word.replace("w", "v")):
        letters = "".join(_classes().get(c, "") for c in reading)
        found.append(re.sub(r"(.)\1+", r"\1", letters))
    return tuple(dict.fromkeys(found))


@cache
def _classes() -> Mapping[str, str]:
    return {c: name for name, members in _rules()["skeleton"]["classes"].items() for c in members}


def _by_consonants(x: str, y: str, loose: bool) -> float:
    """Return the similarity of two words by consonants alone.

    ``loose`` allows a letter of difference in longer words; else l and r fall together, since
    Chinese, Japanese and Korean confuse them, and all must agree.
    """
    best = 0.0
    for p, q in product(_skeletons(x), _skeletons(y)):
        best = max(best, _skeleton_similarity(p, q, loose))
    return best


def _skeleton_similarity(p: str, q: str, loose: bool) -> float:
    if not loose:
        p, q = p.replace("r", "l"), q.replace("r", "l")
    if p == q:
        return 0.95 if len(p) > 1 else 0.8 * len(p)
    if not loose or min(len(p), len(q)) < 3:
        return 0.0
    return 1.0 - Levenshtein.distance(p, q) / max(len(p), len(q))
