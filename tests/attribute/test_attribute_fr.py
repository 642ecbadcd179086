"""Who said what in French, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.attribute.segments import segments
from firsthand.attribute.tables import lexicon
from firsthand.records import Report
from firsthand.split import split

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "fr")


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "« La digue tiendra », a déclaré Mira Oduya.",
            "La digue tiendra",
            "Mira Oduya",
            "a déclaré",
        ),
        ("« La digue tiendra », dit-elle.", "La digue tiendra", "elle", "dit"),
        ("« La digue tiendra », a-t-elle ajouté.", "La digue tiendra", "elle", "ajouté"),
        (
            "« La digue tiendra », a affirmé jeudi à la presse le maire Paul Rivet.",
            "La digue tiendra",
            "le maire Paul Rivet",
            "a affirmé",
        ),
        (
            "Mira Oduya a répondu : « La digue tiendra. »",
            "La digue tiendra.",
            "Mira Oduya",
            "a répondu",
        ),
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
            "Le maire a indiqué à Radio Vallée, la station du bourg, que la digue était sûre.",
            "que la digue était sûre",
            "Le maire",
            "a indiqué",
        ),
        (
            "L’ingénieure affirme qu’il faut fermer la route.",
            "qu’il faut fermer la route",
            "L’ingénieure",
            "affirme",
        ),
        (
            "Selon l’armée, la digue a cédé lundi.",
            "la digue a cédé lundi",
            "l’armée",
            "Selon",
        ),
        (
            "La digue a cédé lundi, d’après deux pêcheurs.",
            "La digue a cédé lundi",
            "deux pêcheurs",
            "d’après",
        ),
        (
            "La route restera fermée, a annoncé la préfecture de Verlin.",
            "La route restera fermée",
            "la préfecture de Verlin",
            "a annoncé",
        ),
        (
            "Le conseil a accusé le maire d’avoir caché le rapport.",
            "le maire d’avoir caché le rapport",
            "Le conseil",
            "a accusé",
        ),
        (
            "Oduya a promis de réparer la digue.",
            "de réparer la digue",
            "Oduya",
            "a promis",
        ),
        (
            "Comme l’a expliqué Mira Oduya, la digue est vieille.",
            "la digue est vieille",
            "Mira Oduya",
            "a expliqué",
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


def test_a_cue_within_the_guillemets_is_the_narrators() -> None:
    report = analysed("« La digue, a-t-il dit, tiendra tout l’hiver. Il faut rester. »")
    found = only(report, "La digue")
    assert len(report.attributions) == 1
    assert words(report, found.content) == "La digue … tiendra tout l’hiver. Il faut rester."
    assert words(report, found.mention) == "il"
    assert found.mode == "direct"
    assert found.parent is None


def test_mixed_speech() -> None:
    report = analysed("Le maire a dit que la digue était « une vieille dame ».")
    found = only(report, "que la digue")
    assert found.mode == "mixed"


def test_a_participle_takes_the_subject_of_the_main_verb() -> None:
    text = "Le conseil a rejeté le plan, affirmant que la digue était sûre."
    report = analysed(text)
    assert words(report, only(report, "le plan").content) == "le plan"
    claim = only(report, "que la digue")
    assert words(report, claim.mention) == "Le conseil"


def test_a_participle_shares_the_auxiliary_of_the_one_before_it() -> None:
    report = analysed("Le maire a dit que la route était ouverte et ajouté que la digue tenait.")
    first, second = report.attributions
    assert words(report, first.content) == "que la route était ouverte"
    assert words(report, second.content) == "que la digue tenait"
    assert first.mention == second.mention


def test_a_participle_without_an_auxiliary_is_no_cue() -> None:
    report = analysed("Le plan annoncé lundi et le rapport publié mardi sont longs.")
    assert report.attributions == ()


def test_a_relative_clause_names_its_speaker_before_the_pronoun() -> None:
    report = analysed("La ville attend Jeanne Morin, qui affirme que la digue est sûre.")
    found = only(report, "que la digue")
    assert speaker(report, found) == "Jeanne Morin"


def test_nesting() -> None:
    report = analysed(
        "Selon la Gazette, la police a dit qu’un témoin affirmait que l’homme fuyait."
    )
    outer, middle, inner = report.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)
    assert (outer.method, middle.force, inner.force) == ("rules:according to", "state", "state")


def test_pronouns_and_offices_are_resolved() -> None:
    text = (
        "La ministre de l’Intérieur Jeanne Morin a dit que la digue était sûre. "
        "Elle a ajouté que la route était ouverte. « Partez », a lancé la ministre."
    )
    report = analysed(text)
    assert [speaker(report, a) for a in report.attributions] == ["Jeanne Morin"] * 3


def test_an_indefinite_pronoun_is_nobody() -> None:
    report = analysed("Le maire Paul Rivet a dit que tout allait bien. On dit que la digue a cédé.")
    assert speaker(report, only(report, "que tout")) == "Paul Rivet"
    assert speaker(report, only(report, "que la digue")) is None


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "L’armée affirme que la digue a cédé. Un responsable a dit que la route était sûre. "
        "La France a annoncé qu’elle aiderait."
    )
    report = analysed(text)
    kinds = {s.name: s.kind for s in report.speakers}
    assert kinds == {"armée": "organisation", "Un responsable": "unnamed", "France": "country"}


def test_nouns_that_look_like_verbs_are_no_cues() -> None:
    report = analysed("La demande est forte. Le juge est parti. Les critiques ont été nombreuses.")
    assert report.attributions == ()


def test_elided_words_and_hung_pronouns_are_words_of_their_own() -> None:
    report = split(
        Report(id="r", text="Aujourd’hui l’ami qu’il a vu s’en va, dit-il.", language="fr")
    )
    (segment,) = segments(report, lexicon("fr"))
    found = [t.lower for t in segment.tokens]
    assert found[:5] == ["aujourd'hui", "l'", "ami", "qu'", "il"]
    assert found[-3:] == ["dit", "il", "."]
    assert [report.text[t.start : t.end] for t in segment.tokens] == [
        t.text for t in segment.tokens
    ]
