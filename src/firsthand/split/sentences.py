"""Where the sentences of a passage are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sentencex import segment

from firsthand.records import Quote, Span
from firsthand.spans import trim
from firsthand.split.marks import QUOTE_CHARACTERS

_CLOSERS = frozenset(QUOTE_CHARACTERS) | frozenset(")]}）］】")
_NEUTRAL = {ord(c): " " for c in QUOTE_CHARACTERS if c not in "'’"}
_SPACE = re.compile(r"\s")
_LOOSE_APOSTROPHE = re.compile(r"(?<!\w)['’]|['’](?!\w)")
_GOES_ON = frozenset(",;:，、،؛)]}）］】")
_BLOCK = 2


def sentences(
    text: str, span: Span, quotes: Sequence[Quote], language: str | None
) -> tuple[Span, ...]:
    """Return the sentences of ``text[span]``, trimmed; together they cover all but white space.

    ``quotes`` are those that touch the span, outermost ones only, in order. A sentence does not
    end inside a quotation that goes on in the same sentence (``"Why? How?" he asked.``), but
    does in one of several sentences that stands by itself.
    """
    cuts = [c for c in _cuts(text, span, language) if not _goes_on(text, span, c)]
    kept = _outside_speech(text, span, cuts, quotes)
    edges = [span[0], *kept, span[1]]
    found = (trim(text, edge) for edge in pairwise(edges))
    return tuple(s for s in found if s[0] < s[1])


def _cuts(text: str, span: Span, language: str | None) -> Iterator[int]:
    """Yield where sentences may end, in order; white space and closing marks belong before."""
    plain = _LOOSE_APOSTROPHE.sub(" ", _SPACE.sub(" ", text[span[0] : span[1]]))
    position = span[0]
    last = span[0]
    plain = plain.translate(_NEUTRAL)
    for part in segment(language or "en", plain):
        position += len(part)
        cut = position
        # A mark that was read as a space may open the next sentence.
        while cut > last and plain[cut - 1 - span[0]].isspace():
            cut -= 1
        while cut < span[1] and text[cut] in _CLOSERS and not _opens(text, cut, span):
            cut += 1
        if last < cut < span[1]:
            yield cut
            last = cut


def _opens(text: str, at: int, span: Span) -> bool:
    """Tell whether the mark at ``at`` has space before and a word behind it."""
    spaced = at > span[0] and text[at - 1].isspace()
    return spaced and at + 1 < span[1] and not text[at + 1].isspace()


def _goes_on(text: str, span: Span, cut: int) -> bool:
    """Tell whether the text behind a cut only goes on with the sentence before it."""
    at = cut
    while at < span[1] and text[at].isspace():
        at += 1
    return at < span[1] and (text[at].islower() or text[at] in _GOES_ON)


def _outside_speech(
    text: str, span: Span, cuts: Sequence[int], quotes: Sequence[Quote]
) -> list[int]:
    """Return the cuts less those inside quotations that must stay whole."""
    free = set(cuts)
    kept: list[int] = []
    k = 0
    for quote in quotes:
        start, end = max(quote.outer[0], span[0]), min(quote.outer[1], span[1])
        while k < len(cuts) and cuts[k] <= start:
            kept.append(cuts[k])
            k += 1
        inside: list[int] = []
        while k < len(cuts) and cuts[k] < end:
            inside.append(cuts[k])
            k += 1
        by_itself = end == span[1] or end in free
        begins = start == span[0] or trim(text, (kept[-1] if kept else span[0], start))[0] == start
        if by_itself and (begins or len(inside) >= _BLOCK):
            kept.extend(inside)
    kept.extend(cuts[k:])
    return kept
