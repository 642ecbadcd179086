"""Polarity, certainty and clauses between tellings in two languages, with the real encoder."""

from __future__ import annotations

import pytest

from firsthand.compare import find_divergences
from firsthand.engines.base import Encoder
from firsthand.records import Claim, Divergence, Report, Telling
from firsthand.split import split


def compared(
    one: tuple[str, str], other: tuple[str, str], encoder: Encoder
) -> tuple[list[Divergence], dict[str, str]]:
    """Compare two texts, each (language, words), as tellings of one claim."""
    reports = [
        split(Report(name, text=words, language=language))
        for name, (language, words) in (("a", one), ("b", other))
    ]
    tellings = tuple(Telling(r.id, None, ((0, len(r.text)),)) for r in reports)
    found = find_divergences(reports, [Claim("c1", one[1], tellings)], encoder)
    return list(found), {r.id: r.text for r in reports}


TRUE = ("en", "The harbour authority will reopen the northern lock to cargo ships on Monday.")
SAME = [
    ("de", "Die Hafenbehörde wird die nördliche Schleuse am Montag für Frachtschiffe öffnen."),
    ("fr", "L’autorité portuaire rouvrira lundi l’écluse nord aux navires de fret."),
    ("es", "La autoridad portuaria reabrirá el lunes la esclusa norte a los buques de carga."),
    ("ru", "Администрация порта в понедельник откроет северный шлюз для грузовых судов."),
]
DENIED = [
    (
        "de",
        "Die Hafenbehörde wird die nördliche Schleuse am Montag nicht für Frachtschiffe öffnen.",
    ),
    ("fr", "L’autorité portuaire ne rouvrira pas lundi l’écluse nord aux navires de fret."),
    ("es", "La autoridad portuaria no reabrirá el lunes la esclusa norte a los buques de carga."),
    ("ru", "Администрация порта в понедельник не откроет северный шлюз для грузовых судов."),
]


@pytest.mark.parametrize("other", SAME)
def test_a_translation_differs_in_nothing(other: tuple[str, str], encoder: Encoder) -> None:
    assert compared(TRUE, other, encoder)[0] == []


@pytest.mark.parametrize("other", DENIED)
def test_a_negation_in_one_telling(other: tuple[str, str], encoder: Encoder) -> None:
    found, texts = compared(TRUE, other, encoder)
    (polarity,) = [d for d in found if d.aspect == "polarity"]
    words = [texts[e.report][slice(*e.span)] for e in polarity.spans]
    assert {"nicht", "pas", "no", "не"} & set(words)


def test_a_hedge_in_one_telling(encoder: Encoder) -> None:
    other = ("nl", "De kapitein heeft het schip naar verluidt om vijf uur verlaten.")
    found, texts = compared(("en", "The captain left the ship at five o’clock."), other, encoder)
    (hedge,) = [d for d in found if d.aspect == "certainty"]
    assert "naar verluidt" in [texts[e.report][slice(*e.span)] for e in hedge.spans]


def test_a_clause_left_out_across_languages(encoder: Encoder) -> None:
    whole = (
        "en",
        "The minister said the dam would be repaired before the autumn, although two engineers "
        "had warned her that the money was already spent.",
    )
    short = ("de", "Die Ministerin sagte, der Damm werde vor dem Herbst repariert.")
    found, texts = compared(whole, short, encoder)
    (dropped,) = [d for d in found if d.kind == "dropped"]
    assert "two engineers" in texts["a"][slice(*dropped.spans[0].span)]
    assert dropped.spans[1].span == (0, len(short[1]))


def test_a_not_in_a_clause_left_out_changes_nothing(encoder: Encoder) -> None:
    whole = (
        "en",
        "The council will sell the old mill to the theatre, which does not have a house of its own "
        "and has played in a tent for eleven years.",
    )
    short = ("nl", "De gemeenteraad verkoopt de oude molen aan het theater.")
    found, _ = compared(whole, short, encoder)
    assert [d.aspect for d in found] == ["wording"]
