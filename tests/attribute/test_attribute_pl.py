"""Attribution in Polish: datives, impersonal verbs, subjects left out, endings, invented texts."""

from __future__ import annotations

import pytest

from firsthand.attribute import attribute
from firsthand.attribute.tables import lexicon
from firsthand.records import Report
from firsthand.split import split

from .said import only, speaker, words


def analysed(text: str) -> Report:
    """Return the report of a Polish text, split and attributed."""
    return attribute(split(Report(id="r", text=text, language="pl")))


def test_cue_verbs_in_all_their_forms() -> None:
    known = lexicon("pl")
    verbs = {c.words for group in known.cues.values() for c in group if c.kind == "verb"}
    assert len(verbs) >= 1000
    forms = ("powiedział", "powiedziała", "powiedzieli", "powiedziały", "podało", "mówią")
    assert {(f,) for f in forms} <= verbs


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "„Ta zapora na pewno wytrzyma” – powiedziała burmistrz Mira Oduya.",
            "Ta zapora na pewno wytrzyma",
            "burmistrz Mira Oduya",
            "powiedziała",
        ),
        (
            "Mira Oduya powiedziała: „Ta zapora na pewno wytrzyma”.",
            "Ta zapora na pewno wytrzyma",
            "Mira Oduya",
            "powiedziała",
        ),
        (
            "„Ta zapora na pewno wytrzyma”, stwierdził rzecznik ds. wody Jan Kos po naradzie.",
            "Ta zapora na pewno wytrzyma",
            "rzecznik ds. wody Jan Kos",
            "stwierdził",
        ),
        (
            "– Droga jest zamknięta – powiedział dziennikarzom rzecznik straży Piotr Maj.",
            "Droga jest zamknięta",
            "rzecznik straży Piotr Maj",
            "powiedział",
        ),
        (
            "– Nie ma żadnego zagrożenia – mówi Jan Kowal. – Wszystko tutaj dobrze działa.",
            "Nie ma żadnego zagrożenia … Wszystko tutaj dobrze działa.",
            "Jan Kowal",
            "mówi",
        ),
        (
            "„Droga jest zamknięta” – powiedział stacji KVX jeden z urzędników.",
            "Droga jest zamknięta",
            "jeden z urzędników",
            "powiedział",
        ),
        (
            "„Droga jest zamknięta” – powiedział w rozmowie z Reuters Jan Kos.",
            "Droga jest zamknięta",
            "Jan Kos",
            "powiedział",
        ),
        (
            "„To jest nasz dom” – czytamy w oświadczeniu stowarzyszenia.",
            "To jest nasz dom",
            "oświadczeniu stowarzyszenia",
            "czytamy",
        ),
        (
            "Jak mówi Jan Kos: „Ta zapora na pewno wytrzyma”.",
            "Ta zapora na pewno wytrzyma",
            "Jan Kos",
            "mówi",
        ),
    ],
)
def test_direct(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content[:8])
    assert found.mode == "direct"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "Burmistrz Mira Oduya powiedziała w piątek w Wesołówce, że zapora jest bezpieczna.",
            "że zapora jest bezpieczna",
            "Burmistrz Mira Oduya",
            "powiedziała",
        ),
        (
            "W komunikacie rzecznik policji poinformował, że zapora pękła.",
            "że zapora pękła",
            "rzecznik policji",
            "poinformował",
        ),
        (
            "Jan Kos, szef straży ds. wody, oświadczył, że zapora pękła.",
            "że zapora pękła",
            "Jan Kos, szef straży ds. wody",
            "oświadczył",
        ),
        (
            "Policja w Wesołówce poinformowała w sobotę o zamknięciu drogi.",
            "o zamknięciu drogi",
            "Policja w Wesołówce",
            "poinformowała",
        ),
        (
            "Mieszkańcy obawiają się, że zapora pęknie.",
            "że zapora pęknie",
            "Mieszkańcy",
            "obawiają się",
        ),
        (
            "Minister, który powiedział, że zapora pękła, odszedł.",
            "że zapora pękła",
            "Minister",
            "powiedział",
        ),
        (
            "Minister miał powiedzieć, że zapora pękła.",
            "że zapora pękła",
            "Minister",
            "miał powiedzieć",
        ),
        (
            "Według policji kierowca był pijany.",
            "kierowca był pijany",
            "policji",
            "Według",
        ),
        (
            "Zdaniem burmistrz Miry Oduyi zapora jest bezpieczna.",
            "zapora jest bezpieczna",
            "burmistrz Miry Oduyi",
            "Zdaniem",
        ),
        (
            "Jego zdaniem zapora jest bezpieczna.",
            "zapora jest bezpieczna",
            "Jego",
            "zdaniem",
        ),
        (
            "Zapora pękła, ponieważ według strażaków zabrakło betonu.",
            "zabrakło betonu",
            "strażaków",
            "według",
        ),
        (
            "Zapora pękła w nocy, jak podaje Radio Wesołe.",
            "Zapora pękła w nocy",
            "Radio Wesołe",
            "podaje",
        ),
        (
            "Zapora pękła w nocy — jak podał w piątek Głos Doliny.",
            "Zapora pękła w nocy",
            "Głos Doliny",
            "podał",
        ),
        (
            "Droga, która według strażaków nie jest bezpieczna, stoi.",
            "która … nie jest bezpieczna",
            "strażaków",
            "według",
        ),
        (
            "Jak podał Głos Doliny, zapora pękła w nocy.",
            "zapora pękła w nocy",
            "Głos Doliny",
            "podał",
        ),
        (
            "Droga pozostanie zamknięta, zapowiedział rzecznik armii.",
            "Droga pozostanie zamknięta",
            "rzecznik armii",
            "zapowiedział",
        ),
        (
            "Rada oskarżyła burmistrza o ukrycie raportu.",
            "burmistrza o ukrycie raportu",
            "Rada",
            "oskarżyła",
        ),
        (
            "Wójt Anna Kos zażądała, aby rada zamknęła zaporę.",
            "aby rada zamknęła zaporę",
            "Wójt Anna Kos",
            "zażądała",
        ),
        (
            "Oduya zaprzeczyła, jakoby raport został ukryty.",
            "jakoby raport został ukryty",
            "Oduya",
            "zaprzeczyła",
        ),
        (
            "Minister obiecał wspierać mieszkańców doliny.",
            "wspierać mieszkańców doliny",
            "Minister",
            "obiecał",
        ),
        (
            "W raporcie rady napisano, że zapora pękła.",
            "że zapora pękła",
            "raporcie rady",
            "napisano",
        ),
    ],
)
def test_indirect(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content.split(" … ", maxsplit=1)[0])
    assert found.mode == "indirect"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_mixed_speech() -> None:
    report = analysed("Burmistrz powiedział, że zapora to „stara i dumna dama”.")
    assert only(report, "że zapora").mode == "mixed"


