"""Judged speakers and voices: what changes in a report, and what no longer fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from broken_lock import CRACKED, ENGLISH, GERMAN, TASADDA, at, reports
from firsthand.judge import find_words, judge_reports
from firsthand.pipeline import analyse
from firsthand.records import (
    AnyJudgement,
    Attribution,
    Judgement,
    Passage,
    Pointed,
    Report,
    Speaker,
    SpeakerJudgement,
    TellingJudgement,
    VoiceJudgement,
)

STORY = tuple(reports())


def judged(*judgements: AnyJudgement) -> dict[str, Report]:
    found, problems = judge_reports(STORY, judgements)
    assert problems == ()
    return {report.id: report for report in found}


def saying(report: Report, words: str) -> Attribution:
    """Return the attribution whose content begins with these words."""
    for attribution in report.attributions:
        if report.text[slice(*attribution.content[0])].startswith(words):
            return attribution
    raise AssertionError(words)


def who(report: Report, words: str) -> Speaker | None:
    wanted = saying(report, words).speaker
    return next((s for s in report.speakers if s.id == wanted), None)


def words_of(report: Report, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [report.text[start:end] for start, end in spans]


def test_words_are_found_at_their_place_or_where_they_stand_once() -> None:
    report = Report("r", text="The gate is shut. The gate is wet. It rains.")
    assert find_words(report, Pointed("r", (18, 26), "The gate")) == (18, 26)
    assert find_words(report, Pointed("r", (0, 8), "It rains")) == (35, 43)
    assert find_words(report, Pointed("r", (900, 908), "It rains")) == (35, 43)
    assert find_words(report, Pointed("r", (1, 9), "The gate")) is None  # it stands twice
    assert find_words(report, Pointed("r", (0, 8), "The dam")) is None
    assert find_words(Report("r", text="aaa"), Pointed("r", (5, 7), "aa")) is None


def test_a_pronoun_goes_to_the_judged_speaker() -> None:
    words = "that barges could wait"
    before = next(report for report in STORY if report.id == "en")
    assert who(before, words).name == "Tomas Brandl"  # type: ignore[union-attr]
    report = judged(SpeakerJudgement(at("en", words), "Ilka Moreau"))["en"]
    found = saying(report, words)
    assert (found.method, found.score) == ("judged", 1.0)
    assert words_of(report, found.mention) == ["He"]
    moreau, brandl = who(report, words), who(report, "that nobody")
    assert moreau is not None and brandl is not None
    assert moreau == who(report, CRACKED)
    assert "He" in words_of(report, moreau.mentions)
    assert "He" not in words_of(report, brandl.mentions)


def test_words_that_name_another_are_no_longer_the_speakers() -> None:
    report = judged(SpeakerJudgement(at("en", "that nobody had been hurt"), "Ilka Moreau"))["en"]
    assert saying(report, "that nobody").mention == ()
    brandl = who(report, "that barges")
    assert brandl is not None
    assert "The mayor, Tomas Brandl" in words_of(report, brandl.mentions)


def test_a_new_speaker_in_arabic_is_found_in_the_text() -> None:
    report = judged(SpeakerJudgement(at("ar", TASADDA), "إيلكا مورو"))["ar"]
    found = who(report, TASADDA)
    assert found is not None
    assert (found.name, found.kind) == ("إيلكا مورو", "person")
    assert set(words_of(report, found.mentions)) == {"إيلكا مورو", "مسؤولة الهويس إيلكا مورو"}
    # The unnamed one who was taken for the speaker said nothing else.
    assert all(s.kind != "unnamed" for s in report.speakers)
    assert len({s.id for s in report.speakers}) == len(report.speakers)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Ada Lindqvist", "person"), ("Bundesamt für Seewege", "organisation"), 
     ("Norwegen", "country"),
     ("moreau", "person"), ("dpa", "outlet"), ("Fischer", "group")],
)  # fmt: skip
def test_a_name_that_stands_nowhere_has_the_kind_it_would_have(name: str, kind: str) -> None:
    report = judged(SpeakerJudgement(at("de", "niemand sei verletzt worden"), name))["de"]
    assert [(s.name, s.kind, s.mentions) for s in report.speakers] == [(name, kind, ())]


def test_nobody_who_is_named() -> None:
    report = judged(SpeakerJudgement(at("de", "niemand sei verletzt worden"), None))["de"]
    assert saying(report, "niemand").speaker is None
    assert saying(report, "niemand").mention == ()
    assert report.speakers == ()
    same = judged(SpeakerJudgement(at("en", "the repair would cost"), None))["en"]
    officials = who(same, "the repair would cost")
    assert officials is not None and officials.kind == "unnamed"


def test_a_surname_is_enough_to_mean_a_speaker_of_the_report() -> None:
    report = judged(SpeakerJudgement(at("en", "that barges could wait"), "Moreau"))["en"]
    assert who(report, "that barges") == who(report, CRACKED)


def test_the_last_judgement_counts_and_twice_is_once() -> None:
    given = [
        SpeakerJudgement(at("en", "that barges could wait"), "Bo Ek"),
        SpeakerJudgement(at("en", "barges could wait in the old basin"), "Ilka Moreau"),
        SpeakerJudgement(at("ar", TASADDA), "إيلكا مورو"),
        VoiceJudgement(at("en", "Let us be honest: you should")),
    ]
    once = judged(*given)
    assert once == judged(*given[1:])
    assert once == judged(*given, *given)
    assert judge_reports(tuple(once.values()), given)[0] == tuple(once.values())


def test_only_the_passage_that_is_no_comment_changes() -> None:
    before = next(report for report in STORY if report.id == "en")
    assert [p.voice for p in before.passages].count("comment") == 1
    report = judged(VoiceJudgement(at("en", "who tolerated such shameful neglect!")))["en"]
    assert [p.voice for p in report.passages] == ["reporting"] * len(report.passages)
    assert replace(report, passages=before.passages) == before


def test_what_says_nothing_of_these_reports_changes_nothing() -> None:
    others: list[AnyJudgement] = [
        Judgement(True, ("en", "de")),
        TellingJudgement(True, (at("en", CRACKED), at("ar", TASADDA))),
        SpeakerJudgement(Pointed("elsewhere", (0, 2), "Ja"), "Ada"),
        VoiceJudgement(Pointed("elsewhere", (0, 2), "Ja")),
    ]
    assert judge_reports(STORY, []) == (STORY, ())
    assert judge_reports(STORY, others) == (STORY, ())
    unread = Report("elsewhere")
    assert judge_reports([unread], others) == ((unread,), ())


def test_what_does_not_fit_any_more_is_told() -> None:
    edited = ENGLISH.replace("nobody had been hurt", "two people had been hurt")
    story = [analyse(Report("en", path="in/lock.txt", language="en", text=edited))]
    found, problems = judge_reports(
        story,
        [
            SpeakerJudgement(at("en", "that nobody had been hurt"), "Ilka Moreau"),
            VoiceJudgement(at("en", "that nobody had been hurt. He added that barges could wait")),
            SpeakerJudgement(at("en", "Lock at Varnow shut until May"), "Ilka Moreau"),
            SpeakerJudgement(at("en", "that nobody had been hurt"), "Bo Ek"),
        ],
    )
    assert list(found) == story
    assert [problem.code for problem in problems] == ["judgement"] * 3  # the last says it again
    gone, long, silent = (problem.message for problem in problems)
    assert gone.startswith('in/lock.txt: what was judged of "that nobody had been hurt" cannot')
    assert "no longer stand there" in gone and "withdraw the judgement" in gone
    assert '"that nobody had been hurt. He added that barges could wait"' in long
    assert "nobody was found to speak there" in silent


def test_an_edited_report_is_judged_where_the_words_stand_now() -> None:
    moved = "Breaking news.\n\n" + GERMAN
    story = [analyse(Report("de", language="de", text=moved))]
    found, problems = judge_reports(
        story, [SpeakerJudgement(at("de", "niemand sei verletzt worden"), "Ilka Moreau")]
    )
    assert problems == ()
    assert [s.name for s in found[0].speakers] == ["Ilka Moreau"]


def test_names_are_found_in_chinese_where_words_are_not_parted() -> None:
    text = "记者从港口获悉，陈立新表示，闸门已经关闭。\n"
    start = text.index("闸门")
    report = Report(
        "zh",
        language="zh",
        text=text,
        passages=(Passage((0, len(text) - 1)),),
        attributions=(Attribution("a1", "indirect", ((start, len(text) - 2),)),),
    )
    place = Pointed("zh", (start, start + 6), text[start : start + 6])
    (found,), problems = judge_reports([report], [SpeakerJudgement(place, "陈立新")])
    assert problems == ()
    (speaker,) = found.speakers
    assert words_of(found, speaker.mentions) == ["陈立新"]
    assert speaker.kind == "person"
