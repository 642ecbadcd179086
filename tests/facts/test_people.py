"""A name in another one's stead, in one language and across languages and scripts."""

from __future__ import annotations

import pytest

from firsthand.facts.extract import Extract
from firsthand.facts.people import compare_names, find_names
from firsthand.facts.sounds import alike, apart


def extract(text: str, language: str | None, *persons: str) -> Extract:
    return Extract(text, ((0, len(text)),), language, persons)


def changed(one: Extract, other: Extract) -> list[tuple[str, str]]:
    return [(c.one.text, c.other.text) for c in compare_names(one, other)]


TOLD = {
    "en": "the mayor told Peter {} about the bridge",
    "nl": "de burgemeester vertelde Peter {} over de brug",
    "de": "der Bürgermeister erzählte Peter {} von der Brücke",
    "fr": "le maire a parlé du pont à Peter {} hier",
    "es": "el alcalde habló del puente con Peter {} ayer",
    "it": "il sindaco ha parlato del ponte con Peter {} ieri",
    "pt": "o autarca falou da ponte com Peter {} ontem",
    "pl": "burmistrz mówił o moście, a Peter {} słuchał",
    "tr": "belediye başkanı köprüyü Peter {} adlı kişiye anlattı",
}


@pytest.mark.parametrize("code", TOLD)
def test_a_surname_behind_the_same_first_name(code: str) -> None:
    for other in ("en", "nl", "es"):
        one = extract(TOLD[other].format("Novak"), other)
        assert changed(one, extract(TOLD[code].format("Novak"), code)) == []
        assert changed(one, extract(TOLD[code].format("Lindqvist"), code)) == [
            ("Novak", "Lindqvist")
        ]


@pytest.mark.parametrize(
    ("language", "same", "other", "name"),
    [
        ("ru", "мэр рассказал Петеру Новаку о мосте", "мэр рассказал Петеру Линдквисту о мосте",
         "Линдквисту"),
        ("uk", "мер розповів Петеру Новаку про міст", "мер розповів Петеру Ліндквісту про міст",
         "Ліндквісту"),
        ("ar", "العمدة حدث بيتر نوفاك عن الجسر", "العمدة حدث بيتر ليندكفيست عن الجسر",
         "ليندكفيست"),
    ],
)  # fmt: skip
def test_a_surname_in_another_script(language: str, same: str, other: str, name: str) -> None:
    one = extract("the mayor told Peter Novak about the bridge", "en")
    assert changed(one, extract(same, language)) == []
    assert changed(one, extract(other, language)) == [("Novak", name)]


def test_a_surname_alone_is_changed_where_it_is_known() -> None:
    one = extract("the plan of Brandvold failed", "en", "Ada Brandvold")
    other = extract("het plan van Horvat mislukte", "nl")
    assert changed(one, other) == [("Brandvold", "Horvat")]


def test_translated_names_of_bodies_and_feasts_are_no_change() -> None:
    pairs = [
        ("the Supreme Court met before Christmas", "het Hooggerechtshof kwam voor Kerstmis bijeen"),
        ("the Labour Party won in the Senate", "de Arbeiderspartij won in de Senaat"),
        ("members of the Olympic Committee came", "leden van het Olympisch Comité kwamen"),
    ]
    for one, other in pairs:
        assert changed(extract(one, "en"), extract(other, "nl")) == []


def test_german_nouns_are_no_names() -> None:
    one = extract("the plan of Brandvold failed", "en", "Ada Brandvold")
    assert changed(one, extract("der Plan für die Brücke scheiterte", "de")) == []


def test_places_and_openings_are_no_names() -> None:
    text = "Yesterday the council of Madrid heard Brandvold. Later it rained"
    assert [n.text for n in find_names(extract(text, "en")) if not n.opens] == ["Brandvold"]


@pytest.mark.parametrize(
    ("a", "b"), [("Novak", "Novaka"), ("Brandvold", "Брандвольда"), ("Kante", "Kantego")]
)
def test_one_name_in_cases_and_scripts(a: str, b: str) -> None:
    assert alike(a, b)
    assert not apart(a, b)


def test_empty_and_unknown() -> None:
    for language in ("en", "zh", "xx", None):
        assert compare_names(extract("", language), extract("Novak", language)) == ()
