"""Cues in languages that fence subordinate clauses with commas and end them in their verb.

German is the model: the finite verb of a main clause stands second, its separable part or
participle last ("teilte … mit", "hat … gesagt"), and every subordinate clause stands between
commas. So a comma behind the cue opens its content, and a cue at the end of a clause that begins
with a clause word is read within that clause. Switched on by ``fenced_clauses`` in the table.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.cited import read_cited
from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.contents import stands_behind_quote
from firsthand.attribute.hits import Hit, ends_clause, particle_at
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, skip_adverbs_right
from firsthand.attribute.placing import (
    COLONS,
    DASHES,
    SPEECH,
    content_behind,
    depends,
    fits_opener,
    place,
)
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.subjects import (
    behind_adjunct,
    front_is_free,
    inverts,
    main_subject,
    may_speak,
    subject_opens,
)
from firsthand.attribute.tokens import Token

_INNER_MARKS = frozenset("„“”\"»«’'›‹()-")


def read_fenced(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Return the reading of a verb cue, or None where it attributes nothing."""
    if "impersonal" in hit.cue.frames:
        return _read_impersonal(tokens, hit, lexicon)
    opener = clause_opener(tokens, hit, lexicon)
    if opener is not None:
        return _read_final(tokens, hit, opener, lexicon)
    if hit.infinitive:
        return None
    helper = hit.group if hit.passive else _helper(tokens, hit, lexicon)
    if helper is not None:
        return _read_split(tokens, hit, helper, lexicon)
    if lexicon.has("only_participles", tokens[hit.end - 1].lower):
        return None
    return _read_second(tokens, hit, earlier, lexicon)


# --- main clauses: the verb stands second


