"""The workbook, read back by openpyxl."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as Xml

import openpyxl
import pytest

from firsthand.records import Comparison
from firsthand.show.quotes import COLUMNS, quote_rows
from firsthand.show.xlsx import CUT, LONGEST, fitting, render_xlsx

from .story import broken, comparison, hostile

SHEETS = ["quotations", "claims", "reports", "derivations"]


def book(made):
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(made)))


def table(made, name):
    head, *rows = book(made)[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def cells(made):
    return [cell for sheet in book(made) for row in sheet.iter_rows() for cell in row]


def test_quotations_are_those_of_the_table():
    made = comparison()
    assert table(made, "quotations") == list(quote_rows(made))


def test_claims_have_their_bounds_and_their_reasons():
    rows = {row["id"]: row for row in table(comparison(), "claims")}
    counted = rows["c1"]
    assert counted["speakers"] == "Ines Okoro"
    assert counted["reports"] == "wire one; b; c/٣; d"
    assert [counted[n] for n in ("asserted_lower", "asserted_upper")] == [1, 1]
    assert [counted[n] for n in ("routes_lower", "routes_upper")] == [1, 3]
    assert counted["why"] == "One speaker, Ines Okoro, says it."
    assert rows["c2"]["routes_upper"] is None


def test_every_report_is_there_those_that_could_not_be_read_too():
    rows = {row["id"]: row for row in table(comparison(), "reports")}
    assert list(rows) == [report.id for report in comparison().reports]
    assert rows["wire one"]["date"] == "2031-04-07"
    assert rows["d"]["url"] == "https://copy.example/crane"
    assert rows["broken"]["story"] is None
    assert "is not text" in rows["broken"]["problems"]
    assert [row["problems"] for row in table(hostile(), "reports")] == [None, "[bold]␛[31m<b>"]


def test_derivations_have_kind_score_and_evidence():
    rows = table(comparison(), "derivations")
    copy = rows[2]
    assert (copy["report"], copy["from"], copy["from_name"]) == ("d", "wire one", "The Arvel Times")
    assert (copy["kind"], copy["score"], copy["part"]) == ("copy", 0.9, False)
    assert copy["evidence"].count("“and nobody is hurt”") == 2
    assert rows[0]["from_name"] == "Meridian Press"


@pytest.mark.parametrize("made", [comparison(), hostile(), Comparison((), ())])
def test_heads_stay_and_can_be_filtered(made):
    found = book(made)
    assert found.sheetnames == SHEETS
    for sheet in found:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
    assert [cell.value for cell in found["quotations"][1]] == list(COLUMNS)


@pytest.mark.parametrize(
    "start",
    ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "\t=1", "https://x.example", "12", "1e5", "＝1"],
)
def test_texts_stay_texts(start):
    made = comparison()
    made = replace(made, reports=tuple(replace(r, title=start) for r in made.reports))
    titled = [cell for cell in cells(made) if cell.value == start]
    assert len(titled) > len(made.reports)
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in titled)


@pytest.mark.parametrize("made", [comparison(), hostile()])
def test_there_is_no_formula_no_link_and_nothing_that_xml_cannot_carry(made):
    assert not [cell for cell in cells(made) if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(render_xlsx(made))) as parts:
        assert not [name for name in parts.namelist() if "externalLink" in name or "vba" in name]
        for name in parts.namelist():
            Xml.fromstring(parts.read(name))
    texts = "".join(cell.value for cell in cells(made) if isinstance(cell.value, str))
    assert not set(texts) & {"\x00", "\x1b", "\x9b", "\ufffe", "\uffff"}


def test_what_looks_like_an_escape_comes_back_as_it_is():
    made = comparison()
    title = "_x0041_ <b>&amp;]]>"
    made = replace(made, reports=tuple(replace(r, title=title) for r in made.reports))
    with zipfile.ZipFile(io.BytesIO(render_xlsx(made))) as parts:
        assert b"_x005F_x0041_ &lt;b&gt;&amp;amp;]]&gt;" in parts.read("xl/sharedStrings.xml")


@pytest.mark.parametrize("letter", ["a", "\U0001f600", "م"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(letter):
    units = len(letter.encode("utf-16-le")) // 2
    whole = letter * (LONGEST // units)
    assert fitting(whole) == whole
    cut = fitting(whole + letter)
    assert cut.endswith(CUT)
    assert LONGEST - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert set(cut.removesuffix(CUT)) == {letter}


def test_the_same_comparison_gives_the_same_bytes():
    assert render_xlsx(comparison()) == render_xlsx(comparison())
    with zipfile.ZipFile(io.BytesIO(render_xlsx(comparison()))) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_no_stories_give_headings_and_the_reports():
    made = Comparison((), (broken(),), broken().problems)
    assert table(made, "quotations") == table(made, "claims") == table(made, "derivations") == []
    assert [row["id"] for row in table(made, "reports")] == ["broken"]
