"""Which side of a second-place verb its subject stands on, in languages with fenced clauses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import (
    OPENING_MARKS,
    Range,
    is_comma,
    looks_finite,
    opens_adverbial,
)
from firsthand.attribute.placing import next_comma
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.tokens import Token

_STEM = 5


def main_subject(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return the subject of the main clause ``tokens[start:end]``, whatever its verb."""
    return main_clause(tokens, start, end, lexicon)[0]


def main_clause(
    tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon
) -> tuple[Range | None, int | None]:
    """Return the subject of the main clause ``tokens[start:end]`` and the index of its verb."""
    piece = start
    for k in range(start, end):
        token = tokens[k]
        if k > start and is_comma(tokens[k - 1]):
            piece = k
        if token.kind != "word" or token.capital or is_subordinate(tokens, piece, lexicon):
            continue
        behind_comma = k == piece > 0 and not _opens_phrase(token, lexicon)
        known = k > 0 and (lexicon.is_verb(token.lower) or looks_finite(tokens, k, lexicon))
        if not (known or behind_comma):
            continue
        left = None if k == start else left_phrase(tokens, k, lexicon)
        right = right_phrase(tokens[:end], k + 1, lexicon)
        if left is not None and not (
            front_is_free(tokens, k, lexicon) or inverts(tokens, left, right, lexicon)
        ):
            return left, k
        return right or left, k
    return None, None


def is_subordinate(tokens: Sequence[Token], piece: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause word or a relative pronoun opens the piece between commas."""
    word = tokens[piece].lower
    marked = piece + 1 < len(tokens) and tokens[piece + 1].text in OPENING_MARKS
    if lexicon.has("coordinators", word) or marked:
        # "Als „Skandal“ bezeichnete …" opens with "as".
        return False
    if lexicon.has("that", word) or lexicon.has("clause_words", word):
        return True
    relative = lexicon.has("relatives", word)
    if lexicon.has("prepositions", word) and piece + 1 < len(tokens):
        relative = lexicon.has("relatives", tokens[piece + 1].lower)
        return piece > 0 and relative and not _noun_follows(tokens, piece + 2)
    return piece > 0 and relative and not _noun_follows(tokens, piece + 1)


def _noun_follows(tokens: Sequence[Token], k: int) -> bool:
    """Tell an article ("der Minister") from a relative pronoun ("der gestern …")."""
    return k < len(tokens) and tokens[k].kind == "word" and tokens[k].capital


def _opens_phrase(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the word behind a comma opens a phrase and is no verb."""
    groups = ("determiners", "prepositions", "pronouns", "coordinators", "relatives", "time_words")
    if lexicon.is_adverb(token.lower) or lexicon.starts_clause(token.lower):
        return True
    return any(lexicon.has(group, token.lower) for group in groups)


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
    while (
        phrase is not None
        and phrase[1] < first
        and lexicon.has("coordinators", tokens[phrase[1]].lower)
    ):
        phrase = right_phrase(tokens[:first], phrase[1] + 1, lexicon)
    return phrase is not None and phrase[1] == first


def inverts(
    tokens: Sequence[Token], left: Range | None, right: Range | None, lexicon: Lexicon
) -> bool:
    """Tell whether of the phrases around a second-place verb only the right one names somebody.

    "Die Frage beantwortete der Minister", "Lachend fügte Holt hinzu".
    """
    if left is None or right is None or lexicon.has("oblique", tokens[right[0]].lower):
        return False
    return may_speak(tokens, right, lexicon) and not may_speak(tokens, left, lexicon)


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


def may_speak(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    """Tell whether a noun phrase names somebody: a pronoun, a listed noun, a full name.

    Where every noun has a capital letter a name is a noun without an article, or two in a row.
    """
    words = [t for t in tokens[span[0] : span[1]] if t.kind == "word"]
    inner = (k for k, t in enumerate(words) if k and lexicon.has("prepositions", t.lower))
    words = words[: next(inner, len(words))]
    if not words:
        return False
    if lexicon.has("subject_pronouns", words[0].lower):
        return not lexicon.has("neuters", words[0].lower)
    if any(_is_listed(t, lexicon) for t in words):
        return True
    named = any(a.capital and b.capital for a, b in pairwise(words))
    if len(words) == 1 and span[0] == 0:
        return False
    if lexicon.nouns_capital:
        article = lexicon.has("determiners", words[0].lower)
        return named or (len(words) == 1 and words[0].capital and not article)
    return named or (len(words) == 1 and words[0].capital)


def _is_listed(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a table lists the noun as a speaker, compounds of long ones included."""
    if token.lower in lexicon.speaker_nouns:
        return True
    if not lexicon.nouns_capital or not token.capital:
        return False
    return any(len(n) >= _STEM and token.lower.endswith(n) for n in lexicon.speaker_nouns)
