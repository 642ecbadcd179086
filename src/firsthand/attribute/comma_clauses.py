"""Languages in which a comma always parts clauses: ", że", ", чтобы" open what is said."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import is_comma
from firsthand.attribute.tokens import Token


def that_behind_comma(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether ", że" stands at ``index``, where a comma always parts clauses."""
    if not lexicon.comma_clauses or index + 1 >= len(tokens) or not is_comma(tokens[index]):
        return False
    return lexicon.has("that", tokens[index + 1].lower)


def demand_behind_comma(tokens: Sequence[Token], index: int, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether ", aby" behind a demand stands at ``index``; behind others it is a purpose."""
    if not lexicon.comma_clauses or index + 1 >= len(tokens) or not is_comma(tokens[index]):
        return False
    wanted = hit.cue.force == "demand" or "that" in hit.cue.frames
    return wanted and lexicon.has("purpose_words", tokens[index + 1].lower)
