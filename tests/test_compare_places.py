"""A changed place and a changed name in the divergences of a claim."""

from __future__ import annotations

import pytest

from firsthand.compare import find_divergences
from firsthand.engines.fake import FakeEncoder
from firsthand.records import Claim, Report, Telling


def differences(*told: tuple[str, str]) -> list[tuple[str, str, list[str]]]:
    reports = [
        Report(str(i), language=language, text=text) for i, (text, language) in enumerate(told)
    ]
    tellings = tuple(Telling(r.id, None, ((0, len(r.text)),)) for r in reports)
    found = find_divergences(reports, [Claim("c1", "", tellings)], FakeEncoder())
    texts = {r.id: r.text for r in reports}
    return [
        (d.kind, d.aspect, [texts[e.report][slice(*e.span)] for e in d.spans])
        for d in found
        if d.aspect in {"place", "name"}
    ]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("het konvooi verliet Damascus en reed naar Turkije", "nl", "Turkije"),
        ("der Konvoi verließ Damaskus in Richtung Türkei", "de", "Türkei"),
        ("колонна покинула Дамаск и ушла в Турцию", "ru", "Турцию"),
        ("غادرت القافلة دمشق إلى تركيا", "ar", "تركيا"),
        ("车队离开大马士革前往土耳其", "zh", "土耳其"),
        ("the convoy left Damascus for Turkey", "en", "Turkey"),
    ],
)
def test_a_changed_country_is_told_once_and_as_a_place(text: str, language: str, name: str) -> None:
    one = ("the long convoy of forty lorries left Damascus at dawn for Lebanon, he said", "en")
    assert differences(one, (text, language)) == [("changed", "place", ["Lebanon", name])]


def test_the_same_places_are_no_difference() -> None:
    one = ("the long convoy of forty lorries left Damascus at dawn for Lebanon", "en")
    assert differences(one, ("le convoi a quitté Damas pour le Liban", "fr")) == []


def test_a_changed_person_is_a_name_and_not_dropped_as_well() -> None:
    one = ("the old bridge was closed by Peter Novak on the coast road", "en")
    two = ("the bridge was closed by Peter Horvat", "en")
    assert differences(one, two) == [("changed", "name", ["Novak", "Horvat"])]
