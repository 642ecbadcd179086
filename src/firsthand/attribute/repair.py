"""What a tagger leaves ragged, made whole: contents without holes, with all of a quotation.

A tagger judges token by token, so that it drops an article, or stops in the middle of a quotation.
Where language allows no such thing, the text itself says where a content begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.engines.base import Proposal
from firsthand.records import Report, Span
from firsthand.spans import SpanIndex, overlap, trimmed

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[,;:.!?…。，、；：！？؟،؛()\[\]\"“”„«»]")
HOLE = 6
"""Words that may be missing within a content."""
STRAY = 3
"""Words of a piece that stands apart, at most, that is left out."""
DOUBT = -3.0
_SHARE = 0.5


def repaired(
    report: Report, sentences: SpanIndex, places: Sequence[Span], proposal: Proposal
) -> tuple[Span, ...]:
    """Return a proposal's content: joined within sentences, with whole quotations, without strays.

    ``places`` are the report's sentences, ``sentences`` finds them.
    """
    text = report.text
    own = [*proposal.cue, *proposal.mention]
    pieces = _without_strays(text, _joined(text, sentences, places, proposal.content, own))
    pieces = _from_cue(text, pieces, proposal)
    return with_quotes(report, pieces, own)


def _joined(
    text: str,
    sentences: SpanIndex,
    places: Sequence[Span],
    pieces: Sequence[Span],
    own: Sequence[Span],
) -> list[Span]:
    """Fill short holes between pieces of one sentence, unless cue or source stands in them."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found:
            hole = (found[-1][1], piece[0])
            sentence = next(iter(sentences.at(piece[0])), None)
            same = sentence is not None and places[sentence][0] <= found[-1][0]
            words = len(_WORD.findall(text[hole[0] : hole[1]]))
            if same and words <= HOLE and not any(overlap(hole, one) for one in own):
                found[-1] = (found[-1][0], max(piece[1], found[-1][1]))
                continue
        found.append(piece)
    return found


def _without_strays(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Leave out pieces of a word or two where another is longer."""
    sizes = [len(_WORD.findall(text[s:e])) for s, e in pieces]
    if len(pieces) < 2 or max(sizes) <= STRAY:
        return list(pieces)
    return [piece for piece, size in zip(pieces, sizes, strict=True) if size > STRAY]


def _from_cue(text: str, pieces: Sequence[Span], proposal: Proposal) -> list[Span]:
    """Let a content begin right behind the cue where only a word or two are between them."""
    found = list(pieces)
    for k, (start, end) in enumerate(found):
        before = [e for _, e in (*proposal.cue, *proposal.mention) if e <= start]
        if not before:
            continue
        gap = (max(before), start)
        words = _WORD.findall(text[gap[0] : gap[1]])
        if not 0 < len(words) <= 2 or _MARKS.search(text[gap[0] : gap[1]]):
            continue
        odds = [o for span, o in proposal.odds if overlap(span, gap)]
        if odds and min(odds) > DOUBT:
            found[k] = (gap[0], end)
    return [trimmed(text, piece) for piece in found]


def with_quotes(
    report: Report, content: Sequence[Span], own: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """Let a content hold all of a quotation most of which it holds.

    A quotation in which cue or source (``own``) stands is left alone: what is said there, is said
    within speech.
    """
    pieces = list(content)
    for quote in report.quotes:
        size = sum(e - s for s, e in quote.pieces)
        held = sum(overlap(p, q) for p in pieces for q in quote.pieces)
        if held in (0, size) or held < _SHARE * size:
            continue
        if any(overlap(q, one) for q in quote.pieces for one in own):
            continue
        pieces = _merged(report.text, [*pieces, *quote.pieces])
    return tuple(sorted(trimmed(report.text, p) for p in pieces))


def _merged(text: str, pieces: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(pieces):
        between = text[found[-1][1] : start] if found else ""
        if found and "\n" not in between and not any(c.isalnum() for c in between):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
