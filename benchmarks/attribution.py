"""Scores who-said-what on one corpus with the shared scorer.

usage: python benchmarks/attribution.py CORPUS.jsonl [LANGUAGE]

CORPUS holds {"id", "text", "attributions", "lang"} a line; the scorer is ``attribution.py`` in the
``eval`` folder beside ``data``. Prints F1 figures in per cent and reports a second (no encoder).
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from firsthand.attribute import attribute
from firsthand.records import Report
from firsthand.split import split

ISO = {"eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "rus": "ru", "arb": "ar"}
MEASURES = ("content_exact", "content_token", "source_overlap", "full")


def scorer(folder: Path) -> ModuleType:
    """Load the shared scorer from ``folder``."""
    spec = importlib.util.spec_from_file_location("shared_scorer", folder / "attribution.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def system(documents: list[dict[str, Any]], language: str | None) -> tuple[list[Report], float]:
    """Return the analysed reports and the seconds it took."""
    start = time.perf_counter()
    reports = [
        attribute(
            split(
                Report(
                    id=d["id"],
                    text=d["text"],
                    language=language or ISO.get(d["lang"], d["lang"]),
                )
            )
        )
        for d in documents
    ]
    return reports, time.perf_counter() - start


def score(corpus: Path, language: str | None = None) -> dict[str, float]:
    """Return the figures of one corpus, by measure, in per cent."""
    shared = scorer(corpus.parent.parent.parent / "eval")
    with corpus.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    reports, seconds = system(documents, language)
    results = []
    for gold, report in zip(documents, reports, strict=True):
        found = [
            {"content": a.content, "source": a.mention, "cue": a.cue} for a in report.attributions
        ]
        results.append(shared.doc(gold, {"attributions": found}))
    figures = {
        name: round(100 * shared.prf(sum(r[0][name] for r in results))[2], 1) for name in MEASURES
    }
    for key in ("direct_found", "direct_speaker", "recall_indirect"):
        counts = sum(r[1][key] for r in results if key in r[1])
        figures[key] = round(100 * float(counts[0] / counts[1]), 1)
    return figures | {"reports_per_second": round(len(documents) / seconds, 1)}


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1]), *sys.argv[2:3])))
