"""Names in the narrator's text, whom a pronoun may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.attribute.mentions import Mention, read_mention
from firsthand.attribute.naming import proper_name
from firsthand.attribute.phrases import scripts_differ
from firsthand.attribute.segments import Segment
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.attribute.tokens import Token
from firsthand.attribute.unspaced import NAME_DOTS
from firsthand.records import Report


def _is_function(token: Token, known: SpeakerWords) -> bool:
    """Tell whether a sentence's first word has its capital from its place: "After", "And"."""
    return token.kind == "word" and known.has("function_words", token.lower)


def background_names(
    report: Report, segments: Sequence[Segment], known: SpeakerWords
) -> list[Mention]:
    """Return the full names (two words or a title and one) outside quotations, in order."""
    found: list[Mention] = []
    read: dict[str, Mention | None] = {}
    for segment in segments:
        if segment.within is not None:
            continue
        found.extend(_dotted_names(report.text, segment.tokens, known))
        for run in _capital_runs(segment.tokens, known):
            span = (run[0].start, run[-1].end)
            raw = report.text[slice(*span)]
            if raw not in read:
                read[raw] = _full_name(report.text, run, known)
            mention = read[raw]
            if mention is not None:
                found.append(replace(mention, span=span))
    return found


def _capital_runs(tokens: Sequence[Token], known: SpeakerWords) -> Iterator[Sequence[Token]]:
    """Yield the runs of two or more capitalised words, initials with their stops among them."""
    start = next((k for k, t in enumerate(tokens) if not _is_function(t, known)), 0)
    for end, token in enumerate(tokens[start:], start):
        initial = start < end and token.text == "." and len(tokens[end - 1].text) == 1
        turns = start < end and scripts_differ(tokens[end - 1], token)
        if ((token.kind == "word" and token.capital) or initial) and not turns:
            continue
        if end - start >= 2:
            yield tokens[start:end]
        start = end if turns and token.capital else end + 1
    if len(tokens) - start >= 2:
        yield tokens[start:]


def _full_name(text: str, run: Sequence[Token], known: SpeakerWords) -> Mention | None:
    mention = read_mention(text, (run[0].start, run[-1].end), known)
    name = proper_name([t.text for t in run], known)
    whole = name is not None and (" " in name or bool(mention.offices))
    return mention if whole and mention.kind == "person" else None


def _dotted_names(text: str, tokens: Sequence[Token], known: SpeakerWords) -> Iterator[Mention]:
    """Yield the foreign names of a script without capitals, each with the title before it."""
    for i, token in enumerate(tokens if known.vocabulary is not None else ()):
        if token.kind == "word" and any(c in NAME_DOTS for c in token.text[1:-1]):
            titled = i > 0 and known.has("titles", tokens[i - 1].lower)
            yield read_mention(text, (tokens[i - titled].start, token.end), known)
