"""Scores the grouping of reports into stories with the shared scorer, beside simple peers.

usage: python benchmarks/grouping.py DATA_FOLDER [--scorer ../shared/eval/grouping.py]
       [--kept vectors.npz] [--peers]

DATA_FOLDER holds og2021, meantime and ecbplus (dev.jsonl: {"id", "gold", "lang", "title"} and
"text" or "time" a line) and tgcontest (*_pool.tsv: pairs of reports, OK or BAD). Prints B-cubed F1
and the F1 of pairs within and across languages, per cent: og2021 in two halves by time, as a stream
and as a whole collection (profiles were chosen on the first half); meantime and ecbplus as
collections and as streams in an order by lot; for tgcontest the F1 of same or different, a pair at
a time.

The peers, with the best threshold of the first half: TF-IDF of words, and the encoder's vectors as
they come, both with single pass clustering by the nearest middle, and the same with average link.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from firsthand.engines.e5 import E5Encoder
from firsthand.group import (
    PROFILES,
    Entry,
    Judgements,
    Stream,
    group_entries,
    language_means,
    language_reach,
)
from firsthand.group.batch import average_link
from firsthand.group.entries import make_entries
from firsthand.read.language import two_letters
from firsthand.records import Report
from kept import KeptEncoder

HERE = Path(__file__).parent
PROFILE = PROFILES["default"]
REACH = language_reach(E5Encoder().name)
Row = dict[str, Any]
Stories = dict[str, Any]


def scorer(path: Path) -> ModuleType:
    """Load the shared scorer."""
    spec = importlib.util.spec_from_file_location("shared_grouping", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def report(row: Row) -> Report:
    language = row["lang"] if len(row["lang"]) == 2 else two_letters(row["lang"])
    title = row["title"]
    text = row.get("text") or title
    when = row["time"].replace(" ", "T") if "time" in row else None
    return Report(row["id"], title=title, text=text, language=language, published=when)


def streamed(entries: Sequence[Entry], known: Any) -> Stories:
    stream = Stream(known, len(entries[0].vector), reach=REACH, profile=PROFILE)
    return {d.report: d.story for d in stream.add(entries)}


def whole(entries: Sequence[Entry], known: Any) -> Stories:
    return {d.report: d.story for d in group_entries(entries, known, PROFILE, Judgements(), REACH)}


def line(shared: ModuleType, name: str, rows: Sequence[Row], stories: Stories) -> float:
    ids = {row["id"] for row in rows}
    gold = {row["id"]: row["gold"] for row in rows}
    languages = {row["id"]: row["lang"] for row in rows}
    found = shared.score(gold, {k: v for k, v in stories.items() if k in ids}, languages)
    within = 100 * found["within"][2]
    across = f"{100 * found['cross'][2]:5.1f}" if found["cross_gold_pairs"] else "    -"
    print(
        f"{name:34s} B3 {100 * found['b3'][2]:5.1f} (P {100 * found['b3'][0]:4.1f}, R "
        f"{100 * found['b3'][1]:4.1f}); pairs within {within:5.1f}, across {across}; "
        f"{found['n_pred']} stories of {found['n_gold']}",
        flush=True,
    )
    return float(found["b3"][2])


def og2021(shared: ModuleType, folder: Path, encoder: Any, peers: bool) -> None:
    rows = rows_of(folder / "og2021" / "dev.jsonl")
    half = len(rows) // 2
    parts = {"first half": rows[:half], "second half": rows[half:], "all": rows}
    known = language_means(encoder.name)
    for name, part in parts.items():
        entries = make_entries([report(row) for row in part], encoder)
        line(shared, f"og2021, {name}, stream", part, streamed(entries, known))
        line(shared, f"og2021, {name}, whole", part, whole(entries, known))
    if peers:
        titles = [[row["title"] for row in part] for part in (rows[:half], rows[half:])]
        for kind, vectors in {
            "TF-IDF": [tf_idf(texts) for texts in titles],
            "e5 as it comes": [encoder.pooled(texts).astype(np.float64) for texts in titles],
        }.items():
            compare(shared, f"og2021, {kind}, stream", rows, half, vectors, single_pass)
            compare(shared, f"og2021, {kind}, whole", rows, half, vectors, linked)


def compare(
    shared: ModuleType,
    name: str,
    rows: Sequence[Row],
    half: int,
    vectors: Sequence[np.ndarray],
    cluster: Callable[[np.ndarray, float], list[int]],
) -> None:
    """Score a peer on the second half, with the threshold that is best on the first."""
    first, second = rows[:half], rows[half:]

    def at(least: float, part: Sequence[Row], points: np.ndarray) -> Stories:
        return dict(zip((row["id"] for row in part), cluster(points, least), strict=True))

    def b_cubed(least: float) -> float:
        gold = {row["id"]: row["gold"] for row in first}
        return float(shared.score(gold, at(least, first, vectors[0]))["b3"][2])

    steps = [*np.arange(0.1, 0.8, 0.05).round(2), *np.arange(0.8, 0.99, 0.01).round(2)]
    best = max(steps, key=b_cubed)
    line(shared, f"{name} ({best})", second, at(best, second, vectors[1]))


def tf_idf(texts: Iterable[str]) -> np.ndarray:
    """Return (n, words) unit rows."""
    split = [sorted(set(text.casefold().split())) for text in texts]
    places: dict[str, int] = {}
    for words in split:
        for word in words:
            places.setdefault(word, len(places))
    found = np.zeros((len(split), len(places)), dtype=np.float32)
    for number, words in enumerate(split):
        found[number, [places[word] for word in words]] = 1
    found *= np.log(len(split) / found.sum(axis=0))
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def single_pass(vectors: np.ndarray, least: float) -> list[int]:
    """Put each report to the story whose middle is nearest, or into one of its own."""
    sums = np.zeros_like(vectors)
    middles = np.zeros_like(vectors)
    story: list[int] = []
    count = 0
    for vector in vectors:
        near = middles[:count] @ vector
        best = int(near.argmax()) if count else 0
        if not count or near[best] < least:
            best, count = count, count + 1
        sums[best] += vector
        middles[best] = sums[best] / np.linalg.norm(sums[best])
        story.append(best)
    return story


def linked(vectors: np.ndarray, least: float) -> list[int]:
    story = [0] * len(vectors)
    pairs = (vectors @ vectors.T).astype(np.float32)
    for number, members in enumerate(average_link(pairs, least)):
        for row in members:
            story[row] = number
    return story


def texts(shared: ModuleType, folder: Path, name: str, encoder: Any) -> None:
    rows = rows_of(folder / name / "dev.jsonl")
    entries = make_entries([report(row) for row in rows], encoder)
    known = language_means(encoder.name)
    line(shared, f"{name}, whole", rows, whole(entries, known))
    random.Random(5).shuffle(entries)
    line(shared, f"{name}, stream", rows, streamed(entries, known))


def pairs(folder: Path, encoder: Any) -> None:
    csv.field_size_limit(1 << 30)
    known = language_means(encoder.name)
    for path in sorted((folder / "tgcontest").glob("*_pool.tsv")):
        right = found = wanted = 0
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        for row in rows:
            two = [
                Report(
                    side,
                    title=row[f"INPUT:{side}_title"],
                    text=row[f"INPUT:{side}_text"],
                    language=path.name[:2],
                )
                for side in ("first", "second")
            ]
            same = len(set(whole(make_entries(two, encoder), known).values())) == 1
            good = row["GOLDEN:quality"] == "OK"
            right, found, wanted = right + (same and good), found + same, wanted + good
        print(f"tgcontest, {path.stem:22s} F1 {200 * right / (found + wanted):5.1f} of {len(rows)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    default = HERE.parent.parent / "shared" / "eval" / "grouping.py"
    parser.add_argument("--scorer", type=Path, default=default)
    parser.add_argument("--kept", type=Path, default=Path("vectors.npz"))
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    shared = scorer(args.scorer)
    encoder = KeptEncoder(E5Encoder(), args.kept)
    pairs(args.data, encoder)
    for name in ("meantime", "ecbplus"):
        texts(shared, args.data, name, encoder)
    og2021(shared, args.data, encoder, args.peers)
    encoder.save()


if __name__ == "__main__":
    main()
