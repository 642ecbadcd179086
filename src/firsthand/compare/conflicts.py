"""Conflicts: two reports tell one thing in ways that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from firsthand.facts.place_kinds import KindOfPlace, find_place_kinds
from firsthand.facts.places import Place, find_places
from firsthand.records import Claim, Conflict, Divergence, Evidence, Report, Span
from firsthand.spans import contains, hull

_CONTRARY = frozenset({"number", "place", "name", "date", "polarity"})
# Settlements of one order; a province or region may hold either.
_SIZES = {"village": 0, "town": 1, "city": 1}
_NEAR = 40
_SCORE = 0.6
# That two reports contradict each other is a grave thing to say: these must be surer for it.
_LEAST = {"polarity": 0.8, "name": 0.93}

Related = Sequence[tuple[Evidence, Evidence]]
Settlement = tuple[KindOfPlace, Place]


def find_conflicts(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    divergences: Sequence[Divergence],
    related: Related,
) -> tuple[Conflict, ...]:
    """Return the conflicts between reports: first those within claims, in the claims' order.

    Within a claim these are changed numbers, places, names, dates and polarity. Between ``related``
    places that tell no common claim, a village in one and a city in the other beside the same
    named place. Nothing to compare gives ().
    """
    known = {report.id: report for report in reports}
    within = list(_within(claims, divergences))
    places = dict.fromkeys(place for pair in related for place in pair)
    found = {place: tuple(_settlements(known[place.report], place.span)) for place in places}
    across = (c for pair in related for c in _places_apart(found, *pair))
    return tuple(dict.fromkeys((*within, *across)))


def _within(claims: Sequence[Claim], divergences: Sequence[Divergence]) -> Iterator[Conflict]:
    by_id = {claim.id: claim for claim in claims}
    for found in divergences:
        if found.kind != "changed" or found.aspect not in _CONTRARY or len(found.spans) != 2:
            continue
        if found.score < _LEAST.get(found.aspect, 0.0):
            continue
        one, other = found.spans
        if one.report != other.report:
            claim = by_id[found.claim]
            around = _telling(claim, one), _telling(claim, other)
            yield Conflict(claim.id, found.aspect, (one, other), around, found.method, found.score)


def _telling(claim: Claim, place: Evidence) -> Evidence:
    """Return the whole telling in which a place stands, or the place itself."""
    for telling in claim.tellings:
        if telling.report == place.report and telling.spans:
            whole = hull(telling.spans)
            if contains(whole, place.span):
                return Evidence(place.report, whole)
    return place


def _places_apart(
    found: Mapping[Evidence, tuple[Settlement, ...]], one: Evidence, other: Evidence
) -> Iterator[Conflict]:
    """Yield at most one conflict: settlements of two sizes beside one named place."""
    for (a, near), (b, by) in product(found[one], found[other]):
        apart = _SIZES[a.kind] != _SIZES[b.kind]
        if apart and set(near.ids) & set(by.ids):
            spans = Evidence(one.report, a.span), Evidence(other.report, b.span)
            yield Conflict(None, "place", spans, (one, other), "kinds of place", _SCORE)
            return


def _settlements(report: Report, span: Span) -> Iterator[Settlement]:
    """Yield each word for a settlement with the named city that stands nearest to it."""
    kinds = find_place_kinds(report.text, [span], report.language)
    kinds = tuple(kind for kind in kinds if kind.kind in _SIZES)
    if not kinds:
        return
    cities = [p for p in find_places(report.text, [span], report.language) if p.ids]
    for kind in kinds:
        near = [(_gap(kind.span, city.span), city.span, city) for city in cities]
        if near and min(near)[0] <= _NEAR:
            yield kind, min(near)[2]


def _gap(a: Span, b: Span) -> int:
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))
