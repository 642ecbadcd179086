"""Which side of a second-place verb its subject stands on, in languages with fenced clauses."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, looks_finite, opens_adverbial
from firsthand.attribute.placing import next_comma
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.tokens import Token


def main_subject(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return the subject of the main clause ``tokens[start:end]``, whatever its verb."""
    for k in range(start, end):
        token = tokens[k]
        if token.kind != "word" or token.capital:
            continue
        behind_comma = k == start > 0 and not lexicon.is_adverb(token.lower)
        known = k > 0 and (lexicon.is_verb(token.lower) or looks_finite(tokens, k, lexicon))
        if not (known or behind_comma):
            continue
        left = None if k == start else left_phrase(tokens, k, lexicon)
        if left is not None and not front_is_free(tokens, k, lexicon):
            return left
        return right_phrase(tokens[:end], k + 1, lexicon) or left
    return None


def behind_adjunct(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase behind a prepositional one ("erklärte laut Zeitung der Chef")."""
    if index + 1 >= len(tokens) or not lexicon.has("prepositions", tokens[index].lower):
        return None
    inner = right_phrase(tokens, index + 1, lexicon)
    if inner is None or inner[1] >= len(tokens):
        return None
    following = tokens[inner[1]]
    new = lexicon.has("determiners", following.lower) or lexicon.has("pronouns", following.lower)
    return right_phrase(tokens, inner[1], lexicon) if new else None


def subject_opens(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Tell whether what the comma before ``end`` closes is a noun phrase and its apposition."""
    first = next_comma(tokens, 0)
    if first >= end - 1 or opens_adverbial(tokens, 0, first, lexicon):
        return False
    phrase = right_phrase(tokens[:first], 0, lexicon)
    return phrase is not None and phrase[1] == first


def front_is_free(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Tell whether what stands before the second place is an adverbial or a demonstrative."""
    start = end
    while start > 0 and not is_comma(tokens[start - 1]) and tokens[start - 1].text not in ";:":
        start -= 1
    while start < end and lexicon.has("coordinators", tokens[start].lower):
        start += 1
    if start >= end:
        return not subject_opens(tokens, end, lexicon)
    # "Auch der Minister sagte": an adverb may stand with the subject, or alone.
    while start < end and lexicon.is_adverb(tokens[start].lower):
        start += 1
    if start >= end:
        return True
    word = tokens[start].lower
    groups = ("prepositions", "time_words", "subordinators", "as_words", "oblique")
    if any(lexicon.has(group, word) for group in groups) or word[:1].isdigit():
        return True
    return end - start == 1 and lexicon.has("demonstratives", word)
