"""Two real reports of one briefing, read as a careful reader reads them (beside the checkout)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason=f"no reports at {SEEDS}")


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "benchmarks" / "seeds.py"), str(SEEDS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_who_said_what(found: dict[str, Any]) -> None:
    assert found["attributions"] >= 22
    assert found["speakers"] >= 21
    assert found["chain nested"]


def test_the_same_utterances(found: dict[str, Any]) -> None:
    assert found["groups whole"] == found["groups of"] == 7
    assert found["false pairs"] == []


def test_what_one_telling_drops(found: dict[str, Any]) -> None:
    excuse = "under the excuse of fighting international terrorism"
    assert any(words.startswith(excuse) for words in found["dropped"])


def test_one_statement_is_printed_twice(found: dict[str, Any]) -> None:
    (renderings,) = found["printed twice"]
    assert [words[:14] for words in renderings] == ["it looks like ", "There is an im"]


def test_two_villages_or_the_city(found: dict[str, Any]) -> None:
    assert found["conflicts"] == [["villages", "stad"]]
    assert found["all conflicts"] == 1


def test_who_is_cited(found: dict[str, Any]) -> None:
    assert found["citations"] == ["Anti Media", "U.S. News", "Associated Press"]


def test_comment_is_not_reporting(found: dict[str, Any]) -> None:
    assert "reporting" not in found["not reporting"].values()


def test_one_briefing_is_no_two_confirmations(found: dict[str, Any]) -> None:
    assert found["origins"] == [[1, 2]]
