"""Phrases that say where a statement comes from: "据X报道", "在X看来", and "据称" (from nobody)."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.clause_subjects import is_time, past_adverbials
from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma
from firsthand.attribute.tokens import Token

COLONS = frozenset({":", "："})
_TITLE_MARKS = "《》()（）、·"


def read_opening(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "据X报道，…", "根据X的说法，…", "…，据X说", and "据称", which names nobody."""
    if hit.cue.kind == "hedge":
        return _read_hedge(tokens, hit)
    close = _closer(tokens, hit.end, lexicon)
    if close is None:
        return None
    if "report" in hit.cue.frames and not lexicon.has("report_nouns", tokens[close].lower):
        return None
    speaker = _origin(tokens, hit.end, close, lexicon)
    if speaker is None:
        return None
    behind = close + 1
    if behind < len(tokens) and (is_comma(tokens[behind]) or tokens[behind].text in COLONS):
        behind += 1
    if any(t.kind != "mark" for t in tokens[behind:]):
        return Reading(hit, speaker, hit.start, behind, "after", "according to", explicit=True)
    return Reading(hit, speaker, hit.start, len(tokens), "before", "according to")


def _closer(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int | None:
    """Return the index of the word that closes "据…报道", the last one before the next mark."""
    found: int | None = None
    for k in range(index, len(tokens)):
        token = tokens[k]
        if token.kind == "quote" or (token.kind == "mark" and token.text not in _TITLE_MARKS):
            break
        known = lexicon.has("closers", token.lower) or lexicon.has("report_nouns", token.lower)
        if known and k > index:
            found = k
            ended = k + 1 >= len(tokens) or tokens[k + 1].kind != "word"
            if not ended and lexicon.has("closers", tokens[k + 1].lower):
                continue
            if ended or any(c.kind == "verb" for c in lexicon.cues.get(token.lower, ())):
                break
    return found


def _read_hedge(tokens: Sequence[Token], hit: Hit) -> Reading | None:
    after = hit.end
    if after < len(tokens) and (is_comma(tokens[after]) or tokens[after].text in COLONS):
        after += 1
    if not any(t.kind != "mark" for t in tokens[after:]):
        return None
    inside = hit.start > 0 and tokens[hit.start - 1].kind == "word"
    side: Side = "both" if inside and after == hit.end else "after"
    return Reading(hit, None, hit.start, after, side, "hedge", explicit=True)


def _origin(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return who is named between the two parts of "据…报道": no time, no "的" at its end."""
    start = past_adverbials(tokens, start, end, lexicon)
    if start < end and lexicon.has("prepositions", tokens[start].lower):
        start += 1
    stop = start
    while stop < end:
        timed = lexicon.has("time_words", tokens[stop].lower) or is_time(tokens, stop, end, lexicon)
        later = any(lexicon.has("relatives", t.lower) for t in tokens[stop:end])
        if timed and stop > start and not later:
            break
        stop += 1
    groups = ("relatives", "locatives", "determiners", "adverbs")
    while stop > start and any(lexicon.has(g, tokens[stop - 1].lower) for g in groups):
        stop -= 1
    return (start, stop) if any(t.kind == "word" for t in tokens[start:stop]) else None
