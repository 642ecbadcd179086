"""Units of measure and money: what can be converted into what (``data/units.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

ROUNDED = 0.12
"""The largest relative error of a measure that a writer converted and rounded (3 miles, 5 km)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ``size`` in the first unit of its ``kind``, None for money.

    ``marks`` are short forms after a number, ``before`` those that stand before it.
    """

    name: str
    kind: str
    size: float | None
    system: str | None
    marks: tuple[str, ...]
    before: tuple[str, ...]


@cache
def units() -> Mapping[str, Unit]:
    """Return all units by name, in the order of the file."""
    file = resources.files("firsthand.data") / "units.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _unit(name, row) for name, row in rows.items()}


def _unit(name: str, row: Mapping[str, object]) -> Unit:
    size, system = row.get("size"), row.get("system")
    marks, before = row.get("marks", ()), row.get("before", ())
    return Unit(
        name,
        str(row["kind"]),
        float(size) if isinstance(size, int | float) else None,
        system if isinstance(system, str) else None,
        tuple(marks) if isinstance(marks, list) else (),
        tuple(before) if isinstance(before, list) else (),
    )


def same_kind(one: str | None, other: str | None) -> bool:
    """Tell whether two units measure the same; an unknown unit (None) may measure anything."""
    if one is None or other is None or one == other:
        return True
    kinds = {units()[one].kind, units()[other].kind}
    loose = ({"pound", "gbp"}, {"pound", "mass"}, {"degree", "temperature"},
             {"yen_or_yuan", "jpy"}, {"yen_or_yuan", "cny"})  # fmt: skip
    return len(kinds) == 1 or kinds in loose


def one_system(one: str | None, other: str | None) -> bool:
    """Tell whether values in two units of one kind can be told apart exactly.

    Between systems (miles, kilometres) writers convert and round, so they cannot.
    """
    if one is None or other is None or one == other:
        return True
    a, b = units()[one], units()[other]
    return a.kind == b.kind and a.system == b.system and None not in (a.size, b.size)


def convert(value: float, unit: str, into: str) -> float | None:
    """Return ``value`` of ``unit`` in the unit ``into``, None where there is no fixed rate."""
    if unit == into:
        return value
    if units()[into].kind == "mass" and unit == "pound":
        unit = "lb"
    if units()[unit].kind == "mass" and into == "pound":
        into = "lb"
    pair = (unit, into)
    if pair == ("celsius", "fahrenheit"):
        return value * 1.8 + 32
    if pair == ("fahrenheit", "celsius"):
        return (value - 32) / 1.8
    a, b = units()[unit], units()[into]
    if a.kind != b.kind or a.size is None or b.size is None:
        return None
    return value * a.size / b.size
