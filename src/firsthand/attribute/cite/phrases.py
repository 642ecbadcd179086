"""Many phrases found in a text at once, fast: a search for first words, then a look at the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.records import Span


@dataclass(frozen=True, slots=True)
class Phrases:
    """Lower-case phrases by what they begin with; ``spaced`` ones begin and end with a word."""

    heads: Mapping[str, Sequence[str]]
    spaced: bool = True

    def within(self, lower: str) -> list[Span]:
        """Return where the phrases stand in a text in lower case, the longest at each place.

        Spans do not overlap and are in order.
        """
        found: list[Span] = []
        for head, phrases in self.heads.items():
            start = lower.find(head)
            while start >= 0:
                if not (self.spaced and start and _is_letter(lower[start - 1])):
                    end = self._end(lower, start, phrases)
                    if end > start:
                        found.append((start, end))
                start = lower.find(head, start + 1)
        return _leftmost(found)

    def _end(self, lower: str, start: int, phrases: Sequence[str]) -> int:
        for phrase in phrases:
            end = start + len(phrase)
            if lower.startswith(phrase, start) and not (
                self.spaced and end < len(lower) and _is_letter(lower[end])
            ):
                return end
        return start


def phrases(words: Iterable[str], spaced: bool = True) -> Phrases:
    """Return phrases compiled for search; without spaces they are told by two characters."""
    heads: dict[str, list[str]] = {}
    for phrase in sorted({w.lower() for w in words}, key=lambda w: (-len(w), w)):
        heads.setdefault(phrase.split()[0] if spaced else phrase[:2], []).append(phrase)
    return Phrases(heads, spaced)


def lowered(text: str) -> str:
    """Return ``text`` in lower case, every character at its old place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _leftmost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
