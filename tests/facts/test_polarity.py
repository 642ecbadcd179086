"""Signs of negation in thirteen languages, on sentences written for this test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.facts.polarity import find_negations, inverts
from firsthand.languages import codes, table

SAID_NO = [
    ("en", "The ferry did not leave the harbour.", "not"),
    ("en", "The mayor didn’t open the bridge.", "didn’t"),
    ("en", "Nobody saw the boat.", "Nobody"),
    ("de", "Die Fähre hat keinen Kapitän.", "keinen"),
    ("nl", "De brug gaat nooit open.", "nooit"),
    ("fr", "Le pont n’est pas ouvert.", "pas"),
    ("fr", "Personne n’a vu le bateau.", None),
    ("es", "El puente no está abierto.", "no"),
    ("it", "Il ponte non è aperto.", "non"),
    ("pt", "A ponte não está aberta.", "não"),
    ("pl", "Most nie jest otwarty.", "nie"),
    ("ru", "Паром не вышел из порта.", "не"),
    ("uk", "Пором не вийшов із порту.", "не"),
    ("tr", "Vapur limandan ayrılmadı.", "ayrılmadı"),
    ("tr", "Köprü açık değil.", "değil"),
    ("ar", "لم تغادر العبّارة الميناء.", "لم"),
    ("zh", "渡轮没有离开港口。", "没"),
]
SAID_YES = [
    ("en", "Not only the ferry left; no doubt the mayor was glad."),
    ("de", "Nicht nur die Fähre legte ab."),
    ("nl", "Niet alleen de veerboot vertrok."),
    ("fr", "Une personne a vu le bateau, sans doute."),
    ("es", "No solo salió el barco; sin embargo, llovía."),
    ("it", "Non solo è partito il traghetto."),
    ("pt", "Não só o barco partiu."),
    ("pl", "Nie tylko prom wypłynął."),
    ("ru", "Не только паром вышел из порта."),
    ("uk", "Не тільки пором вийшов із порту."),
    ("tr", "Vapur ne kadar hızlı gitti, herkes gördü."),
    ("ar", "لا يزال الميناء مفتوحاً."),
    ("zh", "不仅渡轮离开了，不过市长很高兴。"),
]


def signs(text: str, language: str) -> list[str]:
    found = find_negations(text, [(0, len(text))], language)
    assert found is not None
    return [text[slice(*sign.span)] for sign in found]


@pytest.mark.parametrize(("language", "text", "sign"), SAID_NO)
def test_what_says_no(language: str, text: str, sign: str | None) -> None:
    found = signs(text, language)
    assert found
    assert sign is None or found[0] == sign


@pytest.mark.parametrize(("language", "text"), SAID_YES)
def test_words_of_negation_that_do_not_negate(language: str, text: str) -> None:
    assert signs(text, language) == []


def test_a_verb_with_the_ending_of_negation_is_marked() -> None:
    (ending,) = find_negations("Vapur gelmedi.", [(0, 14)], "tr") or ()
    (word,) = find_negations("Vapur değil.", [(0, 12)], "tr") or ()
    assert ending.inside
    assert not word.inside


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The crew failed to answer."),
        ("de", "Er lehnte ab."),
        ("ru", "Он отказался отвечать."),
        ("tr", "Adam suçsuz."),
        ("zh", "他拒绝回答。"),
    ],
)
def test_words_that_turn_a_sentence_round(language: str, text: str) -> None:
    assert inverts(text, [(0, len(text))], language)


def test_unknown_languages_are_not_judged() -> None:
    assert find_negations("det är inte sant", [(0, 16)], "sv") is None
    assert find_negations("?", [(0, 1)], None) is None
    assert inverts("det är sant", [(0, 11)], "sv")


def test_only_the_spans_count() -> None:
    text = "It is open. It is not shut."
    assert find_negations(text, [(0, 11)], "en") == ()
    assert find_negations(text, [], "en") == ()


@pytest.mark.parametrize("code", codes())
def test_every_language_has_a_table(code: str) -> None:
    known = table(code, "polarity")
    assert all(
        known[key] and len(set(known[key])) == len(known[key]) for key in ("negators", "masked")
    )
    assert known["inverting"]


@given(st.text(max_size=60), st.sampled_from(codes()))
def test_any_text_has_ordered_signs(text: str, code: str) -> None:
    places = [n.span for n in find_negations(text, [(0, len(text))], code) or ()]
    assert places == sorted(places)
    assert all(0 <= s < e <= len(text) for s, e in places)
