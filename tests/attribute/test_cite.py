"""Agencies and outlets named as a source, on invented sentences."""

from __future__ import annotations

import pytest

from firsthand.attribute import attribute
from firsthand.records import Report
from firsthand.split import split


def analysed(text: str, language: str = "en", outlet: str | None = None) -> Report:
    return attribute(split(Report(id="r", text=text, language=language, outlet=outlet)))


@pytest.mark.parametrize(
    ("text", "language", "words", "outlet", "kind"),
    [
        ("BELMARK (AP) — The dam burst on Monday, officials said.", "en", "BELMARK (AP)",
         "Associated Press", "dateline"),
        ("Bergen (dpa) - Der Damm ist am Montag gebrochen.", "de", "Bergen (dpa)",
         "Deutsche Presse-Agentur", "dateline"),
        ("De dam is lek, meldt persbureau AP.", "nl", "meldt persbureau AP",
         "Associated Press", "agency"),
        ("The dam is leaking, according to the Valley Herald.", "en",
         "according to the Valley Herald", "Valley Herald", "outlet"),
        ("Mira Oduya told Reuters that the pumps had failed.", "en", "told Reuters",
         "Reuters", "agency"),
        ("“It was dark,” she said in an interview with the Valley Herald.", "en",
         "in an interview with the Valley Herald", "Valley Herald", "outlet"),
        ("水坝周一决口，新华社报道。", "zh", "新华社", "Xinhua", "agency"),
        ("The dam burst on Monday. (Reuters)", "en", "Reuters", "Reuters", "credit"),
    ],
)  # fmt: skip
def test_citations(text: str, language: str, words: str, outlet: str, kind: str) -> None:
    report = analysed(text, language)
    found = [(report.text[c.span[0] : c.span[1]], c.outlet, c.kind) for c in report.citations]
    assert found == [(words, outlet, kind)]


def test_a_block_rests_on_the_outlet_that_announces_it() -> None:
    text = "The dam burst.\n\nFree Valley reports:\n\nThe mayor knew of it.\n\nHe left on Monday."
    report = analysed(text)
    (found,) = report.citations
    assert found.outlet == "Free Valley"
    assert report.text[found.scope[0] : found.scope[1]].startswith("The mayor knew")
    assert found.scope[1] == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Fox News fell by two per cent on Monday.",
        "Fighters of IS left the town, the army said.",
        "The mayor reports that the dam was safe.",
        "Jane Holt reports that the dam was safe.",
    ],
)
def test_what_is_only_talked_about_is_no_citation(text: str) -> None:
    assert analysed(text).citations == ()


def test_the_reports_own_outlet_is_no_citation() -> None:
    text = "“It was dark,” Mira Oduya told the Valley Herald."
    assert analysed(text, outlet="The Valley Herald").citations == ()
    assert len(analysed(text).citations) == 1
