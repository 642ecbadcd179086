"""The noun phrase behind a token: "Ada Holt, head of the guard," behind "said".

Closed word classes of the language are the boundaries; ranges are token indices, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import (
    MAX_PHRASE,
    NAME_PARTICLES,
    OPENING_MARKS,
    Range,
    is_comma,
    is_gerund,
    is_number,
    is_phrase,
    looks_finite,
    skip_adverbs_right,
)
from firsthand.attribute.tokens import Token

_MAX_MARKED_NAME = 7
_CLOSING_MARKS = frozenset("“”\"»«’'›‹")


def right_phrase(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that begins at token ``start``, with its apposition, or None."""
    while start < len(tokens) and lexicon.has("skip_right", tokens[start].lower):
        start += 1
    if lexicon.fenced_clauses:
        start = _past_time(tokens, skip_adverbs_right(tokens, start, lexicon), lexicon)
    names = lexicon.nouns_capital or lexicon.marked_names
    marked = names and start < len(tokens) and tokens[start].text in OPENING_MARKS
    if start >= len(tokens) or not (tokens[start].kind == "word" or marked):
        return None
    first = tokens[start].lower
    if lexicon.has("that", first):
        return None
    if lexicon.has("complementisers", first) and not lexicon.has("determiners", first):
        return None
    if lexicon.has("prepositions", first) or lexicon.has("time_words", first):
        return None
    if lexicon.has("pronouns", first):
        return start, start + 1
    if lexicon.bare_endings and lexicon.is_adverb(first) and not tokens[start].capital:
        return None
    end = _right_edge(tokens, start, lexicon)
    if end == start or not is_phrase(tokens, (start, end), lexicon):
        return None
    return start, _with_apposition(tokens, end, lexicon)


def _past_time(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Skip "am Montag" between a verb and the speaker behind it."""
    index = start
    if index < len(tokens) and lexicon.has("prepositions", tokens[index].lower):
        index += 1
        while index < len(tokens) and lexicon.has("determiners", tokens[index].lower):
            index += 1
        if index < len(tokens) and lexicon.has("time_words", tokens[index].lower):
            return skip_adverbs_right(tokens, index + 1, lexicon)
    return start


def _right_edge(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    index = start
    while index < len(tokens) and index - start < MAX_PHRASE:
        token = tokens[index]
        if token.text == "(" and index > start:
            closing = next(
                (k for k in range(index, min(len(tokens), index + 8)) if tokens[k].text == ")"),
                None,
            )
            if closing is None:
                break
            index = closing + 1
            continue
        if (lexicon.nouns_capital or lexicon.marked_names) and token.text in OPENING_MARKS:
            closing = _marked_name_end(tokens, index)
            if closing is not None:
                index = closing
                continue
        stops = token.kind != "word" and token.text not in {"&", "'", "’", "-"}
        if stops and not _ends_initial(tokens, index, lexicon):
            break
        if index > start and _ends_right(tokens, index, lexicon):
            break
        index += 1
    return index


def _ends_initial(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell the stop in "Murphy J. Paul", "Sr. Rivas" from one that ends the phrase."""
    if tokens[index].text != "." or not 0 < index < len(tokens) - 1:
        return False
    if lexicon.has("abbreviations", tokens[index - 1].lower):
        return tokens[index + 1].kind == "word"
    return tokens[index - 1].capital and tokens[index + 1].capital


def _marked_name_end(tokens: Sequence[Token], index: int) -> int | None:
    """Return the index behind a name in quotation marks that opens at ``index``, or None."""
    if index + 1 >= len(tokens) or not tokens[index + 1].capital:
        return None
    for k in range(index + 1, min(len(tokens), index + _MAX_MARKED_NAME)):
        if tokens[k].kind == "mark":
            closes = tokens[k].text in _CLOSING_MARKS
            return k + 1 if closes else None
    return None


def _ends_right(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    word, before = tokens[index].lower, tokens[index - 1].lower
    noun = tokens[index - 1].capital and not lexicon.has("determiners", before)
    if lexicon.nouns_capital and noun and not tokens[index].capital:
        # Behind the noun only a genitive, "von …" or "und …" goes on with the phrase.
        return not _goes_on_behind_noun(tokens, index, lexicon)
    if lexicon.inverts and not tokens[index].capital and is_gerund(tokens[index], lexicon):
        return True
    if lexicon.has("coordinators", word):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return following is None or not (
            following.capital or lexicon.has("determiners", following.lower)
        )
    if lexicon.starts_clause(word) or lexicon.has("time_words", word):
        return True
    if lexicon.has("prepositions", word):
        return not lexicon.has("right_prepositions", word)
    if lexicon.has("pronouns", word) or lexicon.has("auxiliaries", word):
        return True
    if lexicon.is_adverb(word) and not tokens[index].capital:
        return not lexicon.has("determiners", before)
    if lexicon.has("determiners", word):
        return not lexicon.has("prepositions", before)
    # "According to a report": what stands right behind an article is a noun.
    article = lexicon.has("articles", before)
    return lexicon.is_verb(word) and not tokens[index].capital and not article


def _goes_on_behind_noun(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    word = tokens[index].lower
    if "-" in word and tokens[index].text.rsplit("-", 1)[1][:1].isupper():
        return True
    if is_number(tokens[index]) and any(c.isalpha() for c in word):
        return True
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind != "word":
        return False
    if lexicon.has("genitives", word):
        return True
    if lexicon.has("right_prepositions", word) or word in NAME_PARTICLES:
        return following.capital or lexicon.has("determiners", following.lower)
    if lexicon.has("coordinators", word):
        return following.capital or lexicon.has("determiners", following.lower)
    return False


def _with_apposition(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """Take in ", head of X," behind a name, but no new clause."""
    if end >= len(tokens) or not is_comma(tokens[end]):
        return end
    closing = end + 1
    while closing < len(tokens) and closing - end <= MAX_PHRASE:
        token = tokens[closing]
        short = lexicon.has("abbreviations", tokens[closing - 1].lower)
        if is_comma(token) or (token.kind == "mark" and token.text in ".!?;" and not short):
            break
        verb = lexicon.is_verb(token.lower) and not (lexicon.nouns_capital and token.capital)
        if token.kind == "quote" or verb or token.text == ":":
            return end
        if lexicon.starts_clause(token.lower) or lexicon.has("pronouns", token.lower):
            return end
        if lexicon.nouns_capital and closing > end + 1 and looks_finite(tokens, closing, lexicon):
            return end
        closing += 1
    first = tokens[end + 1] if end + 1 < len(tokens) else None
    if first is None or first.kind != "word" or closing - end > MAX_PHRASE:
        return end
    bad = ("prepositions", "coordinators", "time_words")
    if any(lexicon.has(group, first.lower) for group in bad) or lexicon.is_adverb(first.lower):
        return end
    if first.lower.endswith(lexicon.participle_endings or ("\0",)):
        return end
    if lexicon.comma_clauses and lexicon.is_gerund(first.lower):
        return end
    return closing
