"""What stands behind a page: the version, and how well each language in use has been measured."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from firsthand.records import Report

MEANS = (
    "Reports are independent where no chain of copying, translating or citing leads from one to "
    "the other, or from both to the same agency, outlet, document or speaker. The lower number "
    "counts the origins that are known; what is not known raises only the upper one. It speaks of "
    "the reports given here, not of all there are. Many origins do not make a statement true, and "
    "one does not make it false."
)
"""What a count of independent origins means, and what it does not."""
UNTESTED = "untested: quotation marks and names give what they can"
READ_OVER = "read over, not scored"
NO_LANGUAGE = "no language was recognised"


@dataclass(frozen=True, slots=True)
class Measured:
    """A language of the reports, how many of them are in it, and what was measured."""

    language: str
    reports: int
    figures: str


def measured(reports: Iterable[Report]) -> tuple[Measured, ...]:
    """Return a row for each language of the reports that have a text, in order of their codes."""
    counts: dict[str, int] = {}
    for report in reports:
        if report.text:
            counts[report.language or ""] = counts.get(report.language or "", 0) + 1
    return tuple(
        Measured(code or "?", number, _figures(code)) for code, number in sorted(counts.items())
    )


def _figures(code: str) -> str:
    if not code:
        return NO_LANGUAGE
    known = _quality().get(code)
    if known is None:
        return UNTESTED
    if "words" not in known:
        return READ_OVER
    return (
        f"words of statements {known['words']} % (F1), speakers of direct quotations "
        f"{known['speakers']} %; {known['on']}"
    )


@cache
def _quality() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("firsthand.data") / "quality.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
