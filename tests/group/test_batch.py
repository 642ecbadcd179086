"""A whole collection: average link, reports that move, judgements, large collections."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from firsthand.group import PROFILES, Decision, Judgements, batch, group_entries
from firsthand.group.batch import average_link
from firsthand.records import Judgement

from .test_stream import entry, stories, vector

PROFILE = PROFILES["default"]


def grouped(entries: list, judged: Judgements | None = None) -> list[Decision]:
    return group_entries(entries, {}, PROFILE, judged or Judgements())


def collection(count: int = 60, events: int = 6) -> list:
    return [entry(f"r{k:03d}", k % events, time=k / 50) for k in range(count)]


def test_events_are_found_and_evidence_is_given() -> None:
    found = grouped(collection())
    assert len({d.story for d in found}) == 6
    assert [d.report for d in found] == [e.id for e in collection()]
    assert all(d.joined and d.nearest and d.score >= 0.3 for d in found)
    names = stories(found)
    assert all(names[d.nearest] == d.story for d in found if d.nearest)


@given(st.permutations(range(30)))
@settings(max_examples=15, deadline=None)
def test_the_order_changes_no_story(order: list[int]) -> None:
    made = collection(30, 5)
    first, second = stories(grouped(made)), stories(grouped([made[k] for k in order]))
    together = {(a, b) for a in first for b in first if first[a] == first[b]}
    assert together == {(a, b) for a in second for b in second if second[a] == second[b]}


@given(st.integers(2, 40), st.integers(0, 10_000), st.floats(-0.5, 0.9))
@settings(max_examples=40, deadline=None)
def test_average_link_is_that_of_scipy(count: int, seed: int, least: float) -> None:
    points = np.random.default_rng(seed).normal(size=(count, 5))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    pairs = (points @ points.T).astype(np.float32)
    distances = np.maximum(0, 2 - pairs.astype(np.float64))
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform((distances + distances.T) / 2, checks=False), "average")
    known = fcluster(tree, 2 - least, "distance")
    wanted = {tuple(np.flatnonzero(known == label)) for label in set(known)}
    found = {tuple(rows) for rows in average_link(((pairs + pairs.T) / 2), least)}
    assert found == wanted


def test_a_large_collection_goes_another_way_to_the_same_stories(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = collection(200, 8)
    small = stories(grouped(made))
    monkeypatch.setattr(batch, "MOST_PAIRED", 50)
    large = stories(grouped(made))
    pairs = [(a, b) for a in small for b in small]
    assert all((small[a] == small[b]) == (large[a] == large[b]) for a, b in pairs)


def test_what_a_person_said_is_kept() -> None:
    made = collection(12, 3)
    told = Judgements([Judgement(True, ("r000", "r001")), Judgement(False, ("r002", "r005"))])
    found = stories(grouped(made, told))
    assert found["r000"] == found["r001"]
    assert found["r002"] != found["r005"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few(count: int) -> None:
    assert len(grouped(collection(count, 1))) == count


def test_copies_and_empty_words_and_odd_dates() -> None:
    copy = entry("a", 1)
    made = [replace(copy, id=f"c{k}", words=()) for k in range(300)]
    made += [replace(copy, id="far", time=1e6), replace(copy, id="none", time=None)]
    found = stories(grouped(made))
    assert len({found[f"c{k}"] for k in range(300)}) == 1
    assert found["none"] == found["c0"]


def test_a_headline_is_held_to_the_standard_of_headlines() -> None:
    pair = [replace(entry(n, 1), vector=vector(1, 0.8, seed=k)) for k, n in enumerate("ab")]
    texts = grouped(pair)
    headlines = grouped([replace(e, bare=True) for e in pair])
    assert texts[0].story != texts[1].story
    assert headlines[0].story == headlines[1].story
    assert headlines[0].least == PROFILE.whole_headline
