"""Speakers that a cue takes over from elsewhere in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.hits import Hit
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, skip_adverbs_left
from firsthand.attribute.tokens import Token


def opening_phrase(tokens: Sequence[Token], lexicon: Lexicon) -> Range | None:
    """Return the pronoun, name or short noun phrase that the segment begins with, or None."""
    first = tokens[0]
    if first.kind != "word" or lexicon.has("prepositions", first.lower):
        return None
    if lexicon.has("pronouns", first.lower):
        return 0, 1
    end = 2 if lexicon.has("determiners", first.lower) else 1
    while end < len(tokens) and tokens[end].kind == "word" and tokens[end].capital:
        end += 1
    named = first.capital and end > 1
    return (0, min(end, len(tokens))) if named and not lexicon.is_adverb(first.lower) else None


def accompanying(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return X of "with X saying"."""
    for k in range(hit.group - 1, max(-1, hit.group - 9), -1):
        if lexicon.has("accompanying", tokens[k].lower):
            return (k + 1, hit.group) if k + 1 < hit.group else None
        if tokens[k].kind != "word":
            return None
    return None


def first_subject(tokens: Sequence[Token], limit: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase before the segment's first verb that has one, before token ``limit``."""
    for k in range(1, limit):
        token = tokens[k]
        if token.kind == "word" and lexicon.is_verb(token.lower) and not token.capital:
            found = left_phrase(tokens, k, lexicon)
            if found is not None:
                return found
    return None


def last_subject(tokens: Sequence[Token], limit: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase before the nearest finite verb that has one, before token ``limit``."""
    for k in range(limit - 1, 0, -1):
        token = tokens[k]
        if token.kind != "word" or token.capital or not lexicon.is_verb(token.lower):
            continue
        if token.lower.endswith(lexicon.participle_endings or ("\0",)):
            continue
        before = tokens[skip_adverbs_left(tokens, k, lexicon) - 1]
        if lexicon.has("auxiliaries", before.lower) or lexicon.has("prepositions", before.lower):
            continue
        found = left_phrase(tokens, k, lexicon)
        if found is not None:
            return found
    return None
