"""Languages without a table, on invented sentences: what marks and likeness to known cues give."""

from __future__ import annotations

import pytest

from firsthand.attribute import attribute
from firsthand.engines.base import Encoder
from firsthand.records import Report
from firsthand.split import split

from .said import analysed, speaker, words


@pytest.mark.parametrize(
    ("language", "text", "mention", "cue"),
    [
        ("sv", "”Dammen kommer att hålla hela natten”, säger Holt.", "Holt", "säger"),
        ("cs", "„Hráz vydrží celou noc,“ řekla Holtová.", "Holtová", "řekla"),
    ],
)
def test_a_word_like_a_known_cue_names_the_speaker_beside_it(
    encoder: Encoder, language: str, text: str, mention: str, cue: str
) -> None:
    report = attribute(split(Report(id="r", text=text, language=language)), encoder)
    (found,) = report.attributions
    assert (words(report, found.mention), words(report, found.cue)) == (mention, cue)
    assert speaker(report, found) == mention
    assert found.method == "universal:like a cue"


def test_without_an_encoder_one_word_beside_a_quotation_is_no_speaker() -> None:
    report = analysed("”Dammen kommer att hålla hela natten”, säger Holt.", "sv")
    assert report.attributions == ()


def test_a_full_name_beside_a_quotation_needs_no_encoder() -> None:
    report = analysed("”Dammen kommer att hålla hela natten”, säger Ada Holt.", "sv")
    (found,) = report.attributions
    assert words(report, found.mention) == "Ada Holt"
    assert found.method.startswith("universal:")


def test_words_that_say_nothing_are_no_cues(encoder: Encoder) -> None:
    text = "”Dammen kommer att hålla hela natten”, röda båtar Holt."
    report = attribute(split(Report(id="r", text=text, language="sv")), encoder)
    assert report.attributions == ()


def test_a_language_with_a_table_does_not_change_with_an_encoder(encoder: Encoder) -> None:
    report = split(Report(id="r", text="“The dam will hold,” said Ada Holt.", language="en"))
    assert attribute(report, encoder) == attribute(report)
