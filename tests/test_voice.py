"""Whose voice a passage is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.languages import codes, table
from firsthand.records import Attribution, Report, Voice
from firsthand.split import split
from firsthand.voice import WEIGHTS, VoiceEvidence, mark_voice, voice_evidence, voice_scores
from firsthand.voice.words import SETTINGS, lexicon

WORD_LISTS = sorted({*WEIGHTS, "event"} - {"exclamation", "question"})
WITH_TABLE = [c for c in codes() if table(c, "voice")]


def marked(text: str, language: str = "en", attributions: tuple[Attribution, ...] = ()) -> Report:
    report = split(Report(id="r", text=text, language=language))
    return mark_voice(replace(report, attributions=attributions))


def voice(text: str, language: str = "en") -> Voice:
    (passage,) = marked(text, language).passages
    return passage.voice


def evidence_of(text: str) -> list[VoiceEvidence]:
    report = marked(text)
    return [e for p in report.passages for e in voice_evidence(report, p) if e.kind != "event"]


def said(text: str, speaker: str, cue: str, content: str) -> Attribution:
    """Return an attribution whose parts are given by their words."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        at = text.index(words)
        return ((at, at + len(words)),)

    return Attribution("a1", "indirect", span(content), span(speaker), span(cue))


COMMENT = [
    ("en", "Indeed, this harbour wall is an absurd waste, and we should be ashamed of it."),
    ("en", "If this is true, it would certainly suit the minister and his hypocrisy."),
    ("en", "What a disgrace! Where is the outrage?"),
    ("nl", "Dit is een schande! Waar is de verontwaardiging? Wij moeten ons schamen."),
    ("de", "Das ist absurd, und wir sollten uns endlich für diese Heuchelei schämen."),
    ("fr", "Hélas, ce projet est absurde et nous devrions avoir honte de cette hypocrisie."),
    (
        "es",
        "Por desgracia, este plan es absurdo y deberíamos sentir vergüenza de tanta hipocresía.",
    ),
    ("it", "Purtroppo questo piano è assurdo: che vergogna, che ipocrisia!"),
    ("pt", "Infelizmente, este plano é absurdo e devíamos ter vergonha de tanta hipocrisia."),
    ("pl", "Niestety ten plan jest absurdalny, a my powinniśmy się wstydzić tej hipokryzji."),
    ("ru", "Увы, этот план абсурден, и нам должно быть стыдно за такое лицемерие."),
    ("uk", "На жаль, цей план абсурдний, і нам має бути соромно за таке лицемірство."),
    ("tr", "Ne yazık ki bu plan saçma ve bu ikiyüzlülükten hepimiz utanmalıyız, rezalet!"),
    ("ar", "للأسف هذه الخطة سخيفة، ويجب أن نخجل من هذا النفاق!"),
    ("zh", "可惜，这个计划很荒谬，我们应该为这种虚伪感到羞愧！"),
]

REPORTING = [
    ("en", "The harbour of Brandwick closed on Monday after a storm, and 40 boats were moved."),
    ("nl", "De haven van Zandwijk sloot maandag na een storm; 40 boten werden verplaatst."),
    ("de", "Der Hafen schloss am 4. Mai nach einem Sturm, 40 Boote wurden verlegt."),
    (
        "fr",
        "Le port de Brandeville a fermé lundi après une tempête et 40 bateaux ont été déplacés.",
    ),
    ("es", "El puerto de Brandeira cerró el lunes tras una tormenta y se movieron 40 barcos."),
    ("it", "Il porto di Brandello ha chiuso lunedì dopo una tempesta; spostate 40 barche."),
    ("pt", "O porto de Brandeiro fechou na segunda-feira após uma tempestade."),
    ("pl", "Port w Brandowie zamknięto w poniedziałek po burzy, przeniesiono 40 łodzi."),
    ("ru", "Порт Брандово закрыли в понедельник после шторма, увели 40 лодок."),
    ("uk", "Порт Брандове закрили в понеділок після шторму, перевели 40 човнів."),
    ("tr", "Branda limanı pazartesi günü fırtınadan sonra kapandı, 40 tekne taşındı."),
    ("ar", "أغلق الميناء يوم الاثنين بعد العاصفة ونقل 40 قاربا."),
    ("zh", "港口周一在风暴后关闭，40艘船被转移。"),
    ("ja", "港は月曜日の嵐の後に閉鎖され、40隻の船が移された。"),
]


@pytest.mark.parametrize(("language", "text"), COMMENT)
def test_judgement_and_address_make_comment(language: str, text: str) -> None:
    assert voice(text, language) == "comment"


