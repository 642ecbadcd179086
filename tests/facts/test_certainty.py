"""Words that leave open whether it is so, in thirteen languages."""

from __future__ import annotations

import pytest

from firsthand.facts.certainty import find_hedges
from firsthand.languages import codes, table

HEDGED = [
    ("en", "The captain allegedly left the ship.", "allegedly"),
    ("de", "Der Kapitän verließ angeblich das Schiff.", "angeblich"),
    ("nl", "De kapitein heeft wellicht het schip verlaten.", "wellicht"),
    ("fr", "Le capitaine a probablement quitté le navire.", "probablement"),
    ("es", "El capitán supuestamente abandonó el barco.", "supuestamente"),
    ("it", "Il capitano ha probabilmente lasciato la nave.", "probabilmente"),
    ("pt", "O capitão alegadamente deixou o navio.", "alegadamente"),
    ("pl", "Kapitan rzekomo opuścił statek.", "rzekomo"),
    ("ru", "Капитан якобы покинул судно.", "якобы"),
    ("uk", "Капітан нібито покинув судно.", "нібито"),
    ("tr", "Kaptan iddiaya göre gemiyi terk etti.", "iddiaya göre"),
    ("ar", "ربما غادر القبطان السفينة.", "ربما"),
    ("zh", "据说船长离开了船。", "据说"),
]


@pytest.mark.parametrize(("language", "text", "word"), HEDGED)
def test_a_hedge_is_found(language: str, text: str, word: str) -> None:
    (hedge,) = find_hedges(text, [(0, len(text))], language) or ()
    assert text[slice(*hedge.span)] == word
    assert hedge.kind == "hedge"


def test_modals_are_kept_apart() -> None:
    (modal,) = find_hedges("The ferry may leave.", [(0, 20)], "en") or ()
    assert modal.kind == "other"


def test_unknown_languages_and_no_spans() -> None:
    assert find_hedges("kanske", [(0, 6)], "sv") is None
    assert find_hedges("perhaps", [(0, 7)], None) is None
    assert find_hedges("perhaps", [], "en") == ()


@pytest.mark.parametrize("code", codes())
def test_every_language_has_a_table(code: str) -> None:
    known = table(code, "certainty")
    words = [*known["hedges"], *known["others"]]
    assert len(known["hedges"]) >= 10
    assert len(set(words)) == len(words)
