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
CASES = [(corpus, language) for corpus, held in FLOORS.items() for language in held]


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
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
