"""A report's text as windows of tokens: as much as a tagger sees at once.

Sentences are cut into tokens one by one. A window owns some of them and sees one more on each
side; each sentence is owned by one window, so that a tagger answers for each place once, and knows
what is around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.engines.unigram import Unigram
from firsthand.records import Report, Span
from firsthand.spans import SpanIndex

OWNED = 192
"""The most tokens that a window owns, unless one sentence alone has more of them."""
_MOST_BESIDE = 64
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence's place and the number of its paragraph."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens in order of the text: ``ids``, their places, the numbers of their sentences.

    ``quotes`` are the numbers of the innermost quotations that they stand in, -1 for none. Between
    paragraphs stands a token whose place is empty. ``owned`` is (first, last + 1) of the tokens
    that this window answers for.
    """

    ids: tuple[int, ...]
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]
    quotes: tuple[int, ...]
    owned: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Tokens:
    ids: tuple[int, ...]
    spans: tuple[Span, ...]
    paragraph: int


def _sentences(report: Report) -> list[_Sentence]:
    return [
        _Sentence(span, number)
        for number, passage in enumerate(report.passages)
        for span in (passage.sentences or (passage.span,))
    ]


def windows(report: Report, unigram: Unigram, break_id: int) -> list[Window]:
    """Return a report's windows in order; ``break_id`` is the token that parts paragraphs.

    A report without passages gives none.
    """
    parts = [
        part for sentence in _sentences(report) for part in _parts(report.text, sentence, unigram)
    ]
    quotes = _Quotes(report)
    return [_window(parts, first, last, break_id, quotes) for first, last in _owned(parts)]


class _Quotes:
    """Tells in which quotation a place stands."""

    def __init__(self, report: Report) -> None:
        numbered = [(piece, n) for n, quote in enumerate(report.quotes) for piece in quote.pieces]
        self._numbers = [n for _, n in numbered]
        self._pieces = [piece for piece, _ in numbered]
        self._index = SpanIndex(self._pieces)

    def around(self, span: Span) -> int:
        """Return the number of the innermost quotation, -1 outside all."""
        found = self._index.at(span[0]) if span[0] < span[1] else []
        size = min(found, key=lambda k: self._pieces[k][1] - self._pieces[k][0], default=None)
        return -1 if size is None else self._numbers[size]


def _parts(text: str, sentence: _Sentence, unigram: Unigram) -> Iterator[_Tokens]:
    """Yield a sentence's tokens, in parts where it is far too long for a window."""
    start, end = sentence.span
    tokens = unigram.encode(text[start:end], end - start + 1)
    places = tuple((a + start, b + start) for a, b in tokens.spans)
    for at in range(0, len(tokens.ids), _LONGEST):
        to = at + _LONGEST
        yield _Tokens(tokens.ids[at:to], places[at:to], sentence.paragraph)


def _owned(parts: Sequence[_Tokens]) -> Iterator[tuple[int, int]]:
    first = size = 0
    for number, part in enumerate(parts):
        if number > first and size + len(part.ids) > OWNED:
            yield first, number
            first, size = number, 0
        size += len(part.ids)
    if parts:
        yield first, len(parts)


def _window(
    parts: Sequence[_Tokens], first: int, last: int, break_id: int, quotes: _Quotes
) -> Window:
    ids: list[int] = []
    spans: list[Span] = []
    numbers: list[int] = []
    owned = [0, 0]
    for number in range(max(0, first - 1), min(len(parts), last + 1)):
        part = parts[number]
        own_ids, own_spans = part.ids, part.spans
        if number < first:
            own_ids, own_spans = own_ids[-_MOST_BESIDE:], own_spans[-_MOST_BESIDE:]
        elif number >= last:
            own_ids, own_spans = own_ids[:_MOST_BESIDE], own_spans[:_MOST_BESIDE]
        if ids and parts[number - 1].paragraph != part.paragraph:
            ids.append(break_id)
            spans.append((own_spans[0][0], own_spans[0][0]))
            numbers.append(number)
        if number == first:
            owned[0] = len(ids)
        ids.extend(own_ids)
        spans.extend(own_spans)
        numbers.extend([number] * len(own_ids))
        if number < last:
            owned[1] = len(ids)
    inside = tuple(map(quotes.around, spans))
    return Window(tuple(ids), tuple(spans), tuple(numbers), inside, (owned[0], owned[1]))
