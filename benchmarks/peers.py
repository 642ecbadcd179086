"""Holds tracing against other tools on the same built stories, in one run: quality and time.

usage: python benchmarks/peers.py NTREX_DIR [--seeds 0 1] [--stories 60]

The stories are those of benchmarks/origins.py. Peers say which pairs of a story's reports share a
text: MinHash over word five-grams (datasketch), winnowed fingerprints (copydetect), and TF-IDF over
character n-grams of romanised text (scikit-learn, anyascii). Each peer gets the threshold that is
best on the first seed; figures are of the others, or of the same if there is only one. What is not
installed is left out: ``pip install datasketch copydetect scikit-learn anyascii``.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from origins import predicted

Rows = list[dict[str, Any]]
Scores = dict[tuple[str, str], float]
Peer = Callable[[Rows], Scores]
_STEPS = 60


def minhash(rows: Rows) -> Scores:
    """Return the estimated Jaccard index of word five-grams."""
    from datasketch import MinHash  # noqa: PLC0415

    made = {}
    for row in rows:
        made[row["id"]] = MinHash(num_perm=128)
        words = row["text"].casefold().split()
        for place in range(max(1, len(words) - 4)):
            made[row["id"]].update(" ".join(words[place : place + 5]).encode())
    return {pair: float(made[pair[0]].jaccard(made[pair[1]])) for pair in _pairs(rows)}


def fingerprints(rows: Rows) -> Scores:
    """Return the larger share of a report's winnowed fingerprints that the other has."""
    import copydetect  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        prints = {}
        for row in rows:
            path = Path(folder) / f"{row['id']}.txt"
            path.write_text(row["text"], encoding="utf-8")
            prints[row["id"]] = copydetect.CodeFingerprint(str(path), 25, 1, filter=False)
        found: Scores = {}
        for one, other in _pairs(rows):
            _, shares, _ = copydetect.compare_files(prints[one], prints[other])
            found[one, other] = float(max(shares))
        return found


def romanised(rows: Rows) -> Scores:
    """Return the cosine of TF-IDF vectors of character n-grams, all scripts made Latin."""
    from anyascii import anyascii  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    texts = [anyascii(row["text"]).lower() for row in rows]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit_transform(texts)
    likeness = (vectors @ vectors.T).toarray()
    place = {row["id"]: k for k, row in enumerate(rows)}
    return {pair: float(likeness[place[pair[0]], place[pair[1]]]) for pair in _pairs(rows)}


PEERS: Mapping[str, tuple[tuple[str, ...], Peer]] = {
    "MinHash, 5 words": (("datasketch",), minhash),
    "winnowing": (("copydetect",), fingerprints),
    "romanised TF-IDF": (("sklearn", "anyascii"), romanised),
}


def _pairs(rows: Rows) -> Iterator[tuple[str, str]]:
    yield from itertools.combinations([row["id"] for row in rows], 2)


def f1(stories: Sequence[Rows], told: set[tuple[str, str]], *, across: bool) -> float:
    """Return F1 of told pairs, of one language or across languages."""
    right = said = true = 0
    for rows in stories:
        for one, other in itertools.combinations(rows, 2):
            if (one["lang"] != other["lang"]) == across:
                holds = bool(set(one["roots"]) & set(other["roots"]))
                found = (one["id"], other["id"]) in told
                right, said, true = right + (holds and found), said + found, true + holds
    return 2 * right / max(1, said + true)


def build(ntrex: Path, seed: int, stories: int) -> list[Rows]:
    """Return the reports of built stories."""
    script = ntrex.resolve().parent.parent / "eval" / "make_stories.py"
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        sizes = ["--seed", str(seed), "--stories", str(stories)]
        command = [sys.executable, str(script), str(ntrex), str(gold), *sizes]
        subprocess.run(command, check=True, capture_output=True)
        found: dict[str, Rows] = defaultdict(list)
        for line in gold.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row["story"]].append(row)
    return list(found.values())


def print_row(name: str, stories: Sequence[Rows], told: set[tuple[str, str]], took: float) -> None:
    same, cross = (f1(stories, told, across=across) for across in (False, True))
    print(f"{name:20s} one language {same:.3f}  across languages {cross:.3f}  {took:6.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--seeds", type=int, nargs="*", default=[0, 1])
    parser.add_argument("--stories", type=int, default=60)
    args = parser.parse_args()
    chosen_on = build(args.ntrex, args.seeds[0], args.stories)
    stories = [s for seed in args.seeds[1:] for s in build(args.ntrex, seed, args.stories)]
    stories = stories or chosen_on
    for name, (needs, peer) in PEERS.items():
        if any(importlib.util.find_spec(need) is None for need in needs):
            print(f"{name:20s} not installed")
            continue
        known = {pair: score for rows in chosen_on for pair, score in peer(rows).items()}
        steps = [step / _STEPS for step in range(1, _STEPS)]

        def both(least: float, known: Scores = known) -> float:
            told = {pair for pair, score in known.items() if score >= least}
            return sum(f1(chosen_on, told, across=across) for across in (False, True))

        least = max(steps, key=both)
        start = time.perf_counter()
        scores = {pair: score for rows in stories for pair, score in peer(rows).items()}
        took = time.perf_counter() - start
        print_row(name, stories, {p for p, score in scores.items() if score >= least}, took)
    encoder = RememberingEncoder(E5Encoder())
    start = time.perf_counter()
    records = [predicted(rows[0]["story"], rows, encoder) for rows in stories]
    took = time.perf_counter() - start
    told = {(pair[0], pair[1]) for record in records for pair in record["pairs"]}
    print_row("firsthand, whole run", stories, told, took)


if __name__ == "__main__":
    main()
