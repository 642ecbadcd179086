from __future__ import annotations

import pytest

from firsthand.read.sniff import by_content_type, charset, sniff
from firsthand.records import Problem


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"anything", "a.txt", "text"),
        (b"<p>a page that is kept as text", "a.TXT", "text"),
        (b"words", "a.htm", "html"),
        (b'{"title": "a"}', "a.ndjson", "jsonl"),
        (b"The quay is closed.", "-", "text"),
        (b"", "-", "text"),
        (b'\xef\xbb\xbf {"title": "a"}', "-", "jsonl"),
        ('{"title": "a"}'.encode("utf-16"), "-", "jsonl"),
        (b"\n<!-- saved -->\n<!DOCTYPE html><html>", "-", "html"),
        (b"<?xml version='1.0'?><html>", "report", "html"),
        (b"{curly} words", "notes", "text"),
        (b"[London] words", "story.2031", "text"),
    ],
)
def test_formats(head: bytes, name: str, expected: str) -> None:
    assert sniff(head, name) == expected


@pytest.mark.parametrize(
    ("head", "name", "listed", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.png", True, "unknown-format"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", False, "binary"),
        (b"%PDF-1.7", "a.pdf", False, "unknown-format"),
        (b"var a = 1;", "a.js", True, "unknown-format"),
        (b"<?xml version='1.0'?><rss>", "feed", False, "unknown-format"),
        (b"\x00\x00\x00\x01" * 40, "a.dat", False, "unknown-format"),
        (b"\x00\x00\x00\x01" * 40, "-", False, "binary"),
    ],
)
def test_what_is_no_report(head: bytes, name: str, listed: bool, code: str) -> None:
    found = sniff(head, name, listed=listed)
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.message.startswith(name)


def test_what_headers_say() -> None:
    assert by_content_type("text/html; charset=x", b"", "u") == "html"
    assert by_content_type("text/plain", b"<html>", "u") == "text"
    assert by_content_type("", b"<html>", "u") == "html"
    assert charset('text/html; charset="KOI8-R"') == "KOI8-R"
    assert charset("text/html") is None
