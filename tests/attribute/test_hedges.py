"""Attributions without a speaker, on invented sentences: hedges and moods of hearsay."""

from __future__ import annotations

import pytest

from .said import analysed, words


@pytest.mark.parametrize(
    ("language", "text", "cue", "content"),
    [
        ("en", "The guard reportedly fled at night.", "reportedly", "The guard … fled at night"),
        ("en", "Reportedly, the guard fled at night.", "Reportedly", "the guard fled at night"),
        (
            "en",
            "The dam is expected to hold until Monday.",
            "is expected",
            "The dam … to hold until Monday",
        ),
        ("nl", "De wacht is naar verluidt gevlucht.", "naar verluidt", "De wacht is … gevlucht"),
        ("nl", "De burgemeester zou gevlucht zijn.", "zou", "De burgemeester … gevlucht zijn"),
        ("de", "Die Wache ist angeblich geflohen.", "angeblich", "Die Wache ist … geflohen"),
        ("fr", "Le maire aurait quitté la ville.", "aurait", "Le maire … quitté la ville"),
        ("es", "El alcalde habría dejado la ciudad.", "habría", "El alcalde … dejado la ciudad"),
        (
            "it",
            "Il sindaco avrebbe lasciato la città.",
            "avrebbe",
            "Il sindaco … lasciato la città",
        ),
        ("tr", "Belediye başkanı şehirden kaçmış.", "kaçmış", "Belediye başkanı şehirden kaçmış"),
        ("pt", "O autarca teria deixado a cidade.", "teria", "O autarca … deixado a cidade"),
    ],
)
def test_a_hedge_attributes_its_clause_to_nobody(
    language: str, text: str, cue: str, content: str
) -> None:
    report = analysed(text, language)
    (found,) = report.attributions
    assert (words(report, found.cue), words(report, found.content)) == (cue, content)
    assert found.mention == () and found.speaker is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le maire aurait quitté la ville si le pont avait tenu."),
        ("nl", "Als de brug had gehouden, zou de burgemeester gevlucht zijn."),
        ("it", "Se il ponte avesse tenuto, il sindaco avrebbe lasciato la città."),
        ("es", "El alcalde habría podido dejar la ciudad."),
        ("tr", "Belediye başkanı şehirden ayrılmıştır."),
        ("en", "The road is confirmed to the north of the dam."),
    ],
)
def test_a_condition_is_no_hearsay(language: str, text: str) -> None:
    assert analysed(text, language).attributions == ()
