"""What a number is by the words beside it: a quantity with its unit, or a date, time or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from firsthand.facts.digits import Numeral
from firsthand.facts.number_words import Lexicon
from firsthand.facts.units import units
from firsthand.records import Span

_WHOLE = re.compile(
    r"(?<![\d.,])\d{1,4}([./-])\d{1,2}\1\d{2,4}(?!\d)"  # 09.06.2031, 2031-06-09
    r"|(?<![\d:.,])[0-2]?\d:[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?![\d:])"  # 17:30
    r"|(?<![\w.])\d{1,2}h[0-5]\d(?!\w)"  # 17h30
    r"|(?<!\d)(?:19|20)\d\d[/–-]\d\d(?!\d)"  # 2030/31
    r"|\+\d[\d -]{7,}\d|(?<!\d)\d{3}-\d{3,4}-\d{4}(?!\d)"  # telephone
    r"|(?<!\d)0\d{1,4}(?:[ /-]\d{2,8}){1,4}(?!\d)"
    r"|(?<![\d/])24/7(?![\d/])"
    r"|(?<![\w/])(?:https?://|www\.)\S+|\S+@\S+"
)
_SIMPLE = re.compile(r"(?<![\d/.,])([1-9])/([2-9]|10)(?![\d/.,])")
_SHORT = re.compile(r" ?([^\W\d]{1,3})\.?(?!\w)")
_MEASURE = re.compile(r"\d-[^\W\d_]+-$")
_WORD_FOLLOWS = re.compile(r"\s+[^\W\d_]")
_DOT = re.compile(r"\. [^\W\d_]")
_LAST_SMALL = 12
_DIGIT_FOLLOWS = re.compile(r"\s+\d")
_LONGEST = 40
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_CLOCK_DECIMAL = re.compile(r"\d{1,2}[.,][0-5]\d")


@dataclass(frozen=True, slots=True)
class Context:
    """A folded text with the stretches in which numbers are dates, times or addresses."""

    text: str
    known: Lexicon
    masks: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, known: Lexicon) -> Context:
        """Find the masks of a folded text."""
        fractions = {m.span() for m in _SIMPLE.finditer(text) if int(m[1]) < int(m[2])}
        found = (m.span() for m in _WHOLE.finditer(text))
        return cls(text, known, tuple(span for span in found if span not in fractions))

    def stands_before(self, role: str, place: int) -> str | None:
        """Return the phrase of a role that ends right before ``place``; "" is never returned."""
        phrases = self.known.before[role]
        if not phrases:
            return None
        text = self.text[max(0, place - _LONGEST) : place].rstrip(" ")
        if not text.endswith(phrases):
            return None
        for phrase in phrases:
            rest = text[: -len(phrase)]
            if text.endswith(phrase) and (self.known.unspaced or not _ends_in_letter(rest)):
                return phrase
        return None

    def follows(self, role: str, place: int) -> int | None:
        """Return where the phrase of a role ends that begins at ``place``."""
        found = self.known.after[role].match(self.text, place)
        return found.end() if found else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A numeral with its role; ``start`` and ``end`` take in the signs and words of its unit."""

    numeral: Numeral
    quantity: bool
    unit: str | None
    start: int
    end: int
    month: bool = False


def read(context: Context, numeral: Numeral) -> Reading:
    """Return what a numeral is, and its unit."""
    sign, start = _sign(context, numeral)
    numeral = _with_short(context, numeral) if sign else numeral
    numeral = _with_fraction(context, numeral)
    unit, end = _unit(context, numeral)
    reading = Reading(numeral, True, sign or unit, start, max(end, numeral.end))
    if any(a < numeral.end and numeral.start < b for a, b in context.masks):
        return replace(reading, quantity=False)
    if sign:
        return reading
    if _near(context, numeral, "month") and _is_day(numeral):
        return replace(reading, quantity=False, month=True)
    # "one" is mostly an article or pronoun.
    article = numeral.one and reading.unit != "percent"
    tests = (_is_name, _is_ordinal, _is_clock, _is_year)
    found = article or any(test(context, reading) for test in tests)
    return replace(reading, quantity=not found)


# --- units


def _sign(context: Context, numeral: Numeral) -> tuple[str | None, int]:
    """Return the unit whose sign stands before a number, and where it begins."""
    text = context.text[: numeral.start]
    head = text.rstrip(" ")
    for sign, unit in context.known.unit_before.items():
        for candidate in (text, head):
            if candidate.endswith(sign):
                before = candidate[: -len(sign)]
                if not (
                    sign[0].isalpha() and _ends_in_letter(before) and not context.known.unspaced
                ):
                    return unit, len(before)
    return None, numeral.start


