"""Who said what in Russian, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.attribute.tables import lexicon
from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "ru")


def test_cue_verbs_in_all_their_forms() -> None:
    known = lexicon("ru")
    verbs = {c.words for group in known.cues.values() for c in group if c.kind == "verb"}
    assert len(verbs) >= 1000
    forms = ("сказал", "сказала", "сообщили", "сообщает", "подчеркнет", "подчеркнёт", "заявив")
    assert {(f,) for f in forms} <= verbs
    assert {("заявившего",), ("признавшийся",), ("сообщающая",)} <= verbs


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "«Плотина точно выдержит», — сказала мэр Мира Одуя.",
            "Плотина точно выдержит",
            "мэр Мира Одуя",
            "сказала",
        ),
        (
            "«Плотина точно выдержит», — заявил вчера журналистам начальник стражи Пётр Май.",
            "Плотина точно выдержит",
            "начальник стражи Пётр Май",
            "заявил",
        ),
        (
            "Мира Одуя ответила: «Плотина точно выдержит».",
            "Плотина точно выдержит",
            "Мира Одуя",
            "ответила",
        ),
        (
            "«Плотина точно выдержит», — подчеркнула она, добавив, что река спадает.",
            "Плотина точно выдержит",
            "она",
            "подчеркнула",
        ),
        (
            "— Дорога пока закрыта, — говорит Иван Рыс.",
            "Дорога пока закрыта",
            "Иван Рыс",
            "говорит",
        ),
        (
            "— Дорога пока закрыта, — говорит Иван Рыс. — Откроем её завтра.",
            "Дорога пока закрыта … Откроем её завтра.",
            "Иван Рыс",
            "говорит",
        ),
        (
            "«Плотина точно выдержит», — убеждён глава компании «Вельдгаз» Пётр Май.",
            "Плотина точно выдержит",
            "глава компании «Вельдгаз» Пётр Май",
            "убеждён",
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
            "Мэр Мира Одуя заявила в пятницу в Вельде, что плотина безопасна.",
            "что плотина безопасна",
            "Мэр Мира Одуя",
            "заявила",
        ),
        (
            "Инженер признался в том, что скрыл отчёт.",
            "в том, что скрыл отчёт",
            "Инженер",
            "признался",
        ),
        (
            "Мэр объявила о закрытии дороги.",
            "о закрытии дороги",
            "Мэр",
            "объявила",
        ),
        (
            "По словам начальника стражи, дорога закрыта.",
            "дорога закрыта",
            "начальника стражи",
            "По словам",
        ),
        (
            "Дорога, по данным полиции, закрыта.",
            "Дорога … закрыта",
            "полиции",
            "по данным",
        ),
        (
            "Дорога закрыта, по словам Петра Лескова, начальника стражи.",
            "Дорога закрыта",
            "Петра Лескова, начальника стражи",
            "по словам",
        ),
        (
            "Согласно отчёту комиссии, плотина треснула.",
            "плотина треснула",
            "отчёту комиссии",
            "Согласно",
        ),
        (
            "По её мнению, плотина безопасна.",
            "плотина безопасна",
            "её",
            "По её мнению",
        ),
        (
            "Совет закрыл дорогу, которая, по мнению Миры Одуи, нужна жителям.",
            "которая … нужна жителям",
            "Миры Одуи",
            "по мнению",
        ),
        (
            "Как сообщает «Вечерняя Вельда», плотина треснула ночью.",
            "плотина треснула ночью",
            "«Вечерняя Вельда»",
            "сообщает",
        ),
        (
            "Как рассказала Мира Одуя в интервью газете, плотина треснула ночью.",
            "плотина треснула ночью",
            "Мира Одуя",
            "рассказала",
        ),
        (
            "Плотина треснула ночью, сообщил представитель армии.",
            "Плотина треснула ночью",
            "представитель армии",
            "сообщил",
        ),
        (
            "В полиции сообщили, что дорога закрыта.",
            "что дорога закрыта",
            "полиции",
            "сообщили",
        ),
        (
            "Дорога закрыта, сообщили в мэрии.",
            "Дорога закрыта",
            "мэрии",
            "сообщили",
        ),
        (
            "Инженер, заявивший, что плотина треснула, уволен.",
            "что плотина треснула",
            "Инженер",
            "заявивший",
        ),
        (
            "Совет обвинил мэра в сокрытии отчёта.",
            "мэра в сокрытии отчёта",
            "Совет",
            "обвинил",
        ),
        (
            "Министр обещает не закрывать дорогу.",
            "не закрывать дорогу",
            "Министр",
            "обещает",
        ),
        (
            "Мэр выразила надежду, что река спадёт.",
            "что река спадёт",
            "Мэр",
            "выразила надежду",
        ),
        (
            "В интервью The Veldia Post Мира Одуя пообещала открыть дорогу.",
            "открыть дорогу",
            "Мира Одуя",
            "пообещала",
        ),
        (
            "Пётр Лесков, который живёт в долине, говорит, что дорога закрыта.",
            "что дорога закрыта",
            "Пётр Лесков",
            "говорит",
        ),
        (
            "Одуя отрицает, что отчёт был скрыт.",
            "что отчёт был скрыт",
            "Одуя",
            "отрицает",
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
    report = analysed("Мэр сказала, что плотина — «старая и гордая дама».")
    assert only(report, "что плотина").mode == "mixed"


def test_a_sentence_points_back_to_the_one_before() -> None:
    report = analysed("Плотина треснула в ночь на среду. Об этом сообщает газета «Вельда».")
    found = only(report, "Плотина треснула")
    assert words(report, found.mention) == "газета «Вельда»"
    report = analysed("Плотина треснула ночью, о чём сообщил Пётр Май.")
    assert words(report, only(report, "Плотина треснула").mention) == "Пётр Май"


def test_what_follows_after_all_is_the_content() -> None:
    report = analysed("Дорога закрыта. Об этом мэр сказала так: «Мы откроем её завтра».")
    assert words(report, only(report, "Мы откроем").mention) == "мэр"


def test_an_impersonal_verb_has_no_speaker() -> None:
    report = analysed("Мэр Мира Одуя сказала, что идёт дождь. Сообщается, что дорога закрыта.")
    found = only(report, "что дорога")
    assert found.mention == ()
    assert speaker(report, found) is None


def test_a_document_speaks() -> None:
    report = analysed("В докладе комиссии говорится, что плотина треснула.")
    assert words(report, only(report, "что плотина").mention) == "докладе комиссии"


def test_hearsay_has_no_speaker() -> None:
    report = analysed("Инженер якобы скрыл отчёт.")
    found = report.attributions[0]
    assert found.mention == ()
    assert words(report, found.content) == "Инженер … скрыл отчёт"


def test_a_gerund_shares_the_subject() -> None:
    report = analysed("Совет отверг план, заявив, что плотина безопасна.")
    assert words(report, only(report, "план").content) == "план"
    assert words(report, only(report, "что плотина").mention) == "Совет"


def test_names_in_any_case_are_one_speaker() -> None:
    text = (
        "По словам Петра Лескова, плотина безопасна. Пётр Лесков заявил, что река спадает. "
        "По мнению Лескова, дорога останется закрытой."
    )
    report = analysed(text)
    assert {speaker(report, a) for a in report.attributions} == {"Пётр Лесков"}


def test_pronouns_agree_with_the_one_they_mean() -> None:
    text = (
        "Мира Одуя заявила, что плотина безопасна. Иван Рыс сообщил, что дорога закрыта. "
        "Она считает, что идёт дождь. По его словам, река спадает."
    )
    report = analysed(text)
    assert speaker(report, only(report, "что идёт")) == "Мира Одуя"
    assert speaker(report, only(report, "река спадает")) == "Иван Рыс"


def test_nesting() -> None:
    report = analysed("Газета пишет, что полиция заявила, что свидетель говорил, что бежал.")
    outer, middle, inner = report.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "Армия утверждает, что плотина треснула. Один из чиновников сказал, что опасности нет. "
        "Франция объявила, что поможет."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {
        "Армия": "organisation",
        "Один из чиновников": "unnamed",
        "Франция": "country",
    }


def test_who_is_told_does_not_speak() -> None:
    report = analysed("Жителям сообщили, что дорога закрыта.")
    assert only(report, "что дорога").mention == ()


def test_what_is_not_known_is_in_the_cue() -> None:
    report = analysed("Мира Одуя не считает, что плотина безопасна.")
    assert words(report, only(report, "что плотина").cue) == "не считает"


def test_what_only_looks_like_speech() -> None:
    text = "Голосование по утверждению бюджета прошло вечером. Заявление пришло поздно."
    assert analysed(text).attributions == ()
