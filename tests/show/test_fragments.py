"""Text fragments: which words a link names, read back as a browser would."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.show.fragments import text_link, web_address

from .story import at

PAGE = "https://paper.example/story"
TEXT = """The council met. “It was a well-kept secret, R&D said,” a clerk told us.

The mayor said no. The minister said no. The mayor said no, again.

A long statement begins with these words and goes on for quite a while, until after more than a
hundred characters it ends, at last, with those words.

他说，会议已经结束。没有人受伤。"""


def directive(text: str, span: tuple[int, int]) -> list[str]:
    link = text_link(PAGE, text, span)
    assert link is not None
    assert link.startswith(f"{PAGE}#:~:text=")
    return [unquote(part) for part in link.partition("text=")[2].split(",")]


def test_short_words_are_named_whole_and_characters_that_mean_something_escaped():
    words = "a well-kept secret, R&D said"
    link = text_link(PAGE, TEXT, at(TEXT, words))
    assert link == f"{PAGE}#:~:text=a%20well%2Dkept%20secret%2C%20R%26D%20said"


def test_marks_at_the_ends_are_left_out_and_words_are_whole():
    assert directive(TEXT, at(TEXT, "“It was a well-kept secret, R&D said,”")) == [
        "It was a well-kept secret, R&D said"
    ]
    assert directive(TEXT, at(TEXT, "ouncil me")) == ["council met"]


def test_a_long_statement_is_named_by_its_first_and_last_words():
    start = TEXT.index("A long")
    end = TEXT.index("\n\n他")
    first, last = directive(TEXT, (start, end))
    assert first == "A long statement begins with these"
    assert last == "ends, at last, with those words"


def test_words_that_run_through_paragraphs_are_named_by_their_ends():
    start, end = TEXT.index("a clerk"), TEXT.index(" The minister")
    assert directive(TEXT, (start, end)) == ["a clerk told us.", "The mayor said no"]


def test_words_that_stand_again_get_what_stands_around_them():
    first, second = at(TEXT, "The mayor said no"), at(TEXT, "The mayor said no", 1)
    assert directive(TEXT, first) == ["The mayor said no"]
    assert directive(TEXT, second) == [
        "said no. The minister said no.-",
        "The mayor said no",
    ]
    twice = "No. Yes. No. Yes. No!"
    assert directive(twice, (13, 16)) == ["No. Yes. No.-", "Yes"]
    assert directive("one two. one two three", (9, 16)) == ["one two.-", "one two"]


def test_what_stands_before_and_after_may_both_be_needed():
    text = "x\n\nHe said no to A.\n\nx\n\nHe said no to B."
    found = directive(text, at(text, "no", 1))
    assert found == ["He said-", "no", "-to B."]


def test_scripts_without_spaces_are_cut_at_marks_only():
    assert directive(TEXT, at(TEXT, "会议已经结束")) == ["会议已经结束"]
    long = "他说" + "会议已经结束没有人受伤" * 12 + "，" + "没有人受伤" * 12
    assert directive(long, (0, len(long))) == [
        "他说" + "会议已经结束没有人受伤" * 12,
        "没有人受伤" * 12,
    ]


def test_marks_on_letters_stay_with_them():
    text = "यह हिन्दी है"
    assert directive(text, (3, 5)) == ["हिन्दी"]
    assert directive("it wasn't 3,000 there", (3, 12)) == ["wasn't 3,000"]


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example",
        "http://", "http://[", "https://x:y/", "ftp://x.example", "story.html", " javascript:x",
        "java\nscript:x",
    ],
)  # fmt: skip
def test_what_is_no_web_address_gives_no_link(url):
    assert web_address(url) is None
    assert text_link(url, TEXT, (0, 5)) is None


def test_an_address_keeps_its_own_fragment_and_loses_another_directive():
    assert text_link("https://x.example/a#b", TEXT, (0, 3)) == "https://x.example/a#b:~:text=The"
    assert text_link("https://x.example/a#:~:text=old", TEXT, (0, 3)) == (
        "https://x.example/a#:~:text=The"
    )


def test_an_address_cannot_leave_where_it_is_written():
    assert web_address('https://x.example/a b"><b>\\\n\ud800`') == (
        "https://x.example/a%20b%22%3E%3Cb%3E%5C%EF%BF%BD%60"
    )
    assert web_address("https://x.example/%D8%B1?a=1&b=(2)#c") == (
        "https://x.example/%D8%B1?a=1&b=(2)#c"
    )


@pytest.mark.parametrize("text", ["a" * 9000, "会" * 9000, "a\u0301" * 4000, "ab " * 3000])
def test_no_link_is_endless(text):
    for span in ((0, len(text)), (4000, 4050), (0, 1)):
        link = text_link(PAGE, text, span)
        assert link
        assert len(link) < 9 * 1500


def test_no_letters_lead_to_the_page():
    assert text_link(PAGE, "— ! —", (0, 5)) == PAGE
    assert text_link(PAGE, "", (0, 0)) == PAGE


@given(st.text("ab .,-&\n'会é\u0301", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_directive_has_its_parts_in_the_order_of_the_text(text, one, other):
    span = min(one, other, len(text)), min(max(one, other), len(text))
    link = text_link(PAGE, text, span)
    assert link is not None
    assert re.fullmatch(r"[\w.%~-]*", link.partition("text=")[2].replace(",", ""))
    parts = [unquote(p) for p in link.partition("text=")[2].split(",") if p]
    named = [" ".join(p.split()) for p in text.split("\n")]
    for part in parts:
        assert any(part.removesuffix("-").removeprefix("-") in line for line in named)
