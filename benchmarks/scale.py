"""Times a comparison of 5, 50 and 200 reports of one story, encoding apart.

usage: python benchmarks/scale.py NTREX_FOLDER [--reports 5 50 200] [--profile]

NTREX_FOLDER holds <lang>.jsonl ({"doc", "lang", "sentences"}), line by line parallel. Each report
is of some 700 words in one of 13 languages: a third are lines of one document that every report
has, in an order of its own, the rest lines that few other reports have.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import time
from collections.abc import Sequence
from pathlib import Path

from firsthand.engines.base import Encoder, TokenStates, Vectors
from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from firsthand.pipeline import analyse, compare_story
from firsthand.records import Report
from language_means import ISO

LANGUAGES = (
    "eng", "nld", "deu", "fra", "spa", "ita", "por", "pol", "rus", "ukr", "tur", "arb", "zho-CN",
)  # fmt: skip
SHARED, OWN = 10, 20


class Timed:
    """An encoder that adds up the seconds spent in it."""

    def __init__(self, inner: Encoder) -> None:
        self._inner, self.seconds = inner, 0.0
        self.name, self.dimensions = inner.name, inner.dimensions

    def pooled(self, texts: Sequence[str]) -> Vectors:
        """Pass on, and take the time."""
        start = time.perf_counter()
        vectors = self._inner.pooled(texts)
        self.seconds += time.perf_counter() - start
        return vectors

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Pass on, and take the time."""
        start = time.perf_counter()
        states = self._inner.tokens(texts)
        self.seconds += time.perf_counter() - start
        return states


def story(folder: Path, count: int) -> list[Report]:
    corpus = {
        code: {
            d["doc"]: d["sentences"]
            for d in map(json.loads, (folder / f"{code}.jsonl").open(encoding="utf-8"))
        }
        for code in LANGUAGES
    }
    documents = sorted(corpus["eng"])
    core = max(documents, key=lambda doc: (len(corpus["eng"][doc]), -doc))
    chance = random.Random(0)
    others = [(d, i) for d in documents if d != core for i in range(len(corpus["eng"][d]))]
    reports = []
    for number in range(count):
        code = LANGUAGES[number % len(LANGUAGES)]
        lines = [(core, i) for i in range(SHARED)] + chance.sample(others, OWN)
        chance.shuffle(lines)
        text = "\n\n".join(corpus[code][doc][i] for doc, i in lines)
        reports.append(analyse(Report(f"r{number:03d}", text=text, language=ISO[code])))
    return reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--reports", type=int, nargs="+", default=[5, 50, 200])
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    inner = E5Encoder()
    inner.pooled(["warm"])
    for count in args.reports:
        reports = story(args.ntrex, count)
        encoder = Timed(inner)
        profile = cProfile.Profile()
        start = time.perf_counter()
        if args.profile:
            profile.enable()
        found = compare_story("s", reports, RememberingEncoder(encoder))
        profile.disable()
        seconds = time.perf_counter() - start
        print(
            f"{count:4d} reports, {sum(len(r.text.split()) for r in reports) // count} words each:"
            f" encoding {encoder.seconds:.1f} s, all else {seconds - encoder.seconds:.1f} s,"
            f" {len(found.claims)} claims, {len(found.divergences)} divergences",
            flush=True,
        )
        if args.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