def test_an_impersonal_verb_has_no_speaker() -> None:
    report = analysed("Burmistrz Mira Oduya powiedziała, że pada. W piątek podano, że droga stoi.")
    found = only(report, "że droga")
    assert found.mention == ()
    assert speaker(report, found) is None


def test_who_is_told_does_not_speak() -> None:
    report = analysed("Powiedział dziennikarzom, że zapora pękła.")
    found = only(report, "że zapora")
    assert found.mention == ()
    assert speaker(report, found) is None


def test_genitives_behind_an_adjunct_do_not_speak() -> None:
    text = "Anna Kos odeszła. „To jest nasz dom” – powiedziała na dzisiejszej sesji rady miasta."
    assert only(analysed(text), "To jest").mention == ()


def test_a_subject_left_out_agrees_with_its_verb() -> None:
    text = (
        "Burmistrz Mira Oduya powiedziała, że zapora jest bezpieczna. "
        "Jan Kos powiedział, że droga jest zamknięta. "
        "Dodała, że woda opada. Dodał, że pada deszcz."
    )
    report = analysed(text)
    assert speaker(report, only(report, "że woda")) == "Mira Oduya"
    assert speaker(report, only(report, "że pada")) == "Jan Kos"


def test_pronouns_agree_with_the_one_they_mean() -> None:
    text = (
        "Mira Oduya powiedziała, że zapora jest bezpieczna. "
        "Jan Kos powiedział, że droga jest zamknięta. Ona uważa, że pada."
    )
    report = analysed(text)
    assert speaker(report, only(report, "że pada")) == "Mira Oduya"


def test_a_participle_shares_the_subject_even_one_left_out() -> None:
    report = analysed("Rada odrzuciła plan, twierdząc, że zapora jest bezpieczna.")
    assert words(report, only(report, "plan").content) == "plan"
    assert words(report, only(report, "że zapora").mention) == "Rada"
    report = analysed("Porównał też oba plany, zauważając, że zapora jest bezpieczna.")
    assert words(report, only(report, "oba").content) == "oba plany"


def test_a_purpose_is_not_what_is_said() -> None:
    report = analysed("Strażacy oceniają szkody, aby otworzyć drogę.")
    assert [a for a in report.attributions if words(report, a.content).startswith("aby")] == []


def test_nesting() -> None:
    report = analysed("Głos Doliny podał, że policja twierdzi, że świadek mówił, iż uciekł.")
    outer, middle, inner = report.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)
    mentions = [words(report, a.mention) for a in report.attributions]
    assert mentions == ["Głos Doliny", "policja", "świadek"]


def test_offices_and_names_are_one_speaker() -> None:
    text = (
        "Minister obrony Paweł Rys powiedział, że zapora jest bezpieczna. "
        "„Nie ma żadnego zagrożenia” – zapewnił Rys. Rys przyznał się do błędu."
    )
    report = analysed(text)
    assert [speaker(report, a) for a in report.attributions] == ["Paweł Rys"] * 3
    assert [a.force for a in report.attributions] == ["state", "state", "admit"]


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "Armia twierdzi, że zapora pękła. Jeden z urzędników powiedział, że nie ma zagrożenia. "
        "Francja ogłosiła, że pomoże."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {
        "Armia": "organisation",
        "Jeden z urzędników": "unnamed",
        "Francja": "country",
    }


def test_hearsay_and_headlines_that_name_their_speaker() -> None:
    hedged = analysed("Podobno zapora pękła.")
    assert only(hedged, "zapora pękła").mention == ()
    body = (
        "Rzeka znowu wezbrała w poniedziałek w nocy i do rana dwie drogi na północy kraju stały "
        "pod wodą. Szkoły są tam zamknięte.\n\nPociągi były opóźnione przez cały dzień."
    )
    headline = analysed(f"Minister: nie będzie podwyżek w dolinie\n\n{body}")
    assert words(headline, only(headline, "nie będzie").mention) == "Minister"


def test_an_outlet_that_is_told_is_cited() -> None:
    report = analysed("Jan Kos powiedział w rozmowie z Reuters, że zapora pękła.")
    assert [c.outlet for c in report.citations] == ["Reuters"]


def test_what_only_looks_like_speech() -> None:
    assert (
        analysed("Zarzut dotarł późno. Zdanie było krótkie, a broni nie było.").attributions == ()
    )