@pytest.mark.parametrize(("language", "text"), REPORTING)
def test_plain_facts_are_reporting(language: str, text: str) -> None:
    assert voice(text, language) == "reporting"


@pytest.mark.parametrize(("language", "text"), COMMENT)
def test_the_same_words_between_quotation_marks_are_somebody_elses(
    language: str, text: str
) -> None:
    assert voice(f"“{text}”", language) == "reporting"


def test_attributed_words_are_somebody_elses() -> None:
    text = "Ada Holt said that the wall was an absurd disgrace and that we should be ashamed."
    told = said(text, "Ada Holt", "said", "that the wall was an absurd disgrace and that we should")
    assert marked(text, attributions=(told,)).passages[0].voice == "reporting"
    assert marked(text).passages[0].voice == "comment"


def test_the_writer_as_a_speaker_is_still_the_writer() -> None:
    text = "I believe that the harbour wall is an absurd disgrace."
    own = said(text, "I", "believe", "that the harbour wall is an absurd disgrace")
    assert marked(text, attributions=(own,)).passages[0].voice == "comment"


def test_one_marker_leaves_it_unclear() -> None:
    assert voice("The council of Brandwick should open the harbour in May.") == "unclear"
    assert voice("Nobody spoke.") == "unclear"


def test_a_country_in_capitals_is_no_pronoun() -> None:
    assert voice("The US navy and IT staff left Brandwick on 4 May.") == "reporting"


def test_one_comment_in_a_long_report_of_facts_is_found() -> None:
    text = " ".join([REPORTING[0][1]] * 6 + [COMMENT[0][1]])
    assert voice(text) == "comment"


def test_bylines_credits_and_dates_report() -> None:
    lines = ["By Ada Holt", "4 May 2026", "(AP)", "Brandwick", "BRANDWICK, 4 May"]
    text = "\n\n".join([*lines, REPORTING[0][1]])
    assert {p.voice for p in marked(text).passages} == {"reporting"}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Von Ada Holt"),
        ("de", "Montag, 4. Mai"),
        ("fr", "Par Ada Holt"),
        ("ru", "Брандово, 4 мая"),
        ("ar", "برلين"),
        ("zh", "5月4日"),
        ("da", "Af Ada Holt"),
        (None, "Ada Holt"),
    ],
)
def test_furniture_is_reporting_in_every_language(language: str | None, line: str) -> None:
    report = marked(f"{line}\n\n{REPORTING[0][1]}", language or "xx")
    assert report.passages[0].voice == "reporting"


def test_a_heading_that_judges_is_never_called_comment() -> None:
    text = f"{REPORTING[0][1]}\n\nWhat a disgrace\n\n{REPORTING[0][1]}"
    assert marked(text).passages[1].voice == "unclear"


def test_a_plain_sentence_is_reporting_only_where_there_are_words_to_miss() -> None:
    plain = "the harbour of the town was closed because of the storm, so the boats stayed away."
    assert voice(plain, "en") == "reporting"
    assert voice(plain, "xx") == "unclear"


def test_words_before_a_lone_closing_mark_are_somebody_elses() -> None:
    judged = "It is an absurd disgrace and we should be ashamed.”"
    assert voice(f"{judged} Ada Holt left the hall.") == "reporting"
    assert voice(f"Ada Holt left the hall. {judged[:-1]}") == "comment"


def score(text: str, language: str = "en") -> float:
    (found,) = voice_scores(split(Report(id="r", text=text, language=language)))
    return found


@pytest.mark.parametrize(
    ("comment", "reporting"), list(zip(COMMENT[:12], REPORTING[:12], strict=True))
)
def test_comment_leans_further_than_reporting(
    comment: tuple[str, str], reporting: tuple[str, str]
) -> None:
    assert score(comment[1], comment[0]) > 1
    assert score(reporting[1], reporting[0]) < 0.4


def test_faint_signs_alone_lean_but_make_no_comment() -> None:
    text = "But the burden was not a harsh one, rather a sad and lavish waste of hatred."
    assert score(text) >= 1.2
    assert voice(text) == "unclear"


def test_what_reports_lowers_the_score() -> None:
    assert score("The harsh plan.") > score("The harsh plan of Monday.") > score("40 harsh plans.")


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for kind, start, end in lexicon(language).find(text)]


def test_words_are_found_whole_by_beginning_and_by_ending() -> None:
    assert ("judgement", "absurdly") in found("absurdly", "en")
    assert ("reasoning", "corona-wahn") not in found("corona-wahn", "de")
    assert ("reasoning", "Coronahysterie") in found("Coronahysterie", "de")
    assert found("shoulder musty", "en") == []


