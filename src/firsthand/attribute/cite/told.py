"""Outlets to which something was said, or by which it was told: "told CNN", "laut dpa"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand import languages
from firsthand.attribute.cite.named import Named, canonical, is_outlet_like, kind_of
from firsthand.attribute.mentions import SpeakerWords
from firsthand.attribute.tokens import words_in
from firsthand.records import Citation, Report, Span
from firsthand.spans import contains, overlap

_REACH = 60
_ADJACENT = 2


def addressed(report: Report, known: SpeakerWords, named: Sequence[Named]) -> Iterator[Citation]:
    """ "told Reuters", "in an interview with CNN", "gegenüber der dpa"."""
    pattern = _addressing(report.language)
    if pattern is None:
        return
    places = {n.span[0]: n.span for n in named}
    for match in pattern.finditer(report.text):
        place = _addressee(report.text, match.end(), known, places)
        if place is None or any(contains(q.outer, place) for q in report.quotes):
            continue
        name = report.text[place[0] : place[1]]
        span = (match.start(), place[1])
        scope = sentence(report, span)
        yield Citation(span, canonical(name), kind_of(name), scope, "rules:addressed", 0.85)


@cache
def _addressing(language: str | None) -> re.Pattern[str] | None:
    words = languages.table(language, "citation").get("addressing", ())
    either = "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.I) if words else None


def _addressee(
    text: str, start: int, known: SpeakerWords, places: Mapping[int, Span]
) -> Span | None:
    """Return the outlet's name right behind an addressing word, past article and kind word."""
    run: list[Span] = []
    kind_named = False
    for s, e in words_in(text, (start, min(len(text), start + _REACH))):
        if s in places:
            return places[s]
        word = text[s:e]
        # Weekdays and nationalities are written with capitals too ("told the media Saturday").
        named = word[:1].isupper() and not known.has("demonyms", word.casefold())
        if named or (word[:1].isdigit() and not run):
            run.append((s, e))
        elif run or not word[:1].isalpha():
            break
        elif known.has("outlets", word.casefold()):
            kind_named = True
        elif not (known.has("definite", word.casefold()) or len(word) <= _ADJACENT):
            break
    if not run:
        return None
    place = (run[0][0], run[-1][1])
    return place if kind_named or is_outlet_like(text[place[0] : place[1]], known) else None


def sentence(report: Report, span: Span) -> Span:
    """Return the sentence in which ``span`` begins; without passages ``span`` itself."""
    for passage in report.passages:
        if contains(passage.span, span):
            return next((s for s in passage.sentences if overlap(s, span)), passage.span)
    return span
