"""Who said what in Spanish, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "es")


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ("«La presa aguantará», dijo Mira Oduya.", "La presa aguantará", "Mira Oduya", "dijo"),
        (
            "“La presa aguantará”, ha dicho la alcaldesa.",
            "La presa aguantará",
            "la alcaldesa",
            "ha dicho",
        ),
        (
            "Mira Oduya respondió: «La presa aguantará».",
            "La presa aguantará",
            "Mira Oduya",
            "respondió",
        ),
        ("«La presa aguantará», insistió.", "La presa aguantará", "", "insistió"),
        (
            "«La presa aguantará», dijo a los vecinos que esperaban en la plaza.",
            "La presa aguantará",
            "",
            "dijo",
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
            "El alcalde informó al diario La Vega de que la presa era segura.",
            "de que la presa era segura",
            "El alcalde",
            "informó",
        ),
        (
            "La ingeniera insistió en que la presa era segura.",
            "en que la presa era segura",
            "La ingeniera",
            "insistió",
        ),
        (
            "Según la policía, la presa cedió el lunes.",
            "la presa cedió el lunes",
            "la policía",
            "Según",
        ),
        (
            "La presa cedió el lunes, según informó Radio Vega.",
            "La presa cedió el lunes",
            "Radio Vega",
            "según informó",
        ),
        (
            "De acuerdo con dos pescadores, la presa cedió el lunes.",
            "la presa cedió el lunes",
            "dos pescadores",
            "De acuerdo con",
        ),
        (
            "La carretera seguirá cerrada, anunció un portavoz del ejército a la prensa.",
            "La carretera seguirá cerrada",
            "un portavoz del ejército",
            "anunció",
        ),
        (
            "El consejo ha acusado a la alcaldesa de ocultar el informe.",
            "a la alcaldesa de ocultar el informe",
            "El consejo",
            "ha acusado",
        ),
        (
            "El lunes dijo Oduya que la presa era segura.",
            "que la presa era segura",
            "Oduya",
            "dijo",
        ),
        (
            "Oduya admitió haber firmado el informe.",
            "haber firmado el informe",
            "Oduya",
            "admitió",
        ),
        (
            "La policía anunció este sábado que la presa era segura.",
            "que la presa era segura",
            "La policía",
            "anunció",
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
    report = analysed("«La presa, aseguró la alcaldesa, aguantará. No hay peligro»")
    found = only(report, "La presa")
    assert words(report, found.content) == "La presa … aguantará. No hay peligro"
    assert words(report, found.mention) == "la alcaldesa"
    assert found.mode == "direct"


def test_a_subject_behind_its_verb_before_more() -> None:
    report = analysed(
        "«La presa aguantará», comentó Lee cuando salía. «Vamos», dijo J. Mora riendo."
    )
    found = [words(report, a.mention) for a in report.attributions]
    assert found == ["Lee", "J. Mora"]


def test_mixed_speech() -> None:
    report = analysed("El alcalde dijo que la presa era “una vieja señora”.")
    assert only(report, "que la presa").mode == "mixed"


def test_a_gerund_takes_the_subject_of_the_main_verb() -> None:
    report = analysed("El consejo rechazó el plan, afirmando que la presa era segura.")
    assert words(report, only(report, "el plan").content) == "el plan"
    assert words(report, only(report, "que la presa").mention) == "El consejo"


def test_a_subject_left_out_is_the_last_speaker() -> None:
    text = (
        "La alcaldesa Mira Oduya dijo que la presa era segura. "
        "Añadió que la carretera estaba abierta."
    )
    report = analysed(text)
    found = only(report, "que la carretera")
    assert found.mention == ()
    assert speaker(report, found) == "Mira Oduya"


def test_a_subject_left_out_with_nobody_before_it_is_unknown() -> None:
    report = analysed("Dijo que la presa era segura.")
    assert speaker(report, only(report, "que la presa")) is None


def test_an_impersonal_verb_has_no_speaker() -> None:
    text = "La alcaldesa Mira Oduya dijo que llovía. Se espera que la presa aguante."
    report = analysed(text)
    assert speaker(report, only(report, "que la presa")) is None


def test_the_first_person_is_the_one_who_is_quoted() -> None:
    report = analysed("«Creo que la presa aguantará», dijo Mira Oduya.")
    outer, inner = only(report, "Creo"), only(report, "que la presa")
    assert inner.parent == outer.id
    assert inner.mention == ()
    assert speaker(report, inner) == "Mira Oduya"


def test_nesting() -> None:
    report = analysed("La Gaceta informa que la policía dijo que un testigo afirmó que huyó.")
    outer, middle, inner = report.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)
    mentions = [words(report, a.mention) for a in report.attributions]
    assert mentions == ["La Gaceta", "la policía", "un testigo"]


def test_offices_and_names_are_one_speaker() -> None:
    text = (
        "El ministro de Interior, Pablo Rivas, dijo que la presa era segura. "
        "«No hay peligro», afirmó Rivas. El ministro negó que hubiera grietas."
    )
    report = analysed(text)
    assert [speaker(report, a) for a in report.attributions] == ["Pablo Rivas"] * 3
    assert [a.force for a in report.attributions] == ["state", "state", "deny"]


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "El ejército afirma que la presa cedió. Un funcionario dijo que no había peligro. "
        "Francia anunció que ayudaría."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {"ejército": "organisation", "Un funcionario": "unnamed", "Francia": "country"}


def test_nouns_that_look_like_verbs_are_no_cues() -> None:
    assert analysed("La denuncia llegó tarde. Hubo una condena y una protesta.").attributions == ()
