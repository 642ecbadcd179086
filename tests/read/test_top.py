from __future__ import annotations

import pytest

from firsthand.read import top


def title(text: str) -> str | None:
    return top.title(top.first_lines(text), "en")


def byline(text: str) -> str | None:
    return top.byline(top.first_lines(text))


BODY = "The north quay stays closed for six weeks, the harbour master said on Monday evening."


def test_a_headline_before_a_blank_line() -> None:
    assert title(f"Quay stays closed\n\n{BODY}") == "Quay stays closed"
    assert title(f"Will the quay open?\r\n\r\n{BODY}") == "Will the quay open?"
    assert title(f"Ferries turn back to U.S.\n\n{BODY}") == "Ferries turn back to U.S."


def test_a_headline_above_a_clearly_longer_line() -> None:
    assert title(f"Quay stays closed\n{BODY}") == "Quay stays closed"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nMore.",
        "One line only",
        "A line of some length that goes on\nand another one of the same length\n",
        f"By Ada Quill\n\n{BODY}",
        f"14 May 2031\n\n{BODY}",
        f"14-MAY-31\n\n{BODY}",
        f"{'long words ' * 40}\n\n{BODY}",
        f"- a list\n\n{BODY}",
        "橋は閉鎖されたままだと市長は述べた。\n\n列車は通せない。",
        "",
    ],
)
def test_what_is_no_headline(text: str) -> None:
    assert title(text) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", "Ada Quill"),
        ("By Ada Quill and Tom O’Dray, Lanver Courier", "Ada Quill and Tom O’Dray"),
        ("By Ada Quill | 14 May 2031", "Ada Quill"),
        ("By Ada Quill, 14 May 2031", "Ada Quill"),
        ("Von Jana Hohlweg", "Jana Hohlweg"),
        ("Par Odile Verstrepen", "Odile Verstrepen"),
        ("Por Inés Calahorra y Beltrán Duero", "Inés Calahorra y Beltrán Duero"),
        ("Door Wim van der Plas", "Wim van der Plas"),
        ("Автор: Нина Ольхова", "Нина Ольхова"),
        ("بقلم سلمى الحداد", "سلمى الحداد"),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert byline(f"Quay stays closed\n\n{line}\n\n{BODY}") == names


@pytest.mark.parametrize(
    "line",
    [
        "By Monday evening the quay was closed.",
        "Von der Brücke ist nichts geblieben.",
        "Door de storm is de kade dicht",
        "By 14 May the ferries had turned back",
        "Text messages were sent",
        "By",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert byline(f"Quay stays closed\n\n{line}\n\n{BODY}") is None


def test_a_byline_far_below_is_not_looked_for() -> None:
    assert byline("\n\n".join([BODY] * 12 + ["By Ada Quill"])) is None


@pytest.mark.parametrize(
    ("text", "outlet", "author"),
    [
        ("Dam bursts\n\nBy Mira Oduya, The Valley Herald\n14 May 2031\n\nText.",
         "The Valley Herald", "Mira Oduya"),
        ("Dam bursts\n\nThe Valley Herald, 14 May 2031\n\nText.", "The Valley Herald", None),
        ("Dam bursts\n\nBern, 14 May 2031\n\nText.", None, None),
        ("سد ينهار\n\nصحيفة الوادي\n14 مايو 2031\n\nنص.", "صحيفة الوادي", None),
    ],
)  # fmt: skip
def test_outlet_signs_the_first_lines(text: str, outlet: str | None, author: str | None) -> None:
    lines = top.first_lines(text)
    assert top.outlet(lines, "ar" if "سد" in text else "en") == outlet
    assert top.byline(lines) == author
