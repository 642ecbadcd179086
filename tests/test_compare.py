"""What tellings change, drop and add; and what is no difference."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.compare import find_divergences
from firsthand.engines.fake import FakeEncoder
from firsthand.records import (
    Attribution,
    Claim,
    Divergence,
    Mode,
    Report,
    Speaker,
    SpeakerKind,
    Telling,
)


def told(
    name: str,
    content: str,
    language: str | None = "en",
    mode: Mode = "indirect",
    kind: SpeakerKind = "person",
) -> Report:
    """Return a report of one attribution: "Ada Lind said CONTENT"."""
    text = f"Ada Lind said {content}"
    attribution = Attribution("a", mode, ((14, len(text)),), ((0, 8),), ((9, 13),), speaker="s")
    speaker = Speaker("s", "Ada Lind", kind, ((0, 8),))
    return Report(
        name, language=language, text=text, attributions=(attribution,), speakers=(speaker,)
    )


def compare(*reports: Report) -> tuple[Divergence, ...]:
    tellings = tuple(Telling(r.id, "a", r.attributions[0].content) for r in reports)
    return find_divergences(reports, [Claim("c1", "", tellings)], FakeEncoder())


def words(found: Divergence, *reports: Report) -> list[str]:
    texts = {r.id: r.text for r in reports}
    return [texts[place.report][slice(*place.span)] for place in found.spans]


def numbers(*reports: Report) -> list[list[str]]:
    return [words(d, *reports) for d in compare(*reports) if d.aspect == "number"]


def test_a_changed_number_is_found_in_digits_and_words() -> None:
    one = told("one", "the flood took 12 houses and three barns along the river")
    two = told("two", "het water nam twaalf huizen en vier schuren mee", "nl")
    assert numbers(one, two) == [["three", "vier"]]


def test_equal_numbers_in_other_spellings_are_no_change() -> None:
    one = told("one", "the town spent 1,250 crowns and 2.5 percent on twelve boats")
    two = told("two", "die Stadt gab 1.250 Kronen und 2,5 Prozent für zwölf Boote aus", "de")
    three = told("three", "البلدة أنفقت ١٬٢٥٠ كرونة و ٢٫٥ بالمئة على ١٢ قاربا", "ar")
    assert numbers(one, two) == []
    assert numbers(one, three) == []


def test_a_number_of_magnitude_is_read() -> None:
    one = told("one", "the dam above the town held 3 million litres of water")
    two = told("two", "the dam held 3000000 litres of water")
    three = told("three", "плотина держала три миллиарда литров", "ru")
    assert numbers(one, two) == []
    assert numbers(one, three) == [["3 million", "три миллиарда"]]


def test_several_changed_numbers_are_found() -> None:
    one = told("one", "the flood took 12 houses, dozens of boats and 40 barns")
    two = told("two", "das Wasser nahm 15 Häuser, 384 Boote und 40 Scheunen", "de")
    assert numbers(one, two) == [["12", "15"], ["dozens", "384"]]


def test_without_a_table_digits_are_compared_only() -> None:
    one = told("one", "the flood took twelve houses and 40 barns by the river")
    two = told("two", "povodeň vzala dvanáct domů a 70 stodol", "cs")
    three = told("three", "povodeň vzala 12 domů a 40 stodol", "cs")
    four = told("four", "the dam held 3 000 000 litres of water")
    five = told("five", "přehrada držela 3 miliony litrů", "cs")
    assert numbers(one, two) == [["40", "70"]]
    assert numbers(one, three) == numbers(four, five) == []


def test_a_name_in_one_telling_only() -> None:
    one = told("one", "the convoy of Brandl left for Osterby at dawn on the coast road")
    two = told("two", "the convoy left for Osterby at dawn")
    found = [d for d in compare(one, two) if d.aspect == "name"]
    assert [(d.kind, words(d, one, two)[0]) for d in found] == [("dropped", "Brandl")]


def test_names_are_not_compared_across_languages() -> None:
    one = told("one", "the convoy left for Copenhagen at dawn on the coast road")
    two = told("two", "het konvooi vertrok bij dageraad naar Kopenhagen", "nl")
    assert [d for d in compare(one, two) if d.aspect == "name"] == []


def test_certainty_speaker_and_mode() -> None:
    one = told("one", "the harbour would close for the whole winter")
    two = told("two", "the harbour would close", mode="direct", kind="organisation")
    two = replace(two, attributions=(replace(two.attributions[0], force="claim"),))
    found = {(d.aspect, d.method): words(d, one, two) for d in compare(one, two)}
    assert found["certainty", "cue force"] == ["said", "said"]
    assert found["speaker", "kinds"] == ["Ada Lind", "Ada Lind"]
    assert ("wording", "indirect to direct") in found


def test_a_dropped_clause_is_found_in_the_fullest_telling() -> None:
    clause = "because nobody had ordered any salt last autumn"
    one = told("one", f"the market square stays closed to traffic, {clause}")
    two = told("two", "the market square stays closed to traffic")
    found = [d for d in compare(one, two) if d.method == "words uncovered"]
    assert [(d.kind, d.aspect) for d in found] == [("dropped", "wording")]
    assert words(found[0], one, two) == [clause, "the market square stays closed to traffic"]


def test_the_same_words_differ_in_nothing() -> None:
    one = told("one", "the 3 mills of Osterby stopped, because the river was low")
    two = told("two", "“The 3 mills of Osterby stopped — because the river was low.”")
    assert compare(one, two) == ()


def test_nothing_in_nothing_out() -> None:
    one = told("one", "nothing happened")
    alone = Claim("c1", "", (Telling("one", "a", ((14, 21),)),))
    hollow = Claim("c2", "", (Telling("one", "a", ()), Telling("one", None, ((0, 0),))))
    assert find_divergences([], [], FakeEncoder()) == ()
    assert find_divergences([one], [alone, hollow], FakeEncoder()) == ()


_CONTENT = st.lists(
    st.sampled_from(
        ["Osterby", "the river", ",", "7", "twelve", "because", "rose", "”", "雨", "١٢"]
    ),
    min_size=0,
    max_size=14,
).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(_CONTENT, _CONTENT, st.sampled_from(["en", "nl", "xx", None]))
def test_every_span_is_a_slice_of_its_telling(a: str, b: str, language: str | None) -> None:
    one, two = told("one", a), told("two", b, language)
    for found in compare(one, two):
        assert len(found.spans) == 2
        assert 0.0 < found.score <= 1.0
        for place in found.spans:
            text = (one if place.report == "one" else two).text
            assert 0 <= place.span[0] < place.span[1] <= len(text)
