"""Passages, sentences and quotations: a report's text -> where each of them begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.records import Passage, Quote, Report, Span
from firsthand.split.dialogue import find_dialogue
from firsthand.split.kinds import kinds_of
from firsthand.split.nesting import settle
from firsthand.split.paragraphs import paragraphs
from firsthand.split.quotes import find_quotes
from firsthand.split.sentences import sentences

__all__ = ["split"]


def split(report: Report) -> Report:
    """Return the report with its ``passages`` and ``quotes``; nothing else is changed.

    Passages are paragraphs without surrounding white space, in order of the text; their sentences
    cover all their characters that are not white space. Quotes are sorted by where they begin,
    outer before inner. A text of white space gives neither. Linear in the length of the text.
    """
    text = report.text
    spans = paragraphs(text)
    kinds = kinds_of(text, spans, report.title, report.language)
    speech = find_dialogue(text, spans, report.language)
    quotes = settle([*find_quotes(text, spans), *speech])
    passages = tuple(
        Passage(span, kind, sentences=sentences(text, span, quotes_in, report.language))
        for span, kind, quotes_in in zip(spans, kinds, _by_passage(spans, quotes), strict=True)
    )
    return replace(report, passages=passages, quotes=quotes)


def _by_passage(spans: Sequence[Span], quotes: Sequence[Quote]) -> list[list[Quote]]:
    """Return for each passage the outermost quotes that touch it, in order."""
    found: list[list[Quote]] = [[] for _ in spans]
    k = 0
    for quote in quotes:
        if quote.depth:
            continue
        while k < len(spans) and spans[k][1] <= quote.outer[0]:
            k += 1
        n = k
        while n < len(spans) and spans[n][0] < quote.outer[1]:
            found[n].append(quote)
            n += 1
    return found
