"""The words of ``words.toml``, by table and language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def words(table: str, language: str | None) -> tuple[str, ...]:
    """Return the words of a table for a language and for any, longest first."""
    rows = _tables()[table]
    found = {*rows.get("any", ()), *rows.get(language or "", ())}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def opening(table: str, language: str | None) -> re.Pattern[str]:
    """Return a pattern of the words of a table at the start of a text; none match nothing."""
    either = "|".join(re.escape(w) for w in words(table, language))
    return re.compile(rf"(?:{either})(?!\w)" if either else r"(?!)", re.I)


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    file = resources.files("firsthand.split") / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
