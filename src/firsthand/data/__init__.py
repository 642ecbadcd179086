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

    ``weak`` names match as they stand and mean other things, too (Time, Petra). ``distinct`` marks
    one whose short forms mean nothing else. ``domains`` are registrable domains of its pages.
    """

    id: str
    name: str
    kind: Literal["agency", "outlet"]
    country: str | None = None
    wikidata: str | None = None
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    distinct: bool = False


@cache
def _table(name: str) -> Mapping[str, Any]:
    file = resources.files(__name__) / name
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return all known agencies, then outlets, in the order of their files.

    Raises KnowledgeError where an entry lacks its id or name, or two have the same id.
    """
    agencies = _table("agencies.toml").get("agency", ())
    others = _table("outlets.toml").get("outlet", ())
    found = (*(_outlet(e, "agency") for e in agencies), *(_outlet(e, "outlet") for e in others))
    ids = [o.id for o in found]
    if len(set(ids)) < len(ids):
        twice = sorted({i for i in ids if ids.count(i) > 1})
        raise KnowledgeError(
            f"data/agencies.toml, outlets.toml: ids used twice: {twice}; rename one of each"
        )
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


def _outlet(entry: Mapping[str, Any], kind: Literal["agency", "outlet"]) -> Outlet:
    if not entry.get("id") or not entry.get("name"):
        raise KnowledgeError(f"data: an agency or outlet lacks id or name: {entry}; add it")
    name, weak = entry["name"], tuple(entry.get("weak", ()))
    own = () if name in weak else (name,)
    return Outlet(
        id=entry["id"],
        name=name,
        kind=kind,
        country=entry.get("country"),
        wikidata=entry.get("wikidata"),
        names=tuple(dict.fromkeys((*own, *entry.get("names", ())))),
        short=tuple(entry.get("short", ())),
        weak=weak,
        domains=tuple(entry.get("domains", ())),
        distinct=bool(entry.get("distinct", False)),
    )


def outlet_words() -> frozenset[str]:
    """Return the lower-case words that outlets of any language have in their names."""
    return _words("outlet_words")


def outlet_endings() -> frozenset[str]:
    """Return the lower-case words with which outlets' names end ("Star", "Post")."""
    return _words("outlet_endings")


@cache
def by_name() -> Mapping[str, Outlet]:
    """Return outlets by each of their names and short forms, case folded."""
    found: dict[str, Outlet] = {}
    for outlet in outlets():
        for name in (outlet.name, *outlet.names, *outlet.short, *outlet.weak):
            found.setdefault(name.casefold(), outlet)
    return found


@cache
def by_domain() -> Mapping[str, Outlet]:
    """Return outlets by the domains of their pages."""
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table("outlets.toml")[name])


def no_stations() -> frozenset[str]:
    """Return abbreviations that look like the call sign of an American station and are none."""
    return _words("no_stations")


def picture_words() -> frozenset[str]:
    """Return lower-case words of lines that credit a picture, in any language."""
    return _words("picture_words")


def credit_words() -> frozenset[str]:
    """Return lower-case words that stand beside the names in a line of credits."""
    return _words("credit_words")


def platforms() -> frozenset[str]:
    """Return registrable domains where everybody publishes: a link there cites no outlet."""
    return _words("platforms")


def language_length(code: str | None) -> tuple[float, float]:
    """Return the log length of news in a language, in nats of information and in characters.

    Zero means the average language, and is what an unknown one gets.
    """
    row = _table("language_lengths.toml").get(code or "", {})
    return float(row.get("information", 0.0)), float(row.get("characters", 0.0))
