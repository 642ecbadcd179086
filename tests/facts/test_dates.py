"""Phrases that say when, in thirteen languages, and which of them are the same."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand import languages
from firsthand.facts.dates import DatePhrase, compare_dates, dates_agree, find_dates, same_time

LANGUAGES = ("en", "nl", "de", "fr", "es", "it", "pt", "pl", "ru", "uk", "tr", "ar", "zh")
SATURDAY = "2017-06-10"

# One statement in all languages, with six dates.
FERRY = {
    "en": "On Friday, June 9, the ferry stopped. It has been old since 2015; last year it "
    "was sold, yesterday it was towed, and two weeks ago it still sailed.",
    "nl": "Op vrijdag 9 juni stopte de veerboot. Hij is oud sinds 2015; vorig jaar werd "
    "hij verkocht, gisteren weggesleept, en twee weken geleden voer hij nog.",
    "de": "Am Freitag, 9. Juni, hielt die Fähre an. Sie ist seit 2015 alt; voriges Jahr "
    "wurde sie verkauft, gestern geschleppt, und vor zwei Wochen fuhr sie noch.",
    "fr": "Vendredi 9 juin, le bac s'est arrêté. Il est vieux depuis 2015 ; l’année "
    "dernière il fut vendu, hier il fut remorqué, et il y a deux semaines il "
    "naviguait encore.",
    "es": "El viernes 9 de junio paró el barco. Es viejo desde 2015; el año pasado fue "
    "vendido, ayer fue remolcado y hace dos semanas aún navegaba.",
    "it": "Venerdì 9 giugno il traghetto si è fermato. È vecchio dal 2015; l'anno scorso "
    "fu venduto, ieri fu rimorchiato e due settimane fa navigava ancora.",
    "pt": "Na sexta-feira, 9 de junho, o barco parou. É velho desde 2015; no ano passado "
    "foi vendido, ontem foi rebocado e há duas semanas ainda navegava.",
    "pl": "W piątek 9 czerwca prom stanął. Jest stary od 2015 roku; w zeszłym roku go "
    "sprzedano, wczoraj odholowano, a dwa tygodnie temu jeszcze pływał.",
    "ru": "В пятницу, 9 июня, паром встал. Он старый с 2015 года; в прошлом году его "
    "продали, вчера отбуксировали, а две недели назад он ещё ходил.",
    "uk": "У п’ятницю, 9 червня, пором став. Він старий з 2015 року; торік його продали, "
    "вчора відбуксирували, а два тижні тому він ще ходив.",
    "tr": "9 Haziran Cuma günü vapur durdu. 2015'ten beri eski; geçen yıl satıldı, dün "
    "çekildi, iki hafta önce hâlâ çalışıyordu.",
    "ar": "يوم الجمعة ٩ حزيران توقفت العبّارة. هي قديمة منذ عام ٢٠١٥، وبيعت العام الماضي، "
    "وقُطرت أمس، وكانت تبحر قبل أسبوعين.",
    "zh": "６月９日星期五，渡轮停驶。它从2015年起就很旧，去年被卖掉，昨天被拖走，两周前还在航行。",
}


def found(text: str, language: str | None, published: str | None = None) -> tuple[DatePhrase, ...]:
    return find_dates(text, [(0, len(text))], language, published)


def words(text: str, language: str | None) -> list[str]:
    return [text[slice(*p.span)] for p in found(text, language)]


def fields(phrase: DatePhrase) -> tuple[object, ...]:
    offset = phrase.offset
    return (
        phrase.year,
        phrase.month,
        phrase.day,
        phrase.weekday,
        (offset.unit, offset.amount) if offset else None,
    )


def changed(
    mine: tuple[str, str], other: tuple[str, str], *published: str | None
) -> list[tuple[str, str]]:
    days = published or (None, None)
    pairs = compare_dates(found(*mine, days[0]), found(*other, days[1]))
    return [(mine[0][slice(*a.span)], other[0][slice(*b.span)]) for a, b in pairs]


# --- the tables


@pytest.mark.parametrize("code", languages.codes())
def test_every_language_has_twelve_months_and_seven_weekdays(code: str) -> None:
    known = languages.table(code, "dates")
    for table, count in (("months", 12), ("weekdays", 7)):
        rows = known[table]["full"]
        assert len(rows) == count and all(rows), f"languages/{code}.toml: [dates.{table}] full"
        names = [name for row in rows for name in row]
        assert len(names) == len(set(names)), code
        assert all(name == name.lower() for name in names), code
        assert len(known[table].get("short", [[]] * count)) == count, code
    assert {"-1", "0", "1"} <= set(known["turns"]) <= {"-1", "-0.5", "0", "1"}
    assert {"-1", "0", "1"} <= set(known["fixed"]["day"])
    assert all(len(rows) == 4 for rows in known["units"].values()), code
    assert known["order"] in {"dmy", "mdy", "ymd"}
    assert known["capitals"] in {"always", "never", "any"}


def test_all_thirteen_languages_have_a_table() -> None:
    assert {code for code in languages.codes() if languages.table(code, "dates")} >= set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_full_name_is_found_beside_a_day(code: str) -> None:
    known = languages.table(code, "dates")
    for number, row in enumerate(known["months"]["full"], 1):
        for name in row:
            name = name.removesuffix("*")
            name = name.capitalize() if known["capitals"] == "always" else name
            text = f"{name}9日" if code == "zh" else f"x 9 {name} 2021 x"
            assert [(p.month, p.day) for p in found(text, code)] == [(number, 9)], name


# --- finding


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_statement_in_all_languages(code: str) -> None:
    expected = {
        (None, None, None, 4, None),
        (None, 6, 9, None, None),
        (2015, None, None, None, None),
        (None, None, None, None, ("year", -1)),
        (None, None, None, None, ("day", -1)),
        (None, None, None, None, ("week", -2)),
    }
    phrases = found(FERRY[code], code)
    assert {fields(p) for p in phrases} == expected
    assert len(phrases) == len(expected)


@pytest.mark.parametrize(("a", "b"), list(permutations(LANGUAGES, 2)))
def test_a_translation_changes_no_date(a: str, b: str) -> None:
    for published in (None, SATURDAY):
        mine, other = found(FERRY[a], a, published), found(FERRY[b], b, published)
        assert compare_dates(mine, other) == []
        assert dates_agree(mine, other) is True


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "at dawn on Dec. 26, 2016, in the harbour", ["Dec. 26, 2016"]),
        ("en", "between 9 and 11 June the mill stood still", ["9", "11 June"]),
        ("en", "from June 9-11 and in May", ["June 9", "11", "May"]),
        (
            "en",
            "last Tuesday, Wednesday morning and this week",
            ["last Tuesday", "Wednesday", "this week"],
        ),
        ("nl", "vrijdagavond en de volgende morgen, morgen", ["vrijdagavond", "morgen"]),
        (
            "de",
            "Freitagabend, heute Morgen und am 1. Mai",
            ["Freitagabend", "heute Morgen", "1. Mai"],
        ),
        ("de", "bis 09.06.2017 und im März", ["09.06.2017", "März"]),
        (
            "fr",
            "le 1er mai, aujourd’hui et la semaine prochaine",
            ["1er mai", "aujourd’hui", "semaine prochaine"],
        ),
        ("es", "mañana por la mañana, no esta semana", ["mañana", "esta semana"]),
        ("it", "il 1º maggio o l'8 marzo, quest'anno", ["1º maggio", "8 marzo", "quest'anno"]),
        ("pt", "nesta quarta-feira (8), não no mês passado", ["nesta quarta-feira", "mês passado"]),
        (
            "pl",
            "we wtorkowym głosowaniu, w maju, tydzień temu",
            ["wtorkowym", "maju", "tydzień temu"],
        ),
        (
            "ru",
            "на пятничной встрече, в июньский вечер, неделю назад",
            ["пятничной", "июньский", "неделю назад"],
        ),
        (
            "uk",
            "у недільній грі, наступного тижня, 9-го червня",
            ["недільній", "наступного тижня", "9-го червня"],
        ),
        (
            "tr",
            "Ekim'de, Mart ayında, Pazar günü ve bu hafta",
            ["Ekim", "Mart", "Pazar", "bu hafta"],
        ),
        ("ar", "في شهر مارس وبعد غد والأسبوع المقبل", ["مارس", "وبعد غد", "والأسبوع المقبل"]),
        (
            "zh",
            "上周五上午，本月，三天前，2017 年 6 月",
            ["上周五", "本月", "三天前", "2017 年 6 月"],
        ),
        (None, "2017-06-09 and 23/04/2017, ٢٠١٧-٠٦-٠٩", ["2017-06-09", "23/04/2017", "٢٠١٧-٠٦-٠٩"]),
        ("sw", "tangu 2015", ["2015"]),
        ("zh", "2015：大雨，2016人", ["2015"]),
    ],
)
def test_phrases_and_their_words(language: str | None, text: str, expected: list[str]) -> None:
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mrs May may march on, second to none, and the sun is out on Black Friday"),
        ("en", "It cost $2000 and 1,950 people came; 2000 years of 3.1417 and room 17:30"),
        ("en", "03/04/2017"),
        ("nl", "de volgende morgen"),
        ("de", "Am Morgen kamen 2000 Menschen, und der Chef sagte guten Morgen"),
        ("fr", "Mars tourne, et sept chats dorment"),
        ("es", "Julio y Abril navegan en el mar por la mañana con Domingo Ruiz"),
        ("it", "Il signor Sabato Bo fa pane"),
        ("pt", "A segunda parte foi melhor que a quinta"),
        ("pl", "Maja nie lubi ich"),
        ("ru", "Окружающая среда важна, а Марта ушла"),
        ("tr", "Ocak söndü, pazar yeri aralık bir kapı"),
        ("ar", "في اليوم التالي جاء أحد الرجال ومارس الرياضة"),
        ("zh", "一周一次，二十人前往日本，几十年前"),
        (None, "9 June, Friday, gisteren"),
        (None, ""),
    ],
)
def test_ordinary_words_are_no_dates(language: str | None, text: str) -> None:
    assert words(text, language) == []


def test_narrow_and_hard_spaces_are_spaces() -> None:
    assert words("le 9\u202fjuin\u00a02017", "fr") == ["9\u202fjuin\u00a02017"]


def test_only_the_given_spans_are_read() -> None:
    text = "Friday or Sunday or Monday"
    phrases = find_dates(text, [(0, 6), (20, len(text))], "en")
    assert [text[slice(*p.span)] for p in phrases] == ["Friday", "Monday"]
    assert find_dates(text, [], "en") == ()


def test_a_day_that_no_month_has() -> None:
    assert [fields(p)[1:3] for p in found("on 31 June", "en")] == [(6, None)]


@given(st.text(max_size=60), st.sampled_from([*LANGUAGES, None]), st.text(max_size=12))
def test_any_text_gives_spans_inside_it_in_order(text: str, code: str | None, day: str) -> None:
    spans = [p.span for p in found(text, code, day)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.lists(st.sampled_from(sorted(FERRY.items())), max_size=2))
def test_a_text_against_itself_changes_nothing(pieces: list[tuple[str, str]]) -> None:
    for code, text in pieces:
        assert compare_dates(found(text, code), found(text, code)) == []


# --- which day


def test_resolved_against_the_day_of_publication() -> None:
    one_day = {p.resolved for p in found("yesterday, 9 June 2017", "en", f"{SATURDAY}T08:00:00Z")}
    assert one_day == {date(2017, 6, 9)}
    (friday,) = found("on Friday", "en", SATURDAY)
    assert friday.resolved is None
    assert [first for first, _ in friday.days] == [date(2017, 6, 9), date(2017, 6, 16)]
    (month,) = found("last month", "en", "2017-01-31")
    assert month.days == ((date(2016, 12, 1), date(2016, 12, 31)),)


@pytest.mark.parametrize("published", [None, "", "soon", "2017-13-45", "0001-01-01"])
def test_without_a_day_of_publication_nothing_is_resolved_wrongly(published: str | None) -> None:
    text = "yesterday, last week, on Friday, last year, two years ago"
    assert all(p.resolved in {None, date(1, 1, 1)} for p in found(text, "en", published))


# --- the same, different, or not to be told


@pytest.mark.parametrize(
    ("mine", "other", "published", "verdict"),
    [
        ("Friday", "9 June", None, None),
        ("Friday", "9 June", SATURDAY, True),
        ("Friday", "8 June", SATURDAY, False),
        ("Friday", "9 June 2017", None, None),
        ("Friday", "8 June 2017", None, False),
        ("Friday", "Thursday", None, False),
        ("Friday", "yesterday", None, None),
        ("Friday", "yesterday", SATURDAY, True),
        ("Tuesday", "yesterday", SATURDAY, False),
        ("June", "9 June", None, True),
        ("2017", "June 2017", None, True),
        ("May 2017", "June 2017", None, False),
        ("9 June", "10 June", None, False),
        ("9 June", "2016", None, None),
        ("last year", "2016", SATURDAY, True),
        ("last year", "2014", SATURDAY, False),
        ("last year", "2014", None, None),
        ("yesterday", "last week", None, False),
        ("today", "this week", None, True),
        ("last month", "last year", None, False),
        ("last Friday", "next Friday", None, False),
        ("a year ago", "last year", None, True),
        ("past week", "this week", None, True),
        ("past week", "last week", SATURDAY, True),
        ("past month", "next month", None, False),
    ],
)
def test_same_time(mine: str, other: str, published: str | None, verdict: bool | None) -> None:
    ((a,), (b,)) = (found(f"on {t}", "en", published) for t in (mine, other))
    assert same_time(a, b) is verdict
    assert same_time(b, a) is verdict


def test_the_days_of_publication_explain_other_words() -> None:
    mine, other = ("it sank yesterday", "en"), ("het zonk donderdag", "nl")
    assert changed(mine, other, "2017-06-09", "2017-06-12") == []
    assert changed(mine, other, "2017-06-12", "2017-06-12") == [("yesterday", "donderdag")]
    assert changed(mine, other) == []


CHANGES = {
    "en": ("in March she left, on Monday she sang, in 2015", ["March", "Monday", "2015"]),
    "nl": ("in maart vertrok ze, maandag zong ze, in 2015", ["maart", "maandag", "2015"]),
    "de": ("im März ging sie, am Montag sang sie, seit 2015", ["März", "Montag", "2015"]),
    "fr": ("en mars elle partit, lundi elle chanta, en 2015", ["mars", "lundi", "2015"]),
    "es": ("en marzo se fue, el lunes cantó, en 2015", ["marzo", "lunes", "2015"]),
    "it": ("a marzo partì, lunedì cantò, nel 2015", ["marzo", "lunedì", "2015"]),
    "pt": ("em março partiu, na segunda-feira cantou, em 2015", ["março", "segunda-feira", "2015"]),
    "pl": ("w marcu wyjechała, w poniedziałek śpiewała, w 2015", ["marcu", "poniedziałek", "2015"]),
    "ru": ("в марте уехала, в понедельник пела, в 2015", ["марте", "понедельник", "2015"]),
    "uk": ("у березні поїхала, у понеділок співала, у 2015", ["березні", "понеділок", "2015"]),
    "tr": ("Mart ayında gitti, pazartesi söyledi, 2015", ["Mart", "pazartesi", "2015"]),
    "ar": ("غادرت في مارس، وغنت يوم الثلاثاء، في 2015", ["مارس", "الثلاثاء", "2015"]),
    "zh": ("三月她走了，星期一她唱歌，2015年", ["三月", "星期一", "2015年"]),
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_changed_dates_are_found_with_their_words(code: str) -> None:
    text, theirs = CHANGES[code]
    mine = ("in June she left, on Thursday she sang, in 2012", "en")
    pairs = list(zip(["June", "Thursday", "2012"], theirs, strict=True))
    assert changed(mine, (text, code)) == pairs
    assert dates_agree(found(*mine), found(text, code)) is None
    one = ("in June she left, on Thursday she sang, since 2015", "en")
    assert changed(one, (text, code)) == pairs[:2]


def test_a_date_on_one_side_only_is_no_change() -> None:
    assert changed(("on Friday", "en"), ("den Weg", "de")) == []
    assert changed(("on Friday and Sunday", "en"), ("am Freitag", "de")) == []
    assert changed(("on Friday in June", "en"), ("am Freitag im Mai", "de")) == [("June", "Mai")]


def test_a_day_repeated_is_matched_each_time() -> None:
    mine, other = ("Friday, then Friday again", "en"), ("Freitag, dann Montag wieder", "de")
    assert changed(mine, other) == [("Friday", "Montag")]


def test_agreement_for_the_aligner() -> None:
    friday, monday, june = found("Friday", "en"), found("Monday", "en"), found("in June", "en")
    assert dates_agree(friday, friday) is True
    assert dates_agree(friday, monday) is False
    assert dates_agree(friday, june) is None
    assert dates_agree((), friday) is None
