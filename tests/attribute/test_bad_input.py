"""What few would send: no quotation marks, half of them, an endless quotation, all tongues."""

from __future__ import annotations

import pytest

from firsthand import languages
from firsthand.records import Report

from .said import analysed

SENTENCE = "“The dam in Veldia held {0} hours,” Ada Holt said on Monday. "
TONGUES = (
    "De dam houdt het, zei Mira Oduya. Der Damm halte, sagte Ada Holt. Le barrage tiendra, a dit "
    "Ada Holt. La presa aguantará, dijo Ada Holt. Плотина выдержит, заявила Ада Холт. قالت آدا إن "
    "السد سيصمد. 阿达说，大坝会守住。 “Baraj dayanır” dedi Ada Holt. "
    "Tama wytrzyma, powiedziała Ada Holt."
)
TEXTS = {
    "no marks": (SENTENCE * 20).replace("“", "").replace("”", ""),
    "opening marks": (SENTENCE * 20).replace("”", ""),
    "closing marks": (SENTENCE * 20).replace("“", ""),
    "one quotation": "“" + "He said ‘no’ to that. The mayor agreed. " * 100 + "”, she said.",
    "all languages": TONGUES + "\n\n" + TONGUES,
    "marks alone": "“”„“«»‘’「」\"'" * 30,
    "no letters": "1234 — 56:78, (90) … " * 40,
    "one word": "Holt",
}


def check(report: Report) -> None:
    """Assert that all that was found lies within the text."""
    length = len(report.text)
    for attribution in report.attributions:
        assert attribution.content
        for start, end in (*attribution.content, *attribution.mention, *attribution.cue):
            assert 0 <= start < end <= length
    ids = {a.id for a in report.attributions}
    assert all(a.parent is None or a.parent in ids - {a.id} for a in report.attributions)


@pytest.mark.parametrize("language", [*languages.codes(), "xx"])
@pytest.mark.parametrize("kind", list(TEXTS))
def test_bad_input_costs_nothing(kind: str, language: str) -> None:
    check(analysed(TEXTS[kind], language))


def test_a_text_without_full_stops_is_read_in_parts() -> None:
    report = analysed("Ada Holt said that the dam holds, and Ben Ruiz denied that, " * 200)
    check(report)
    assert len(report.attributions) >= 200


def test_a_text_of_three_thousand_sentences_is_read_to_its_end() -> None:
    text = "\n\n".join(SENTENCE.format(i).strip() for i in range(3000))
    report = analysed(text)
    check(report)
    assert len(report.attributions) == 3000
    assert len(report.speakers) == 1
