"""Quantities in thirteen languages: what is read, and what of it is changed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import languages
from firsthand.facts.quantities import Quantity, find_quantities, other_numbers
from firsthand.facts.quantity_match import compare_quantities, numbers_agree, same_quantity
from firsthand.facts.units import convert, units

CODES = ("ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk", "zh")

Row = tuple[float, float, str | None]


def read(text: str, language: str | None) -> list[Row]:
    found = find_quantities(text, [(0, len(text))], language)
    return [(round(q.low, 4), round(q.high, 4), q.unit) for q in found]


def values(text: str, language: str | None) -> list[float]:
    return [low for low, _, _ in read(text, language)]


def changes(one: str, la: str | None, two: str, lb: str | None) -> list[tuple[str, str]]:
    spans = [(0, len(one))], [(0, len(two))]
    beside = other_numbers(one, spans[0], la), other_numbers(two, spans[1], lb)
    mine, other = find_quantities(one, spans[0], la), find_quantities(two, spans[1], lb)
    pairs = compare_quantities(mine, other, beside=beside)
    return [(one[slice(*a.span)], two[slice(*b.span)]) for a, b in pairs]


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_its_table(code: str) -> None:
    rows = languages.table(code, "quantities")
    assert rows["ones"], code
    for key in ("words", "magnitudes", "units", "before", "after", "also"):
        assert rows[key], f"languages/{code}.toml: [quantities.{key}] is empty"
    assert all(float(value) >= 0 for value in (*rows["words"], *rows["magnitudes"]))
    assert set(rows["units"]) | set(rows.get("units_before", {})) <= set(units())
    assert {"percent", "usd", "eur", "km", "kg", "day", "year"} <= (
        set(rows["units"]) | set(rows.get("units_before", {}))
    )
    assert "numbers" not in languages.tables(code)


def test_the_codes_are_all_files() -> None:
    assert languages.codes() == CODES


WORDS = {
    "en": ("twenty-one", "two hundred and fifty thousand", "two and a half million"),
    "nl": ("eenentwintig", "tweehonderdvijftigduizend", "tweeënhalf miljoen"),
    "de": ("einundzwanzig", "zweihundertfünfzigtausend", "zweieinhalb Millionen"),
    "fr": ("vingt et un", "deux cent cinquante mille", "deux millions et demi"),
    "es": ("veintiún", "doscientas cincuenta mil", "dos millones y medio"),
    "it": ("ventuno", "duecentocinquantamila", "due milioni e mezzo"),
    "pt": ("vinte e um", "duzentas e cinquenta mil", "dois milhões e meio"),
    "pl": ("dwadzieścia jeden", "dwieście pięćdziesiąt tysięcy", "dwa i pół miliona"),
    "ru": ("двадцать один", "двухсот пятидесяти тысяч", "два с половиной миллиона"),
    "uk": ("двадцять один", "двісті п’ятдесят тисяч", "два з половиною мільйони"),
    "tr": ("yirmi bir", "iki yüz elli bin", "iki buçuk milyon"),
    "ar": ("واحد وعشرون", "مئتين وخمسين ألف", "مليونين ونصف"),
    "zh": ("二十一", "二十五万", "两百五十万"),
}


@pytest.mark.parametrize("code", CODES)
def test_number_words(code: str) -> None:
    assert [values(text, code) for text in WORDS[code]] == [[21], [250_000], [2_500_000]]


DIGITS = {
    "en": "The Osterby dam lost 1,250 fish, 12.5% of its water and 3.5 million crowns.",
    "nl": "De dam van Osterby verloor 1.250 vissen, 12,5 procent van het water en 3,5 mln. kronen.",
    "de": "Der Damm von Osterby verlor 1.250 Fische, 12,5 Prozent Wasser und 3,5 Mio. Kronen.",
    "fr": "Le barrage d’Osterby perdit 1 250 poissons, 12,5 % d’eau et 3,5 millions de couronnes.",
    "es": "La presa de Osterby perdió 1.250 peces, el 12,5 % del agua y 3,5 millones de coronas.",
    "it": "La diga di Osterby perse 1.250 pesci, il 12,5 % d’acqua e 3,5 milioni di corone.",
    "pt": "A barragem Osterby perdeu 1.250 peixes, 12,5 por cento de água e 3,5 milhões de coroas.",
    "pl": "Tama w Osterby straciła 1250 ryb, 12,5 proc. wody i 3,5 mln koron.",
    "ru": "Плотина Остербю потеряла 1250 рыб, 12,5 процента воды и 3,5 млн крон.",
    "uk": "Гребля Остербю втратила 1250 рибин, 12,5 відсотка води та 3,5 млн крон.",
    "tr": "Osterby barajı 1.250 balık, suyun yüzde 12,5’ini ve 3,5 milyon kron kaybetti.",
    "ar": "فقد سد أوستربي ١٬٢٥٠ سمكة و١٢٫٥ في المئة من الماء و٣٫٥ مليون كرونة",
    "zh": "奥斯特比水坝损失了1250条鱼、百分之12.5的水和350万克朗。",
}


@pytest.mark.parametrize("code", CODES)
def test_digits_units_and_magnitudes(code: str) -> None:
    wanted = [(1250, 1250, None), (12.5, 12.5, "percent"), (3_500_000, 3_500_000, "crown")]
    assert read(DIGITS[code], code) == wanted


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("other", CODES)
def test_the_same_sentence_changes_nothing(code: str, other: str) -> None:
    assert changes(DIGITS[code], code, DIGITS[other], other) == []


@pytest.mark.parametrize("code", CODES)
def test_a_changed_number_is_found_among_others(code: str) -> None:
    for old, new in (("250", "780"), ("٢٥٠", "٧٨٠"), ("12", "31"), ("١٢", "٣١")):
        altered = DIGITS[code].replace(old, new, 1)
        if altered != DIGITS[code]:
            found = changes(DIGITS["en"], "en", altered, code)
            assert len(found) == 1
            assert new in found[0][1]


VAGUE = {
    "en": "dozens of boats and tens of thousands of nets",
    "nl": "tientallen boten en tienduizenden netten",
    "de": "Dutzende Boote und Zehntausende Netze",
    "fr": "des dizaines de bateaux et des dizaines de milliers de filets",
    "es": "decenas de barcos y decenas de miles de redes",
    "it": "decine di barche e decine di migliaia di reti",
    "pt": "dezenas de barcos e dezenas de milhares de redes",
    "pl": "dziesiątki łodzi i dziesiątki tysięcy sieci",
    "ru": "десятки лодок и десятки тысяч сетей",
    "uk": "десятки човнів і десятки тисяч сіток",
    "tr": "onlarca tekne ve on binlerce ağ",
    "ar": "عشرات القوارب وعشرات الآلاف من الشباك",
    "zh": "数十艘船和数万张网",
}


@pytest.mark.parametrize("code", CODES)
def test_vague_numbers_are_ranges(code: str) -> None:
    text = VAGUE[code]
    boats, nets = find_quantities(text, [(0, len(text))], code)
    assert boats.approximate
    assert nets.approximate
    assert boats.low <= 24 <= boats.high < 200
    assert nets.low <= 30_000 <= nets.high < 200_000
    assert changes(VAGUE["en"], "en", text, code) == []
    assert changes("60 boats and 40,000 nets", "en", text, code) == []
    assert len(changes("384 boats and 40,000 nets", "en", text, code)) == 1


BOUNDS = {
    "en": "more than 300 nets",
    "nl": "meer dan 300 netten",
    "de": "mehr als 300 Netze",
    "fr": "plus de 300 filets",
    "es": "más de 300 redes",
    "it": "più di 300 reti",
    "pt": "mais de 300 redes",
    "pl": "ponad 300 sieci",
    "ru": "более 300 сетей",
    "uk": "понад 300 сіток",
    "tr": "300’den fazla ağ",
    "ar": "أكثر من 300 شبكة",
    "zh": "超过300张网",
}


@pytest.mark.parametrize("code", CODES)
def test_more_than(code: str) -> None:
    assert read(BOUNDS[code], code) == [(300, math.inf, None)]
    assert changes("at least 300 nets", "en", BOUNDS[code], code) == []
    assert changes("310 nets", "en", BOUNDS[code], code) == []
    assert len(changes("700 nets", "en", BOUNDS[code], code)) == 1


RANGES = {
    "en": "between 10 and 15 million litres",
    "nl": "tussen 10 en 15 miljoen liter",
    "de": "zwischen 10 und 15 Millionen Liter",
    "fr": "entre 10 et 15 millions de litres",
    "es": "entre 10 y 15 millones de litros",
    "it": "tra 10 e 15 milioni di litri",
    "pt": "entre 10 e 15 milhões de litros",
    "pl": "od 10 do 15 milionów litrów",
    "ru": "от 10 до 15 миллионов литров",
    "uk": "від 10 до 15 мільйонів літрів",
    "tr": "10 ila 15 milyon litre",
    "ar": "بين 10 و 15 مليون لتر",
    "zh": "1000万至1500万升",
}


@pytest.mark.parametrize("code", CODES)
def test_ranges_share_their_magnitude_and_unit(code: str) -> None:
    assert read(RANGES[code], code) == [(10_000_000, 15_000_000, "l")]
    assert read("10–15 %", code) == [(10, 15, "percent")]


DATES = {
    "en": "On 9 June 2031 at 11 a.m., the 3rd time since 1998, in the 1930s and at 17:30",
    "nl": "Op 9 juni 2031 om 17.30, voor de 3e keer sinds 1998, in de jaren 30",
    "de": "Am 9. Juni 2031 um 11 Uhr, zum 3. Mal seit 1998, in den 1930er-Jahren",
    "fr": "Le 9 juin 2031 à 17h30, pour la 3e fois depuis 1998, dans les années 30",
    "es": "El 9 de junio de 2031 a las 11, por 3.ª vez desde 1998, en los años 30",
    "it": "Il 9 giugno 2031 alle 11, per la 3ª volta dal 1998, negli anni 30",
    "pt": "Em 9 de junho de 2031 às 11, pela 3ª vez desde 1998, na década de 30",
    "pl": "9 czerwca 2031 r. o godzinie 11, po raz 3. w 1998 roku",
    "ru": "9 июня 2031 года в 11 часов, в 3-й раз с 1998 года, в 30-х годах",
    "uk": "9 червня 2031 року об 11 годині, 3-й раз з 1998 року, у 1930-х роках",
    "tr": "9 Haziran 2031 saat 11’de, 1998’den beri 3’üncü kez, 1930’larda",
    "ar": "في 9 يونيو 2031 الساعة 11 صباحا، منذ عام 1998",
    "zh": "2031年6月9日上午11点，1998年以来第3次，20世纪30年代",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The goal came in the 65th minute.", "en"),
        ("Das Tor fiel in der 65. Minute.", "de"),
        ("Le but est tombé à la 65e minute.", "fr"),
        ("Гол забили на 65-й минуте.", "ru"),
        ("Gol 65. dakikada geldi.", "tr"),
        ("进球发生在第65分钟。", "zh"),
    ],
)
def test_large_ordinals_in_digits_count_like_other_numbers(text: str, code: str) -> None:
    assert [low for low, *_ in read(text, code)] == [65]


def test_a_chinese_duration_is_no_year() -> None:
    assert [(low, unit) for low, _, unit in read("两国239年来", "zh")][-1] == (239, "year")
    assert read("公元1998年", "zh") == []


def test_vague_numbers_do_not_hide_a_change() -> None:
    found = changes("Seven of the dozens of boats left.", "en", "Neun Boote fuhren ab.", "de")
    assert found == [("Seven", "Neun")]


@pytest.mark.parametrize("code", CODES)
def test_dates_times_and_ordinals_are_no_quantities(code: str) -> None:
    assert read(DATES[code], code) == []
    assert {9, 2031, 1998} <= set(other_numbers(DATES[code], [(0, len(DATES[code]))], code))


ONES = {
    "en": "one of them took a boat", "nl": "een van hen nam een boot", "de": "einer nahm ein Boot",
    "fr": "un homme a pris une barque", "es": "uno tomó una barca", "it": "uno prese una barca",
    "pt": "um deles tomou uma barca", "pl": "jeden z nich wziął łódź",
    "ru": "один из них взял лодку", "uk": "один із них узяв човен", "tr": "biri bir tekne aldı",
    "ar": "أخذ واحد منهم قاربا",
    "zh": "一个人坐了一条船",
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_one_is_no_quantity(code: str) -> None:
    assert read(ONES[code], code) == []


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("a dozen nets, half a million crates, two-thirds", "en", [12, 500_000, 0.6667]),
        ("$2bn and £5m", "en", [2e9, 5e6]),
        ("they won 10-6 and 5&4", "en", [10, 6, 5, 4]),
        ("1.7 million four years ago", "en", [1_700_000, 4]),
        ("quatre-vingt-dix-sept, soixante et onze, quatre-vingts", "fr", [97, 71, 80]),
        ("dos mil trescientos millones, mil quinientos", "es", [2_300_000_000, 1500]),
        ("trentotto, ventitré, milleduecento", "it", [38, 23, 1200]),
        ("drieëntwintig, honderdvijf", "nl", [23, 105]),
        ("anderthalb, dreijährige, fünfhundert", "de", [1.5, 3, 500]),
        ("тринадцатилетний, полтора миллиона, 25-тысячный", "ru", [13, 1_500_000, 25_000]),
        ("п’ятирічний, п’ятнадцять", "uk", [5, 15]),
        ("kilkadziesiąt, trzynastoletni", "pl", [20, 13]),
        ("5 bin 300, on yedi, %5", "tr", [5300, 17, 5]),
        ("ثلاثة عشر، ثلاثمئة وخمسة وعشرين، ألفين", "ar", [13, 325, 2000]),
        ("三四个人，三分之二，1万5000，半年", "zh", [3, 0.6667, 15_000, 0.5]),
        ("१२ नावें, １２", "hi", [12, 12]),
        ("12 лодок", None, [12]),
    ],
)
def test_special_forms(text: str, code: str | None, wanted: list[float]) -> None:
    assert values(text, code) == wanted


@pytest.mark.parametrize("text", ["G20", "COVID-19", "F-16", "a 5G mast", "call 0800 123 456", ""])
def test_names_and_telephones_are_no_quantities(text: str) -> None:
    assert read(text, "en") == []


def test_spans_hold_the_number_and_its_magnitude() -> None:
    text = "Some 2.5 million dollars, and a further twenty-one crates"
    found = find_quantities(text, [(0, 25), (25, len(text))], "en")
    assert [text[slice(*q.span)] for q in found] == ["2.5 million", "twenty-one"]
    assert found[0] == Quantity((5, 16), 2_500_000, 2_500_000, "usd", approximate=True)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("180 miles of road", "290 km of road"),
        ("the 6-foot-6 keeper", "the keeper of 1.98 metres"),
        ("80 degrees Fahrenheit", "27 degrees Celsius"),
        ("44 pounds of salt", "20 kg of salt"),
        ("18 months of work", "1.5 years of work"),
        ("2.53 million eels", "2.5 million eels"),
        ("20 percent of the eels", "one in five eels"),
        ("$5 million", "€4.6 million"),
        ("two thirds of it", "0.6667 of it"),
    ],
)
def test_the_same_amount_told_otherwise(one: str, two: str) -> None:
    assert changes(one, "en", two, "en") == []


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("180 miles of road", "900 km of road", [("180", "900")]),
        ("two million eels", "two billion eels", [("two million", "two billion")]),
        ("hundreds of eels", "thousands of eels", [("hundreds", "thousands")]),
        ("dozens of eels", "384 eels", [("dozens", "384")]),
        ("3 days and 40 men", "4 days and 50 men", [("3", "4"), ("40", "50")]),
        ("12 eels, 30 pike", "12 eels, 31 pike, and two cats", [("30", "31")]),
        ("5 days", "5 weeks and 3 men", []),
        ("7 eels", "both eels", []),
        ("7 eels and 12 pike", "12 pike", []),
        ("", "12 pike", []),
        ("7 litres", "9 dollars", []),
    ],
)
def test_changes(one: str, two: str, wanted: list[tuple[str, str]]) -> None:
    assert changes(one, "en", two, "en") == wanted


def test_a_word_that_is_no_number_may_say_it() -> None:
    assert changes("the two brothers sold 40 eels", "en", "beide Brüder, 30 Aale", "de") == [
        ("40", "30")
    ]


def test_numbers_agree() -> None:
    def agree(one: str, two: str) -> bool | None:
        pair = [find_quantities(t, [(0, len(t))], "en") for t in (one, two)]
        return numbers_agree(*pair)

    assert agree("40 eels and two pike", "forty eels") is True
    assert agree("40 eels", "70 eels") is False
    assert agree("40 eels", "eels") is None


def test_units_convert() -> None:
    assert convert(1, "mile", "km") == pytest.approx(1.609344)
    assert convert(100, "celsius", "fahrenheit") == 212
    assert convert(5, "usd", "eur") is None


_TEXT = st.lists(
    st.sampled_from(
        ["Osterby", "12", "1.250", "two", "hundred", "and", "–", "zwanzig", "dozens", "of", "%",
         "двадцать", "三十", "万", "半", "وعشرون", "ألف", "½", "1/3", "$", "km", "bin", "-", "٢٫٥"]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.sampled_from(["", " "]), st.sampled_from([*CODES, "xx", None]))
def test_any_text_is_read(words: list[str], joiner: str, code: str | None) -> None:
    text = joiner.join(words)
    found = find_quantities(text, [(0, len(text))], code)
    assert list(found) == sorted(found, key=lambda q: q.span)
    for quantity in found:
        assert 0 <= quantity.span[0] < quantity.span[1] <= len(text)
        assert quantity.low <= quantity.high
        assert same_quantity(quantity, quantity)
    assert compare_quantities(found, found) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [("two hundred and ", "en"), ("zwei", "de"), ("zwei und ", "de"), ("خمسة وعشرون ", "ar"),
     ("و", "ar"), ("三", "zh"), ("1 000 ", "fr")],
)  # fmt: skip
def test_chains_without_end_are_read(words: str, code: str) -> None:
    text = words * 2000
    assert len(find_quantities(text, [(0, len(text))], code)) <= 4000


@given(st.text(max_size=40), st.sampled_from([*CODES, None]))
def test_nothing_raises(text: str, code: str | None) -> None:
    find_quantities(text, [(0, len(text))], code)
