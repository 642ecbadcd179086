"""Pairing quotation marks, over paragraphs if need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.records import Quote, Span
from firsthand.spans import trim
from firsthand.split.marks import Family, Mark, angles_reversed, marks_in

_DEEPEST = 8
_FAR = 3


@dataclass(slots=True)
class _Frame:
    """A quotation that has not been closed yet; ``start`` is where its present piece begins."""

    family: Family
    outer: int
    start: int
    clear: bool
    pieces: list[Span] = field(default_factory=list)
    nests_own: bool = False


def find_quotes(text: str, passages: Sequence[Span]) -> list[Quote]:
    """Return the quotations between marks in no particular order.

    A quotation goes over paragraphs where each begins with a mark, or where a paragraph shortly
    after closes what was opened. An opening mark that nothing closes takes its paragraph's end.
    """
    turned = angles_reversed(text)
    marks = [marks_in(text, span, turned) for span in passages]
    found: list[Quote] = []
    carried: _Frame | None = None
    for k, span in enumerate(passages):
        stack: list[_Frame] = []
        rest: Sequence[Mark] = marks[k]
        if carried is not None:
            carried.start = span[0]
            if rest and rest[0].start == span[0] and rest[0].family == carried.family:
                carried.start, rest = rest[0].end, rest[1:]
            stack.append(carried)
        for mark in rest:
            _take(text, mark, stack, found)
        carried = _left_open(text, passages, marks, k, stack, found)
    return found


def _take(text: str, mark: Mark, stack: list[_Frame], found: list[Quote]) -> None:
    match = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].family == mark.family), None)
    side = mark.side
    if side == "either":
        side = "open" if match is None else "close"
    if side == "open":
        if len(stack) < _DEEPEST:
            if match is not None:
                stack[match].nests_own = True
            stack.append(_Frame(mark.family, mark.start, mark.end, mark.clear))
    elif match is not None:
        frame = stack[match]
        del stack[match:]
        piece = trim(text, (frame.start, mark.start))
        _finish(frame, piece, mark.end, found, closed=True)


def _finish(frame: _Frame, piece: Span, end: int, found: list[Quote], *, closed: bool) -> None:
    pieces = [p for p in (*frame.pieces, piece) if p[0] < p[1]]
    if pieces:
        found.append(Quote(tuple(pieces), (frame.outer, end), closed=closed))


def _left_open(
    text: str,
    passages: Sequence[Span],
    marks: Sequence[Sequence[Mark]],
    k: int,
    stack: Sequence[_Frame],
    found: list[Quote],
) -> _Frame | None:
    """Settle what a paragraph leaves open; return the frame that goes on in the next one."""
    frame = next((f for f in stack if f.family != "single" or f.outer == passages[k][0]), None)
    if frame is None:
        return None
    end = passages[k][1]
    piece = trim(text, (frame.start, end))
    if _goes_on(frame, passages, marks, k):
        frame.pieces.append(piece)
        return frame
    if frame.family != "single" and frame.clear and not frame.nests_own:
        _finish(frame, piece, end, found, closed=False)
    elif frame.pieces:
        last = frame.pieces.pop()
        _finish(frame, last, last[1], found, closed=False)
    return None


def _goes_on(
    frame: _Frame, passages: Sequence[Span], marks: Sequence[Sequence[Mark]], k: int
) -> bool:
    """Tell whether a later paragraph takes the quotation up with a mark, or closes it."""
    for n in range(k + 1, min(k + 1 + _FAR, len(passages))):
        own = [m for m in marks[n] if m.family == frame.family]
        if own:
            taken_up = n == k + 1 and own[0].start == passages[n][0]
            return taken_up or (own[0].side == "close" and frame.family != "single")
    return False
