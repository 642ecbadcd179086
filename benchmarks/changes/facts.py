"""Numbers, places and dates exchanged for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from changes.forms import Edit, Span, groups, ids, pick

PLACES = ("country", "state", "city")
DATES = ("weekday", "month", "day")
_DIGITS = re.compile(
    r"(?<![\w.,:/٫-])(?:(?<=[$€£¥])|(?<![^\W\d_]))\d+(?:[.,٫٬\u00a0\u202f]\d+)*(?![\d:/]|-\d|[.,]\d)"
)
_TIME = re.compile(
    r"\s?(?:[ap]\.?\s?m\b|uhr|uur|heures?\b|h\b|hs\b|час[аов]*\b|годин|ore\b|o['’]clock|点|时)",
    re.I,
)
_TIME_BEFORE = re.compile(r"(?:الساعة|saat|godz\.|godzinie) $", re.I)
_PERCENT = re.compile(
    r"\s?(?:%|٪|percent|per cent|prozent|procent|pour cent|por ciento|per cento|por cento"
    r"|процент|відсот|في المئة|في المائة|بالمئة|بالمائة)",
    re.I,
)
_PERCENT_BEFORE = re.compile(r"(?:%|٪|yüzde )$", re.I)
_YEAR = re.compile(r"(?:19|20)(?!00)\d\d")
_NEAR = 0.2
_BRITISH = frozenset({"ENG", "SCO", "WAL"})


@dataclass(frozen=True, slots=True)
class Side:
    """The text of a telling's report, the telling's place in it, and its language."""

    text: str
    spans: tuple[Span, ...]
    language: str

    @property
    def words(self) -> str:
        """Return the telling's own words."""
        return " ".join(self.text[s:e] for s, e in self.spans)


def fact_edits(side: Side, other: Side) -> Iterator[Edit]:
    """Yield what may be altered in one telling, the other telling unchanged."""
    return chain(numbers(side, other), places(side, other), names(side, other), dates(side, other))


# --- numbers


def numbers(side: Side, other: Side) -> Iterator[Edit]:
    """Yield digits exchanged for as many others, and number words for number words."""
    there = values(other)
    for start, end in side.spans:
        for match in _DIGITS.finditer(side.text, start, end):
            sort = _sort(side, match.span())
            new = other_digits(match.group())
            fits = sort in ("digits", "percent") and new and plain(new) not in there
            if fits and not _in_a_title(side, match.span(), other):
                known = plain(match.group()) in there
                yield Edit("number", sort, match.span(), new, known, match.group())
        yield from _words(side, (start, end), "number", "number", there)


def values(side: Side) -> frozenset[str]:
    """Return the numbers of a telling as digits without separators."""
    digits = re.findall(r"\d+(?:[.,٫٬\u00a0\u202f]\d+)*", side.words)
    return frozenset(map(plain, digits)) | ids(side.words, side.language, "number")


def plain(digits: str) -> str:
    """Return a number's digits in ASCII, without separators."""
    return "".join(str(unicodedata.digit(c)) for c in digits if c.isdigit())


def other_digits(digits: str) -> str:
    """Return a number of the same form, at least a fifth larger or smaller, "" where none fits.

    The last digits stay, and with them the form of the noun that follows.
    """
    head = re.split(r"[.,٫٬\u00a0\u202f]", digits)[0]
    first = unicodedata.digit(head[0])
    zero = ord(head[0]) - first
    if len(head) == 1 == len(digits):
        near = (2, 3, 4) if first in (2, 3, 4) else (5, 6, 7, 8, 9)
        fits = [d for d in near if abs(d - first) >= _NEAR * first] if first > 1 else []
    else:
        fits = [d for d in range(2, 10) if abs(d - first) >= max(1, _NEAR * (first + 2))]
        fits = [] if len(head) == 2 and first in (0, 1) else fits
    return chr(zero + pick(fits, digits)) + digits[1:] if fits else ""


def _sort(side: Side, span: Span) -> str:
    text, (start, end) = side.text, span
    after, before = text[end : end + 20], text[max(0, start - 20) : start]
    if _TIME.match(after) or _TIME_BEFORE.search(before):
        return "time"
    if text[start] == "0":
        return "part of a name"
    if _day_of_month(side, span):
        return "day of month"
    if _YEAR.fullmatch(text[start:end]) and not re.match(r"-|\s?%", after):
        return "year"
    if _PERCENT.match(after) or _PERCENT_BEFORE.search(before):
        return "percent"
    if re.match(r"[^\W\d_]", after) and side.language != "zh":
        return "part of a name"
    if side.language == "zh" and re.match("[年月日号时点]", after):
        return "date"
    return "digits"


# --- places and dates


def places(side: Side, other: Side) -> Iterator[Edit]:
    """Yield countries, states and cities exchanged for others of their sort."""
    for sort in PLACES:
        there = ids(other.words, other.language, sort)
        for span in side.spans:
            for edit in _words(side, span, "place", sort, there):
                if not _in_a_name(side, edit.span):
                    yield edit


