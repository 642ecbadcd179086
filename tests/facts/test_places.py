"""Places are found in 13 languages, in cases, scripts and company; and what is none is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import languages
from firsthand.facts.extract import Extract
from firsthand.facts.gazetteer import regions
from firsthand.facts.place_changes import compare_places, places_agree
from firsthand.facts.place_kinds import find_place_kinds
from firsthand.facts.places import find_places, possible_places


def places(text: str, language: str | None) -> list[tuple[str, str]]:
    return [(text[slice(*p.span)], p.name) for p in find_places(text, [(0, len(text))], language)]


FOUND = [
    ("en", "the ferry from Syria reached Athens on the day the Russian envoy left New York",
     [("Syria", "SY"), ("Athens", "Athens"), ("Russian", "RU"), ("New York", "New York City")]),
    ("nl", "de veerboot uit Turkije kwam aan in Kopenhagen, zei de Duitse schipper",
     [("Turkije", "TR"), ("Kopenhagen", "Copenhagen"), ("Duitse", "DE")]),
    ("de", "die russische Fähre fuhr aus Warschau nach Finnland",
     [("russische", "RU"), ("Warschau", "Warsaw"), ("Finnland", "FI")]),
    ("fr", "le bac français relie l’Iran à Marseille et la Côte d’Ivoire",
     [("français", "FR"), ("Iran", "IR"), ("Marseille", "Marseille"), ("Côte d’Ivoire", "CI")]),
    ("es", "el barco chileno zarpó de Nueva York hacia Estados Unidos y Sevilla",
     [("chileno", "CL"), ("Nueva York", "New York City"), ("Estados Unidos", "US"),
      ("Sevilla", "Sevilla")]),
    ("it", "la nave tedesca lasciò Napoli per l'Egitto e il Giappone",
     [("tedesca", "DE"), ("Napoli", "Naples"), ("Egitto", "EG"), ("Giappone", "JP")]),
    ("pt", "o navio russo saiu de Lisboa para a Coreia do Norte",
     [("russo", "RU"), ("Lisboa", "Lisbon"), ("Coreia do Norte", "KP")]),
    ("pl", "statek niemiecki płynie do Rosji, a potem w Nowym Jorku i w Krakowie",
     [("niemiecki", "DE"), ("Rosji", "RU"), ("Nowym Jorku", "New York City"),
      ("Krakowie", "Kraków")]),
    ("ru", "паром вышел из Нижнего Новгорода, а в Москве и Соединенных Штатах ждут",
     [("Нижнего Новгорода", "Nizhniy Novgorod"), ("Москве", "Moscow"),
      ("Соединенных Штатах", "US")]),
    ("uk", "пором прибув до Львова з Німеччини, а в Києві його чекали",
     [("Львова", "Lviv"), ("Німеччини", "DE"), ("Києві", "Kyiv")]),
    ("tr", "gemi Ankara'dan değil, İzmir'den Rusya'ya gitti",
     [("Ankara", "Ankara"), ("İzmir", "İzmir"), ("Rusya", "RU")]),
    ("ar", "وصلت السفينة الروسية إلى بيروت وبغداد ثم القاهرة",
     [("الروسية", "RU"), ("بيروت", "Beirut"), ("وبغداد", "Baghdad"), ("القاهرة", "Cairo")]),
    ("zh", "渡轮从莫斯科开往纽约，美国和法国的水手在上海市上岸",
     [("莫斯科", "Moscow"), ("纽约", "New York City"), ("美国", "US"), ("法国", "FR"),
      ("上海市", "Shanghai")]),
    ("ja", "船は東京からモスクワへ", [("東京", "Tokyo"), ("モスクワ", "Moscow")]),
    (None, "the boat went from Cairo to Norway", [("Cairo", "Cairo"), ("Norway", "NO")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), FOUND, ids=lambda v: str(v)[:12])
def test_places_are_found(language: str | None, text: str, expected: list[tuple[str, str]]) -> None:
    assert places(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a nice day for reading: most of us split the bath and the police bar"),
        ("en", "then Peter Jackson and Paris Ferrol spoke, and Chad Ollin agreed"),
        ("de", "die Lage in der Halle, das Essen und der Baden vor dem Hof"),
        ("fr", "les tours de la ville, un nice ami et des pommes"),
        ("pl", "to dobra góra i biała ruda"),
        ("ar", "قال إن الباب في المدينة كان وسط السوق"),
        ("zh", "他说世界大同与和平是人民的愿望"),
    ],
)
def test_what_is_no_place_is_not_found(language: str, text: str) -> None:
    assert places(text, language) == []


def test_words_of_persons_who_speak_are_no_places() -> None:
    text = "she thanked Hamilton and left"
    span = [(0, len(text))]
    assert find_places(text, span, "en", ["Ada Hamilton"]) == ()


def test_short_names_of_countries_need_their_capitals() -> None:
    assert places("they told us that the U.S. and the UK agree", "en") == [
        ("U.S.", "US"),
        ("UK", "GB"),
    ]


def test_ambiguous_names_keep_their_cities() -> None:
    (place,) = find_places("in Cordoba", [(0, 10)], "en")
    assert len(place.ids) > 1
    assert set(place.countries) >= {"AR", "ES"}


def test_only_the_given_spans_are_read() -> None:
    text = "Norway and Sweden"
    assert [p.name for p in find_places(text, [(11, 17)], "en")] == ["SE"]
    assert find_places(text, [], "en") == ()
    assert find_places("", [(0, 0)], "en") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["Москве", "Paris", "U.S.", "’", "北京", "في", "القاهرة", "·", "de",
                              "Ankara'da", "\u00a0", "\u200f", "٣", "é", "ﷺ"]), max_size=12),
    st.sampled_from(["en", "ru", "ar", "zh", "tr", "de", "xx", None]),
)  # fmt: skip
def test_places_lie_in_their_text_and_apart(pieces: list[str], language: str | None) -> None:
    text = " ".join(pieces)
    found = possible_places(text, [(0, len(text))], language)
    borders = [border for place in found for border in place.span]
    assert borders == sorted(borders)
    assert all(0 <= p.span[0] < p.span[1] <= len(text) for p in found)


# --- two texts


def extract(text: str, language: str | None) -> Extract:
    return Extract(text, ((0, len(text)),), language)


def changed(one: tuple[str, str], other: tuple[str, str]) -> list[tuple[str, str]]:
    a, b = extract(*one), extract(*other)
    return [
        (a.text[slice(*c.one.span)], b.text[slice(*c.other.span)]) for c in compare_places(a, b)
    ]


SAME = [
    ("en", "the ship left Syria for Moscow"),
    ("nl", "het schip vertrok uit Syrië naar Moskou"),
    ("de", "das Schiff verließ Syrien in Richtung Moskau"),
    ("fr", "le navire a quitté la Syrie pour Moscou"),
    ("es", "el barco salió de Siria hacia Moscú"),
    ("it", "la nave lasciò la Siria per Mosca"),
    ("pt", "o navio deixou a Síria rumo a Moscou"),
    ("pl", "statek wypłynął z Syrii do Moskwy"),
    ("ru", "корабль вышел из Сирии в Москву"),
    ("uk", "корабель вийшов із Сирії до Москви"),
    ("tr", "gemi Suriye'den Moskova'ya gitti"),
    ("ar", "غادرت السفينة سوريا إلى موسكو"),
    ("zh", "船离开叙利亚前往莫斯科"),
]
CHANGED = {
    "en": ("Syria", "Brazil", "Moscow", "Madrid"),
    "nl": ("Syrië", "Brazilië", "Moskou", "Madrid"),
    "de": ("Syrien", "Brasilien", "Moskau", "Madrid"),
    "fr": ("Syrie", "Norvège", "Moscou", "Madrid"),
    "es": ("Siria", "Brasil", "Moscú", "Madrid"),
    "it": ("Siria", "Norvegia", "Mosca", "Madrid"),
    "pt": ("Síria", "Noruega", "Moscou", "Varsóvia"),
    "pl": ("Syrii", "Brazylii", "Moskwy", "Madrytu"),
    "ru": ("Сирии", "Бразилии", "Москву", "Варшаву"),
    "uk": ("Сирії", "Бразилії", "Москви", "Варшави"),
    "tr": ("Suriye", "Brezilya", "Moskova", "Varşova"),
    "ar": ("سوريا", "البرازيل", "موسكو", "مدريد"),
    "zh": ("叙利亚", "巴西", "莫斯科", "马德里"),
}


@pytest.mark.parametrize("one", SAME, ids=lambda v: v[0])
def test_one_sentence_in_two_languages_has_the_same_places(one: tuple[str, str]) -> None:
    mine = find_places(one[1], [(0, len(one[1]))], one[0])
    assert [p.kind for p in mine] == ["country", "city"]
    for other in SAME:
        assert changed((one[1], one[0]), (other[1], other[0])) == []
        theirs = find_places(other[1], [(0, len(other[1]))], other[0])
        assert places_agree(mine, theirs) is True


@pytest.mark.parametrize("code", CHANGED)
def test_a_changed_place_is_found_in_every_language(code: str) -> None:
    text = dict(SAME)[code]
    country, new_country, city, new_city = CHANGED[code]
    for other in ("en", "ru", "zh", "ar", "de"):
        whole = dict(SAME)[other]
        for old, new, mine in (
            (country, new_country, CHANGED[other][0]),
            (city, new_city, CHANGED[other][2]),
        ):
            assert changed((whole, other), (text.replace(old, new), code)) == [(mine, new)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fighting near Deir el-Zour", "fighting near Deir ez-Zor"),
        ("the port of Latika", "the port of Latakia"),
        ("shells hit Kharkov", "shells hit Kharkiv"),
        ("a march in Brooklyn", "a march in New York"),
        ("the Kremlin in Moscow", "Russia said"),
    ],
)
def test_other_spellings_and_parts_are_no_change(one: str, other: str) -> None:
    assert changed((one, "en"), (other, "en")) == []


def test_one_of_two_mentions_changed() -> None:
    one = "France paid, and France will pay again"
    other = "Frankrijk betaalde, en Noorwegen zal weer betalen"
    assert changed((one, "en"), (other, "nl")) == [("France", "Noorwegen")]


def test_a_place_on_one_side_only_is_no_change() -> None:
    assert changed(("he spoke in Madrid", "en"), ("er sprach gestern", "de")) == []
    assert changed(("", "en"), ("in Madrid", "es")) == []


def test_agreement_is_unknown_without_places() -> None:
    def found(text: str) -> object:
        return find_places(text, [(0, len(text))], "en")

    assert places_agree(found("nothing"), found("in Norway")) is None  # type: ignore[arg-type]
    assert places_agree(found("in Oslo"), found("in Norway")) is True  # type: ignore[arg-type]
    assert places_agree(found("in Oslo"), found("in Madrid")) is False  # type: ignore[arg-type]


# --- kinds of places

KINDS = [
    ("en", "they left two villages and the airport", [("village", 2), ("airport", None)]),
    ("nl", "ze verlieten twee dorpen en het vluchtelingenkamp", [("village", 2), ("camp", None)]),
    ("de", "sie verließen zwei Dörfer und das Grenzgebiet", [("village", 2), ("region", None)]),
    ("fr", "ils ont quitté deux villages et la ville", [("village", 2), ("city", None)]),
    ("es", "dejaron dos aldeas y el hospital", [("village", 2), ("hospital", None)]),
    ("it", "hanno lasciato due villaggi e la frontiera", [("village", 2), ("border", None)]),
    ("pt", "deixaram duas aldeias e a escola", [("village", 2), ("school", None)]),
    ("pl", "opuścili dwie wsie i obóz", [("village", 2), ("camp", None)]),
    ("ru", "они покинули два села и город", [("village", 2), ("city", None)]),
    ("uk", "вони залишили два села та місто", [("village", 2), ("city", None)]),
    ("tr", "iki köyden ve hastaneden ayrıldılar", [("village", 2)]),
    ("ar", "غادروا قريتين والمدينة", [("village", 2), ("city", None)]),
    ("zh", "他们离开了两个村庄和城市", [("village", 2), ("city", None)]),
]


@pytest.mark.parametrize(("language", "text", "expected"), KINDS, ids=lambda v: str(v)[:5])
def test_kinds_of_places(language: str, text: str, expected: list[tuple[str, int]]) -> None:
    found = find_place_kinds(text, [(0, len(text))], language)
    assert [(k.kind, k.number) for k in found][: len(expected)] == expected
    assert all(text[slice(*k.span)].strip() for k in found)


def test_kinds_without_a_table_or_text() -> None:
    assert find_place_kinds("two villages", [(0, 12)], None) == ()
    assert find_place_kinds("", [(0, 0)], "en") == ()
    assert [k.number for k in find_place_kinds("٣ قرى", [(0, 5)], "ar")] == [3]


@pytest.mark.parametrize("code", languages.codes())
def test_every_language_has_a_table_of_places(code: str) -> None:
    known = languages.table(code, "places")
    assert set(known["kinds"]) == set(languages.table("en", "places")["kinds"])
    assert all(forms and len(set(forms)) == len(forms) for forms in known["kinds"].values())
    forms = [form for words in known["kinds"].values() for form in words]
    assert len(set(forms)) == len(forms), "a form of two kinds"
    codes = {*regions().values(), "GB-ENG", "GB-SCT", "GB-WLS"}
    listed = known["countries"]
    assert all((len(c) == 2 and c.isupper()) or c in codes for c in listed)
    assert all(listed.values())
    assert all(ending and new for ending, new in known.get("endings", ()))
    assert isinstance(languages.table(code, "names")["nouns"], list)
