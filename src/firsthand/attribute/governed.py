"""What a verb governs besides a clause: "о пожаре", "в том, что …"; "в полиции сообщили".

Languages with cases say so with a preposition and a case. All word lists are settings of the
table: ``about_prepositions``, ``correlatives``, ``seats``, ``seat_prepositions``, ``back_phrases``;
where a language lacks them nothing happens here. Ranges are token indices, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from firsthand.attribute.constructions import Reading
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import OPENING_MARKS, Range, is_comma, skip_adverbs_right
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.tokens import Token

_LONGEST_BACK = 3
_REACH = 6
_ADJUNCT = 14


def about_at(tokens: Sequence[Token], index: int, hit: Hit, lexicon: Lexicon) -> int | None:
    """Return where "о пожаре" begins behind a verb of the frame "about", past who is told."""
    if "about" not in hit.cue.frames or _speech_ahead(tokens, index):
        return None
    start = index
    while index < len(tokens) and tokens[index].kind == "word" and index - start < _REACH:
        word = tokens[index].lower
        if lexicon.has("about_prepositions", word):
            return index
        if index == start and not (
            lexicon.is_oblique(word) or lexicon.has("prepositions", word) or tokens[index].capital
        ):
            return None
        if lexicon.starts_clause(word) or lexicon.is_verb(word):
            return None
        index += 1
    return None


def _speech_ahead(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the words that are said follow a colon ("сказал о пожаре: «…»")."""
    rest = tokens[index:]
    return any(a.text in {":", "："} and b.kind == "quote" for a, b in pairwise(rest))


def ends_about(tokens: Sequence[Token], k: int, start: int, lexicon: Lexicon) -> bool:
    """Tell whether the content "о пожаре" from token ``start`` on ends at the comma ``k``."""
    if not lexicon.has("about_prepositions", tokens[start].lower) or k + 1 >= len(tokens):
        return False
    if not is_comma(tokens[k]) or any(lexicon.has("that", t.lower) for t in tokens[start:k]):
        return False
    word = tokens[k + 1].lower
    turns = lexicon.has("subject_pronouns", word) or lexicon.has("object_enders", word)
    return turns or lexicon.is_gerund(word)


def correlative_start(tokens: Sequence[Token], comma: int, lexicon: Lexicon) -> int:
    """Return where content begins whose clause stands behind the comma at ``comma``.

    "признался | в том, что …": the word that stands for the clause, and what governs it, belong
    to the content; without one it begins behind the comma.
    """
    if comma == 0 or not lexicon.has("correlatives", tokens[comma - 1].lower):
        return comma + 1
    governed = comma > 1 and lexicon.has("prepositions", tokens[comma - 2].lower)
    return comma - 2 if governed else comma - 1


def with_negation(tokens: Sequence[Token], start: int, index: int, lexicon: Lexicon) -> int:
    """Return where content begins that a negation among the adverbs before ``index`` opens."""
    while index > start and lexicon.has("negations", tokens[index - 1].lower):
        index -= 1
    return index


