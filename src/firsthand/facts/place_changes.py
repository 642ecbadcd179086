"""Whether two texts name the same places, and which place one of them names in another's stead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from firsthand.facts.extract import WORD, Extract
from firsthand.facts.gazetteer import City, country_names, fold_place
from firsthand.facts.place_tables import place_words
from firsthand.facts.places import Place, PlaceKind
from firsthand.names import SAME, consonants, name_similarity, share_word

_KINDS: tuple[PlaceKind, ...] = ("country", "city")
_STEM = 4
_NEAR = 25.0
_EARTH = 6371.0
_MOST_CHANGED = 2
_MOST_EXTRA = 2
_LEAST_CONSONANTS = 3
_CLEAR = 0.9
_UNEVEN = 0.7
_COUNTED = 0.8


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """A place of one text and the one that stands for it in the other; score in 0..1."""

    one: Place
    other: Place
    score: float


def compare_places(one: Extract, other: Extract) -> tuple[ChangedPlace, ...]:
    """Return the places that the texts name in each other's stead, countries before cities.

    Both must lack a partner that they could be: the same place, a city and its country, two
    cities close together, or a word of the other text that is spelt alike.
    """
    return tuple(
        ChangedPlace(a, b, score) for kind in _KINDS for a, b, score in _changed(one, other, kind)
    )


def places_agree(one: Sequence[Place], other: Sequence[Place]) -> bool | None:
    """Tell whether two sets of places have one in common; None where a set has no sure one."""
    mine, theirs = [p for p in one if p.sure], [p for p in other if p.sure]
    if any(may_be_one(a, b) for a in mine for b in other) or any(
        may_be_one(a, b) for a in one for b in theirs
    ):
        return True
    return False if mine and theirs else None


def may_be_one(a: Place, b: Place) -> bool:
    """Tell whether two places may be one: shared id or country, or one lies in or by the other."""
    if _is_same(a, b):
        return True
    if a.kind == b.kind == "country":
        return False
    if "country" in (a.kind, b.kind):
        return bool(set(a.countries) & set(b.countries))
    return any(_near(c, d) for c in a.cities for d in b.cities)


def _is_same(a: Place, b: Place) -> bool:
    if a.kind == b.kind == "country":
        return a.name == b.name
    return not set(a.ids).isdisjoint(b.ids)


def _near(a: City, b: City) -> bool:
    if a.country != b.country:
        return False
    north, east = radians(b.north - a.north), radians(b.east - a.east)
    chord = sin(north / 2) ** 2
    chord += cos(radians(a.north)) * cos(radians(b.north)) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, chord))) <= _NEAR


def _changed(one: Extract, other: Extract, kind: PlaceKind) -> Iterator[tuple[Place, Place, float]]:
    left, right = _left_over(one, other, kind), _left_over(other, one, kind)
    if left and right:
        score = _CLEAR if len(left) == len(right) else _UNEVEN
        yield from ((a, b, score) for a, b in _in_order(one, left, other, right))
    elif len(left) + len(right) == 1:
        (extra,) = left or right
        rarer = _rarer(one, other, kind, -1 if right else 1)
        if rarer is not None:
            yield (extra, rarer, _COUNTED) if left else (rarer, extra, _COUNTED)


def _in_order(
    one: Extract, left: Sequence[Place], other: Extract, right: Sequence[Place]
) -> list[tuple[Place, Place]]:
    """Return the pairs of places, in order, whose positions in the texts are closest."""
    size = min(len(left), len(right))
    if size > _MOST_CHANGED or max(len(left), len(right)) > size + _MOST_EXTRA:
        return []
    choices = (
        list(zip(a, b, strict=True))
        for a in combinations(left, size)
        for b in combinations(right, size)
    )
    return min(
        choices,
        key=lambda pairs: sum(abs(one.share(a.span) - other.share(b.span)) for a, b in pairs),
    )


def _rarer(one: Extract, other: Extract, kind: PlaceKind, sign: int) -> Place | None:
    """Return the only place that the text lacking one names once less often, where it does so."""
    has, lacks = (one, other) if sign < 0 else (other, one)
    found: list[Place] = []
    for place in _each_once(has.places, kind):
        mine = [p for p in has.places if _is_same(place, p)]
        theirs = [p for p in lacks.places if _is_same(place, p)]
        if theirs and len(mine) == len(theirs) + 1:
            found.append(mine[-1])
    return found[0] if len(found) == 1 else None


def _each_once(places: Sequence[Place], kind: PlaceKind) -> list[Place]:
    found: dict[tuple[str, tuple[int, ...]], Place] = {}
    for place in places:
        if place.kind == kind and place.sure:
            found.setdefault((place.name, place.ids), place)
    return list(found.values())


def _left_over(one: Extract, other: Extract, kind: PlaceKind) -> list[Place]:
    """Return the sure places of a kind without a partner in the other text, each once.

    A place of the other text that has its own partner here is no other place's partner.
    """
    free = [p for p in other.places if not any(_is_same(p, q) for q in one.places)]
    return [
        place
        for place in _each_once(one.places, kind)
        if not any(_is_same(place, p) for p in other.places)
        and not any(place.kind == p.kind and may_be_one(place, p) for p in free)
        and not _is_spelt(place, one, other)
    ]


def _is_spelt(place: Place, one: Extract, other: Extract) -> bool:
    """Tell whether a word of the other text is spelt like the place, whatever it means there."""
    words = one.text[slice(*place.span)]
    if place.kind == "country":
        if place.name in place_words(other.language).codes:
            return False  # its people and adjectives are known there, and none was found
        for name in country_names(place.name):
            if name[0] >= "\u3040":
                if name in other.words:
                    return True
            elif len(name) >= _STEM and any(
                fold_place(w).startswith(name[:_STEM]) for w in other.names
            ):
                return True
    parts = WORD.findall(words) or [words]
    telling = [part for part in parts if len(part) >= _STEM] or parts
    return all(any(_alike(part, word) for word in other.names) for part in telling)


def _alike(name: str, word: str) -> bool:
    uncased = word.lower() == word.upper()
    if uncased and max(map(len, consonants(name).split()), default=0) < _LEAST_CONSONANTS:
        return False
    return share_word(name, word) if not uncased else name_similarity(name, word) >= SAME
