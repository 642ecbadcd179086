"""Cues of languages whose verb comes first: "قال X إن", "said X that".

The speaker stands behind the verb and ends at the latest where the content begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.contents import stands_behind_quote
from firsthand.attribute.hits import Hit, governed_at
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, skip_adverbs_left, skip_adverbs_right
from firsthand.attribute.tokens import Token
from firsthand.attribute.uncased_phrases import is_object, is_that, speaker_before, speaker_behind

_REACH = 34
_SHORTEST_OWNED = 3
_QUOTED_REACH = 14
_COLONS = frozenset({":", "："})
_ENDS = frozenset({".", ";", "؛", "!", "?", "؟", "…"})
_THOUGHT = frozenset({"feel", "deny", "accuse", "other", "demand", "promise", "ask", "admit"})
_SPOKEN = frozenset({"clause", "that", "quote"})


def read_verb_first(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read a verb whose speaker stands behind it, in front of it, elsewhere or nowhere."""
    after = _content_at(tokens, hit, lexicon)
    if hit.participle:
        return _read_participle(tokens, hit, after, earlier, lexicon)
    if "impersonal" in hit.cue.frames:
        return _read_impersonal(tokens, hit, after)
    limit = len(tokens) if after is None else after
    start = skip_adverbs_right(tokens, hit.end, lexicon)
    speaker = speaker_behind(tokens, start, limit, lexicon)
    hearer = speaker is not None and _is_hearer(tokens, hit, speaker, lexicon)
    left = speaker_before(tokens, hit.group, lexicon)
    if speaker is None or hearer or (left is not None and after is None):
        return _read_left(tokens, hit, left, after, earlier, lexicon)
    if left is not None and "object" in hit.cue.frames:
        return _read_left(tokens, hit, left, after, earlier, lexicon)
    if "addressee" in hit.cue.frames:
        speaker = _without_hearer(tokens, speaker, lexicon)
    if "target" in hit.cue.frames or ("object" in hit.cue.frames and after is None):
        speaker, after = with_target(tokens, speaker, limit, after, lexicon)
    if _as_word(tokens, hit, lexicon) and (after is None or _far(tokens, speaker, after, lexicon)):
        return _read_as(tokens, hit, speaker, lexicon)
    begin = min(hit.group, speaker[0])
    return _sided(tokens, hit, speaker, begin, after, "inverted", lexicon)


def _read_as(tokens: Sequence[Token], hit: Hit, speaker: Range, lexicon: Lexicon) -> Reading | None:
    """Read "…, as X said" behind its content, "As X said, …" before it."""
    start = hit.group - 1
    if any(not lexicon.has("coordinators", t.lower) for t in tokens[:start]):
        return Reading(hit, speaker, start, len(tokens), "before", "as")
    rest = speaker[1]
    if rest + 1 >= len(tokens) or not is_comma(tokens[rest]):
        return None
    return Reading(hit, speaker, start, rest + 1, "after", "as", explicit=True)


