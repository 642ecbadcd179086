"""What firsthand knows about agencies and outlets, and small data that ships with it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from firsthand.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Outlet:
    """An agency or outlet: ``names`` match in any case, ``short`` forms exactly as they stand.

    ``distinct`` marks one whose short forms mean nothing else.
    """

    id: str
    name: str
    kind: Literal["agency", "outlet"]
    country: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    distinct: bool = False


@cache
def _table() -> Mapping[str, Any]:
    file = resources.files(__name__) / "agencies.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return all known agencies and outlets in the order of the file.

    Raises KnowledgeError where an entry lacks its id or name, or two have the same id.
    """
    table = _table()
    found = tuple(
        _outlet(entry, kind) for kind in ("agency", "outlet") for entry in table.get(kind, ())
    )
    ids = [o.id for o in found]
    if len(set(ids)) < len(ids):
        twice = sorted({i for i in ids if ids.count(i) > 1})
        raise KnowledgeError(f"data/agencies.toml: ids used twice: {twice}; rename one of each")
    return found


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 code of a country by any of its names, or None.

    A capital that stands for its government ("Moscow") counts as a name.
    """
    return _countries().get(name.casefold().replace(".", "").strip())


@cache
def _countries() -> Mapping[str, str]:
    file = resources.files(__name__) / "countries.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for code, names in table.items():
        for name in names:
            found.setdefault(name, code)
    return found


def _outlet(entry: Mapping[str, object], kind: Literal["agency", "outlet"]) -> Outlet:
    if not entry.get("id") or not entry.get("name"):
        raise KnowledgeError(f"data/agencies.toml: an entry lacks id or name: {entry}; add it")
    names, short = entry.get("names", []), entry.get("short", [])
    assert isinstance(names, list) and isinstance(short, list)
    country, wikidata = entry.get("country"), entry.get("wikidata")
    return Outlet(
        id=str(entry["id"]),
        name=str(entry["name"]),
        kind=kind,
        country=str(country) if country else None,
        wikidata=str(wikidata) if wikidata else None,
        names=tuple(dict.fromkeys((str(entry["name"]), *map(str, names)))),
        short=tuple(map(str, short)),
        distinct=bool(entry.get("distinct", False)),
    )


@cache
def outlet_words() -> frozenset[str]:
    """Return the lower-case words that outlets of any language have in their names."""
    return frozenset(_table()["outlet_words"])


@cache
def by_name() -> Mapping[str, Outlet]:
    """Return outlets by each of their names, case folded, and of their short forms, as written."""
    found: dict[str, Outlet] = {}
    for outlet in outlets():
        for name in (*outlet.names, *outlet.short):
            found.setdefault(name.casefold(), outlet)
    return found
