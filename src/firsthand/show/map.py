"""The map of a story: origins on the left, and to the right what comes from each, step by step.

A tree lies under it: every report stands to the right of what it mainly comes from, and every
family has rows of its own, so that the lines of the tree do not cross (after Reingold and Tilford
1981, "Tidier Drawings of Trees"). Lengths are pixels of the drawing, which a page may scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from unicodedata import east_asian_width

from firsthand.records import Derivation, Story
from firsthand.show.labels import Label
from firsthand.show.tree import derivation_label
from firsthand.show.words import language_tag

BOX_WIDTH, BOX_HEIGHT = 252, 44
ROW, GAP = 56, 100
BETWEEN = 14
"""The space between two families, beyond that between rows."""
MARGIN = 8
MOST_COLUMNS = 4
"""What comes from a report of the last column stands there, too, under a bowed line."""
_BOW = 64
_LETTER = 14
_CHARACTER = 8.6
_LEAD = 28


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

    @property
    def indent(self) -> int:
        """Where the words begin, behind the letter."""
        return _LEAD + _LETTER * len(self.letter) if self.letter else _LETTER


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

    width: float
    height: float
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(story: Story, labels: Sequence[Label]) -> Map:
    """Return the map of a story; derivations from or to what is not in it are left out."""
    by_id = {label.report.id: label for label in labels}
    known = {*by_id, *(origin.id for origin in story.origins)}
    drawn = [
        d
        for d in story.derivations
        if d.parent in known and d.report in by_id and d.parent != d.report
    ]
    places = _place([origin.id for origin in story.origins], list(by_id), drawn)
    boxes = [*_origin_boxes(story, places), *_report_boxes(drawn, labels, places)]
    bowed = any(places[d.parent][0] >= places[d.report][0] for d in drawn)
    width = max((box.x for box in boxes), default=0) + BOX_WIDTH + (_BOW if bowed else 1)
    height = max((box.y for box in boxes), default=0) + BOX_HEIGHT + MARGIN
    lines = _lines(drawn, {b.id: b for b in boxes})
    return Map(width, height, BOX_WIDTH, BOX_HEIGHT, tuple(boxes), tuple(lines))


# --- where everything stands

Places = Mapping[str, tuple[int, float]]
"""Column and height of each box."""


def _place(origins: Sequence[str], reports: Sequence[str], drawn: Sequence[Derivation]) -> Places:
    """Give every family rows of its own, those of the earliest reports first."""
    below = _below(drawn)
    has_home = {child for children in below.values() for child in children}
    roots = [*origins, *(report for report in reports if report not in has_home)]
    order = {report: number for number, report in enumerate(reports)}
    families = [_family(root, below) for root in roots]
    reached = {node for family in families for node in family}
    # Reports that come from each other in a circle are entered at the first of them.
    for report in reports:
        if report not in reached:
            families.append(_family(report, below))
            reached.update(families[-1])
    families.sort(key=lambda family: min(order.get(node, len(order)) for node in family))
    first = 1 if origins else 0
    placed: dict[str, tuple[int, float]] = {}
    top = float(MARGIN)
    for family in families:
        root = family[0]
        grown = _Rows(below, set(family), top)
        grown.grow(root, 0 if root not in order else first)
        placed.update(grown.placed)
        top = grown.top + BETWEEN
    return placed


def _below(drawn: Sequence[Derivation]) -> dict[str, list[str]]:
    """Return what comes from each node, every report once: under what it has more than a part of,
    then what is surest."""
    homes: dict[str, Derivation] = {}
    for derivation in drawn:
        best = homes.get(derivation.report)
        if best is None or (derivation.part, -derivation.score) < (best.part, -best.score):
            homes[derivation.report] = derivation
    below: dict[str, list[str]] = {}
    for report, derivation in homes.items():
        below.setdefault(derivation.parent, []).append(report)
    return below


def _family(root: str, below: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a root and all that comes from it, the root first."""
    found = [root]
    for node in found:
        found += [child for child in below.get(node, ()) if child not in found]
    return found


class _Rows:
    """Gives rows to a family, depth first: a leaf the next row, others the middle of theirs."""

    def __init__(self, below: Mapping[str, Sequence[str]], family: set[str], top: float) -> None:
        self.below, self.left, self.top = below, set(family), top
        self.placed: dict[str, tuple[int, float]] = {}

    def grow(self, node: str, column: int) -> float:
        """Place a node and what comes from it; return the node's height."""
        self.left.discard(node)
        last = column == MOST_COLUMNS - 1
        own = self._next_row() if last else None
        heights = []
        for child in self.below.get(node, ()):
            if child in self.left:
                heights.append(self.grow(child, min(column + 1, MOST_COLUMNS - 1)))
        if own is None:
            own = (heights[0] + heights[-1]) / 2 if heights else self._next_row()
        self.placed[node] = (column, own)
        return own

    def _next_row(self) -> float:
        row, self.top = self.top, self.top + ROW
        return row


# --- boxes


def _x(column: int) -> float:
    return 1 + column * (BOX_WIDTH + GAP)