def test_phrases_may_have_words_between() -> None:
    assert ("arguing", "not a wall but") in found("not a wall but a gate", "en")
    assert "arguing" not in [kind for kind, _ in found("it was not. A wall but", "en")]


def test_words_are_found_behind_what_is_joined_or_elided() -> None:
    assert ("judgement", "l'absurde") in found("l'absurde", "fr")
    assert ("judgement", "والسخيفة") in found("والسخيفة", "ar")


def test_polite_address_counts_only_with_its_capital_within_the_sentence() -> None:
    assert ("reader", "Sie") in found("Glauben Sie das", "de")
    assert "reader" not in [kind for kind, _ in found("Sie schloss, als sie kam", "de")]


def test_a_name_is_no_judgement() -> None:
    assert [e.kind for e in evidence_of("The band Absurd played in Brandwick.")] == ["name"] * 2
    assert "judgement" in [e.kind for e in evidence_of("An ABSURD band played.")]


def test_a_language_without_words_has_only_the_universal_signs() -> None:
    assert voice("Hafnen er lukket! Hvorfor? Det er 40 både!", "da") == "comment"
    assert voice("Havnen i Brandvig lukkede 4. maj.", "da") == "reporting"


def test_the_evidence_leads_back_to_the_words() -> None:
    text = "Sadly, Ada Holt called the 40 boats an absurd sight."
    report = marked(text)
    found = voice_evidence(report, report.passages[0])
    assert [(text[slice(*e.span)], e.kind, e.voice) for e in found] == [
        ("Sadly", "opening", "comment"),
        ("Ada Holt", "name", "reporting"),
        ("40", "number", "reporting"),
        ("absurd", "judgement", "comment"),
    ]
    assert [e.weight > 0 for e in found] == [True, False, False, True]


def test_a_word_counts_once() -> None:
    (one,) = evidence_of("Of course the harbour closed.")
    assert one.kind == "opening"


def test_exchanging_names_exchanges_nothing_else() -> None:
    text = "Indeed, {} invaded {} and it was a disgrace. The {} army said that {} lied."
    one = marked(text.format("Norland", "Sudland", "Norland", "Sudland"))
    two = marked(text.format("Sudland", "Norland", "Sudland", "Norland"))
    assert [p.voice for p in one.passages] == [p.voice for p in two.passages]
    evidence = [[(e.kind, e.span) for e in voice_evidence(r, r.passages[0])] for r in (one, two)]
    assert evidence[0] == evidence[1]


def test_a_report_without_passages_is_unchanged() -> None:
    report = Report(id="r")
    assert mark_voice(report) == report


def test_thirteen_languages_have_every_list() -> None:
    assert len(WITH_TABLE) >= 13
    for code in WITH_TABLE:
        assert sorted({*table(code, "voice")} - SETTINGS) == WORD_LISTS, code
        assert sum(len(words) for words in table(code, "voice").values()) >= 700, code


@pytest.mark.parametrize("code", WITH_TABLE)
def test_words_are_trimmed_and_stand_once_in_a_list(code: str) -> None:
    for kind, words in table(code, "voice").items():
        assert words, (code, kind)
        assert len(set(words)) == len(words), (code, kind)
        assert all(w == w.strip() and w.strip("*") and "*" not in w.strip("*") for w in words)
        # A capital means that a word counts only as spelt; that is for polite address alone.
        assert kind == "reader" or all(w == w.lower() for w in words), (code, kind)


@pytest.mark.parametrize("code", WITH_TABLE)
def test_a_word_that_a_stem_of_its_list_covers_is_not_listed(code: str) -> None:
    for kind, words in table(code, "voice").items():
        stems = tuple(w[:-1] for w in words if w.endswith("*") and not w.startswith("*"))
        for word in words if stems and kind not in SETTINGS else ():
            covered = [x for x in stems if word.startswith(x) and word != f"{x}*"]
            assert not covered or " " in word, (code, kind, word, covered)


PIECES = [
    "We",
    "should",
    "absurd",
    "!",
    "?",
    "“",
    "”",
    ".",
    "\n\n",
    "Ada",
    "40",
    "said",
    "US",
    "否",
]


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)),
    st.sampled_from(["en", "de", "ar", "zh", "ja", None]),
)
@settings(max_examples=150, deadline=None)
def test_every_evidence_lies_in_its_passage(text: str, language: str | None) -> None:
    report = mark_voice(split(Report(id="r", text=text, language=language)))
    for passage in report.passages:
        assert passage.voice in ("reporting", "comment", "unclear")
        for evidence in voice_evidence(report, passage):
            start, end = evidence.span
            assert passage.span[0] <= start < end
            assert start < passage.span[1]
            assert evidence.weight >= 0
