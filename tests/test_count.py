"""Bounds on independent origins: unknown ones raise only the upper, circles count nothing."""

from __future__ import annotations

from firsthand.count import count_story
from firsthand.records import (
    Bounds,
    Claim,
    Derivation,
    Origin,
    Report,
    SharedSpeaker,
    Telling,
)

REPORTS = [Report("a", language="en"), Report("b", language="nl"), Report("c", language="en")]
ORIGINS = [
    Origin("agency:ap", "agency", "Associated Press"),
    Origin("unknown:free", "unknown", "unknown, behind Free Valley"),
    Origin("newsroom:c", "outlet", "Valley Herald"),
]
EDGES = [
    Derivation("a", "unknown:free", "relay", ()),
    Derivation("b", "agency:ap", "relay", ()),
    Derivation("c", "newsroom:c", "relay", ()),
]
SPEAKERS = [
    SharedSpeaker("s1", "Mira Oduya", "person", (("a", "s1"), ("b", "s1"))),
    SharedSpeaker("s2", "an official", "unnamed", (("b", "s2"),)),
]
TOLD = Claim(
    "c1",
    "the dam was safe",
    (Telling("a", "a1", ((0, 4),)), Telling("b", "a1", ((0, 4),))),
    ("s1",),
)


def count(edges: list[Derivation], reports: list[Report] = REPORTS) -> Bounds:
    found, _ = count_story(reports, [TOLD], SPEAKERS, edges, ORIGINS)
    return found.origins


def test_unknown_origins_raise_only_the_upper_bound() -> None:
    assert count(EDGES) == Bounds(2, 3)
    assert count(EDGES[:2], REPORTS[:2]) == Bounds(1, 2)


def test_where_all_are_unknown_there_is_still_one() -> None:
    assert count(EDGES[:1], REPORTS[:1]) == Bounds(1, 1)


def test_reports_of_one_origin_count_once() -> None:
    derived = [Derivation("b", "a", "translation", ()), Derivation("a", "agency:ap", "relay", ())]
    assert count(derived, REPORTS[:2]) == Bounds(1, 1)


def test_a_circle_counts_nothing() -> None:
    circle = [Derivation("a", "b", "relay", ()), Derivation("b", "a", "relay", ())]
    found, _ = count_story(REPORTS[:2], [], [], circle, [])
    assert found.origins == Bounds(0, 0)
    assert "2 reports only cite each other" in found.why


def test_claims_have_bounds_of_their_own() -> None:
    _, (claim,) = count_story(REPORTS, [TOLD], SPEAKERS, EDGES, ORIGINS)
    assert claim.asserted_by == Bounds(1, 1)
    assert claim.routes == Bounds(1, 2)
    assert "1 speaker" in claim.why and "1 to 2 independent routes" in claim.why


def test_the_reason_names_numbers_and_origins() -> None:
    found, _ = count_story(REPORTS, [TOLD], SPEAKERS, EDGES, ORIGINS)
    assert found.why.startswith("3 reports in 2 languages rest on at least 2 and at most 3")
    for name in ("Associated Press", "Valley Herald", "Free Valley", "Mira Oduya"):
        assert name in found.why
    assert (found.speakers.lower, found.speakers.upper) == (1, 2)


def test_nothing_counts_nothing() -> None:
    found, claims = count_story([], [], [], [], [])
    assert (found.reports, found.origins, claims) == (0, Bounds(0, 0), ())


def test_a_writer_who_asserts_what_others_attribute_is_named() -> None:
    texts = "The dam will hold, the mayor said.", "The dam will hold."
    one, two = (Report(id=n, text=t, outlet=o) for n, t, o in zip("ab", texts, "XY", strict=True))
    told = Telling("a", "a1", ((0, 17),)), Telling("b", None, ((0, 18),))
    _, (claim,) = count_story([one, two], [Claim("c1", "", told)], [], [], [])
    assert "In Y no speaker is named for it" in claim.why
    _, (claim,) = count_story([one, two], [Claim("c1", "", told[:1])], [], [], [])
    assert "no speaker is named" not in claim.why
