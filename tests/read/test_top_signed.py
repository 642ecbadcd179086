"""A line that signs or dates a report, right under its headline."""

import pytest

from firsthand.read.dates import date_line
from firsthand.read.top import byline, first_lines, outlet, published, title

BODY = "The council met on Tuesday evening and talked about the bridge until midnight, as before."


@pytest.mark.parametrize(
    ("language", "signature", "wanted"),
    [
        ("en", "By Maud Ferris, The Kestrel Observer, 13 May 2026",
         ("Maud Ferris", "The Kestrel Observer", "2026-05-13")),
        ("en", "By Laura Penhale, Kestrel Post, 12 May 2026",
         ("Laura Penhale", "Kestrel Post", "2026-05-12")),
        ("fr", "Par Luc Morel, Le Courrier de Kestrel, 12 mai 2026",
         ("Luc Morel", "Le Courrier de Kestrel", "2026-05-12")),
        ("ar", "صحيفة المرفأ، 12 مايو 2026", (None, "صحيفة المرفأ", "2026-05-12")),
        # A place before a date is no outlet.
        ("fr", "Le Quai, 12 mai 2026", (None, None, "2026-05-12")),
    ],
)  # fmt: skip
def test_a_signature_is_read_and_what_it_signs_has_a_title(language, signature, wanted):
    head = "A bridge that nobody wants to pay for any more"
    lines = first_lines(f"{head}\n{signature}\n\n{BODY}")
    assert title(lines, language) == head
    assert (byline(lines), outlet(lines, language), published(lines, language)) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "the bridge was closed by the council in haste, 12 May 2026",
        "She said, after a long evening with many words, much noise, 12 May 2026",
        "Nobody, he said, would pay, or so it seemed, 12 May 2026",
    ],
)
def test_a_sentence_that_ends_in_a_date_is_no_date_line(line):
    assert date_line(line, "en") is None
