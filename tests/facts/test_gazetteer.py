"""The index of cities: the same bytes each time, kept once, and harmless where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.facts import gazetteer as module
from firsthand.facts.gazetteer import Gazetteer, build_index, fold_place, gazetteer


@pytest.fixture(scope="module")
def index() -> bytes:
    return build_index()


def test_the_index_is_small_and_always_the_same(index: bytes) -> None:
    assert build_index() == index
    assert len(index) < 20_000_000


def test_cities_are_found_in_many_scripts(index: bytes) -> None:
    known = Gazetteer(index)
    for name in (
        "Warsaw",
        "Warszawa",
        "Варшава",
        "وارسو",
        "华沙",
        "Βαρσοβία",
        "ורשה",
        "ワルシャワ",
    ):
        assert known.cities(fold_place(name))[0].name == "Warsaw"
    assert known.cities(fold_place("紐約")) == known.cities(fold_place("纽约"))
    assert known.cities("no such city") == ()


def test_codes_and_transliterations_by_rule_are_no_names(index: bytes) -> None:
    assert all(city.name != "Warsaw" for city in Gazetteer(index).cities("waw"))


def test_a_damaged_index_is_seen(index: bytes) -> None:
    with pytest.raises(ValueError, match="not whole"):
        Gazetteer(index[:-1])


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FIRSTHAND_CACHE", str(tmp_path / "file" / "below"))
    gazetteer.cache_clear()
    try:
        assert gazetteer().cities("oslo")[0].country == "NO"
    finally:
        gazetteer.cache_clear()


def test_without_the_library_countries_remain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FIRSTHAND_CACHE", str(tmp_path))
    monkeypatch.setattr(module, "_CITIES", "no_such_file.json")
    gazetteer.cache_clear()
    try:
        assert gazetteer().cities("oslo") == ()
    finally:
        gazetteer.cache_clear()
    assert "no cities are known" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint-Étienne", "saint étienne"),
        ("U.S.", "us"),
        ("القاهرة", "القاهره"),
        ("’s-Hertogenbosch", "s hertogenbosch"),
        ("羅馬", "罗马"),
        ("İzmir", "izmir"),
        ("  ", ""),
    ],
)
def test_folding(one: str, other: str) -> None:
    assert fold_place(one) == other