def _origin_boxes(story: Story, places: Places) -> list[Box]:
    boxes = []
    for origin in story.origins:
        column, y = places[origin.id]
        unknown = origin.kind == "unknown"
        name, _, behind = origin.name.partition(", ") if unknown else (origin.name, "", "")
        kind = "unknown origin" if unknown else origin.kind
        note = _fitting(behind, "") if behind else kind
        name = _fitting(name or "not named", "")
        boxes.append(Box(origin.id, _x(column), y, "", name, note, lost=unknown))
    return boxes


def _report_boxes(
    drawn: Sequence[Derivation], labels: Sequence[Label], places: Places
) -> list[Box]:
    derived = {derivation.report for derivation in drawn}
    boxes = []
    for label in labels:
        column, y = places[label.report.id]
        known = (language_tag(label.report.language), _day(label.report.published))
        note = " · ".join(part for part in known if part) or "language unknown"
        name = _fitting(label.name, label.letter)
        lost = label.report.id not in derived
        boxes.append(Box(label.report.id, _x(column), y, label.letter, name, note, lost))
    return boxes


def _day(published: str | None) -> str:
    """Return the day of a date, "" for what is none."""
    try:
        return datetime.fromisoformat(published or "").date().isoformat()
    except ValueError:
        return ""


def _fitting(name: str, letter: str) -> str:
    indent = Box("", 0, 0, letter, "", "").indent
    return shortened(name, int((BOX_WIDTH - indent - 8) / _CHARACTER))


def shortened(name: str, longest: int) -> str:
    """Return ``name`` cut to ``longest`` narrow characters; wide ones count twice."""
    taken = 0
    for at, character in enumerate(name):
        taken += 2 if east_asian_width(character) in "WF" else 1
        if taken > longest:
            return name[: max(1, at - 1)].rstrip() + "…"
    return name


# --- lines


def _lines(drawn: Sequence[Derivation], boxes: Mapping[str, Box]) -> list[Line]:
    across = [d for d in drawn if boxes[d.parent].x < boxes[d.report].x]
    around = [d for d in drawn if boxes[d.parent].x >= boxes[d.report].x]
    lines: list[Line] = []
    for report in dict.fromkeys(d.report for d in across):
        arriving = sorted(
            (d for d in across if d.report == report), key=lambda d: boxes[d.parent].y
        )
        for place, derivation in enumerate(arriving):
            ends = boxes[derivation.parent], boxes[report]
            lines.append(_across(derivation, *ends, place, len(arriving)))
    return lines + [
        _around(d, boxes[d.parent], boxes[d.report], lane) for lane, d in enumerate(around)
    ]


def _across(derivation: Derivation, parent: Box, report: Box, place: int, of: int) -> Line:
    """A line to the right, the ``place``-th of those that arrive, its kind written there."""
    x1, y1 = parent.x + BOX_WIDTH, parent.y + BOX_HEIGHT / 2
    x2, y2 = report.x - 7, report.y + BOX_HEIGHT * (place + 1) / (of + 1)
    bend = GAP / 2
    start = x2 - GAP + 7
    # Past the columns between, if there are any, and then as from the next one.
    path = f"M{x1:g} {y1:g}H{start:g}" if start > x1 else f"M{x1:g} {y1:g}"
    path += f"C{start + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    head = f"M{x2:g} {y2 - 4:g}l7 4l-7 4z"
    # Where several arrive, the first is named above, the last below, and there is no room for
    # more; one alone on the side from which it does not come.
    below = y1 < y2 - 1 if of == 1 else place == of - 1
    label = _label(derivation) if place in {0, of - 1} else ""
    y = y2 + 14 if below else y2 - 5
    return Line(_classes(derivation), label, path, head, x2 - 4, y, beside=False)


def _around(derivation: Derivation, first: Box, second: Box, lane: int) -> Line:
    """A line to a report that does not stand further right, bowed, each further than the last."""
    x1, x2 = first.x + BOX_WIDTH, second.x + BOX_WIDTH
    down = second.y > first.y
    y1 = first.y + BOX_HEIGHT * (0.7 if down else 0.3)
    y2 = second.y + BOX_HEIGHT * (0.3 if down else 0.7)
    bow = max(x1, x2) + 24 + 14 * (lane % 3)
    path = f"M{x1:g} {y1:g}C{bow:g} {y1:g} {bow:g} {y2:g} {x2 + 7:g} {y2:g}"
    head = f"M{x2 + 7:g} {y2 - 4:g}l-7 4l7 4z"
    label = _label(derivation)
    # Where it arrives: lines cross in the middle, but each report has a place of its own.
    return Line(_classes(derivation), label, path, head, x2 + 10, y2 - 6, beside=True)


def _label(derivation: Derivation) -> str:
    """Return the label of a line, in as few words as there is room for."""
    return derivation_label(derivation).replace(", either way", " ⇄")


def _classes(derivation: Derivation) -> str:
    return f"{derivation.kind} part" if derivation.part else derivation.kind
