"""Places that one telling changes into others."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.compare.sides import Pair
from firsthand.facts.place_changes import compare_places
from firsthand.records import Divergence


def place_divergences(pair: Pair) -> Iterator[Divergence]:
    """Yield the countries and cities that the tellings name in each other's stead."""
    one, other = pair.fullest.extract(), pair.other.extract()
    for found in compare_places(one, other):
        spans = [pair.fullest.evidence(found.one.span), pair.other.evidence(found.other.span)]
        yield pair.divergence("changed", "place", spans, "gazetteer", found.score)
