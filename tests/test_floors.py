"""Quality does not fall below what has been reached, on corpora that lie beside the checkout."""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
FLOORS = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
CASES = [(corpus, language) for corpus, held in FLOORS.items() for language in held]


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", ROOT / "benchmarks" / "attribution.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
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
    figures = benchmark().score(path)
    low = {k: (figures[k], floor) for k, floor in floors.items() if figures[k] < floor}
    assert not low, f"(reached, floor): {low}"
