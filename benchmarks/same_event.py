"""Measures claims joined across newsrooms: reports of one event that are not each other's text.

usage: python benchmarks/same_event.py NTREX_FOLDER [--most N] [--errors]

NTREX_FOLDER holds <lang>.jsonl ({"doc", "sentences"}, line by line parallel) and
``same_event.json``, lists of documents that report one event. Two documents of an event are given
in two different languages, then in four languages each as one story. What is joined across the
documents is held against ``same_event.toml``: verdicts by document and line, made by reading. A
joined pair of lines without a verdict counts as wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from pathlib import Path

from firsthand.align import align
from firsthand.engines.base import Encoder
from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from firsthand.pipeline import analyse
from firsthand.records import Report, Span, Telling
from firsthand.spans import overlap
from language_means import ISO
from scale import LANGUAGES

VERDICTS = Path(__file__).with_suffix(".toml")
Place = tuple[int, int]


class Corpus:
    """The documents as analysed reports, each with the spans of its lines."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, dict[int, list[str]]] = {}
        self._made: dict[tuple[str, int], tuple[Report, tuple[Span, ...]]] = {}

    def report(self, code: str, doc: int) -> tuple[Report, tuple[Span, ...]]:
        """Return one document in one language, and where its lines stand."""
        if code not in self._lines:
            rows = (self._folder / f"{code}.jsonl").open(encoding="utf-8")
            self._lines[code] = {d["doc"]: d["sentences"] for d in map(json.loads, rows)}
        if (code, doc) not in self._made:
            text, spans = "", []
            for line in self._lines[code][doc]:
                spans.append((len(text), len(text) + len(line)))
                text += line + "\n\n"
            made = analyse(Report(f"{code}:{doc}", text=text, language=ISO[code]))
            self._made[code, doc] = made, tuple(spans)
        return self._made[code, doc]


def verdicts() -> dict[frozenset[Place], str]:
    """Return the judged pairs of (document, line)."""
    rows = tomllib.loads(VERDICTS.read_text(encoding="utf-8"))["pairs"]
    return {frozenset({(a, i), (b, j)}): verdict for a, i, b, j, verdict in rows}


def joined(
    corpus: Corpus, members: Sequence[tuple[str, int]], encoder: Encoder
) -> Iterator[tuple[list[Place], list[Place], str]]:
    """Yield the lines on both sides of each pair of tellings of two documents, and their words."""
    made = {f"{code}:{doc}": corpus.report(code, doc) for code, doc in members}
    for claim in align([report for report, _ in made.values()], encoder).claims:
        for one, other in combinations(claim.tellings, 2):
            left, right = one.report.split(":")[1], other.report.split(":")[1]
            if left != right:
                words = " | ".join(_words(made[t.report][0], t) for t in (one, other))
                yield _lines(one, made[one.report][1]), _lines(other, made[other.report][1]), words


def _lines(telling: Telling, spans: Sequence[Span]) -> list[Place]:
    doc = int(telling.report.split(":")[1])
    return [
        (doc, number)
        for number, line in enumerate(spans)
        if any(overlap(line, span) for span in telling.spans)
    ]


def _words(report: Report, telling: Telling) -> str:
    return f"{report.language} " + " … ".join(report.text[s:e] for s, e in telling.spans)[:120]


def judge(
    name: str, pairs: Sequence[tuple[list[Place], list[Place], str]], *, errors: bool
) -> None:
    known = verdicts()
    counts: Counter[str] = Counter()
    lines: set[frozenset[Place]] = set()
    for left, right, words in pairs:
        keys = [frozenset({a, b}) for a in left for b in right]
        found = [known[key] for key in keys if key in known]
        verdict = "same" if "same" in found else "partly" if "partly" in found else "different"
        counts[verdict if found else "not judged"] += 1
        lines.update(key for key in keys if known.get(key) == "same")
        if errors and verdict != "same":
            print("  ", verdict if found else "not judged", left, right, words)
    right_ones, total = counts["same"], sum(counts.values())
    print(
        f"{name:14s} {total} joined, {right_ones} right: P {right_ones / max(1, total):.3f};"
        f" {len(lines)} of {sum(v == 'same' for v in known.values())} judged pairs of lines met;"
        f" {dict(sorted(counts.items()))}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--most", type=int, default=60, help="pairs of languages an event")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    corpus, encoder = Corpus(args.ntrex), RememberingEncoder(E5Encoder())
    events = json.loads((args.ntrex / "same_event.json").read_text(encoding="utf-8"))
    chance = random.Random(0)
    twos, stories = [], []
    for one, other in (pair for event in events for pair in combinations(event, 2)):
        pairs = list(permutations(LANGUAGES, 2))
        for codes in chance.sample(pairs, min(args.most, len(pairs))):
            twos += joined(corpus, list(zip(codes, (one, other), strict=True)), encoder)
        for _ in range(max(1, args.most // 10)):
            codes = chance.sample(LANGUAGES, 8)
            members = list(zip(codes, [one] * 4 + [other] * 4, strict=True))
            stories += joined(corpus, members, encoder)
    judge("two reports", twos, errors=args.errors)
    judge("eight reports", stories, errors=args.errors)


if __name__ == "__main__":
    main()
