"""Words that say that somebody says so, and not who: "reportedly", "is said to", hearsay moods."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Cue, Lexicon
from firsthand.attribute.phrases import is_comma
from firsthand.attribute.tokens import Token

_HEARSAY_REACH = 3
_SAID = frozenset({"state", "claim", "feel"})
_ENDS = frozenset(".!?;:…。！？；：؛")


def read_hedge(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "The mayor reportedly left" and "Reportedly, the mayor left": its clause is content."""
    after = hit.end + 1 if hit.end < len(tokens) and is_comma(tokens[hit.end]) else hit.end
    if after >= len(tokens) or tokens[after].text in _ENDS:
        after = len(tokens)
    elif lexicon.has("that", tokens[after].lower):
        return Reading(hit, None, hit.start, after, "after", "hedge", explicit=True)
    first = clause_start(tokens, hit.start, lexicon)
    if not any(t.kind != "mark" for t in tokens[first : hit.start]):
        if after == len(tokens):
            return None
        return Reading(hit, None, hit.start, after, "after", "hedge")
    side: Side = "before" if after == len(tokens) else "both"
    limit = clause_stop(tokens, after, lexicon)
    return Reading(hit, None, hit.start, after, side, "hedge", limit=limit, first=first)


def read_expected(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "The vote is expected to take place": what is said of the subject, and the subject."""
    rest = [t.lower for t in tokens[hit.end : hit.end + 2]]
    if len(rest) < 2 or not lexicon.has("infinitive_markers", rest[0]):
        return None
    if hit.cue.force not in _SAID or lexicon.has("determiners", rest[1]):
        return None
    first = clause_start(tokens, hit.group, lexicon)
    if first >= hit.group:
        return None
    limit = clause_stop(tokens, hit.end, lexicon)
    return Reading(hit, None, hit.group, hit.end, "both", "hedge", limit=limit, first=first)


def read_hearsay(
    tokens: Sequence[Token], readings: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read "Le maire aurait quitté la ville": the mood of a main clause says that it is hearsay.

    Only where nobody is named who says so, and nothing makes a plain condition of it.
    """
    if readings:
        return None
    if lexicon.verb_last:
        return _closing_hearsay(tokens, lexicon)
    if "hearsay" not in lexicon.words:
        return None
    if any(lexicon.has("conditionals", t.lower) for t in tokens):
        return None
    for k, token in enumerate(tokens):
        if token.kind == "quote" or token.text in _ENDS - {"."}:
            return None
        if lexicon.has("hearsay", token.lower) and _perfect(tokens, k, lexicon):
            hit = Hit(k, k + 1, Cue((token.lower,), "hedge", "claim"), k)
            first = clause_start(tokens, k, lexicon)
            limit = clause_stop(tokens, k + 1, lexicon)
            words = [t.lower for t in tokens[:k]]
            if k and first == 0 and not any(lexicon.starts_clause(w) for w in words):
                return Reading(
                    hit, None, k, k + 1, "both", "hearsay mood", limit=limit, first=first
                )
            return None
    return None


def _closing_hearsay(tokens: Sequence[Token], lexicon: Lexicon) -> Reading | None:
    """Read a verb whose ending tells hearsay where verbs end the sentence (Turkish -miş)."""
    last = len(tokens) - (1 if tokens and tokens[-1].text in _ENDS else 0) - 1
    if last < 2 or any(t.kind == "quote" for t in tokens):
        return None
    verb = tokens[last]
    ends = verb.kind == "word" and verb.lower.endswith(lexicon.hearsay_endings or ("\0",))
    if not ends or verb.capital or any(lexicon.has("conditionals", t.lower) for t in tokens):
        return None
    hit = Hit(last, last + 1, Cue((verb.lower,), "hedge", "claim"), last)
    # The verb carries both what is told and that it is only told.
    return Reading(hit, None, last + 1, last + 1, "before", "hearsay mood", first=0)


def _perfect(tokens: Sequence[Token], mood: int, lexicon: Lexicon) -> bool:
    """Tell "aurait quitté", "zou … hebben gehad" from a plain conditional."""
    if lexicon.words.get("hearsay_closers"):
        rest = tokens[mood + 1 :]
        pairs = [(a.lower, b.lower) for a, b in pairwise(rest)]
        pairs += [(b, a) for a, b in pairs]
        return any(
            a.startswith(lexicon.hearsay_openings)
            and a.endswith(lexicon.hearsay_endings)
            and lexicon.has("hearsay_closers", b)
            for a, b in pairs
        )
    for token in tokens[mood + 1 : mood + 1 + _HEARSAY_REACH]:
        if lexicon.has("hearsay_bars", token.lower) or token.kind != "word":
            return False
        if token.lower.endswith(lexicon.hearsay_endings or ("\0",)):
            return True
    return False


def clause_start(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return where the clause around token ``index`` begins, its conjunction left out."""
    for k in range(index - 1, -1, -1):
        token = tokens[k]
        if token.kind == "quote" or token.text in {";", ":", "–", "—"}:
            return k + 1
        plain = k == index - 1 or not lexicon.has("determiners", token.lower)
        if lexicon.has("relatives", token.lower) and k and plain:
            return k
        joins = lexicon.has("coordinators", token.lower)
        if lexicon.starts_clause(token.lower) and not joins and k < index - 1:
            return k + 1
        turn = lexicon.has("coordinators", token.lower) and k and is_comma(tokens[k - 1])
        if turn or (is_comma(token) and lexicon.fenced_clauses):
            return k + 1
    return 0


def clause_stop(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Return where the clause that goes on at token ``start`` ends."""
    for k in range(start + 1, len(tokens)):
        token = tokens[k]
        if token.kind == "quote" or token.text in {";", ":", "–", "—"}:
            return k
        if is_comma(tokens[k - 1]) and (
            lexicon.starts_clause(token.lower)
            or lexicon.has("coordinators", token.lower)
            or lexicon.has("subject_pronouns", token.lower)
            or lexicon.fenced_clauses
        ):
            return k - 1
    return len(tokens)
