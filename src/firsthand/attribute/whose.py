"""Whose words a quoted phrase is that stands within the narrator's own clause."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.carried import last_subject, leading_subject
from firsthand.attribute.hits import ends_clause, particle_at
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, reported_verb
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.subjects import is_subordinate, main_clause, may_speak
from firsthand.attribute.tokens import Token

_STOPS = frozenset(";:")
_Found = tuple[Range | None, int | None]
_NOBODY: _Found = (None, None)


def fragment_speaker(
    tokens: Sequence[Token], position: int, lexicon: Lexicon, sure: bool
) -> _Found:
    """Return who words the phrase at token ``position`` and the verb that says so, None if none.

    Where it is not ``sure`` that the phrase is somebody's the verb must be a cue.
    """
    if not lexicon.fenced_clauses:
        return _by_cue_before(tokens, position, lexicon)
    start = clause_start(tokens, position)
    seen = _in_whose_view(tokens, start, position, lexicon)
    if seen is not None:
        return seen, None
    if is_reported(tokens, position, lexicon):
        return _governing(tokens, start, lexicon)
    if is_subordinate(tokens, start, lexicon):
        final = _final_cue(tokens, start, position, lexicon)
        that = lexicon.has("that", tokens[start].lower)
        return final if final[0] or not that else _governing(tokens, start, lexicon)
    subject, verb = main_clause(tokens, 0, len(tokens), lexicon)
    near = _cue_near(tokens, start, position, lexicon)
    if subject is not None and near is not None:
        return subject, near
    if subject is None or verb is None:
        return _NOBODY
    if lexicon.has("passive", tokens[verb].lower):
        return _agent(tokens, verb, lexicon), None
    able = may_speak(tokens, subject, lexicon)
    if _is_cue(tokens, verb, lexicon):
        return (subject, verb) if able or subject[1] - subject[0] > 1 else _NOBODY
    return (subject, verb) if able and sure and _may_word(tokens, verb, lexicon) else _NOBODY


def quote_noun(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int | None:
    """Return the index of "words" in "with the words", "chants" in "chants of", or None.

    Only a preposition or a word like "as" may stand between the noun and token ``end``.
    """
    for k in range(end - 1, max(-1, end - 4), -1):
        word = tokens[k].lower
        if lexicon.has("quote_nouns", word):
            return k
        if not (lexicon.has("prepositions", word) or lexicon.has("as_words", word)):
            return None
    return None


def behind_speech_verb(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb of speech stands right before token ``end``: "chanted “…”"."""
    k = end - 1
    if k > 0 and is_comma(tokens[k]):
        k -= 1
    if k < 1 or tokens[k].kind != "word" or tokens[k].capital:
        return False
    cues = lexicon.cues.get(tokens[k].lower, ())
    return any(c.kind == "verb" and "quote" in c.speaks and len(c.words) == 1 for c in cues)


def is_reported(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Tell whether the clause around ``position`` has a verb form of reported speech."""
    start = clause_start(tokens, position)
    end = position
    while end < len(tokens) and not is_comma(tokens[end]) and tokens[end].text not in _STOPS:
        end += 1
    return reported_verb(tokens, start, end, lexicon) is not None


def clause_start(tokens: Sequence[Token], position: int) -> int:
    """Return the index behind the last comma, colon or semicolon before token ``position``."""
    start = position
    while start > 0 and not is_comma(tokens[start - 1]) and tokens[start - 1].text not in _STOPS:
        start -= 1
    return start


def _governing(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> _Found:
    """Return subject and verb of the main clause before token ``end`` if its verb is a cue."""
    subject, verb = main_clause(tokens, 0, end, lexicon)
    if subject is None or verb is None:
        return _NOBODY
    last = next((k for k in range(end - 1, verb, -1) if tokens[k].kind == "word"), verb)
    for k in (last, verb):
        if _is_cue(tokens, k, lexicon):
            return subject, k
    return _NOBODY


def _final_cue(tokens: Sequence[Token], start: int, position: int, lexicon: Lexicon) -> _Found:
    """Return subject and verb of "who described it as “…”", "as Holt called it a “…”"."""
    for k in range(position, len(tokens)):
        if is_comma(tokens[k]) or tokens[k].text in _STOPS:
            break
        cue = _is_cue(tokens, k, lexicon)
        if cue and ends_clause(tokens, k + 1, lexicon):
            if lexicon.has("relatives", tokens[start].lower):
                return (start, start + 1), k
            return right_phrase(tokens[:k], start + 1, lexicon), k
    return _NOBODY


def _in_whose_view(
    tokens: Sequence[Token], start: int, position: int, lexicon: Lexicon
) -> Range | None:
    """Return X of "For X it was “…”": a word of ``viewpoint`` before X, a copula as the verb."""
    verbs = (t for t in tokens[start:] if lexicon.is_verb(t.lower) and not t.capital)
    first = next(verbs, None)
    if first is None or not lexicon.has("copulas", first.lower):
        return None
    for k in range(start, position):
        if lexicon.has("viewpoint", tokens[k].lower):
            phrase = right_phrase(tokens[:position], k + 1, lexicon)
            return phrase if phrase and may_speak(tokens, phrase, lexicon) else None
    return None


def _agent(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Range | None:
    """Return X of "was called “…” by X"."""
    for k in range(start + 1, len(tokens)):
        if lexicon.has("agent", tokens[k].lower):
            phrase = right_phrase(tokens, k + 1, lexicon)
            return phrase if phrase and may_speak(tokens, phrase, lexicon) else None
    return None


def _cue_near(tokens: Sequence[Token], start: int, position: int, lexicon: Lexicon) -> int | None:
    """Return the last cue verb between the clause's start and token ``position``, or None."""
    for k in range(position - 1, start - 1, -1):
        if _is_cue(tokens, k, lexicon):
            return k
    return None


def _by_cue_before(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> _Found:
    """Return the subject of the nearest verb before the phrase, if that is a cue."""
    for k in range(position - 1, 0, -1):
        token = tokens[k]
        if token.kind != "word" or lexicon.starts_clause(token.lower):
            return _NOBODY
        if not lexicon.is_verb(token.lower) or token.capital:
            continue
        before = tokens[k - 1].lower
        noun = lexicon.has("determiners", before) or lexicon.has("prepositions", before)
        if noun or not _is_cue(tokens, k, lexicon):
            return _NOBODY
        group = k
        while group and lexicon.has("auxiliaries", tokens[group - 1].lower):
            group -= 1
        if token.lower.endswith(lexicon.participle_endings or ("\0",)) and group == k:
            subject = leading_subject(tokens, k, lexicon) or last_subject(tokens, k, lexicon)
        else:
            subject = left_phrase(tokens, group, lexicon)
        able = subject is not None and may_speak(tokens, subject, lexicon)
        return (subject, k) if able else _NOBODY
    return _NOBODY


def _is_cue(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Tell whether token ``k`` is a verb cue, its separable part in place if it has one."""
    if tokens[k].kind != "word" or tokens[k].capital:
        return False
    return any(
        c.kind == "verb"
        and c.finite
        and (c.particle is None or particle_at(tokens, k + 1, c, lexicon) is not None)
        for c in lexicon.cues.get(tokens[k].lower, ())
    )


def _may_word(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> bool:
    """Tell a verb under which quoted words may be its subject's from "is", "has", "can"."""
    word = tokens[verb].lower
    if lexicon.has("auxiliaries", word):
        last = next((t for t in reversed(tokens) if t.kind == "word"), tokens[verb])
        return lexicon.has("participles", last.lower)
    return not lexicon.has("common_verbs", word)