def _content_at(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> int | None:
    """Return where content behind the cue begins: a governed preposition, "that", a colon."""
    if hit.cue.governs:
        return governed_at(tokens, hit.end, hit.cue, lexicon)
    asks = hit.cue.force == "ask"
    near = "that" in hit.cue.frames or hit.cue.force in _THOUGHT
    for k in range(hit.end, min(len(tokens), hit.end + _REACH)):
        token = tokens[k]
        if token.kind == "quote" or token.text in _COLONS:
            return k
        if is_that(tokens, k, lexicon) or (asks and lexicon.has("complementisers", token.lower)):
            if near and not _adjoins(tokens, hit, k, lexicon):
                return None
            governed = k > hit.end and lexicon.has("object_prepositions", tokens[k - 1].lower)
            return k - 1 if governed else k
        if token.kind == "mark" and token.text in _ENDS:
            return None
        if lexicon.has("coordinators", token.lower) and _verb_at(tokens, k + 1, lexicon):
            return None
    return None


def _adjoins(tokens: Sequence[Token], hit: Hit, that: int, lexicon: Lexicon) -> bool:
    """Tell whether no clause stands between the verb, or the speaker behind it, and "that"."""
    start = skip_adverbs_right(tokens, hit.end, lexicon)
    speaker = speaker_behind(tokens, start, that, lexicon)
    behind = tokens[(speaker[1] if speaker else start) : that]
    commas = sum(is_comma(t) for t in behind)
    return commas < 2 and not any(lexicon.has("relatives", t.lower) for t in behind)


def _verb_at(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    return index < len(tokens) and any(
        c.kind == "verb" and c.form == "any" for c in lexicon.cues.get(tokens[index].lower, ())
    )


def _is_hearer(tokens: Sequence[Token], hit: Hit, speaker: Range, lexicon: Lexicon) -> bool:
    first = tokens[speaker[0]].lower
    told = "addressee" in hit.cue.frames and first not in lexicon.speaker_nouns
    return told and lexicon.has("hearers", first)


def _without_hearer(tokens: Sequence[Token], speaker: Range, lexicon: Lexicon) -> Range:
    """End the speaker's words before those whom he tells, which no preposition marks."""
    for k in range(speaker[0] + 1, speaker[1]):
        before = tokens[k - 1].lower
        owned = before in lexicon.speaker_nouns and not _definite(before, lexicon)
        if lexicon.has("hearers", tokens[k].lower) and not owned:
            return speaker[0], k
    return speaker


def _definite(word: str, lexicon: Lexicon) -> bool:
    return word.startswith(lexicon.proclitic_hosts or ("\0",))


def with_target(
    tokens: Sequence[Token], speaker: Range, limit: int, after: int | None, lexicon: Lexicon
) -> tuple[Range, int | None]:
    """Return the speaker's words and where those whom a verb is aimed at begin, or the content.

    Nothing marks the border of "accused the minister the council of": it is where a country or a
    body or office begins that does not belong to a noun of office before it, or where an
    adverbial between commas or before an object's ending shows it.
    """
    for k in range(speaker[0] + 1, speaker[1]):
        if _new_phrase(tokens, k, speaker, lexicon):
            return (speaker[0], k), k
    behind = speaker[1]
    if behind >= limit:
        return speaker, after
    if is_object(tokens, behind, lexicon):
        return speaker, behind
    commas = [k for k in range(behind, limit) if is_comma(tokens[k])]
    begin = commas[-1] + 1 if commas else limit
    if begin < limit and speaker_behind(tokens, begin, limit, lexicon) is not None:
        return speaker, begin
    return speaker, after


def _new_phrase(tokens: Sequence[Token], k: int, speaker: Range, lexicon: Lexicon) -> bool:
    word, before = tokens[k].lower, tokens[k - 1].lower
    if tokens[k].kind != "word" or tokens[k - 1].kind != "word":
        return is_comma(tokens[k - 1]) and _is_country(tokens, k, lexicon)
    if lexicon.has("right_prepositions", before) or lexicon.has("coordinators", before):
        return False
    if before in lexicon.speaker_nouns and not _definite(before, lexicon):
        return False
    if _is_owned(word, lexicon) and before not in lexicon.speaker_nouns:
        return not lexicon.has("determiners", before)
    if lexicon.has("determiners", word):
        return not lexicon.has("determiners", before)
    if lexicon.has("adjectives", word):
        return False
    if _is_country(tokens, k, lexicon):
        return (
            k - speaker[0] > 1 or _definite(before, lexicon) or _is_country(tokens, k - 1, lexicon)
        )
    return word in lexicon.speaker_nouns and _definite(before, lexicon)


def _is_owned(word: str, lexicon: Lexicon) -> bool:
    """Tell whether "his" or "her" hangs on the word."""
    owned = len(word) > _SHORTEST_OWNED and word.endswith(lexicon.possessive_endings or ("\0",))
    return owned and word not in lexicon.standing


def _is_country(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    words = [t.lower for t in tokens[index : index + 3]]
    return any(lexicon.has("countries", " ".join(words[:n])) for n in (3, 2, 1))


def _as_word(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    return hit.group > 0 and lexicon.has("as_words", tokens[hit.group - 1].lower)


def _far(tokens: Sequence[Token], speaker: Range, after: int, lexicon: Lexicon) -> bool:
    """Tell whether something else stands between the speaker and what opens a content."""
    return skip_adverbs_right(tokens, speaker[1], lexicon) < after


def _read_left(
    tokens: Sequence[Token],
    hit: Hit,
    left: Range | None,
    after: int | None,
    earlier: Sequence[Reading],
    lexicon: Lexicon,
) -> Reading | None:
    """Read a verb with its subject in front of it, or that of the verb that "and" joins it to."""
    if left is not None:
        direct = tokens[hit.end].lower if hit.end < len(tokens) else ""
        if lexicon.has("demonstratives", direct):
            return None
        if after is None and "object" in hit.cue.frames and not hit.cue.governs:
            after = skip_adverbs_right(tokens, hit.end, lexicon)
        return _sided(tokens, hit, left, left[0], after, "verb", lexicon)
    joined = hit.group > 0 and lexicon.has("coordinators", tokens[hit.group - 1].lower)
    if joined:
        for reading in reversed(earlier):
            if reading.speaker is not None and reading.hit.cue.kind == "verb":
                shared = reading.speaker
                if after is None:
                    return None
                return Reading(hit, shared, hit.group, after, "after", "verb", True, True)
    if after is None and _as_word(tokens, hit, lexicon):
        return None
    return _sided(tokens, hit, None, hit.group, after, "left out", lexicon)


def _sided(
    tokens: Sequence[Token],
    hit: Hit,
    speaker: Range | None,
    start: int,
    after: int | None,
    method: str,
    lexicon: Lexicon,
) -> Reading | None:
    """Decide on which side of verb and speaker the content stands."""
    behind = max(hit.end, speaker[1] if speaker else 0)
    spoken = bool(hit.cue.frames & _SPOKEN)
    edge = skip_adverbs_left(tokens, start, lexicon)
    quoted = spoken and stands_behind_quote(tokens, edge, lexicon)
    opened = after is not None and tokens[after].kind == "word"
    if quoted and not opened:
        side: Side = "both" if after is not None else "before"
        return Reading(hit, speaker, edge, len(tokens) if after is None else after, side, method)
    if after is not None and after < len(tokens):
        if not any(t.kind != "mark" for t in tokens[after:]) and tokens[after].text not in _COLONS:
            return None
        return Reading(hit, speaker, start, after, "after", method, True)
    if "clause" not in hit.cue.frames or speaker is None or method != "inverted":
        return None
    rest = skip_adverbs_right(tokens, behind, lexicon)
    ended = rest >= len(tokens) or tokens[rest].kind == "mark"
    if ended and start > 2 and is_comma(tokens[start - 1]):
        return Reading(hit, speaker, start, len(tokens), "before", method)
    return None


def _read_participle(
    tokens: Sequence[Token],
    hit: Hit,
    after: int | None,
    earlier: Sequence[Reading],
    lexicon: Lexicon,
) -> Reading | None:
    """Read "adding that": the speaker is the subject of the main verb."""
    if after is None and "object" in hit.cue.frames and not hit.cue.governs:
        after = skip_adverbs_right(tokens, hit.end, lexicon)
    if after is not None and lexicon.has("quoted_forms", tokens[hit.start].lower):
        quoted = _quoted(tokens, hit.start, lexicon)
        direct = skip_adverbs_right(tokens, hit.end, lexicon) == after
        if quoted is None or not direct:
            return None
        return Reading(hit, quoted, hit.start, after, "after", "verb", True)
    if after is None or after >= len(tokens) or any(r.after == after for r in earlier):
        # "He explained saying: …" is one attribution.
        return None
    speaker = next(
        (r.speaker for r in reversed(earlier) if r.hit.cue.kind == "verb" and not r.hit.participle),
        None,
    )
    if not any(r.hit.cue.kind == "verb" for r in earlier):
        speaker = _main_subject(tokens, hit.start, lexicon)
    return Reading(hit, speaker, hit.start, after, "after", "verb", True, True)


def _quoted(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Range | None:
    """Return X of "quoted from X his saying that"."""
    for k in range(index - 1, max(-1, index - _QUOTED_REACH), -1):
        if lexicon.has("quoted_links", tokens[k].lower):
            return speaker_behind(tokens, k + 1, index, lexicon)
    return None


def _main_subject(tokens: Sequence[Token], limit: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase behind the sentence's first verb, whatever it says, before ``limit``."""
    first = 0
    while first < limit and (
        tokens[first].kind != "word"
        or any(lexicon.has(g, tokens[first].lower) for g in ("auxiliaries", "coordinators"))
        or lexicon.is_adverb(tokens[first].lower)
    ):
        first += 1
    for k in range(first, limit):
        word = tokens[k].lower
        if lexicon.is_verb(word) and not lexicon.has("auxiliaries", word):
            found = speaker_behind(tokens, k + 1, limit, lexicon)
            return found or speaker_before(tokens, k, lexicon)
    if first + 1 >= limit or _is_noun(tokens[first].lower, lexicon):
        return None
    # No list holds all verbs: the first word of a sentence is one unless it shows otherwise.
    return speaker_behind(tokens, first + 1, limit, lexicon)


def _is_noun(word: str, lexicon: Lexicon) -> bool:
    groups = ("prepositions", "time_words", "determiners", "pronouns", "demonstratives")
    known = any(lexicon.has(group, word) for group in groups) or lexicon.starts_clause(word)
    return known or word in lexicon.speaker_nouns or _definite(word, lexicon)


def _read_impersonal(tokens: Sequence[Token], hit: Hit, after: int | None) -> Reading | None:
    """Read "it is said that", "charges were brought against him of": nobody is named."""
    if after is None and "object" in hit.cue.frames:
        after = hit.end
    if after is None or after >= len(tokens):
        return None
    return Reading(hit, None, hit.group, after, "after", "impersonal", True)
