"""Reports decided as they come: what joins, what ages out, what a person has said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.group import PROFILES, Decision, Entry, Judgements, Stream
from firsthand.group.stream import _REMEMBERED
from firsthand.records import Judgement

SIZE = 32


def vector(event: int, noise: float = 0.0, seed: int = 0) -> np.ndarray:
    """A direction of its own for each event, with some noise."""
    own = np.random.default_rng(1000 + event).normal(size=SIZE)
    other = np.random.default_rng(seed).normal(size=SIZE)
    found = own / np.linalg.norm(own) + noise * other / np.linalg.norm(other)
    return (found / np.linalg.norm(found)).astype(np.float32)


def entry(name: str, event: int, time: float | None = 0.0, **more: object) -> Entry:
    seed = sum(map(ord, name))
    words = (f"word{event}", "common")
    made = Entry(name, vector(event, 0.3, seed), "en", time, words, False)
    return replace(made, **more)


def stream(**more: object) -> Stream:
    return Stream({}, SIZE, **more)  # type: ignore[arg-type]


def stories(decisions: list[Decision]) -> dict[str, str]:
    return {d.report: d.story for d in decisions}


def test_reports_of_one_event_join_and_others_do_not() -> None:
    made = [entry(f"r{k}", k % 3, time=k / 10) for k in range(12)]
    found = stories(stream().add(made))
    assert len(set(found.values())) == 3
    assert all(found[f"r{k}"] == found[f"r{k % 3}"] for k in range(12))


def test_every_decision_has_its_evidence() -> None:
    first, second = stream().add([entry("a", 1), entry("b", 1, time=0.5)])
    assert (first.joined, first.nearest, first.story) == (False, None, "story-1")
    assert second.joined
    assert second.nearest == "a"
    assert second.gap == 0.5
    assert set(second.shared) == {"common", "word1"}
    assert second.score >= second.least == PROFILES["default"].arriving
    assert 0 < second.likeness <= 1


@given(st.lists(st.integers(1, 70), min_size=1, max_size=12))
@settings(max_examples=20, deadline=None)
def test_batches_change_nothing(sizes: list[int]) -> None:
    made = [entry(f"r{k}", k % 7, time=k / 20) for k in range(sum(sizes))]
    whole = stream().add(made)
    parts, run, start = [], stream(), 0
    for size in sizes:
        parts += run.add(made[start : start + size])
        start += size
    assert parts == whole


def test_a_story_ages_out() -> None:
    made = [entry("a", 1, time=0.0), entry("b", 1, time=6.0), entry("c", 1, time=20.0)]
    found = stories(stream(days=7.0).add(made))
    assert found == {"a": "story-1", "b": "story-1", "c": "story-2"}


def test_the_longer_ago_the_surer() -> None:
    near, far = (stream().add([entry("a", 1), entry("b", 1, time=t)])[1] for t in (0.1, 2.5))
    assert near.score > far.score


def test_undated_and_disordered_reports() -> None:
    made = [
        entry("none", 1, time=None),
        entry("late", 1, time=100.0),
        entry("early", 1, time=99.0),
        entry("future", 2, time=99999.0),
        entry("none2", 1, time=None),
    ]
    found = stream().add(made)
    assert len({stories(found)[k] for k in ("none", "late", "early", "none2")}) == 1
    assert found[-1].gap is None


def test_the_story_joined_longest_ago_leaves_first() -> None:
    made = [entry("a", 1), entry("b", 2), entry("a2", 1), entry("c", 3), entry("b2", 2)]
    found = stories(stream(most=2).add(made))
    assert found["a"] == found["a2"] == "story-1"
    assert found["b2"] == "story-4", "story 2 had made room for story 3"
    again = stories(stream(most=2).add([*made[:4], entry("a3", 1)]))
    assert again["a3"] == "story-1"


def test_more_stories_than_the_first_room_for_them() -> None:
    made = [entry(f"r{k}", k, words=()) for k in range(1500)]
    decisions = Stream({}, SIZE, profile=replace(PROFILES["analyst"], arriving=0.99)).add(made)
    assert stories(decisions)["r1499"] == "story-1500"


def test_thousands_of_copies_are_one_story() -> None:
    copy = entry("copy", 1)
    made = [replace(copy, id=f"c{k}") for k in range(3 * _REMEMBERED + 500)]
    assert set(stories(stream().add(made)).values()) == {"story-1"}


def test_few_false_joins_for_analysts() -> None:
    made = [entry(f"r{k}", 1, time=0.0) for k in range(5)]
    made = [replace(e, vector=vector(1, 0.75, seed=k)) for k, e in enumerate(made)]
    counts = {
        name: len(set(stories(stream(profile=profile).add(made)).values()))
        for name, profile in PROFILES.items()
    }
    assert counts["browse"] <= counts["default"] <= counts["analyst"]
    assert counts["browse"] < counts["analyst"]


def test_what_a_person_said_is_kept() -> None:
    made = [entry("a", 1), entry("b", 2), entry("a2", 1), entry("a3", 1)]
    told = Judgements([Judgement(True, ("a", "b")), Judgement(False, ("a", "a2"))])
    found = {d.report: d for d in stream(judgements=told).add(made)}
    assert found["b"].story == found["a"].story
    assert found["b"].judged
    assert found["a2"].story != found["a"].story
    assert not found["a2"].judged


def test_the_later_judgement_counts() -> None:
    told = Judgements([Judgement(True, ("a", "b")), Judgement(False, ("b", "a"))])
    found = stories(stream(judgements=told).add([entry("a", 1), entry("b", 1)]))
    assert found["a"] != found["b"]


@pytest.mark.parametrize("entries", [[], [entry("one", 1)]])
def test_nothing_and_one(entries: list[Entry]) -> None:
    assert len(stream().add(entries)) == len(entries)
