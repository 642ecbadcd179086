"""Whether two texts name the same places, and which place one of them names in another's stead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from firsthand.facts.extract import WORD, Extract
from firsthand.facts.gazetteer import City, country_names, fold_place
from firsthand.facts.place_tables import place_words
from firsthand.facts.places import Place, PlaceKind
from firsthand.names import SAME, consonants, name_similarity, share_word

_KINDS: tuple[PlaceKind, ...] = ("country", "region", "city")
_STEM = 4
_NEAR = 25.0
_EARTH = 6371.0
_MOST_CHANGED = 2
_MOST_EXTRA = 2
_LEAST_CONSONANTS = 3
_CLEAR = 0.9
_UNEVEN = 0.7
_COUNTED = 0.8
# A city of fewer inhabitants is believed to be a part of the longer name in which it stands.
_FAMOUS = 1_000_000
_ACROSS = 0.75
# Countries that are a city; a city may be named in their stead. Not Monaco, in Italian Munich, too.
_CITY_STATES = frozenset({"GI", "HK", "LU", "MO", "SG", "SM", "VA"})


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """A place of one text and the one that stands for it in the other; score in 0..1."""

    one: Place
    other: Place
    score: float


def compare_places(one: Extract, other: Extract) -> tuple[ChangedPlace, ...]:
    """Return the places that the texts name in each other's stead, countries first, cities last.

    Both must lack a partner that they could be: the same place, a city and its country, two
    cities close together, or a word of the other text that is spelt alike. A place that has a
    partner counts as lacking one where its text names it more often than the other text does.
    """
    left = {kind: _left_over(one, other, kind) for kind in _KINDS}
    right = {kind: _left_over(other, one, kind) for kind in _KINDS}
    found = [
        change
        for kind in _KINDS
        if left[kind] and right[kind]
        for change in _in_order(one, left[kind], other, right[kind])
    ]
    mine, theirs = ([p for kind in _KINDS for p in side[kind]] for side in (left, right))
    if not found and mine and theirs:
        found = _across_kinds(one, mine, other, theirs)
    if not found:
        found = [
            change
            for kind in _KINDS
            if len(left[kind]) + len(right[kind]) == 1
            for change in _by_count(one, left[kind], other, right[kind])
        ]
    return tuple(found)


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
        # Britain may stand for England, but Scotland does not.
        return a.countries == b.countries and not ("-" in a.name and "-" in b.name)
    if a.kind != b.kind:
        return bool(set(a.countries) & set(b.countries))
    return any(_near(c, d) for c in a.cities for d in b.cities)


def _is_same(a: Place, b: Place) -> bool:
    if a.kind == b.kind != "city":
        return a.name == b.name
    return not set(a.ids).isdisjoint(b.ids)


def _is_kin(a: Place, b: Place) -> bool:
    return may_be_one(a, b) if a.kind == b.kind == "country" else _is_same(a, b)


def _near(a: City, b: City) -> bool:
    if a.country != b.country:
        return False
    north, east = radians(b.north - a.north), radians(b.east - a.east)
    chord = sin(north / 2) ** 2
    chord += cos(radians(a.north)) * cos(radians(b.north)) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, chord))) <= _NEAR


def _in_order(
    one: Extract, left: Sequence[Place], other: Extract, right: Sequence[Place]
) -> list[ChangedPlace]:
    """Return the pairs of places, in order, whose positions in the texts are closest."""
    size = min(len(left), len(right))
    if size > _MOST_CHANGED or max(len(left), len(right)) > size + _MOST_EXTRA:
        return []
    choices = (
        list(zip(a, b, strict=True))
        for a in combinations(left, size)
        for b in combinations(right, size)
    )
    nearest = min(
        choices,
        key=lambda pairs: sum(abs(one.share(a.span) - other.share(b.span)) for a, b in pairs),
    )
    score = _CLEAR if len(left) == len(right) else _UNEVEN
    return [ChangedPlace(a, b, score) for a, b in nearest]


def _across_kinds(
    one: Extract, left: Sequence[Place], other: Extract, right: Sequence[Place]
) -> list[ChangedPlace]:
    """Return the only place of each text, a city and a country that is one (Singapore, Prague)."""
    here, there = _free(one, other), _free(other, one)
    mine = [p for p in left if not any(may_be_one(p, q) for q in there)]
    theirs = [p for p in right if not any(may_be_one(p, q) for q in here)]
    if len(mine) == len(theirs) == 1:
        (a,), (b,) = mine, theirs
        if {a.kind, b.kind} == {"city", "country"} and {a.name, b.name} & _CITY_STATES:
            return [ChangedPlace(a, b, _ACROSS)]
    return []


def _by_count(
    one: Extract, left: Sequence[Place], other: Extract, right: Sequence[Place]
) -> list[ChangedPlace]:
    """Return the place that one text alone names, and the one that it names less often."""
    if left:
        rarer = _rarer(other, one, left[0])
        return [ChangedPlace(left[0], rarer, _COUNTED)] if rarer else []
    rarer = _rarer(one, other, right[0])
    return [ChangedPlace(rarer, right[0], _COUNTED)] if rarer else []


def _rarer(has: Extract, lacks: Extract, extra: Place) -> Place | None:
    """Return the mention closest to ``extra`` of a place that ``lacks`` names less often."""
    found: list[Place] = []
    for place in _each_once(has.places, extra.kind):
        mine = [p for p in has.places if p.kind == place.kind and _is_kin(place, p)]
        theirs = [p for p in lacks.places if p.kind == place.kind and _is_kin(place, p)]
        if theirs and len(mine) > len(theirs) and not may_be_one(place, extra):
            found += [p for p in mine if p.sure and p.kind == extra.kind]
    share = lacks.share(extra.span)
    return min(found, key=lambda p: abs(has.share(p.span) - share), default=None)


def _each_once(places: Sequence[Place], kind: PlaceKind) -> list[Place]:
    found: dict[tuple[str, tuple[int, ...]], Place] = {}
    for place in places:
        small = kind == "city" and all(city.size < _FAMOUS for city in place.cities)
        if place.kind == kind and place.sure and not (place.part and small):
            found.setdefault((place.name, place.ids), place)
    return list(found.values())


def _free(one: Extract, other: Extract) -> list[Place]:
    return [p for p in one.places if not any(_is_same(p, q) for q in other.places)]


def _left_over(one: Extract, other: Extract, kind: PlaceKind) -> list[Place]:
    """Return the sure places of a kind without a partner in the other text, each once.

    A place of the other text that has its own partner here is no other place's partner.
    """
    free = _free(other, one)
    return [
        place
        for place in _each_once(one.places, kind)
        if not any(_is_same(place, p) for p in other.places)
        and not any(place.kind == p.kind and may_be_one(place, p) for p in free)
        and not _is_spelt(place, one, other)
    ]


def _is_spelt(place: Place, one: Extract, other: Extract) -> bool:
    """Tell whether a word of the other text is spelt like the place, whatever it means there.

    Words of a place that this text names, too, are taken.
    """
    taken = [p.span for p in other.places if any(_is_same(p, q) for q in one.places)]
    names = [w for at, w in other.named if not any(s <= at < e for s, e in taken)]
    if place.kind == "country":
        if place.name in place_words(other.language).codes:
            return False  # its people and adjectives are known there, and none was found
        for name in country_names(place.name):
            if name[0] >= "\u3040":
                if name in other.words:
                    return True
            elif len(name) >= _STEM and any(fold_place(w).startswith(name[:_STEM]) for w in names):
                return True
    words = one.text[slice(*place.span)]
    parts = WORD.findall(words) or [words]
    telling = [part for part in parts if len(part) >= _STEM] or parts
    return all(any(_alike(part, word) for word in names) for part in telling)


def _alike(name: str, word: str) -> bool:
    uncased = word.lower() == word.upper() or name.lower() == name.upper()
    if (
        word.lower() == word.upper()
        and max(map(len, consonants(name).split()), default=0) < _LEAST_CONSONANTS
    ):
        return False
    return share_word(name, word) if not uncased else name_similarity(name, word) >= SAME
