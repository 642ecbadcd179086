"""Passages, their kinds and sentences."""

from __future__ import annotations

import pytest

from firsthand.records import Report
from firsthand.split import split


def report(text: str, language: str = "en", title: str | None = None) -> Report:
    return split(Report(id="r", text=text, language=language, title=title))


def passages(text: str, language: str = "en") -> list[str]:
    return [text[slice(*p.span)] for p in report(text, language).passages]


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[s:e] for p in report(text, language).passages for s, e in p.sentences]


def test_a_text_of_white_space_has_no_passages() -> None:
    assert report("").passages == ()
    assert report(" \n\u00a0\r\n\u2028 ").passages == ()


@pytest.mark.parametrize(
    "end", ["\n\n", "\r\n\r\n", "\n \u00a0\n", "\u2029", "\r\r", "\n", "\u2028"]
)
def test_line_ends_part_paragraphs(end: str) -> None:
    text = f"  The harbour is closed.{end}The town is quiet.\u00a0"
    assert passages(text) == ["The harbour is closed.", "The town is quiet."]


def test_characters_that_only_look_like_line_ends_are_spaces() -> None:
    text = "The harbour\u0085is\x0cclosed. The\u00a0town is\u2003quiet."
    assert passages(text) == [text]
    assert sentences(text) == ["The harbour\u0085is\x0cclosed.", "The\u00a0town is\u2003quiet."]


def test_text_wrapped_at_a_width_is_joined() -> None:
    text = (
        "The harbour closed on Monday after a storm hit the coast and the\n"
        "roads were flooded by the sea, which rose two metres in one night\n"
        "and left many without power.\n"
        "The mayor spoke of the worst flood that the town had ever seen and\n"
        "asked for help.\n\nNobody was hurt."
    )
    assert [p.split("\n")[0][:11] for p in passages(text)] == [
        "The harbour",
        "The mayor s",
        "Nobody was ",
    ]


def test_lines_that_end_sentences_are_paragraphs_of_their_own() -> None:
    text = (
        "The harbour closed on Monday after the storm.\nThe mayor asked for help on Tuesday.\nNo."
    )
    assert len(passages(text)) == 3


def test_two_lines_alone_are_not_taken_for_wrapped_text() -> None:
    text = "From our correspondent in Brandwick, Ada Holt\nThe Courier, 4 May 2031\n\nIt rained."
    assert len(passages(text)) == 3


def kinds(text: str, language: str = "en", title: str | None = None) -> list[str]:
    return [p.kind for p in report(text, language, title).passages]


LONG = "The harbour was closed on Monday after a storm had hit the whole of the northern coast."


def test_the_kinds_of_an_agency_report() -> None:
    lines = [
        "Storm closes harbour",
        "By Ada Holt",
        LONG,
        "What the mayor wants",
        LONG,
        "(AP Photo/Ada Holt)",
        "What happens next?",
        LONG,
        "Read more: The storms of the year",
        "* * *",
        "Reporting by A. Holt; editing by B. Lee",
        "© 2031 The Courier",
        "(dpa)",
    ]
    assert kinds("\n\n".join(lines)) == [
        "headline",
        "credit",
        "paragraph",
        "crosshead",
        "paragraph",
        "caption",
        "crosshead",
        "paragraph",
        "other",
        "other",
        "credit",
        "credit",
        "credit",
    ]


@pytest.mark.parametrize(
    ("language", "line", "kind"),
    [
        ("ar", "صورة: الميناء المغلق", "caption"),
        ("de", "Foto: Ada Holt/dpa", "caption"),
        ("de", "Von Ada Holt und Ben Klein", "credit"),
        ("de", "Lesen Sie auch: Die Stürme des Jahres", "other"),
        ("en", "Photo: The closed harbour on Monday.", "caption"),
        ("en", "AFP", "credit"),
        ("es", "Por Ada Ruiz", "credit"),
        ("es", "Lea también: Las tormentas del año", "other"),
        ("fr", "Par Ada Roy", "credit"),
        ("fr", "De notre correspondante à Brandeville, Ada Roy", "credit"),
        ("fr", "Lire aussi : Les tempêtes de l’année", "other"),
        ("it", "Foto: il porto chiuso", "caption"),
        ("it", "Leggi anche: le tempeste dell'anno", "other"),
        ("nl", "Foto’s: de gesloten haven", "caption"),
        ("nl", "Lees ook: De stormen van het jaar", "other"),
        ("pl", "Fot. Ada Nowak", "caption"),
        ("pl", "Czytaj także: Burze roku", "other"),
        ("pt", "Leia também: As tempestades do ano", "other"),
        ("ru", "Фото: закрытый порт", "caption"),
        ("ru", "Читайте также: бури года", "other"),
        ("tr", "Fotoğraf: kapalı liman", "caption"),
        ("uk", "Читайте також: бурі року", "other"),
        ("zh", "图片：关闭的港口", "caption"),
        ("en", "By Monday the harbour was open again, the mayor said.", "paragraph"),
        ("en", "“We will not leave,” she said.", "paragraph"),
        ("en", "Harbour Gazette reports:", "paragraph"),
        ("en", "Share prices fell on Monday, the bank said.", "paragraph"),
        ("de", "Von der Küste kamen am Montag gute Nachrichten.", "paragraph"),
    ],
)
def test_words_that_show_a_kind(language: str, line: str, kind: str) -> None:
    text = f"{LONG}\n\n{line}\n\n{LONG}"
    assert kinds(text, language)[1] == kind