def opens_marks(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether quoted words begin at token ``index``."""
    return index < len(tokens) and tokens[index].text in OPENING_MARKS


def is_told(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    """Tell whether the phrase before a verb is in a case in which nobody speaks.

    "Жителям сообщили, что …": a capital is a name's unless it opens the segment.
    """
    first = tokens[span[0]]
    if not lexicon.words.get("seats") or (first.capital and span[0] > 0):
        return False
    if lexicon.has("pronouns", first.lower) or lexicon.has("determiners", first.lower):
        return False
    ending = first.lower.endswith(lexicon.object_endings or ("\0",))
    return ending or lexicon.is_oblique(first.lower)


def past_adjunct(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Skip "в интервью газете" behind "Как рассказал X", up to the comma."""
    if index >= len(tokens) or tokens[index].kind != "word":
        return index
    word = tokens[index].lower
    if not (lexicon.has("prepositions", word) or lexicon.is_oblique(word)):
        return index
    for k in range(index, min(len(tokens), index + _ADJUNCT)):
        if is_comma(tokens[k]) or tokens[k].text == ":":
            return k
        if tokens[k].kind == "quote" or lexicon.is_verb(tokens[k].lower):
            return index
    return index


def read_back(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "Об этом сообщил X" (the sentence before is said) and "…, о чём сообщил X"."""
    if not lexicon.words.get("back_phrases") or not hit.start:
        return None
    for start in range(hit.start - 1, -1, -1):
        if tokens[start].kind != "word":
            return None
        opens = start == 0 or is_comma(tokens[start - 1])
        long = start + _LONGEST_BACK <= len(tokens) and opens
        if not opens or not (long or start + 2 <= len(tokens)):
            continue
        length = _back_length(tokens, start, lexicon)
        if not length or start + length > hit.start:
            return None
        if _goes_on(tokens, hit.end, lexicon):
            return None
        speaker = _subject(tokens, start + length, hit, lexicon)
        if start == 0:
            return Reading(hit, speaker, 0, len(tokens), "back", "refers back")
        return Reading(hit, speaker, start, len(tokens), "before", "refers back")
    return None


def _back_length(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    for length in range(_LONGEST_BACK, 0, -1):
        words = " ".join(t.lower for t in tokens[start : start + length])
        if lexicon.has("back_phrases", words):
            return length
    return 0


def _goes_on(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether content follows after all ("Об этом он сказал так: …", "…, что …")."""
    rest = tokens[index:]
    return any(t.kind == "quote" or t.text == ":" for t in rest) or any(
        is_comma(a) and lexicon.has("that", b.lower) for a, b in pairwise(rest)
    )


def _subject(tokens: Sequence[Token], start: int, hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return the subject: between the phrase and the verb, or behind the verb."""
    seat = seat_of(tokens, start, hit, lexicon)
    if seat is not None:
        return seat
    index = skip_adverbs_right(tokens, start, lexicon)
    if index < hit.group and not lexicon.has("prepositions", tokens[index].lower):
        between = right_phrase(tokens[: hit.group], index, lexicon)
        if between is not None:
            return between
    return _behind(tokens, hit, lexicon)


def _behind(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Range | None:
    index = hit.end
    for _ in range(_REACH):
        index = skip_adverbs_right(tokens, index, lexicon)
        if index >= len(tokens) or tokens[index].kind != "word":
            return None
        if lexicon.is_oblique(tokens[index].lower) and not tokens[index].capital:
            index += 1
        elif lexicon.has("prepositions", tokens[index].lower):
            index += 2
        else:
            return right_phrase(tokens, index, lexicon)
    return None


def seat_of(tokens: Sequence[Token], start: int, hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return X of "в X сообщили": a plural verb without a subject, and where it was said.

    The place stands between token ``start`` and the verb, or right behind the verb.
    """
    if not lexicon.words.get("seats"):
        return None
    if not tokens[hit.end - 1].lower.endswith(lexicon.seat_endings):
        return None
    for k in (*range(start, hit.group), *range(hit.end, min(len(tokens), hit.end + _REACH))):
        if k < hit.start and tokens[k].kind != "word":
            return None
        if k >= hit.end and tokens[k].kind != "word":
            return None
        if not lexicon.has("seat_prepositions", tokens[k].lower) or k + 1 >= len(tokens):
            continue
        limit = hit.group if k < hit.group else len(tokens)
        named = tokens[k + 1]
        listed = lexicon.has("seats", named.lower)
        if listed or (named.capital and not lexicon.has("time_words", named.lower)):
            return right_phrase(tokens[:limit], k + 1, lexicon)
    return None


def read_seat(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> tuple[Range, int, int] | None:
    """Return the speaker of "в полиции сообщили, что …" with where it begins and ends."""
    start = hit.group
    while start > 0 and tokens[start - 1].kind == "word":
        if lexicon.starts_clause(tokens[start - 1].lower):
            break
        start -= 1
    seat = seat_of(tokens, start, hit, lexicon)
    if seat is None:
        return None
    if seat[0] > hit.start:
        return seat, hit.group, seat[1]
    return seat, max(start, seat[0] - 1), hit.end
