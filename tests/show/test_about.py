"""What the page says of its own quality."""

from __future__ import annotations

import tomllib
from importlib import resources

from firsthand import languages
from firsthand.records import Comparison, Report
from firsthand.show.about import NO_LANGUAGE, READ_OVER, UNTESTED, measured
from firsthand.show.html import render_page

from .story import comparison


def test_every_language_with_a_table_is_measured_or_said_not_to_be() -> None:
    file = resources.files("firsthand.data") / "quality.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    assert sorted(known) == sorted(languages.codes())
    for code, row in known.items():
        assert set(row) in ({"words", "speakers", "on"}, set()), code
        assert all(0 < row[key] <= 100 for key in ("words", "speakers") if key in row)


def test_rows_of_reports() -> None:
    spoken = ["en", "en", "it", "fi", None]
    reports = [Report(str(k), text="Words.", language=code) for k, code in enumerate(spoken)]
    rows = measured([*reports, Report("empty", language="nl")])
    assert [(row.language, row.reports) for row in rows] == [
        ("?", 1),
        ("en", 2),
        ("fi", 1),
        ("it", 1),
    ]
    assert [row.figures for row in rows if row.language != "en"] == [
        NO_LANGUAGE,
        UNTESTED,
        READ_OVER,
    ]
    assert measured([]) == ()


def test_the_page_says_what_the_count_means_and_how_well_it_was_measured() -> None:
    page = render_page(comparison())
    assert "What this count means" in page
    about = page.split('<section id="about"')[1]
    spoken = {report.language for report in comparison().reports if report.text}
    assert about.count('<th scope="row">') == len(spoken)
    assert 'id="about"' in render_page(Comparison((), ()))
