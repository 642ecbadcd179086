"""Which format an input has, by its name and its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from firsthand.read.decode import binary, is_binary
from firsthand.records import Problem

Format = Literal["text", "html", "jsonl"]

_BY_ENDING: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
}  # fmt: skip
_BY_TYPE: tuple[tuple[str, Format], ...] = (
    ("text/html", "html"), ("application/xhtml", "html"), ("text/plain", "text"),
    ("application/json", "jsonl"), ("application/x-ndjson", "jsonl"),
    ("application/ndjson", "jsonl"), ("application/jsonl", "jsonl"), ("text/markdown", "text"),
)  # fmt: skip
_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"PK\x03\x04", "a ZIP archive or a document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"{\\rtf", "a rich text file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"WARC/", "a web archive (WARC)"),
    (b"SQLite format 3", "a database"),
)
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?>.*?-->)\s*+)*+"  # atomic: hostile comments cost no time
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]|table)\b",
    re.I | re.S,
)
_XML = re.compile(rb"\s*<(?:\?xml|rss|feed|rdf)\b", re.I)
_JSON = re.compile(rb'\s*\{\s*(?:"|\})')


def sniff(head: bytes, name: str, *, listed: bool = False) -> Format | Problem:
    """Return the format of an input by its first bytes and its name ("-" for standard input).

    ``listed`` marks a file that was found in a folder: there, files of unknown endings (scripts
    and tables beside saved pages) are not taken for reports, whatever they hold.
    """
    ending = PurePosixPath(name).suffix.lower()
    by_ending = _BY_ENDING.get(ending)
    kind = next((kind for magic, kind in _KINDS if head.startswith(magic)), None)
    if kind:
        return _unreadable(name, kind, "binary" if by_ending or not ending else "unknown-format")
    if by_ending:
        return by_ending
    if listed and ending:
        return _unreadable(name, f"a {ending} file", "unknown-format")
    return sniff_bytes(head, name, "unknown-format" if ending else "binary")


def sniff_bytes(head: bytes, name: str, code: str = "binary") -> Format | Problem:
    """Return the format by the first bytes alone; ``code`` names the problem of binary ones."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")[2:]  # UTF-16: its ASCII characters suffice here
    elif is_binary(start) and b"\0\0\0" in start:
        return Problem(code, binary(name).message)
    if _JSON.match(start):
        return "jsonl"
    if _HTML.match(start):
        return "html"
    if _XML.match(start):
        return _unreadable(name, "an XML file or feed", "unknown-format")
    return "text"


def by_content_type(content_type: str, head: bytes, url: str) -> Format | Problem:
    """Return the format that an HTTP header names, else what the first bytes look like."""
    stated = content_type.strip().lower()
    found = next((name for start, name in _BY_TYPE if stated.startswith(start)), None)
    return found or sniff_bytes(head, url)


def charset(content_type: str) -> str | None:
    """Return the charset that an HTTP header names, or None."""
    found = re.search(r"""charset\s*=\s*["']?([\w.:-]+)""", content_type, re.I)
    return found.group(1) if found else None


def _unreadable(name: str, kind: str, code: str) -> Problem:
    return Problem(code, f"{name}: is {kind}; give the report as a text, HTML or JSONL file")
