"""Quality does not fall below what has been reached, on corpora that lie beside the checkout."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from firsthand.engines.base import Encoder

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
FLOORS = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
ALIGNED = FLOORS.pop("alignment")
GROUPED = FLOORS.pop("grouping")
CASES = [(corpus, language) for corpus, held in FLOORS.items() for language in held]


def benchmark(name: str) -> ModuleType:
    folder = ROOT / "benchmarks"
    if str(folder) not in sys.path:
        sys.path.append(str(folder))  # where a benchmark finds what it shares with others
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("corpus", "language"), CASES, ids=str)
def test_attribution_holds_its_floor(corpus: str, language: str) -> None:
    path = DATA / corpus / f"{language}.jsonl"
    if not path.exists():
        pytest.skip(f"no corpus at {path}")
    floors = dict(FLOORS[corpus][language])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == floors.pop("sha256"), "the corpus changed: measure anew and pin the new hash"
    figures = benchmark("attribution").score(path)
    low = {k: (figures[k], floor) for k, floor in floors.items() if figures[k] < floor}
    assert not low, f"(reached, floor): {low}"


@pytest.mark.parametrize("pair", ALIGNED)
def test_alignment_holds_its_floor(pair: str, encoder: Encoder) -> None:
    folder = DATA / "attribution-parallel"
    if not folder.exists():
        pytest.skip(f"no corpus at {folder}")
    bench = benchmark("alignment")
    total: Counter[str] = Counter()
    for story in bench.load(folder).values():
        two = [report for report in story if report.language in pair.split("-")]
        for count in bench.tally(two, encoder).values():
            total.update(count)
    reached = {"f1": 100 * bench.f1(total), "precision": 100 * total["right"] / total["joined"]}
    low = {k: (reached[k], floor) for k, floor in ALIGNED[pair].items() if reached[k] < floor}
    assert not low, f"(reached, floor): {low}"


@pytest.mark.parametrize("corpus", GROUPED)
def test_grouping_holds_its_floor(corpus: str, encoder: Encoder) -> None:
    path = DATA / corpus / "dev.jsonl"
    if not path.exists():
        pytest.skip(f"no corpus at {path}")
    floors = dict(GROUPED[corpus])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == floors.pop("sha256"), "the corpus changed: measure anew and pin the new hash"
    bench = benchmark("grouping")
    shared = bench.scorer(DATA.parent / "eval" / "grouping.py")
    rows = bench.rows_of(path)[: floors.pop("reports")]
    entries = bench.make_entries([bench.report(row) for row in rows], encoder)
    known = bench.language_means(encoder.name)
    gold = {row["id"]: row["gold"] for row in rows}
    languages = {row["id"]: row["lang"] for row in rows}
    low = {}
    for way, floor in floors.items():
        found = getattr(bench, way.split("_")[0])(entries, known)
        scores = shared.score(gold, found, languages)
        reached = 100 * scores["cross" if way.endswith("across") else "b3"][2]
        if reached < floor:
            low[way] = (reached, floor)
    assert not low, f"(reached, floor): {low}"
