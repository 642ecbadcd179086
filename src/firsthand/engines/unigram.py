"""From a text to the encoder's tokens, each with its place in the text.

The Unigram method of Kudo 2018, "Subword Regularization" (ACL 2018): of all ways to cut a word
into pieces of the vocabulary, the most probable one. It is written here, in a few lines, because
the libraries that do it need two seconds to take in a vocabulary of 250,000 pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from firsthand.engines.weights import Vocabulary
from firsthand.records import Span

# A piece as cut from a word: token id, and the first and last (exclusive) character.
_Piece = tuple[int, int, int]

_WORD_START = "▁"
_UNKNOWN_PENALTY = 10.0
_WORDS_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids of a text without special tokens, and the code points each was read from.

    Spans are in order and never overlap. The span of a token that no code point of its own stands
    for (a word's bare beginning; the second token of one code point, as in "㎏") is empty.
    """

    ids: tuple[int, ...]
    spans: tuple[Span, ...]


class Unigram:
    """Cuts texts into the pieces of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        ids = {piece: number for number, piece in enumerate(vocabulary.pieces)}
        # Special tokens have score 0, so that "</s>" in a text would always win.
        for special in (vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown):
            del ids[vocabulary.pieces[special]]
        self._ids = ids
        self._scores = vocabulary.scores
        self._replace = dict(vocabulary.replace)
        self._unknown = vocabulary.unknown
        self._unknown_score = min(vocabulary.scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, ids))
        self._pieces = lru_cache(_WORDS_REMEMBERED)(self._cut)

    def encode(self, text: str, limit: int) -> Tokens:
        """Return at most ``limit`` tokens; an empty text gives none.

        Of a text longer than ``limit`` times the longest piece (16), only so much is looked at.
        """
        ids: list[int] = []
        spans: list[Span] = []
        done = 0
        for word, origins in self._words(text[: limit * self._longest]):
            for number, first, last in self._pieces(_WORD_START + word):
                # The mark at the word's start is no character of the text: hence the - 1.
                start = max(done, origins[max(first - 1, 0)][0])
                end = max(start, origins[last - 2][1]) if last > 1 else start
                ids.append(number)
                spans.append((start, end))
                done = end
            if len(ids) >= limit:
                break
        return Tokens(tuple(ids[:limit]), tuple(spans[:limit]))

    def _words(self, text: str) -> Iterator[tuple[str, list[Span]]]:
        """Yield normalised words, with the code points that each character came from."""
        word: list[str] = []
        origins: list[Span] = []
        for character, span in self._characters(text):
            if character != " ":
                word.append(character)
                origins.append(span)
            elif word:
                yield "".join(word), origins
                word, origins = [], []
        if word:
            yield "".join(word), origins

    def _characters(self, text: str) -> Iterator[tuple[str, Span]]:
        replace = self._replace
        for composed, span in _composed(text):
            for character in composed.translate(replace):
                yield character, span

    def _cut(self, word: str) -> tuple[_Piece, ...]:
        """Return the most probable pieces of a word; of equals the one with longer beginnings."""
        best, came, token = self._paths(word)
        pieces: list[_Piece] = []
        last = len(best) - 1
        while last > 0:
            number, first = token[last], came[last]
            # Unknown characters in a row are one unknown token, as in training.
            if pieces and number == self._unknown == pieces[-1][0]:
                pieces[-1] = (number, first, pieces[-1][2])
            else:
                pieces.append((number, first, last))
            last = first
        return tuple(reversed(pieces))

    def _paths(self, word: str) -> tuple[list[float], list[int], list[int]]:
        """Return, for each place in the word, the best score, the place before, the token."""
        size = len(word)
        best = [0.0] + [-inf] * size
        came = [0] * (size + 1)
        token = [self._unknown] * (size + 1)
        for first in range(size):
            unknown = best[first] + self._unknown_score
            if unknown > best[first + 1]:
                best[first + 1], came[first + 1], token[first + 1] = unknown, first, self._unknown
            for last in range(first + 1, min(size, first + self._longest) + 1):
                number = self._ids.get(word[first:last])
                if number is None:
                    continue
                score = best[first] + self._scores[number]
                if score > best[last]:
                    best[last], came[last], token[last] = score, first, number
        return best, came, token


def _composed(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each character with its span, a letter and the accents after it as one."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((character, (at, at + 1)) for at, character in enumerate(text))
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield unicodedata.normalize("NFC", text[start:at]), (start, at)
            start = at
