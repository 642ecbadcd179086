"""Words that may be exchanged for one another, in the form that fits where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Span = tuple[int, int]
FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@dataclass(frozen=True, slots=True)
class Edit:
    """The words at ``span`` are replaced by ``new``; an empty span inserts.

    ``mark`` is where the changed words stand in the new text, relative to ``span[0]``. ``known``
    tells that the other telling holds a counterpart of what was there. ``gone`` is what the edit
    leaves out.
    """

    aspect: str
    sort: str
    span: Span
    new: str
    known: bool = False
    gone: str = ""
    mark: Span | None = None

    @property
    def place(self) -> Span:
        """Return the changed words in the new text."""
        start, end = self.mark or (0, len(self.new))
        return self.span[0] + start, self.span[0] + end

    def apply(self, text: str) -> str:
        """Return the altered text."""
        return text[: self.span[0]] + self.new + text[self.span[1] :]


@dataclass(frozen=True, slots=True)
class Row:
    """One meaning with its forms, one a case."""

    id: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Meanings that are exchanged among themselves.

    ``rows`` may be replaced, by one of ``targets`` in the same columns.
    """

    rows: tuple[Row, ...]
    targets: tuple[Row, ...]
    pattern: re.Pattern[str]

    def find(self, text: str, span: Span) -> Iterator[tuple[Span, str, Row]]:
        """Yield the place, the form and the meaning of each word of the group."""
        for match in self.pattern.finditer(text, *span):
            form = match.group("form")
            for row in self.rows:
                if form in row.forms or _lower(form) in row.forms:
                    yield match.span("form"), form, row

    def other_forms(self, row: Row, form: str) -> Iterator[tuple[str, str]]:
        """Yield id and form of what may stand instead of ``form``, in the same case."""
        plain = form if form in row.forms else _lower(form)
        columns = [i for i, f in enumerate(row.forms) if f == plain]
        for target in self.targets:
            fits = {target.forms[i] for i in columns}
            if target.id != row.id and len(fits) == 1:
                new = fits.pop()
                yield target.id, new if plain == form else new[0].upper() + new[1:]


@cache
def table(language: str) -> dict[str, Any]:
    """Return the lexicon of a language, empty where there is none."""
    path = FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def groups(language: str, sort: str) -> tuple[Group, ...]:
    """Return what a language exchanges of one sort."""
    return tuple(_group(raw, language) for raw in table(language).get(sort, ()))


def ids(text: str, language: str, sort: str) -> frozenset[str]:
    """Return the meanings of one sort that a text holds."""
    found = groups(language, sort)
    whole = (0, len(text))
    return frozenset(row.id for group in found for _, _, row in group.find(text, whole))


def _group(raw: dict[str, Any], language: str) -> Group:
    both = _rows(raw, "words") + tuple(_parse(line) for line in raw.get("rows", ()))
    rows = both + _rows(raw, "from")
    forms = sorted({f for row in rows for f in row.forms}, key=lambda f: (-len(f), f))
    cased = [f for f in forms if f[0].islower() and f[0].upper() != f[0]]
    words = "|".join(re.escape(f) for f in [*forms, *(f[0].upper() + f[1:] for f in cased)])
    prefixes = "|".join(_plain(p) for p in raw.get("prefixes", "_").split())
    edge = ("", "") if language == "zh" else (r"(?<![\w'’-])", r"(?![\w])")
    before = f"(?:{raw['before']})" if "before" in raw else ""
    avoid = (
        "".join(f"(?<!{part})" for part in raw["not_before"].split("|"))
        if ("not_before" in raw)
        else ""
    )
    after = f"(?!{raw['not_after']})" if "not_after" in raw else ""
    start = rf"(?<!\w){before}" if before else edge[0]
    pattern = rf"{start}{avoid}(?:{prefixes})(?P<form>{words}){edge[1]}{after}"
    return Group(rows, both + _rows(raw, "to"), re.compile(pattern))


def _rows(raw: dict[str, Any], key: str) -> tuple[Row, ...]:
    endings = [_plain(e) for e in raw.get("endings", "_").split()]
    entries = [entry.partition(":") for entry in raw.get(key, "").split()]
    return tuple(Row(id, tuple(_plain(stem) + e for e in endings)) for id, _, stem in entries)


def _parse(line: str) -> Row:
    id, _, forms = line.partition(":")
    return Row(id, tuple(_plain(f) for f in forms.split()))


def _plain(form: str) -> str:
    return form.replace("_", " ") if form != "_" else ""


def _lower(form: str) -> str:
    return form[0].lower() + form[1:]


def pick(choices: Sequence[Any], key: str) -> Any:
    """Return one of the choices, the same for the same key."""
    return min(choices, key=lambda choice: _hash(f"{key}:{choice}"))


def _hash(text: str) -> int:
    """Return a number that depends on nothing but the text (FNV-1a)."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value ^ value >> 29


def order(key: str) -> int:
    """Return a place in an order that looks random and is always the same."""
    return _hash(key) * 0x9E3779B97F4A7C15 % 2**64 >> 16
