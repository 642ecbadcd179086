"""Quotations as a table and as JSON lines, read back."""

from __future__ import annotations

import csv
import io
import json

import pytest

from firsthand.records import Comparison
from firsthand.show.quotes import COLUMNS, render_csv, render_jsonl

from .story import comparison, hostile


def table(made: Comparison) -> list[dict[str, str]]:
    written = render_csv(made)
    assert written.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def lines(made: Comparison) -> list[dict[str, object]]:
    return [json.loads(line) for line in render_jsonl(made).split("\n") if line]


@pytest.mark.parametrize("made", [comparison(), hostile()])
def test_every_quotation_is_the_reports_own_words(made: Comparison) -> None:
    texts = {report.id: report.text for report in made.reports}
    rows = lines(made)
    assert all(texts[r["report"]][r["start"] : r["end"]] == r["quotation"] for r in rows)
    contents = sum(
        len(a.content)
        for story in made.stories
        for report in made.reports
        if report.id in story.reports
        for a in report.attributions
    )
    assert len(rows) == contents == len(table(made))


def test_the_table_has_the_same_as_the_lines() -> None:
    for row, line in zip(table(comparison()), lines(comparison()), strict=True):
        assert list(row) == list(line) == list(COLUMNS)
        for name, value in line.items():
            assert row[name].removeprefix("'") == ("" if value is None else str(value))


def test_a_chain_names_who_passes_on() -> None:
    assert any(" ← " in (row["chain"] or "") for row in table(comparison()))


def test_no_cell_begins_like_a_formula() -> None:
    cells = [cell for row in table(hostile()) for cell in row.values()]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_nothing_gives_the_first_line_or_nothing() -> None:
    assert table(Comparison((), ())) == []
    assert render_jsonl(Comparison((), ())) == ""