def test_the_title_is_the_headline_wherever_it_stands_near_the_top() -> None:
    text = f"By Ada Holt\n\nStorm closes harbour!\n\n{LONG}"
    assert kinds(text, title="Storm closes  harbour!") == ["credit", "headline", "paragraph"]


def test_lines_above_the_first_paragraph_are_no_crossheads() -> None:
    text = f"Storm closes harbour\n\nThe Courier\n\n4 May 2031\n\n{LONG}"
    assert kinds(text) == ["headline", "other", "other", "paragraph"]


def test_a_report_of_one_short_line_has_no_headline() -> None:
    assert kinds("The harbour is closed") == ["paragraph"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The U.S. Army met Col. Gen. Ilin, Mr. Smith and Lt. Gov. Ames at 9 a.m. Monday."),
        ("en", "J. K. Ames of Acme Corp. met Rev. Lee, i.e. the owner of No. 5."),
        ("de", "Das gilt z. B. für Dr. Meier, d.h. am 3. Oktober für ca. 5 Mio. Menschen."),
        (
            "nl",
            "Dhr. Jansen en mevr. Bakker zagen o.a. Utrecht, d.w.z. de stad, en prof. De Vries.",
        ),
        ("fr", "M. Roy et Mme Noël ont vu le Dr. Petit et J.-C. Blanc, p. ex. à Lyon."),
        ("es", "El Sr. Gil y la Dra. Paz viven en EE. UU. desde enero."),
        ("it", "Il sig. Rossi e la dott.ssa Neri hanno visto l'avv. Verdi, n. 5."),
        ("pt", "O Sr. Silva e a Dra. Reis viram o Prof. Melo na av. Brasil."),
        ("pl", "Ks. Lis, płk. Kot i prof. Nowak, tj. rada, byli przy ul. Polnej o godz. 5."),
        ("ru", "В г. Москве А. С. Попов, т. е. он, видел ген. Орлова на ул. Ленина."),
        ("uk", "У м. Києві А. Бойко бачив проф. Лиса на вул. Франка."),
        ("tr", "Av. Ada, Doç. Kaya ve Yrd. Doç. Demir Org. Ak ile görüştü."),
        ("ar", "قال د. أحمد علي إن الميناء مغلق."),
    ],
)
def test_shortened_words_do_not_end_sentences(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


def test_sentences_end_where_they_do() -> None:
    assert sentences("It rained. Nobody came! Why? We asked.") == [
        "It rained.",
        "Nobody came!",
        "Why?",
        "We asked.",
    ]
    assert sentences("港口关闭了。没有人来！", "zh") == ["港口关闭了。", "没有人来！"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", '"Why? How?" he asked.'),
        ("en", "“We go. We stay. We go,” she said."),
        ("en", "“Go!” – he cried."),
        ("de", "„Geht! Jetzt!“, rief er."),
        ("fr", "« Partez ! Vite ! » a-t-il dit."),
        ("ja", "「なぜ？」と彼は聞いた。"),
        ("zh", "“走吧。”他说。"),
        ("ko", "“간다. 지금.”라고 말했다."),
        ("ru", "«Зачем? Куда?» — спросил он."),
    ],
)
def test_speech_and_its_speaker_are_one_sentence(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


def test_a_quotation_that_stands_by_itself_has_sentences_of_its_own() -> None:
    text = "He spoke plainly.\n\n“We go. We shall not come back. That is all.”"
    assert sentences(text)[1:] == ["“We go.", "We shall not come back.", "That is all.”"]


def test_a_closing_mark_belongs_to_the_sentence_before_it() -> None:
    assert sentences("He said “we go.” Then he sat. (It rained.) She left.") == [
        "He said “we go.”",
        "Then he sat.",
        "(It rained.)",
        "She left.",
    ]
