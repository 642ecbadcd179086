"""Pairing quotation marks, over paragraphs if need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from firsthand.records import Quote, Span
from firsthand.spans import trim
from firsthand.split.marks import Mark, angles_reversed, marks_in

_DEEPEST = 8
_FAR = 8
_FINAL = frozenset(".,!?…。！？،؟")


class _Paragraph(NamedTuple):
    span: Span
    marks: Sequence[Mark]


@dataclass(slots=True)
class _Frame:
    """A quotation not closed yet; ``start`` is where its present piece begins.

    ``wrong`` is the first closing mark of another family that closed nothing else.
    """

    mark: Mark
    start: int
    pieces: list[Span] = field(default_factory=list)
    nests_own: bool = False
    wrong: Mark | None = None


def find_quotes(text: str, passages: Sequence[Span]) -> list[Quote]:
    """Return the quotations between marks in no particular order.

    A quotation goes over paragraphs where each begins with a mark, or where a paragraph shortly
    after closes what was opened. An opening mark that nothing closes takes its paragraph's end.
    """
    turned = angles_reversed(text)
    paragraphs = [_Paragraph(span, marks_in(text, span, turned)) for span in passages]
    found: list[Quote] = []
    stack: list[_Frame] = []
    for k, (span, marks) in enumerate(paragraphs):
        rest: Sequence[Mark] = marks
        for frame in stack:
            frame.start = span[0]
        if stack and rest and _takes_up(rest[0], stack[0], span):
            stack[0].start, rest = rest[0].end, rest[1:]
        for mark in rest:
            _take(text, mark, stack, found)
        stack = _left_open(text, paragraphs[k : k + 1 + _FAR], stack, found)
    return found


def _takes_up(mark: Mark, frame: _Frame, span: Span) -> bool:
    """Tell whether a paragraph's first mark takes up the quotation of the paragraph before."""
    return mark.start == span[0] and mark.family == frame.mark.family


def _take(text: str, mark: Mark, stack: list[_Frame], found: list[Quote]) -> None:
    """Open or close a quotation at ``mark``."""
    own = [k for k in range(len(stack)) if stack[k].mark.family == mark.family]
    side = mark.side
    if side == "either":
        side = "close" if own else "open"
    if side == "open":
        if len(stack) < _DEEPEST:
            if own:
                stack[own[-1]].nests_own = True
            stack.append(_Frame(mark, mark.end))
    elif own:
        frame = stack[own[-1]]
        del stack[own[-1] :]
        _finish(text, frame, mark.start, mark.end, found)
    elif stack and stack[0].wrong is None and text[mark.start - 1] in _FINAL:
        stack[0].wrong = mark


def _finish(
    text: str, frame: _Frame, end: int, outer: int, found: list[Quote], *, closed: bool = True
) -> None:
    """Add the quotation of a frame whose last piece ends at ``end``."""
    pieces = (*frame.pieces, trim(text, (frame.start, end)))
    pieces = tuple(p for p in pieces if p[0] < p[1])
    if pieces:
        found.append(Quote(pieces, (frame.mark.start, outer), closed=closed))


def _left_open(
    text: str, ahead: Sequence[_Paragraph], stack: Sequence[_Frame], found: list[Quote]
) -> list[_Frame]:
    """Settle what the first paragraph leaves open; return the frames that go on in the next."""
    kept: list[_Frame] = []
    end = ahead[0].span[1]
    for frame in stack:
        if _goes_on(text, frame, ahead[1:]):
            frame.pieces.append(trim(text, (frame.start, end)))
            frame.wrong = None
            kept.append(frame)
        elif not kept and frame.mark.family != "single":
            _end_unclosed(text, frame, end, found)
            break
    return kept


def _end_unclosed(text: str, frame: _Frame, end: int, found: list[Quote]) -> None:
    """End a quotation that no mark of its own family closes, where it was one at all."""
    if frame.wrong is not None:
        _finish(text, frame, frame.wrong.start, frame.wrong.end, found)
    elif frame.mark.clear and not frame.nests_own:
        _finish(text, frame, end, end, found, closed=False)
    else:
        pieces = tuple(p for p in frame.pieces if p[0] < p[1])
        if pieces:
            found.append(Quote(pieces, (frame.mark.start, pieces[-1][1]), closed=False))


def _goes_on(text: str, frame: _Frame, ahead: Sequence[_Paragraph]) -> bool:
    """Tell whether a later paragraph takes the quotation up with a mark, or closes it."""
    single = frame.mark.family == "single"
    if single and text[frame.mark.start] not in "‘‚":
        return False
    for n, later in enumerate(ahead[: 1 if single else _FAR]):
        own = next((m for m in later.marks if m.family == frame.mark.family), None)
        if own is not None:
            if n == 0 and own.start == later.span[0]:
                return frame.wrong is None
            return own.side == "close" and (not single or text[own.start - 1] in _FINAL)
    return False
