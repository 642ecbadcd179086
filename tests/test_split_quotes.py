"""Quotations in many languages and styles of marks."""

from __future__ import annotations

import pytest

from firsthand.records import Report
from firsthand.split import split


def quotes(text: str, language: str = "en") -> list[tuple[int, list[str]]]:
    """Return (depth, pieces) of the quotations of a text."""
    found = split(Report(id="r", text=text, language=language)).quotes
    return [(q.depth, [text[s:e] for s, e in q.pieces]) for q in found]


def flat(text: str, language: str = "en") -> list[str]:
    return [piece for _, pieces in quotes(text, language) for piece in pieces]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "“We leave at dawn,” said Ada.", ["We leave at dawn,"]),
        ("en", '"We leave," said Ada, "at dawn."', ["We leave,", "at dawn."]),
        ("en", "'Never,' he said, 'in my life.'", ["Never,", "in my life."]),
        ("en", "``We leave at dawn,'' said Ada.", ["We leave at dawn,"]),
        ("en", "＂We leave,＂ said Ada.", ["We leave,"]),
        ("en", 'He was "firm"; she ("Ada") was not.', ["firm", "Ada"]),
        ("de", "„Wir gehen“, sagte sie. »Nein«, rief er.", ["Wir gehen", "Nein"]),
        ("de", 'Der „Bote"-Reporter schwieg.', ["Bote"]),
        ("fr", "«\u00a0Nous partons\u00a0», a dit Zoé.", ["Nous partons"]),
        ("pl", "„Tak” – odparł Jan.", ["Tak"]),
        ("nl", "‘Wij gaan ’s morgens om zo’n uur,’ zei ze.", ["Wij gaan ’s morgens om zo’n uur,"]),
        ("nl", ",,Wij gaan'', zei ze.", ["Wij gaan"]),
        ("sv", "”Vi går”, sa hon. »Nej», ropade han.", ["Vi går", "Nej"]),
        ("ru", "«Да», — сказал Олег.", ["Да"]),
        ("uk", "П’ять м'ячів. „Так“, – мовив він.", ["Так"]),
        ("tr", "“Türkiye'de kalırız.” dedi.", ["Türkiye'de kalırız."]),
        ("zh", "他说：“走吧。”她答“好”了。", ["走吧。", "好"]),
        ("ja", "「行くのか？」と彼は聞いた。", ["行くのか？"]),
        ("ko", "그는 “간다”라고 말했다.", ["간다"]),
        ("ar", 'قال: "نحن هنا". وأضاف: «لن نرحل».', ["نحن هنا", "لن نرحل"]),
        ("he", 'הרמטכ"ל אמר: "אנחנו כאן". ב"הארץ" נכתב.', ["אנחנו כאן", "הארץ"]),
        ("el", "«Φεύγουμε», είπε η Άννα.", ["Φεύγουμε"]),
        ("hi", "उसने कहा, “हम जाएंगे।”", ["हम जाएंगे।"]),
    ],
)
def test_finds_what_stands_between_marks(language: str, text: str, expected: list[str]) -> None:
    assert flat(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I don't think the boys' coats or James' hat fit the rock 'n' roll of the '90s."),
        ("en", "He is 6'2\" tall, 6' wide, and has a 15\" screen and a 9' wall."),
        ("en", "’Twas cold in the ’80s, wasn’t it? The teachers’ union said so."),
        ("nl", "’s Morgens en ’s avonds gaan we naar zo'n huis in 's-Gravenhage; 't is ver."),
        ("fr", "L'homme d’hier n'a qu’un mot : aujourd'hui."),
        ("it", "Il presidente d’Italia e l'amico dell’altro paese negli anni ’30."),
        ("uk", "П’ять м'ячів і об’єднання."),
        ("he", 'צה"ל והרמטכ"ל שתקו.'),
        ("en", 'A stray wo"rd and a lone mark " in the middle.'),
    ],
)
def test_is_not_fooled_by_apostrophes_and_inches(language: str, text: str) -> None:
    assert flat(text, language) == []


