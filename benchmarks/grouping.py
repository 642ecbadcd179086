"""Scores the grouping of full texts into stories with the shared scorer.

usage: python benchmarks/grouping.py CORPUS.jsonl ... [--scorer ../shared/eval/grouping.py]

CORPUS holds {"id", "text", "gold", "lang"} a line. Prints B-cubed and pair F1, pair F1 across
languages where there are several, and reports a second with the encoder. Headlines that come in
one by one (the og2021 corpus) need grouping over time, which firsthand does not have yet.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from firsthand.group import group
from firsthand.records import Report

HERE = Path(__file__).parent


def scorer(path: Path) -> ModuleType:
    """Load the shared scorer."""
    spec = importlib.util.spec_from_file_location("shared_grouping", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(corpus: Path, shared: ModuleType) -> dict[str, Any]:
    """Return the figures of one corpus in per cent, and its reports a second."""
    with corpus.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    reports = [Report(id=d["id"], text=d["text"], language=d["lang"]) for d in documents]
    start = time.perf_counter()
    stories = group(reports, RememberingEncoder(E5Encoder()))
    seconds = time.perf_counter() - start
    found = {report.id: n for n, story in enumerate(stories) for report in story}
    gold = {d["id"]: d["gold"] for d in documents}
    languages = {d["id"]: d["lang"] for d in documents}
    figures = shared.score(gold, found, languages)
    return {
        "reports": len(reports),
        "stories": f"{figures['n_pred']} of {figures['n_gold']}",
        "b3_f1": round(100 * figures["b3"][2], 1),
        "pair_f1": round(100 * figures["pair"][2], 1),
        "cross_language_f1": (
            round(100 * figures["cross"][2], 1) if figures["cross_gold_pairs"] else None
        ),
        "reports_per_second": round(len(reports) / seconds, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    default = HERE.parent.parent / "shared" / "eval" / "grouping.py"
    parser.add_argument("--scorer", type=Path, default=default)
    args = parser.parse_args()
    shared = scorer(args.scorer)
    for corpus in args.corpora:
        print(corpus.parent.name, json.dumps(score(corpus, shared)), flush=True)


if __name__ == "__main__":
    main()
