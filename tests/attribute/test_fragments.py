"""Words in quotation marks within the narrator's own sentence, on invented reports."""

from __future__ import annotations

import pytest

from .said import analysed, words


def _said(text: str, language: str) -> list[tuple[str, str]]:
    report = analysed(text, language)
    return [(words(report, a.mention), words(report, a.content)) for a in report.attributions]


@pytest.mark.parametrize(
    ("text", "mention", "content"),
    [
        (
            "Lothar Kraus, Landrat in Veld, sprach von einer „großen Gefahr für alle“.",
            "Lothar Kraus, Landrat in Veld",
            "großen Gefahr für alle",
        ),
        (
            "Von einem „gezielten Angriff auf Veld“ sprach der Landrat Lothar Kraus.",
            "der Landrat Lothar Kraus",
            "gezielten Angriff auf Veld",
        ),
        (
            "Kraus begründete den Schritt mit einer „völlig neuen Lage“ im Land.",
            "Kraus",
            "völlig neuen Lage",
        ),
        (
            "Für den Landrat Lothar Kraus war die Brücke „ein einziges Ärgernis“.",
            "den Landrat Lothar Kraus",
            "ein einziges Ärgernis",
        ),
        (
            "Die Brücke wurde von der Polizei als „nicht mehr sicher“ eingestuft.",
            "der Polizei",
            "nicht mehr sicher",
        ),
        (
            "Die Anhänger zogen mit der Parole „Nie wieder Hochwasser“ durch die Stadt.",
            "",
            "",
        ),
    ],
)
def test_german_fragments_are_the_subjects_words(text: str, mention: str, content: str) -> None:
    found = _said("Am Montag fiel Regen. " + text, "de")
    assert ((mention, content) in found) if mention else not found


def test_a_relative_clause_that_ends_in_a_cue_has_its_pronoun_as_speaker() -> None:
    text = "Kritik kam von Kraus, der den Plan als „teuren alten Unsinn“ bezeichnete."
    assert ("der", "teuren alten Unsinn") in _said(text, "de")


def test_a_genitive_behind_a_german_noun_names_the_speaker() -> None:
    text = "Auf den Vorwurf der Partei, es handele sich um einen „alten Plan“, ging er nicht ein."
    assert ("der Partei", "es handele sich um einen „alten Plan“") in _said(text, "de")


def test_reported_speech_goes_on_in_fragments() -> None:
    text = (
        "Kraus begründete den Schritt mit einer „völlig neuen Lage“. Damit sei die Brücke „nicht "
        "mehr sicher“."
    )
    assert [m for m, _ in _said(text, "de")] == ["Kraus", "Kraus"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Schiff „Ada Holt“ lief am Montag in Veld ein."),
        ("de", "Lothar Kraus las am Montag in der Zeitung „Veld am Abend“."),
        ("de", "Die Brücke ist „nicht mehr sicher“ und bleibt gesperrt."),
        ("en", "The tanker “Ada Holt” ran into the pier on Monday."),
        ("en", "The bridge was “no longer safe” and stayed shut."),
    ],
)
def test_names_and_the_narrators_own_marks_are_nobodys_words(language: str, text: str) -> None:
    assert _said(text, language) == []


def test_marked_words_open_the_content_of_an_english_verb() -> None:
    text = "Ada Holt says “on her worst day” she would be a better mayor."
    assert _said(text, "en") == [("Ada Holt", "“on her worst day” she would be a better mayor")]


def test_a_comma_within_the_marks_ends_the_content() -> None:
    text = "But “it will not be cheap,” said Ada Holt, mayor of Veld."
    assert [m for m, _ in _said(text, "en")] == ["Ada Holt, mayor of Veld"]
