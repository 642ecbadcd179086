from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.read.dates import date_line, in_url, moment


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2031-05-14", "2031-05-14"),
        (" 2031-05-14T09:30:00Z ", "2031-05-14T09:30:00+00:00"),
        ("2031-05-14T09:30:00.123+0200", "2031-05-14T09:30:00+02:00"),
        ("2031-05-14 09:30", "2031-05-14T09:30:00"),
        ("20310514", "2031-05-14"),
        ("2031/5/14", "2031-05-14"),
        ("Wed, 14 May 2031 09:30:00 +0200", "2031-05-14T09:30:00+02:00"),
        ("2031-02-30", None),
        ("14 May", None),
        ("yesterday", None),
        ("", None),
        ("0001-01-01", None),
        ("2031-05-14T25:00", None),
    ],
)
def test_machine_dates(stated: str, expected: str | None) -> None:
    assert moment(stated) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2031/05/14/quay", "2031-05-14"),
        ("https://example.org/news/2031-05-14-quay.html", "2031-05-14"),
        ("https://example.org/a/20310514/quay", "2031-05-14"),
        ("https://example.org/news/20319914/quay", None),
        ("https://example.org/2031/quay", None),
        ("https://example.org/id/4820310514982", None),
        ("https://example.org/?d=2031-05-14", None),
    ],
)
def test_dates_in_addresses(url: str, expected: str | None) -> None:
    assert in_url(url) == expected


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("14 May 2031", "en"),
        ("May 14, 2031", "en"),
        ("Wednesday, May 14th, 2031, 9:30 a.m. GMT", "en"),
        ("Published: 14 May 2031", "en"),
        ("By Ada Quill | 14 May 2031", "en"),
        ("The Lanver Courier, 14 May 2031", "en"),
        ("PORT LANVER, May 14, 2031 (Coastwire) — " + "The quay is closed. " * 9, "en"),
        ("2031-05-14", None),
        ("14.05.2031", "de"),
        ("Mittwoch, 14. Mai 2031, 9.30 Uhr", "de"),
        ("woensdag 14 mei 2031", "nl"),
        ("Publié le 14 mai 2031 à 9h30", "fr"),
        ("14 de mayo de 2031", "es"),
        ("14 мая 2031 г.", "ru"),
        ("2031. május 14.", "hu"),
        ("14 مايو 2031", "ar"),
        ("2031年5月14日", "ja"),
        ("2031년 5월 14일", "ko"),
    ],
)
def test_lines_that_hold_the_date(line: str, language: str | None) -> None:
    assert date_line(line, language) == "2031-05-14"


@pytest.mark.parametrize(
    "line",
    [
        "The quay closed on 14 May 2031 after a storm.",
        "On 14 May 2031 the quay closed",
        "Updated: 14 May 2031",
        "May 2031",
        "The storm of 14 May 2031 - what we know",
        "She was born on May 14, 2031 in Port Lanver — " + "and lived there. " * 9,
        "",
    ],
)
def test_lines_that_only_mention_a_date(line: str) -> None:
    assert date_line(line, "en") is None


@given(st.text(max_size=200), st.sampled_from(["en", "ar", "hu", "zz", None]))
@settings(max_examples=60, deadline=None)
def test_any_line_is_answered(line: str, language: str | None) -> None:
    found = date_line(line, language)
    assert found is None or moment(found) == found
