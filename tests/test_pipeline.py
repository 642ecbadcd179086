"""The whole way: order and batch do not matter, nothing raises, every span is evidence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import pipeline
from firsthand.engines.base import Encoder
from firsthand.engines.fake import FakeEncoder
from firsthand.pipeline import analyse, compare_reports, read_reports
from firsthand.records import Comparison, Report
from firsthand.show.json import comparison_record, dump_line

EXAMPLES = sorted(str(p) for p in (Path(__file__).parent.parent / "examples/reports").iterdir())


def printed(comparison: Comparison) -> str:
    return dump_line(comparison_record(comparison))


def test_reading_in_any_order_gives_the_same_bytes(encoder: Encoder) -> None:
    straight = printed(compare_reports(list(read_reports(EXAMPLES)), encoder))
    shuffled = EXAMPLES[:]
    random.Random(7).shuffle(shuffled)
    assert printed(compare_reports(list(read_reports(shuffled)), encoder)) == straight


def test_each_report_is_the_same_alone_and_among_others() -> None:
    together = {r.id: r for r in read_reports(EXAMPLES)}
    for path in EXAMPLES:
        for alone in read_reports([path]):
            assert together[alone.id] == alone


def test_every_span_slices_to_text_and_every_link_leads_somewhere(encoder: Encoder) -> None:
    comparison = compare_reports(list(read_reports(EXAMPLES)), encoder)
    texts = {r.id: r.text for r in comparison.reports}
    for story in comparison.stories:
        known = {*texts, *(o.id for o in story.origins)}
        places = [(t.report, s) for c in story.claims for t in c.tellings for s in t.spans]
        places += [(e.report, e.span) for d in story.divergences for e in d.spans]
        places += [(e.report, e.span) for d in story.derivations for row in d.evidence for e in row]
        for report, (start, end) in places:
            assert 0 <= start < end <= len(texts[report])
            assert texts[report][start:end].strip()
        for derivation in story.derivations:
            assert derivation.parent in known and derivation.report in texts
            assert derivation.evidence and derivation.method and 0 < derivation.score <= 1
        for claim in story.claims:
            fullest = {" … ".join(texts[t.report][s:e] for s, e in t.spans) for t in claim.tellings}
            assert claim.text in fullest


def test_bad_inputs_cost_only_themselves(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    good = EXAMPLES[0]
    reports = list(read_reports([str(tmp_path / "none.txt"), str(tmp_path), good]))
    comparison = compare_reports(reports, FakeEncoder())
    assert sum(bool(r.text) for r in comparison.reports) == 1
    assert {p.code for p in comparison.problems} == {"missing", "empty", "binary"}


def test_a_fault_in_one_report_costs_only_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(report: Report, tagger: object = None) -> Report:
        if report.id == "harbour-gazette":
            raise ValueError("no such luck")
        return report

    monkeypatch.setattr(pipeline, "analyse", faulty)
    reports = {r.id: r for r in read_reports(EXAMPLES)}
    assert [p.code for p in reports["harbour-gazette"].problems] == ["fault"]
    assert "no such luck" in reports["harbour-gazette"].problems[0].message
    assert sum(bool(r.text) for r in reports.values()) == len(reports) - 1


def test_nothing_to_compare() -> None:
    assert compare_reports([], FakeEncoder()) == Comparison((), ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_texts_are_compared_without_an_error(texts: list[str]) -> None:
    reports = [
        analyse(Report(id=f"r{i}", text=text, language=("en", "nl", "ru", None)[i % 4]))
        for i, text in enumerate(texts)
    ]
    forth = printed(compare_reports(reports, FakeEncoder()))
    assert forth == printed(compare_reports(reports[::-1], FakeEncoder()))
