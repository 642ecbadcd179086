"""One form of a word for look-up: case folded, and what writers set or leave out."""

from __future__ import annotations

MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
"""Combining marks that stand within words, as a range of a regular expression's character set."""

# Alif with and without hamza or madda is one letter; vowel signs and the stretching stroke none.
_ALIFS = dict.fromkeys(map(ord, "أإآٱ"), "ا")
_UNWRITTEN = dict.fromkeys([0x0640, 0x0670, *range(0x064B, 0x0660)])
# Turkish dots its i or not; "İ" folds to "i" and a dot of its own, "I" to a dotted "i".
_DOTS = {ord("ı"): "i", 0x0307: None}
_LETTERS = {**_ALIFS, **_UNWRITTEN, **_DOTS}


def fold(word: str) -> str:
    """Return ``word`` as words are compared: "ß" is "ss", "’" is "'", Arabic without vowel signs.

    Arabic alifs are all written bare, and every i has its one dot. The empty string stays empty.
    """
    folded = word.casefold()
    return folded if folded.isascii() else folded.replace("’", "'").translate(_LETTERS)
