"""Quotations as a table and as JSON lines, read back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

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


@pytest.mark.parametrize(
    "start",
    [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "＝",
        "＋",
        "－",
        "＠",
        " =",
        "\ufeff=",
        "\u200b@",
        "\u202e=",
    ],
)
def test_no_cell_begins_like_a_formula(start: str) -> None:
    made = comparison()
    title = f'{start}HYPERLINK("https://a.example","x"),1'
    made = replace(made, reports=tuple(replace(r, title=title) for r in made.reports))
    assert {row["title"] for row in table(made)} == {f"'{title}".replace("\r", "\n")}
    assert {row["title"] for row in lines(made)} == {title}


def test_hostile_texts_cannot_command_and_keep_their_length() -> None:
    made = hostile()
    written = render_csv(made)
    assert not set(written) & {"\x00", "\x1b", "\x9b", "\ud800"}
    for row, line in zip(table(made), lines(made), strict=True):
        assert len(row["quotation"]) == int(row["end"]) - int(row["start"])
        assert len(row["quotation"]) == len(str(line["quotation"]))
    assert {row["outlet"] for row in table(made)} == {"[link=http://x]<i>\ufffdout"}


def test_lines_end_as_in_rfc_4180() -> None:
    written = render_csv(comparison())
    assert written.count("\r\n") == written.count("\n") == len(table(comparison())) + 1


def test_nothing_gives_the_first_line_or_nothing() -> None:
    assert table(Comparison((), ())) == []
    assert render_csv(Comparison((), ())).startswith('\ufeff"story","claim"')
    assert render_jsonl(Comparison((), ())) == ""
