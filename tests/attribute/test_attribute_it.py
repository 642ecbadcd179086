"""Who said what in Italian, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str, language: str = "it") -> Report:
    return said.analysed(text, language)


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ("«La diga terrà», ha detto Mira Oduya.", "La diga terrà", "Mira Oduya", "ha detto"),
        ("«La diga terrà», ribadisce la sindaca.", "La diga terrà", "la sindaca", "ribadisce"),
        ("Mira Oduya ha risposto: «La diga terrà».", "La diga terrà", "Mira Oduya", "ha risposto"),
        ("«La diga terrà», ha aggiunto.", "La diga terrà", "", "ha aggiunto"),
    ],
)
def test_direct(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "direct"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "L’ingegnere afferma che la diga è sicura.",
            "che la diga è sicura",
            "L’ingegnere",
            "afferma",
        ),
        (
            "Secondo l’esercito, la diga ha ceduto lunedì.",
            "la diga ha ceduto lunedì",
            "l’esercito",
            "Secondo",
        ),
        (
            "La diga ha ceduto lunedì, stando a due pescatori.",
            "La diga ha ceduto lunedì",
            "due pescatori",
            "stando a",
        ),
        (
            "La strada resterà chiusa, ha annunciato il comune di Verlino.",
            "La strada resterà chiusa",
            "il comune di Verlino",
            "ha annunciato",
        ),
        (
            "Il consiglio ha accusato la sindaca di nascondere il rapporto.",
            "la sindaca di nascondere il rapporto",
            "Il consiglio",
            "ha accusato",
        ),
        (
            "La ministra ha promesso di riparare la diga.",
            "di riparare la diga",
            "La ministra",
            "ha promesso",
        ),
        (
            "Come ha spiegato Mira Oduya, la diga è vecchia.",
            "la diga è vecchia",
            "Mira Oduya",
            "ha spiegato",
        ),
    ],
)
def test_indirect(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "indirect"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_a_cue_within_the_marks_is_the_narrators() -> None:
    report = analysed("«La diga, ha detto il sindaco, terrà. Non c’è pericolo»")
    found = only(report, "La diga")
    assert words(report, found.content) == "La diga … terrà. Non c’è pericolo"
    assert found.mode == "direct"


def test_a_second_is_no_authority() -> None:
    report = analysed("Il secondo piano è vuoto. Il principio secondo cui la diga tiene è noto.")
    assert report.attributions == ()


def test_mixed_and_a_gerund() -> None:
    text = "Il consiglio ha respinto il piano, affermando che la diga è «una vecchia signora»."
    report = analysed(text)
    assert words(report, only(report, "il piano").content) == "il piano"
    found = only(report, "che la diga")
    assert (found.mode, words(report, found.mention)) == ("mixed", "Il consiglio")


def test_a_clause_after_a_compound_past_is_no_relative_one() -> None:
    report = analysed("Il sindaco ha affermato che la ministra ha ammesso che la diga perde.")
    mentions = [words(report, a.mention) for a in report.attributions]
    assert mentions == ["Il sindaco", "la ministra"]
    assert report.attributions[1].parent == report.attributions[0].id


def test_a_subject_left_out_is_the_last_speaker() -> None:
    text = (
        "Il sindaco Carlo Neri ha detto che la diga è sicura. Ha aggiunto che la strada è aperta."
    )
    report = analysed(text)
    found = only(report, "che la strada")
    assert found.mention == ()
    assert speaker(report, found) == "Carlo Neri"


def test_a_name_behind_an_office_and_a_country() -> None:
    text = (
        "Il ministro degli Interni della Francia Carlo Neri ha detto che piove. "
        "«Restate a casa», ha aggiunto Neri."
    )
    report = analysed(text)
    assert [speaker(report, a) for a in report.attributions] == ["Carlo Neri"] * 2


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "L’esercito afferma che la diga ha ceduto. Un funzionario ha detto che tutto è calmo. "
        "La Francia ha annunciato che aiuterà."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {
        "esercito": "organisation",
        "Un funzionario": "unnamed",
        "Francia": "country",
    }


MARKS = "“”\"«»‘’'.,:;!?-–—()\n \u00a0"
WORDS = [
    "dit",
    "qu’",
    "l’",
    "a-t-il",
    "que",
    "Mira",
    "Oduya",
    "dijo",
    "ha",
    "detto",
    "che",
    "disse",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=50))
def test_any_text_gives_spans_within_it_and_sound_links(parts: list[str]) -> None:
    for text in (" ".join(parts), "".join(parts)):
        for language in ("fr", "es", "it", "pt"):
            report = analysed(text, language)
            ids = {a.id for a in report.attributions}
            for found in report.attributions:
                assert found.content
                assert found.parent is None or found.parent in ids - {found.id}
                assert found.speaker is None or found.speaker in {s.id for s in report.speakers}
                for start, end in (*found.content, *found.mention, *found.cue):
                    assert 0 <= start < end <= len(text)
