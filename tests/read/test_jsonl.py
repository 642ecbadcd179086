from __future__ import annotations

import io
import json
from dataclasses import asdict
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.read import jsonl
from firsthand.read.jsonl import LONGEST_LINE, jsonl_reports, line_report
from firsthand.records import Report

TEXT = "Quay stays closed\n\nThe north quay stays closed for six weeks, the harbour master said.\n"


def read(line: object) -> Report:
    raw = line if isinstance(line, bytes) else json.dumps(line).encode()
    return line_report(raw, number=3, stem="wires", path="wires.jsonl")


def codes(line: object) -> list[str]:
    return [p.code for p in read(line).problems]


def test_all_fields_are_taken_as_given() -> None:
    line = {
        "id": "x1",
        "text": TEXT,
        "title": "Another title",
        "url": "https://lanver.example/1",
        "path": "a/b.txt",
        "outlet": "Lanver Courier",
        "byline": "Ada Quill",
        "published": "2031-05-14",
        "language": "en-GB",
    }
    raw = json.dumps(line).encode()
    report = read(raw + b"\r\n")
    assert report.text == TEXT
    assert report.sha256 == sha256(raw).hexdigest()
    assert (report.id, report.url, report.path) == ("x1", "https://lanver.example/1", "a/b.txt")
    assert (report.title, report.outlet, report.byline) == (
        "Another title",
        "Lanver Courier",
        "Ada Quill",
    )
    assert (report.published, report.published_from, report.language) == (
        "2031-05-14",
        "given",
        "en",
    )
    assert report.problems == ()


def test_a_title_alone_is_the_text() -> None:
    report = read({"title": "Quay stays closed"})
    assert (report.title, report.text, report.id) == (
        "Quay stays closed",
        "Quay stays closed",
        "wires:3",
    )


def test_only_absent_fields_are_looked_for_in_the_text() -> None:
    assert read({"text": TEXT}).title == "Quay stays closed"
    assert read({"text": TEXT, "title": None}).title is None


def test_whole_numbers_are_ids() -> None:
    assert read({"id": 17, "title": "Quay"}).id == "17"
    assert read({"id": "", "title": "Quay"}).id == "wires:3"


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"not json",
        b"[1]",
        b'"text"',
        b"null",
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"title": ["a"]}',
        b'{"title": "a", "id": true}',
        b'{"title": "a", "id": 1.5}',
        b'{"title": "a", "published": 2031}',
        b"[" * 200_000,
        b'{"id": ' + b"1" * 5000 + b', "title": "a"}',
        b'{"title": "\xff"}',
    ],
)
def test_a_bad_line_names_its_place(line: bytes) -> None:
    report = read(line)
    assert (report.id, report.text) == ("wires:3", "")
    assert [p.code for p in report.problems] == ["json"]
    assert "wires.jsonl, line 3" in report.problems[0].message


def test_a_date_that_is_none_costs_only_the_date() -> None:
    report = read({"title": "Quay stays closed", "published": "last week"})
    assert (report.text, report.published) == ("Quay stays closed", None)
    assert codes({"title": "Quay", "published": "last week"}) == ["json"]


def test_halves_of_surrogate_pairs_are_replaced_one_for_one() -> None:
    report = read(b'{"text": "a \\ud800 b \\ud83d\\ude00", "id": "\\udfff"}')
    assert report.text == "a \ufffd b 😀"
    assert [p.code for p in report.problems] == ["encoding"]
    report.id.encode()


def test_a_bad_line_costs_only_itself() -> None:
    lines = [b'{"title": "One"}\n', b"\n", b"{broken\n", b'{"title": "Two"}']
    reports = list(jsonl_reports(lines, stem="w", path="w.jsonl"))
    assert [(r.id, r.text) for r in reports] == [("w:1", "One"), ("w:3", ""), ("w:4", "Two")]


def test_a_document_over_several_lines_is_one_problem() -> None:
    document = json.dumps([{"title": "One"}, {"title": "Two"}], indent=1).encode()
    reports = list(jsonl_reports(io.BytesIO(document), stem="w", path="w.json"))
    assert [[p.code for p in r.problems] for r in reports] == [["json"]]
    assert "jq -c" in reports[0].problems[0].message


def test_no_line_at_all_is_a_problem() -> None:
    for lines in ([], [b"\n", b"  \n"]):
        (report,) = jsonl_reports(lines, stem="w", path="w.jsonl")
        assert [p.code for p in report.problems] == ["empty"]


def test_what_was_printed_is_read_again() -> None:
    first = read({"text": TEXT, "published": "2031-05-14"})
    again = read(json.loads(json.dumps(asdict(first))))
    assert again.text == first.text
    assert (again.id, again.title, again.published) == (first.id, first.title, first.published)
    failed = read(b"{")
    assert read(json.loads(json.dumps(asdict(failed)))).problems == failed.problems


def test_byte_order_marks_and_utf16() -> None:
    line = '{"title": "Brücke"}\n'
    for encoding in ("utf-8-sig", "utf-16"):
        stream = io.BufferedReader(io.BytesIO((line * 2).encode(encoding)))
        reports = list(jsonl_reports(jsonl.lines(stream), stem="w"))
        assert [r.text for r in reports] == ["Brücke", "Brücke"]


def test_an_endless_line_costs_only_itself() -> None:
    data = b'{"title": "One"}\n' + b"x" * (2 * LONGEST_LINE + 7) + b'\n{"title": "Two"}\n'
    reports = list(jsonl_reports(jsonl.lines(io.BufferedReader(io.BytesIO(data))), stem="w"))
    assert [r.text for r in reports] == ["One", "", "Two"]
    assert [p.code for p in reports[1].problems] == ["too-large"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["text", "title", "id", "url", "published", "language", "problems", "path"])


@given(st.dictionaries(NAMES, JSON, max_size=6))
@settings(max_examples=100, deadline=None)
def test_any_object_gives_a_report(line: dict[str, object]) -> None:
    report = read(line)
    assert report.text or report.problems
    report.text.encode()
    report.id.encode()


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_reports(raw: bytes) -> None:
    stream = io.BufferedReader(io.BytesIO(raw))
    reports = list(jsonl_reports(jsonl.lines(stream), stem="w"))
    assert reports
    assert all(r.text or r.problems for r in reports)
