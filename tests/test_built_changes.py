"""The built changes that compare is measured with: altered in one thing, still a sentence."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.append(str(BENCHMARKS))

from changes import cases, clauses, facts, forms, outcomes, signs  # noqa: E402
from changes.corpora import Pair, Told  # noqa: E402
from firsthand.engines.fake import FakeEncoder  # noqa: E402
from firsthand.records import Report  # noqa: E402
from firsthand.split import split  # noqa: E402

SORTS = ("number", "weekday", "day", "country", "state", "city", "name")
SIGNS = ("negative", "negate", "affirm", "hedged", "hedge", "cues")


def side(text: str, language: str) -> facts.Side:
    return facts.Side(text, ((0, len(text)),), language)


def texts(one: facts.Side, edits: object) -> list[str]:
    return [edit.apply(one.text) for edit in edits]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", forms.LANGUAGES)
def test_every_lexicon_is_whole(language: str) -> None:
    table = forms.table(language)
    assert len(forms.LANGUAGES) == 13
    for sort in SORTS:
        for group in forms.groups(language, sort):
            assert len({len(row.forms) for row in (*group.rows, *group.targets)}) == 1, sort
            assert all(row.id and all(f.strip() == f for f in row.forms) for row in group.rows)
    countries = {row.id for group in forms.groups(language, "country") for row in group.rows}
    cities = {row.id for group in forms.groups(language, "city") for row in group.rows}
    assert len(countries) >= 24
    assert len(cities) >= 15
    assert len(table["clauses"]["add"]) == 15
    assert set(SIGNS) <= set(table["signs"])
    for find, new in [
        rule for key in ("negate", "affirm", "hedge") for rule in table["signs"][key]
    ]:
        assert max(map(int, re.findall(r"\\(\d)", new)), default=0) <= re.compile(find).groups


@pytest.mark.parametrize("digits", ["3", "7", "24", "1,250", "38.5", "٤٥", "960"])
def test_other_digits_have_the_same_form_and_are_far(digits: str) -> None:
    new = facts.other_digits(digits)
    assert re.sub(r"\d", "0", new) == re.sub(r"\d", "0", digits)
    old, other = (float(facts.plain(x)) for x in (digits, new))
    assert abs(other - old) >= 0.2 * old


@pytest.mark.parametrize("digits", ["1", "0", "10", "12"])
def test_digits_that_words_would_not_fit_are_left_alone(digits: str) -> None:
    assert facts.other_digits(digits) == ""


def test_a_number_is_exchanged_and_its_counterpart_known() -> None:
    one = side("The flood took 24 barns and three boats in 2016.", "en")
    other = side("Het water nam 24 schuren en drie boten mee in 2016.", "nl")
    found = {e.gone: e for e in facts.numbers(one, other)}
    assert set(found) == {"24", "three"}
    assert all(e.known for e in found.values())
    assert found["three"].new not in ("two", "three", "24")


def test_what_is_no_plain_number_is_no_number() -> None:
    one = side("At 7 p.m. on 12 May 2016, 3-2 in F-16s, room 007.", "en")
    assert not list(facts.numbers(one, one))


@pytest.mark.parametrize(
    ("language", "text", "stands"),
    [
        ("ru", "Встреча прошла в Лондоне.", "в {}е."),
        ("uk", "Зустріч відбулася в Лондоні.", "в {}і."),
        ("pl", "Spotkanie odbyło się w Londynie.", "w {}ie."),
        ("tr", "Toplantı Berlin'de yapıldı.", "{}'de"),
        ("ar", "عقد الاجتماع في العراق أمس", "في ال{} أمس"),
        ("zh", "会议在伦敦举行。", "在{}举行"),
        ("de", "Die Straßen Schwedens sind leer.", "Straßen {}s sind"),
        ("en", "The talks took place in London.", "in {}."),
    ],
)
def test_a_place_keeps_its_case(language: str, text: str, stands: str) -> None:
    one = side(text, language)
    found = texts(one, facts.places(one, one))
    pattern = re.escape(stands).replace(r"\{\}", r"[\w -]+")
    assert found
    assert all(re.search(pattern, new) and new != text for new in found)


def test_a_place_in_a_longer_name_is_left_alone() -> None:
    one = side("She read it in the London Herald of South London.", "en")
    assert not list(facts.places(one, one))


def test_dates_are_exchanged() -> None:
    one = side("He came on Friday, 9 June 2016, and left yesterday.", "en")
    other = side("Il est venu vendredi 9 juin 2016 et il est parti hier.", "fr")
    found = {e.gone: e.sort for e in facts.dates(one, other) if e.known}
    assert found == {
        "Friday": "weekday",
        "9": "day of month",
        "June": "month",
        "2016": "year",
        "yesterday": "day",
    }


def test_a_name_is_exchanged_where_both_tellings_have_it() -> None:
    one = side("Он сказал, что Симпсона видели у моста.", "ru")
    other = side("He said that Simpson was seen at the bridge.", "en")
    (edit,) = facts.names(one, other)
    assert edit.new.endswith("а")
    assert not list(facts.names(one, side("He said that she was seen.", "en")))


NEGATED = {
    "en": ("The bridge was closed.", "The bridge was not closed."),
    "de": ("Das ist ein Fehler.", "Das ist kein Fehler."),
    "nl": ("Dat is een fout.", "Dat is geen fout."),
    "fr": ("Le pont est fermé.", "Le pont n’est pas fermé."),
    "es": ("El puente está cerrado.", "El puente no está cerrado."),
    "it": ("Il ponte è chiuso.", "Il ponte non è chiuso."),
    "pt": ("A ponte foi fechada.", "A ponte não foi fechada."),
    "pl": ("Most został zamknięty.", "Most nie został zamknięty."),
    "ru": ("Мост был закрыт.", "Мост не был закрыт."),
    "uk": ("Міст був закритий.", "Міст не був закритий."),
    "tr": ("Köprü onarılmış oldu.", "Köprü onarılmış olmadı."),
    "ar": ("كان الجسر مغلقا", "لم يكن الجسر مغلقا"),
    "zh": ("这座桥是新的。", "这座桥不是新的。"),
}


@pytest.mark.parametrize("language", NEGATED)
def test_a_negation_is_put_in_and_taken_out(language: str) -> None:
    plain, negated = NEGATED[language]
    one, other = side(plain, language), side(negated, language)
    assert negated in texts(one, signs.polarity(one, one))
    if language not in ("de", "nl"):
        assert plain in texts(other, signs.polarity(other, other))
    assert not list(signs.polarity(one, other)), "the tellings do not agree as they are"


@pytest.mark.parametrize("language", [x for x in NEGATED if x not in ("de", "nl")])
def test_a_word_of_hearsay_is_put_in_once(language: str) -> None:
    text = {"tr": "Köprü geçen yıl yapıldı."}.get(language, NEGATED[language][0])
    one = side(text, language)
    (new, *_) = texts(one, signs.certainty(one, one))
    hedged = side(new, language)
    assert new != text
    assert not list(signs.certainty(hedged, hedged))
    assert not list(signs.certainty(one, hedged))


def test_a_clause_is_left_out_and_a_sentence_remains() -> None:
    one = side("The mayor, who had seen the mill, left early because the bridge was shut.", "en")
    assert texts(one, clauses.dropped(one)) == [
        "The mayor left early because the bridge was shut.",
        "The mayor, who had seen the mill, left early.",
    ]
    intro = side("When the choir had sung, the mayor left the hall through the back door.", "en")
    assert texts(intro, clauses.dropped(intro)) == [
        "The mayor left the hall through the back door."
    ]
    both = side("The mayor left early. The choir sang outside again.", "en")
    assert "The choir sang outside again." in texts(both, clauses.dropped(both))


def test_a_clause_is_put_in_before_the_full_stop() -> None:
    one = side("Der Bürgermeister verließ den Saal am frühen Abend durch die Hintertür.", "de")
    (edit, *_) = clauses.added(one, ())
    new = edit.apply(one.text)
    start, end = edit.place
    assert new.startswith(
        "Der Bürgermeister verließ den Saal am frühen Abend durch die Hintertür, "
    )
    assert new[start:end] + "." == new[start:]


def told(name: str, text: str, language: str) -> Told:
    report = split(Report(name, text=text, language=language))
    return Told(report, None, ((0, len(text)),))


def test_a_change_is_built_and_judged() -> None:
    one = told("one", "The flood took 24 barns along the river.", "en")
    other = told("other", "Het water nam 24 schuren langs de rivier mee.", "nl")
    pair = Pair("invented:1:en-nl", one, other)
    built = cases.cases([pair], ("number", "place"), {"number": 5, "place": 5}, {})
    assert [c.altered.report.language for c in built] == ["en", "nl"]
    assert all("24" not in c.altered.side.words and c.other.side.words.count("24") for c in built)
    assert [o.right for o in outcomes.judge(built, FakeEncoder())] == [True, True]
    assert not [d for _, d in outcomes.false_alarms([pair], FakeEncoder()) if d.aspect == "number"]
    assert built == cases.cases([pair], ("number", "place"), {"number": 5, "place": 5}, {})
