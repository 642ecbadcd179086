"""Speakers that a cue takes over from elsewhere in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.hits import Hit
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, skip_adverbs_left
from firsthand.attribute.tokens import Token

_ABBREVIATED = 4
_FUNCTION = ("prepositions", "subordinators", "time_words", "possessives", "common_verbs")


def opening_phrase(
    tokens: Sequence[Token], lexicon: Lexicon, start: int = 0, least: int = 2
) -> Range | None:
    """Return the pronoun, name or short noun phrase that begins at token ``start``, or None.

    A name has at least ``least`` words, those in front of it counted.
    """
    if start >= len(tokens):
        return None
    first = tokens[start]
    if first.kind != "word" or lexicon.has("prepositions", first.lower):
        return None
    if lexicon.has("pronouns", first.lower):
        return start, start + 1
    end = start + (2 if lexicon.has("determiners", first.lower) else 1)
    while end < len(tokens) and _goes_on(tokens, end):
        end += 1
    named = first.capital and end - start >= least
    return (start, min(end, len(tokens))) if named and not lexicon.is_adverb(first.lower) else None


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether a name goes on at token ``k``: a capital, or the stop of "Rep." within it."""
    if tokens[k].kind == "word":
        return tokens[k].capital
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    short = tokens[k - 1].capital and len(tokens[k - 1].text) <= _ABBREVIATED
    return tokens[k].text == "." and short and following is not None and following.capital


def leading_subject(tokens: Sequence[Token], limit: int, lexicon: Lexicon) -> Range | None:
    """Return the pronoun or name that opens the last clause before token ``limit`` which has one.

    This needs no verb that a list knows: "In a note, Ada Holt snapped: …", "Asked why, he beamed:
    …".
    """
    starts = [k + 1 for k in range(limit - 1) if is_comma(tokens[k])]
    for start in (*reversed(starts), 0):
        if lexicon.has("coordinators", tokens[start].lower):
            start += 1
        found = opening_phrase(tokens[:limit], lexicon, start, least=1)
        if found is None or found[1] >= limit:
            continue
        behind = tokens[found[1]]
        subject = behind.kind == "word" or behind.text == "("
        spoken = lexicon.has("subject_pronouns", tokens[start].lower) or tokens[start].capital
        function = any(lexicon.has(g, tokens[start].lower) for g in _FUNCTION)
        function = function or lexicon.starts_clause(tokens[start].lower)
        if subject and spoken and not function:
            return found
    return None


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
