"""Regions, nations, short names and mentions: what stands for what in two tellings."""

from __future__ import annotations

import pytest

from firsthand.facts.extract import Extract
from firsthand.facts.gazetteer import fold_place, regions
from firsthand.facts.place_changes import compare_places, may_be_one
from firsthand.facts.places import find_places


def extract(text: str, language: str) -> Extract:
    return Extract(text, ((0, len(text)),), language)


def changed(one: tuple[str, str], other: tuple[str, str]) -> list[tuple[str, str]]:
    a, b = extract(one[1], one[0]), extract(other[1], other[0])
    return [
        (a.text[slice(*c.one.span)], b.text[slice(*c.other.span)]) for c in compare_places(a, b)
    ]


def names(text: str, language: str) -> list[tuple[str, str]]:
    return [(p.kind, p.name) for p in find_places(text, [(0, len(text))], language)]


# Each with another region, another nation of Britain and the Emirates in their stead.
SENTENCES = {
    "en": ("a beekeeper from Texas met the Scottish singer in the UAE",
           "Texas", "Ohio", "Scottish", "Welsh", "UAE", "US"),
    "nl": ("een imker uit Texas ontmoette de Schotse zangeres in de VAE",
           "Texas", "Ohio", "Schotse", "Engelse", "VAE", "VS"),
    "de": ("ein Imker aus Texas traf die schottische Sängerin in den VAE",
           "Texas", "Ohio", "schottische", "walisische", "VAE", "USA"),
    "fr": ("un apiculteur du Texas a rencontré la chanteuse écossaise aux Émirats",
           "Texas", "Montana", "écossaise", "galloise", "Émirats", "États-Unis"),
    "es": ("un apicultor de Texas conoció a la cantante escocesa en los Emiratos Árabes",
           "Texas", "Oregón", "escocesa", "galesa", "Emiratos Árabes", "Estados Unidos"),
    "it": ("un apicoltore del Texas ha incontrato la cantante scozzese negli Emirati",
           "Texas", "Montana", "scozzese", "gallese", "Emirati", "Stati Uniti"),
    "pt": ("um apicultor do Texas conheceu a cantora escocesa nos Emirados",
           "Texas", "Oregon", "escocesa", "galesa", "Emirados", "EUA"),
    "pl": ("pszczelarz z Teksasu spotkał szkocką śpiewaczkę w ZEA",
           "Teksasu", "Kalifornii", "szkocką", "angielską", "ZEA", "USA"),
    "ru": ("пчеловод из Техаса встретил шотландскую певицу в ОАЭ",
           "Техаса", "Северной Дакоты", "шотландскую", "валлийскую", "ОАЭ", "США"),
    "uk": ("пасічник із Техасу зустрів шотландську співачку в ОАЕ",
           "Техасу", "Північної Дакоти", "шотландську", "валлійську", "ОАЕ", "США"),
    "tr": ("arıcı Teksas'tan geldi ve İskoç şarkıcıyla BAE'de buluştu",
           "Teksas", "Ohio", "İskoç", "İngiliz", "BAE", "ABD"),
    "ar": ("التقى نحال من تكساس المغنية الاسكتلندية في الإمارات",
           "تكساس", "أوهايو", "الاسكتلندية", "الويلزية", "الإمارات", "الولايات المتحدة"),
    "zh": ("一位来自得克萨斯州的养蜂人在阿联酋见到了苏格兰歌手",
           "得克萨斯", "俄亥俄", "苏格兰", "威尔士", "阿联酋", "美国"),
}  # fmt: skip


@pytest.mark.parametrize("code", SENTENCES)
def test_regions_nations_and_short_names_in_every_language(code: str) -> None:
    text = SENTENCES[code][0]
    assert sorted(names(text, code)) == [("country", "AE"), ("country", "GB-SCT"),
                                         ("region", "US-TX")]  # fmt: skip
    for other, (whole, *_) in SENTENCES.items():
        assert changed((code, text), (other, whole)) == []


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("at", [1, 3, 5])
def test_one_exchanged_for_another_is_found(code: str, at: int) -> None:
    text, *words = SENTENCES[code]
    old, new = words[at - 1], words[at]
    for other in ("en", "ru", "zh"):
        told, *there = SENTENCES[other]
        assert changed((other, told), (code, text.replace(old, new))) == [(there[at - 1], new)]


def test_britain_may_stand_for_its_nations_but_they_do_not_for_each_other() -> None:
    assert changed(("en", "the English team won"), ("tr", "İngiliz takımı kazandı")) == []
    assert changed(("en", "the British team won"), ("tr", "İngiliz takımı kazandı")) == []
    assert changed(("en", "a tour of Wales"), ("pl", "podróż po Wielkiej Brytanii")) == []
    assert changed(("en", "a tour of Wales"), ("pl", "podróż po Szkocji")) == [("Wales", "Szkocji")]
    (wales,), (britain,) = (find_places(t, [(0, len(t))], "en") for t in ("in Wales", "in Britain"))
    assert may_be_one(wales, britain)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("snow fell on Northwest Montana", "en", [("region", "US-MT")]),
        ("the farm was sold to Nevada Sen. Ola Brandt", "en", [("region", "US-NV")]),
        ("the Montana Cheese Company was sold", "en", []),
        ("it cost 35 million US dollars", "en", []),
        ("das kostet 35 Millionen US-Dollar", "de", []),
        ("La Grande-Bretagne sera ouverte", "fr", [("country", "GB")]),
        ("lekarz wraca do Iraku", "pl", [("country", "IQ")]),
        ("Salı günü Singapur'da buluştular", "tr", [("country", "SG")]),
        ("l’eau manque dans la ville", "fr", []),
    ],
)
def test_what_stands_around_a_name(text: str, language: str, kind: list[tuple[str, str]]) -> None:
    assert names(text, language) == kind


def test_mentions_are_counted() -> None:
    one = ("en", "France sells wine and the French sell cheese, says the Spaniard")
    other = ("de", "Frankreich verkauft Wein und die Polen verkaufen Käse, sagt der Spanier")
    assert changed(one, other) == [("French", "Polen")]
    once = ("de", "Frankreich und Polen verkaufen Wein und Käse, sagt der Spanier")
    assert changed(("en", "France sells wine and cheese, says the Spaniard"), once) == []


def test_a_city_may_stand_for_a_country_that_is_one() -> None:
    one = ("pt", "o presidente dos EUA falou em Singapura")
    assert changed(one, ("en", "the US president spoke in Prague")) == [("Singapura", "Prague")]
    assert changed(one, ("en", "the US president spoke in Singapore")) == []
    assert changed(("pt", "o chefe falou na Noruega"), ("en", "the boss spoke in Prague")) == []


def test_each_name_is_one_regions_alone() -> None:
    assert all("-" in code and code[:2].isupper() for code in regions().values())
    assert fold_place("Северная Дакота") in regions()
    assert len(set(regions().values())) > 100
