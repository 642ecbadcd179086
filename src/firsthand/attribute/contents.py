"""On which side of a cue its content stands, and where it begins."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.governed import (
    opens_marks,
)
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.openings_of_content import content_start, has_content, quote_at
from firsthand.attribute.phrases import (
    Range,
    before_marks,
    is_comma,
    skip_adverbs_right,
)
from firsthand.attribute.tokens import Token

_MAX_ADJUNCT = 14


def placed(
    tokens: Sequence[Token],
    hit: Hit,
    speaker: Range | None,
    start: int,
    behind: int,
    lexicon: Lexicon,
    method: str,
    shared: bool = False,
) -> Reading | None:
    """Decide on which side the content stands, and whether there is one at all."""
    after, explicit = content_start(tokens, hit, behind, lexicon)
    if explicit and start > 0 and tokens[start - 1].kind == "quote":
        # "…," she added when asked: behind speech only "that" or a colon opens new content.
        opener = tokens[after]
        at_verb = after <= skip_adverbs_right(tokens, behind, lexicon) or opener.kind == "mark"
        # "…," said one owner that …: behind an inverted speaker "that" is a relative pronoun.
        that = lexicon.has("that", opener.lower) and (method != "inverted" or lexicon.verb_second)
        explicit = at_verb and (opener.kind == "mark" or that)
    if explicit and lexicon.inverts and stands_behind_quote(tokens, start, lexicon):
        direct = after == skip_adverbs_right(tokens, behind, lexicon)
        explicit = tokens[after].kind == "mark" or (
            direct and lexicon.has("that", tokens[after].lower)
        )
    inverted = method == "inverted"
    if _is_demonstrative_front(tokens, hit, start, inverted, lexicon) and not explicit:
        return Reading(hit, speaker, 0, len(tokens), "back", "refers back")
    if not explicit and not shared and _speaks_of_before(tokens, start, after, hit, lexicon):
        rest = _behind_adjuncts(tokens, behind, lexicon, "addressee" in hit.cue.frames)
        goes_on = rest < len(tokens) and _goes_on(tokens, rest, lexicon)
        if stands_behind_quote(tokens, start, lexicon):
            rest = _quote_ahead(tokens, behind, lexicon)
            goes_on = rest < len(tokens)
        side: Side = "both" if goes_on else "before"
        first = rest if not goes_on or tokens[rest].kind == "quote" else rest + 1
        return Reading(hit, speaker, start, first if goes_on else len(tokens), side, method)
    if not has_content(tokens, hit, after, explicit, lexicon):
        return None
    return Reading(hit, speaker, start, after, "after", method, explicit, shared)


def _quote_ahead(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return where the quotation goes on behind "she said late last month," if it does.

    That is the token of the quotation; the number of tokens where none goes on.
    """
    for k in range(index, min(len(tokens), index + _MAX_ADJUNCT)):
        token = tokens[k]
        if token.kind == "quote":
            parted = k == index or tokens[k - 1].kind == "mark"
            return k if parted else len(tokens)
        if token.text in {":", ";"} or lexicon.has("coordinators", token.lower):
            break
        spoken = any(c.kind == "verb" and c.frames for c in lexicon.cues.get(token.lower, ()))
        if spoken and not token.capital and k + 2 < len(tokens) and quote_at(tokens, k + 1):
            break
    return len(tokens)


def stands_behind_quote(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> bool:
    """Tell whether a quotation ends right before token ``start``, or before the comma there."""
    if lexicon.comma_clauses and start > 0 and tokens[start - 1].text in {"-", "–", "—"}:
        start -= 1
    near = tokens[max(0, start - 2) : start]
    return bool(near) and (
        near[-1].kind == "quote" or (is_comma(near[-1]) and near[0].kind == "quote")
    )


def _is_demonstrative_front(
    tokens: Sequence[Token], hit: Hit, start: int, inverted: bool, lexicon: Lexicon
) -> bool:
    return (
        inverted
        and lexicon.verb_second
        and start == hit.group == 1
        and lexicon.has("demonstratives", tokens[0].lower)
    )


def _speaks_of_before(
    tokens: Sequence[Token], start: int, after: int, hit: Hit, lexicon: Lexicon
) -> bool:
    """Tell whether the construction stands behind or within its content ("…, X said")."""
    if start == 0 or not hit.cue.frames & {"clause", "that", "quote"}:
        return False
    start = before_marks(tokens, start)
    before = tokens[start - 1]
    if before.kind == "quote":
        return True
    if not (is_comma(before) or before.text in {"-", "–", "—", "?", "!"}):
        return False
    material = [t for t in tokens[:start] if t.kind != "mark"]
    if any(t.kind == "quote" for t in material[-1:]):
        return True
    if len(material) < 2 or "clause" not in hit.cue.frames:
        return False
    rest = _behind_adjuncts(tokens, after, lexicon)
    ended = rest >= len(tokens) or tokens[rest].kind == "mark"
    if lexicon.comma_clauses and (start < hit.group or opens_marks(tokens, rest)):
        # "Выступая там, X обещал «никогда не …»": what is said stands behind.
        return False
    return ended and (_goes_on(tokens, rest, lexicon) or not is_adverbial(tokens, start, lexicon))


def is_adverbial(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Tell whether the segment begins with an adverbial rather than with a clause."""
    first = tokens[0].lower
    if lexicon.is_gerund(first):
        return True
    if any(lexicon.is_verb(t.lower) for t in tokens[1:end]):
        return lexicon.has("subordinators", first)
    return lexicon.has("prepositions", first) or lexicon.is_adverb(first)


def _behind_adjuncts(
    tokens: Sequence[Token], index: int, lexicon: Lexicon, told: bool = False
) -> int:
    """Skip "on Friday in a statement", "told reporters" up to the next mark or quotation.

    ``told``: somebody may be addressed by name ("told Radio Veld in June").
    """
    index = skip_adverbs_right(tokens, index, lexicon)
    if index >= len(tokens) or tokens[index].kind != "word":
        return index
    word = tokens[index].lower
    told = told and (tokens[index].capital or lexicon.has("determiners", word))
    if told or lexicon.has("prepositions", word) or lexicon.has("addressees", word):
        end = index
        while end < len(tokens) and tokens[end].kind == "word" and end - index < _MAX_ADJUNCT:
            end += 1
        return end
    return index


def _goes_on(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether content goes on behind the mark at ``index`` (", he said, and …")."""
    if index >= len(tokens):
        return False
    if tokens[index].kind == "quote":
        return True
    if not (is_comma(tokens[index]) or tokens[index].text in {":", "-", "–", "—", "."}):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind == "mark":
        return False
    if following.kind == "quote":
        return True
    if not is_comma(tokens[index]):
        return False
    word = following.lower
    if lexicon.inverts and lexicon.has("as_words", word):
        return False
    if lexicon.has("breakers", word) or lexicon.has("relatives", word):
        return False
    if lexicon.has("prepositions", word) or lexicon.has("time_words", word):
        return False
    return not word.endswith(lexicon.participle_endings or ("\0",))
