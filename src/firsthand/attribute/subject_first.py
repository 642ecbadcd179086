"""Cues of languages in which subject and adverbials stand before the verb, content behind it.

Chinese: "X周一在会上说，…", "“…，”X说", "X批评…，并称…", "据X报道，…". No capitals show a
name and no inflection a verb: a speaker is what stands at the beginning of a clause, up to the
first adverb, preposition or verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.clause_subjects import clause_start, comma, opening_subject, subject
from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, skip_adverbs_left
from firsthand.attribute.tokens import Token

COLONS = frozenset({":", "："})
_OPENING = frozenset("“‘\"'《「『（(【〈«$€£-–—")
_ENDS = frozenset("。.；;！!？?")
_MAX_HEARER = 6
_NOUN_REACH = 4
_LONG_CUE = 3
_BEHIND_QUOTE = 2


def read_subject_first(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read a verb cue: its speaker in the clause before it, its content behind or before it."""
    if _in_opening(hit, earlier):
        return None
    behind = tokens[hit.end] if hit.end < len(tokens) else None
    if behind is not None and _is_modifier(tokens, hit, lexicon):
        return None
    begin = clause_start(tokens, hit.group)
    begin = max([begin, *(r.after for r in earlier if begin < r.after <= hit.group)])
    toward = _read_toward(tokens, hit, begin, lexicon)
    if toward is not None or _is_noun(tokens, hit, begin, lexicon):
        return toward
    if "impersonal" in hit.cue.frames:
        after, _ = _behind(tokens, hit, lexicon)
        rest = after < len(tokens) and tokens[after].kind != "mark"
        limit = comma(tokens, after)
        reading = Reading(hit, None, hit.group, after, "after", "passive", limit=limit)
        return reading if rest else None
    agent = _agent(tokens, hit, begin, lexicon)
    if agent is not None:
        return agent
    speaker = subject(tokens, begin, hit.group, lexicon)
    if hit.group and lexicon.has("relatives", tokens[hit.group - 1].lower):
        return None
    if speaker is not None and not _joined(tokens, hit, speaker, earlier, lexicon):
        return _place(tokens, hit, speaker, begin, False, lexicon)
    shared, inner = _shared(tokens, hit, begin, earlier, lexicon)
    if shared is not None:
        start = shared[0] if inner else hit.group
        return _place(tokens, hit, shared, start, not inner, lexicon)
    return _place(tokens, hit, None, hit.group, False, lexicon)


def _agent(tokens: Sequence[Token], hit: Hit, begin: int, lexicon: Lexicon) -> Reading | None:
    """Read "X被Y指控…": Y speaks."""
    for k in range(hit.group - 1, begin, -1):
        if lexicon.has("locatives", tokens[k].lower):
            return None
        if lexicon.has("agent", tokens[k].lower):
            speaker = subject(tokens, k + 1, hit.group, lexicon)
            after, marked = _behind(tokens, hit, lexicon)
            if speaker is None or marked or after >= len(tokens) or tokens[after].kind == "mark":
                return None
            limit = comma(tokens, after)
            return Reading(hit, speaker, k, after, "after", "passive", limit=limit)
    return None


def _joined(
    tokens: Sequence[Token],
    hit: Hit,
    speaker: Range,
    earlier: Sequence[Reading],
    lexicon: Lexicon,
) -> bool:
    """Tell whether the verb is joined to one before it whose object ``speaker`` is ("…并称")."""
    before = skip_adverbs_left(tokens, hit.group, lexicon)
    if before <= speaker[0] or not lexicon.has("coordinators", tokens[before - 1].lower):
        return False
    if lexicon.has("joiners", tokens[before - 1].lower):
        return False
    return any(r.hit.end <= speaker[0] and r.after >= speaker[0] for r in earlier)


def _in_opening(hit: Hit, earlier: Sequence[Reading]) -> bool:
    """Tell whether the cue is the "报道" of "据X报道"."""
    return any(r.method == "according to" and r.start < hit.start < r.after for r in earlier)


