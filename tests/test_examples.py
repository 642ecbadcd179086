"""The example story against its known answer: what must be found, and what must never be said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from firsthand.data import by_name
from firsthand.engines.base import Encoder
from firsthand.pipeline import compare_reports, read_reports
from firsthand.records import Comparison, Report, Story
from firsthand.trace.ends import roots

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def comparison(encoder: Encoder) -> Comparison:
    return compare_reports(list(read_reports([str(EXAMPLES / "reports")])), encoder)


@pytest.fixture(scope="module")
def story(comparison: Comparison) -> Story:
    assert len(comparison.stories) == 1
    return comparison.stories[0]


@pytest.fixture(scope="module")
def reports(comparison: Comparison) -> dict[str, Report]:
    return {r.id: r for r in comparison.reports}


def claims_of(story: Story, reports: dict[str, Report], telling: dict[str, str]) -> set[str]:
    """Return the claims in which a report's telling holds the given words."""
    found = set()
    for claim in story.claims:
        for t in claim.tellings:
            words = " ".join(reports[t.report].text[s:e] for s, e in t.spans)
            if t.report == telling["report"] and telling["contains"] in words:
                found.add(claim.id)
    return found


def test_all_reports_are_read(reports: dict[str, Report]) -> None:
    assert set(reports) == {known["id"] for known in EXPECTED["reports"]}
    for known in EXPECTED["reports"]:
        name = known["id"]
        assert reports[name].language == known["language"]
        assert reports[name].outlet == known["outlet"]
        assert (reports[name].published or "")[:10] == known["published"][:10]
        assert reports[name].problems == ()


def test_every_derivation_is_found(story: Story) -> None:
    ends = roots(story.reports, story.derivations)
    for known in EXPECTED["derivations"]:
        outlet = by_name().get(known["from"].casefold())
        if outlet is not None:
            found = {d.parent for d in story.derivations if d.report == known["report"]}
            assert f"agency:{outlet.id}" in found, known
        else:
            assert ends[known["report"]] & ends[known["from"]], known
            kinds = {d.kind for d in story.derivations if d.report == known["report"]}
            assert known["kind"] in kinds, known


def test_independent_reports_share_no_origin(story: Story) -> None:
    ends = roots(story.reports, story.derivations)
    for one in EXPECTED["independent"]:
        for other in EXPECTED["independent"]:
            assert one == other or not ends[one] & ends[other]


def test_origins_are_counted_within_the_known_bounds(story: Story) -> None:
    assert story.count is not None
    known, found = EXPECTED["origins"], story.count.origins
    assert (found.lower, found.upper) == (known["lower"], known["upper"])


def test_citations(reports: dict[str, Report]) -> None:
    for known in EXPECTED["citations"]:
        report = reports[known["report"]]
        place = report.text.index(known["text"])
        end = place + len(known["text"])
        found = [c for c in report.citations if c.span[0] < end and place < c.span[1]]
        assert found, known
        assert found[0].outlet.removeprefix("The ") == known["outlet"].removeprefix("The ")


def test_what_must_not_be_joined_is_not(story: Story, reports: dict[str, Report]) -> None:
    for pair in EXPECTED["not_same"]:
        assert not claims_of(story, reports, pair["a"]) & claims_of(story, reports, pair["b"]), pair


def test_unnamed_speakers_are_not_joined(story: Story) -> None:
    for speaker in story.speakers:
        assert speaker.kind != "unnamed" or len({r for r, _ in speaker.members}) == 1


FULL = {"en", "nl"}


def test_the_same_utterance_is_found(story: Story, reports: dict[str, Report]) -> None:
    """Every pair of tellings in the languages with full attribution, most of all pairs."""
    pairs = found = 0
    for group in EXPECTED["same_claims"]:
        tellings = [t for t in group["tellings"] if reports[t["report"]].language in FULL]
        ids = [claims_of(story, reports, t) for t in tellings]
        for i, one in enumerate(ids):
            for other in ids[i + 1 :]:
                pairs += 1
                found += bool(one & other)
    assert pairs > 15
    assert found >= 0.7 * pairs, f"{found} of {pairs}"


def test_comment_is_not_reporting_and_reporting_not_comment(reports: dict[str, Report]) -> None:
    def voice(entry: dict[str, str]) -> str:
        report = reports[entry["report"]]
        place = report.text.index(entry["begins"])
        return next(p.voice for p in report.passages if p.span[0] <= place < p.span[1])

    assert all(voice(e) != "comment" for e in EXPECTED["reporting"])
    missed = [e for e in EXPECTED["comment"] if voice(e) == "reporting"]
    assert len(missed) <= len(EXPECTED["comment"]) // 4, missed


def test_attributions_of_english_and_dutch(reports: dict[str, Report]) -> None:
    total = found = spoken = 0
    for known in EXPECTED["attributions"]:
        report = reports[known["report"]]
        if report.language not in FULL:
            continue
        total += 1
        want = set(" ".join(known["content"]).split())
        best, share = None, 0.0
        for a in report.attributions:
            got = set(" ".join(report.text[s:e] for s, e in a.content).split())
            if len(want & got) / len(want | got) > share:
                best, share = a, len(want & got) / len(want | got)
        if best is None or share < 0.5:
            continue
        found += 1
        name = next((s.name for s in report.speakers if s.id == best.speaker), "")
        last = (known["speaker"] or "").split()[-1].casefold()
        spoken += known["speaker"] == "(unnamed)" or last in name.casefold()
    assert total > 25
    assert found >= 0.8 * total, f"{found} of {total}"
    assert spoken >= 0.7 * total, f"{spoken} of {total}"
