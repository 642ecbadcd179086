"""What firsthand knows about languages: one TOML a language, read once.

A file holds tables by stage (``[attribution]``, ``[speakers]``, ``[voice]``, ``[citation]``). A
language without a file gets empty tables: stages then fall back to what is universal.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from firsthand.errors import KnowledgeError


@cache
def codes() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that have a file, sorted."""
    folder = resources.files(__name__)
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def tables(code: str) -> Mapping[str, Any]:
    """Return all tables of one language; raises KnowledgeError where the file is not TOML."""
    if code not in codes():
        return {}
    file = resources.files(__name__) / f"{code}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"languages/{code}.toml: {error}; correct the file") from error


def table(code: str | None, name: str) -> Mapping[str, Any]:
    """Return the table ``name`` of a language; ``{}`` for an unknown language or table."""
    found = tables(code or "").get(name, {})
    return found if isinstance(found, Mapping) else {}
