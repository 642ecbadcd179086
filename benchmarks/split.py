"""Measures how many direct quotations of a corpus begin and end at a piece of ours, and the speed.

usage: python benchmarks/split.py CORPUS.jsonl [LANGUAGE]

CORPUS holds {"id", "text", "attributions": [{"type", "content": [[start, end], ...]}]} a line; each
part of a direct content counts once. Marks, white space and final punctuation are left out of the
comparison, since corpora differ in them.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from firsthand.records import Report, Span
from firsthand.spans import trim
from firsthand.split import split

MARKS = "“”„\"«»‹›‘’‚'`「」『』"
FINAL = ".,!?…;:"


def core(text: str, span: tuple[int, int]) -> Span:
    return trim(text, span, MARKS + FINAL)


def main() -> None:
    path, language = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "en"
    total = begins = ends = both = characters = 0
    seconds = 0.0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        started = time.perf_counter()
        report = split(Report(id=row["id"], text=text, language=language))
        seconds += time.perf_counter() - started
        characters += len(text)
        pieces = [core(text, p) for q in report.quotes for p in q.pieces]
        starts, stops = {s for s, _ in pieces}, {e for _, e in pieces}
        direct = [a for a in row["attributions"] if a["type"] == "direct"]
        for start, end in (core(text, (s, e)) for a in direct for s, e in a["content"]):
            total += 1
            begins += start in starts
            ends += end in stops
            both += start in starts and end in stops
    print(f"direct parts {total}  begin {begins}  end {ends}  both {both / max(total, 1):.3f}")
    print(f"{characters / max(seconds, 1e-9):,.0f} characters a second")


if __name__ == "__main__":
    main()
