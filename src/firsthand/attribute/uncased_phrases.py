"""Noun phrases that name a speaker where no capitals show names: closed word classes bound them.

Ranges are token indices, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import COMMAS, MAX_PHRASE, Range, is_comma, is_number
from firsthand.attribute.tokens import Token

_MARKED = frozenset("\"“”„«»'’‘")
_INNER_MARKS = frozenset("-–&'’.")
_MAX_MARKED = 7
_MAX_APPOSITION = 12
_HEAD = 2
_LEADING = 4
_BREAKS = frozenset(".;:؛؟?!…")


def speaker_behind(
    tokens: Sequence[Token], start: int, limit: int, lexicon: Lexicon, hung: bool = False
) -> Range | None:
    """Return the noun phrase at ``start``, with its apposition, that ends before ``limit``.

    None where an adverbial, a clause or no word stands there. ``hung``: a preposition may be
    written together with its first word.
    """
    if start >= limit or tokens[start].kind == "quote":
        return None
    first = tokens[start].lower
    if lexicon.has("pronouns", first):
        return start, start + 1
    if not hung and _is_told(first, lexicon):
        return None
    bars = ("prepositions", "that", "coordinators", "relatives", "auxiliaries")
    if any(lexicon.has(group, first) for group in bars) or lexicon.starts_clause(first):
        return None
    if lexicon.has("time_words", first) or is_number(tokens[start]) or _is_verb(first, lexicon):
        return None
    if _is_adjunct(tokens, start, lexicon) and not hung:
        return None
    end = _edge(tokens, start, limit, lexicon)
    if end - start == 1 and lexicon.has("demonstratives", first):
        return None
    if end <= start:
        return None
    closed = _with_appositions(tokens, end, limit, lexicon)
    if hung and closed > end and not _parted(tokens, start, end, closed, lexicon):
        closed = end
    return start, closed


def _parted(tokens: Sequence[Token], start: int, comma: int, end: int, lexicon: Lexicon) -> bool:
    """Tell an apposition behind "according to X" from the content that begins there."""
    if any(t.kind == "word" for t in tokens[: max(0, start - _LEADING)]):
        return True
    listed = tokens[comma + 1].lower in lexicon.speaker_nouns
    return listed and end < len(tokens) and is_comma(tokens[end])


def _is_told(word: str, lexicon: Lexicon) -> bool:
    """Tell whether "to" hangs on the word: "للصحفيين", "لسكان"."""
    if lexicon.has("addressees", word):
        return True
    if not lexicon.has("hung_prepositions", word[:1]) or word in lexicon.standing:
        return False
    return word[1:] in lexicon.speaker_nouns or word[1:2] == word[:1]


def _edge(tokens: Sequence[Token], start: int, limit: int, lexicon: Lexicon) -> int:
    index = start
    while index < min(limit, start + MAX_PHRASE):
        token = tokens[index]
        if token.text == "(" or (token.text in _MARKED and token.kind == "mark"):
            closing = _closing(tokens, index, limit)
            if closing is None:
                break
            index = closing + 1
            continue
        if token.kind == "quote":
            break
        if token.kind == "mark" and not (token.text in _INNER_MARKS and _inner(tokens, index)):
            break
        if index > start and token.kind == "word" and _ends(tokens, start, index, lexicon):
            break
        index += 1
    while index > start and lexicon.has("coordinators", tokens[index - 1].lower):
        index -= 1
    return index


def _closing(tokens: Sequence[Token], index: int, limit: int) -> int | None:
    """Return the mark that closes the bracket or quoted name opened at ``index``, or None."""
    opening = tokens[index].text
    for k in range(index + 1, min(limit, index + _MAX_MARKED + 1)):
        text = tokens[k].text
        if (text == ")") if opening == "(" else text in _MARKED:
            return k
        if tokens[k].kind == "quote" or text in _BREAKS:
            return None
    return None


def _inner(tokens: Sequence[Token], index: int) -> bool:
    """Tell a mark within a name ("ج. روبرتس", "آل-سعود") from one that ends the phrase."""
    if not 0 < index < len(tokens) - 1 or tokens[index + 1].kind != "word":
        return False
    before, mark, after = tokens[index - 1], tokens[index], tokens[index + 1]
    initial = mark.text == "." and len(before.lower) <= 2 and before.end == mark.start
    return initial or (before.end == mark.start and mark.end == after.start and mark.text != ".")


def _ends(tokens: Sequence[Token], start: int, index: int, lexicon: Lexicon) -> bool:
    word = tokens[index].lower
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if lexicon.has("right_prepositions", word):
        return False
    if lexicon.has("coordinators", word):
        stops = lexicon.starts_clause(following) or lexicon.has("pronouns", following)
        stops = stops or lexicon.has("prepositions", following)
        return stops or not following or _is_verb(following, lexicon)
    if lexicon.has("prepositions", word):
        return not _goes_on(tokens, start, index, lexicon)
    if is_that(tokens, index, lexicon) or lexicon.has("relatives", word):
        return True
    if lexicon.has("that", word):
        return False
    if _is_adjunct(tokens, index, lexicon):
        return True
    groups = ("time_words", "addressees", "auxiliaries", "pronouns", "adverbs")
    if lexicon.starts_clause(word) or any(lexicon.has(group, word) for group in groups):
        return True
    return _is_verb(word, lexicon)


def is_object(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word's ending shows an object; what is counted has the same ending."""
    counted = index > 0 and is_number(tokens[index - 1])
    ending = lexicon.object_endings or ("\0",)
    return tokens[index].text.endswith(ending) and not counted


