"""Names across spellings and scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.names import consonants, is_acronym, name_similarity, romanise, same_name

SAME = [
    ("Oleg Burtsevski", "Олег Бурцевский"),
    ("Burtsevski", "Burstsevski"),
    ("Captain Oleg Burtsevski", "Burtsevski"),
    ("Mikhail Tchorny", "Michail Tschorny"),
    ("Wladimir Sokolow", "Vladimir Sokoloff"),
    ("Roebinsjtejn", "Rubinshteyn"),
    ("Marion Vauclair", "M. Vauclair"),
    ("Ruth K. Amsel", "Ruth Amsel"),
    ("Jörg Müller", "Joerg Mueller"),
    ("Şirin Yağcıoğlu", "Sirin Yagcioglu"),
    ("Linda Carlton", "ليندا كارلتون"),
    ("Linda Carlton", "לינדה קרלטון"),
    ("Νίκος Σταματίδης", "Nikos Stamatidis"),
    ("Hanna Berg", "ハンナ・ベルグ"),
    ("Teresa Lopes", "特雷莎·洛佩斯"),
    ("राधिका शर्मा", "Radhika Sharma"),
    ("Bram van der Molen", "Molen"),
    ("Kardelen", "KARDELEN"),
    ("World Reindeer Council", "WRC"),
]

DIFFERENT = [
    ("Anna Kowalska", "Adam Kowalski"),
    ("Kowalska", "Adam Kowalski"),
    ("Oleg Burtsevski", "Oleg Tarasov"),
    ("Oleg", "Oleg Tarasov"),
    ("Martin Novak", "Martina Novak"),
    ("Simon Berger", "Simone Berger"),
    ("Ruth Amsel", "Karl Amsel"),
    ("J. Amsel", "Ruth Amsel"),
    ("Li Wen", "Lin Wei"),
    ("A. B.", "Anton Becker"),
    ("R.", "Ruth Amsel"),
    ("Marta", "Maria"),
    ("سامي", "سعيد"),
    ("World Reindeer Council", "World Salmon Union"),
    ("", "Ruth"),
    ("—", "—"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_person_in_two_spellings(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_persons_stay_apart(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


def test_romanise_closes_up_abbreviations_and_drops_marks() -> None:
    assert romanise("U.S. Army") == "us army"
    assert romanise("Серге́й  О’Нил") == "sergey onil"
    assert romanise("«—»") == ""


def test_consonants_agree_across_abjads() -> None:
    assert consonants("Clinton") == consonants("كلينتون") == consonants("קלינטון") != ""


def test_an_acronym_needs_all_first_letters() -> None:
    assert is_acronym("E.U.", "European Union")
    assert is_acronym("UAE", "the United Arab Emirates")
    assert not is_acronym("EU", "European Court")
    assert not is_acronym("eu", "European Union")
    assert not is_acronym("EU", "Ernst")


_NAMES = st.text(alphabet="abjvwsczAJ .-'éпиسכ木", max_size=24)


@settings(max_examples=60, deadline=None)
@given(_NAMES, _NAMES)
def test_similarity_is_symmetric_and_bounded(a: str, b: str) -> None:
    score = name_similarity(a, b)
    assert 0.0 <= score <= 1.0
    assert score == name_similarity(b, a)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_any_name_is_itself_or_has_no_letters(name: str) -> None:
    assert name_similarity(name, name) in (0.0, 1.0)
    assert (name_similarity(name, name) == 0.0) == (romanise(name) == "")
