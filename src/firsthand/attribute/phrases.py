"""Where the words that name a speaker begin and end, without a parser.

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
COMMAS = frozenset({",", "،", "，", "、"})
_MAX_APPOSITION = 24
_MAX_RIGHT = 14
_MAX_MARKED_NAME = 7
_CLOSING_MARKS = frozenset("“”\"»«’'›‹")
_NAME_PARTICLES = frozenset(
    {"van", "de", "del", "della", "di", "da", "dos", "al", "bin", "ibn", "el"}
)


def is_comma(token: Token) -> bool:
    """Tell whether the token is a comma of any script."""
    return token.kind == "mark" and token.text in COMMAS


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
    while index > 0 and end - index < _MAX_RIGHT:
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
        elif (lexicon.is_adverb(word) and not lexicon.has("determiners", word)) or lexicon.has(
            "time_words", word
        ):
            start += 1
        else:
            break
    return start


def _past_prepositional(tokens: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> int:
    """Return where a new phrase begins after the preposition before ``index``."""
    first = index
    while index < end:
        token = tokens[index]
        new = lexicon.has("determiners", token.lower) or lexicon.has("pronouns", token.lower)
        after_inner = index > 0 and lexicon.has("prepositions", tokens[index - 1].lower)
        if index > first and new and not after_inner:
            return index
        timed = index > first and lexicon.has("time_words", tokens[index - 1].lower)
        if timed and (token.capital or not is_number(token)):
            return index
        capital_turn = token.capital and not tokens[index - 1].capital and index > first
        if capital_turn and not after_inner and not lexicon.has("time_words", token.lower):
            return index
        index += 1
    return end


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
            or (lexicon.is_verb(word.lower) and not (word.capital and span[0] and lexicon.inverts))
            or is_number(word)
        )
    if lexicon.inverts and _is_gerund(words[0], lexicon):
        inner = lexicon.has("right_prepositions", words[1].lower)
        if not inner and (lexicon.has("prepositions", words[1].lower) or not words[0].capital):
            return False
    groups = ("prepositions", "time_words", "articles" if lexicon.inverts else "prepositions")
    return not all(any(lexicon.has(group, w.lower) for group in groups) for w in words)


def _is_gerund(token: Token, lexicon: Lexicon) -> bool:
    return token.lower.endswith(lexicon.participle_endings or ("\0",))


def right_phrase(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that begins at token ``start``, with its apposition, or None."""
    while start < len(tokens) and lexicon.has("skip_right", tokens[start].lower):
        start += 1
    if lexicon.fenced_clauses:
        start = _past_time(tokens, skip_adverbs_right(tokens, start, lexicon), lexicon)
    marked = lexicon.nouns_capital and start < len(tokens) and tokens[start].text in OPENING_MARKS
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
    while index < len(tokens) and index - start < _MAX_RIGHT:
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
        if lexicon.nouns_capital and token.text in OPENING_MARKS:
            closing = _marked_name_end(tokens, index)
            if closing is not None:
                index = closing
                continue
        stops = token.kind != "word" and token.text not in {"&", "'", "’", "-"}
        if stops and not _ends_initial(tokens, index):
            break
        if index > start and _ends_right(tokens, index, lexicon):
            break
        index += 1
    return index


def _ends_initial(tokens: Sequence[Token], index: int) -> bool:
    """Tell the stop in "Murphy J. Paul", "Sr. Rivas" from one that ends the phrase."""
    if tokens[index].text != "." or not 0 < index < len(tokens) - 1:
        return False
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
    if lexicon.nouns_capital and tokens[index - 1].capital and not tokens[index].capital:
        # Behind the noun only a genitive, "von …" or "und …" goes on with the phrase.
        return not _goes_on_behind_noun(tokens, index, lexicon)
    if lexicon.inverts and not tokens[index].capital and _is_gerund(tokens[index], lexicon):
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
    return lexicon.is_verb(word) and not tokens[index].capital


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
    if lexicon.has("right_prepositions", word) or word in _NAME_PARTICLES:
        return following.capital or lexicon.has("determiners", following.lower)
    if lexicon.has("coordinators", word):
        return following.capital or lexicon.has("determiners", following.lower)
    return False


def _with_apposition(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """Take in ", head of X," behind a name, but no new clause."""
    if end >= len(tokens) or not is_comma(tokens[end]):
        return end
    closing = end + 1
    while closing < len(tokens) and closing - end <= _MAX_RIGHT:
        token = tokens[closing]
        if is_comma(token) or (token.kind == "mark" and token.text in ".!?;"):
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
    if first is None or first.kind != "word" or closing - end > _MAX_RIGHT:
        return end
    bad = ("prepositions", "coordinators", "time_words")
    if any(lexicon.has(group, first.lower) for group in bad) or lexicon.is_adverb(first.lower):
        return end
    if first.lower.endswith(lexicon.participle_endings or ("\0",)):
        return end
    return closing


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
    return token.lower not in _NAME_PARTICLES


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


def only_article(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    """Tell whether the range is a lone article, which names nobody."""
    word = tokens[span[0]].lower
    lone = span[1] - span[0] == 1 and lexicon.has("determiners", word)
    return lone and not (lexicon.has("possessives", word) or lexicon.has("pronouns", word))
