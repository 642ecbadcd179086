"""What grouping sees of a report: headlines without outlets, words across scripts, times."""

from __future__ import annotations

import pytest

from firsthand.engines.fake import FakeEncoder
from firsthand.group import Kickers, make_entries
from firsthand.group.entries import days, is_bare, lead, without_outlet, words_of
from firsthand.records import Report


@pytest.mark.parametrize(
    ("headline", "event"),
    [
        ("Storm closes the pass above Belmark | The Herald", "Storm closes the pass above Belmark"),
        ("Sturm sperrt den Pass bei Belmark - Tageblatt", "Sturm sperrt den Pass bei Belmark"),
        ("Буря закрыла перевал над Бельмарком – Вести", "Буря закрыла перевал над Бельмарком"),
        ("Sports News | Ada Holt wins the long race | Daily", "Ada Holt wins the long race"),
        ("Belmark - Port Linden", "Belmark - Port Linden"),
        ("No mark at all in this one", "No mark at all in this one"),
        ("暴风雨封锁了贝尔马克上方的山口 - 日报", "暴风雨封锁了贝尔马克上方的山口"),
        ("", ""),
        (" | ", " | "),
    ],
)
def test_a_headline_without_its_outlet(headline: str, event: str) -> None:
    assert without_outlet(headline) == event


def test_a_standing_head_is_left_out_once_it_has_come_often() -> None:
    kickers = Kickers()
    found = [kickers.without(f"Cup latest: number {k} scores a late goal") for k in range(12)]
    assert found[0] == "Cup latest: number 0 scores a late goal"
    assert found[-1] == "number 11 scores a late goal"
    assert kickers.without("Holt: we stay here until spring") == "Holt: we stay here until spring"


def test_words_meet_across_scripts_and_endings() -> None:
    assert set(words_of("Belmark flooded")) & set(words_of("Бельмарк"))
    assert words_of("floods") == words_of("flooded floods")[:1]
    assert words_of("14 of 2031") == ("14", "2031")
    assert words_of("") == ()


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("1970-01-02", 1.0),
        ("1970-01-01T12:00:00+00:00", 0.5),
        ("1970-01-01T12:00:00+12:00", 0.0),
        (None, None),
        ("soon", None),
    ],
)
def test_days(published: str | None, expected: float | None) -> None:
    assert days(published) == expected


def test_entries_of_headlines_and_texts() -> None:
    body = "A dam burst above Belmark on Monday. " * 10
    reports = [
        Report("headline", title="Dam bursts above Belmark", text="Dam bursts above Belmark"),
        Report("text", title="Dam bursts", text=body, language="en", published="2031-05-14"),
    ]
    headline, text = make_entries(reports, FakeEncoder())
    assert (headline.bare, text.bare) == (True, False)
    assert headline.time is None and text.time is not None
    assert set(headline.words) <= set(text.words) | {"burst"}
    assert is_bare(reports[0]) and lead(reports[1]).startswith("Dam bursts\nA dam")
    assert abs(float((text.vector**2).sum()) - 1) < 1e-5


def test_a_report_alone_or_among_others_has_one_entry() -> None:
    reports = [Report(f"r{k}", text=f"A dam burst above Belmark, {k} said. " * 9) for k in range(4)]
    alone = [make_entries([r], FakeEncoder())[0] for r in reports]
    for one, other in zip(alone, make_entries(reports, FakeEncoder()), strict=True):
        assert one.words == other.words
        assert (one.vector == other.vector).all()