def test_an_inch_sign_inside_a_quotation_does_not_close_it() -> None:
    text = '"It has a 15" screen," she said. "And 6\'2" of cable."'
    assert flat(text) == ['It has a 15" screen,', "And 6'2\" of cable."]


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert flat("‘I saw the boys’ coats there,’ he said.") == ["I saw the boys’ coats there,"]
    assert flat("'The twins' room is empty,' he said.") == ["The twins' room is empty,"]


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“He told me ‘go away’ and left,” she said.", "He told me ‘go away’ and left,", "go away"),
        ('"He told me "go away" and left," she said.', 'He told me "go away" and left,', "go away"),
        ("„Er nannte es ‚Unsinn‘“, sagte sie.", "Er nannte es ‚Unsinn‘", "Unsinn"),
        ("«Это „важно“», — сказал он.", "Это „важно“", "важно"),
        ("「彼は『はい』と言った」と述べた。", "彼は『はい』と言った", "はい"),
        ("‘He said “no” twice,’ she said.", "He said “no” twice,", "no"),
        ("« Il a dit “non” hier », dit-elle.", "Il a dit “non” hier", "non"),
    ],
)
def test_quotations_nest(text: str, outer: str, inner: str) -> None:
    assert quotes(text) == [(0, [outer]), (1, [inner])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said, “There is a plan.“ He left.", "There is a plan."),
        ("She said: “We have a good result.’ He left.", "We have a good result."),
        ("She said: ”We have a result.” He left.", "We have a result."),
        ('She said: «We have a result." He left.', "We have a result."),
    ],
)
def test_a_wrong_mark_still_opens_or_closes(text: str, expected: str) -> None:
    assert flat(text) == [expected]


def test_a_quotation_goes_over_paragraphs_that_each_open_it_anew() -> None:
    text = "Ada said: “It starts. It goes on.\n\n“Then more.\n\n“Here it ends,” she said.\n\n“No.”"
    assert quotes(text) == [
        (0, ["It starts. It goes on.", "Then more.", "Here it ends,"]),
        (0, ["No."]),
    ]


def test_paragraphs_that_each_close_are_quotations_of_their_own() -> None:
    assert len(quotes("“One.”\n\n“Two.”\n\n“Three.”")) == 3


def test_a_quotation_that_a_later_paragraph_closes_is_one() -> None:
    text = "He read: «First line\n\nsecond line\n\nthird line».\n\nThen he sat."
    assert quotes(text, "ru") == [(0, ["First line", "second line", "third line"])]


def test_nested_quotations_go_over_paragraphs_together() -> None:
    text = "Сторож «слышал, как внизу поют „Домой!\n\nДомой!“»."
    assert quotes(text, "ru") == [
        (0, ["слышал, как внизу поют „Домой!", "Домой!“"]),
        (1, ["Домой!", "Домой!"]),
    ]


def test_an_unclosed_quotation_takes_its_paragraph() -> None:
    report = split(Report(id="r", text="He said: “We leave now.\n\nShe did not.", language="en"))
    (quote,) = report.quotes
    assert not quote.closed
    assert report.text[slice(*quote.pieces[0])] == "We leave now."
    assert quote.outer == (9, 23)


def test_outer_runs_from_mark_to_mark() -> None:
    text = "He said: “ We leave ” now."
    (quote,) = split(Report(id="r", text=text)).quotes
    assert text[slice(*quote.outer)] == "“ We leave ”"
    assert text[slice(*quote.pieces[0])] == "We leave"
    assert quote.closed


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "— Нет, — сказал Иван. — Никогда!", ["Нет", "Никогда!"]),
        ("ru", "— Это дом — большой? — спросил он.", ["Это дом — большой?"]),
        ("es", "—No lo sé —dijo Juan—. Pregunta a Ana.", ["No lo sé", "Pregunta a Ana."]),
        ("es", "—¿Vienes? —preguntó Ana.", ["¿Vienes?"]),
        ("fr", "— Je viens, dit-il en riant.", ["Je viens"]),
        ("fr", "— Pourquoi ? demanda Anne.", ["Pourquoi ?"]),
        ("pl", "– Nie wiem – powiedział Jan. – Zapytaj Annę.", ["Nie wiem", "Zapytaj Annę."]),
        ("pl", "- Nie wiem - powiedział Jan.", ["Nie wiem"]),
        ("tr", "— Gelmem, dedi Ali.", ["Gelmem"]),
        ("uk", "— Так, — відповіла Оля.", ["Так"]),
        ("pt", "— Não sei — disse João.", ["Não sei"]),
    ],
)
def test_dashes_mark_speech(language: str, text: str, expected: list[str]) -> None:
    assert flat(text, language) == expected


def test_a_dash_alone_marks_speech_only_beside_other_speech() -> None:
    talk = "— Ты идёшь? — спросил Олег.\n\n— Иду.\n\n— Хорошо."
    assert flat(talk, "ru") == ["Ты идёшь?", "Иду.", "Хорошо."]
    assert flat("— пункт один\n\n— пункт два\n\n— пункт три", "ru") == []
    assert flat("The harbour — once the largest — is closed.") == []
