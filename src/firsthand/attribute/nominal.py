"""Prepositions, postpositions and nouns as cues: "according to X", "his claim that …"."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.carried import first_subject
from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.hedges import clause_start, clause_stop
from firsthand.attribute.hits import Hit
from firsthand.attribute.left_phrases import left_phrase, phrase_before
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import OPENING_MARKS, Range, is_comma, only_article
from firsthand.attribute.placing import depends, next_comma
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.subjects import may_speak
from firsthand.attribute.tokens import Token
from firsthand.attribute.uncased_phrases import speaker_behind

_CLOSING_MARKS = frozenset('”»"')


def read_preposition(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "according to X, …", "…, according to X" and what stands on both sides."""
    owned = lexicon.comma_clauses and hit.start > 0
    if owned and lexicon.has("possessives", tokens[hit.start - 1].lower):
        # "Jego zdaniem …": the possessive stands for the genitive that follows otherwise.
        return read_postposition(tokens, hit, lexicon)
    possessed = "possessed" in hit.cue.frames
    speaker = _speaker_of(tokens, hit, lexicon)
    if speaker is None or not _closes(tokens, hit, speaker, lexicon):
        return None
    opening = [t.lower for t in tokens[speaker[0] : speaker[0] + 2]]
    either = lexicon.inverts or lexicon.verb_first
    if either and any(lexicon.has("preposition_relatives", w) for w in opening):
        return None
    first = next((i for i, t in enumerate(tokens) if t.kind != "mark"), 0)
    leading = all(
        t.kind == "mark" or lexicon.has("coordinators", t.lower) or lexicon.is_adverb(t.lower)
        for t in tokens[first : hit.start]
    )
    start = _past_link(tokens, hit.start, lexicon)
    nested = hit.start > 0 and lexicon.has("that", tokens[hit.start - 1].lower)
    if lexicon.comma_clauses and hit.start > 0:
        # "…, ponieważ według X …".
        before = tokens[hit.start - 1].lower
        relative = lexicon.has("relatives", before)
        nested = nested or (lexicon.starts_clause(before) and not relative)
    if lexicon.fenced_clauses:
        lone = speaker[1] - speaker[0] == 1
        relative = lone and lexicon.has("relatives", tokens[hit.end].lower)
        nested = nested or (relative and hit.start > 0 and is_comma(tokens[hit.start - 1]))
        speaker = speaker[0], _past_relative(tokens, speaker[1], hit, lexicon)
    behind = hit.end if possessed else speaker[1]
    if behind < len(tokens) and is_comma(tokens[behind]):
        behind += 1
    if leading or nested:
        if not any(t.kind != "mark" for t in tokens[behind:]):
            return None
        return Reading(hit, speaker, hit.start, behind, "after", "according to", explicit=True)
    rest = [t for t in tokens[behind:] if t.kind != "mark"]
    fenced = is_comma(tokens[hit.start - 1]) and hit.start > 1
    opener = tokens[hit.start - 2].lower if fenced else ""
    if lexicon.comma_clauses and rest and (not fenced or lexicon.has("relatives", opener)):
        return _within_clause(tokens, hit, speaker, behind, lexicon)
    parted = is_comma(tokens[behind - 1]) or lexicon.verb_second
    both = bool(rest) and parted and not lexicon.has("breakers", rest[0].lower)
    side: Side = "both" if both else "before"
    return Reading(hit, speaker, start, behind if both else len(tokens), side, "according to")


