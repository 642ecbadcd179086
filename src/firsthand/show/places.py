"""The countries, regions and cities that the reports of a story name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.facts.places import Place, find_places
from firsthand.show.labels import Label, Words


@dataclass(frozen=True, slots=True)
class NamedView:
    """Where a report names a place first, in its own words, and how often it names it."""

    words: Words
    times: int


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place: its kind, what the gazetteer calls it, and the reports that name it.

    ``known`` is the code of a country or region, or a city's name and its country's code.
    """

    kind: str
    known: str
    named: tuple[NamedView, ...]


def place_views(labels: Sequence[Label]) -> tuple[PlaceView, ...]:
    """Return the places that two reports or more name, those that most name first.

    One report's word alone may be no place: names of places are words and names of persons, too.
    Of one report all are returned, of none (). Two cities of one name are one place here.
    """
    found: dict[tuple[str, str], dict[str, list[Place]]] = {}
    for label in labels:
        for place in _places(label):
            of_place = found.setdefault((place.kind, place.name), {})
            of_place.setdefault(label.letter, []).append(place)
    known = {label.letter: label for label in labels}
    views = [
        PlaceView(
            kind,
            _known(next(iter(by_letter.values()))[0]),
            tuple(
                NamedView(Words(known[letter], (places[0].span,)), len(places))
                for letter, places in by_letter.items()
            ),
        )
        for (kind, _), by_letter in found.items()
        if len(by_letter) > 1 or len(labels) == 1
    ]
    return tuple(sorted(views, key=lambda v: (-len(v.named), -sum(n.times for n in v.named))))


def _places(label: Label) -> tuple[Place, ...]:
    report = label.report
    persons = [speaker.name for speaker in report.speakers if speaker.kind == "person"]
    return find_places(report.text, ((0, len(report.text)),), report.language, persons)


def _known(place: Place) -> str:
    if place.kind == "city" and place.cities:
        return f"{place.cities[0].name}, {place.cities[0].country}"
    return place.name
