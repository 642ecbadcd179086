"""Headlines that name their speaker without a verb, on invented reports."""

from __future__ import annotations

import pytest

from .said import analysed, speaker, words

_BODY = (
    "The river Veld rose again on Monday night, and two roads in the north of the country were "
    "under water by the morning. Schools there stayed shut.\n\nTrains ran late all day."
)


def _headline(text: str, body: str, language: str = "en") -> list[tuple[str, str]]:
    report = analysed(text + "\n\n" + body, language)
    found = [a for a in report.attributions if a.method == "rules:headline"]
    return [(words(report, a.mention), words(report, a.content)) for a in found]


@pytest.mark.parametrize(
    ("language", "text", "mention", "content"),
    [
        ("en", "Minister: dam will hold until Friday", "Minister", "dam will hold until Friday"),
        ("en", "Dam will hold until Friday – police", "police", "Dam will hold until Friday"),
        ("en", "Dam will hold: Veldian officials", "Veldian officials", "Dam will hold"),
        ("nl", "Minister: dam houdt het tot vrijdag", "Minister", "dam houdt het tot vrijdag"),
        ("de", "Minister: Damm hält bis Freitag", "Minister", "Damm hält bis Freitag"),
        ("fr", "La digue tiendra – la police", "la police", "La digue tiendra"),
        ("es", "Ministro: la presa aguantará hoy", "Ministro", "la presa aguantará hoy"),
    ],
)
def test_an_office_beside_a_colon_or_dash_speaks(
    language: str, text: str, mention: str, content: str
) -> None:
    assert _headline(text, _BODY, language) == [(mention, content)]


def test_a_name_speaks_if_the_text_lets_it_speak() -> None:
    body = "Ada Holt said on Monday that the dam would hold. The river rose again."
    report = analysed("Holt: dam will hold until Friday\n\n" + body)
    headline, said = report.attributions
    assert headline.method == "rules:headline"
    assert speaker(report, headline) == speaker(report, said) == "Ada Holt"


@pytest.mark.parametrize(
    "text",
    [
        "River Veld: three dead in flood",
        "Three dead in the flood – Veldia Post",
        "Ada Holt: a life on the river",
        "Parliament: the last statue falls",
        "The score was 3:1 in the end",
    ],
)
def test_a_topic_or_a_sign_does_not_speak(text: str) -> None:
    assert _headline(text, "Ada Holt said on Monday that the dam would hold.") == []
