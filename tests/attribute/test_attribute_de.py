"""Who said what, on invented German sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.attribute.tables import lexicon
from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "de")


# --- direct speech


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ("„Der Damm hält noch“, sagte Mira Oduya.", "Der Damm hält noch", "Mira Oduya", "sagte"),
        ("Mira Oduya sagte: „Der Damm hält noch.“", "Der Damm hält noch.", "Mira Oduya", "sagte"),
        (
            "„Der Damm hält noch“, teilte Innenministerin Mira Oduya am Montag mit.",
            "Der Damm hält noch",
            "Innenministerin Mira Oduya",
            "teilte",
        ),
        ("„Der Damm hält noch“, fügte sie hinzu.", "Der Damm hält noch", "sie", "fügte"),
        (
            "„Der Damm hält noch“, so der Hafenmeister.",
            "Der Damm hält noch",
            "der Hafenmeister",
            "so",
        ),
        ("„Der Damm hält noch“, hat er geäußert.", "Der Damm hält noch", "er", "geäußert"),
        (
            "„Der Damm hält noch“, erklärte am Montag der Hafenmeister Jan Brandt.",
            "Der Damm hält noch",
            "der Hafenmeister Jan Brandt",
            "erklärte",
        ),
        (
            "Mira Oduya wird mit den Worten zitiert: „Der Damm hält noch.“",
            "Der Damm hält noch.",
            "Mira Oduya",
            "zitiert",
        ),
    ],
)
def test_direct(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "direct"
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_a_colon_leads_in_with_the_subject_behind_its_verb() -> None:
    report = analysed(
        "In einem Gespräch zeigte sich die Ingenieurin Mira Oduya sehr ruhig: „Der Damm hält noch.“"
    )
    assert speaker(report, only(report, "Der Damm")) == "Mira Oduya"


# --- indirect speech

MAIN = [
    ("Der Bürgermeister sagte, dass der Damm halte.", "dass der Damm halte", "Der Bürgermeister"),
    ("Oduya sagte, der Damm sei sicher.", "der Damm sei sicher", "Oduya"),
    ("Der Damm sei sicher, sagte der Bürgermeister.", "Der Damm sei sicher", "der Bürgermeister"),
    (
        "Am Freitag sagte der Hafenmeister Jan Brandt, der Damm halte nicht.",
        "der Damm halte nicht",
        "der Hafenmeister Jan Brandt",
    ),
    (
        "Als der Regen kam, stellte sie fest, dass der Damm leck war.",
        "dass der Damm leck war",
        "sie",
    ),
    (
        "Die Regierung hat am Freitag mitgeteilt, dass der Damm halte.",
        "dass der Damm halte",
        "Die Regierung",
    ),
    (
        "Jan Brandt, der Leiter der Wasserbehörde, sagte, der Damm sei leer.",
        "der Damm sei leer",
        "Jan Brandt, der Leiter der Wasserbehörde",
    ),
    ("In dem Bericht heißt es, der Damm sei leer.", "der Damm sei leer", "dem Bericht"),
    ("Oduya ist der Meinung, dass der Damm hält.", "dass der Damm hält", "Oduya"),
]
SEPARABLE = [
    (
        "Die Wasserbehörde kündigte am Montag an, dass sie den Damm prüfe.",
        "dass sie den Damm prüfe",
        "Die Wasserbehörde",
    ),
    ("Die Behörde wies die Vorwürfe zurück.", "die Vorwürfe", "Die Behörde"),
    (
        "Oduya warf dem Rat vor, den Riss verschwiegen zu haben.",
        "dem Rat … den Riss verschwiegen zu haben",
        "Oduya",
    ),
    ("Der Rat räumte ein, den Riss gekannt zu haben.", "den Riss gekannt zu haben", "Der Rat"),
    ("Oduya hat die Pläne des Rates kritisiert.", "die Pläne des Rates", "Oduya"),
    ("Die Armee wurde von Oduya kritisiert.", "Die Armee", "Oduya"),
]
FINAL = [
    (
        "Wie die Polizei mitteilte, ist die Brücke gesperrt.",
        "ist die Brücke gesperrt",
        "die Polizei",
    ),
    (
        "Die Brücke ist gesperrt, wie die Polizei mitteilte.",
        "Die Brücke ist gesperrt",
        "die Polizei",
    ),
    (
        "Die Stadt schwieg, nachdem der Ingenieur erklärt hatte, dass der Damm sicher sei.",
        "dass der Damm sicher sei",
        "der Ingenieur",
    ),
]
PREPOSITIONS = [
    ("Laut Polizei ist die Brücke gesperrt.", "ist die Brücke gesperrt", "Polizei"),
    ("Der Damm ist nach Angaben der Feuerwehr leer.", "Der Damm ist … leer", "der Feuerwehr"),
    ("Nach Ansicht von Mira Oduya ist er leer.", "ist er leer", "Mira Oduya"),
    ("Der Damm ist einem Bericht zufolge leer.", "Der Damm ist … leer", "einem Bericht"),
    ("Angaben der Polizei zufolge ist er leer.", "ist er leer", "Angaben der Polizei"),
    ("Nach Polizeiangaben ist die Brücke gesperrt.", "ist die Brücke gesperrt", "Polizeiangaben"),
]


@pytest.mark.parametrize(("text", "content", "mention"), [*MAIN, *SEPARABLE, *FINAL, *PREPOSITIONS])
def test_indirect(text: str, content: str, mention: str) -> None:
    report = analysed(text)
    found = [a for a in report.attributions if words(report, a.content) == content]
    assert len(found) == 1, [words(report, a.content) for a in report.attributions]
    assert words(report, found[0].mention) == mention
    assert found[0].mode == "indirect"


def test_mixed_keeps_the_marks_inside_the_content() -> None:
    report = analysed("Oduya sagte, die Lage sei „ein Geschenk an die Baufirmen“.")
    found = only(report, "die Lage sei")
    assert found.mode == "mixed"
    assert "„ein Geschenk" in words(report, found.content)


@pytest.mark.parametrize(
    "text",
    [
        "Die erklärte Absicht war gut.",
        "Nach dem Regen stieg das Wasser.",
        "Es regnete so stark, dass der Damm brach.",
        "Er wollte das Haus verteidigen.",
        "Nachdem sie den Fehler bemerkt hatten, gingen sie heim.",
        "Er ging nach Hause, um etwas zu sagen.",
    ],
)
def test_what_attributes_nothing(text: str) -> None:
    assert analysed(text).attributions == ()


# --- reported speech goes on


def test_a_subjunctive_sentence_goes_on_with_reported_speech() -> None:
    text = (
        "Der Damm sei sicher, sagte Mira Oduya. Das Wasser steige nicht mehr. "
        "Die Straße sei offen. Am Abend kamen viele Leute."
    )
    report = analysed(text)
    assert len(report.attributions) == 1
    content = words(report, report.attributions[0].content)
    assert "Das Wasser steige nicht mehr" in content
    assert "Die Straße sei offen" in content
    assert "Am Abend" not in content


def test_behind_a_quotation_it_is_an_attribution_of_its_own() -> None:
    report = analysed("„Der Damm hält noch“, sagte Mira Oduya. Das Wasser steige nicht mehr.")
    quoted, reported = report.attributions
    assert (quoted.mode, reported.mode) == ("direct", "indirect")
    assert quoted.speaker == reported.speaker


def test_without_an_attribution_before_it_nobody_says_it() -> None:
    assert analysed("Es regnete. Das Wasser steige nicht mehr.").attributions == ()


# --- chains and speakers


def test_the_sentence_before_is_what_das_points_to() -> None:
    report = analysed("Der Damm ist leck. Das teilte das Wasserministerium am Freitag mit.")
    found = only(report, "Der Damm ist leck")
    assert words(report, found.mention) == "das Wasserministerium"
    assert report.speakers[0].kind == "organisation"


def test_nesting() -> None:
    report = analysed(
        "Der Talbote berichtet, dass die Polizei gesagt habe, dass ein Zeuge den Mann sah."
    )
    outer, inner = report.attributions
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert words(report, inner.mention) == "die Polizei"


def test_pronouns_offices_and_compound_titles_are_one_speaker() -> None:
    report = analysed(
        "Außenminister Ivo Brandtner sagte, der Damm sei sicher. Er fügte hinzu, dass die Straße "
        "offen sei. Der Minister behauptete, die Mauer sei neu. Brandtner bestritt den Bericht."
    )
    assert {speaker(report, a) for a in report.attributions} == {"Ivo Brandtner"}
    assert len(report.speakers) == 1


def test_sie_is_a_woman_or_several() -> None:
    one = analysed("Kanzlerin Anna Kowal sagte, er sei leer. Sie kündigte an, ihn zu füllen.")
    assert len(one.speakers) == 1
    many = analysed("Die Anwohner sagten, er sei leer. Sie forderten, ihn zu füllen.")
    assert len(many.speakers) == 1
    assert many.speakers[0].kind in {"group", "unnamed"}


def test_a_noun_with_a_capital_is_no_name() -> None:
    report = analysed("Ein Beamter sagte, die Straße sei offen. Mira Oduya sagte, er sei leer.")
    kinds = {s.name: s.kind for s in report.speakers}
    assert kinds == {"Ein Beamter": "unnamed", "Mira Oduya": "person"}


def test_the_list_of_verbs_is_long_enough() -> None:
    verbs = {c.words[0] for cues in lexicon("de").cues.values() for c in cues if c.kind == "verb"}
    assert len(verbs) >= 400
