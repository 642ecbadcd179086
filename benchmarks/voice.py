"""Scores the voice of single sentences against a corpus of subjective and objective ones.

usage: python benchmarks/voice.py CORPUS.tsv LANGUAGE

CORPUS has a head line and then id, sentence, label (SUBJ or OBJ) a line. Each sentence is read as a
report of its own; ``comment`` stands for SUBJ, all else for OBJ; "strict" takes all that is not
``reporting`` for SUBJ. Prints macro F1, and precision and recall of SUBJ.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from firsthand.attribute import attribute
from firsthand.records import Report
from firsthand.split import split
from firsthand.voice import mark_voice


def f1(gold: Sequence[bool], found: Sequence[bool], label: bool) -> float:
    hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * hits / max(1, sum(g == label for g in gold) + sum(f == label for f in found))


def show(name: str, gold: Sequence[bool], found: Sequence[bool]) -> None:
    hits = sum(g and f for g, f in zip(gold, found, strict=True))
    macro = (f1(gold, found, True) + f1(gold, found, False)) / 2
    precision, recall = hits / max(1, sum(found)), hits / max(1, sum(gold))
    print(f"{name:8} macro F1 {macro:.3f}  precision {precision:.2f}  recall {recall:.2f}")


def main() -> None:
    path, language = Path(sys.argv[1]), sys.argv[2]
    gold: list[bool] = []
    voices: list[set[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 3 or cells[2] not in ("SUBJ", "OBJ"):
            continue
        report = attribute(split(Report(id=cells[0], text=cells[1], language=language)))
        voices.append({p.voice for p in mark_voice(report).passages})
        gold.append(cells[2] == "SUBJ")
    print(f"{len(gold)} sentences, {sum(gold)} subjective")
    show("comment", gold, ["comment" in v for v in voices])
    show("strict", gold, [v != {"reporting"} for v in voices])


if __name__ == "__main__":
    main()
