"""The words of a text as places are read from it: with their capitals and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.records import Span

_MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_HAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{_HAN}]+|(?:[^\W\d_]\.){{2,}}|(?:(?![{_HAN}])[^\W\d_][{_MARK}]*)+")
"""A word, an abbreviation with dots, or a run of characters that are not parted by spaces."""
UNSPACED = re.compile(rf"[{_HAN}]")
"""A character of a script without spaces."""
_OPEN = re.compile(r"(?:^|[.!?…:;\n\r\"“”„«»‘‚*•–—|(\[]|[\"“„«‘‚(\[]\s?)\s*$")
_TITLE_CASE = 0.8
_LEAST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    span: Span
    text: str
    opens: bool
    """Whether it begins a sentence or a quotation, where a capital says nothing."""

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def cased(self) -> bool:
        """Tell whether its script has capitals."""
        return self.text[0].isupper() or self.text[0].islower()


def words_under(text: str, span: Span) -> list[Word]:
    """Return the words under a span, in order; an empty span gives []."""
    found: list[Word] = []
    for match in WORD.finditer(text, *span):
        before = text[max(0, match.start() - 3) : match.start()]
        opens = match.start() == 0 or _OPEN.search(before) is not None
        found.append(Word(match.span(), match.group(), opens))
    return found


def in_title_case(words: Sequence[Word]) -> bool:
    """Tell whether nearly all long words have a capital, as in headlines; few words: False."""
    long = [word for word in words if len(word.text) >= _LEAST_TITLE and word.cased]
    capitals = sum(word.capital for word in long)
    return len(long) > 2 and capitals >= _TITLE_CASE * len(long)
