"""Names in each other's stead, by the sound of names and by which words stand for which.

Names left over on both sides (``compare.name_pairs``) that stand for each other are told if a
logistic regression says so. What is translated (Christmas, a league, a noun at the beginning of a
sentence) is left over just as well, but its words are more like each other than two names are, or
have no capital elsewhere; and a name that is spelt elsewhere in the other report is one. Trained on
names exchanged in professional translations (docs/decisions/008).
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from firsthand.compare.covered import CoveredPair
from firsthand.compare.name_pairs import HEARD, NamePairs, NameSide, pair_names
from firsthand.facts.extract import Extract
from firsthand.facts.name_words import closeness, has_case, is_translated, name_words
from firsthand.facts.people import ChangedName, inner_capitals
from firsthand.facts.place_tables import place_words
from firsthand.facts.sounds import skeleton

LEAST = 1.8
"""The least log odds at which a name is said to stand in another one's stead."""
_WEIGHTS = {
    "likeness": -17.0,
    "likeness, both with capitals": -4.6,
    "stands": 1.65,
    "stands, others aside": 5.1,
    "stands at least": 2.6,
    "behind": 2.1,
    "first name": 2.1,
    "elsewhere": 1.9,
    "both elsewhere": -1.25,
    "sounds across scripts": -6.1,
    "rare": -0.19,
    "lower elsewhere": -2.0,
    "translated": -2.3,
    "hyphen": -2.5,
    "both open": -3.2,
    "nouns have capitals": -0.71,
    "no capitals": -2.5,
    "letters": 0.21,
    "capital inside": 0.37,
}
_BIAS = 4.2
_LONG = 8
_SPELT = 0.9
_LEAST_SOUNDS = 2
_SOME = 0.3
_UNKNOWN = 0.5


def renamed(covered: CoveredPair) -> tuple[ChangedName, ...]:
    """Return the names that the tellings have in each other's stead, in the fullest one's order."""
    pairs = pair_names(covered)
    if pairs is None:
        return ()
    found = [(odds(features(pairs, i, j)), i, j) for i, j in pairs.left_over()]
    found = [(round(o, 4), i, j) for o, i, j in found if round(o, 4) >= LEAST]
    found.sort(key=lambda one: (-one[0], one[1:]))
    told: dict[int, ChangedName] = {}
    taken: set[int] = set()
    for chance, i, j in found:
        if i not in told and j not in taken:
            taken.add(j)
            a, b = pairs.one.names[i], pairs.other.names[j]
            told[i] = ChangedName(a, b, "words and sounds", 1 / (1 + math.exp(-chance)))
    return tuple(told[i] for i in sorted(told))


def odds(given: dict[str, float]) -> float:
    """Return the log odds that the names differ."""
    return sum(weight * given[name] for name, weight in _WEIGHTS.items()) + _BIAS


def features(pairs: NamePairs, i: int, j: int) -> dict[str, float]:
    """Return what tells of two names that one stands in the other's stead."""
    one, other = pairs.one, pairs.other
    a, b = one.names[i].text, other.names[j].text
    block = pairs.likeness[np.ix_(one.tokens[i], other.tokens[j])]
    likeness = float(block.max(axis=0).mean() + block.max(axis=1).mean()) / 2
    stand, free = float(pairs.shares[:, i, j].mean()), float(pairs.free[:, i, j].mean())
    cased = has_case(a) and has_case(b)
    latin = cased and _is_latin(a) == _is_latin(b)
    sounds = max(0.0, float(pairs.close[i, j]) - _SOME)
    own = [_own(one, i), _own(other, j)]
    elsewhere = _is_elsewhere(b, one.extract), _is_elsewhere(a, other.extract)
    both_open = float(all(word.pop("opens") for word in own))
    summed = {name: own[0][name] + own[1][name] for name in own[0]}
    return summed | {
        "likeness": likeness,
        "likeness, both with capitals": likeness if cased else 0.0,
        "stands": stand,
        "stands, others aside": free,
        "stands at least": float(pairs.free[:, i, j].min()),
        "behind": _behind(pairs, i, j),
        "first name": float(_same_before(pairs, i, j)),
        "elsewhere": float(any(elsewhere)),
        "both elsewhere": float(all(elsewhere)),
        "both open": both_open,
        "capital inside": max(own[0]["capital inside"], own[1]["capital inside"]),
        "sounds across scripts": 0.0 if latin else sounds * free,
    }


def _own(side: NameSide, number: int) -> dict[str, float]:
    """Return what tells of one word that it is a name, or none."""
    name, extract = side.names[number], side.extract
    text, tokens = name.text, list(side.tokens[number])
    cased, signs = has_case(text), text[0] >= "\u3040"
    nouns = cased and place_words(extract.language).nouns_capital
    lower = text.casefold() in extract.lower
    opens = name.opens and text not in inner_capitals(extract.text)
    return {
        "rare": float(side.coverage.weights[tokens].mean()),
        "lower elsewhere": float(lower),
        "translated": float(is_translated(text, extract.language)),
        "hyphen": float("-" in text),
        "opens": float(opens),
        "nouns have capitals": float(nouns),
        "no capitals": float(not cased and not signs),
        "letters": 0.0 if signs else float(min(_LONG, len(text))),
        "capital inside": float(cased and not (nouns or lower or opens)),
    }


def _behind(pairs: NamePairs, i: int, j: int) -> float:
    """Return the likeness of the tokens behind two names; a half where one ends its telling."""
    a, b = pairs.one.tokens[i][-1] + 1, pairs.other.tokens[j][-1] + 1
    inside = a < pairs.likeness.shape[0] and b < pairs.likeness.shape[1]
    return float(pairs.likeness[a, b]) if inside else _UNKNOWN


def _same_before(pairs: NamePairs, i: int, j: int) -> bool:
    """Tell whether right before both names stands what may be one name."""
    beside = [
        number and 0 < side.names[number].span[0] - side.names[number - 1].span[1] <= 2
        for side, number in ((pairs.one, i), (pairs.other, j))
    ]
    return all(beside) and bool(pairs.close[i - 1, j - 1] >= HEARD)


def _is_elsewhere(name: str, extract: Extract) -> bool:
    """Tell whether a name is spelt anywhere in a report."""
    words = _all_names(extract.text, extract.language)
    if has_case(name):
        return any(closeness(name, word) >= _SPELT for word in words)
    return any(
        closeness(name, word) >= _SPELT and len(skeleton(word)) >= _LEAST_SOUNDS
        for word in words
        if has_case(word)
    )


@lru_cache(maxsize=64)
def _all_names(text: str, language: str | None) -> tuple[str, ...]:
    found = name_words(Extract(text, ((0, len(text)),), language))
    return tuple(dict.fromkeys(name.text for name in found))


def _is_latin(word: str) -> bool:
    return word[0] < "\u0370"