def _speaker_of(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return who speaks: the phrase behind the cue, or within it ("по его словам")."""
    if "possessed" in hit.cue.frames:
        return (hit.start + 1, hit.start + 2) if _parts(tokens, hit.start, lexicon) else None
    if lexicon.verb_first:
        return speaker_behind(tokens, hit.end, len(tokens), lexicon, hung=True)
    speaker = right_phrase(tokens, hit.end, lexicon)
    if speaker is None or not lexicon.governed_endings:
        return speaker
    before = tokens[: hit.start]
    opener = before[-2].lower if len(before) > 1 else ""
    said = any(lexicon.is_verb(t.lower) for t in before) and not lexicon.starts_clause(opener)
    return speaker[0], _governed_end(tokens, speaker, said, lexicon)


def _past_link(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return where ", and that according to X" begins."""
    k = index
    while lexicon.verb_first and k > 0 and lexicon.has("demonstratives", tokens[k - 1].lower):
        k -= 1
    joined = 0 < k < index and lexicon.has("coordinators", tokens[k - 1].lower)
    return k - 1 if joined else index


def _within_clause(
    tokens: Sequence[Token], hit: Hit, speaker: Range, behind: int, lexicon: Lexicon
) -> Reading:
    """Read "…, który według X nie działa", "droga, zdaniem X, jest …": its own clause is said."""
    start = hit.start - 1 if is_comma(tokens[hit.start - 1]) else hit.start
    first = clause_start(tokens, start, lexicon)
    limit = clause_stop(tokens, behind, lexicon)
    if lexicon.has("relatives", tokens[first].lower):
        limit = min(limit, next_comma(tokens, behind))
    if first == hit.start or limit <= behind:
        side: Side = "after" if first == hit.start else "before"
    else:
        side = "both"
    return Reading(hit, speaker, hit.start, behind, side, "according to", limit=limit, first=first)


def _governed_end(tokens: Sequence[Token], speaker: Range, behind: bool, lexicon: Lexicon) -> int:
    """Return where the case that the preposition governs ends ("według policji | kierowca")."""
    start, end = speaker
    if end < len(tokens) and is_comma(tokens[end]):
        return end
    marked = False
    for k in range(start + 1, end):
        token, before = tokens[k], tokens[k - 1]
        marked = (marked or before.text in OPENING_MARKS) and before.text not in _CLOSING_MARKS
        if marked and lexicon.marked_names:
            continue
        if is_comma(token):
            # ", по словам X, главы Y.": nothing is left that could be said.
            return end if behind and _ends_segment(tokens, end) else k
        if token.kind != "word" or token.capital or lexicon.has("coordinators", token.lower):
            continue
        inner = "right_prepositions"
        if lexicon.has(inner, token.lower) or lexicon.has(inner, before.lower):
            continue
        listed = lexicon.has("genitives", token.lower) or token.lower in lexicon.speaker_nouns
        fits = token.lower.endswith(lexicon.governed_endings) or listed
        subject = lexicon.has("nominatives", token.lower)
        if before.lower.endswith(lexicon.governed_adjectives or ("\0",)) and not subject:
            continue
        if subject or not fits or (before.capital and k - 1 > start):
            return k
    return end


def _ends_segment(tokens: Sequence[Token], index: int) -> bool:
    return all(t.kind == "mark" for t in tokens[index:])


def _past_relative(tokens: Sequence[Token], end: int, hit: Hit, lexicon: Lexicon) -> int:
    """Take in the relative clause that ends the segment behind ", so the report"."""
    if "closing" not in hit.cue.frames or end + 1 >= len(tokens) or not is_comma(tokens[end]):
        return end
    if not lexicon.has("relatives", tokens[end + 1].lower):
        return end
    rest = tokens[end + 1 :]
    if any(is_comma(t) or t.kind == "quote" for t in rest):
        return end
    return len(tokens) - (1 if tokens[-1].kind == "mark" else 0)


def _closes(tokens: Sequence[Token], hit: Hit, speaker: Range, lexicon: Lexicon) -> bool:
    """Tell whether a preposition of the frame "closing" or "report" stands as it must."""
    if "report" in hit.cue.frames:
        endings = tuple(lexicon.words.get("report_nouns", ()))
        return any(t.capital and t.lower.endswith(endings) for t in tokens[slice(*speaker)])
    if "parenthetical" in hit.cue.frames:
        return _parts(tokens, hit.start, lexicon)
    if "closing" not in hit.cue.frames:
        return True
    before = tokens[hit.start - 1] if hit.start else None
    following = tokens[speaker[1]] if speaker[1] < len(tokens) else None
    if before is None:
        return following is not None and following.text in {":", "："}
    if not (is_comma(before) or before.kind == "quote" or before.text in {"-", "–", "—"}):
        return False
    ended = following is None or following.kind != "word" or lexicon.is_adverb(following.lower)
    return ended or (following is not None and lexicon.has("prepositions", following.lower))


def _parts(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> bool:
    """Tell whether a comma, another mark or a clause begins before token ``start``."""
    while start > 0 and lexicon.is_adverb(tokens[start - 1].lower):
        start -= 1
    if start == 0 or tokens[start - 1].kind != "word":
        return True
    before = tokens[start - 1].lower
    return lexicon.has("coordinators", before) or lexicon.starts_clause(before)


def read_postposition(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "Angaben der Polizei zufolge …" and "… ist einem Bericht zufolge …"."""
    start = phrase_before(tokens, hit.start, lexicon)
    if start is None:
        return None
    speaker = (start, hit.start)
    leading = all(t.kind == "mark" or lexicon.has("coordinators", t.lower) for t in tokens[:start])
    if leading:
        return Reading(hit, speaker, start, hit.end, "after", "according to", explicit=True)
    goes_on = any(t.kind != "mark" for t in tokens[hit.end :])
    side: Side = "both" if goes_on else "before"
    return Reading(hit, speaker, start, hit.end if goes_on else len(tokens), side, "according to")


def read_noun(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "his claim that …", "X's warning that …", "had kritiek op …"."""
    if hit.end >= len(tokens):
        return None
    link = tokens[hit.end].lower
    if lexicon.fenced_clauses and lexicon.has("genitives", link):
        return _read_owned(tokens, hit, lexicon)
    if lexicon.fenced_clauses and is_comma(tokens[hit.end]) and hit.end + 1 < len(tokens):
        if lexicon.has("relatives", tokens[hit.end + 1].lower):
            return None
        after = hit.end + 1
    elif lexicon.has("that", link):
        after = hit.end
    elif lexicon.has("noun_links", link):
        # "мнение о том, что …": the preposition that a noun governs goes with the content.
        after = hit.end if lexicon.comma_clauses else hit.end + 1
    else:
        return None
    if after >= len(tokens) or tokens[after].kind == "mark":
        return None
    speaker = _noun_owner(tokens, hit.start, lexicon)
    if speaker is None or (lexicon.nouns_capital and only_article(tokens, speaker, lexicon)):
        return None
    return Reading(hit, speaker, speaker[0], after, "after", "noun", explicit=True)


def _read_owned(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "der Vorwurf der Partei, es handele sich um …, …": a genitive names who speaks."""
    owner = right_phrase(tokens, hit.end, lexicon)
    if owner is None or not may_speak(tokens, owner, lexicon):
        return None
    end = next((k for k in range(*owner) if is_comma(tokens[k])), owner[1])
    if end + 1 >= len(tokens) or not is_comma(tokens[end]):
        return None
    if not depends(tokens, end + 1, lexicon):
        return None
    closing = next_comma(tokens, end + 1)
    behind = tokens[closing + 1] if closing + 1 < len(tokens) else None
    main = behind is not None and lexicon.is_verb(behind.lower) and not behind.capital
    limit = closing if main else None
    return Reading(
        hit, (owner[0], end), hit.start, end + 1, "after", "noun", explicit=True, limit=limit
    )


def _noun_owner(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Range | None:
    reach = 14 if lexicon.fenced_clauses else 5
    for k in range(index - 1, max(-1, index - reach), -1):
        token = tokens[k]
        if lexicon.has("possessives", token.lower):
            return k, k + 1
        if token.kind == "word" and token.text.endswith(("'s", "’s")):
            start = k
            while start > 0 and tokens[start - 1].capital and tokens[start - 1].kind == "word":
                start -= 1
            return start, k + 1
        if lexicon.has("light_verbs", token.lower):
            group = k
            while group > 0 and lexicon.has("auxiliaries", tokens[group - 1].lower):
                group -= 1
            left = left_phrase(tokens, group, lexicon)
            if left is None and lexicon.inverts:
                return first_subject(tokens, group, lexicon)
            return left or right_phrase(tokens[:index], k + 1, lexicon)
        if token.kind != "word":
            return None
    return None
