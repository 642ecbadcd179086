"""Who said what in Ukrainian, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.attribute.tables import lexicon
from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "uk")


def test_cue_verbs_in_all_their_forms() -> None:
    known = lexicon("uk")
    verbs = {c.words for group in known.cues.values() for c in group if c.kind == "verb"}
    assert len(verbs) >= 1000
    forms = ("сказав", "сказала", "повідомили", "повідомляє", "зазначивши", "кажуть")
    assert {(f,) for f in forms} <= verbs


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "«Гребля точно витримає», — сказала мерка Міра Одуя.",
            "Гребля точно витримає",
            "мерка Міра Одуя",
            "сказала",
        ),
        (
            "«Гребля точно витримає», — заявив учора журналістам начальник варти Петро Лесків.",
            "Гребля точно витримає",
            "начальник варти Петро Лесків",
            "заявив",
        ),
        (
            "Міра Одуя відповіла: «Гребля точно витримає».",
            "Гребля точно витримає",
            "Міра Одуя",
            "відповіла",
        ),
        (
            "— Дорога поки закрита, — каже Іван Рись.",
            "Дорога поки закрита",
            "Іван Рись",
            "каже",
        ),
        (
            "«Гребля точно витримає», — переконаний голова компанії «Вельдгаз» Петро Лесків.",
            "Гребля точно витримає",
            "голова компанії «Вельдгаз» Петро Лесків",
            "переконаний",
        ),
    ],
)
def test_direct(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content[:8])
    assert found.mode == "direct"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "Мерка Міра Одуя заявила в п'ятницю у Вельді, що гребля безпечна.",
            "що гребля безпечна",
            "Мерка Міра Одуя",
            "заявила",
        ),
        (
            "Інженер зізнався в тому, що приховав звіт.",
            "в тому, що приховав звіт",
            "Інженер",
            "зізнався",
        ),
        (
            "Мерка оголосила про закриття дороги.",
            "про закриття дороги",
            "Мерка",
            "оголосила",
        ),
        (
            "За словами начальника варти, дорога закрита.",
            "дорога закрита",
            "начальника варти",
            "За словами",
        ),
        (
            "Дорога, за даними поліції, закрита.",
            "Дорога … закрита",
            "поліції",
            "за даними",
        ),
        (
            "На її думку, гребля безпечна.",
            "гребля безпечна",
            "її",
            "На її думку",
        ),
        (
            "Як повідомляє «Вечірня Вельда», гребля тріснула вночі.",
            "гребля тріснула вночі",
            "«Вечірня Вельда»",
            "повідомляє",
        ),
        (
            "Гребля тріснула вночі, повідомив представник армії.",
            "Гребля тріснула вночі",
            "представник армії",
            "повідомив",
        ),
        (
            "У поліції повідомили, що дорога закрита.",
            "що дорога закрита",
            "поліції",
            "повідомили",
        ),
        (
            "Рада звинуватила мера у приховуванні звіту.",
            "мера у приховуванні звіту",
            "Рада",
            "звинуватила",
        ),
        (
            "Міністр обіцяє не закривати дорогу.",
            "не закривати дорогу",
            "Міністр",
            "обіцяє",
        ),
        (
            "Одуя заперечує, що звіт було приховано.",
            "що звіт було приховано",
            "Одуя",
            "заперечує",
        ),
    ],
)
def test_indirect(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content.partition(" … ")[0])
    assert found.mode == "indirect"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_mixed_speech() -> None:
    report = analysed("Мерка сказала, що гребля — «стара й горда пані».")
    assert only(report, "що гребля").mode == "mixed"


def test_a_sentence_points_back_to_the_one_before() -> None:
    report = analysed("Гребля тріснула в ніч на середу. Про це повідомляє газета «Вельда».")
    found = only(report, "Гребля тріснула")
    assert words(report, found.mention) == "газета «Вельда»"


def test_no_speaker_is_named() -> None:
    report = analysed("Мерка Міра Одуя сказала, що дощить. Повідомляється, що дорога закрита.")
    assert speaker(report, only(report, "що дорога")) is None
    report = analysed("Інженер нібито приховав звіт.")
    assert report.attributions[0].mention == ()


def test_a_gerund_shares_the_subject() -> None:
    report = analysed("Рада відкинула план, зазначивши, що гребля безпечна.")
    assert words(report, only(report, "що гребля").mention) == "Рада"


def test_names_in_any_case_are_one_speaker() -> None:
    text = (
        "За словами Олега Гребінчука, гребля безпечна. Олег Гребінчук заявив, що вода спадає. "
        "На думку Гребінчука, дорога лишиться закритою."
    )
    report = analysed(text)
    assert {speaker(report, a) for a in report.attributions} == {"Олег Гребінчук"}


def test_pronouns_agree_with_the_one_they_mean() -> None:
    text = (
        "Міра Одуя заявила, що гребля безпечна. Іван Рись повідомив, що дорога закрита. "
        "Вона вважає, що дощить."
    )
    report = analysed(text)
    assert speaker(report, only(report, "що дощить")) == "Міра Одуя"


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "Армія стверджує, що гребля тріснула. Один із чиновників сказав, що небезпеки немає. "
        "Франція оголосила, що допоможе."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {
        "Армія": "organisation",
        "Один із чиновників": "unnamed",
        "Франція": "country",
    }


def test_an_apostrophe_of_either_form() -> None:
    report = analysed("Прем’єр з’ясував, що гребля тріснула. Прем'єр з'ясував, що вода спадає.")
    assert [words(report, a.cue) for a in report.attributions] == ["з’ясував", "з'ясував"]
    assert {s.kind for s in report.speakers} == {"person"}


def test_what_only_looks_like_speech() -> None:
    assert (
        analysed("Заява надійшла пізно. Думка була короткою, а назву змінили.").attributions == ()
    )