def _unit(context: Context, numeral: Numeral) -> tuple[str | None, int]:
    clocks = context.known.before["clock"]
    found = context.known.unit_after.match(context.text, numeral.end)
    if found is not None and found.lastgroup is not None:
        if _DIGIT_FOLLOWS.match(context.text, found.end()) and found.group().strip() in clocks:
            return None, numeral.end  # "2031 saat 11": the hour belongs to the next number
        return found.lastgroup.rpartition("_")[0], found.end()
    written = "" if numeral.digits else context.text[numeral.start : numeral.end]
    inside = next((u for e, u in context.known.endings if e in written and u in units()), None)
    return inside, numeral.end


def _with_short(context: Context, numeral: Numeral) -> Numeral:
    """Multiply by a letter of magnitude after an amount of money ("$5m", "£20k")."""
    found = _SHORT.match(context.text, numeral.end)
    size = context.known.short.get(found[1]) if found else None
    if found is None or size is None or numeral.scale > 1:
        return numeral
    low, high = numeral.low * size, numeral.high * size
    return replace(numeral, low=low, high=high, scale=size, end=found.end(1))


def _with_fraction(context: Context, numeral: Numeral) -> Numeral:
    """Divide by the noun of a fraction ("two thirds") or by what stands after a stroke."""
    simple = _SIMPLE.match(context.text, numeral.start)
    if simple and int(simple[1]) < int(simple[2]):
        value = int(simple[1]) / int(simple[2])
        return replace(numeral, low=value, high=value, end=simple.end(), one=False)
    pattern = context.known.fractions
    found = pattern.match(context.text, numeral.end) if pattern else None
    if found is None or found.lastgroup is None or numeral.low != numeral.high:
        return numeral
    value = numeral.low / float(found.lastgroup[1:])
    if value >= 1:
        return numeral
    return replace(numeral, low=value, high=value, end=found.end(), one=False)


# --- numbers that are no quantities


def _near(context: Context, numeral: Numeral, role: str) -> bool:
    after = context.follows(role, numeral.end) is not None
    return after or context.stands_before(role, numeral.start) is not None


def _is_day(numeral: Numeral) -> bool:
    return numeral.scale < 1000 and numeral.low == numeral.high and 1 <= numeral.low <= 31.5


def _is_name(context: Context, reading: Reading) -> bool:
    """Tell whether digits hang on letters of a name ("G20", "F-16", "5G")."""
    numeral, text = reading.numeral, context.text
    if not numeral.digits or _near(context, numeral, "ordinal"):
        return False
    if (
        reading.unit is None
        and numeral.scale == 1
        and _has_case(text[numeral.end : numeral.end + 1])
    ):
        return True
    if _MEASURE.search(text, max(0, numeral.start - _LONGEST), numeral.start):
        return False
    before = text[max(0, numeral.start - 2) : numeral.start]
    return _has_case(before[-1:]) or (before[-1:] in "-_" and _has_case(before[:1]))


def _is_ordinal(context: Context, reading: Reading) -> bool:
    """Tell whether a number is an ordinal, by its ending or, in some languages, its full stop.

    Large ones in digits count like others: "the 65th minute" is "minute 65" elsewhere.
    """
    numeral, text = reading.numeral, context.text
    if numeral.digits and numeral.low > _LAST_SMALL:
        return False
    if _near(context, numeral, "ordinal"):
        return True
    dot = context.known.ordinal_dot and numeral.digits
    return dot and reading.unit is None and bool(_DOT.match(text, numeral.end))


def _is_clock(context: Context, reading: Reading) -> bool:
    numeral = reading.numeral
    written = context.text[numeral.start : numeral.end]
    if numeral.low > 24 or not (numeral.low % 1 == 0 or _CLOCK_DECIMAL.fullmatch(written)):
        return False
    if context.follows("clock", numeral.end) is not None:
        return True
    if context.stands_before("clock", numeral.start) is None:
        return False
    return reading.unit == "hour" or (
        reading.unit is None
        and (
            numeral.low % 1 > 0
            or context.known.unspaced
            or not _WORD_FOLLOWS.match(context.text, numeral.end)
        )
    )


def _is_year(context: Context, reading: Reading) -> bool:
    """Tell whether a number is a year or a decade."""
    numeral = reading.numeral
    if _near(context, numeral, "decade") and numeral.low % 10 == 0:
        return True
    written = context.text[numeral.start : numeral.end]
    if not written.isdecimal() or len(written) not in (3, 4):
        return False
    if reading.unit not in (None, "year") or numeral.low >= _LAST_YEAR:
        return False
    if len(written) == 4 and numeral.low >= _FIRST_YEAR:
        return True
    # Chinese writes "139 years" and "the year 139" alike.
    long = len(written) == 4 or not context.known.unspaced
    if long and context.follows("year", numeral.end) is not None:
        return True
    if len(written) != 4 or _WORD_FOLLOWS.match(context.text, numeral.end):
        return False
    return context.stands_before("year", numeral.start) is not None


def _ends_in_letter(text: str) -> bool:
    return text[-1:].isalnum()


def _has_case(character: str) -> bool:
    return character.lower() != character.upper()
