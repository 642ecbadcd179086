"""Sentences in the writer's words as tellings, what is printed twice, what only one report has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from firsthand.align import Alignment, align
from firsthand.align.units import unattributed
from firsthand.compare import find_conflicts
from firsthand.engines.base import Encoder
from firsthand.engines.fake import FakeEncoder
from firsthand.pipeline import analyse, compare_story
from firsthand.records import Evidence, Report

ENGLISH = """The ferry Halva ran aground off Port Ennis on Tuesday with 214 people on board.

Coastguard commander Ruta Vinkel said that “the crew had ignored two warnings.”

Divers searched the hull through the night. The owner has not yet named the captain.

A choir sang on the quay while families waited for news.
"""

DUTCH = """De veerboot Halva liep dinsdag voor Port Ennis aan de grond met 214 mensen aan boord.

Kustwachtcommandant Ruta Vinkel zei dat ‘de bemanning twee waarschuwingen had genegeerd’.

Duikers doorzochten de hele nacht de romp.

De burgemeester beloofde een nieuwe vuurtoren voor de haven.
"""

RUSSIAN = """Во вторник паром «Хальва» с 214 людьми на борту сел на мель у Порт-Энниса.

Всю ночь водолазы осматривали корпус.
"""


def read(name: str, text: str, language: str) -> Report:
    return analyse(Report(name, text=text, language=language))


def told(found: Alignment, reports: Sequence[Report]) -> list[set[str]]:
    """Return the beginnings of the tellings of each claim that several reports tell."""
    texts = {r.id: r.text for r in reports}
    return [
        {texts[t.report][t.spans[0][0] :][:9] for t in claim.tellings}
        for claim in found.claims
        if len({t.report for t in claim.tellings}) > 1
    ]


@pytest.fixture(scope="module")
def story() -> list[Report]:
    return [read("a", ENGLISH, "en"), read("b", DUTCH, "nl"), read("c", RUSSIAN, "ru")]


def test_sentences_without_attribution_are_units(story: list[Report]) -> None:
    starts = [story[0].text[start:][:9] for start, _ in unattributed(story[0])]
    assert starts == ["The ferry", "Divers se", "The owner", "A choir s"]


def test_sentences_of_writers_join_across_languages(story: list[Report], encoder: Encoder) -> None:
    claims = told(align(story, encoder), story)
    assert {"The ferry", "De veerbo", "Во вторни"} in claims
    assert {"the crew ", "de bemann"} in [{w.strip("‘“") for w in claim} for claim in claims]


def test_a_writers_telling_has_no_attribution(story: list[Report], encoder: Encoder) -> None:
    claims = align(story, encoder).claims
    (ferry,) = [c for c in claims if "214" in c.text]
    assert {t.attribution for t in ferry.tellings} == {None}
    assert ferry.speakers == ()
    lengths = [t.spans[0][1] - t.spans[0][0] for t in ferry.tellings]
    assert lengths == sorted(lengths, reverse=True)


def test_a_lone_sentence_makes_no_claim(story: list[Report], encoder: Encoder) -> None:
    claims = align(story, encoder).claims
    assert not any("choir" in claim.text for claim in claims)


def test_what_only_one_report_has(story: list[Report], encoder: Encoder) -> None:
    texts = {r.id: r.text for r in story}
    places = align(story, encoder).only_here
    words = [texts[p.report][slice(*p.span)] for p in places]
    assert any(w.startswith("A choir sang") for w in words)
    assert not any("214" in w or "Divers" in w for w in words)


def test_one_report_alone_has_nothing_of_its_own(story: list[Report], encoder: Encoder) -> None:
    found = align(story[:1], encoder)
    assert found.only_here == ()
    assert found.related == ()
    assert [len(c.tellings) for c in found.claims] == [1] * len(story[0].attributions)


def test_a_report_against_itself_differs_in_nothing(encoder: Encoder) -> None:
    one = read("a", ENGLISH, "en")
    found = compare_story("s", [one, read("b", ENGLISH, "en")], encoder)
    assert all(len(c.tellings) == 2 for c in found.claims)
    assert found.divergences == found.conflicts == found.only_here == found.repeats == ()


TWICE = """“The sluice was opened by hand,” engineer Milo Tarrant said on Monday.

The valley has 4,000 inhabitants, and its school stands on the old river bed.

Asked again, Tarrant said that the sluice had been opened by hand.
"""


def test_a_statement_printed_twice_is_a_finding(encoder: Encoder) -> None:
    report = read("a", TWICE, "en")
    other = read("b", "Engineer Milo Tarrant said the sluice was opened by hand.\n", "en")
    (repeat,) = align([report, other], encoder).repeats
    one, two = (report.text[slice(*place.span)] for place in repeat.spans)
    assert repeat.report == "a"
    assert one.startswith("The sluice was opened")
    assert "had been opened by hand" in two


def test_pieces_of_one_quotation_are_not_printed_twice(encoder: Encoder) -> None:
    first = "The lower gates stay shut while the divers search the basin for the missing boat."
    second = "Why nobody raised an alarm is what my committee must learn before the summer."
    whole = read("a", f"“{first} {second}” Ilka Moreau said.\n", "en")
    split = read("b", f"“{first}” Ilka Moreau said. “{second}”\n", "en")
    assert align([whole, split], encoder).repeats == ()


def test_five_hundred_tellings_of_one_claim() -> None:
    line = "Mayor Ada Lindqvist said that the old bridge over the Varn will stay closed.\n"
    report = read("r", line, "en")
    many = [read(f"r{n:03}", line, "en") for n in range(500)]
    assert len(report.attributions) == 1
    found = compare_story("s", many, FakeEncoder())
    assert [len(c.tellings) for c in found.claims] == [500]
    assert found.divergences == ()


def test_two_villages_or_the_city_is_a_conflict() -> None:
    english = "that the militants made a deal to leave two villages southwest of Aleppo"
    dutch = "De coalitie zorgde ervoor dat de strijders de stad Aleppo konden verlaten."
    reports = Report("a", text=english, language="en"), Report("b", text=dutch, language="nl")
    around = Evidence("a", (0, len(english))), Evidence("b", (0, len(dutch)))
    (conflict,) = find_conflicts(reports, [], [], [around])
    one, other = conflict.spans
    assert english[slice(*one.span)] == "villages"
    assert dutch[slice(*other.span)] == "stad"
    assert (conflict.claim, conflict.aspect, conflict.around) == (None, "place", around)


@pytest.mark.parametrize("told", ["the city of Aleppo was quiet", "the city of Hama", "a city"])
def test_settlements_of_one_size_or_of_two_places_are_no_conflict(told: str) -> None:
    one = Report("a", text="they left the town of Aleppo", language="en")
    other = Report("b", text=told, language="en")
    places = [(Evidence("a", (0, len(one.text))), Evidence("b", (0, len(told))))]
    assert find_conflicts([one, other], [], [], places) == ()


def test_a_changed_number_is_a_conflict_of_two_reports(encoder: Encoder) -> None:
    one = read("a", ENGLISH, "en")
    other = read("b", DUTCH.replace("214", "186"), "nl")
    (conflict,) = compare_story("s", [one, other], encoder).conflicts
    texts = {"a": one.text, "b": other.text}
    words = {texts[p.report][slice(*p.span)] for p in conflict.spans}
    assert (conflict.aspect, words) == ("number", {"214", "186"})
