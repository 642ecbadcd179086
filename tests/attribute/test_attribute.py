"""Who said what, on invented sentences: one test a construction, English and Dutch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.records import Report

from .said import analysed, only, speaker, words

# --- direct speech


@pytest.mark.parametrize(
    ("text", "language", "content", "mention", "cue"),
    [
        ("“The dam will hold,” said Mira Oduya.", "en", "The dam will hold,", "Mira Oduya", "said"),
        ("“The dam will hold,” Mira Oduya said.", "en", "The dam will hold,", "Mira Oduya", "said"),
        ("Mira Oduya said: “The dam will hold.”", "en", "The dam will hold.", "Mira Oduya", "said"),
        ("Mira Oduya said, “The dam will hold.”", "en", "The dam will hold.", "Mira Oduya", "said"),
        (
            "According to Oduya, “There is no danger at all.”",
            "en",
            "There is no danger at all.",
            "Oduya",
            "According to",
        ),
        ("“De dam houdt het,” zei Mira Oduya.", "nl", "De dam houdt het,", "Mira Oduya", "zei"),
        ("“De dam houdt het,” aldus Oduya.", "nl", "De dam houdt het,", "Oduya", "aldus"),
        ("Oduya zei: “De dam houdt het.”", "nl", "De dam houdt het.", "Oduya", "zei"),
        ("‘De dam houdt het nog wel,’ voegde zij toe.", "nl", "De dam houdt", "zij", "voegde"),
    ],
)
def test_direct(text: str, language: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text, language)
    found = only(report, content)
    assert found.mode == "direct"
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_a_quotation_broken_by_its_cue_is_one_attribution() -> None:
    report = analysed("“We left,” said Mira Oduya, “before the water came over the wall.”")
    found = only(report, "We left")
    assert words(report, found.content) == "We left, … before the water came over the wall."
    assert found.mode == "direct"


def test_speech_that_goes_on_belongs_to_the_attribution_before_it() -> None:
    report = analysed("“The dam will hold,” Oduya said. “We checked it twice last week.”")
    assert len(report.attributions) == 1
    assert "We checked" in words(report, report.attributions[0].content)


def test_a_colon_leads_in_to_a_quotation_in_the_next_paragraph() -> None:
    text = (
        "Engineer Mira Oduya also questioned the council's motives:\n\n"
        "“They knew of the crack in May. Why did nobody close the road?”"
    )
    report = analysed(text)
    found = only(report, "They knew of the crack")
    assert speaker(report, found) == "Mira Oduya"
    assert words(report, found.cue) == "questioned"


def test_a_phrase_in_quotation_marks_is_no_speech() -> None:
    report = analysed("The so-called “Blue Door” stayed shut. The “summit” was short.")
    assert report.attributions == ()


def test_a_verb_that_no_list_has_still_speaks_beside_a_quotation() -> None:
    report = analysed("“This is the best day of my life!” trumpeted Ada Holt.")
    found = only(report, "This is the best day")
    assert speaker(report, found) == "Ada Holt"
    assert "beside a" in found.method


def test_a_language_without_a_table_gives_what_quotation_marks_show() -> None:
    report = analysed("„Hráz vydrží celou zimu,“ prohlásila Mira Odujová.", "cs")
    found = only(report, "Hráz vydrží")
    assert words(report, found.mention) == "Mira Odujová"


# --- indirect and mixed speech


@pytest.mark.parametrize(
    ("text", "language", "content", "mention", "cue"),
    [
        (
            "The army has accused the council of hiding the report.",
            "en",
            "the council of hiding the report",
            "The army",
            "has accused",
        ),
        (
            "General Ivo Brandt, commander of the river guard, claimed in a briefing that the "
            "dam was safe.",
            "en",
            "that the dam was safe",
            "General Ivo Brandt, commander of the river guard",
            "claimed",
        ),
        (
            "The dam is safe, the mayor said on Friday.",
            "en",
            "The dam is safe",
            "the mayor",
            "said",
        ),
        (
            "The dam was empty, according to two engineers.",
            "en",
            "The dam was empty",
            "two engineers",
            "according to",
        ),
        (
            "Oduya told the Valley Herald that the pumps had failed.",
            "en",
            "that the pumps had failed",
            "Oduya",
            "told",
        ),
        (
            "Hij zei dat de dam veilig was.",
            "nl",
            "dat de dam veilig was",
            "Hij",
            "zei",
        ),
        (
            "Vrijdag zei minister Oduya dat de dam veilig was.",
            "nl",
            "dat de dam veilig was",
            "minister Oduya",
            "zei",
        ),
        (
            "Volgens de burgemeester is de dam veilig.",
            "nl",
            "is de dam veilig",
            "de burgemeester",
            "Volgens",
        ),
        (
            "De minister heeft vrijdag gezegd dat de dam veilig was.",
            "nl",
            "dat de dam veilig was",
            "De minister",
            "gezegd",
        ),
        (
            "Oduya had ook kritiek op de plannen van de gemeente.",
            "nl",
            "de plannen van de gemeente",
            "Oduya",
            "kritiek",
        ),
    ],
)
def test_indirect(text: str, language: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text, language)
    found = only(report, content)
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue
    assert found.mode == "indirect"


def test_mixed_keeps_the_marks_inside_the_content() -> None:
    report = analysed("Oduya said the plan was “a gift to nobody but the builders”.")
    found = only(report, "the plan was")
    assert found.mode == "mixed"
    assert "“a gift" in words(report, found.content)


def test_two_verbs_of_one_speaker_are_two_attributions() -> None:
    report = analysed("The mayor said the road was closed and warned that the bridge was next.")
    first, second = report.attributions
    assert words(report, first.content) == "the road was closed"
    assert words(report, second.content) == "that the bridge was next"
    assert first.mention == second.mention
    assert (first.force, second.force) == ("state", "warn")


def test_nouns_that_look_like_verbs_are_no_cues() -> None:
    report = analysed("The report was late. In order to save water, they closed the gates.")
    assert report.attributions == ()


def test_as_somebody_said() -> None:
    report = analysed("It is odd if the wall was new, as the builder has claimed.")
    found = only(report, "the wall was new")
    assert words(report, found.mention) == "the builder"


# --- chains


def test_the_sentence_before_and_the_agency_behind() -> None:
    text = "De dam is lek. Dat heeft het waterschap vrijdag gezegd, meldt persbureau Zeta."
    report = analysed(text, "nl")
    said = only(report, "De dam is lek.".rstrip("."))
    told = only(report, "Dat heeft het waterschap")
    assert words(report, said.mention) == "het waterschap"
    assert words(report, told.mention) == "persbureau Zeta"
    assert said.parent == told.id


def test_nesting_goes_to_any_depth() -> None:
    report = analysed("The Herald reports that police said that a witness claimed the man ran.")
    outer, middle, inner = report.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)


def test_a_claim_inside_a_quotation_has_it_as_parent() -> None:
    report = analysed("“The council says the wall is new,” said Mira Oduya.")
    inner = only(report, "the wall is new")
    outer = only(report, "The council says")
    assert inner.parent == outer.id


# --- speakers


def test_pronouns_titles_and_misspellings_are_one_speaker() -> None:
    text = (
        "General Ivo Brandtner said the dam was safe. He added that the road was open. "
        "The general claimed the wall was new. Brandtnner denied the report."
    )
    report = analysed(text)
    assert {speaker(report, a) for a in report.attributions} == {"Ivo Brandtner"}
    assert len(report.speakers) == 1
    assert report.speakers[0].kind == "person"


def test_unnamed_speakers_are_never_joined_to_named_ones() -> None:
    text = "Mira Oduya said the dam was safe. An official said the road was open."
    report = analysed(text)
    first, second = report.attributions
    assert first.speaker != second.speaker
    kinds = {s.name: s.kind for s in report.speakers}
    assert kinds["An official"] == "unnamed"


def test_two_persons_of_one_first_name_stay_two() -> None:
    text = "Anna Kowal said the dam was safe. Anna Berg said the dam was lost."
    report = analysed(text)
    assert len({a.speaker for a in report.attributions}) == 2


def test_bodies_are_organisations() -> None:
    report = analysed("The river army has accused the council of hiding the report.")
    assert report.speakers[0].kind == "organisation"


# --- rules for all input

MARKS = "“”\"„«»‘’'.,:;!?-–—()\n \u00a0"
WORDS = [
    "said",
    "that",
    "Mira",
    "Oduya",
    "the",
    "army",
    "zei",
    "dat",
    "volgens",
    "he",
    "U.S.",
    "据",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=60))
def test_any_text_gives_spans_within_it_and_sound_links(parts: list[str]) -> None:
    text = " ".join(parts)
    for language in ("en", "nl", "xx"):
        report = analysed(text, language)
        ids = {a.id for a in report.attributions}
        for found in report.attributions:
            assert found.content
            assert found.parent is None or found.parent in ids - {found.id}
            assert found.speaker is None or found.speaker in {s.id for s in report.speakers}
            assert 0 < found.score <= 1
            for start, end in (*found.content, *found.mention, *found.cue):
                assert 0 <= start < end <= len(text)


@settings(max_examples=30, deadline=None)
@given(st.permutations(["Veldia", "Ostrana", "Kembria"]))
def test_exchanging_the_countries_exchanges_the_result(names: list[str]) -> None:
    text = (
        "{0} has accused {1} of hiding the report. “{2} knew of it,” the minister said. "
        "According to {2}, the dam was safe."
    )
    plain = analysed(text.format("Veldia", "Ostrana", "Kembria"))
    swapped = analysed(text.format(*names))

    def shape(report: Report) -> list[tuple[object, ...]]:
        return [(a.mode, a.force, a.parent, a.speaker, a.method) for a in report.attributions]

    assert shape(plain) == shape(swapped)


def test_without_a_table_and_capitals_no_speaker_is_guessed() -> None:
    report = analysed("وقالت المهندسة أمس: «السد سيصمد طوال الشتاء».", "xx")
    assert [a.mention for a in report.attributions] == [()]
    assert report.speakers == ()
