"""Dates of publication: as machines write them, in addresses, and as lines at the top of a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

_COMMAS = ",،、，"
_MOST_PARTS, _MOST_WORDS = 3, 5
LONGEST_LINE = 100
"""Code points of a line that may be a date line; a longer one is running text."""

_STAMP = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.I | re.A,
)
_PACKED = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?", re.A
)
_IN_URL = re.compile(
    r"(?:^|[/_.-])((?:19|20|21)\d{2})([/_.-])(\d{1,2})\2(\d{1,2})(?=$|\D)"
    r"|(?:^|[/_.-])((?:19|20|21)\d{2})/?(\d{2})/?(\d{2})(?=$|[/_.-])",
    re.A,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.hH]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?\s*(?:Uhr|h|uur|kl)?"
    r"\s*\(?(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2})?\)?(?!\w)"
)
_BREAKS = "|•·–—―\t"
_JUNK = " ,.:;()[]\u00a0\u200e\u200f" + _BREAKS


def moment(value: str) -> str | None:
    """Return a date or date-time as machines write it (ISO 8601, RFC 5322) in ISO 8601.

    Surrounding space is ignored; anything else, an impossible date, or a year outside 1900 to
    2199 gives None.
    """
    value = value.strip()
    for pattern in (_STAMP, _PACKED):
        found = pattern.fullmatch(value)
        if found:
            return _iso(*found.groups())
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    return parsed.isoformat() if 1900 <= parsed.year < 2200 else None


def in_url(url: str) -> str | None:
    """Return the date in the path of an address (``/2031/05/14/``, ``-2031-05-14``), or None."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for found in _IN_URL.finditer(path):
        year, _, month, day, year2, month2, day2 = found.groups()
        when = _iso(year or year2, month or month2, day or day2)
        if when:
            return when
    return None


def date_line(line: str, language: str | None) -> str | None:
    """Return the date of a line that holds little else, or of a paragraph's dateline.

    A date line is a date alone or with its weekday, time, a label ("Published"), or after a
    byline or place and a comma, bar or dash. A dateline is "PLACE, May 14, 2031 (Agency) -"
    before running text. Sentences that mention a date give None.
    """
    if len(line) <= LONGEST_LINE:
        return _whole_line(line, language)
    head, dash, _ = _before_dash(line)
    return _whole_line(re.sub(r"\(.*?\)", "", head), language) if dash else None


def _before_dash(line: str) -> tuple[str, str, str]:
    found = re.match(r"(.{6,90}?)\s*( [-–—] |—|--)(.*)", line, re.S)
    return (found.group(1), found.group(2), found.group(3)) if found else (line, "", "")


def _whole_line(line: str, language: str | None) -> str | None:
    found = _find_date(line, language)
    if found is None:
        return None
    when, start, end = found
    before = _bare(line[:start], language)
    after = _bare(line[end:], language)
    if after and line[end:].strip(" .,\u00a0")[:1] not in _BREAKS:
        return None
    if before.rstrip(" \u00a0")[-1:] in tuple(_BREAKS) or not before.strip(_JUNK):
        return when
    return when if _names_alone(before) and not after.strip(_JUNK) else None


def _names_alone(before: str) -> bool:
    """Tell whether what stands before a date, with a comma, is a place, a byline or an outlet."""
    if before.rstrip()[-1:] not in tuple(_COMMAS):
        return False
    parts = [part.split() for part in re.split(f"[{_COMMAS}]", before.strip(_JUNK + _COMMAS))]
    short = len(parts) <= _MOST_PARTS and all(0 < len(part) <= _MOST_WORDS for part in parts)
    # In scripts without capitals nothing tells a name.
    return short and all(not part[0][:1].islower() for part in parts)


def _bare(piece: str, language: str | None) -> str:
    """Take weekday names, clock times and labels out of what stands beside a date."""
    piece = _CLOCK.sub(" ", piece)
    names = _furniture(language or "")
    piece = names.sub(" ", piece) if names else piece
    return piece if piece.strip(_JUNK) else ""


def _find_date(line: str, language: str | None) -> tuple[str, int, int] | None:
    """Return the first date in ``line`` in ISO form with its span."""
    best: tuple[str, int, int] | None = None
    for pattern, order in _patterns(language or "en"):
        found = pattern.search(line)
        if found and (best is None or found.start() < best[1]):
            fields = dict(zip(order, found.groups(), strict=True))
            month = fields["m"].lower()
            number = month if month.isdecimal() else _months(language or "en").get(month)
            when = _iso(fields["y"], str(number), fields["d"]) if number else None
            if when:
                best = (when, *found.span())
    return best


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns with the order of their groups (year, month, day)."""
    numeric = [
        (r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)(?:T[\d:.+Z-]+)?", "ymd"),
        (r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)", "dmy"),
        (r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]", "ymd"),
    ]
    names = sorted(_months(language), key=lambda n: (-len(n), n))
    if names:
        month = "(" + "|".join(map(re.escape, names)) + r")(?!\w)\.?"
        day = r"(?<!\d)(\d{1,2})(?!\d)"
        year = r"(\d{4})(?!\d)"
        of = r"(?:(?:de|del|d['’]|of|ta['’])\s*)?"
        ordinal = r"(?:\.|st|nd|rd|th|er|º|ª|-?го|-?a)?"
        numeric += [
            (rf"{day}{ordinal}\s*{of}{month}\s*,?\s*{of}{year}", "dmy"),
            (rf"(?<!\w){month}\s*{day}{ordinal}\s*,?\s*{year}", "mdy"),
            (rf"(?<!\d){year}\.?\s*(?:m\.|gada|оны)?\s*{of}{month}\s*{day}", "ymd"),
        ]
    return tuple((re.compile(p, re.I), order) for p, order in numeric)


@cache
def _months(language: str) -> Mapping[str, int]:
    """Return the month numbers by name; ``{}`` for a language without a row."""
    row = _tables()["months"].get(language, [])
    return {name: n for n, names in enumerate(row, 1) for name in names.split("|")}


@cache
def _furniture(language: str) -> re.Pattern[str] | None:
    """Return a pattern for weekday names and labels; None for a language without either."""
    row = _tables()["weekdays"].get(language, [])
    words = [name for names in row for name in names.split("|")]
    words += _tables()["labels"].get(language, [])
    if not words:
        return None
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)\.?", re.I)


@cache
def _tables() -> Mapping[str, Any]:
    folder = resources.files("firsthand.read")
    tables = tomllib.loads((folder / "dates.toml").read_text(encoding="utf-8"))
    lines = tomllib.loads((folder / "lines.toml").read_text(encoding="utf-8"))
    return {**tables, "labels": lines["published"]}


def _iso(year: str, month: str, day: str, *clock: str | None) -> str | None:
    """Join fields to ISO 8601, None where there is no such moment; digits of any script.

    ``clock`` is empty, or hour, minute, second and zone, None where not stated.
    """
    try:
        when = datetime(int(year), int(month), int(day))
        if not 1900 <= when.year < 2200:
            return None
        if not clock or clock[0] is None:
            return when.date().isoformat()
        hour, minute, second = (int(field or 0) for field in clock[:3])
        return when.replace(hour=hour, minute=minute, second=second).isoformat() + _zone(clock[3])
    except ValueError:
        return None


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
