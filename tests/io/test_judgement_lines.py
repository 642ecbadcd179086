"""Judgements as lines of JSON: what is written is read, and nothing else passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import blocks
from firsthand.errors import UsageError
from firsthand.io.judgement_lines import judgement_line, read_line
from firsthand.judge import judge_reports
from firsthand.pipeline import read_reports
from firsthand.records import (
    AnyJudgement,
    Judgement,
    Pointed,
    SpeakerJudgement,
    TellingJudgement,
    VoiceJudgement,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
PLACES = st.builds(
    lambda report, start, words: Pointed(report, (start, start + len(words)), words),
    WORDS,
    st.integers(0, 10**6),
    WORDS,
)
JUDGEMENTS: st.SearchStrategy[AnyJudgement] = st.one_of(
    st.builds(Judgement, st.booleans(), st.lists(WORDS, min_size=2, unique=True).map(tuple)),
    st.builds(
        TellingJudgement, st.booleans(), st.lists(PLACES, min_size=2, unique=True).map(tuple)
    ),
    st.builds(SpeakerJudgement, PLACES, st.none() | WORDS),
    st.builds(VoiceJudgement, PLACES),
)


@given(JUDGEMENTS)
def test_what_is_written_is_read(judgement: AnyJudgement) -> None:
    line = judgement_line(judgement)
    assert "\n" not in line
    assert read_line(line, "here") == judgement


def test_the_lines_are_those_of_the_format() -> None:
    place = Pointed("al-shiraa", (4, 12), "مجلس المي")
    record = {"report": "al-shiraa", "span": [4, 12], "words": "مجلس المي"}
    other = Pointed("b", (0, 2), "Ja")
    lines = {
        Judgement(True, ("a", "b")): {"same": ["a", "b"]},
        TellingJudgement(False, (place, other)): {
            "apart": [record, {"report": "b", "span": [0, 2], "words": "Ja"}]
        },
        SpeakerJudgement(place, None): {"speaker": record, "name": None},
        VoiceJudgement(place): {"reporting": record},
    }
    for judgement, wanted in lines.items():
        assert json.loads(judgement_line(judgement)) == wanted


PLACE = '{"report": "a", "span": [0, 2], "words": "Ja"}'
OTHER = '{"report": "b", "span": [0, 2], "words": "Ja"}'


@pytest.mark.parametrize(
    "line",
    [
        f'{{"same": [{PLACE}]}}',
        f'{{"same": [{PLACE}, {PLACE}]}}',
        f'{{"same": [{PLACE}, "b"]}}',
        f'{{"same": [{PLACE}, {OTHER}], "name": "x"}}',
        f'{{"speaker": {PLACE}}}',
        f'{{"speaker": {PLACE}, "name": ""}}',
        f'{{"speaker": {PLACE}, "name": " "}}',
        f'{{"speaker": {PLACE}, "name": 7}}',
        f'{{"speaker": {PLACE}, "name": "x", "by": "me"}}',
        f'{{"reporting": [{PLACE}]}}',
        f'{{"comment": {PLACE}}}',
        '{"reporting": {"report": "a", "span": [2, 2], "words": "Ja"}}',
        '{"reporting": {"report": "a", "span": [-1, 2], "words": "Ja"}}',
        '{"reporting": {"report": "a", "span": [0, true], "words": "Ja"}}',
        '{"reporting": {"report": "a", "span": [0, 1.5], "words": "Ja"}}',
        '{"reporting": {"report": "a", "span": [0, 2, 4], "words": "Ja"}}',
        '{"reporting": {"report": "a", "span": [0, 2], "words": " "}}',
        '{"reporting": {"report": "a", "span": [0, 2], "words": "\\ud800"}}',
        '{"reporting": {"report": "a", "span": [0, 2]}}',
        '{"reporting": {"report": 1, "span": [0, 2], "words": "Ja"}}',
        '{"withdraw": 1}',
        "[" * 100_000,
        "null",
    ],
)
def test_anything_else_is_refused_with_place_and_remedy(line: str) -> None:
    with pytest.raises(UsageError, match=r'^mine\.jsonl, line 3: is no .*write \{"same": '):
        read_line(line, "mine.jsonl, line 3")


def test_the_lines_in_the_documents_fit_the_examples() -> None:
    root = Path(__file__).parents[2]
    text = (root / "docs/formats.md").read_text(encoding="utf-8")
    ((_, block),) = [b for b in blocks(text, "jsonl") if '"same"' in b[1]]
    reports = {r.id: r for r in read_reports([str(root / "examples/reports")])}
    found = [read_line(line, "docs") for line in block.splitlines()]
    assert {type(judgement) for judgement in found} == set(get_args(AnyJudgement))
    for line, judgement in zip(block.splitlines(), found, strict=True):
        assert judgement_line(judgement) == line
        for place in getattr(judgement, "places", ()) or (getattr(judgement, "place", None),):
            if place is not None:
                start, end = place.span
                assert reports[place.report].text[start:end] == place.words
    assert judge_reports(list(reports.values()), found)[1] == ()
