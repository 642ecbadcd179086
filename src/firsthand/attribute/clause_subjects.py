"""Where a speaker stands where the subject comes first and has no capital: at the clause's head.

It reaches up to the first adverb, preposition, time or verb; a later "的" makes what stands before
it part of the phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, is_number
from firsthand.attribute.tokens import Token

_SHORTEST = 2
_INNER = '(（《)）》、"“”&-%.'


def subject(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that ``tokens[start:end]`` begins with, past adverbials, or None."""
    start = _behind_circumstance(tokens, start, end, lexicon)
    start = past_adverbials(tokens, start, end, lexicon)
    if start >= end:
        return None
    stop = start
    while stop < end and not _ends_subject(tokens, start, stop, end, lexicon):
        stop += 1
    while stop > start and tokens[stop - 1].kind == "mark" and tokens[stop - 1].text not in ")）》":
        stop -= 1
    return (start, stop) if stop > start and _may_speak(tokens, start, stop, lexicon) else None


def opening_subject(
    tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon
) -> Range | None:
    """Return the first phrase of ``tokens[start:end]`` that more of its clause follows."""
    while start < end:
        stop = comma(tokens[:end], start) or end
        found = subject(tokens, start, stop, lexicon)
        alone = found is not None and tokens[found[1] - 1].lower in lexicon.speaker_nouns
        if found is not None and (found[1] < stop or alone):
            return found
        start = stop + 1
    return None


def clause_start(tokens: Sequence[Token], index: int) -> int:
    """Return where the clause before token ``index`` begins: behind the last mark or quotation."""
    depth = 0
    while index > 0:
        token = tokens[index - 1]
        if token.kind == "quote":
            break
        if token.kind == "mark":
            depth += (token.text in ")）》") - (token.text in "(（《")
            if depth <= 0 and token.text not in _INNER:
                break
        index -= 1
    return index


def comma(tokens: Sequence[Token], index: int) -> int | None:
    """Return the index of the next comma that parts clauses, None without one."""
    for k in range(index, len(tokens)):
        if is_comma(tokens[k]) and tokens[k].text != "、":
            return k
    return None


def _behind_circumstance(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Skip "成长过程中" before a pronoun, and "进入中学之后" before any subject."""
    for k in range(end - 2, start, -1):
        if not lexicon.has("locatives", tokens[k].lower):
            continue
        if lexicon.has("subject_pronouns", tokens[k + 1].lower):
            return k + 1
        opens = lexicon.is_verb(tokens[start].lower) or lexicon.has(
            "clause_words", tokens[start].lower
        )
        if opens and not lexicon.has("relatives", tokens[k + 1].lower):
            return k + 1
    return start


def _may_speak(tokens: Sequence[Token], start: int, stop: int, lexicon: Lexicon) -> bool:
    words = [t for t in tokens[start:stop] if t.kind == "word"]
    if not words:
        return False
    first, last = words[0].lower, words[-1].lower
    if sum(len(t.text) for t in words) < _SHORTEST and not lexicon.has("pronouns", first):
        return False
    if lexicon.is_verb(first) and last not in lexicon.speaker_nouns:
        return False
    modified = any(lexicon.has("relatives", t.lower) for t in words)
    if lexicon.has("prepositions", first) and not modified:
        return False
    if lexicon.has("object_prepositions", first):
        return False
    groups = ("determiners", "adverbs", "clause_words", "time_words", "time_units")
    return not all(
        is_number(t) or any(lexicon.has(group, t.lower) for group in groups) for t in words
    )


def past_adverbials(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Skip conjunctions, adverbs, times and prepositional phrases at the head of a clause."""
    while start < end:
        word = tokens[start].lower
        plain = ("adverbs", "time_words", "coordinators", "clause_words", "auxiliaries")
        if lexicon.has("clause_words", word) and lexicon.has("subordinators", word):
            start += 1
        elif lexicon.has("prepositions", word):
            behind = _past_place(tokens, start, end, lexicon)
            if behind is None:
                return start
            start = behind
        elif is_time(tokens, start, end, lexicon):
            start += 2
        elif len(word) > 1 and lexicon.has("locatives", word):
            start += 1
        elif any(lexicon.has(group, word) for group in plain):
            if lexicon.has("determiners", word) and not lexicon.has("adverbs", word):
                return start
            start += 1
        elif tokens[start].kind == "mark" and tokens[start].text not in "《":
            start += 1
        else:
            return start
    return start


def is_time(tokens: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a number and a unit of time begin at token ``index`` ("28日"), no age."""
    return (
        index + 1 < end
        and is_number(tokens[index])
        and lexicon.has("time_units", tokens[index + 1].lower)
        and not (index + 2 < end and lexicon.has("relatives", tokens[index + 2].lower))
    )


def _past_place(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where a phrase like "在会上" ends: behind a locative that no "的" follows."""
    for k in range(start + 1, end):
        following = tokens[k + 1].lower if k + 1 < end else ""
        if lexicon.has("locatives", tokens[k].lower) and not lexicon.has("relatives", following):
            return k + 1
    return None


def _ends_subject(
    tokens: Sequence[Token], start: int, index: int, end: int, lexicon: Lexicon
) -> bool:
    token = tokens[index]
    word = token.lower
    if _in_title(tokens, start, index):
        return False
    if token.kind == "mark":
        return token.text not in _INNER
    if index == start:
        return False
    if lexicon.has("pronouns", tokens[index - 1].lower) and index == start + 1:
        return not lexicon.has("relatives", word) and not lexicon.has("joiners", word)
    if lexicon.has("joiners", word) or lexicon.has("determiners", word):
        return False
    if lexicon.has("coordinators", word):
        return True
    if lexicon.has("prepositions", word):
        return not all(_is_count(t, lexicon) for t in tokens[start:index])
    if lexicon.has("time_words", word) or is_time(tokens, index, end, lexicon):
        return not _modifies(tokens, index, end, lexicon)
    if index + 1 < end and lexicon.has("noun_tails", tokens[index + 1].lower):
        return False
    # "找到了": what stands before an aspect particle is a verb.
    if index + 1 < end and lexicon.has("particles", tokens[index + 1].lower):
        return not _modifies(tokens, index, end, lexicon)
    if not (lexicon.is_adverb(word) or lexicon.has("auxiliaries", word) or lexicon.is_verb(word)):
        return False
    # "不愿透露姓名的官员": what a later "的" makes a modifier is part of the phrase.
    return not _modifies(tokens, index, end, lexicon)


def _in_title(tokens: Sequence[Token], start: int, index: int) -> bool:
    """Tell whether the token stands between the marks of a title ("《…》")."""
    open_marks = [t.text for t in tokens[start:index] if t.text in {"《", "》"}]
    return bool(open_marks) and open_marks[-1] == "《"


def _is_count(token: Token, lexicon: Lexicon) -> bool:
    return is_number(token) or lexicon.has("determiners", token.lower)


def _modifies(tokens: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> bool:
    for k in range(index, end):
        if tokens[k].kind == "mark" or lexicon.has("prepositions", tokens[k].lower):
            return False
        if lexicon.has("relatives", tokens[k].lower):
            return not lexicon.has("pronouns", tokens[k - 1].lower)
    return False
