"""The noun phrase in front of a token: "Ada Holt, head of the guard," before "said".

Closed word classes of the language are the boundaries; ranges are token indices, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import (
    MAX_PHRASE,
    OPENING_MARKS,
    Range,
    is_comma,
    is_number,
    is_phrase,
    looks_finite,
    opens_adverbial,
    scripts_differ,
    skip_adverbs_left,
)
from firsthand.attribute.tokens import Token

_MAX_APPOSITION = 24
_MAX_MARKED_NAME = 7
_CLOSING_MARKS = frozenset('”»“"')


def left_phrase(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that ends before token ``end``, with its apposition, or None."""
    if not lexicon.cues:
        return _capital_run(tokens, end)
    end = skip_adverbs_left(tokens, end, lexicon)
    while end > 1 and lexicon.has("clitics", tokens[end - 1].lower):
        end = skip_adverbs_left(tokens, end - 1, lexicon)
    while end > 0 and tokens[end - 1].text in OPENING_MARKS:
        end -= 1
    if end <= 0:
        return None
    if not is_comma(tokens[end - 1]):
        return _stripped(tokens, (_left_edge(tokens, end, lexicon), end), lexicon)
    opening = _apposition_start(tokens, end - 1, lexicon)
    if opening is None:
        return None
    if lexicon.inverts and opening and lexicon.has("that", tokens[opening - 1].lower):
        # "dijo que, al principio, pensaba": an adverbial between commas.
        return None
    head = _stripped(tokens, (_left_edge(tokens, opening, lexicon), opening), lexicon)
    if head is None:
        return None
    if lexicon.has("relatives", tokens[opening + 1].lower) and not lexicon.fenced_clauses:
        return head
    return head[0], end - 1


