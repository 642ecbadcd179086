"""Text folded for reading numbers: one case, one set of digits, with the way back to the places."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from firsthand.records import Span

_ALIKE = {
    "İ": "i",
    "ё": "е",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "’": "'",
    "ʼ": "'",
    "‘": "'",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "—": "–",
    "％": "%",
    "٪": "%",
    "，": ",",
    "،": ",",
    "．": ".",
    "：": ":",
    "／": "/",
    "٫": "٫",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``places[i]`` is where its character ``i`` stands in the text it came from.

    ``places`` has one more entry, for the end.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the place of folded characters in the unfolded text; an empty one is empty."""
        if start >= end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1


def fold(text: str, span: Span) -> Folded:
    """Fold ``text[span]``: lower case, ASCII digits, plain spaces, no vowel signs or invisibles."""
    start, end = span
    characters: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        for character in _folded(text[place]):
            characters.append(character)
            places.append(place)
    return Folded("".join(characters), (*places, end))


def fold_word(word: str) -> str:
    """Return a word or phrase as it stands in folded text."""
    return fold(word, (0, len(word))).text


@cache
def _folded(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Cf" or character == "ـ" or (category == "Mn" and _is_arabic(character)):
        return ""
    return character.lower()


def _is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"
