"""Bytes to text: byte order mark, declared charset, UTF-8, then a guess.

Order of trust: a byte order mark; UTF-8 where the bytes are valid UTF-8 beyond ASCII (no other
encoding gives that by accident, whatever a page declares); the declared charset; ASCII; broken
UTF-8; a guess by charset-normalizer among the encodings in ``encodings.toml``.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from firsthand.read.language import identify
from firsthand.records import Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\f\r\x1b")
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_LOST = "\ufffd"
# Codecs of text on the web; Python also knows some that would undo escapes ("unicode_escape").
_WEB_CODEC = re.compile(
    r"ascii|utf-8|cp\d+|iso8859|iso2022|koi8|euc_|big5|gb|hz|shift_jis|johab|mac[-_]|tis-620|kz1048"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, the Python name of the encoding, and what went wrong if anything."""

    text: str
    encoding: str
    problem: Problem | None = None


def decode(raw: bytes, *, declared: str | None = None, place: str = "input") -> Decoded:
    """Decode ``raw``; only a byte order mark is removed, nothing else is changed.

    ``declared`` is the charset that a header or page names; ``place`` is named in problems.
    Undecodable bytes become U+FFFD with a problem ``encoding``; bytes that are no text at all
    give ``""`` with a problem ``binary``. Empty bytes give ``""`` and no problem.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _lossy(raw[len(mark) :], encoding, place)
    marked = _wide(raw)
    if marked is None and is_binary(raw):
        return Decoded("", "", binary(place))
    return marked or _unmarked(raw, declared, place)


def _unmarked(raw: bytes, declared: str | None, place: str) -> Decoded:
    utf8 = _strict(raw, "utf-8")
    certain = Decoded(utf8, "utf-8") if utf8 is not None else None
    if certain and not raw.isascii():
        return certain
    stated = _declared(raw, declared, place)
    return stated or certain or _broken_utf8(raw, place) or _guess(raw, place)


def declared_in_page(raw: bytes) -> str | None:
    """Return the charset named by a ``<meta>`` or XML declaration in the first 4,096 bytes."""
    found = _META.search(raw[:4096])
    return found.group(1).decode("ascii", "replace") if found else None


def is_binary(raw: bytes) -> bool:
    """Tell whether more than 2 % of the bytes (first 64 KiB) are control characters."""
    sample = raw[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) * 0.02


def binary(place: str) -> Problem:
    """Return the problem of bytes that hold no text."""
    return Problem("binary", f"{place}: holds no text; give a text, HTML or JSONL file")


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _lossy(raw: bytes, encoding: str, place: str) -> Decoded:
    """Decode with replacement characters, and say how many and where the first is."""
    text = _strict(raw, encoding)
    if text is not None:
        return Decoded(text, encoding)
    text = raw.decode(encoding, "replace")
    lost = text.count(_LOST)
    if lost > len(text) * 0.3:
        return Decoded("", "", binary(place))
    line = text.count("\n", 0, text.find(_LOST)) + 1
    message = (
        f"{place}: {lost} characters are not valid {encoding.upper()} (first in line {line}) and "
        f"are shown as {_LOST}; save the file again as UTF-8"
    )
    return Decoded(text, encoding, Problem("encoding", message))


def _wide(raw: bytes) -> Decoded | None:
    """Decode UTF-16 that lacks its mark: every other byte of Latin text is then 0."""
    sample = raw[:_SAMPLE]
    half = len(sample) // 2
    if len(raw) % 2 or not half or b"\0" not in sample:
        return None
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > half * 0.4:
            text = _strict(raw, encoding)
            if text is not None and text.count("\0") == 0:
                return Decoded(text, encoding)
    return None


def _declared(raw: bytes, declared: str | None, place: str) -> Decoded | None:
    """Decode as declared, read as browsers read it; None where that cannot be right."""
    if not declared:
        return None
    label = declared.strip().lower().replace("_", "-")
    name = _tables()["labels"].get(label, label)
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if not _WEB_CODEC.match(encoding):
        return None
    text = raw.decode(encoding, "replace")
    # Many losses show that the declaration is wrong.
    return None if text.count(_LOST) > len(text) * 0.01 else _lossy(raw, encoding, place)


def _broken_utf8(raw: bytes, place: str) -> Decoded | None:
    """Decode as UTF-8 with losses where whole sequences outnumber the broken ones."""
    text = raw.decode("utf-8", "replace")
    lost = text.count(_LOST)
    whole = sum(map("\x7f".__lt__, text)) - lost
    return _lossy(raw, "utf-8", place) if whole > 2 * lost else None


def _guess(raw: bytes, place: str) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 (needed by few files)

    sample = raw[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=list(_tables()["candidates"]["names"])).best()
    if best is None:
        return _unknown(raw, place)
    return _lossy(raw, _by_language(sample, str(best.encoding)), place)


def _unknown(raw: bytes, place: str) -> Decoded:
    """Decode as Western European, which keeps ASCII right, and say that it is a last resort."""
    message = f"{place}: its encoding is not recognised, letters may be wrong; save it as UTF-8"
    return Decoded(raw.decode("cp1252", "replace"), "cp1252", Problem("encoding", message))


def _by_language(sample: bytes, encoding: str) -> str:
    """Choose among encodings of Latin letters, which bytes alone hardly tell apart.

    Those are considered whose text reads as a language that used them; the one that turns most
    bytes beyond ASCII into letters is taken, the guess or else the first listed among equals.
    """
    home = _tables()["home"]
    if encoding not in home:
        return encoding
    fitting = {}
    for candidate in dict.fromkeys((encoding, *home)):
        text = _strict(sample, candidate)
        if text is not None and identify(text) in home[candidate]:
            fitting[str(candidate)] = sum(c.isalpha() for c in text if not c.isascii())
    return max(fitting, key=fitting.__getitem__) if fitting else encoding


@cache
def _tables() -> Mapping[str, Any]:
    file = resources.files("firsthand.read") / "encodings.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
