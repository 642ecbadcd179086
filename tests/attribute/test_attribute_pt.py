"""Who said what in Portuguese, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "pt")


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ("“A barragem vai aguentar”, disse Mira Oduya.", "A barragem", "Mira Oduya", "disse"),
        ("“A barragem vai aguentar”, disse-lhe a prefeita.", "A barragem", "a prefeita", "disse"),
        ("Mira Oduya respondeu: “A barragem aguenta.”", "A barragem", "Mira Oduya", "respondeu"),
        ("“A barragem vai aguentar”, insistiu.", "A barragem", "", "insistiu"),
    ],
)
def test_direct(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "direct"
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "A engenheira afirma que a barragem é segura.",
            "que a barragem é segura",
            "A engenheira",
            "afirma",
        ),
        (
            "Segundo a polícia, a barragem cedeu na segunda-feira.",
            "a barragem cedeu na segunda-feira",
            "a polícia",
            "Segundo",
        ),
        (
            "A barragem cedeu, de acordo com dois pescadores.",
            "A barragem cedeu",
            "dois pescadores",
            "de acordo com",
        ),
        (
            "A estrada continua fechada, afirmou à imprensa um porta-voz do exército.",
            "A estrada continua fechada",
            "um porta-voz do exército",
            "afirmou",
        ),
        (
            "O conselho acusou a prefeita de esconder o relatório.",
            "a prefeita de esconder o relatório",
            "O conselho",
            "acusou",
        ),
        (
            "O ministro tinha dito que a barragem era segura.",
            "que a barragem era segura",
            "O ministro",
            "tinha dito",
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


def test_mixed_and_a_gerund() -> None:
    text = "O conselho rejeitou o plano, afirmando que a barragem é “uma velha senhora”."
    report = analysed(text)
    assert words(report, only(report, "o plano").content) == "o plano"
    found = only(report, "que a barragem")
    assert (found.mode, words(report, found.mention)) == ("mixed", "O conselho")


def test_nesting() -> None:
    report = analysed("A Gazeta informa que a polícia disse que uma testemunha afirmou que fugiu.")
    outer, middle, inner = report.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)


def test_pronouns_offices_and_subjects_left_out() -> None:
    text = (
        "O ministro Paulo Rivas disse que a barragem era segura. Ele acrescentou que chovia. "
        "Garantiu que a estrada estava aberta."
    )
    report = analysed(text)
    assert [speaker(report, a) for a in report.attributions] == ["Paulo Rivas"] * 3
    assert [words(report, a.mention) for a in report.attributions][2] == ""


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "O exército afirma que a barragem cedeu. Um funcionário disse que estava tudo calmo. "
        "A França anunciou que ajudaria."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {"exército": "organisation", "Um funcionário": "unnamed", "França": "country"}
