"""Speakers behind their verb: ", said X", "Friday said X that" where the verb stands second."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.free_subjects import (
    may_follow_adjunct,
    may_invert,
    right_of_adjunct,
    right_subject,
)
from firsthand.attribute.hits import Hit
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import (
    Range,
    before_marks,
    is_comma,
)
from firsthand.attribute.tokens import Token


def inverted_subject(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return the speaker behind the verb (", said X"; "Friday said X that" in V2 languages)."""
    if hit.participle or hit.infinitive or not hit.cue.frames & {"clause", "that", "quote"}:
        return None
    if lexicon.comma_clauses and hit.cue.form == "first":
        return None
    front = before_marks(tokens, hit.group)
    before = tokens[front - 1] if front else None
    # "…," Ada Holt, head of the guard, told the Herald: behind "told" stands who was told.
    told = "addressee" in hit.cue.frames and not (lexicon.verb_second or lexicon.inverts)
    if told and left_phrase(tokens, hit.group, lexicon) is not None:
        return None
    speaker = right_subject(tokens, hit.end, lexicon)
    if speaker is None and lexicon.inverts and may_follow_adjunct(tokens, hit, lexicon):
        speaker = right_of_adjunct(tokens, hit.end, lexicon)
    if speaker is None:
        return None
    following = tokens[speaker[1]] if speaker[1] < len(tokens) else None
    if before is not None and before.kind == "quote":
        return speaker
    at_break = before is None or is_comma(before) or before.text in {"-", "–", "—"}
    closed = following is None or following.kind != "word"
    points = speaker[1] - speaker[0] == 1 and lexicon.has("demonstratives", tokens[hit.end].lower)
    if points and following is not None and following.text in {":", "："}:
        # "Holt, the mayor, wrote this: …"
        return None
    if lexicon.inverts:
        return speaker if may_invert(tokens, hit, speaker, at_break, lexicon) else None
    if lexicon.verb_second:
        named = (
            (at_break and closed)
            or any(t.capital for t in tokens[speaker[0] : speaker[1]])
            or lexicon.has("determiners", tokens[speaker[0]].lower)
            or lexicon.has("pronouns", tokens[speaker[0]].lower)
        )
        return speaker if named and (at_break or front_is_free(tokens, hit, lexicon)) else None
    if not at_break:
        return None
    if closed or following is None:
        return speaker
    return speaker if lexicon.has("prepositions", following.lower) else None


def front_is_free(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether what stands before a V2 verb is no speaker (an adverbial, a demonstrative)."""
    first = tokens[hit.end] if hit.end < len(tokens) else None
    if first is not None and lexicon.has("subject_pronouns", first.lower):
        return True
    left = left_phrase(tokens, hit.group, lexicon)
    if left is None or _front_is_adverbial(tokens, hit.group, lexicon):
        return True
    return left[1] - left[0] == 1 and lexicon.has("demonstratives", tokens[left[0]].lower)


def _front_is_adverbial(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """In a V2 clause one constituent precedes the verb; is it an adverbial ("In Bern zei X")?"""
    start = end
    while start > 0 and tokens[start - 1].kind == "word":
        start -= 1
    while start < end and lexicon.has("coordinators", tokens[start].lower):
        start += 1
    word = tokens[start].lower
    if any(lexicon.starts_clause(t.lower) for t in tokens[start:end]):
        return False
    return lexicon.has("prepositions", word) or lexicon.has("time_words", word)
