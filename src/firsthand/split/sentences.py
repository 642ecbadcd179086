"""Where the sentences of a passage are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sentencex import segment

from firsthand.records import Quote, Span
from firsthand.spans import trim
from firsthand.split.marks import QUOTE_CHARACTERS, is_spaceless
from firsthand.split.words import words

_CLOSERS = frozenset(QUOTE_CHARACTERS) | frozenset(")]}）］】")
_NEUTRAL = {ord(c): " " for c in QUOTE_CHARACTERS if c not in "'’"}
_SPACE = re.compile(r"\s")
# A sentence in brackets of its own.
_ASIDE = re.compile(r"(?:(?<=[.!?]\s)|^)\(([^()]{1,300}[.!?])\)")
_LOOSE_APOSTROPHE = re.compile(r"(?<!\w)['’]|['’](?!\w)")
_DASHES = frozenset("-–—―")
_GOES_ON = frozenset(",;:，、،؛)]}）］】")
_BLOCK = 2
_LONG = 150
_SHORT_TAIL = re.compile(r"[^。！？!?“「『:：\n]{1,14}[。！？!?]")
_PARTICLE = re.compile(r"[\u3041-\u309f\uac00-\ud7af]")
_NEXT_WORD = re.compile(r"\s*(\w[\w.]*\w|\w)")
_LAST_WORD = re.compile(r"(?<!\w)(\w[\w.]*)\.$")


def sentences(
    text: str, span: Span, quotes: Sequence[Quote], language: str | None
) -> tuple[Span, ...]:
    """Return the sentences of ``text[span]``, trimmed; together they cover all but white space.

    ``quotes`` are those that touch the span, outermost ones only, in order. A sentence does not
    end inside a quotation that goes on in the same sentence (``"Why? How?" he asked.``), but
    does in one of several sentences that stands by itself.
    """
    cuts = [
        c
        for c in _cuts(text, span, language)
        if not _goes_on(text, span, c) and not _is_shortened(text, c, language)
    ]
    kept = _outside_speech(text, span, cuts, quotes)
    edges = [span[0], *kept, span[1]]
    found = (trim(text, edge) for edge in pairwise(edges))
    return tuple(s for s in found if s[0] < s[1])


def _cuts(text: str, span: Span, language: str | None) -> Iterator[int]:
    """Yield where sentences may end, in order; white space and closing marks belong before."""
    plain = _LOOSE_APOSTROPHE.sub(" ", _SPACE.sub(" ", text[span[0] : span[1]]))
    plain = _ASIDE.sub(r" \1 ", plain)
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
    while at < span[1] and (text[at].isspace() or text[at] in _DASHES):
        at += 1
    if at >= span[1]:
        return False
    if at == cut and text[cut - 1] in _CLOSERS and is_spaceless(text[at]):
        # The narrator's words behind a quotation: 「なぜ？」と彼は… “走吧。”他说。
        return bool(_PARTICLE.match(text[at]) or _SHORT_TAIL.match(text, at, span[1]))
    return text[at].islower() or text[at] in _GOES_ON


def _is_shortened(text: str, cut: int, language: str | None) -> bool:
    """Tell whether the stop before a cut belongs to a shortened word or an initial."""
    word = _LAST_WORD.search(text, max(0, cut - 20), cut)
    if word is None:
        return False
    last = word.group(1)
    if (len(last) == 1 and last.isupper()) or last.casefold() in words("abbreviations", language):
        return True
    if last.casefold() not in words("hours", language):
        return False
    behind = _NEXT_WORD.match(text, cut)
    return bool(behind) and behind.group(1).casefold() in words("behind_hours", language)  # type: ignore[union-attr]


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
        if by_itself and (begins or (len(inside) >= _BLOCK and end - start > _LONG)):
            kept.extend(inside)
    kept.extend(cuts[k:])
    return kept
