"""Quotation marks in a text: which family each belongs to, and whether it opens or closes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
_OPENS_AFTER = frozenset("([{<-–—―/¿¡:=|+*•·（［【《〈：")
_ENDS_WORDS = frozenset(".,;:!?…)]}。，、；：！？）］】؟،؛")
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)
_HEBREW = re.compile(r"[\u0590-\u05ff]")
_HEBREW_PREFIX = re.compile(
    r"(?<![\u0590-\u05ff])[\u05d1\u05d4\u05d5\u05db\u05dc\u05de\u05e9]{1,2}$"
)
_ARABIC_PREFIX = re.compile(r"(?<![\u0600-\u06ff])[\u0648\u0641\u0628\u0643\u0644]{1,2}$")
_FEET_AND_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d)?$")
_SHORT_FORM = re.compile(
    r"\d{2}s?\b|(?:[stnkmrd]|em|tis|twas|til|till|cause|bout|round|nuff|cos|ere)\b(?!['’]\w)", re.I
)
_POSSESSIVE = re.compile(r"[sxzSXZ]$")


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
    behind = _next_of_family(found)
    return [
        m
        for k, m in enumerate(found)
        if not _is_measure(text, m, behind[k]) and not _is_possessive(text, m, behind[k])
    ]


def _next_of_family(marks: Sequence[Mark]) -> list[Mark | None]:
    """Return for each mark the next one of its family."""
    latest: dict[Family, Mark] = {}
    found: list[Mark | None] = []
    for mark in reversed(marks):
        found.append(latest.get(mark.family))
        latest[mark.family] = mark
    return found[::-1]


def angles_reversed(text: str) -> bool:
    """Tell whether a text writes »so« rather than «so»."""
    inward = len(re.findall(r"(?:^|[\s(\[—–-])[»›]\w", text))
    outward = len(re.findall(r"(?:^|[\s(\[—–-])[«‹]\s?\w", text))
    return inward > outward


def is_spaceless(character: str) -> bool:
    """Tell whether words of this script follow a mark without a space: Chinese, Thai, Hangul."""
    return bool(_SPACELESS.match(character))


def _marks(text: str, span: Span, reversed_angles: bool) -> Iterator[Mark | None]:
    for match in _MARK.finditer(text, *span):
        start, end = match.span()
        family, usual = _MARKS[match.group()]
        mark = Mark(start, end, family, usual)
        before = text[start - 1] if start > span[0] else ""
        after = text[end] if end < span[1] else ""
        if family in ("angle", "single angle"):
            yield _angle(mark, before, after, reversed_angles)
        elif match.group() in _FIXED:
            yield mark
        elif before.isalnum() and after.isalnum():
            yield _in_word(text, mark, before, after)
        elif family == "single":
            yield _single(text, mark, before, after)
        else:
            yield _by_context(mark, before, after)


def _by_context(mark: Mark, before: str, after: str) -> Mark:
    opens, closes = _may_open(before, after), _may_close(before, after)
    if mark.side == "open" and closes and after.isspace() and is_spaceless(before):
        return replace(mark, side="either", clear=False)
    if opens == closes:
        return replace(mark, clear=opens)
    return replace(mark, side="open" if opens else "close")


def _may_open(before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    if not before or before.isspace():
        return True
    starts = before in _OPENS_AFTER or before in QUOTE_CHARACTERS
    return starts and after not in _ENDS_WORDS


def _may_close(before: str, after: str) -> bool:
    return bool(before) and (not after or not before.isspace()) and not after.isalnum()


def _angle(mark: Mark, before: str, after: str, reversed_angles: bool) -> Mark:
    if not reversed_angles:
        return mark
    if mark.side == "open":
        return replace(mark, side="close")
    # Finns and Swedes open and close with ».
    return _by_context(replace(mark, side="open"), before, after)


def _in_word(text: str, mark: Mark, before: str, after: str) -> Mark | None:
    """Judge a mark between two letters: mostly an apostrophe, but not in every script."""
    if is_spaceless(before) or is_spaceless(after):
        return replace(mark, clear=False)
    if _HEBREW.match(before) and _HEBREW.match(after):
        # An acronym has its mark before the last letter; a quotation may follow a prefix.
        prefixed = _HEBREW_PREFIX.search(text, max(0, mark.start - 3), mark.start)
        last = not _HEBREW.match(text[mark.end + 1 : mark.end + 2])
        return replace(mark, side="open") if prefixed and not last else None
    if mark.family == "single":
        return None
    if _ARABIC_PREFIX.search(text, max(0, mark.start - 3), mark.start):
        return replace(mark, side="open")
    return replace(mark, side="close" if mark.side == "either" else mark.side, clear=False)


def _single(text: str, mark: Mark, before: str, after: str) -> Mark | None:
    found = _by_context(mark, before, after)
    if found.side == "close":
        # 'n' in "rock 'n' roll": its first mark is a short form's.
        lone = text[max(0, mark.start - 2) : mark.start]
        return None if len(lone) == 2 and lone[0] in "'’‘" and lone[1] in "nN" else found
    short = text[mark.start] in "'’‘" and _SHORT_FORM.match(text, mark.end)
    return None if short else found


def _is_measure(text: str, mark: Mark, behind: Mark | None) -> bool:
    """Tell whether a mark behind a digit means inches or feet."""
    before = text[mark.start - 1 : mark.start]
    if mark.side != "close" or not before.isdigit() or mark.end - mark.start > 1:
        return False
    if _FEET_AND_INCHES.search(text, max(0, mark.start - 8), mark.start):
        return True
    # A digit's mark that another closing mark follows closes nothing: "a 15" screen," she said.
    plain = text[mark.start] in "\"'’”" and text[mark.end : mark.end + 1] == " "
    return plain and behind is not None and behind.side == "close"


def _is_possessive(text: str, mark: Mark, behind: Mark | None) -> bool:
    """Tell whether a mark is the apostrophe of "the boys’ coats" inside a quotation."""
    if mark.family != "single" or mark.side != "close" or text[mark.start] not in "'’":
        return False
    plural = _POSSESSIVE.search(text, max(0, mark.start - 1), mark.start)
    goes_on = text[mark.end : mark.end + 1] == " " and text[mark.end + 1 : mark.end + 2].isalpha()
    return bool(plural) and goes_on and behind is not None and behind.side == "close"