def names(side: Side, other: Side) -> Iterator[Edit]:
    """Yield surnames that both tellings hold exchanged for invented ones."""
    there = ids(other.words, other.language, "name")
    for span in side.spans:
        yield from (e for e in _words(side, span, "name", "name", there) if e.known)


def dates(side: Side, other: Side) -> Iterator[Edit]:
    """Yield weekdays, months, days of the month, years and relative days exchanged."""
    for sort in DATES:
        there = ids(other.words, other.language, sort)
        for span in side.spans:
            yield from _words(side, span, "date", sort, there)
    there = values(other)
    for start, end in side.spans:
        for match in re.finditer(r"(?<![\w.,:/-])\d+(?![\w:/%-]|[.,]\d)", side.text[:end]):
            if match.start() >= start:
                yield from _calendar(side, match.span(), there)
        if side.language == "zh":
            yield from _chinese_dates(side, (start, end), there)


def _calendar(side: Side, span: Span, there: frozenset[str]) -> Iterator[Edit]:
    digits = side.text[slice(*span)]
    sort = _sort(side, span)
    if sort == "year":
        less = 20 if digits.endswith("0") else pick((3, 4, 6, 7), digits)
        new = str(int(digits) - less)
    elif sort == "day of month":
        new = str((int(digits) + 8) % 27 + 1)
    else:
        return
    if new not in there:
        yield Edit("date", sort, span, new, plain(digits) in there, digits)


def _chinese_dates(side: Side, span: Span, there: frozenset[str]) -> Iterator[Edit]:
    for match in re.finditer(
        r"(?<!\d)(\d{1,4})(?=[年月日])(?!年(?:来|间|前|后|内)|日前)", side.text[: span[1]]
    ):
        digits, mark = match.group(), side.text[match.end()]
        sort = {"年": "year", "月": "month", "日": "day of month"}[mark]
        if match.start() < span[0] or (sort == "year" and not _YEAR.fullmatch(digits)):
            continue
        number = int(digits)
        new = number - 4 if sort == "year" else (number + 6) % (11 if sort == "month" else 27) + 1
        if sort == "month" and side.text[match.start() - 1 : match.start()] == "个":
            continue
        known = digits in there if sort != "month" else True
        if str(new) not in there and new != number:
            yield Edit("date", sort, match.span(), str(new), known, digits)


def _in_a_title(side: Side, span: Span, other: Side) -> bool:
    """Tell whether the number stands beside a word that the other telling spells alike.

    Such as in "Radio 4" and "60 Minutes".
    """
    text, (start, end) = side.text, span
    around = (
        re.search(r"[A-Za-z][A-Za-z.]+[ -]$", text[max(0, start - 20) : start]),
        re.match(r"[ -][A-Za-z]{3,}", text[end : end + 20]),
    )
    phrases = [
        found.group() + text[start:end] if i == 0 else text[start:end] + found.group()
        for i, found in enumerate(around)
        if found
    ]
    return side.language != other.language and any(phrase in other.words for phrase in phrases)


def _day_of_month(side: Side, span: Span) -> bool:
    """Tell whether a number of one or two digits stands beside the name of a month."""
    if span[1] - span[0] > 2 or not 1 <= int(plain(side.text[slice(*span)]) or 0) <= 31:
        return False
    after = re.match(r"\.?\s(?:de |of )?", side.text[span[1] :])
    before = re.search(r"[\w.]+\s$", side.text[: span[0]])
    for group in groups(side.language, "month"):
        near = group.pattern.match(side.text, span[1] + after.end()) if after else None
        if near or (before and side.language == "en" and group.pattern.match(before.group())):
            return True
    return False


def _in_a_name(side: Side, span: Span) -> bool:
    """Tell whether a word with a capital stands beside the place, as in "New York Times"."""
    if side.language in ("de", "zh", "ar"):
        return False
    after = re.match(r"[- ](\w)", side.text[span[1] : span[1] + 2])
    before = re.search(r"([^\W\d_])\w*[- ]$", side.text[: span[0]])
    capitals = [m.group(1).isupper() for m in (after, before) if m]
    opens = before is not None and re.search(
        r"(?:^|[.!?:]\s|[\"“„«‘(\n])$", side.text[: before.start()]
    )
    return any(capitals[:1] if after else ()) or (
        before is not None and before.group(1).isupper() and not opens
    )


def _words(side: Side, span: Span, aspect: str, sort: str, there: frozenset[str]) -> Iterator[Edit]:
    here = ids(side.words, side.language, sort) | there
    for group in groups(side.language, sort):
        for place, form, row in group.find(side.text, span):
            options = sorted(
                new
                for id, new in group.other_forms(row, form)
                if id not in here and _far(sort, row.id, id)
            )
            if options and not (sort == "number" and row.id not in there):
                name = "word" if sort == "number" else sort
                yield Edit(
                    aspect, name, place, pick(options, f"{form}{place}"), row.id in there, form
                )


def _far(sort: str, one: str, other: str) -> bool:
    """Tell whether two meanings differ plainly: Britain and England do not."""
    if sort == "country":
        return "GB" not in (one, other) or not {one, other} & _BRITISH
    return sort != "number" or abs(int(one) - int(other)) >= _NEAR * int(one)
