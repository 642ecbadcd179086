"""The parallel texts, as pairs of tellings of one utterance."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import alignment
from changes.facts import Side
from firsthand.records import Report, Span, Telling
from firsthand.split import split

CODES = {
    "eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "por": "pt",
    "pol": "pl", "rus": "ru", "ukr": "uk", "tur": "tr", "arb": "ar", "zho-CN": "zh",
}  # fmt: skip
OTHERS = {
    "ces": "cs", "ell": "el", "fas": "fa", "heb": "he", "hin": "hi", "jpn": "ja", "kor": "ko",
    "swe": "sv",
}  # fmt: skip
BESIDE_ENGLISH = [
    ("de", "fr"),
    ("ru", "ar"),
    ("zh", "es"),
    ("nl", "pl"),
    ("it", "tr"),
    ("pt", "uk"),
]


@dataclass(frozen=True, slots=True)
class Told:
    """One telling in one report."""

    report: Report
    attribution: str | None
    spans: tuple[Span, ...]

    @property
    def side(self) -> Side:
        """Return what the builders of changes need."""
        return Side(self.report.text, self.spans, self.report.language or "")

    @property
    def telling(self) -> Telling:
        """Return the telling as the claim holds it."""
        return Telling(self.report.id, self.attribution, self.spans)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same utterance told twice; ``key`` names corpus, document and line."""

    key: str
    one: Told
    other: Told


def ntrex(folder: Path, part: str, others: bool) -> Iterator[Pair]:
    """Yield the lines of English and each language, and of a few other pairs."""
    codes = OTHERS if others else CODES
    told = {"en": _lines(folder / "eng.jsonl", "en", part)} | {
        language: _lines(folder / f"{code}.jsonl", language, part)
        for code, language in codes.items()
    }
    twos = [("en", language) for language in codes.values() if language != "en"]
    for one, other in twos + ([] if others else BESIDE_ENGLISH):
        for key, left in told[one].items():
            yield Pair(f"{key}:{one}-{other}", left, told[other][key])


def _lines(path: Path, language: str, part: str) -> dict[str, Told]:
    found: dict[str, Told] = {}
    for document in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if not _wanted(document["doc"], part):
            continue
        lines = [line.replace("\n", " ") for line in document["sentences"]]
        name = f"ntrex:{document['doc']}:{language}"
        report = split(Report(name, text="\n".join(lines), language=language))
        start = 0
        for number, line in enumerate(lines):
            told = Told(report, None, ((start, start + len(line)),))
            found[f"ntrex:{document['doc']}:{number}"] = told
            start += len(line) + 1
    return found


def _wanted(document: int, part: str) -> bool:
    return part == "all" or (document % 2 == 1) == (part == "test")


def parallel(folder: Path) -> Iterator[Pair]:
    """Yield the contents of attributions that two languages share."""
    for document, story in alignment.load(folder).items():
        for one, other in combinations(story, 2):
            contents = {a.id: a.content for a in other.attributions}
            for a in one.attributions:
                if a.id in contents and a.content and contents[a.id]:
                    key = f"parallel:{document}:{a.id}:{one.language}-{other.language}"
                    yield Pair(key, Told(one, a.id, a.content), Told(other, a.id, contents[a.id]))
