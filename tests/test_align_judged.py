"""Tellings judged to be one claim or several: the least that must change does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.align import align
from firsthand.align.judged import Said, regroup
from firsthand.engines.fake import FakeEncoder
from firsthand.pipeline import compare_story
from firsthand.records import (
    Bounds,
    Passage,
    Pointed,
    Report,
    SpeakerJudgement,
    Story,
    TellingJudgement,
    VoiceJudgement,
)
from test_align import BRIDGE, BRIDGE_2, FERRY, FISH, SALT, SCHOOL, STORY, groups, report

FAKE = FakeEncoder()
BY_ID = {r.id: r for r in STORY}


def told(report: str, number: int) -> Pointed:
    """Return the content of an attribution of the story."""
    found = BY_ID[report].attributions[number].content[0]
    return Pointed(report, found, BY_ID[report].text[slice(*found)])


def same(*places: Pointed) -> TellingJudgement:
    return TellingJudgement(True, places)


def apart(*places: Pointed) -> TellingJudgement:
    return TellingJudgement(False, places)


def judged(*judgements: TellingJudgement) -> dict[frozenset[tuple[str, str | None]], str]:
    """Return the tellings of the claims of several tellings, with their methods."""
    found = align(STORY, FAKE, judgements)
    assert found.problems == ()
    sets = (frozenset((t.report, t.attribution) for t in c.tellings) for c in found.claims)
    return {k: c.method for k, c in zip(sets, found.claims, strict=True) if len(k) > 1}


FOUND = judged()
BRIDGES = frozenset({("one", "a0"), ("two", "a1")})
SALTS = frozenset({("one", "a2"), ("three", "a1")})


def test_two_claims_that_are_one() -> None:
    found = judged(same(told("one", 0), told("three", 1)))
    assert found.pop(BRIDGES | SALTS) == "judged"
    assert found == {k: v for k, v in FOUND.items() if k not in {BRIDGES, SALTS}}
    claim = align(STORY, FAKE, [same(told("one", 0), told("three", 1))]).claims[0]
    assert (len(claim.tellings), claim.score) == (4, 1.0)


def test_one_claim_that_is_two() -> None:
    found = align(STORY, FAKE, [apart(told("two", 1), told("one", 0))])
    single = [c for c in found.claims if {(t.report, t.attribution) for t in c.tellings} < BRIDGES]
    assert [(c.method, c.score) for c in single] == [("judged", 1.0)] * 2
    assert judged(apart(told("two", 1), told("one", 0))) == {
        k: v for k, v in FOUND.items() if k != BRIDGES
    }


def test_what_was_found_so_stays_as_it_was() -> None:
    given = [same(told("one", 0), told("two", 1)), apart(told("one", 0), told("one", 1))]
    assert align(STORY, FAKE, given) == align(STORY, FAKE)


def test_a_later_judgement_on_the_same_two_counts() -> None:
    one, other = told("one", 0), told("two", 1)
    assert judged(apart(one, other), same(other, one)) == FOUND
    assert BRIDGES not in judged(same(one, other), apart(other, one))


def test_other_kinds_of_judgements_and_other_reports_are_passed_over() -> None:
    away = Pointed("four", (0, 3), "The")
    given = [
        SpeakerJudgement(told("one", 0), "Bo Ek"),
        VoiceJudgement(told("one", 0)),
        same(told("one", 0), away),
        same(away, Pointed("five", (0, 3), "The")),
        apart(away, told("one", 0), told("two", 1)),
    ]
    assert align(STORY, FAKE, given) == align(STORY, FAKE)


def test_what_does_not_fit_is_told_and_the_rest_is_done() -> None:
    lost = Pointed("one", (0, 10), "no such words")
    found = align(STORY, FAKE, [same(told("one", 0), lost, told("three", 1))])
    assert BRIDGES | SALTS in groups(found.claims)
    (problem,) = found.problems
    assert problem.code == "judgement"
    assert problem.message.startswith('one: what was judged of "no such words" cannot be applied')


def test_parts_of_one_statement_are_not_divided() -> None:
    whole = told("one", 0)
    start, _ = whole.span
    half = Pointed("one", (start, start + 14), whole.words[:14])
    rest = Pointed("one", (start + 15, start + 30), whole.words[15:30])
    found = align(STORY, FAKE, [apart(half, rest)])
    assert "in one statement" in found.problems[0].message
    assert found.claims == align(STORY, FAKE).claims


def test_words_outside_the_running_text_are_told() -> None:
    story = [*STORY, Report("four", text="Weather", passages=(Passage((0, 7), "headline"),))]
    found = align(story, FAKE, [same(told("one", 0), Pointed("four", (0, 7), "Weather"))])
    assert "neither speech nor a sentence" in found.problems[0].message


def test_judgements_that_gainsay_each_other_are_told() -> None:
    one, two, three = told("one", 0), told("one", 1), told("three", 1)
    found = align(STORY, FAKE, [same(one, two), same(two, three), apart(one, three)])
    sets = {frozenset(g) for g in groups(found.claims)}
    # The later of the two counts, and nothing that is apart comes together.
    assert any({("one", "a1"), ("three", "a1")} <= g for g in sets)
    assert not any({("one", "a0"), ("three", "a1")} <= g for g in sets)
    assert not any({("one", "a0"), ("one", "a1")} <= g for g in sets)
    assert [p.code for p in found.problems] == ["judgement"]
    assert "other judgements" in found.problems[0].message


def test_a_report_prints_twice_what_is_judged_the_same_in_it() -> None:
    assert align(STORY, FAKE).repeats == ()
    found = align(STORY, FAKE, [same(told("one", 2), told("one", 0))])
    (repeat,) = found.repeats
    assert (repeat.report, repeat.method, repeat.score) == ("one", "judged", 1.0)
    assert [place.span for place in repeat.spans] == [told("one", 0).span, told("one", 2).span]


def test_pieces_of_a_quotation_stay_pieces_in_a_judged_claim() -> None:
    said = (
        "The harbour gates stay shut while divers search the basin.",
        "Why nobody raised an alarm is what my committee must learn.",
        "Every family will be told before any newspaper.",
    )
    whole = report("a", [("Ilka Moreau", "said", " ".join(said)), SALT, FISH])
    split = report("b", [*(("Moreau", "said", piece) for piece in said[:2]), FERRY])
    (before,) = (c for c in align([whole, split], FAKE).claims if len(c.tellings) > 1)
    assert before.method == "margin+pieces"
    spoken = (whole, whole.attributions[0]), (split, split.attributions[-1])
    places = [Pointed(r.id, s := a.content[0], r.text[slice(*s)]) for r, a in spoken]
    claim = align([whole, split], FAKE, [same(*places)]).claims[0]
    assert (claim.method, claim.score, len(claim.tellings)) == ("judged+pieces", 1.0, 4)


# --- the least that must change


def parts(clusters: Sequence[tuple[int, ...]], said: Said) -> set[tuple[int, ...]]:
    return set(regroup(clusters, said)[0])


def test_the_first_leaves_and_all_else_stays() -> None:
    four, rest = (0, 1, 2, 3), (4, 5)
    assert parts([four, rest], Said(apart=((0, 1),))) == {(0,), (1, 2, 3), (4, 5)}
    assert parts([four, rest], Said(apart=((1, 0),))) == {(1,), (0, 2, 3), (4, 5)}
    # Two that leave the same ones, and were together, stay together.
    assert parts([four], Said(apart=((0, 2), (0, 3), (1, 2), (1, 3)))) == {(0, 1), (2, 3)}
    assert parts([four], Said(apart=((0, 2), (0, 3), (1, 2), (1, 3), (0, 1)))) == {
        (0,), (1,), (2, 3)
    }  # fmt: skip


def test_whole_claims_are_joined_unless_something_in_them_is_apart() -> None:
    clusters = [(0, 1), (2, 3), (4,)]
    assert parts(clusters, Said(same=((0, 2),))) == {(0, 1, 2, 3), (4,)}
    assert parts(clusters, Said(same=((0, 2),), apart=((1, 2),))) == {(0, 2, 3), (1,), (4,)}
    assert parts(clusters, Said(same=((0, 2),), apart=((1, 2), (0, 3)))) == {
        (0, 2), (1,), (3,), (4,)
    }  # fmt: skip
    # One that leaves takes nobody along, but what is the same as it goes with it.
    assert parts([(0, 1, 2)], Said(same=((0, 1),), apart=((0, 2),))) == {(0, 1), (2,)}
    assert parts([(0, 1, 2), (3, 4)], Said(same=((0, 3),), apart=((0, 1),))) == {
        (0, 3, 4), (1, 2)
    }  # fmt: skip


_PAIRS = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1])


@st.composite
def _clusters_and_said(draw: st.DrawFn) -> tuple[list[tuple[int, ...]], Said]:
    home = draw(st.lists(st.integers(0, 3), min_size=8, max_size=8))
    clusters = [tuple(i for i in range(8) if home[i] == k) for k in sorted(set(home))]
    pairs = draw(st.lists(st.tuples(_PAIRS, st.booleans()), max_size=10))
    latest = {frozenset(pair): (pair, kind) for pair, kind in pairs}
    joined = tuple(pair for pair, kind in latest.values() if kind)
    return clusters, Said(joined, tuple(pair for pair, kind in latest.values() if not kind))


@given(_clusters_and_said())
def test_whatever_is_said(case: tuple[list[tuple[int, ...]], Said]) -> None:
    clusters, said = case
    found, made, refused = regroup(clusters, said)
    home = {i: members for members in found for i in members}
    assert sorted(i for members in found for i in members) == list(range(8))
    assert all(home[i] != home[j] for i, j in said.apart)
    assert all((home[i] == home[j]) != ((i, j) in refused) for i, j in said.same)
    assert not refused or said.apart
    assert set(made) == set(found) - set(clusters)
    for members, kept in made.items():
        assert sorted(i for part in kept for i in part) == list(members)
    # What nobody spoke of is parted from nobody with whom it was.
    spoken = {i for pair in (*said.same, *said.apart) for i in pair}
    for members in clusters:
        silent = [i for i in members if i not in spoken]
        assert len({home[i] for i in silent}) <= 1


# --- whatever persons say, the stages after it hold


_LINES = st.lists(
    st.sampled_from([BRIDGE, BRIDGE_2, FERRY, SCHOOL, SALT, FISH]), min_size=1, max_size=4
)


@st.composite
def _judged_stories(draw: st.DrawFn) -> tuple[list[Report], list[TellingJudgement]]:
    lines = draw(st.lists(_LINES, min_size=2, max_size=4))
    story = [report(f"r{n}", own) for n, own in enumerate(lines)]
    places = [
        Pointed(r.id, a.content[0], r.text[slice(*a.content[0])])
        for r in story
        for a in r.attributions
    ]
    chosen = st.lists(st.sampled_from(places), min_size=2, max_size=4, unique=True)
    judgement = st.builds(TellingJudgement, st.booleans(), chosen.map(tuple))
    return story, draw(st.lists(judgement, max_size=4))


def _with_claim(story: Story) -> dict[tuple[str, tuple[tuple[int, int], ...]], str]:
    return {(t.report, t.spans): c.id for c in story.claims for t in c.tellings}


@settings(max_examples=40, deadline=None)
@given(_judged_stories())
def test_every_stage_takes_judged_claims(case: tuple[list[Report], list[TellingJudgement]]) -> None:
    story, judgements = case
    found = compare_story("s", story, FAKE, judgements)
    assert found == compare_story("s", story, FAKE, [*judgements, *judgements])
    home = _with_claim(found)
    assert len(home) == sum(len(r.attributions) for r in story)
    latest: dict[frozenset[Pointed], bool] = {}
    for j in judgements:
        pairs = combinations(j.places, 2) if j.same else ((j.places[0], p) for p in j.places[1:])
        latest.update((frozenset(pair), j.same) for pair in pairs)
    for pair, kind in latest.items():
        one, other = ((p.report, (p.span,)) for p in pair)
        if not kind:
            assert home[one] != home[other]
    alone = {(e.report, e.span) for e in found.only_here}
    for claim in found.claims:
        assert claim.asserted_by is not None and claim.routes is not None
        if len({t.report for t in claim.tellings}) > 1:
            assert not alone & {(t.report, s) for t in claim.tellings for s in t.spans}


def test_a_telling_put_apart_from_all_that_is_like_it_stands_only_here() -> None:
    two = [report("a", [BRIDGE, SALT]), report("b", [BRIDGE_2, FISH])]
    places = [Pointed(r.id, s := r.attributions[0].content[0], r.text[slice(*s)]) for r in two]
    before = compare_story("s", two, FAKE)
    after = compare_story("s", two, FAKE, [apart(*places)])
    bridges = {(p.report, p.span) for p in places}
    assert not bridges & {(e.report, e.span) for e in before.only_here}
    assert bridges <= {(e.report, e.span) for e in after.only_here}
    assert bridges.isdisjoint((e.report, e.span) for c in after.conflicts for e in c.around)


def test_speakers_and_routes_are_counted_anew() -> None:
    two = [
        replace(report("a", [BRIDGE, SALT]), outlet="The Varn Gazette"),
        replace(report("b", [FISH, SCHOOL]), outlet="The Lantern"),
    ]
    places = [Pointed(r.id, s := r.attributions[0].content[0], r.text[slice(*s)]) for r in two]
    found = compare_story("s", two, FAKE, [same(*places)]).claims[0]
    assert (found.asserted_by, found.routes) == (Bounds(2, 2), Bounds(2, 2))
    assert found.why.startswith("Told by 2 reports, asserted by 2 speakers")
    for claim in compare_story("s", two, FAKE).claims:
        assert (claim.asserted_by, claim.routes) == (Bounds(1, 1), Bounds(1, 1))


@pytest.mark.parametrize("number", [1, 2])
def test_one_judgement_or_its_repetition(number: int) -> None:
    given = [same(told("one", 0), told("three", 1)), apart(told("two", 1), told("one", 0))]
    assert align(STORY, FAKE, given * number) == align(STORY, FAKE, given)
