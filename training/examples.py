"""From annotated documents to what the tagger learns from."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from firsthand.engines.tagging import FORCES
from firsthand.engines.unigram import Unigram
from firsthand.engines.windows import Window, windows
from firsthand.records import Report, Span
from firsthand.split import split
from own import read_own
from standoff import WIKINEWS, documents, text_of

ISO = {
    "arb": "ar", "ces": "cs", "deu": "de", "ell": "el", "eng": "en", "fas": "fa", "fra": "fr",
    "heb": "he", "hin": "hi", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl",
    "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk", "zho-CN": "zh",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its attributions: dictionaries of ``source``, ``cue``, ``content``, ``force``.

    ``sure`` is False where a machine alone made them. ``part`` names the part of the data.
    """

    id: str
    text: str
    language: str
    attributions: tuple[dict[str, Any], ...]
    part: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """One attribution in a window: the cue's tokens (or the content's first), roles, force."""

    anchor: tuple[int, ...]
    roles: tuple[int, ...]
    force: int


@dataclass(frozen=True, slots=True)
class Example:
    """A window; for each of its tokens what begins there; and its attributions."""

    window: Window
    anchors: tuple[int, ...]
    asked: tuple[Asked, ...]
    sure: bool
    document: Document


def read_annotation(path: Path, corpora: Path) -> list[Document]:
    """Return the documents of a stand-off file; raises ValueError where a text is another one."""
    language = path.stem
    known = documents(corpora, language)
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        text = text_of(known[one["doc"]])
        if sha256(text.encode()).hexdigest() != one["sha256"]:
            raise ValueError(f"{path}: document {one['doc']} of {corpora} is not the one annotated")
        found.append(
            Document(
                f"{language}:{one['doc']}",
                text,
                ISO[language.removeprefix(WIKINEWS)],
                tuple(
                    _governed(text, a) if language.endswith("eng") else a
                    for a in one["attributions"]
                ),
                language,
            )
        )
    return found


def read_written(path: Path) -> list[Document]:
    """Return the documents of a file of texts written for training."""
    language = path.stem
    return [
        Document(name, text, ISO[language], tuple(found), f"own-{language}")
        for name, text, found in read_own(path)
    ]


_GOVERNED = re.compile(r"(about|against|for|of|on)\s+(?=\S)")


def _governed(text: str, one: dict[str, Any]) -> dict[str, Any]:
    """Count a preposition right behind an English cue to the cue: called for | calm.

    PolNeAR and the rules see it so; the guide counts it to the content.
    """
    if not one["cue"] or not one["content"]:
        return one
    (start, end), last = one["content"][0], one["cue"][-1]
    found = _GOVERNED.match(text, start, end)
    if found is None or text[last[1] : start].strip():
        return one
    word = found.end(1)
    return {
        **one,
        "cue": [*one["cue"][:-1], [last[0], word]],
        "content": [[found.end(), end], *one["content"][1:]],
    }


def windows_of(document: Document, unigram: Unigram, break_id: int) -> list[Window]:
    """Return a document's windows, as they are made when firsthand reads a report."""
    report = split(Report(id=document.id, text=document.text, language=document.language))
    return windows(report, unigram, break_id)


def examples(document: Document, found: Sequence[Window]) -> list[Example]:
    """Return an example for each window; an attribution is asked for where its cue is owned."""
    return [_example(document, window) for window in found]


def _example(document: Document, window: Window) -> Example:
    anchors = [0] * len(window.ids)
    asked: list[Asked] = []
    first, last = window.owned
    for one in document.attributions:
        source, cue, content = (
            [_under(window, span) for span in one[role]] for role in ("source", "cue", "content")
        )
        parts = [part for part in (cue or [content[0][:1]]) if part]
        owned = [part for part in parts if first <= part[0] < last]
        if not owned or not any(content):
            continue
        for part in owned:
            for k, token in enumerate(part):
                anchors[token] = 3 if not cue else min(k, 1) + 1
        roles = [0] * len(window.ids)
        for begin, places in ((1, source), (5, content), (3, cue)):
            for place in places:
                for k, token in enumerate(place):
                    roles[token] = begin + min(k, 1)
        for token, role in enumerate(roles):
            if role and role % 2 == 0 and (not token or roles[token - 1] not in (role - 1, role)):
                roles[token] = role - 1  # the cue stands in the middle of it
        force = FORCES.index(one.get("force") or "state")
        asked.extend(Asked(tuple(part), tuple(roles), force) for part in owned)
    return Example(window, tuple(anchors), tuple(asked), document.sure, document)


def _under(window: Window, span: Span) -> list[int]:
    start, end = span
    return [k for k, (a, b) in enumerate(window.spans) if a < b and a < end and b > start]
