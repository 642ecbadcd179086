"""Outlets that no table knows: call signs, names beside a kind word, and state media."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand import languages
from firsthand.attribute.cite.named import Named, in_speech, is_outlet_like
from firsthand.attribute.cite.phrases import Phrases, phrases
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.data import Outlet, no_stations
from firsthand.records import Report, Span
from firsthand.spans import overlap

_STATION = re.compile(
    r"\b(?:[\w-]{3,}\.(?:com|net|org)|[KW][A-Z]{3}|[KW][A-Z]{2,3}-(?:TV|FM|AM|DT))\b(?!-?\w)"
)
_QUOTED = re.compile(r"\s?[«„“”\"‘‹「《]([^«»„“”\"‘’‹›「」《》\n]{2,40})[»“”\"’›」》]")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_LAST_WORD = re.compile(r"(?<!\w)(\w+(?:-\w+)*(?:['’]s)?)\s$")
_MOST_WORDS = 5
_UNSURE_WORDS = 5


@dataclass(frozen=True, slots=True)
class CitationWords:
    """The ``[citation]`` table of a language: words that say that a name is an outlet's.

    ``kinds`` are nouns ("newspaper"), ``passed`` those and the words for agencies, of which not all
    are news agencies; ``follow`` where they stand behind the name; ``stops`` end a
    name in scripts without capitals, ``endings`` end one in 《》; ``state_media`` have no name.
    """

    kinds: frozenset[str]
    passed: frozenset[str]
    kind_phrases: Phrases
    follow: bool
    stops: frozenset[str]
    endings: tuple[str, ...]
    state_media: Phrases


@cache
def citation_words(language: str | None) -> CitationWords:
    """Return the compiled table; empty where the language has none."""
    table = languages.table(language, "citation")
    return CitationWords(
        frozenset(table.get("kinds", ())),
        frozenset((*table.get("kinds", ()), *table.get("agency_kinds", ()))),
        phrases(table.get("kinds", ())),
        bool(table.get("kinds_follow", False)),
        frozenset(table.get("name_stops", ())),
        tuple(table.get("name_endings", ())),
        phrases(table.get("state_media", ()), not table.get("unspaced", False)),
    )


def find_unlisted(
    report: Report, lower: str, known: SpeakerWords, named: Sequence[Named]
) -> list[Named]:
    """Return names of outlets that are not in the table, in order; none overlaps ``named``.

    ``lower`` is the report's text in lower case.
    """
    text, words = report.text, citation_words(report.language)
    found = list(named)
    for start, end in (
        *_stations(text),
        *_by_kind(text, lower, words, known),
        *_state(text, lower, words, known),
    ):
        if not any(overlap((start, end), n.span) for n in found):
            outlet = Outlet(id="", name=text[start:end], kind="outlet")
            found.append(Named((start, end), outlet, True, in_speech(report, (start, end))))
    return sorted((n for n in found if not n.outlet.id), key=lambda n: n.span)


def _stations(text: str) -> Iterator[Span]:
    for match in _STATION.finditer(text):
        if match.group() not in no_stations():
            yield match.span()


def _by_kind(text: str, lower: str, words: CitationWords, known: SpeakerWords) -> Iterator[Span]:
    """Yield names beside a kind word: "the daily Le Fleuve", "Valley Voice newspaper"."""
    if words.endings:
        for match in _QUOTED.finditer(text):
            if match.group(1).endswith(words.endings):
                yield match.span(1)
    for start, end in words.kind_phrases.within(lower):
        quoted = _QUOTED.match(text, end)
        if quoted and len(quoted.group(1).split()) <= _MOST_WORDS:
            first = quoted.group(1)[0]
            if not first.islower():
                yield quoted.span(1)
        elif words.follow:
            yield from _before(text, start, known)
        elif words.stops:
            yield from _until_stop(text, end, words)
        else:
            yield from _behind(text, end, known)


def _behind(text: str, start: int, known: SpeakerWords) -> Iterator[Span]:
    """Yield the capitalised words behind a kind word, "of the" between two of them kept."""
    spans: list[Span] = []
    behind = start
    for match in _WORD.finditer(text, start, min(len(text), start + 60)):
        word = match.group()
        lower = word.casefold()
        joins = known.has("inner_prepositions", lower) or known.has("definite", lower)
        if text[behind : match.start()] != " " or not (word[0].isupper() or (spans and joins)):
            break
        spans.append(match.span())
        behind = match.end()
    while spans and not text[spans[-1][0]].isupper():
        spans.pop()
    name = text[spans[0][0] : spans[-1][1]] if 0 < len(spans) <= _MOST_WORDS else ""
    # Where all nouns have capitals, a name has to look like one.
    if name and (not known.nouns_capital or name.isupper() or is_outlet_like(name, known)):
        yield spans[0][0], spans[-1][1]


def _before(text: str, end: int, known: SpeakerWords) -> Iterator[Span]:
    """Yield the capitalised words before a kind word, less article and nationality."""
    spans: list[Span] = []
    for match in _WORD.finditer(text, max(0, end - 60), end):
        word = match.group()
        plain = known.has("definite", word.casefold()) or known.has("demonyms", word.casefold())
        joined = bool(spans) and text[spans[-1][1] : match.start()] in {" ", ". "}
        if not word[:1].isupper() or (plain and not spans):
            spans = []
        else:
            spans = [*spans, match.span()] if joined else [match.span()]
    if spans and text[spans[-1][1] : end].strip() in {"", "'s", "’s"} and len(spans) > 1:
        yield spans[0][0], spans[-1][1]


def _until_stop(text: str, start: int, words: CitationWords) -> Iterator[Span]:
    """Yield the words up to a stop word; without one near, only the first."""
    spans: list[Span] = []
    behind = start
    for match in _WORD.finditer(text, start, min(len(text), start + 60)):
        gap = text[behind : match.start()]
        stop = match.group() in words.stops
        if stop or gap.strip():
            if spans and (stop or gap.strip()):
                yield spans[0][0], spans[-1][1]
            return
        behind = match.end()
        spans.append(match.span())
        if len(spans) > _UNSURE_WORDS:
            yield spans[0]
            return


def _state(text: str, lower: str, words: CitationWords, known: SpeakerWords) -> Iterator[Span]:
    """Yield "state television" with its country: whose media they are is known, not which."""
    for start, end in words.state_media.within(lower):
        before = _LAST_WORD.search(text, max(0, start - 20), start)
        if before and of_country(before.group(1), known):
            start = before.start()
        behind = _WORD.match(text, end + 1)
        if behind and of_country(behind.group(), known) and text[end] == " ":
            end = behind.end()
        yield start, end


def of_country(word: str, known: SpeakerWords) -> bool:
    """Tell whether a word is a country or a nationality, a genitive included."""
    lower = word.casefold().removesuffix("'s").removesuffix("’s")
    return known.has("demonyms", lower) or known.has("countries", lower)
