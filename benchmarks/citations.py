"""Scores citations (outlets and agencies that a report names) on corpora with gold citations.

usage: python benchmarks/citations.py FOLDER [--errors]

FOLDER holds one ``LANGUAGE.jsonl`` a language with {"id", "text", "citations", "lang"} a line. A
citation is right where its span overlaps one of the gold that is not taken yet. Prints precision,
recall and F1 in per cent for each language and all, as a line of JSON each; ``--errors`` adds what
was missed and what was found wrongly, with the words around it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.attribute import attribute
from firsthand.records import Report, Span
from firsthand.spans import overlap
from firsthand.split import split

ISO = {"eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "rus": "ru", "arb": "ar"}
AROUND = 40


def gold_span(citation: dict[str, Any]) -> Span:
    """Return the (first) span of a gold citation."""
    start, end = citation["span"] if "span" in citation else citation["spans"][0]
    return start, end


def match(gold: list[Span], found: list[Span]) -> tuple[list[Span], list[Span]]:
    """Return (missed, wrong): gold spans that nothing found overlaps, and found ones left over."""
    left, wrong = list(gold), []
    for span in found:
        hit = next((g for g in left if overlap(g, span)), None)
        if hit is None:
            wrong.append(span)
        else:
            left.remove(hit)
    return left, wrong


def documents(corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a corpus."""
    with corpus.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def score(corpus: Path, errors: bool = False) -> tuple[int, int, int]:
    """Return (right, wrong, missed) of one corpus; prints each error where ``errors``."""
    right = wrong = missed = 0
    for document in documents(corpus):
        text, language = document["text"], document.get("lang", corpus.stem)
        report = Report(id=document["id"], text=text, language=ISO.get(language, language))
        found = [c.span for c in attribute(split(report)).citations]
        gold = [gold_span(c) for c in document["citations"]]
        lost, extra = match(gold, found)
        right, wrong, missed = right + len(gold) - len(lost), wrong + len(extra), missed + len(lost)
        for kind, spans in (("missed", lost), ("wrong", extra)) if errors else ():
            for start, end in spans:
                around = text[max(0, start - AROUND) : end + AROUND].replace("\n", "¶")
                print(json.dumps({kind: text[start:end], "around": around}, ensure_ascii=False))
    return right, wrong, missed


def figures(right: int, wrong: int, missed: int) -> dict[str, float]:
    """Return counts and precision, recall and F1 in per cent."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    rates = {"precision": precision, "recall": recall, "f1": f1}
    counts = {"right": right, "wrong": wrong, "missed": missed}
    return counts | {name: round(100 * value, 1) for name, value in rates.items()}


def main(folder: Path, errors: bool) -> None:
    """Print a line of figures for each language, and one for all."""
    total = (0, 0, 0)
    for corpus in sorted(folder.glob("*.jsonl")):
        counts = score(corpus, errors)
        total = (total[0] + counts[0], total[1] + counts[1], total[2] + counts[2])
        print(json.dumps({"language": corpus.stem} | figures(*counts)))
    print(json.dumps({"language": "all"} | figures(*total)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--errors" in sys.argv)
