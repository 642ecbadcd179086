"""Corrections on the whole way, with the default encoder: English, German and Arabic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from broken_lock import (
    COMMENT,
    CRACKED,
    DETOUR,
    GERISSEN,
    ONE_STORY,
    TARIQ,
    TASADDA,
    TEXTS,
    UNHURT,
    UNVERLETZT,
    at,
    reports,
)
from firsthand.cli import main
from firsthand.engines.base import Encoder
from firsthand.io.judgement_store import JudgementStore
from firsthand.io.judgements import add_judgements
from firsthand.pipeline import compare_reports, group_reports, read_reports, stream_reports
from firsthand.records import (
    AnyJudgement,
    Bounds,
    Claim,
    Comparison,
    Judgement,
    Pointed,
    Report,
    SpeakerJudgement,
    Story,
    TellingJudgement,
    VoiceJudgement,
)
from firsthand.show.html import render_page
from firsthand.show.json import comparison_record, dump_line

EXAMPLES = Path(__file__).parent.parent / "examples/reports"
CLOSED = TellingJudgement(True, (at("en", CRACKED), at("de", GERISSEN), at("ar", TASADDA)))
LONGER = TellingJudgement(True, (at("de", DETOUR), at("ar", TARIQ)))
KEEPER = SpeakerJudgement(at("ar", TASADDA), "إيلكا مورو")
SOBER = VoiceJudgement(at("en", COMMENT))
ALL: list[AnyJudgement] = [ONE_STORY, CLOSED, LONGER, KEEPER, SOBER]


@pytest.fixture(scope="module")
def story(encoder: Encoder) -> list[Report]:
    return reports()


def compared(encoder: Encoder, judgements: Sequence[AnyJudgement]) -> Comparison:
    return compare_reports(reports(), encoder, judgements=judgements)


def printed(comparison: Comparison) -> str:
    return dump_line(comparison_record(comparison))


def claim_of(story: Story, place: Pointed) -> Claim | None:
    """Return the claim that a place is told in."""
    for claim in story.claims:
        for telling in claim.tellings:
            if telling.report == place.report and place.span in telling.spans:
                return claim
    return None


def only_here(story: Story) -> set[tuple[str, str]]:
    return {(e.report, TEXTS[e.report][slice(*e.span)]) for e in story.only_here}


def test_three_tellings_in_three_languages_become_one_claim(encoder: Encoder) -> None:
    (before,) = compared(encoder, [ONE_STORY]).stories
    assert claim_of(before, at("de", GERISSEN)) is None
    after = compared(encoder, [ONE_STORY, CLOSED])
    assert after.problems == ()
    claim = claim_of(after.stories[0], at("de", GERISSEN))
    assert claim is not None
    assert {t.report for t in claim.tellings} == {"en", "de", "ar"}
    assert [t.attribution for t in claim.tellings if t.report == "de"] == [None]
    assert (claim.method, claim.score) == ("judged", 1.0)
    assert claim.asserted_by == Bounds(1, 2)  # the keeper, and somebody unnamed in Arabic
    earlier = claim_of(before, at("en", CRACKED))
    assert earlier is not None and earlier.method == "margin"
    assert {t.report for t in earlier.tellings} == {"en", "ar"}
    assert "In de no speaker is named for it" in claim.why
    render_page(after)


def test_a_speaker_that_is_named_at_last_is_the_same_in_two_scripts(encoder: Encoder) -> None:
    (after,) = compared(encoder, [ONE_STORY, CLOSED, KEEPER]).stories
    claim = claim_of(after, at("ar", TASADDA))
    assert claim is not None and claim.asserted_by == Bounds(1, 1)
    (shared,) = (s for s in after.speakers if s.id in claim.speakers)
    assert {report for report, _ in shared.members} == {"en", "ar"}


def test_what_is_judged_the_same_is_no_longer_only_here(encoder: Encoder) -> None:
    (before,) = compared(encoder, [ONE_STORY]).stories
    (after,) = compared(encoder, [ONE_STORY, CLOSED]).stories
    assert ("de", GERISSEN) in only_here(before)
    assert only_here(after) == only_here(before) - {("de", GERISSEN)}


def test_what_is_judged_apart_is_two_claims_again(encoder: Encoder) -> None:
    pair = at("en", UNHURT), at("de", UNVERLETZT)
    (before,) = compared(encoder, []).stories[:1]
    assert claim_of(before, pair[0]) is claim_of(before, pair[1])
    (after,) = compared(encoder, [TellingJudgement(False, pair)]).stories[:1]
    one, other = claim_of(after, pair[0]), claim_of(after, pair[1])
    assert one is not None and other is not None and one != other
    assert one.method == other.method == "judged"
    assert len(after.claims) == len(before.claims) + 1


def test_tellings_in_two_stories_are_told(encoder: Encoder) -> None:
    found = compared(encoder, [Judgement(False, ("de", "ar")), LONGER])
    assert len(found.stories) == 2
    (problem,) = found.problems
    assert problem.code == "judgement" and "different stories" in problem.message


def test_judged_twice_is_judged_once_to_the_byte(encoder: Encoder) -> None:
    once = printed(compared(encoder, ALL))
    assert once == printed(compared(encoder, ALL))
    assert once == printed(compared(encoder, [*ALL, *ALL]))
    assert once != printed(compared(encoder, [ONE_STORY]))


def test_judgements_of_other_reports_change_no_byte(encoder: Encoder) -> None:
    examples = list(read_reports([str(EXAMPLES)]))
    plain = printed(compare_reports(examples, encoder))
    assert printed(compare_reports(examples, encoder, judgements=[])) == plain
    assert printed(compare_reports(examples, encoder, judgements=ALL)) == plain


def test_grouping_takes_only_what_is_said_of_reports(encoder: Encoder, story: list[Report]) -> None:
    plain = group_reports(story, encoder, judgements=[ONE_STORY])
    assert group_reports(story, encoder, judgements=ALL) == plain
    streamed = list(stream_reports([story], encoder, judgements=[ONE_STORY]))
    assert list(stream_reports([story], encoder, judgements=ALL)) == streamed
    assert len({decision.story for decision in plain}) == 1


# --- on the command line


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        line = {"id": name, "text": text, "language": name, "published": "2026-03-02"}
        (folder / f"{name}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    return folder


def test_a_file_of_lines_and_a_store_give_the_same_comparison(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, store = tmp_path / "mine.jsonl", JudgementStore(tmp_path / "mine.sqlite")
    add_judgements(str(lines), ALL)
    wrong = store.append([TellingJudgement(False, (at("en", UNHURT), at("de", UNVERLETZT)))])
    store.append(ALL)
    store.withdraw(wrong[0])
    assert lines.read_text(encoding="utf-8") == store.export()
    found = []
    for kept in (lines, tmp_path / "mine.sqlite"):
        assert main(["compare", str(files), "--json", "--judgements", str(kept)]) == 0
        found.append(capsys.readouterr().out)
    assert found[0] == found[1]
    record = json.loads(found[0])
    assert [s["reports"] for s in record["stories"]] == [["ar", "de", "en"]]
    assert "judged" in {claim["method"] for claim in record["stories"][0]["claims"]}
    assert record["problems"] == []


def test_what_does_not_fit_any_more_is_told_and_costs_nothing(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "mine.jsonl"
    add_judgements(str(kept), [VoiceJudgement(Pointed("en", (0, 7), "Nowhere"))])
    assert main(["compare", str(files), "--json", "--judgements", str(kept)]) == 0
    out, err = capsys.readouterr()
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["judgement"]
    assert 'en.jsonl: what was judged of "Nowhere" cannot be applied' in err
    assert main(["compare", str(files), "--judgements", str(kept)]) == 0
    assert "Nowhere" in capsys.readouterr().out


def test_same_and_apart_are_added_to_a_store(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.sqlite"
    JudgementStore(path).append([KEEPER])
    arguments = ["--json", "--judgements", str(path)]
    assert main(["group", str(files), *arguments, "--same", "en,de,ar", "--apart", "en,xy"]) == 0
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert len({row["story"] for row in rows}) == 1
    assert JudgementStore(path).current() == (
        KEEPER,
        Judgement(True, ("en", "de", "ar")),
        Judgement(False, ("en", "xy")),
    )


def test_a_file_of_another_kind_is_refused(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"SQLite format 3\x00 but not really" * 40)
    assert main(["compare", str(files), "--judgements", str(other)]) == 2
    assert "other.sqlite" in capsys.readouterr().err
