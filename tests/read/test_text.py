from __future__ import annotations

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.read.text import LONGEST, text_report

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


def test_the_text_is_the_file() -> None:
    content = (
        "Quay stays closed\r\n\r\nBy Ada Quill\r\n14 May 2031\r\n\r\n"
        "The\u00a0harbour master said “no”\u2028today. \n\n\n"
    )
    raw = content.encode()
    report = text_report(raw, id="a", path="a.txt")
    assert report.text == content
    assert report.sha256 == sha256(raw).hexdigest()
    assert (report.title, report.byline) == ("Quay stays closed", "Ada Quill")
    assert (report.published, report.published_from) == ("2031-05-14", "text")
    assert (report.language, report.outlet, report.problems) == ("en", None, ())


def test_a_date_in_a_sentence_is_not_the_date_of_publication() -> None:
    report = text_report(b"The quay closed on 14 May 2031, she said.\n\nIt rained.\n", id="a")
    assert (report.published, report.published_from) == (None, "none")


@given(LETTERS.filter(str.strip), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@settings(max_examples=60, deadline=None)
def test_spans_of_the_text_fit_the_file(content: str, encoding: str) -> None:
    if encoding == "utf-8" and content.startswith("\ufeff"):
        return
    report = text_report(content.encode(encoding), id="a")
    assert report.text == content
    assert report.problems == ()


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_report(raw: bytes) -> None:
    report = text_report(raw, id="a", path="a.txt")
    assert report == text_report(raw, id="a", path="a.txt")
    assert report.text or report.problems
    report.text.encode()


def test_an_over_long_text_is_refused_whole() -> None:
    longest = text_report(b"word " * (LONGEST // 5), id="a")
    assert len(longest.text) == LONGEST
    report = text_report(b"word " * (LONGEST // 5) + b"more", id="a", path="a.txt")
    assert report.text == ""
    assert [p.code for p in report.problems] == ["too-large"]
    assert "a.txt" in report.problems[0].message


def test_empty_and_blank_files() -> None:
    for raw in (b"", b" \n\r\n\t", b"\xef\xbb\xbf"):
        report = text_report(raw, id="a", path="a.txt")
        assert report.text == ""
        assert [p.code for p in report.problems] == ["empty"]
