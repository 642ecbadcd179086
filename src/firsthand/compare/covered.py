"""Pairs of tellings with their words covered by each other: what wording and polarity look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.align.coverage import Coverage, cover
from firsthand.compare.sides import Pair, Side
from firsthand.engines.base import Encoder, TokenStates
from firsthand.records import Span

_PAIRS_AT_ONCE = 64
_UNREAD = 40
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a side as one text, and where each of its characters stands in the report."""

    side: Side
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the place in the report of ``text[start:end]``, at least one character."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class CoveredPair:
    """A pair of tellings and how far the words of each are covered by the other's.

    ``states`` are the tokens of both, the fullest telling's first.
    """

    pair: Pair
    fullest: Words
    other: Words
    mine: Coverage
    its: Coverage
    states: tuple[TokenStates, TokenStates]

    def directions(self) -> tuple[tuple[Words, Words, Coverage, Coverage], ...]:
        """Return (has, lacks, coverage of has, coverage of lacks), the fullest telling first."""
        return (
            (self.fullest, self.other, self.mine, self.its),
            (self.other, self.fullest, self.its, self.mine),
        )


def cover_pairs(pairs: Sequence[Pair], encoder: Encoder) -> Iterator[CoveredPair | None]:
    """Yield each pair covered; None where both use the same words or one was not read whole."""
    for first in range(0, len(pairs), _PAIRS_AT_ONCE):
        chunk = pairs[first : first + _PAIRS_AT_ONCE]
        words = [(_words(pair.fullest), _words(pair.other)) for pair in chunk]
        texts = list(dict.fromkeys(w.text for two in words for w in two))
        states = dict(zip(texts, encoder.tokens(texts), strict=True))
        for pair, (fullest, other) in zip(chunk, words, strict=True):
            yield _covered(pair, fullest, other, states)


def count_words(text: str) -> int:
    """Return the number of words; each sign of Chinese or Japanese is one."""
    return len(_WORD.findall(text))


def _words(side: Side) -> Words:
    text = side.report.text
    places: list[int] = []
    for start, end in side.spans:
        if places:
            places.append(places[-1])  # the space that joins two pieces
        places += range(start, end)
    return Words(side, " ".join(text[start:end] for start, end in side.spans), tuple(places))


def _covered(
    pair: Pair, fullest: Words, other: Words, states: Mapping[str, TokenStates]
) -> CoveredPair | None:
    one, two = states[fullest.text], states[other.text]
    if _alike(fullest.text, other.text) or _cut(fullest.text, one) or _cut(other.text, two):
        return None
    return CoveredPair(pair, fullest, other, *cover(fullest.text, other.text, one, two), (one, two))


def _alike(a: str, b: str) -> bool:
    return [w.casefold() for w in _WORD.findall(a)] == [w.casefold() for w in _WORD.findall(b)]


def _cut(text: str, states: TokenStates) -> bool:
    """Tell whether the encoder has not read a text to its end."""
    return not states.spans or states.spans[-1][1] + _UNREAD < len(text)
