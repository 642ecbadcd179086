"""Quotations that no cue of their own sentence claims, on invented reports."""

from __future__ import annotations

import pytest

from .said import analysed, words


def _speakers(text: str, language: str) -> dict[str, str]:
    """Return the words of who says each content that is all quotation."""
    report = analysed(text, language)
    direct = (a for a in report.attributions if a.mode == "direct")
    return {words(report, a.content): words(report, a.mention) for a in direct}


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        (
            "en",
            "Ada Holt was not amused. “We have waited nine years for this bridge.”",
            "We have waited nine years for this bridge.",
            "Ada Holt",
        ),
        (
            "de",
            "Die Ministerin Ada Holt war nicht froh. „Wir haben neun Jahre darauf gewartet.“",
            "Wir haben neun Jahre darauf gewartet.",
            "Die Ministerin Ada Holt",
        ),
        (
            "en",
            "Ada Holt said the bridge would cost less.\n\n“Nobody will pay a cent more than now.”",
            "Nobody will pay a cent more than now.",
            "Ada Holt",
        ),
        (
            "en",
            "Ada Holt left with the words “I am with the people of Veld” on her lips.",
            "I am with the people of Veld",
            "Ada Holt",
        ),
        (
            "en",
            "“I hope you can find the papers that are missing.” Holt said.",
            "I hope you can find the papers that are missing.",
            "Holt",
        ),
        (
            "de",
            "„Wir haben neun Jahre darauf gewartet“, zitiert die Zeitung den Minister.",
            "Wir haben neun Jahre darauf gewartet",
            "den Minister",
        ),
        (
            "de",
            "Die Zeitung zitiert den Minister mit den Worten: „Wir haben lange gewartet.“",
            "Wir haben lange gewartet.",
            "den Minister",
        ),
        (
            "de",
            "„Wir haben neun Jahre darauf gewartet“, wird Holt zitiert.",
            "Wir haben neun Jahre darauf gewartet",
            "Holt",
        ),
        (
            "de",
            "„Niemand wird mehr zahlen als jetzt“, heißt es dazu in der Erklärung.",
            "Niemand wird mehr zahlen als jetzt",
            "der Erklärung",
        ),
        (
            "de",
            "„Wer zahlt das alles am Ende?“, wollten die Anwohner wissen.",
            "Wer zahlt das alles am Ende?",
            "die Anwohner",
        ),
        (
            "de",
            "Lachend fügte Holt hinzu: „Das war nicht so gemeint.“",
            "Das war nicht so gemeint.",
            "Holt",
        ),
    ],
)
def test_whose_words(language: str, text: str, content: str, speaker: str) -> None:
    assert _speakers(text, language).get(content) == speaker


def test_speech_behind_a_thing_stays_unclaimed() -> None:
    text = "The bridge fell on Monday. “We have waited nine years for this.”"
    assert set(_speakers(text, "en").values()) <= {""}


def test_and_with_a_colon_goes_on_with_the_speech() -> None:
    text = "Holt sagte: „Die Lage ist ernst.“ Und: „Wir schaffen das zusammen.“"
    assert set(_speakers(text, "de").values()) == {"Holt"}
