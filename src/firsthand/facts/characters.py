"""Numbers of single characters without spaces between words (Chinese)."""

from __future__ import annotations

import math
import re
from functools import cache

from firsthand.facts.digits import DIGITS, Numeral, read_digits
from firsthand.facts.number_words import Lexicon, lexicon

_PARTS = re.compile(rf"{DIGITS}|\S")
_MYRIAD = 10_000

Pair = tuple[float, float]


def unspaced(text: str, known: Lexicon) -> list[Numeral]:
    """Return the numerals of a folded text in order."""
    found: list[Numeral] = []
    for match in _pattern(known.code).finditer(text):
        start = match.end() - len(match.group().lstrip())
        numeral = _characters(text[start : match.end()], start, known)
        if numeral is None:
            continue
        last = found[-1] if found else None
        if last and known.of and text[last.end : start] == known.of and last.low > numeral.low > 0:
            share = numeral.low / last.low
            found[-1] = Numeral(last.start, numeral.end, share, share)
        elif _counts(text, numeral, known):
            found.append(numeral)
    return found


@cache
def _pattern(code: str | None) -> re.Pattern[str]:
    known = lexicon(code)
    words = {w: e.kind for w, e in known.words.items() if len(w) == 1 and e.kind != "half"}
    inner = re.escape("".join(sorted(words)))
    first = re.escape("".join(sorted(w for w, kind in words.items() if kind != "and")))
    halves = "".join(f"|{word}" for word, e in known.words.items() if e.kind == "half")
    no_unit = "".join(rf"(?!{re.escape(unit)})" for unit in known.unit_heads)
    return re.compile(
        rf"(?:{DIGITS}|{no_unit}[{first}])(?: ?{DIGITS}| ?{no_unit}[{inner}])*{halves}"
    )


def _counts(text: str, numeral: Numeral, known: Lexicon) -> bool:
    """Tell whether characters are a number: by digits, by length or by the classifier after it."""
    if numeral.digits or numeral.end - numeral.start > 2:
        return True
    if known.of and text.startswith(known.of, numeral.end):
        return True
    if numeral.high == 0:
        return False
    if numeral.high < 1:
        return known.unit_after.match(text, numeral.end) is not None
    follows = text[numeral.end : numeral.end + 1] in known.classifiers
    return bool(follows or known.unit_after.match(text, numeral.end))


def _characters(written: str, start: int, known: Lexicon) -> Numeral | None:
    """Read digits, then tens to thousands of a section, then sections of ten thousands and up."""
    whole = known.words.get(written)
    if whole is not None and whole.kind == "half":
        return Numeral(start, start + len(written), whole.low, whole.high)
    total: Pair = (0, 0)
    section: Pair = (0, 0)
    digit: Pair | None = None
    last, scale, rounded = math.inf, 1.0, False
    for sign in _PARTS.findall(written):
        element = known.words.get(sign)
        if element is None:
            digit = (read_digits(sign, known.decimal),) * 2
        elif element.kind in ("small", "one"):
            digit = _next_digit(digit, element.low)
        elif element.kind == "several":
            digit, rounded = (element.low, element.high), True
        elif element.kind == "and":
            rounded = True
        elif element.low < _MYRIAD:
            if digit is None and section == total == (0, 0) and element.alone == "none":
                return None
            section = _plus(section, _times(digit or (1, 1), element.low))
            digit, scale = None, max(scale, element.low)
        else:
            section = _plus(section, digit or (0, 0))
            if section == total == (0, 0):
                return None
            if element.low > last:
                total, section = _times(_plus(total, section), element.low), (0, 0)
            total = _plus(total, _times(section, element.low))
            section, digit, last, scale = (0, 0), None, element.low, max(scale, element.low)
    low, high = _plus(_plus(total, section), digit or (0, 0))
    kinds = {known.words[c].kind for c in written if c in known.words}
    if not any(c.isdigit() for c in written) and not kinds - {"several", "and"}:
        return None
    return Numeral(
        start, start + len(written), low, high, scale, written[0].isdigit(), rounded,
        kinds == {"one"} and not written[0].isdigit(),
    )  # fmt: skip


def _next_digit(digit: Pair | None, value: float) -> Pair:
    """Return the digits read so far with one more: "三四" is three or four, "二〇" is twenty."""
    if digit is None:
        return value, value
    if digit[0] == digit[1] == value - 1 and 0 < digit[0] < 9:
        return digit[0], value
    return digit[0] * 10 + value, digit[1] * 10 + value


def _plus(a: Pair, b: Pair) -> Pair:
    return a[0] + b[0], a[1] + b[1]


def _times(a: Pair, size: float) -> Pair:
    return a[0] * size, a[1] * size
