"""What stands in front of a verb that ends the sentence: how far its content reaches.

A reported clause is a noun in Turkish and known by its ending; in front of it may stand where and
to whom something was said, behind it on what channel.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.front_subjects import suffix_of
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma
from firsthand.attribute.tokens import Token

_COLONS = frozenset({":", "："})
_SPEECH = frozenset({"clause", "that", "quote"})
_MARKS = frozenset("\"”“»«’'")
DATIVES = frozenset({"a", "e", "ya", "ye", "na", "ne"})
"""What stands behind the apostrophe of a name to which something is said."""

_MANY_TOLD = ("lere", "lara", "lerine", "larina")


def content_end(tokens: Sequence[Token], hit: Hit, start: int, lexicon: Lexicon) -> int:
    """Return where content in front of the cue ends: before adverbs and "diye"."""
    end = hit.group
    while end > start:
        token = tokens[end - 1]
        if token.kind == "quote":
            break
        if token.kind == "mark":
            if not is_comma(token) or end == hit.group:
                break
        elif not _passes(tokens, end - 1, lexicon):
            break
        end -= 1
    return end


def _passes(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    word = tokens[k].lower
    if lexicon.has("quote_links", word) and k and tokens[k - 1].kind == "quote":
        return True
    return lexicon.is_adverb(word) and not tokens[k].capital


def opened_behind(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> int | None:
    """Return where content behind the cue begins: behind a colon or "ki"."""
    if hit.end >= len(tokens) or not hit.cue.frames & (_SPEECH | {"object"}):
        return None
    following = tokens[hit.end]
    if following.text in _COLONS:
        return hit.end
    if lexicon.has("that", following.lower) and hit.end + 2 < len(tokens):
        return hit.end + 1
    return None


def content_before(
    tokens: Sequence[Token], hit: Hit, span: Range, lexicon: Lexicon
) -> Range | None:
    """Return the content within ``span``, which ends before the cue, or None."""
    start, end = span
    while start < end and _leads_in(tokens[start], lexicon):
        start += 1
    if start >= end:
        return None
    if tokens[end - 1].kind == "quote":
        return (end - 1, end) if hit.cue.frames & _SPEECH else (start, end)
    if lexicon.has("quote_links", tokens[hit.start].lower):
        begin = _past_setting(tokens, start, end, lexicon)
        return (begin, end) if end - begin > 1 else None
    if not hit.cue.frames & {"clause", "that", "object"}:
        return None
    last = _last_word(tokens, start, end, lexicon)
    if last is None:
        return None
    told = _before_channel(tokens, start, last, lexicon) if "clause" in hit.cue.frames else None
    if told is not None:
        last, end = told, told + 1
    reported = tokens[last].lower.endswith(lexicon.content_endings or ("\0",))
    noun = lexicon.has("noun_contents", tokens[last].lower)
    if not (reported or noun or "object" in hit.cue.frames):
        return None
    begin = _past_setting(tokens, start, last, lexicon)
    return (begin, end) if begin < end else None


def _leads_in(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the token only joins what follows to what stands before it."""
    if token.kind == "mark":
        return token.text not in _MARKS | {"("}
    return lexicon.has("coordinators", token.lower)


def _last_word(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return the last word of content, words like "konusunda" behind the nominal clause skipped."""
    k = end - 1
    while k >= start and (tokens[k].kind == "mark" or lexicon.has("postponed", tokens[k].lower)):
        k -= 1
    return k if k >= start and tokens[k].kind == "word" else None


def _before_channel(tokens: Sequence[Token], start: int, last: int, lexicon: Lexicon) -> int | None:
    """Return the end of a reported clause behind which it says to whom or where it was said."""
    channel = lexicon.has("channels", tokens[last].lower)
    for k in range(last, max(start, last - 4), -1):
        token = tokens[k]
        if token.lower.endswith(lexicon.content_endings or ("\0",)):
            return k if k < last else None
        told = lexicon.has("addressees", token.lower) or lexicon.has("channels", token.lower)
        if not (channel or token.capital or told or lexicon.is_adverb(token.lower)):
            return None
    return None


def _past_setting(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Return where content begins behind "… yaptığı açıklamada", "gazetecilere", "CNN'e"."""
    begin = start
    for k in range(start, end):
        if lexicon.has("settings", tokens[k].lower):
            begin = k + 1
    if begin == start:
        for k in range(start, min(end, start + 4)):
            if _is_hearer(tokens, k, start, lexicon):
                begin = k + 1
    while begin < end and (is_comma(tokens[begin]) or tokens[begin].lower in {"de", "da"}):
        begin += 1
    return begin


def _is_hearer(tokens: Sequence[Token], k: int, start: int, lexicon: Lexicon) -> bool:
    """Tell whether the word ends "gazetecilere", "CNN'e", "Radyo Vega'ya": who was told."""
    token = tokens[k]
    if lexicon.has("addressees", token.lower):
        return True
    if token.lower.endswith(_MANY_TOLD) and k + 1 < len(tokens) and is_comma(tokens[k + 1]):
        return True
    if suffix_of(token) not in DATIVES:
        return False
    name = [token.lower.replace("’", "'").partition("'")[0]]
    while k > start and tokens[k - 1].capital:
        k -= 1
        name.append(tokens[k].lower)
    return any(w in lexicon.outlet_nouns or w.endswith("tv") for w in name)


def told_in(
    tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon
) -> tuple[Range | None, int]:
    """Return "Bakanlıktan yapılan açıklamada" in front of what is told there."""
    for k in range(start, min(end, start + 16)):
        token = tokens[k]
        if token.kind == "quote" or token.text == ":":
            break
        if token.kind == "word" and lexicon.has("setting_heads", token.lower):
            first = start
            while first < k and tokens[first].kind == "mark":
                first += 1
            return (first, k + 1), k + 1
    return None, start
