"""A comparison as a workbook of four tables, for Excel, LibreOffice and their like.

Office Open XML (ECMA-376). Every text is written as a text: nothing becomes a formula, a link or a
number. The same comparison gives the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter  # type: ignore[import-untyped]

from firsthand.records import Comparison, Derivation, Story
from firsthand.show.graph import xml_text
from firsthand.show.labels import Label, Words, labels
from firsthand.show.quotes import COLUMNS, quote_rows
from firsthand.show.view import all_problems

CUT = " […: cut, see the report]"
"""What stands at the end of a text that is too long for a cell."""
LONGEST = 32_767
"""How many UTF-16 units a cell takes."""
# XlsxWriter takes a time without a zone.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE = {
    "quotation": 60, "text": 60, "evidence": 60, "why": 60, "title": 40, "url": 30, "chain": 30,
    "speakers": 30, "report": 22, "id": 22, "outlet": 22, "from": 22, "speaker": 22, "problems": 60,
}  # fmt: skip
_ELSE_WIDE = 12

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its heading, and its rows, each as long as the heading."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def render_xlsx(comparison: Comparison) -> bytes:
    """Return the workbook: quotations, claims, reports, derivations; at least their headings."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for table in _tables(comparison):
            _write(book.add_worksheet(table.name), table, styles)
    return written.getvalue()


def fitting(text: str) -> str:
    """Return ``text`` as XML and a cell can carry it; what is too long ends in a mark."""
    safe = xml_text(text)
    if _units(safe) <= LONGEST:
        return safe
    room = LONGEST - _units(CUT)
    # Without half of a character beyond the first plane.
    return safe.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore") + CUT


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, table: Table, styles: Mapping[str, object]
) -> None:
    last = 0
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, _WIDE.get(name, _ELSE_WIDE))
        sheet.write_string(0, column, name, styles["head"])
    for last, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            _write_cell(sheet, last, column, value, styles["cell"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Cell, style: object
) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, fitting(value), style)
    elif value is not None and math.isfinite(value):
        sheet.write_number(row, column, value, style)


def _tables(comparison: Comparison) -> Iterator[Table]:
    known = labels(comparison.reports)
    quotations = (tuple(row.values()) for row in quote_rows(comparison))
    yield Table("quotations", COLUMNS, quotations)
    yield Table(
        "claims",
        (
            "story", "id", "text", "speakers", "reports", "asserted_lower", "asserted_upper",
            "routes_lower", "routes_upper", "why",
        ),
        (row for story in comparison.stories for row in _claims(story)),
    )  # fmt: skip
    yield Table(
        "reports",
        ("story", "id", "outlet", "title", "url", "date", "language", "problems"),
        _reports(comparison),
    )
    yield Table(
        "derivations",
        ("story", "report", "from", "from_name", "kind", "part", "method", "score", "evidence"),
        (
            _derivation(story, derivation, known)
            for story in comparison.stories
            for derivation in story.derivations
        ),
    )


def _claims(story: Story) -> Iterator[Sequence[Cell]]:
    names = {speaker.id: speaker.name for speaker in story.speakers}
    for claim in story.claims:
        bounds = (claim.asserted_by, claim.routes)
        yield (
            story.id,
            claim.id,
            claim.text,
            "; ".join(names.get(speaker, speaker) for speaker in claim.speakers),
            "; ".join(dict.fromkeys(telling.report for telling in claim.tellings)),
            *(n for b in bounds for n in ((b.lower, b.upper) if b else (None, None))),
            claim.why,
        )


def _reports(comparison: Comparison) -> Iterator[Sequence[Cell]]:
    """Yield a row for each report in each of its stories; one that is in none has no story."""
    stories: dict[str, list[str]] = {}
    for story in comparison.stories:
        for name in story.reports:
            stories.setdefault(name, []).append(story.id)
    for report in comparison.reports:
        problems = "\n".join(problem.message for problem in report.problems) or None
        for story_id in stories.get(report.id, [None]):
            yield (
                story_id,
                report.id,
                report.outlet,
                report.title,
                report.url,
                report.published,
                report.language,
                problems,
            )
    for name, problem in all_problems(comparison):
        if not name:
            yield (*[None] * 7, problem.message)


def _derivation(story: Story, derivation: Derivation, known: Mapping[str, Label]) -> Sequence[Cell]:
    origins = {origin.id: origin.name for origin in story.origins}
    parent = known.get(derivation.parent)
    return (
        story.id,
        derivation.report,
        derivation.parent,
        origins.get(derivation.parent, parent.name if parent else None),
        derivation.kind,
        derivation.part,
        derivation.method,
        derivation.score,
        "\n".join(_evidence(derivation, known)),
    )


def _evidence(derivation: Derivation, known: Mapping[str, Label]) -> Iterator[str]:
    """Yield a line for each row of evidence: the words, and where they stand."""
    for row in derivation.evidence:
        places = [Words(known[p.report], (p.span,)) for p in row if p.report in known]
        yield " = ".join(f"“{' '.join(w.pieces)}” ({w.locator})" for w in places)
