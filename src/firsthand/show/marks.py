"""Marked words in a full text: spans that touch, nest or overlap, cut into proper nesting.

A mark is one element of the page where it can be. Where two marks overlap without nesting, or one
runs through several paragraphs, it becomes several pieces, which together hold exactly its words
(but for the white space between paragraphs).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.records import Passage, Report, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: its anchor, its classes, where the link back leads, and what it says.

    In a telling, ``label`` says what differs and there is no anchor; in a full text the other way
    round, and ``same`` names what the words tell: words elsewhere with one of these names tell the
    same.
    """

    span: Span
    anchor: str = ""
    classes: tuple[str, ...] = ()
    back: str | None = None
    label: str = ""
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One step of writing a block: text, or the start or end of a piece of a mark.

    ``edge`` tells that an opening piece is the mark's first, a closing one its last.
    """

    kind: Literal["open", "close", "text"]
    text: str = ""
    mark: Mark | None = None
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a full text; ``passage`` is None for text that stands in no passage."""

    passage: Passage | None
    events: tuple[Event, ...]


def blocks(report: Report, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Return the report's whole text but the white space between passages, with marks in it.

    Marks of white space only are left out. An empty text gives ().
    """
    spans = list(_block_spans(report))
    writer = _Writer(report.text, _last_ends([span for span, _ in spans], marks))
    return tuple(Block(passage, writer.write(span, marks)) for span, passage in spans)


def within(
    text: str, spans: Sequence[Span], marks: Sequence[Mark]
) -> tuple[tuple[Event, ...], ...]:
    """Return for each piece of a telling the steps of writing it, with the marks that touch it.

    A mark that runs from one piece into another begins in the first and ends in the last. No two
    marks may have the same span.
    """
    writer = _Writer(text, _last_ends(spans, marks))
    return tuple(writer.write(span, marks) for span in spans)


def _last_ends(spans: Sequence[Span], marks: Sequence[Mark]) -> dict[Span, int]:
    """Return where the last piece of each mark ends."""
    return {
        mark.span: clip[1] for span in spans for mark in marks if (clip := _clipped(mark, span))
    }


def divided(found: Iterable[Block]) -> tuple[str, ...]:
    """Return the anchors of the marks that became several pieces, in order."""
    pieces = Counter(
        event.mark.anchor
        for block in found
        for event in block.events
        if event.kind == "open" and event.mark
    )
    return tuple(anchor for anchor, number in pieces.items() if number > 1)


def _block_spans(report: Report) -> Iterable[tuple[Span, Passage | None]]:
    """Yield each passage, and between them what is not only white space; none overlap."""
    at = 0
    for passage in sorted(report.passages, key=lambda p: p.span):
        start, end = max(at, passage.span[0]), min(len(report.text), passage.span[1])
        if start >= end:
            continue
        if report.text[at:start].strip():
            yield (at, start), None
        yield (start, end), passage
        at = end
    if report.text[at:].strip():
        yield (at, len(report.text)), None


def _clipped(mark: Mark, span: Span) -> Span | None:
    start, end = max(mark.span[0], span[0]), min(mark.span[1], span[1])
    return (start, end) if start < end else None


class _Writer:
    """Writes blocks in order, and remembers which marks it has begun."""

    def __init__(self, text: str, last_ends: dict[Span, int]) -> None:
        self.text = text
        self.last_ends = last_ends
        self.begun: set[Span] = set()

    def write(self, span: Span, marks: Sequence[Mark]) -> tuple[Event, ...]:
        """Return the events of one block."""
        inside = [(clip, mark) for mark in marks if (clip := _clipped(mark, span))]
        points = sorted({*span, *(point for clip, _ in inside for point in clip)})
        events: list[Event] = []
        stack: list[tuple[Span, Mark]] = []
        for at, following in zip(points, [*points[1:], span[1]], strict=True):
            reopened = self._close(stack, at, events)
            opening = [*reopened, *(item for item in inside if item[0][0] == at)]
            for item in sorted(opening, key=lambda item: -item[0][1]):
                stack.append(item)
                events.append(Event("open", mark=item[1], edge=self._begins(item[1])))
            if at < following:
                events.append(Event("text", self.text[at:following]))
        return tuple(events)

    def _begins(self, mark: Mark) -> bool:
        first = mark.span not in self.begun
        self.begun.add(mark.span)
        return first

    def _close(
        self, stack: list[tuple[Span, Mark]], at: int, events: list[Event]
    ) -> list[tuple[Span, Mark]]:
        """Close what ends here, and with it what was opened inside; return what goes on."""
        depth = next((i for i, (clip, _) in enumerate(stack) if clip[1] == at), len(stack))
        closing, stack[depth:] = stack[depth:], []
        for clip, mark in reversed(closing):
            ends = clip[1] == at and self.last_ends[mark.span] == at
            events.append(Event("close", mark=mark, edge=ends))
        return [item for item in closing if item[0][1] != at]
