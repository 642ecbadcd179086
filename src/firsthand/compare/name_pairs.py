"""Which names of two tellings are each other's, and which are left over on both sides.

Names that may be one by sound and whose words stand for each other are paired first, the surest
first (one to one, so a name that is told more often on one side is left over there). What is left
over on both sides and stands for each other may be a name in another one's stead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.align.coverage import Coverage, pairing, shares_of
from firsthand.compare.covered import CoveredPair, Words
from firsthand.facts.extract import Extract
from firsthand.facts.name_words import closeness, has_case, name_words
from firsthand.facts.people import Name
from firsthand.facts.places import PlaceKind
from firsthand.facts.sounds import skeleton
from firsthand.spans import overlap

HEARD = 0.65
"""The least closeness at which two names may be one."""
_STANDS = 0.05
_SPELT = 0.9
_SPOKEN = 0.85
_LEAST_SOUNDS = 3

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NameSide:
    """The names of one telling, each with the places of its tokens in ``coverage``."""

    extract: Extract
    coverage: Coverage
    names: tuple[Name, ...]
    tokens: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class NamePairs:
    """The names of two tellings held against each other: arrays of one row a name of ``one``.

    ``shares`` are how far names stand for each other, from either side (2, n, m); ``free`` the
    same after the words of paired names are set aside; ``likeness`` (t, u) that of all tokens;
    ``rest`` the numbers of the names that are left over on each side.
    """

    one: NameSide
    other: NameSide
    close: Reals
    shares: Reals
    free: Reals
    likeness: Reals
    rest: tuple[tuple[int, ...], tuple[int, ...]]

    def left_over(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of left-over names that stand for each other, one with a capital."""
        for i in self.rest[0]:
            for j in self.rest[1]:
                told = max(self.shares[:, i, j].max(), self.free[:, i, j].max()) >= _STANDS
                a, b = self.one.names[i].text, self.other.names[j].text
                if told and not (_is_plain(a) and _is_plain(b)) and not self._are_places(i, j):
                    yield i, j

    def _are_places(self, i: int, j: int) -> bool:
        """Tell whether one name is a country's or both are places': those are compared as such."""
        kinds = [_place_kind(self.one, i), _place_kind(self.other, j)]
        return "country" in kinds or None not in kinds


def pair_names(covered: CoveredPair) -> NamePairs | None:
    """Return the names of both tellings held against each other; None where one has none."""
    one = _side(covered.fullest, covered.mine)
    other = _side(covered.other, covered.its)
    if not one.names or not other.names:
        return None
    likeness, shares = pairing(*covered.states)
    close = np.array([[closeness(a.text, b.text) for b in other.names] for a in one.names])
    stand = _standing(one, other, shares)
    taken = _partners(one, other, close, stand.mean(axis=0))
    masked = likeness.copy()
    masked[[t for i, _ in taken for t in one.tokens[i]], :] = 0.0
    masked[:, [t for _, j in taken for t in other.tokens[j]]] = 0.0
    left, right = {i for i, _ in taken}, {j for _, j in taken}
    rest = (
        tuple(i for i in range(len(one.names)) if i not in left),
        tuple(j for j in range(len(other.names)) if j not in right),
    )
    free = _standing(one, other, shares_of(masked))
    return NamePairs(one, other, close, stand, free, likeness, rest)


def _side(words: Words, coverage: Coverage) -> NameSide:
    extract = words.side.extract()
    places = [words.span(*span) for span in coverage.spans]
    found: list[tuple[Name, tuple[int, ...]]] = []
    for name in name_words(extract):
        tokens = tuple(i for i, place in enumerate(places) if overlap(place, name.span))
        if tokens:
            found.append((name, tokens))
    return NameSide(extract, coverage, tuple(n for n, _ in found), tuple(t for _, t in found))


def _standing(one: NameSide, other: NameSide, shares: Reals) -> Reals:
    """Return how much of the shares of each name goes to each of the other side, both ways."""
    left, right = _members(one), _members(other)
    blocks = left @ shares @ right.T
    mine = (left @ shares).sum(axis=1, keepdims=True)
    its = (shares @ right.T).sum(axis=0, keepdims=True)
    return np.stack([blocks / np.maximum(mine, 1e-9), blocks / np.maximum(its, 1e-9)])


def _members(side: NameSide) -> Reals:
    """Return (names, tokens): 1.0 where a token is part of a name."""
    members = np.zeros((len(side.names), len(side.coverage.spans)))
    for number, tokens in enumerate(side.tokens):
        members[number, list(tokens)] = 1.0
    return members


def _partners(one: NameSide, other: NameSide, close: Reals, stand: Reals) -> list[tuple[int, int]]:
    """Return the numbers of names that are each other's, each at most once."""
    both = [
        (i, j)
        for i, j in np.argwhere(close >= HEARD).tolist()
        if _credible(one.names[i].text, other.names[j].text, close[i, j], stand[i, j])
    ]
    both.sort(key=lambda ij: (-round(float(close[ij] + stand[ij]), 4), ij))
    found: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for i, j in both:
        if i not in left and j not in right:
            found.append((i, j))
            left.add(i)
            right.add(j)
    return found


def _credible(a: str, b: str, close: float, stand: float) -> bool:
    """Tell whether a likeness of sound is no accident: the words stand for each other, or more."""
    if stand >= _STANDS:
        return True
    if has_case(a) and has_case(b):
        return close >= _SPELT
    return close >= _SPOKEN and min(len(skeleton(a)), len(skeleton(b))) >= _LEAST_SOUNDS


def _place_kind(side: NameSide, number: int) -> PlaceKind | None:
    span = side.names[number].span
    places = (p for p in side.extract.places if p.sure and not p.part and overlap(p.span, span))
    return next((place.kind for place in places), None)


def _is_plain(word: str) -> bool:
    """Tell whether a word is of a script whose names look like its other words."""
    return not has_case(word) and word[0] < "\u3040"
