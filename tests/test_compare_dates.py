"""Dates that tellings change, and other words for one day."""

from __future__ import annotations

from dataclasses import replace

from firsthand.compare import find_divergences
from firsthand.engines.fake import FakeEncoder
from firsthand.records import Attribution, Claim, Divergence, Report, Telling


def told(name: str, content: str, language: str | None, published: str | None = None) -> Report:
    """Return a report of one attribution: "Ada Lind: CONTENT"."""
    text = f"Ada Lind: {content}"
    attribution = Attribution("a", "direct", ((10, len(text)),), ((0, 8),))
    return Report(
        name, language=language, text=text, published=published, attributions=(attribution,)
    )


def dates(*reports: Report) -> list[Divergence]:
    tellings = tuple(Telling(r.id, "a", r.attributions[0].content) for r in reports)
    found = find_divergences(reports, [Claim("c1", "", tellings)], FakeEncoder())
    return [d for d in found if d.aspect == "date"]


def words(found: Divergence, *reports: Report) -> list[str]:
    texts = {r.id: r.text for r in reports}
    return [texts[place.report][slice(*place.span)] for place in found.spans]


EN = told(
    "one", "the mill by the old harbour burned down on Friday, they had sold it in June", "en"
)
DE = told("two", "die Mühle am Hafen brannte am Freitag ab, im Juni wurde sie verkauft", "de")


def test_the_same_dates_in_two_languages() -> None:
    assert dates(EN, DE) == []


def test_a_changed_weekday_and_a_changed_month_in_one_telling() -> None:
    other = told("two", "die Mühle brannte am Sonntag ab, im Mai wurde sie verkauft", "de")
    found = dates(EN, other)
    assert [words(d, EN, other) for d in found] == [["Friday", "Sonntag"], ["June", "Mai"]]
    assert {(d.kind, d.method, d.score) for d in found} == {("changed", "dates", 0.9)}


def test_a_weekday_and_a_date_meet_in_the_day_of_publication() -> None:
    other = told("two", "мельница сгорела 8 июня", "ru", "2017-06-11T09:00:00+03:00")
    dated = told("one", "the mill by the old harbour burned down on Friday", "en", "2017-06-10")
    assert dates(replace(dated, published=None), other) == []
    found = dates(dated, other)
    assert [words(d, dated, other) for d in found] == [["Friday", "8 июня"]]
    assert found[0].score == 0.8
    same = told("two", "мельница сгорела 9 июня", "ru", "2017-06-11")
    assert dates(dated, same) == []


def test_tellings_without_dates_or_language() -> None:
    assert dates(EN, told("two", "die Mühle brannte ab", "de")) == []
    assert dates(EN, told("two", "magna domus arsit", None)) == []
