"""The map of a story: origins on the left, reports on the right, and a line for each derivation.

Lengths are pixels of the drawing, which a page may scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from firsthand.records import Derivation, Story
from firsthand.show.labels import Label
from firsthand.show.tree import derivation_label

WIDTH = 900
BOX_WIDTH, BOX_HEIGHT, ROW = 280, 44, 60
LEFT, RIGHT = 1, 450
LONGEST_NAME = 28
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Box:
    """An origin or a report; ``letter`` is empty for an origin, ``lost`` where nothing is known."""

    id: str
    x: float
    y: float
    letter: str
    name: str
    note: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A derivation: an SVG path, its arrow head, and its label written at (``x``, ``y``)."""

    kind: str
    label: str
    path: str
    head: str
    x: float
    y: float
    beside: bool


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing of ``width`` by ``height``."""

    width: int
    height: float
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(story: Story, labels: Sequence[Label]) -> Map:
    """Return the map of a story; derivations from or to what is not in it are left out."""
    by_id = {label.report.id: label for label in labels}
    known = {*by_id, *(origin.id for origin in story.origins)}
    drawn = [d for d in story.derivations if d.parent in known and d.report in by_id]
    rows = max(len(story.origins), len(labels), 1)
    boxes = [*_origin_boxes(story, drawn, labels, rows), *_report_boxes(drawn, labels, rows)]
    height = rows * ROW - (ROW - BOX_HEIGHT) + 2 * MARGIN
    return Map(
        WIDTH,
        height,
        BOX_WIDTH,
        BOX_HEIGHT,
        tuple(boxes),
        tuple(_lines(drawn, {b.id: b for b in boxes})),
    )


def _top(row: int, of: int, rows: int) -> float:
    """Return the top of a row's box where ``of`` boxes stand centred beside ``rows``."""
    return MARGIN + (rows - of) * ROW / 2 + row * ROW


def _origin_boxes(
    story: Story, drawn: Sequence[Derivation], labels: Sequence[Label], rows: int
) -> list[Box]:
    """Place each origin near the middle of the reports that come from it."""
    places = {label.report.id: place for place, label in enumerate(labels)}
    reached = {
        origin.id: [places[d.report] for d in drawn if d.parent == origin.id]
        for origin in story.origins
    }
    ordered = sorted(
        story.origins,
        key=lambda origin: (
            sum(reached[origin.id]) / len(reached[origin.id]) if reached[origin.id] else len(places)
        ),
    )
    return [
        Box(
            origin.id,
            LEFT,
            _top(row, len(ordered), rows),
            "",
            shortened(origin.name or "not named"),
            "unknown origin" if origin.kind == "unknown" else origin.kind,
            lost=origin.kind == "unknown",
        )
        for row, origin in enumerate(ordered)
    ]


def _report_boxes(drawn: Sequence[Derivation], labels: Sequence[Label], rows: int) -> list[Box]:
    derived = {derivation.report for derivation in drawn}
    return [
        Box(
            label.report.id,
            RIGHT,
            _top(row, len(labels), rows),
            label.letter,
            shortened(label.name),
            label.report.language or "language unknown",
            lost=label.report.id not in derived,
        )
        for row, label in enumerate(labels)
    ]


def shortened(name: str, longest: int = LONGEST_NAME) -> str:
    """Return ``name`` cut to ``longest`` narrow characters; wide ones count twice."""
    taken = 0
    for at, character in enumerate(name):
        taken += 2 if east_asian_width(character) in "WF" else 1
        if taken > longest:
            return name[: max(1, at - 1)].rstrip() + "…"
    return name


def _lines(drawn: Sequence[Derivation], boxes: Mapping[str, Box]) -> list[Line]:
    from_origins = [d for d in drawn if not boxes[d.parent].letter]
    from_reports = [d for d in drawn if boxes[d.parent].letter and d.parent != d.report]
    arriving = {report: _ports(report, from_origins) for report in {d.report for d in drawn}}
    lines = [
        _across(d, boxes[d.parent], boxes[d.report], arriving[d.report][place])
        for place, d in enumerate(from_origins)
    ]
    return lines + [
        _around(d, boxes[d.parent], boxes[d.report], lane) for lane, d in enumerate(from_reports)
    ]


def _ports(report: str, derivations: Sequence[Derivation]) -> dict[int, float]:
    """Return the height, from a box's top, at which each of its derivations arrives."""
    places = [place for place, d in enumerate(derivations) if d.report == report]
    return {
        place: BOX_HEIGHT * (number + 1) / (len(places) + 1) for number, place in enumerate(places)
    }


def _across(derivation: Derivation, origin: Box, report: Box, port: float) -> Line:
    """A line from an origin to a report, its kind written where it arrives."""
    x1, y1 = origin.x + BOX_WIDTH, origin.y + BOX_HEIGHT / 2
    x2, y2 = report.x - 7, report.y + port
    bend = (x2 - x1) / 2
    path = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    head = f"M{x2:g} {y2 - 4:g}l7 4l-7 4z"
    label = derivation_label(derivation)
    return Line(_classes(derivation), label, path, head, x2 - 8, y2 - 5, beside=False)


def _around(derivation: Derivation, first: Box, second: Box, lane: int) -> Line:
    """A line from one report to another, bowed to the right, each further than the last."""
    x = first.x + BOX_WIDTH
    down = second.y > first.y
    y1 = first.y + BOX_HEIGHT * (0.7 if down else 0.3)
    y2 = second.y + BOX_HEIGHT * (0.3 if down else 0.7)
    bow = x + 34 + 20 * (lane % 4)
    path = f"M{x:g} {y1:g}C{bow:g} {y1:g} {bow:g} {y2:g} {x + 7:g} {y2:g}"
    head = f"M{x + 7:g} {y2 - 4:g}l-7 4l7 4z"
    label = derivation_label(derivation)
    # Where it arrives: lines cross in the middle, but each report has a place of its own.
    return Line(_classes(derivation), label, path, head, x + 12, y2 - 6, beside=True)


def _classes(derivation: Derivation) -> str:
    return f"{derivation.kind} part" if derivation.part else derivation.kind