def _is_adjunct(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether the word's beginning or ending shows an adverbial or an object."""
    if is_object(tokens, index, lexicon):
        return True
    token = tokens[index]
    opens = token.lower.startswith(lexicon.adjunct_openings or ("\0",))
    return opens and token.lower not in lexicon.standing


def _goes_on(tokens: Sequence[Token], start: int, index: int, lexicon: Lexicon) -> bool:
    """Tell "an official in the ministry" from "an official in a statement"."""
    word, head = tokens[index].lower, tokens[start].lower
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind != "word" or not lexicon.has("inner_links", word):
        return False
    if lexicon.has("linked_adjectives", tokens[index - 1].lower):
        return True
    if index - start > _HEAD or head.startswith(lexicon.proclitic_hosts or ("\0",)):
        return False
    if not (head in lexicon.speaker_nouns or lexicon.has("determiners", head)):
        return False
    occasion = lexicon.has("adjunct_nouns", following.lower)
    return not (occasion or lexicon.has("time_words", following.lower))


def is_that(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell the conjunction from a letter's name in "سي إن إن" (CNN), "إن بي سي" (NBC)."""
    if not lexicon.has("that", tokens[index].lower):
        return False
    near = (*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2])
    if any(lexicon.has("letters", t.lower) for t in near):
        return False
    return not (index > 1 and tokens[index - 1].text == tokens[index].text)


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    return lexicon.is_verb(word) and word not in lexicon.speaker_nouns


def _with_appositions(tokens: Sequence[Token], end: int, limit: int, lexicon: Lexicon) -> int:
    """Take in ", head of X", ", who is …," and ", and he is …," behind a name."""
    if end + 1 >= limit or tokens[end].text not in COMMAS:
        return end
    first = tokens[end + 1].lower
    second = tokens[end + 2].lower if end + 2 < limit else ""
    clause = lexicon.has("relatives", first) or (
        lexicon.has("coordinators", first) and lexicon.has("pronouns", second)
    )
    if clause:
        return _closed(tokens, end, limit)
    if not (first in lexicon.speaker_nouns or first.startswith(lexicon.proclitic_hosts or "\0")):
        return end
    if not _has_no_verb(first, lexicon):
        return end
    closed = _closed(tokens, end, limit) if first not in lexicon.speaker_nouns else end
    return closed if closed > end else _edge(tokens, end + 1, limit, lexicon)


def _has_no_verb(word: str, lexicon: Lexicon) -> bool:
    return not _is_verb(word, lexicon) and not lexicon.has("time_words", word)


def _closed(tokens: Sequence[Token], comma: int, limit: int) -> int:
    """Return the comma that closes the clause opened at ``comma``, or ``comma`` if none does."""
    for k in range(comma + 1, min(limit, comma + _MAX_APPOSITION + 1)):
        if is_comma(tokens[k]):
            return k
        if tokens[k].kind == "quote" or tokens[k].text in _BREAKS:
            return comma
    return limit if limit - comma <= _MAX_APPOSITION else comma


def speaker_before(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase from the beginning of the clause to token ``end``, or None.

    Where the verb comes first, only such a phrase is a subject in front of its verb.
    """
    start = end
    while start > 0 and end - start <= MAX_PHRASE:
        token = tokens[start - 1]
        if token.kind != "word" and token.text not in _INNER_MARKS | {"(", ")"}:
            break
        if lexicon.starts_clause(token.lower) or lexicon.has("auxiliaries", token.lower):
            break
        start -= 1
    if start and tokens[start - 1].text not in _BREAKS and not _opens(tokens, start - 1, lexicon):
        return None
    while start < end and lexicon.has("coordinators", tokens[start].lower):
        start += 1
    if start >= end or tokens[start].kind != "word":
        return None
    found = speaker_behind(tokens, start, end, lexicon)
    return found if found is not None and found[1] == end else None


def _opens(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    auxiliary = lexicon.has("auxiliaries", token.lower)
    return auxiliary or lexicon.has("that", token.lower) or token.text in {"-", "–", "—"}
