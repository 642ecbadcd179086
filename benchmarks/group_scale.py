"""Times the grouping of a stream of 1,000 to 1,000,000 headlines, vectors given, and its memory.

usage: python benchmarks/group_scale.py OG2021.jsonl [--reports 1000 10000 100000 1000000]
       [--rate 1500] [--undated]

OG2021.jsonl holds {"id", "lang", "time", "title"} a line. The stream takes the real headlines turn
after turn; in each turn every headline moves to a place of its own, so that old events end and new
ones begin, and each report is a little off, as another newsroom's words would be. Prints for each
size the reports a second, the milliseconds a report of the last tenth, the stories and the peak
memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np

from firsthand.engines.base import Vectors
from firsthand.engines.e5 import E5Encoder
from firsthand.group import Entry, Stream, language_means
from firsthand.group.entries import words_of
from firsthand.read.language import two_letters
from kept import KeptEncoder

NOISE, TURN = 0.1, 0.5
CHUNK = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("headlines", type=Path)
    parser.add_argument("--reports", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rate", type=float, default=1500.0, help="reports a day")
    parser.add_argument("--undated", action="store_true")
    parser.add_argument("--kept", type=Path, help="a file that keeps the headlines' vectors")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.headlines.open(encoding="utf-8")]
    kept = args.kept or Path("/tmp") / "group_scale.npz"
    encoder = KeptEncoder(E5Encoder(), kept)
    vectors = encoder.pooled([row["title"] for row in rows])
    encoder.save()
    words = [words_of(row["title"]) for row in rows]
    for count in args.reports:
        rate = None if args.undated else args.rate
        run(count, rows, vectors, words, language_means(encoder.name), rate)


def run(
    count: int,
    rows: list[dict[str, str]],
    vectors: Vectors,
    words: list[tuple[str, ...]],
    known: dict[str, Vectors],
    rate: float | None,
) -> None:
    stream = Stream(known, vectors.shape[1])
    seconds: list[float] = []
    stories = 0
    for chunk in arriving(count, rows, vectors, words, rate):
        start = time.perf_counter()
        found = stream.add(chunk)
        seconds.append(time.perf_counter() - start)
        stories += sum(not decision.joined for decision in found)
    last = seconds[-max(1, len(seconds) // 10) :]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform != "darwin" else 1 << 30
    )
    print(
        f"{count:9,d} reports: {count / sum(seconds):7,.0f} a second; the last tenth "
        f"{1000 * sum(last) / (len(last) * min(CHUNK, count)):.3f} ms a report; "
        f"{stories:,} stories; peak memory {peak:.2f} GB",
        flush=True,
    )


def arriving(
    count: int,
    rows: list[dict[str, str]],
    vectors: Vectors,
    words: list[tuple[str, ...]],
    rate: float | None,
) -> Iterator[list[Entry]]:
    """Yield entries by the thousand: each turn moves all events to places of their own."""
    chance = np.random.default_rng(0)
    first = datetime.fromisoformat(rows[0]["time"]).timestamp() / 86_400
    order, shift = chance.permutation(len(rows)), np.zeros_like(vectors)
    for start in range(0, count, CHUNK):
        chunk = []
        for number in range(start, min(start + CHUNK, count)):
            place = number % len(rows)
            if number and place == 0:
                order = chance.permutation(len(rows))
                shift = unit(chance.normal(size=vectors.shape))
            k = int(order[place])
            noise = chance.normal(size=vectors.shape[1])
            vector = unit(vectors[k] + TURN * shift[k] + NOISE * unit(noise))
            when = None if rate is None else first + number / rate
            turn = number // len(rows)
            own = (*words[k], f"t{turn}w{k % 97}")
            language = two_letters(rows[k]["lang"]) or rows[k]["lang"]
            chunk.append(Entry(f"r{number}", vector.astype(np.float32), language, when, own, True))
        yield chunk


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


if __name__ == "__main__":
    main()
