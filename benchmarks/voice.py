"""Scores the voice of single sentences against corpora of subjective and objective ones.

usage: python benchmarks/voice.py [--choose] CORPUS.tsv:LANGUAGE ...

CORPUS has a head line and then id, sentence, label (SUBJ or OBJ) a line. Each sentence is read as a
report of its own. Three ways to call a sentence subjective are scored:

comment  its voice is ``comment``: what firsthand says, with a threshold for precision
leaning  its voice score is at least THRESHOLD, one for all languages: the corpora ask for a label
         of each sentence without its surroundings, so what firsthand leaves ``unclear`` may count
strict   its voice is not ``reporting``

Prints macro F1, and precision and recall of SUBJ. ``--choose`` prints the mean macro F1 of the
given corpora for each threshold instead. On the train parts of CheckThat! 2025 (English, German,
Italian, Arabic) thresholds from 0.5 to 0.8 are equally good (mean 0.64, within 0.004); THRESHOLD
is the lowest of them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from firsthand.attribute import attribute
from firsthand.records import Report
from firsthand.split import split
from firsthand.voice import mark_voice, voice_scores

THRESHOLD = 0.5
GRID = [t / 10 for t in range(-5, 21)]

Judged = tuple[bool, set[str], float]
"""Is it subjective, the voices found, the voice score."""


def f1(gold: Sequence[bool], found: Sequence[bool], label: bool) -> float:
    hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * hits / max(1, sum(g == label for g in gold) + sum(f == label for f in found))


def macro(gold: Sequence[bool], found: Sequence[bool]) -> float:
    return (f1(gold, found, True) + f1(gold, found, False)) / 2


def show(name: str, gold: Sequence[bool], found: Sequence[bool]) -> None:
    hits = sum(g and f for g, f in zip(gold, found, strict=True))
    precision, recall = hits / max(1, sum(found)), hits / max(1, sum(gold))
    figures = f"macro F1 {macro(gold, found):.3f}  precision {precision:.2f}  recall {recall:.2f}"
    print(f"{name:8} {figures}")


def judged(path: Path, language: str) -> list[Judged]:
    sentences = []
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 3 or cells[2] not in ("SUBJ", "OBJ"):
            continue
        report = attribute(split(Report(id=cells[0], text=cells[1], language=language)))
        voices: set[str] = {p.voice for p in mark_voice(report).passages}
        score = max(voice_scores(report), default=0.0)
        sentences.append((cells[2] == "SUBJ", voices, score))
    return sentences


def choose(corpora: Sequence[Sequence[Judged]]) -> None:
    for threshold in GRID:
        means = [macro([g for g, *_ in c], [s >= threshold for *_, s in c]) for c in corpora]
        print(f"{threshold:5.1f}  mean macro F1 {sum(means) / len(means):.3f}")


def main() -> None:
    named = [a.rpartition(":") for a in sys.argv[1:] if a != "--choose"]
    corpora = [judged(Path(path), language) for path, _, language in named]
    if "--choose" in sys.argv:
        choose(corpora)
        return
    for (path, _, language), sentences in zip(named, corpora, strict=True):
        gold = [g for g, *_ in sentences]
        print(f"{Path(path).name} ({language}): {len(gold)} sentences, {sum(gold)} subjective")
        show("comment", gold, ["comment" in v for _, v, _ in sentences])
        show("leaning", gold, [s >= THRESHOLD for *_, s in sentences])
        show("strict", gold, [v != {"reporting"} for _, v, _ in sentences])


if __name__ == "__main__":
    main()
