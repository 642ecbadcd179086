"""Numbers in digits, and what a number is as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

FRACTIONS = "½⅓⅔¼¾⅛⅜⅝⅞⅕⅖⅗⅘"
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d|[.]\d)(?:[,٫]\d+)?"
_MARKED = r"\d{1,3}(?:[.,'٬]\d{3})+(?![\d'])(?:[.,٫]\d+)?"
_INDIAN = r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
_PLAIN = r"\d+(?:[.,٫]\d+(?![.,]?\d))?"
DIGITS = rf"(?:{_SPACED}|{_MARKED}|{_INDIAN}|{_PLAIN})(?: ?[{FRACTIONS}])?|[{FRACTIONS}]"
_MARKS = re.compile(r"[.,'٬٫ ]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: its place in the folded text and its value.

    ``scale`` is the magnitude it was counted in (1 where none). ``digits``: it begins with digits.
    ``rounded``: vague by its words ("dozens", "a hundred or so"). ``one``: the word "one" alone,
    often an article or pronoun.
    """

    start: int
    end: int
    low: float
    high: float
    scale: float = 1
    digits: bool = False
    rounded: bool = False
    one: bool = False


def read_digits(written: str, decimal: str) -> float:
    """Return the value of folded digits with separators of any language.

    Where one mark with three digits after it could mean either, it separates thousands, except a
    full stop in a language that writes decimals so.
    """
    extra = unicodedata.numeric(written[-1], 0.0) if written[-1] in FRACTIONS else 0.0
    plain = written.rstrip(FRACTIONS + " ")
    if not plain:
        return extra
    marks = [c for c in plain if not c.isdigit()]
    parts = _MARKS.split(plain)
    if marks and _is_decimal(marks, parts, decimal):
        return float("".join(parts[:-1]) + "." + parts[-1]) + extra
    return float("".join(parts)) + extra


def _is_decimal(marks: Sequence[str], parts: Sequence[str], decimal: str) -> bool:
    """Tell whether the last mark of a number separates decimals."""
    last = marks[-1]
    if last == "٫":
        return True
    if last in "'٬ " or (len(marks) > 1 and set(marks) == {last}):
        return False
    if len(marks) > 1 or len(parts[-1]) != 3:
        return True
    return parts[0] == "0" or len(parts[0]) > 3 or (last == decimal == ".")
