"""What a noun phrase is made of, as far as closed word classes show it, without a parser.

A noun phrase is what lies between a verb and the nearest clause boundary; closed word classes of
the language (``languages/*.toml``) are the boundaries. All ranges are token indices, end
exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.tokens import Token

Range = tuple[int, int]

OPENING_MARKS = frozenset("“„\"«‘'「")
CLOSING_MARKS = frozenset("“”\"»«’'›‹」")
COMMAS = frozenset({",", "،", "，", "、"})
MAX_PHRASE = 14
_LATIN_END = "\u0250"
NAME_PARTICLES = frozenset(
    {"van", "de", "del", "della", "di", "da", "dos", "al", "bin", "ibn", "el"}
)


def is_comma(token: Token) -> bool:
    """Tell whether the token is a comma of any script."""
    return token.kind == "mark" and token.text in COMMAS


def scripts_differ(one: Token, other: Token) -> bool:
    """Tell whether one word is in Latin letters and the other is not: two names meet there."""
    latin = (one.text[:1] < _LATIN_END, other.text[:1] < _LATIN_END)
    return latin[0] != latin[1] and one.text[:1].isalpha() and other.text[:1].isalpha()


def before_marks(tokens: Sequence[Token], index: int) -> int:
    """Return ``index``, or where the closing marks before it begin if a comma stands in them.

    "…is “a fair price,” she said": the comma within the marks parts the clauses.
    """
    k = index
    while k > 0 and tokens[k - 1].kind == "mark" and tokens[k - 1].text in CLOSING_MARKS:
        k -= 1
    return k if k > 0 and is_comma(tokens[k - 1]) else index


def is_number(token: Token) -> bool:
    """Tell whether the token begins with a digit."""
    return token.text[:1].isdigit()


def skip_adverbs_left(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return the index behind the last token before ``index`` that is no adverb."""
    while index > 0 and tokens[index - 1].kind == "word":
        if not lexicon.is_adverb(tokens[index - 1].lower) or tokens[index - 1].capital:
            break
        index -= 1
    return index


def skip_adverbs_right(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return the first index from ``index`` on whose token is no adverb or time word."""
    while index < len(tokens) and tokens[index].kind == "word":
        word = tokens[index].lower
        if not (lexicon.is_adverb(word) or lexicon.has("time_words", word)):
            break
        index += 1
    return index


def opens_adverbial(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether ``tokens[start:end]`` opens as an adverbial does, with no noun of its own.

    Where one constituent precedes the verb, such a stretch names no speaker.
    """
    while start < end and lexicon.has("coordinators", tokens[start].lower):
        start += 1
    if start >= end:
        return True
    word = tokens[start].lower
    groups = ("prepositions", "time_words", "subordinators", "as_words", "oblique")
    return any(lexicon.has(group, word) for group in groups)


def is_phrase(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    """Tell whether the tokens can name a speaker at all."""
    words = [t for t in tokens[span[0] : span[1]] if t.kind == "word"]
    if not words:
        return False
    if len(words) == 1:
        word = words[0]
        if lexicon.has("pronouns", word.lower) or lexicon.has("relatives", word.lower):
            return True
        return not (
            lexicon.has("prepositions", word.lower)
            or lexicon.has("coordinators", word.lower)
            or (lexicon.comma_clauses and lexicon.has("adverbs", word.lower))
            or (lexicon.is_verb(word.lower) and not (word.capital and span[0] and lexicon.inverts))
            or is_number(word)
        )
    if lexicon.inverts and is_gerund(words[0], lexicon):
        inner = lexicon.has("right_prepositions", words[1].lower)
        if not inner and (lexicon.has("prepositions", words[1].lower) or not words[0].capital):
            return False
    groups = ("prepositions", "time_words", "articles" if lexicon.inverts else "prepositions")
    return not all(any(lexicon.has(group, w.lower) for group in groups) for w in words)


def is_gerund(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the token ends as a gerund or participle of the language does."""
    return token.lower.endswith(lexicon.participle_endings or ("\0",))


def looks_finite(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a lower-case word behind a noun or pronoun seems to be a verb."""
    token, before = tokens[index], tokens[index - 1]
    if token.kind != "word" or token.capital or is_number(token):
        return False
    # A capital may also open the sentence: "Die große …".
    opens = any(lexicon.has(group, before.lower) for group in ("determiners", "prepositions"))
    behind_noun = before.capital and not opens and not lexicon.is_adverb(before.lower)
    if not (behind_noun or lexicon.has("pronouns", before.lower)):
        return False
    if lexicon.is_adverb(token.lower):
        return False
    groups = (
        "prepositions",
        "time_words",
        "determiners",
        "pronouns",
        "coordinators",
        "clause_words",
    )
    if any(lexicon.has(group, token.lower) for group in groups):
        return False
    return token.lower not in NAME_PARTICLES


def reported_verb(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return the finite verb of ``tokens[start:end]`` if its form shows reported speech, else None.

    German "sei" is listed, "steige" is known by its ending in the verb's place.
    """
    placed = False
    for k in range(start, end):
        token = tokens[k]
        if token.kind != "word" or (token.capital and k > start):
            continue
        if lexicon.has("reported_forms", token.lower):
            return k
        if lexicon.is_verb(token.lower):
            return None
        if k > 0 and not placed and looks_finite(tokens, k, lexicon):
            placed = True
            ending = token.lower.endswith(lexicon.reported_endings or ("\0",))
            if ending and not token.lower.endswith(lexicon.past_endings or ("\0",)):
                return k
    return None


def is_bare(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    """Tell whether the range is a noun without article or name where a subject needs one."""
    words = [t for t in tokens[span[0] : span[1]] if t.kind == "word"]
    if not lexicon.bare_endings or not words or any(t.capital or is_number(t) for t in words):
        return False
    groups = ("determiners", "pronouns", "relatives", "demonstratives", "possessives")
    if any(lexicon.has(group, words[0].lower) for group in groups):
        return False
    if any(t.lower in lexicon.speaker_nouns for t in words):
        return False
    inner = (k for k, t in enumerate(words) if k and lexicon.has("prepositions", t.lower))
    return not words[next(inner, len(words)) - 1].lower.endswith(lexicon.bare_endings)


def only_article(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    """Tell whether the range is a lone article, which names nobody."""
    word = tokens[span[0]].lower
    lone = span[1] - span[0] == 1 and lexicon.has("determiners", word)
    return lone and not (lexicon.has("possessives", word) or lexicon.has("pronouns", word))
