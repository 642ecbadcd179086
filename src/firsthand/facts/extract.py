"""The words of one telling, and what they name: what two tellings are compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from firsthand.facts.places import Place, possible_places
from firsthand.records import Span
from firsthand.spans import slice_text

WORD = re.compile(r"[^\W\d_]{3,}")
"""A word of three letters or more."""
_ANY = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Extract:
    """A text, the spans of one telling in it, its language, and the persons it names."""

    text: str
    spans: tuple[Span, ...]
    language: str | None
    persons: tuple[str, ...] = ()

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Return all that may be places, the unsure ones too."""
        return possible_places(self.text, self.spans, self.language, self.persons)

    @cached_property
    def words(self) -> str:
        """Return the telling's words."""
        return slice_text(self.text, self.spans, " ")

    @cached_property
    def named(self) -> tuple[tuple[int, str], ...]:
        """Return the telling's words of three letters or more that may be names, and where."""
        return tuple(
            (m.start(), m.group())
            for span in self.spans
            for m in WORD.finditer(self.text, *span)
            if not m.group()[0].islower()
        )

    def share(self, span: Span) -> float:
        """Return how much of the telling stands before a span, in 0..1."""
        before = sum(max(0, min(span[0], end) - start) for start, end in self.spans)
        return before / max(1, sum(end - start for start, end in self.spans))

    @cached_property
    def lower(self) -> frozenset[str]:
        """Return the words that stand in lower case anywhere in the whole text."""
        return frozenset(w for w in WORD.findall(self.text) if w.islower())

    @cached_property
    def all_words(self) -> tuple[tuple[int, str], ...]:
        """Return the telling's words with their places in the text, in order."""
        return tuple(
            (m.start(), m.group()) for span in self.spans for m in _ANY.finditer(self.text, *span)
        )


@lru_cache(maxsize=1024)
def extract_of(
    text: str, spans: tuple[Span, ...], language: str | None, persons: tuple[str, ...]
) -> Extract:
    """Return an extract, kept with what was found in it, since a telling is compared often."""
    return Extract(text, spans, language, persons)
