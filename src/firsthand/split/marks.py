"""Quotation marks in a text: which family each belongs to, and whether it opens or closes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.records import Span

Family = Literal["double", "single", "angle", "single angle", "corner", "white corner"]
Side = Literal["open", "close", "either"]

# The usual side of each mark. Where the letters around a mark say otherwise they prevail:
# Germans close with “, Swedes open with ”, Danes write »so«.
_MARKS: dict[str, tuple[Family, Side]] = {
    "“": ("double", "open"),
    "”": ("double", "close"),
    "„": ("double", "open"),
    "‟": ("double", "open"),
    '"': ("double", "either"),
    "＂": ("double", "either"),
    "〝": ("double", "open"),
    "〞": ("double", "close"),
    "〟": ("double", "close"),
    "``": ("double", "open"),
    "´´": ("double", "close"),
    "''": ("double", "either"),
    ",,": ("double", "open"),
    "‘": ("single", "open"),
    "’": ("single", "close"),
    "‚": ("single", "open"),
    "‛": ("single", "open"),
    "'": ("single", "either"),
    "＇": ("single", "either"),
    "`": ("single", "open"),
    "´": ("single", "close"),
    "«": ("angle", "open"),
    "»": ("angle", "close"),
    "‹": ("single angle", "open"),
    "›": ("single angle", "close"),
    "「": ("corner", "open"),
    "」": ("corner", "close"),
    "﹁": ("corner", "open"),
    "﹂": ("corner", "close"),
    "｢": ("corner", "open"),
    "｣": ("corner", "close"),
    "『": ("white corner", "open"),
    "』": ("white corner", "close"),
    "﹃": ("white corner", "open"),
    "﹄": ("white corner", "close"),
}
QUOTE_CHARACTERS = "".join(sorted({c for mark in _MARKS for c in mark} - {","}))
_MARK = re.compile(r"``|´´|''|(?<![\w,]),,(?=\w)|[" + re.escape(QUOTE_CHARACTERS) + "]")
_FIXED = frozenset("„‚〝「」﹁﹂｢｣『』﹃﹄") | {"``", ",,"}
_OPENS_AFTER = frozenset("([{<-–—―/¿¡:=|+*•·（［【《〈：、，。！？")
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)
_HEBREW = re.compile(r"[\u0590-\u05ff]")
_HEBREW_BEFORE = re.compile(r"[\u0590-\u05ff]{0,3}$")
_HEBREW_AFTER = re.compile(r"[\u0590-\u05ff]{0,2}")
_FEET_AND_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d)?$")
_SHORT_FORM = re.compile(
    r"\d{2}\b|(?:[a-z]|em|tis|twas|til|till|cause|bout|round|nuff|cos|cuz|ere|neath)\b(?!['’]\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark; ``clear`` is whether its side shows from the letters around it."""

    start: int
    end: int
    family: Family
    side: Side
    clear: bool = True


def marks_in(text: str, span: Span, reversed_angles: bool) -> list[Mark]:
    """Return the marks of ``text[span]`` in order, apostrophes and inch signs left out."""
    found = [m for m in _marks(text, span, reversed_angles) if m is not None]
    return [m for k, m in enumerate(found) if not _is_measure(text, found, k)]


def angles_reversed(text: str) -> bool:
    """Tell whether a text writes »so« rather than «so»."""
    inward = len(re.findall(r"(?:^|[\s(\[—–-])[»›]\w", text))
    outward = len(re.findall(r"(?:^|[\s(\[—–-])[«‹]\s?\w", text))
    return inward > outward


def is_spaceless(character: str) -> bool:
    """Tell whether a character is of a script that writes no spaces, or Hangul with its endings."""
    return bool(_SPACELESS.match(character))


def _marks(text: str, span: Span, reversed_angles: bool) -> Iterator[Mark | None]:
    for match in _MARK.finditer(text, *span):
        start, end = match.span()
        family, usual = _MARKS[match.group()]
        before = text[start - 1] if start > span[0] else ""
        after = text[end] if end < span[1] else ""
        if family in ("angle", "single angle"):
            yield _angle(match.group(), start, end, before, after, reversed_angles)
        elif match.group() in _FIXED:
            yield Mark(start, end, family, usual)
        elif before.isalnum() and after.isalnum():
            yield _in_word(text, start, end, family, usual, before, after)
        elif family == "single":
            yield _single(text, start, end, usual, before, after)
        else:
            yield _by_context(start, end, family, usual, before, after)


def _by_context(start: int, end: int, family: Family, usual: Side, before: str, after: str) -> Mark:
    opens, closes = _may_open(before, after), _may_close(before, after)
    if opens == closes:
        return Mark(start, end, family, usual, clear=opens)
    return Mark(start, end, family, "open" if opens else "close")


def _may_open(before: str, after: str) -> bool:
    starts = not before or before.isspace() or before in _OPENS_AFTER or before in QUOTE_CHARACTERS
    return starts and bool(after) and not after.isspace()


def _may_close(before: str, after: str) -> bool:
    return bool(before) and not before.isspace() and not after.isalnum()


def _angle(mark: str, start: int, end: int, before: str, after: str, reversed_angles: bool) -> Mark:
    family, usual = _MARKS[mark]
    if not reversed_angles:
        # Finns and Swedes open and close with ».
        swedish = usual == "close" and after.isalnum() and (not before or before.isspace())
        return Mark(start, end, family, "either" if swedish else usual)
    return Mark(start, end, family, "close" if usual == "open" else "open")


def _in_word(
    text: str, start: int, end: int, family: Family, usual: Side, before: str, after: str
) -> Mark | None:
    """Judge a mark between two letters: mostly an apostrophe, but not in every script."""
    if is_spaceless(before) or is_spaceless(after):
        return Mark(start, end, family, usual, clear=False)
    if family == "single":
        return None
    if _HEBREW.match(before) and _HEBREW.match(after):
        stem = len(_HEBREW_BEFORE.search(text, max(0, start - 3), start).group())  # type: ignore[union-attr]
        rest = len(_HEBREW_AFTER.match(text, end).group())  # type: ignore[union-attr]
        # An acronym has its mark before the last letter; a prefix has one or two letters.
        opens = stem <= 2 and rest >= 2
        return Mark(start, end, family, "open") if opens else None
    return Mark(start, end, family, "close" if usual == "either" else usual, clear=False)


def _single(text: str, start: int, end: int, usual: Side, before: str, after: str) -> Mark | None:
    mark = _by_context(start, end, "single", usual, before, after)
    if mark.side == "close":
        # 'n' in "rock 'n' roll": its first mark is a short form's.
        lone = text[max(0, start - 2) : start]
        return None if len(lone) == 2 and lone[0] in "'’‘" and lone[1] in "nN" else mark
    short = text[start] in "'’‘" and _SHORT_FORM.match(text, end)
    return None if short else mark


def _is_measure(text: str, marks: Sequence[Mark], k: int) -> bool:
    """Tell whether a mark behind a digit means inches or feet."""
    mark = marks[k]
    before = text[mark.start - 1 : mark.start]
    if mark.side != "close" or not before.isdigit() or mark.end - mark.start > 1:
        return False
    if _FEET_AND_INCHES.search(text, max(0, mark.start - 8), mark.start):
        return True
    # A digit's mark that another closing mark follows closes nothing: "a 15" screen," she said.
    behind = next((m for m in marks[k + 1 : k + 4] if m.family == mark.family), None)
    plain = text[mark.start] in "\"'’”" and text[mark.end : mark.end + 1] == " "
    return plain and behind is not None and behind.side == "close"
