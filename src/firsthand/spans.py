"""Arithmetic on code-point spans (start, end), end exclusive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firsthand.records import Span


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