def _read_second(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    inverted = _inverted(tokens, hit, lexicon)
    if "cited" in hit.cue.frames:
        cited = read_cited(tokens, hit, inverted, lexicon)
        if cited is not None:
            return cited
    if inverted is not None:
        tail = _particle(tokens, inverted[1], hit, lexicon)
        return place(tokens, hit, inverted, hit.group, inverted[1], tail, "inverted", lexicon)
    left = left_phrase(tokens, hit.group, lexicon)
    shared = left is None
    if left is None:
        left = _shared_speaker(tokens, hit, earlier, lexicon)
        if left is None:
            return None
    start = hit.group if shared else left[0]
    tail = _particle(tokens, hit.end, hit, lexicon)
    return place(tokens, hit, left, start, hit.end, tail, "verb", lexicon, shared)


def _inverted(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return the speaker behind the verb (", sagte X"; "Gestern sagte X, …")."""
    speaker = right_phrase(tokens, hit.end, lexicon) or behind_adjunct(tokens, hit.end, lexicon)
    before = tokens[hit.group - 1] if hit.group else None
    if speaker is None or before is None or lexicon.has("oblique", tokens[speaker[0]].lower):
        return None
    if before.kind == "quote":
        return speaker
    if is_comma(before) or before.text in DASHES:
        pronoun = lexicon.has("pronouns", tokens[speaker[0]].lower)
        return None if not pronoun and subject_opens(tokens, hit.group, lexicon) else speaker
    if lexicon.has("coordinators", before.lower):
        return None
    word = tokens[hit.end].lower
    taken = "object" in hit.cue.frames and lexicon.has("object_pronouns", word)
    if lexicon.has("subject_pronouns", word) and not taken:
        return speaker
    if front_is_free(tokens, hit.group, lexicon):
        return speaker
    left = left_phrase(tokens, hit.group, lexicon)
    opens = speaker[1] < len(tokens) and tokens[speaker[1]].text in COLONS
    if opens and left is not None and not may_speak(tokens, left, lexicon):
        return speaker
    objects = "object" in hit.cue.frames
    return speaker if not objects and inverts(tokens, left, speaker, lexicon) else None


def _shared_speaker(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Range | None:
    """Return the speaker that a verb behind "und" shares with the clause before it."""
    before = tokens[hit.group - 1] if hit.group else None
    if before is None or not (is_comma(before) or lexicon.has("coordinators", before.lower)):
        return None
    for reading in reversed(earlier):
        named = reading.speaker is not None and reading.hit.cue.kind == "verb"
        if named and reading.method not in {"as clause", "clause"}:
            return reading.speaker
    commas = [k for k in range(hit.group - 1) if is_comma(tokens[k])]
    near = main_subject(tokens, commas[-1] + 1 if commas else 0, hit.group, lexicon)
    return near or main_subject(tokens, 0, hit.group, lexicon)


def _particle(
    tokens: Sequence[Token], index: int, hit: Hit, lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return the range of the separable part that ends the cue's clause, if it has one."""
    if hit.cue.particle is None:
        return None
    found = particle_at(tokens, index, hit.cue, lexicon)
    return None if found is None else (found, found + 1)


# --- main clauses with an auxiliary: the verb stands last


def _helper(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> int | None:
    """Return the auxiliary to the left in the same clause ("hat … gesagt")."""
    if not ends_clause(tokens, hit.end, lexicon):
        return None
    for k in range(hit.start - 1, -1, -1):
        token = tokens[k]
        if token.kind == "quote" or (token.kind == "mark" and token.text in ",;:–—"):
            return None
        if lexicon.has("coordinators", token.lower) and not tokens[k + 1].capital:
            return None
        if lexicon.has("auxiliaries", token.lower):
            return k
    return None


def _read_split(tokens: Sequence[Token], hit: Hit, helper: int, lexicon: Lexicon) -> Reading | None:
    """Read "X hat gestern gesagt, dass …", "Das hat X gesagt", "X wurde von Y kritisiert"."""
    if lexicon.has("passive", tokens[helper].lower):
        return _read_passive(tokens, hit, helper, lexicon)
    asked = stands_behind_quote(tokens, helper, lexicon)
    if not (asked or lexicon.has("participles", tokens[hit.end - 1].lower)):
        # "“Why now?”, wollte Holt wissen" has an infinitive.
        return None
    left = left_phrase(tokens, helper, lexicon)
    free = left is None or front_is_free(tokens, helper, lexicon)
    right = right_phrase(tokens[: hit.start], helper + 1, lexicon) if free else None
    speaker = right or left
    if speaker is None:
        return None
    behind = max(speaker[1], helper + 1)
    start = min(speaker[0], helper)
    tail = (hit.start, hit.end)
    points = free and helper == 1 and lexicon.has("demonstratives", tokens[0].lower)
    if points and not content_behind(tokens, hit.end, lexicon)[1]:
        return Reading(hit, speaker, 0, len(tokens), "back", "refers back")
    return place(tokens, hit, speaker, start, behind, tail, "split", lexicon)


def _read_passive(
    tokens: Sequence[Token], hit: Hit, helper: int, lexicon: Lexicon
) -> Reading | None:
    """Read "wird von X kritisiert", "wurde mitgeteilt, dass …"; others attribute nothing."""
    speaker = _agent(tokens, helper + 1, hit.start, lexicon)
    after, explicit = content_behind(tokens, hit.end, lexicon)
    subject = left_phrase(tokens, helper, lexicon)
    if "cited" in hit.cue.frames:
        speaker = subject or right_phrase(tokens[: hit.start], helper + 1, lexicon)
    if explicit and depends(tokens, after, lexicon):
        return Reading(hit, speaker, helper, after, "after", "passive", explicit=True)
    if "cited" in hit.cue.frames and speaker and stands_behind_quote(tokens, helper, lexicon):
        return Reading(hit, speaker, helper, len(tokens), "before", "passive")
    if speaker is None or subject is None or "object" not in hit.cue.frames:
        return None
    return Reading(hit, speaker, subject[0], subject[0], "after", "passive", limit=subject[1])


def _agent(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range | None:
    for k in range(start, end):
        if lexicon.has("agent", tokens[k].lower):
            return right_phrase(tokens[:end], k + 1, lexicon)
    return None


# --- subordinate clauses: the verb stands last


def clause_opener(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> int | None:
    """Return the index of the clause word of the subordinate clause that the cue ends, or None."""
    end = _past_auxiliaries(tokens, hit.end, lexicon)
    if not ends_clause(tokens, end, lexicon):
        return None
    k = hit.start
    while k > 0 and (tokens[k - 1].kind == "word" or tokens[k - 1].text in _INNER_MARKS):
        before = tokens[k - 2].lower if k > 1 else ""
        if lexicon.has("coordinators", tokens[k - 1].lower) and lexicon.is_verb(before):
            break
        k -= 1
    if k == hit.start:
        return None
    while k < hit.start and lexicon.has("coordinators", tokens[k].lower):
        k += 1
    fenced = k == 0 or is_comma(tokens[k - 1]) or lexicon.has("coordinators", tokens[k - 1].lower)
    if not fenced or k >= hit.start:
        return None
    word = tokens[k].lower
    if lexicon.starts_clause(word) or lexicon.has("that", word) or lexicon.has("as_words", word):
        return k
    if k == 0:
        return None
    if lexicon.has("relatives", word):
        return k
    second = tokens[k + 1].lower if k + 1 < hit.start else ""
    return k + 1 if lexicon.has("prepositions", word) and _relative(second, lexicon) else None


def _relative(word: str, lexicon: Lexicon) -> bool:
    return lexicon.has("relatives", word)


def _past_auxiliaries(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    while index < len(tokens) and lexicon.has("auxiliaries", tokens[index].lower):
        index += 1
    return index


def _read_final(tokens: Sequence[Token], hit: Hit, opener: int, lexicon: Lexicon) -> Reading | None:
    """Read "wie X mitteilte", "nachdem X erklärt hatte, dass …", "die Y kritisierte"."""
    end = _past_auxiliaries(tokens, hit.end, lexicon)
    word = tokens[opener].lower
    passive = any(lexicon.has("passive", t.lower) for t in tokens[hit.end : end])
    speaker: Range | None
    if passive and "cited" not in hit.cue.frames:
        speaker = _agent(tokens, opener + 1, hit.start, lexicon)
    elif lexicon.has("relatives", word):
        speaker = _named_within(tokens, hit, opener, lexicon) or (opener, opener + 1)
    else:
        speaker = right_phrase(tokens[: hit.start], opener + 1, lexicon)
    if lexicon.has("as_words", word):
        return _read_as(tokens, hit, opener, end, speaker, lexicon)
    if speaker is None and not passive:
        return None
    after, explicit = content_behind(tokens, end, lexicon)
    if end < len(tokens) and lexicon.has("coordinators", tokens[end].lower):
        explicit = False
    if hit.cue.frames <= {"quote", "that"} and explicit:
        explicit = fits_opener(tokens, hit, after, lexicon)
    if (
        explicit
        and depends(tokens, after, lexicon)
        and hit.cue.frames & SPEECH
        and not hit.infinitive
    ):
        return Reading(hit, speaker, opener, after, "after", "clause", explicit=True)
    if speaker is None or passive or "object" not in hit.cue.frames:
        return None
    if lexicon.has("relatives", word):
        return None
    inner = skip_adverbs_right(tokens, speaker[1], lexicon)
    if inner >= hit.start:
        return None
    return Reading(hit, speaker, opener, inner, "after", "clause", limit=hit.start)


def _named_within(tokens: Sequence[Token], hit: Hit, opener: int, lexicon: Lexicon) -> Range | None:
    """Return the name behind a relative pronoun that is an object ("das Ziel, das Holt nannte")."""
    named = right_phrase(tokens[: hit.start], opener + 1, lexicon)
    if named is None or lexicon.has("determiners", tokens[named[0]].lower):
        return None
    able = "object" not in hit.cue.frames and may_speak(tokens, named, lexicon)
    return named if able else None


def _read_as(
    tokens: Sequence[Token],
    hit: Hit,
    opener: int,
    end: int,
    speaker: Range | None,
    lexicon: Lexicon,
) -> Reading | None:
    """Read "Wie X berichtet, …" and "…, wie X berichtet"."""
    if not hit.cue.frames & SPEECH:
        return None
    ended = end >= len(tokens) or tokens[end].kind == "mark"
    modal = end > hit.end and not lexicon.has("participles", tokens[hit.end - 1].lower)
    if modal or hit.infinitive:
        # "…, wie er das sagen könne" asks.
        return None
    if opener == 0 or lexicon.has("coordinators", tokens[opener - 1].lower):
        if end < len(tokens) and (is_comma(tokens[end]) or tokens[end].text in COLONS):
            return Reading(hit, speaker, opener, end + 1, "after", "as clause", explicit=True)
        return None
    if not ended:
        return None
    goes_on = end + 1 < len(tokens) and is_comma(tokens[end])
    side: Side = "both" if goes_on else "before"
    return Reading(hit, speaker, opener, end + 1 if goes_on else len(tokens), side, "as clause")


# --- no speaker but what a preposition names


def _read_impersonal(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "In dem Bericht heißt es: …", "…, heißt es in dem Bericht"."""
    speaker: Range | None = None
    behind = hit.end
    opener = clause_opener(tokens, hit, lexicon)
    start = opener if opener is not None else hit.group
    place_of = skip_adverbs_right(tokens, hit.end, lexicon)
    if place_of < len(tokens) and lexicon.has("prepositions", tokens[place_of].lower):
        speaker = right_phrase(tokens, place_of + 1, lexicon)
        behind = speaker[1] if speaker else hit.end
    elif hit.group > 1 and lexicon.has("prepositions", tokens[0].lower):
        speaker, start = (1, hit.group), 0
    if opener is not None:
        return _read_as(tokens, hit, opener, behind, speaker, lexicon)
    return place(tokens, hit, speaker, start, behind, None, "inverted", lexicon)
