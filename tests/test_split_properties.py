"""What holds for every text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.records import Report
from firsthand.spans import contains
from firsthand.split import split

MARKS = "“”„‟\"＂«»‹›‘’‚‛'`´「」『』—–-.,:!?…() \n\r\u00a0\u2028\u2029\u0085"
WORDS = [
    "He",
    "said",
    "да",
    "说",
    "ה",
    "6'2\"",
    "’s",
    "a.m.",
    "Dr.",
    "x",
    "5",
    "\n\n",
    "``",
    "''",
    ",,",
]
texts = st.one_of(
    st.text(max_size=120),
    st.text(alphabet=MARKS + "aAбשあ한1", max_size=120),
    st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=60).map(" ".join),
    st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=60).map("".join),
)
languages = st.sampled_from(["en", "de", "ru", "zh", "he", "es", "fr", "xx", None])


def read(text: str, language: str | None) -> Report:
    return split(Report(id="r", text=text, language=language))


@given(texts, languages)
@settings(max_examples=150, deadline=None)
def test_passages_cover_the_text_in_order(text: str, language: str | None) -> None:
    report = read(text, language)
    spans = [p.span for p in report.passages]
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for s, e in spans for i in range(s, e)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)
    for s, e in spans:
        assert text[s:e] == text[s:e].strip()


@given(texts, languages)
@settings(max_examples=150, deadline=None)
def test_sentences_cover_their_passage_in_order(text: str, language: str | None) -> None:
    for passage in read(text, language).passages:
        assert all(contains(passage.span, s) and s[0] < s[1] for s in passage.sentences)
        assert all(a[1] <= b[0] for a, b in pairwise(passage.sentences))
        covered = {i for s, e in passage.sentences for i in range(s, e)}
        assert all(text[i].isspace() for i in range(*passage.span) if i not in covered)


@given(texts, languages)
@settings(max_examples=150, deadline=None)
def test_quotes_lie_in_the_text_and_in_each_other(text: str, language: str | None) -> None:
    quotes = read(text, language).quotes
    for quote in quotes:
        assert 0 <= quote.outer[0] < quote.outer[1] <= len(text)
        assert quote.pieces
        assert all(contains(quote.outer, p) and p[0] < p[1] for p in quote.pieces)
        assert all(a[1] <= b[0] for a, b in pairwise(quote.pieces))
        assert all(text[s:e] == text[s:e].strip() for s, e in quote.pieces)
    starts = [(q.outer[0], q.depth) for q in quotes]
    assert starts == sorted(starts)
    for quote in quotes:
        around = [q for q in quotes if q is not quote and contains(q.outer, quote.outer)]
        assert quote.depth == len(around)


@given(texts, languages)
@settings(max_examples=60, deadline=None)
def test_splitting_changes_nothing_else_and_twice_gives_the_same(
    text: str, language: str | None
) -> None:
    given_report = Report(id="r", text=text, language=language, title="T")
    once = split(given_report)
    assert once.text == text
    assert (once.id, once.title, once.language) == ("r", "T", language)
    assert split(once) == once


PATTERNS = [
    "The U.S. Army left on Monday. “I went,” he said. ",
    "“I said. ",
    "‘a ",
    "(a ",
    '6" ',
    "— a, — b ",
    "“One.\n\n",
    "a\n",
    "说：“走。”她答。",
    "““a”” ",
]


def calls(work: Callable[[], object]) -> int:
    """Return how many function calls ``work`` takes: a measure that no busy machine disturbs."""
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("pattern", PATTERNS)
def test_work_grows_no_faster_than_the_text(pattern: str) -> None:
    read("warm", "ru")
    small = calls(lambda: read(pattern * 100, "ru"))
    large = calls(lambda: read(pattern * 400, "ru"))
    assert large < 5 * small
