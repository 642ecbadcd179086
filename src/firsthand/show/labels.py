"""How reports are named for people, and how their words are pointed at."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from firsthand.records import Report, Span

DATE_FROM = {
    "given": "",
    "meta": "from the page's metadata",
    "json-ld": "from the page's metadata",
    "url": "from the address",
    "text": "read in the text",
    "none": "",
}


_LONG = 90
_EDGE = 40
_TIME = re.compile(r"T(\d\d:\d\d)(?::[\d.]+)?(.*)")


@dataclass(frozen=True, slots=True)
class Label:
    """How a report is named: a letter, a name for people, and a file for locators."""

    report: Report
    letter: str
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report: ``pieces`` are exactly the slices under ``spans``."""

    label: Label
    spans: tuple[Span, ...]

    @property
    def pieces(self) -> tuple[str, ...]:
        """The slices, in the order of the spans."""
        return tuple(self.label.report.text[start:end] for start, end in self.spans)

    @property
    def locator(self) -> str:
        """Where the words stand: ``file:start-end``, more pieces behind commas."""
        return f"{self.label.file}:{self.places}"

    @property
    def places(self) -> str:
        """The spans in figures: ``start-end``, more of them behind commas."""
        return ",".join(f"{start}-{end}" for start, end in self.spans)

    @property
    def short(self) -> Words:
        """The same words, or where one piece is long, its beginning and its end."""
        if len(self.spans) != 1 or self.spans[0][1] - self.spans[0][0] <= _LONG:
            return self
        start, end = self.spans[0]
        text = self.label.report.text
        first = text.rfind(" ", start + _EDGE // 2, start + _EDGE)
        last = text.find(" ", end - _EDGE, end - _EDGE // 2) + 1
        first = first if first > 0 else _whole_letter(text, start + _EDGE, end)
        last = last or _whole_letter(text, end - _EDGE, end)
        return Words(self.label, ((start, first), (last, end)))


def _whole_letter(text: str, place: int, end: int) -> int:
    """Return the first place from ``place`` on where no letter is parted from its marks."""
    while place < end and unicodedata.category(text[place]).startswith("M"):
        place += 1
    return place


def dated(report: Report) -> str:
    """Return when a report was published, without seconds, and where that was found."""
    if not report.published:
        return "no date"
    when = _TIME.sub(r" \1 \2", report.published).strip()
    found = DATE_FROM[report.published_from]
    return f"{when}, {found}" if found else when


def labels(reports: Sequence[Report]) -> dict[str, Label]:
    """Return a label for each report by its id: letters A, B, ... Z, AA in the given order."""
    files = _files(reports)
    return {
        report.id: Label(report, _letter(number), _name(report, files[number]), files[number])
        for number, report in enumerate(reports)
    }


def _letter(number: int) -> str:
    rest, last = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _name(report: Report, file: str) -> str:
    return report.outlet or _host(report.url) or file


def _host(url: str | None) -> str | None:
    """Return the host of an address; None where there is none or the address is none."""
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _files(reports: Sequence[Report]) -> list[str]:
    """Return for each report the shortest name that no other has: file name, path, or id."""
    names = [PurePath(r.path).name if r.path else r.id for r in reports]
    paths = [r.path or r.id for r in reports]
    seen_names, seen_paths = Counter(names), Counter(paths)
    return [
        name if seen_names[name] == 1 else path if seen_paths[path] == 1 else report.id
        for name, path, report in zip(names, paths, reports, strict=True)
    ]
