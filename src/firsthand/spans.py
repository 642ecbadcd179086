"""Arithmetic on code-point spans (start, end), end exclusive."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from firsthand.records import Span

_AROUND = " \t\n\r,;:–—-"
_STOPS = ".。．।"


class SpanIndex:
    """Finds which of many spans a place touches, without a look at all of them.

    Answers are positions in ``spans`` (any order, any nesting, none gives no answers); a look-up
    costs the logarithm of their number and the depth of their nesting.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        """Sort the spans and note for each the nearest one before it that reaches into it."""
        self._order = sorted(range(len(spans)), key=lambda i: (spans[i][0], -spans[i][1]))
        self._spans = [spans[i] for i in self._order]
        self._starts = [s for s, _ in self._spans]
        self._around: list[int] = []
        for start, _ in self._spans:
            k = len(self._around) - 1
            while k >= 0 and self._spans[k][1] <= start:
                k = self._around[k]
            self._around.append(k)

    def at(self, place: int) -> list[int]:
        """Return the spans that hold the character at ``place``, the last to begin first."""
        k = bisect_right(self._starts, place) - 1
        found: list[int] = []
        while k >= 0:
            if self._spans[k][1] > place:
                found.append(self._order[k])
            k = self._around[k]
        return found

    def touching(self, span: Span) -> list[int]:
        """Return the spans that share a character with ``span``, which must not be empty."""
        first = bisect_right(self._starts, span[0])
        inside = range(first, bisect_left(self._starts, span[1]))
        return [*self.at(span[0]), *(self._order[k] for k in inside)]


def slice_text(text: str, spans: Iterable[Span], joiner: str = " … ") -> str:
    """Return the words under ``spans``, pieces joined by ``joiner``; no spans give ``""``."""
    return joiner.join(text[start:end] for start, end in spans)


def overlap(a: Span, b: Span) -> int:
    """Return how many code points ``a`` and ``b`` share, 0 where they only touch."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def contains(outer: Span, inner: Span) -> bool:
    """Tell whether ``inner`` lies wholly in ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hull(spans: Sequence[Span]) -> Span:
    """Return the smallest span that covers all ``spans``; raises ValueError on none."""
    return min(s for s, _ in spans), max(e for _, e in spans)


def trim(text: str, span: Span, extra: str = "") -> Span:
    """Shrink ``span`` past white space and the characters ``extra`` at both ends.

    A span of nothing else becomes empty at its start.
    """
    start, end = span
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end


def trimmed(text: str, span: Span) -> Span:
    """Leave out white space and commas at both ends, and a full stop at the end."""
    start, end = span
    while start < end and text[start] in _AROUND + _STOPS:
        start += 1
    while start < end and text[end - 1] in _AROUND + _STOPS:
        end -= 1
    return start, end
