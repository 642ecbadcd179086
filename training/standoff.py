"""Annotation tables, as annotators write them, to stand-off spans and back to documents.

    python training/standoff.py CORPORA NAME TABLES OUT     tables of one language to OUT (JSONL)

CORPORA is a folder that holds those of NTREX-128 (``ntrex``, a file a language) and MEANTIME
(``meantime``); NAME is a language of the first (eng) or, as in wikinews-eng, of the second. TABLES
is a folder of NNN.tsv (see guide.md). A document's text is its lines joined by blank lines; those
of MEANTIME are words between spaces, and are written as one writes before. No text is written,
only places in it and the SHA-256 that it must have; speakers are numbered, not named.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from detokenise import detokenised

COLUMNS = ("line", "mode", "force", "source", "cue", "content", "parent", "name")
MODES = {"direct", "indirect", "mixed"}
SAYING = {"state", "claim", "accuse", "deny", "admit", "ask", "demand", "promise", "warn"}
FORCES = SAYING | {"feel", "other"}
_ELSEWHERE = re.compile(r"@(\d+):(.*)", re.S)
_NTH = re.compile(r"(.*)#(\d+)", re.S)

WIKINEWS = "wikinews-"
_TWO = {"eng": "en", "nld": "nl", "spa": "es", "ita": "it"}

Row = dict[str, str]


def text_of(document: Mapping[str, Any]) -> str:
    """Return a document's text."""
    return "\n\n".join(document["sentences"])


def documents(corpora: Path, name: str) -> dict[int, dict[str, Any]]:
    """Return the documents of a language by number; those of MEANTIME are numbered from 1."""
    if name.startswith(WIKINEWS):
        return _wikinews(corpora / "meantime" / "dev.jsonl", _TWO[name.removeprefix(WIKINEWS)])
    lines = (corpora / "ntrex" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {document["doc"]: document for document in map(json.loads, lines)}


def _wikinews(path: Path, language: str) -> dict[int, dict[str, Any]]:
    read = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    own = sorted((one for one in read if one["lang"] == language), key=lambda one: one["gold"])
    return {
        number: {
            "doc": number,
            "sentences": [
                detokenised(line)
                for line in (one["title"], *one["text"].split("\n"))
                if line.strip()
            ],
        }
        for number, one in enumerate(own, 1)
    }


def rows(table: Path) -> Iterator[tuple[int, Row]]:
    """Yield the lines of a table with their numbers in the file; comments are left out."""
    for number, line in enumerate(table.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            cells += [""] * (len(COLUMNS) - len(cells))
            yield number, dict(zip(COLUMNS, cells, strict=False))


def place(document: Mapping[str, Any], line: int, piece: str) -> list[int]:
    """Return the span of a piece: words of the line, ``words#2``, or ``@7:words`` of line 7.

    Raises ValueError where the words do not stand there.
    """
    elsewhere = _ELSEWHERE.fullmatch(piece)
    if elsewhere:
        line, piece = int(elsewhere[1]), elsewhere[2]
    sentences: Sequence[str] = document["sentences"]
    sentence, nth = sentences[line - 1], 1
    counted = _NTH.fullmatch(piece)
    if counted and piece not in sentence:
        piece, nth = counted[1], int(counted[2])
    at = -1
    for _ in range(nth):
        at = sentence.find(piece, at + 1)
        if at < 0 or not piece:
            raise ValueError(f"line {line} has no {piece!r}")
    start = sum(len(one) + 2 for one in sentences[: line - 1]) + at
    return [start, start + len(piece)]


def read_table(document: Mapping[str, Any], table: Path) -> dict[str, Any]:
    """Return a document's annotation; raises ValueError naming file and line for what is wrong."""
    found: list[dict[str, Any]] = []
    speakers: dict[str, int] = {}
    lines = list(rows(table))
    for number, row in lines:
        try:
            found.append(_attribution(document, row, len(lines), speakers))
        except ValueError as error:
            raise ValueError(f"{table}:{number}: {error}") from error
    digest = sha256(text_of(document).encode()).hexdigest()
    return {"doc": document["doc"], "sha256": digest, "attributions": found}


def _attribution(
    document: Mapping[str, Any], row: Row, number: int, speakers: dict[str, int]
) -> dict[str, Any]:
    if row["mode"] not in MODES or row["force"] not in FORCES:
        raise ValueError(f"mode {row['mode']!r} or force {row['force']!r} is not known")
    line, parent, name = int(row["line"]), row["parent"].strip(), row["name"].strip()
    spans = {
        column: [place(document, line, one.strip(" ")) for one in row[column].split(" || ") if one]
        for column in ("source", "cue", "content")
    }
    if not spans["content"]:
        raise ValueError("it has no content")
    if parent and not 1 <= int(parent) <= number:
        raise ValueError(f"there is no attribution {parent}")
    return {
        "mode": row["mode"],
        "force": row["force"],
        **spans,
        "parent": int(parent) if parent else None,
        "speaker": speakers.setdefault(name.casefold(), len(speakers) + 1) if name else None,
    }


def main(corpora: str, language: str, tables: str, out: str) -> None:
    """Convert all tables of a language."""
    known = documents(Path(corpora), language)
    read = [read_table(known[int(t.stem)], t) for t in sorted(Path(tables).glob("*.tsv"))]
    lines = [json.dumps(one, separators=(",", ":")) + "\n" for one in read]
    Path(out).write_text("".join(lines), encoding="utf-8")
    total = sum(len(one["attributions"]) for one in read)
    print(f"{language}: {total} attributions in {len(read)} documents")


if __name__ == "__main__":
    main(*sys.argv[1:])
