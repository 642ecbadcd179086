"""When the reports of a story were published, drawn: a row for each, the earliest first.

Lengths are pixels of the drawing, which a page may scale. A report of which only the day is known
is a bar of that day; a time without an offset is taken as UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from firsthand.show.labels import Label
from firsthand.show.map import shortened

WIDTH = 900
ROW = 26
TOP = 30
LEFT, RIGHT = 14, 886
LEAST_BAR = 8.0
_NAME = 10
_MOST_TICKS = 8
_LONGEST_NAME = 34
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_STEPS = (
    *(_HOUR * n for n in (1, 2, 3, 6, 12)),
    *(_DAY * n for n in (1, 2, 7, 14, 30, 91, 182, 365, 730, 1825, 3650, 36500)),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A report on the line of time: a bar from ``x`` on, and its name at ``name_x``.

    ``before`` tells that the name ends at ``name_x``; ``guessed`` that the date was read in the
    text or the address.
    """

    letter: str
    name: str
    x: float
    width: float
    y: float
    name_x: float
    before: bool
    guessed: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line down the drawing, and the day or hour that it stands for."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of ``width`` by ``height``; ``undated`` are reports without a date."""

    width: int
    height: float
    moments: tuple[Moment, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[Label, ...]


def timeline(labels: Sequence[Label]) -> Timeline | None:
    """Return the drawing; None where fewer than two reports have a date, or all the same."""
    dated = [(when, label) for label in labels if (when := _when(label.report.published))]
    if len({when for when, _ in dated}) < 2:
        return None
    ordered = sorted(dated, key=lambda item: item[0])
    first = min(start for (start, _), _ in ordered)
    last = max(end for (_, end), _ in ordered)
    scale = (RIGHT - LEFT) / (last - first).total_seconds()
    moments = tuple(
        _moment(
            label,
            LEFT + (start - first).total_seconds() * scale,
            (end - start).total_seconds() * scale,
            TOP + row * ROW,
        )
        for row, ((start, end), label) in enumerate(ordered)
    )
    ticks = tuple(
        Tick(round(LEFT + (at - first).total_seconds() * scale, 1), label)
        for at, label in _ticks(first, last)
    )
    known = {label.letter for _, label in dated}
    undated = tuple(label for label in labels if label.letter not in known)
    return Timeline(WIDTH, TOP + len(ordered) * ROW + 6, moments, ticks, undated)


def _when(published: str | None) -> tuple[datetime, datetime] | None:
    """Return from when to when a report may have been published; None for what is no date."""
    try:
        start = datetime.fromisoformat(published or "")
        start = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
        return (start, start if "T" in (published or "") else start + _DAY)
    except (ValueError, OverflowError):
        return None


def _moment(label: Label, x: float, width: float, y: float) -> Moment:
    width = max(width, LEAST_BAR)
    x = min(x, RIGHT - width)
    before = x + width / 2 > (LEFT + RIGHT) / 2
    name_x = x - _NAME if before else x + width + _NAME
    # A bar over most of the drawing has its name on itself.
    inside = width > (RIGHT - LEFT) * 0.45
    return Moment(
        letter=label.letter,
        name=shortened(label.name, _LONGEST_NAME),
        x=round(x, 1),
        width=round(width, 1),
        y=y,
        name_x=round(x + _NAME if inside else name_x, 1),
        before=before and not inside,
        guessed=label.report.published_from in {"url", "text"},
    )


def _ticks(first: datetime, last: datetime) -> Iterator[tuple[datetime, str]]:
    """Yield round times from first to last, at most about eight."""
    step = next((s for s in _STEPS if (last - first) / s <= _MOST_TICKS), _STEPS[-1])
    day = first.replace(hour=0, minute=0, second=0, microsecond=0)
    at = day if step >= _DAY else day + step * ((first - day) // step)
    while at <= last:
        if at >= first:
            yield at, _tick_label(at, step)
        try:
            at += step
        except OverflowError:
            return


def _tick_label(at: datetime, step: timedelta) -> str:
    if step < _DAY and at.hour:
        return f"{at:%H:%M}"
    return f"{at.year:04}-{at.month:02}-{at.day:02}"
