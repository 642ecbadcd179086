"""docs/formats.md: every format has a section, and its excerpt is what comes out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest

from firsthand.pipeline import compare_reports, read_reports
from firsthand.show.exports import FORMATS

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### `(\.[a-z.]+)`\n(.*?)(?=^## |^### `|\Z)", re.MULTILINE | re.DOTALL)
EXCERPT = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = dict(SECTION.findall(DOCUMENT.partition("-o FILE`\n")[2]))


@pytest.fixture(scope="module")
def example(encoder):
    return compare_reports(list(read_reports([str(ROOT / "examples" / "reports")])), encoder)


def printed(suffix, made):
    """Return a file as text; of a workbook the rows, each after the name of its sheet."""
    content = FORMATS[suffix].written(made)
    if suffix != ".xlsx":
        return content.decode("utf-8")
    return "\n".join(
        f"{sheet.title}: " + " | ".join("" if cell is None else str(cell) for cell in row)
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows(values_only=True)
    )


def stands_in(excerpt, text):
    """Tell whether the parts of an excerpt, cut at each …, stand in a text in their order."""
    at = 0
    for part in re.split(r"\s*…\s*\n", excerpt):
        found = text.find(part.strip("\n"), at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def test_every_format_has_a_section_and_stands_in_the_table():
    assert list(SECTIONS) == list(FORMATS)
    table = DOCUMENT.partition("| `FILE` ends in |")[2].partition("\n\n")[0]
    assert all(f"`{suffix}`" in table for suffix in FORMATS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_excerpt_really_comes_out(suffix, example):
    (excerpt,) = EXCERPT.findall(SECTIONS[suffix])
    assert excerpt.strip("…\n")
    assert stands_in(excerpt, printed(suffix, example))


def test_what_does_not_come_out_is_seen():
    assert stands_in("a\n…\nc\n", "a\nb\nc\n")
    assert not stands_in("c\n…\na\n", "a\nb\nc\n")
    assert not stands_in("a\nx\n", "a\nb\nc\n")
