"""A name in another one's stead between tellings in two languages, with the real encoder."""

from __future__ import annotations

import pytest

from firsthand import languages
from firsthand.compare import find_divergences
from firsthand.engines.base import Encoder
from firsthand.facts.extract import Extract
from firsthand.facts.name_words import closeness, name_words
from firsthand.facts.signs import by_signs
from firsthand.records import Claim, Report, Telling

ENGLISH = "Yesterday the engineer told the fishermen that Pavel {} will repair the old bridge soon."
TOLD = {
    "nl": ("Gisteren vertelde de ingenieur de vissers dat Pavel {} de oude brug gauw zal"
           " herstellen.", "Delmont", "Kastner"),
    "de": ("Gestern sagte der Ingenieur den Fischern, dass Pavel {} die alte Brücke bald"
           " reparieren wird.", "Delmont", "Kastner"),
    "fr": ("Hier, l’ingénieur a dit aux pêcheurs que Pavel {} réparera bientôt le vieux pont.",
           "Delmont", "Kastner"),
    "es": ("Ayer el ingeniero dijo a los pescadores que Pavel {} reparará el viejo puente pronto.",
           "Delmont", "Kastner"),
    "it": ("Ieri l’ingegnere ha detto ai pescatori che Pavel {} riparerà presto il vecchio ponte.",
           "Delmont", "Kastner"),
    "pt": ("Ontem o engenheiro disse aos pescadores que Pavel {} vai reparar a velha ponte.",
           "Delmont", "Kastner"),
    "pl": ("Wczoraj inżynier powiedział rybakom, że Pavel {} wkrótce naprawi stary most.",
           "Delmont", "Kastner"),
    "ru": ("Вчера инженер сказал рыбакам, что Павел {} скоро отремонтирует старый мост.",
           "Делмонт", "Кастнер"),
    "uk": ("Вчора інженер сказав рибалкам, що Павел {} скоро відремонтує старий міст.",
           "Делмонт", "Кастнер"),
    "tr": ("Dün mühendis balıkçılara Pavel {} isimli ustanın eski köprüyü yakında onaracağını"
           " söyledi.", "Delmont", "Kastner"),
    "ar": ("أمس قال المهندس للصيادين إن بافل {} سيصلح الجسر القديم قريبا.",
           "ديلمونت", "كاستنر"),
    "zh": ("昨天，工程师告诉渔民，帕维尔·{}很快将修复那座旧桥。", "德尔蒙特", "卡斯特纳"),
}  # fmt: skip


def changed(one: tuple[str, str], other: tuple[str, str], encoder: Encoder) -> list[set[str]]:
    """Return the words of each name that is said to be changed."""
    texts = {"one": one, "other": other}
    reports = [Report(name, text=text, language=code) for name, (code, text) in texts.items()]
    tellings = tuple(Telling(r.id, None, ((0, len(r.text)),)) for r in reports)
    found = find_divergences(reports, [Claim("c1", "", tellings)], encoder)
    return [
        {texts[e.report][1][slice(*e.span)] for e in d.spans} for d in found if d.aspect == "name"
    ]


@pytest.mark.parametrize("code", TOLD)
def test_a_name_in_two_languages(code: str, encoder: Encoder) -> None:
    telling, name, another = TOLD[code]
    english = ("en", ENGLISH.format("Delmont"))
    assert changed(english, (code, telling.format(name)), encoder) == []
    assert changed(english, (code, telling.format(another)), encoder) == [{"Delmont", another}]


def test_one_of_several_mentions(encoder: Encoder) -> None:
    one = "Peter Delmont left, and Ruth Delmont said Delmont would pay for the boats."
    other = "Peter Delmont partit, et Ruth Delmont dit que {} paierait les bateaux."
    assert changed(("en", one), ("fr", other.format("Delmont")), encoder) == []
    found = changed(("en", one), ("fr", other.format("Kastner")), encoder)
    assert found == [{"Delmont", "Kastner"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("en", "Sailors from the valley were home before Christmas."),
         ("de", "Matrosen aus dem Tal waren vor Weihnachten zu Hause.")),
        (("en", "Tears were shed when the Old Mill Theatre closed at Easter."),
         ("pl", "Łzy popłynęły, gdy Teatr Stary Młyn zamknięto na Wielkanoc.")),
        (("en", "The Ministry of Fisheries closed the harbour on Monday."),
         ("ru", "Министерство рыболовства закрыло гавань в понедельник.")),
        (("en", "The Ministry of Fisheries closed the harbour on Monday."),
         ("ar", "أغلقت وزارة الثروة السمكية الميناء يوم الاثنين.")),
    ],
)  # fmt: skip
def test_what_is_translated_is_no_change(
    one: tuple[str, str], other: tuple[str, str], encoder: Encoder
) -> None:
    assert changed(one, other, encoder) == []


def test_words_that_may_be_names() -> None:
    texts = {
        "zh": ("工程师德尔蒙特说，Kastner 和卡斯特纳会修桥。", ["德尔蒙特", "Kastner", "卡斯特纳"]),
        "ar": ("قال المهندس ديلمونت", ["ديلمونت"]),
        "uk": ("сказав Делмонт рибалкам", ["Делмонт"]),
        None: ("said Delmont then", ["Delmont"]),
    }
    for code, (text, expected) in texts.items():
        names = [n.text for n in name_words(Extract(text, ((0, len(text)),), code))]
        assert set(expected) <= set(names), code
        assert code == "ar" or names == expected
    assert name_words(Extract("", ((0, 0),), "zh")) == ()


def test_names_by_their_sound() -> None:
    for a, b in [("Delmont", "Делмонтом"), ("Kastner", "كاستنر"), ("Kastner", "卡斯特纳"),
                 ("Кастнер", "وكاستنر"), ("Justin", "贾斯汀")]:  # fmt: skip
        assert closeness(a, b) == closeness(b, a) >= 0.7
    for a, b in [("Delmont", "Кастнер"), ("Delmont", "كاستنر"), ("Delmont", "卡斯特纳"),
                 ("Delmont", "Kastner")]:  # fmt: skip
        assert closeness(a, b) <= 0.5
    assert by_signs("卡斯特纳", "...") == 0.0


@pytest.mark.parametrize("code", languages.codes())
def test_signs_for_sounds_stand_once(code: str) -> None:
    known = languages.table(code, "names")
    signs = known.get("sounds", "") + known.get("sounds_also", "")
    assert len(set(signs)) == len(signs)
    assert bool(signs) == (code == "zh")
