"""Scores derivations and the count on built stories with known origins.

usage: python benchmarks/origins.py NTREX_DIR [--seeds 0 1] [--stories 120]

NTREX_DIR is a folder of parallel documents; ``make_stories.py`` and ``sources.py`` are in the
``eval`` folder beside its parent. Prints the scorer's table for each seed, and the seconds taken.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from firsthand.engines.base import Encoder
from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from firsthand.pipeline import analyse, compare_story
from firsthand.records import Report
from firsthand.trace.ends import roots

ISO = {
    "eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "por": "pt",
    "pol": "pl", "rus": "ru", "ukr": "uk", "tur": "tr", "arb": "ar", "zho-CN": "zh", "ces": "cs",
    "ell": "el", "fas": "fa", "heb": "he", "hin": "hi", "jpn": "ja", "kor": "ko", "swe": "sv",
}  # fmt: skip


def predicted(name: str, documents: list[dict[str, Any]], encoder: Encoder) -> dict[str, Any]:
    """Return the scorer's record of one story: pairs with a common origin, and the bounds."""
    reports = [
        analyse(Report(id=d["id"], text=d["text"], language=ISO[d["lang"]], outlet=d.get("outlet")))
        for d in documents
    ]
    story = compare_story(name, reports, encoder)
    ends = roots(story.reports, story.derivations)
    assert story.count is not None
    pairs = [
        [a, b] for a, b in itertools.combinations(sorted(story.reports), 2) if ends[a] & ends[b]
    ]
    bounds = {"lower": story.count.origins.lower, "upper": story.count.origins.upper}
    return {"story": name, "pairs": pairs, "origins": bounds}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("--seeds", type=int, nargs="*", default=[0])
    parser.add_argument("--stories", type=int, default=120)
    args = parser.parse_args()
    scripts = args.ntrex.resolve().parent.parent / "eval"
    encoder = RememberingEncoder(E5Encoder())
    for seed in args.seeds:
        with tempfile.TemporaryDirectory() as folder:
            gold, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
            made = [str(scripts / "make_stories.py"), str(args.ntrex), str(gold)]
            sizes = ["--seed", str(seed), "--stories", str(args.stories)]
            subprocess.run([sys.executable, *made, *sizes], check=True)
            stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for line in gold.read_text(encoding="utf-8").splitlines():
                document = json.loads(line)
                stories[document["story"]].append(document)
            start = time.perf_counter()
            lines = [json.dumps(predicted(n, d, encoder)) for n, d in stories.items()]
            found.write_text("\n".join(lines) + "\n", encoding="utf-8")
            print(f"seed {seed}: {time.perf_counter() - start:.0f} s", flush=True)
            subprocess.run(
                [sys.executable, str(scripts / "sources.py"), str(gold), str(found)], check=True
            )


if __name__ == "__main__":
    main()