def _is_modifier(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Tell a modifier ("他说的话", "宣布后") or the part of a noun ("批评者") from a verb."""
    index = hit.end
    groups = ("relatives", "locatives", "noun_tails")
    if any(lexicon.has(group, tokens[index].lower) for group in groups):
        return True
    if "quote" in hit.cue.frames:
        return False
    if lexicon.has("passive", tokens[index].lower):
        return True
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return lexicon.is_adverb(tokens[index].lower) and lexicon.has("passive", following)


def _read_toward(tokens: Sequence[Token], hit: Hit, begin: int, lexicon: Lexicon) -> Reading | None:
    """Read "X对Y表示反对", "X对Y予以谴责": the content stands behind a preposition."""
    end = hit.group
    behind = hit.end
    while behind < len(tokens) and lexicon.has("particles", tokens[behind].lower):
        behind += 1
    if behind < len(tokens) and tokens[behind].kind == "word":
        coordinated = lexicon.has("coordinators", tokens[behind].lower)
        if not coordinated:
            return None
    if behind < len(tokens) and (tokens[behind].kind == "quote" or tokens[behind].text in COLONS):
        return None
    light = False
    while end > begin:
        word = tokens[end - 1].lower
        light = light or lexicon.has("light_verbs", word)
        skipped = lexicon.has("light_verbs", word) or lexicon.has("particles", word)
        if not (skipped or (lexicon.is_adverb(word) and not light)):
            break
        end -= 1
    fused = "quote" not in hit.cue.frames and "infinitive" not in hit.cue.frames
    if not light and not (fused and len(tokens[hit.start].text) > _LONG_CUE):
        return None
    for k in range(begin, end):
        if not lexicon.has("object_prepositions", tokens[k].lower):
            continue
        speaker = subject(tokens, begin, k, lexicon) if k > begin else None
        if speaker is not None and k + 1 < end:
            return Reading(hit, speaker, begin, k, "after", "toward", True, limit=end)
    return None


def _is_noun(tokens: Sequence[Token], hit: Hit, begin: int, lexicon: Lexicon) -> bool:
    """Tell a noun behind a verb that takes it ("遭到强烈批评", "发布了初步报告") from a verb."""
    if {"clause", "quote"} <= hit.cue.frames:
        before = tokens[hit.group - 1].lower if hit.group else ""
        return lexicon.has("light_verbs", before)
    for k in range(hit.group - 1, max(begin, hit.group - _NOUN_REACH) - 1, -1):
        if lexicon.has("light_verbs", tokens[k].lower):
            return True
        if tokens[k].kind != "word" or lexicon.has("prepositions", tokens[k].lower):
            return False
    return False


def _shared(
    tokens: Sequence[Token], hit: Hit, begin: int, earlier: Sequence[Reading], lexicon: Lexicon
) -> tuple[Range | None, bool]:
    """Return the speaker that a verb takes over from a clause before it ("…，并称…").

    The flag tells that it stands within what is reported ("据X报道，Y…，并称…").
    """
    if begin == 0 or tokens[begin - 1].kind == "quote":
        return None, False
    joined = any(lexicon.has("coordinators", t.lower) for t in tokens[begin : hit.group])
    for reading in reversed(earlier):
        if reading.side != "after" or reading.after >= hit.group:
            continue
        within = reading.method in {"according to", "hedge"} or (
            reading.explicit and not joined and hit.cue.force != "state"
        )
        if within:
            found = opening_subject(tokens, reading.after, begin, lexicon)
            if found is not None:
                return found, True
        if reading.speaker is not None and reading.method != "according to":
            return reading.speaker, False
    return opening_subject(tokens, 0, begin, lexicon), False


# --- the content


def _place(
    tokens: Sequence[Token],
    hit: Hit,
    speaker: Range | None,
    start: int,
    shared: bool,
    lexicon: Lexicon,
) -> Reading | None:
    after, marked = _behind(tokens, hit, lexicon)
    method = "verb" if speaker is not None else "left out"
    rest = after < len(tokens) and tokens[after].text not in _ENDS and after != hit.end - 1
    taken = any(lexicon.has("coordinators", t.lower) for t in tokens[start : hit.group])
    if _behind_quote(tokens, start) and not (shared or taken) and "quote" in hit.cue.frames:
        goes_on = marked and rest and tokens[after].kind == "quote"
        side: Side = "both" if goes_on else "before"
        if goes_on or not marked or tokens[after - 1].text not in COLONS:
            return Reading(hit, speaker, start, after if goes_on else len(tokens), side, method)
    if not rest:
        closes = start > 1 and is_comma(tokens[start - 1]) and not (shared or taken)
        if closes and speaker is not None and "quote" in hit.cue.frames:
            return Reading(hit, speaker, start, len(tokens), "before", method)
        if tokens[-1].text in COLONS and speaker is not None:
            return Reading(hit, speaker, start, len(tokens), "after", method, True, shared)
        return None
    announced = tokens[after].kind == "quote" or tokens[after - 1].text in COLONS
    if marked and "quote" not in hit.cue.frames and not announced:
        return None
    direct = bool(hit.cue.frames & {"clause", "object"})
    if not (direct or announced or (marked and "that" in hit.cue.frames)):
        return None
    if not marked and (_closes(tokens[after]) or _is_circumstance(tokens, after, lexicon)):
        return None
    if speaker is None and not (marked and "quote" in hit.cue.frames):
        return None
    limit = None if marked else _subordinate_end(tokens, start, after, lexicon)
    if not marked and "clause" not in hit.cue.frames and limit is None:
        limit = comma(tokens, after)
    if limit is not None and limit <= after:
        return None
    return Reading(hit, speaker, start, after, "after", method, marked, shared, limit=limit)


def _closes(token: Token) -> bool:
    """Tell whether the token is a mark that opens no phrase."""
    return token.kind == "mark" and token.text not in _OPENING


def _is_circumstance(tokens: Sequence[Token], after: int, lexicon: Lexicon) -> bool:
    """Tell whether the cue only says when another is said ("他回忆往事的时候表示")."""
    for k in range(after, len(tokens) - 1):
        if tokens[k].kind != "word":
            return False
        near = tokens[k + 1 : k + 3]
        if lexicon.has("locatives", tokens[k].lower) and any(
            c.kind == "verb" and "quote" in c.frames
            for t in near
            for c in lexicon.cues.get(t.lower, ())
        ):
            return True
    return False


def _subordinate_end(
    tokens: Sequence[Token], start: int, after: int, lexicon: Lexicon
) -> int | None:
    """Return where content in a clause of circumstance ends ("如果X同意…，", "X宣布…时，")."""
    stop = comma(tokens, after)
    if stop is None:
        return None
    if lexicon.has("locatives", tokens[stop - 1].lower):
        return stop - 1
    opens = lexicon.has("subordinators", tokens[clause_start(tokens, start)].lower)
    return stop if opens else None


def _behind_quote(tokens: Sequence[Token], start: int) -> bool:
    near = tokens[max(0, start - 2) : start]
    return bool(near) and (
        near[-1].kind == "quote" or (is_comma(near[-1]) and near[0].kind == "quote")
    )


def _behind(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> tuple[int, bool]:
    """Return where content behind the cue begins, and whether a mark or quotation opens it."""
    index = hit.end
    while index < len(tokens) and lexicon.has("particles", tokens[index].lower):
        index += 1
    limit = min(len(tokens), index + _MAX_HEARER)
    if "addressee" in hit.cue.frames:
        for k in range(index, limit):
            if tokens[k].kind == "quote" or is_comma(tokens[k]) or tokens[k].text in COLONS:
                index = k
                break
            if lexicon.has("addressees", tokens[k].lower):
                index = k + 1
    if index >= len(tokens):
        return index, False
    if is_comma(tokens[index]) or tokens[index].text in COLONS:
        return index + 1, True
    return index, tokens[index].kind == "quote"


def parts(tokens: Sequence[Token], reading: Reading, other: Reading, lexicon: Lexicon) -> bool:
    """Tell whether ``other``, behind a comma, is said beside ``reading`` and not within it.

    It is where it has a speaker of its own and content without a mark before it, or where a
    contrast opens its clause ("…，而Y担心…").
    """
    if reading.side != "after" or reading.method in {"according to", "hedge"}:
        return False
    if other.speaker is None or other.shared or other.speaker[0] < other.start:
        return False
    if tokens[reading.after].kind == "quote" and other.start == reading.after + _BEHIND_QUOTE:
        return True
    own = not lexicon.has("pronouns", tokens[other.speaker[0]].lower)
    contrast = lexicon.has("breakers", tokens[other.start].lower)
    joined = lexicon.has("coordinators", tokens[other.start].lower)
    return (own and contrast) or (not reading.explicit and (own or joined))
