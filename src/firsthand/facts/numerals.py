"""Numerals: digits and number words as they stand, each with its value, before their meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from firsthand.facts.characters import unspaced
from firsthand.facts.digits import Numeral, read_digits
from firsthand.facts.number_words import Element, Lexicon, elements

# How many "and"s a number may have: a chain of them without end is none.
_DEEPEST = 4
_GAP = re.compile(r" {0,2}-? ?")


def numerals(text: str, known: Lexicon) -> list[Numeral]:
    """Return the numerals of a folded text in order."""
    if known.unspaced:
        return unspaced(text, known)
    tokens = list(known.token.finditer(text))
    found: list[Numeral] = []
    i = 0
    while i < len(tokens):
        numeral, i = _numeral(text, tokens, i, known)
        if numeral:
            found.append(numeral)
    return found


# --- words in order


class _Sum:
    """The value of number words read so far: closed groups (``total``) and the open one."""

    def __init__(self, known: Lexicon, depth: int = 0) -> None:
        """Begin with nothing; ``depth`` counts the "and"s before it in the same number."""
        self.known = known
        self.depth = depth
        self.total = (0.0, 0.0)
        self.open: tuple[float, float] | None = None
        self.floor = math.inf
        self.last = math.inf
        self.scale = 1.0
        self.rounded = False
        self.joined = False
        self.from_digits = False

    def digits(self, value: float) -> None:
        """Begin with digits, to which no words are added."""
        self.open, self.floor, self.from_digits = (value, value), 0, True

    def value(self) -> tuple[float, float]:
        """Return the lowest and the highest value."""
        low, high = self.open or (0.0, 0.0)
        return self.total[0] + low, self.total[1] + high

    def add(self, element: Element) -> bool:
        """Add an element; False where it cannot be part of the same number."""
        if element.kind == "and":
            self.joined = True
            return True
        if element.kind in ("a", "half") and (self.open or self.total != (0.0, 0.0)):
            return False
        if element.kind in ("small", "one", "a", "half"):
            done = self._small(element.low)
        elif element.kind in ("vague", "several"):
            done = self.open is None and self.total == (0.0, 0.0)
            if done:
                self.open, self.floor, self.rounded = (element.low, element.high), 0, True
        else:
            done = self._magnitude(element)
        self.joined = False
        return done

    def _small(self, value: float) -> bool:
        if self.open is None:
            if value >= self.last or self.from_digits:
                return False
            self.open, self.floor = (value, value), _order(value)
            return True
        low, high = self.open
        tail = low % 100
        turned = self.known.tens_last and self.joined and 0 < tail < 10 and 20 <= value < 100
        again = tail in self.known.vigesimal and 10 <= value < 20
        if self.floor > 0 and (value < self.floor or turned or again):
            floor = 1 if turned or tail < 10 else _order(value)
            self.open, self.floor = (low + value, high + value), floor
            return True
        return False

    def _magnitude(self, element: Element) -> bool:
        size = element.low
        if self.open is None and not self._alone(element):
            return False
        low, high = self.open or (0.0, 0.0)
        if element.kind == "collective":
            self.rounded = True
        if size < 1000:
            if low >= 100 or self.open is None:
                return False
            self.open, self.floor = (low * size, high * size), size if size == 100 else 0
            self.scale = max(self.scale, size)
            return True
        if size > self.last:
            self.total = ((self.total[0] + low) * size, (self.total[1] + high) * size)
        elif size < self.last:
            self.total = (self.total[0] + low * size, self.total[1] + high * size)
        else:
            return False
        self.open, self.floor, self.last, self.scale = None, math.inf, size, max(size, self.scale)
        return True

    def _alone(self, element: Element) -> bool:
        """Open a group for a magnitude without a number before it, if it can stand so."""
        if self.total != (0.0, 0.0):
            # "mil millones": a thousand times a million; "a thousand and a hundred"
            self.open = (0.0, 0.0) if element.low > self.last else (1.0, 1.0)
        elif element.alone == "some":
            # "more than a thousand" looks like "thousands" in some languages; a dozen does not
            self.open, self.rounded = (1.0 if element.kind == "magnitude" else 2.0, 9.99), True
        elif element.alone == "one":
            self.open = (1.0, 1.0)
        return self.open is not None


def _order(value: float) -> float:
    """Return what may be added to a number of words: less than its last place."""
    for size in (100, 10):
        if value >= size and value % size == 0:
            return size
    return 1


def _numeral(
    text: str, tokens: Sequence[re.Match[str]], first: int, known: Lexicon, depth: int = 0
) -> tuple[Numeral | None, int]:
    """Read the number that begins at token ``first``; return it and the next token to look at."""
    token = tokens[first]
    start = token.start()
    total = _Sum(known, depth)
    kinds: list[str] = []
    if token.lastgroup == "digits":
        total.digits(read_digits(token.group(), known.decimal))
        kinds.append("digits")
    else:
        parts = elements(token.group(), known.code)
        if len(parts) > 1 and parts[0].kind == "and":
            parts, start = parts[1:], start + 1
        if not parts or not all(total.add(part) for part in parts) or parts[0].kind == "and":
            return None, first + 1
        kinds += (part.kind for part in parts)
    end, i = _go_on(text, tokens, first, total, kinds)
    if _is_no_number(kinds):
        return None, first + 1
    low, high = total.value()
    return Numeral(
        start, end, low, high, total.scale, kinds[0] == "digits", total.rounded,
        all(kind in ("one", "and") for kind in kinds),
    ), i  # fmt: skip


def _is_no_number(kinds: Sequence[str]) -> bool:
    """Tell whether the words read are no number: "a", "several" or "half" and no magnitude."""
    sizes = {"magnitude", "collective"}
    return kinds[0] in ("a", "several", "half") and not sizes & set(kinds)


def _go_on(
    text: str, tokens: Sequence[re.Match[str]], first: int, total: _Sum, kinds: list[str]
) -> tuple[int, int]:
    """Add the following words as long as they belong to the number; return its end."""
    end, i = tokens[first].end(), first + 1
    while True:
        half = _half(text, end, total)
        if half is not None:
            end = half
            kinds.append("half")
            while i < len(tokens) and tokens[i].start() < end:
                i += 1
        step = _next(text, tokens, i, end, total, kinds)
        if step is None:
            return end, i
        end, i = step


def _half(text: str, end: int, total: _Sum) -> int | None:
    """Add "and a half" to the last place read, if it follows; return where it ends."""
    found = total.known.halves.match(text, end) if total.known.halves else None
    if found is None:
        return None
    if total.open is not None:
        if total.open[0] >= 100 or total.open[0] % 1:
            return None
        total.open, total.floor = (total.open[0] + 0.5, total.open[1] + 0.5), 0
    else:
        half = total.last / 2
        total.total = (total.total[0] + half, total.total[1] + half)
    return found.end()


def _next(
    text: str,
    tokens: Sequence[re.Match[str]],
    i: int,
    end: int,
    total: _Sum,
    kinds: list[str],
) -> tuple[int, int] | None:
    """Add the word at token ``i`` to the number that ends at ``end``; None where it is over."""
    if i >= len(tokens) or not _GAP.fullmatch(text, end, tokens[i].start()):
        return None
    token = tokens[i]
    if token.lastgroup == "digits":
        return _more_digits(token, i, total)
    word = token.group()
    if word in total.known.links and (total.rounded or total.scale > 1):
        return _linked(text, tokens, i, total, kinds)
    parts = elements(word, total.known.code)
    if not parts:
        return None
    if parts[0].kind == "and":
        step = _joined(text, tokens, i, parts, total)
        kinds += ["joined"] if step else []
        return step
    if parts[0].kind == "a" and kinds[0] != "half":
        return None
    if parts[0].kind == "a":
        return token.end(), i + 1
    return _all(parts, token.end(), i + 1, total, kinds)


def _all(
    parts: Sequence[Element], end: int, i: int, total: _Sum, kinds: list[str]
) -> tuple[int, int] | None:
    """Add all parts of one word, or none."""
    if len(parts) > 1:
        inner = _Sum(total.known)
        if not all(inner.add(part) for part in parts) or inner.rounded:
            return None
        low = inner.value()[0]
        parts = (Element("small", low, low),) if low < 1000 else ()
    if not parts or not total.add(parts[0]):
        return None
    kinds.append(parts[0].kind)
    return end, i


def _more_digits(token: re.Match[str], i: int, total: _Sum) -> tuple[int, int] | None:
    """Add digits after a magnitude ("5 bin 300"), in languages that write so."""
    if not total.known.digit_groups or total.open is not None or total.rounded:
        return None
    value = read_digits(token.group(), total.known.decimal)
    if value >= total.last or value % 1:
        return None
    total.digits(value)
    return token.end(), i + 1


def _linked(
    text: str, tokens: Sequence[re.Match[str]], i: int, total: _Sum, kinds: list[str]
) -> tuple[int, int] | None:
    """Multiply across a link ("tens of thousands")."""
    if i + 1 >= len(tokens) or text[tokens[i].end() : tokens[i + 1].start()].strip(" '"):
        return None
    parts = elements(tokens[i + 1].group(), total.known.code)
    if len(parts) != 1 or parts[0].kind not in ("magnitude", "collective"):
        return None
    return _all(parts, tokens[i + 1].end(), i + 2, total, kinds)


def _joined(
    text: str, tokens: Sequence[re.Match[str]], i: int, parts: Sequence[Element], total: _Sum
) -> tuple[int, int] | None:
    """Add what follows "and", if it is lower than the last place of the number before it."""
    if total.rounded or total.depth >= _DEEPEST:
        return None
    rest, after = _after_and(text, tokens, i, parts, total)
    if rest is None or rest.rounded or rest.low != rest.high or rest.digits:
        return None
    head = rest.low / rest.scale if rest.scale >= 1000 else rest.low
    if total.open is None:
        if rest.low >= total.last:
            return None
        total.total = (total.total[0] + rest.low, total.total[1] + rest.low)
        total.last = min(total.last, 1)
        return rest.end, after
    low = total.open[0]
    turned = total.known.tens_last and 0 < low % 100 < 10 and 20 <= head < 100 and head % 10 == 0
    turned = turned or (low % 100 in total.known.vigesimal and 10 <= head < 20)
    if total.floor <= 0 or not (head < total.floor or turned) or rest.scale == 100:
        return None
    value = (low + head) * (rest.scale if rest.scale >= 1000 else 1)
    if rest.scale >= total.last:
        return None
    total.total = (total.total[0] + value, total.total[1] + value)
    total.open, total.last, total.scale = None, 1, max(total.scale, rest.scale)
    return rest.end, after


def _after_and(
    text: str, tokens: Sequence[re.Match[str]], i: int, parts: Sequence[Element], before: _Sum
) -> tuple[Numeral | None, int]:
    """Read the number after "and": a word of its own, or joined to the number word."""
    if len(parts) == 1:
        if i + 1 >= len(tokens) or not _GAP.fullmatch(text, tokens[i].end(), tokens[i + 1].start()):
            return None, i
        return _numeral(text, tokens, i + 1, before.known, before.depth + 1)
    total = _Sum(before.known, before.depth + 1)
    if not all(total.add(part) for part in parts[1:]):
        return None, i
    kinds: list[str] = [part.kind for part in parts[1:]]
    end, after = _go_on(text, tokens, i, total, kinds)
    low, high = total.value()
    return Numeral(tokens[i].start(), end, low, high, total.scale, rounded=total.rounded), after