def phrase_before(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int | None:
    """Return where the noun phrase before a postposition at ``end`` begins, or None."""
    index = end
    while index > 0 and tokens[index - 1].kind == "word":
        token = tokens[index - 1]
        word = token.lower
        genitive = lexicon.has("genitives", word) and index > 1 and tokens[index - 2].capital
        if lexicon.has("determiners", word) and not genitive:
            index -= 1
            break
        inner = lexicon.has("right_prepositions", word) and index > 1 and tokens[index - 2].capital
        stops = lexicon.starts_clause(word) or lexicon.has("prepositions", word)
        stops = stops or lexicon.has("coordinators", word) or lexicon.has("pronouns", word)
        plain = not token.capital and (lexicon.is_verb(word) or lexicon.is_adverb(word))
        if (stops or plain or lexicon.has("time_words", word)) and not (inner or genitive):
            break
        index -= 1
    if 0 < index < end - 1 and looks_finite(tokens, index, lexicon):
        # "Sie wohnen Nachbarn zufolge …": the verb stands second.
        index += 1
    return index if index < end else None


def nearest_phrase(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase right before token ``end``: a name, or back to its determiner."""
    index = end
    while index > 0 and end - index < MAX_PHRASE:
        token = tokens[index - 1]
        if token.kind != "word" or lexicon.starts_clause(token.lower):
            break
        inner = index < end and lexicon.has("right_prepositions", token.lower)
        if lexicon.has("prepositions", token.lower) and not inner:
            break
        if not token.capital and (
            lexicon.is_verb(token.lower) or lexicon.has("coordinators", token.lower)
        ):
            break
        index -= 1
        outer = tokens[index - 1].lower if index else ""
        if lexicon.has("articles", token.lower) and not lexicon.has("right_prepositions", outer):
            break
    while index < end and lexicon.has("prepositions", tokens[index].lower):
        index += 1
    span = _name_at_end(tokens, (index, end))
    return span if is_phrase(tokens, span, lexicon) else None


def first_phrase(tokens: Sequence[Token], limit: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase that the segment begins with, up to its first verb or token ``limit``.

    A subordinate clause in front ("When he died, …") is passed over.
    """
    first = 0
    if lexicon.has("subordinators", tokens[0].lower):
        first = next((k + 1 for k in range(limit) if is_comma(tokens[k])), 0)
    end = next(
        (
            k
            for k in range(first + 1, limit)
            if tokens[k].kind != "word"
            or (lexicon.is_verb(tokens[k].lower) and not tokens[k].capital)
        ),
        limit,
    )
    return left_phrase(tokens, end, lexicon)


def _name_at_end(tokens: Sequence[Token], span: Range) -> Range:
    """ "les accusations de Jeanne Morin" gives the name, as only persons and bodies speak."""
    start, end = span
    first = end
    while first > start and tokens[first - 1].capital:
        first -= 1
    return (first, end) if end - first > 1 else span


def _apposition_start(tokens: Sequence[Token], closing: int, lexicon: Lexicon) -> int | None:
    """Return the index of the comma that opens the apposition closed by the one at ``closing``."""
    index = closing - 1
    while index > 0 and closing - index < _MAX_APPOSITION:
        token = tokens[index]
        if token.kind == "quote" or token.text in {";", ":"}:
            return None
        if is_comma(token):
            inner = tokens[index + 1 : closing]
            relative = lexicon.has("relatives", inner[0].lower) if inner else False
            if inner and (relative or not any(lexicon.is_verb(t.lower) for t in inner)):
                return index
            return None
        index -= 1
    return None


def _left_edge(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    index = end
    while index > 0:
        token = tokens[index - 1]
        if token.text == ")":
            opening = _open_bracket(tokens, index - 1)
            if opening is None:
                break
            index = opening
            continue
        if lexicon.marked_names and token.text in _CLOSING_MARKS:
            opening = _open_mark(tokens, index - 1)
            if opening is None:
                break
            index = opening
            continue
        if token.kind != "word" and token.text not in {"&", "%", "$", "€", "£", "'", "’", ".", "-"}:
            break
        if lexicon.has("coordinators", token.lower):
            if not _joins_names(tokens, index - 1, end, lexicon):
                break
        elif lexicon.starts_clause(token.lower):
            # "The man who met him said": the relative clause belongs to the phrase.
            if not (lexicon.has("relatives", token.lower) and 1 < index < end):
                break
            if _opens_reported_clause(tokens[index - 2], lexicon):
                break
        index -= 1
    return index


def _opens_reported_clause(before: Token, lexicon: Lexicon) -> bool:
    """Tell whether "que" behind ``before`` opens a clause of its own and no relative one."""
    if before.kind != "word" or lexicon.is_verb_form(before.lower):
        return True
    groups = ("prepositions", "adverbs", "clause_words", "coordinators")
    return lexicon.inverts and any(lexicon.has(group, before.lower) for group in groups)


def _open_mark(tokens: Sequence[Token], index: int) -> int | None:
    """Return where the name in quotation marks that closes at ``index`` opens, or None."""
    for k in range(index - 1, max(-1, index - _MAX_MARKED_NAME), -1):
        if tokens[k].text in OPENING_MARKS:
            return k if tokens[k + 1].capital else None
        if tokens[k].kind != "word":
            return None
    return None


def _open_bracket(tokens: Sequence[Token], index: int) -> int | None:
    for k in range(index, max(-1, index - 8), -1):
        if tokens[k].text == "(":
            return k
    return None


def _joins_names(tokens: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the coordinator at ``index`` joins two noun phrases, not two clauses."""
    if index == 0 or index + 1 >= end or tokens[index - 1].kind != "word":
        return False
    start = index
    while start > 0 and tokens[start - 1].kind == "word":
        if lexicon.starts_clause(tokens[start - 1].lower):
            break
        start -= 1
    return not any(lexicon.is_verb(t.lower) for t in tokens[start:end])


def _stripped(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> Range | None:
    """Drop what stands before the phrase proper: verbs, adverbials, prepositional phrases."""
    start, end = span
    relative = next(
        (i for i in range(start + 1, end) if lexicon.has("relatives", tokens[i].lower)), end
    )
    verbs = [i for i in range(start, relative) if _plain_verb(tokens, i, start, lexicon)]
    if verbs and verbs[-1] == end - 1 > start and relative == end and not lexicon.inverts:
        # "the congressional report said": two finite verbs never meet, so one is a noun.
        verbs = verbs[:-1]
    if verbs:
        start = verbs[-1] + 1
    if lexicon.fenced_clauses and opens_adverbial(tokens, start, end, lexicon):
        return None
    start = _past_adverbials(tokens, start, end, lexicon)
    while start < end and (
        tokens[start].kind != "word" or lexicon.has("coordinators", tokens[start].lower)
    ):
        start += 1
    if start >= end or not is_phrase(tokens, (start, end), lexicon):
        return None
    return start, end


def _plain_verb(tokens: Sequence[Token], i: int, start: int, lexicon: Lexicon) -> bool:
    token = tokens[i]
    if token.kind != "word" or not lexicon.is_verb(token.lower):
        return False
    if token.capital and i > 0:
        return False
    before = tokens[i - 1].lower if i > start else ""
    return not (lexicon.has("determiners", before) or lexicon.has("prepositions", before))


def _past_adverbials(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    while start < end:
        word = tokens[start].lower
        if lexicon.has("prepositions", word):
            start = _past_prepositional(tokens, start + 1, end, lexicon)
        elif _is_leading_adverb(tokens, start, end, lexicon) or lexicon.has("time_words", word):
            start += 1
        else:
            break
    return start


def _is_leading_adverb(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell an adverb from a name that ends as one does ("Skelly said", "Finally he said")."""
    word = tokens[start].lower
    if not lexicon.is_adverb(word) or lexicon.has("determiners", word):
        return False
    return not tokens[start].capital or (start == 0 and end - start > 1)


def _past_prepositional(tokens: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> int:
    """Return where a new phrase begins after the preposition before ``index``."""
    first = index
    for k in range(first + 1, end):
        inner = lexicon.has("prepositions", tokens[k - 1].lower)
        if lexicon.has("nominatives", tokens[k].lower) and not inner:
            return k
    while index < end:
        token = tokens[index]
        if lexicon.marked_names and token.text in OPENING_MARKS:
            closing = (k for k in range(index, end) if tokens[k].text in _CLOSING_MARKS)
            index = next(closing, index) + 1
            continue
        new = lexicon.has("determiners", token.lower) or lexicon.has("pronouns", token.lower)
        after_inner = index > 0 and lexicon.has("prepositions", tokens[index - 1].lower)
        if index > first and new and not after_inner:
            return index
        timed = index > first and lexicon.has("time_words", tokens[index - 1].lower)
        if timed and (token.capital or not is_number(token)):
            return index
        capital_turn = token.capital and not tokens[index - 1].capital and index > first
        if capital_turn and not after_inner and not lexicon.has("time_words", token.lower):
            return _second_name(tokens, index, end)
        index += 1
    return end


def _second_name(tokens: Sequence[Token], index: int, end: int) -> int:
    """Return where a name in other letters begins behind the one at ``index``, else ``index``.

    "В интервью The Veldia Post Мира Одуя …": the second name is the subject.
    """
    for k in range(index + 1, end):
        if not tokens[k].capital:
            break
        if scripts_differ(tokens[k - 1], tokens[k]):
            return k
    return index


def _capital_run(tokens: Sequence[Token], end: int) -> Range | None:
    """Return the last two or more capitalised words before ``end``: all that an unknown language
    shows of a name; scripts without capitals show nothing.
    """
    stop = end
    while stop > 0 and not (tokens[stop - 1].kind == "word" and tokens[stop - 1].capital):
        stop -= 1
    start = stop
    while start > 0 and tokens[start - 1].kind == "word" and tokens[start - 1].capital:
        start -= 1
    return (start, stop) if stop - start > 1 else None
