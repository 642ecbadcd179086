"""How each cue of a segment is to be read: who speaks, and on which side the content stands."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.fenced import read_fenced
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import (
    OPENING_MARKS,
    Range,
    is_comma,
    left_phrase,
    nearest_phrase,
    phrase_before,
    right_phrase,
    skip_adverbs_left,
    skip_adverbs_right,
)
from firsthand.attribute.tokens import Token

_MAX_ADDRESSEE = 9
_MAX_ADJUNCT = 14


def read_hits(
    tokens: Sequence[Token], hits: Sequence[Hit], lexicon: Lexicon
) -> tuple[Reading, ...]:
    """Return the readings of a segment's cues in order; cues with no reading are left out."""
    readings: list[Reading] = []
    for hit in hits:
        reading: Reading | None = None
        if hit.cue.kind == "verb":
            reading = _read_verb(tokens, hit, readings, lexicon)
        elif hit.cue.kind == "preposition":
            reading = _read_preposition(tokens, hit, lexicon)
        elif hit.cue.kind == "postposition":
            reading = _read_postposition(tokens, hit, lexicon)
        elif hit.cue.kind == "noun":
            reading = _read_noun(tokens, hit, lexicon)
        if reading is not None:
            readings.append(reading)
    return tuple(readings)


# --- verbs


def _read_verb(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    if lexicon.fenced_clauses:
        return read_fenced(tokens, hit, earlier, lexicon)
    if hit.passive:
        return _read_passive(tokens, hit, lexicon)
    if hit.auxiliary is not None:
        return _read_split_group(tokens, hit, lexicon)
    if hit.subject is not None:
        hung = (hit.subject, hit.subject + 1)
        return _placed(tokens, hit, hung, hit.group, hit.end, lexicon, "inverted")
    inverted = _inverted(tokens, hit, lexicon)
    if inverted is not None:
        if hit.group and lexicon.has("as_words", tokens[hit.group - 1].lower):
            return _read_as(tokens, hit, inverted, hit.group - 1, inverted[1], lexicon)
        return _placed(tokens, hit, inverted, hit.group, inverted[1], lexicon, "inverted")
    if _leaves_subject_out(tokens, hit, lexicon):
        return _placed(
            tokens, hit, None, hit.group, hit.end, lexicon, _unspoken(tokens, hit, lexicon)
        )
    relative = _relative_subject(tokens, hit, lexicon)
    if relative is not None:
        return _read_relative(tokens, hit, relative, lexicon)
    speaker, shared = _speaker_left(tokens, hit, earlier, lexicon)
    if hit.infinitive and hit.group and lexicon.infinitive_endings:
        if not lexicon.has("infinitive_leads", tokens[hit.group - 1].lower):
            return None
        speaker = last_subject(tokens, hit.group, lexicon)
    if hit.infinitive and lexicon.infinitive_endings and speaker is not None:
        placed = _placed(tokens, hit, speaker, hit.group, hit.end, lexicon, "verb", True)
        return placed if placed is not None and placed.explicit else None
    if speaker is None and lexicon.null_subject and not (hit.participle or hit.infinitive):
        return _placed(
            tokens, hit, None, hit.group, hit.end, lexicon, _unspoken(tokens, hit, lexicon)
        )
    if speaker is None or (hit.infinitive and not _quote_at(tokens, hit.end)):
        return None
    start = hit.group if shared else speaker[0]
    if start > (not lexicon.inverts) and lexicon.has("as_words", tokens[start - 1].lower):
        return _read_as(tokens, hit, speaker, start - 1, hit.end, lexicon)
    return _placed(tokens, hit, speaker, start, hit.end, lexicon, "verb", shared)


def _relative_subject(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> int | None:
    """Return the index of the relative pronoun that is the verb's subject ("X, qui accuse …")."""
    if not lexicon.inverts or hit.participle or hit.infinitive:
        return None
    k = skip_adverbs_left(tokens, hit.group, lexicon) - 1
    return k if k > 0 and lexicon.has("relatives", tokens[k].lower) else None


def _read_relative(
    tokens: Sequence[Token], hit: Hit, pronoun: int, lexicon: Lexicon
) -> Reading | None:
    """Read a relative clause; its speaker is the phrase before the relative pronoun."""
    before = tokens[pronoun - 1]
    reported = lexicon.is_verb_form(before.lower) or lexicon.has("coordinators", before.lower)
    if lexicon.has("that", tokens[pronoun].lower) and reported:
        return _placed(
            tokens, hit, None, hit.group, hit.end, lexicon, _unspoken(tokens, hit, lexicon)
        )
    end = pronoun - 1 if is_comma(before) else pronoun
    named = nearest_phrase(tokens, end, lexicon) or (pronoun, pronoun + 1)
    if _only_article(tokens, named, lexicon):
        return None
    after, explicit = _content_start(tokens, hit, hit.end, lexicon)
    if not _has_content(tokens, hit, after, explicit, lexicon):
        return None
    return Reading(hit, named, pronoun, after, "after", "relative", explicit)


def _unspoken(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> str:
    """Name the way in which a verb has no subject: its own ending says who speaks, or nobody."""
    if hit.cue.form == "first":
        return "first person"
    clitics = [t.lower for t in tokens[hit.group : hit.start]]
    return "impersonal" if any(lexicon.has("impersonals", c) for c in clitics) else "left out"


def _leaves_subject_out(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a verb behind what was said has no subject but its own ending ("…, dijo")."""
    if not lexicon.null_subject or hit.participle or hit.infinitive:
        return False
    edge = skip_adverbs_left(tokens, hit.group, lexicon)
    if edge == 0 or hit.cue.form == "first":
        return hit.cue.form == "first"
    before = tokens[edge - 1]
    if before.kind == "quote":
        return True
    if not is_comma(before):
        return False
    following = tokens[hit.end] if hit.end < len(tokens) else None
    ended = following is None or (following.kind == "mark" and following.text != ":")
    return ended or (edge > 1 and tokens[edge - 2].kind == "quote")


def _inverted(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return the speaker behind the verb (", said X"; "Friday said X that" in V2 languages)."""
    if hit.participle or hit.infinitive or not hit.cue.frames & {"clause", "that", "quote"}:
        return None
    before = tokens[hit.group - 1] if hit.group else None
    speaker = right_phrase(tokens, hit.end, lexicon)
    if speaker is None and lexicon.inverts and _may_follow_adjunct(tokens, hit):
        speaker = _right_of_adjunct(tokens, hit.end, lexicon)
    if speaker is None:
        return None
    following = tokens[speaker[1]] if speaker[1] < len(tokens) else None
    if before is not None and before.kind == "quote":
        return speaker
    at_break = before is None or is_comma(before) or before.text in {"-", "–", "—"}
    closed = following is None or following.kind != "word"
    if lexicon.inverts:
        return speaker if _may_invert(tokens, hit, speaker, at_break, lexicon) else None
    if lexicon.verb_second:
        named = (
            (at_break and closed)
            or any(t.capital for t in tokens[speaker[0] : speaker[1]])
            or lexicon.has("determiners", tokens[speaker[0]].lower)
            or lexicon.has("pronouns", tokens[speaker[0]].lower)
        )
        return speaker if named and (at_break or _front_is_free(tokens, hit, lexicon)) else None
    if not at_break:
        return None
    if closed or following is None:
        return speaker
    return speaker if lexicon.has("prepositions", following.lower) else None


def _may_follow_adjunct(tokens: Sequence[Token], hit: Hit) -> bool:
    if _stands_behind_quote(tokens, hit.group):
        return True
    return hit.group > 1 and is_comma(tokens[hit.group - 1]) and "object" not in hit.cue.frames


def _right_of_adjunct(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Range | None:
    """Return the subject behind an adverbial ("a dit vendredi à la presse le maire")."""
    index = skip_adverbs_right(tokens, index, lexicon)
    if index < len(tokens) and lexicon.has("prepositions", tokens[index].lower):
        index += 1
        while index < len(tokens) and lexicon.has("determiners", tokens[index].lower):
            index += 1
        index += 1
    return right_phrase(tokens, index, lexicon)


def _may_invert(
    tokens: Sequence[Token], hit: Hit, speaker: Range, at_break: bool, lexicon: Lexicon
) -> bool:
    """Tell a subject behind the verb from an object, where a subject may stand there anywhere."""
    before = tokens[hit.group - 1] if hit.group else None
    following = tokens[speaker[1]] if speaker[1] < len(tokens) else None
    ends = following is None or following.kind == "mark"
    if before is not None and lexicon.has("as_words", before.lower):
        return True
    opens = following is not None and (
        following.text in {":", "："} or lexicon.has("that", following.lower)
    )
    first, last = tokens[speaker[0]], tokens[speaker[1] - 1]
    if lexicon.has("prepositions", last.lower) or lexicon.has("articles", last.lower):
        return False
    if lexicon.is_adverb(first.lower) and not lexicon.has("determiners", first.lower):
        return False
    if opens and "target" not in hit.cue.frames:
        return at_break or left_phrase(tokens, hit.group, lexicon) is None
    hung = tokens[speaker[0] - 1].end + 1 == tokens[speaker[0]].start and lexicon.enclitics
    if hung and lexicon.has("subject_pronouns", tokens[speaker[0]].lower):
        return at_break
    if not at_break or before is None:
        return False
    if sum(is_comma(t) for t in tokens[: hit.group]) < 2 and _is_adverbial(
        tokens, hit.group, lexicon
    ):
        return False
    if ends or following is None:
        return True
    return following.kind == "quote" or lexicon.has("prepositions", following.lower)


def _front_is_free(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
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


def _speaker_left(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> tuple[Range | None, bool]:
    edge = skip_adverbs_left(tokens, hit.group, lexicon)
    before = tokens[edge - 1] if edge else None
    if before is None:
        return None, False
    joined = is_comma(before) or lexicon.has("coordinators", before.lower)
    if not hit.participle and not (joined and lexicon.has("coordinators", before.lower)):
        left = left_phrase(tokens, hit.group, lexicon)
        if left is not None:
            return left, False
    if hit.participle and not joined:
        with_phrase = _accompanying(tokens, hit, lexicon)
        if with_phrase is not None:
            return with_phrase, False
    if not (joined or hit.participle or hit.infinitive):
        return None, False
    if hit.participle:
        return last_subject(tokens, hit.group, lexicon), True
    for reading in reversed(earlier):
        if reading.speaker is not None and reading.hit.cue.kind == "verb":
            return reading.speaker, True
    found = first_subject(tokens, hit.group, lexicon) or opening_phrase(tokens, lexicon)
    return found, True


def _read_as(
    tokens: Sequence[Token],
    hit: Hit,
    speaker: Range,
    start: int,
    behind: int,
    lexicon: Lexicon,
) -> Reading | None:
    """Read ", as X has claimed" behind its content, "As X said, …" before it (Romance)."""
    rest = skip_adverbs_right(tokens, behind, lexicon)
    ended = rest >= len(tokens) or tokens[rest].kind == "mark"
    if start == 0 and lexicon.inverts and rest < len(tokens) and is_comma(tokens[rest]):
        return Reading(hit, speaker, start, rest + 1, "after", "as", explicit=True)
    if not (ended and start and is_comma(tokens[start - 1])):
        return None
    return Reading(hit, speaker, start, len(tokens), "before", "as")


def opening_phrase(tokens: Sequence[Token], lexicon: Lexicon) -> Range | None:
    """Return the pronoun, name or short noun phrase that the segment begins with, or None."""
    first = tokens[0]
    if first.kind != "word" or lexicon.has("prepositions", first.lower):
        return None
    if lexicon.has("pronouns", first.lower):
        return 0, 1
    end = 2 if lexicon.has("determiners", first.lower) else 1
    while end < len(tokens) and tokens[end].kind == "word" and tokens[end].capital:
        end += 1
    named = first.capital and end > 1
    return (0, min(end, len(tokens))) if named and not lexicon.is_adverb(first.lower) else None


def _accompanying(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Range | None:
    """Return X of "with X saying"."""
    for k in range(hit.group - 1, max(-1, hit.group - 9), -1):
        if lexicon.has("accompanying", tokens[k].lower):
            return (k + 1, hit.group) if k + 1 < hit.group else None
        if tokens[k].kind != "word":
            return None
    return None


def first_subject(tokens: Sequence[Token], limit: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase before the segment's first verb that has one, before token ``limit``."""
    for k in range(1, limit):
        token = tokens[k]
        if token.kind == "word" and lexicon.is_verb(token.lower) and not token.capital:
            found = left_phrase(tokens, k, lexicon)
            if found is not None:
                return found
    return None


def last_subject(tokens: Sequence[Token], limit: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase before the nearest finite verb that has one, before token ``limit``."""
    for k in range(limit - 1, 0, -1):
        token = tokens[k]
        if token.kind != "word" or token.capital or not lexicon.is_verb(token.lower):
            continue
        if token.lower.endswith(lexicon.participle_endings or ("\0",)):
            continue
        before = tokens[skip_adverbs_left(tokens, k, lexicon) - 1]
        if lexicon.has("auxiliaries", before.lower) or lexicon.has("prepositions", before.lower):
            continue
        found = left_phrase(tokens, k, lexicon)
        if found is not None:
            return found
    return None


def _read_passive(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "was accused by X of", "it was reported that"; other passives are no attribution."""
    if hit.end >= len(tokens):
        return None
    if lexicon.has("agent", tokens[hit.end].lower):
        speaker = right_phrase(tokens, hit.end + 1, lexicon)
        if speaker is None:
            return None
        return Reading(hit, speaker, hit.group, speaker[1], "after", "passive")
    if hit.cue.force == "accuse" and lexicon.has("prepositions", tokens[hit.end].lower):
        return Reading(hit, None, hit.group, hit.end, "after", "passive")
    if lexicon.has("complementisers", tokens[hit.end].lower) and "object" not in hit.cue.frames:
        return Reading(hit, None, hit.group, hit.end, "after", "passive", explicit=True)
    return None


def _read_split_group(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "X heeft vrijdag gezegd dat …", "Dat heeft X gezegd", "Vrijdag heeft X gezegd"."""
    assert hit.auxiliary is not None
    if lexicon.has("passive", tokens[hit.auxiliary].lower):
        return _read_passive(tokens, hit, lexicon)
    helper = Hit(hit.auxiliary, hit.auxiliary + 1, hit.cue, hit.auxiliary)
    left = left_phrase(tokens, hit.auxiliary, lexicon)
    free = _front_is_free(tokens, helper, lexicon)
    speaker = right_phrase(tokens[: hit.start], hit.auxiliary + 1, lexicon) if free else left
    if speaker is None:
        return None
    back = free and hit.auxiliary == 1 and lexicon.has("demonstratives", tokens[0].lower)
    middle = skip_adverbs_right(tokens, max(speaker[1], hit.auxiliary + 1), lexicon)
    if (
        not back
        and "object" in hit.cue.frames
        and hit.start - middle >= 1
        and hit.end >= len([t for t in tokens if t.kind != "mark"])
    ):
        return Reading(hit, speaker, min(speaker[0], hit.auxiliary), middle, "after", "split")
    placed = _placed(
        tokens, hit, speaker, min(speaker[0], hit.auxiliary), hit.end, lexicon, "split"
    )
    if back and (placed is None or not placed.explicit):
        return Reading(hit, speaker, 0, len(tokens), "back", "refers back")
    return placed


# --- where the content stands


def _placed(
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
    after, explicit = _content_start(tokens, hit, behind, lexicon)
    if explicit and start > 0 and tokens[start - 1].kind == "quote":
        # "…," she added when asked: behind speech only "that" or a colon opens new content.
        opener = tokens[after]
        explicit = opener.kind == "mark" or lexicon.has("that", opener.lower)
    if explicit and lexicon.inverts and _stands_behind_quote(tokens, start):
        direct = after == skip_adverbs_right(tokens, behind, lexicon)
        explicit = tokens[after].kind == "mark" or (
            direct and lexicon.has("that", tokens[after].lower)
        )
    inverted = method == "inverted"
    if _is_demonstrative_front(tokens, hit, start, inverted, lexicon) and not explicit:
        return Reading(hit, speaker, 0, len(tokens), "back", "refers back")
    if not explicit and not shared and _speaks_of_before(tokens, start, after, hit, lexicon):
        rest = _behind_adjuncts(tokens, behind, lexicon)
        goes_on = rest < len(tokens) and _goes_on(tokens, rest, lexicon)
        if goes_on and lexicon.inverts and _stands_behind_quote(tokens, start):
            goes_on = any(t.kind == "quote" for t in tokens[rest : rest + 2])
        side: Side = "both" if goes_on else "before"
        return Reading(hit, speaker, start, rest + 1 if goes_on else len(tokens), side, method)
    if not _has_content(tokens, hit, after, explicit, lexicon):
        return None
    return Reading(hit, speaker, start, after, "after", method, explicit, shared)


def _stands_behind_quote(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a quotation ends right before token ``start``, or before the comma there."""
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
    return ended and (_goes_on(tokens, rest, lexicon) or not _is_adverbial(tokens, start, lexicon))


def _is_adverbial(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Tell whether the segment begins with an adverbial rather than with a clause."""
    first = tokens[0].lower
    if any(lexicon.is_verb(t.lower) for t in tokens[1:end]):
        return lexicon.has("subordinators", first)
    return lexicon.has("prepositions", first) or lexicon.is_adverb(first)


def _behind_adjuncts(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Skip "on Friday in a statement", "told reporters" up to the next mark or quotation."""
    index = skip_adverbs_right(tokens, index, lexicon)
    if index >= len(tokens) or tokens[index].kind != "word":
        return index
    word = tokens[index].lower
    if lexicon.has("prepositions", word) or lexicon.has("addressees", word):
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
    if lexicon.has("breakers", word) or lexicon.has("relatives", word):
        return False
    if lexicon.has("prepositions", word) or lexicon.has("time_words", word):
        return False
    return not word.endswith(lexicon.participle_endings or ("\0",))


def _content_start(
    tokens: Sequence[Token], hit: Hit, behind: int, lexicon: Lexicon
) -> tuple[int, bool]:
    """Return where content behind the cue begins, and whether a word or mark says so."""
    index = skip_adverbs_right(tokens, behind, lexicon)
    if lexicon.inverts and index + 1 < len(tokens):
        if lexicon.has("determiners", tokens[index].lower) and lexicon.has(
            "time_words", tokens[index + 1].lower
        ):
            index = skip_adverbs_right(tokens, index + 1, lexicon)
    if hit.cue.particle is not None:
        index = _behind_particle(tokens, index, hit.cue.particle, lexicon)
    if index >= len(tokens):
        return len(tokens), False
    if _opens_content(tokens, index, hit, lexicon):
        return index, True
    found = _complementiser_ahead(tokens, index, hit, lexicon)
    if found is not None:
        return found, True
    if "addressee" in hit.cue.frames:
        return _behind_addressee(tokens, index, lexicon), False
    if _quote_at(tokens, index):
        return index, True
    return index, False


def _behind_particle(tokens: Sequence[Token], index: int, particle: str, lexicon: Lexicon) -> int:
    """Skip the verb's separable part that stands before the content ("voegde eraan toe dat")."""
    for k in range(index, min(len(tokens), index + 5)):
        token = tokens[k]
        if token.lower == particle:
            return skip_adverbs_right(tokens, k + 1, lexicon)
        if token.kind != "word" or lexicon.has("that", token.lower):
            break
    return index


def _opens_content(tokens: Sequence[Token], index: int, hit: Hit, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.kind == "quote" or token.text in {":", "："}:
        return True
    if lexicon.has("complementisers", token.lower):
        return not ("object" in hit.cue.frames and lexicon.has("determiners", token.lower))
    if "infinitive" not in hit.cue.frames:
        return False
    return lexicon.has("infinitive_markers", token.lower) or _infinitive_at(tokens, index, lexicon)


def _infinitive_at(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether "de partir", "ne pas savoir", "haber dicho" begins at token ``index``."""
    endings = lexicon.infinitive_endings
    if not endings:
        return False
    limit = min(len(tokens), index + 4)
    while index < limit and (
        lexicon.has("infinitive_openers", tokens[index].lower)
        or lexicon.has("clitics", tokens[index].lower)
        or lexicon.is_adverb(tokens[index].lower)
    ):
        index += 1
    return index < limit and not tokens[index].capital and tokens[index].lower.endswith(endings)


def _quote_at(tokens: Sequence[Token], index: int) -> bool:
    if index < len(tokens) and is_comma(tokens[index]):
        index += 1
    return index < len(tokens) and tokens[index].kind == "quote"


def _complementiser_ahead(
    tokens: Sequence[Token], index: int, hit: Hit, lexicon: Lexicon
) -> int | None:
    """Find "that", a colon or a quotation behind an adjunct or addressee ("said in Bern that")."""
    first = tokens[index]
    opener = lexicon.has("prepositions", first.lower) or is_comma(first)
    if "target" in hit.cue.frames and not is_comma(first):
        return None
    if not (opener or "addressee" in hit.cue.frames):
        return None
    longest = _MAX_ADJUNCT if lexicon.inverts else _MAX_ADDRESSEE
    for k in range(index, min(len(tokens), index + longest + 1)):
        token = tokens[k]
        if token.kind == "quote" or token.text in {":", "："}:
            return k
        if lexicon.has("that", token.lower):
            # "insistió en que …": the preposition that the verb governs goes with the content.
            return _governed(tokens, k, index, lexicon)
        if k > index and lexicon.has("infinitives", token.lower) and "infinitive" in hit.cue.frames:
            return k
        if token.kind == "mark" and not is_comma(token):
            return None
        if k > index and is_comma(token) and not _quote_at(tokens, k):
            return _that_behind_apposition(tokens, k, lexicon)
        if k > index and lexicon.is_verb(token.lower) and not token.capital:
            return None
    return None


def _governed(tokens: Sequence[Token], that: int, index: int, lexicon: Lexicon) -> int | None:
    """Return where a clause begins; "en el que" and "del que" begin none, but a relative one."""
    if not lexicon.inverts or that <= index:
        return that
    before = tokens[that - 1].lower
    if lexicon.has("determiners", before):
        return None
    return that - 1 if lexicon.has("prepositions", before) else that


def _that_behind_apposition(tokens: Sequence[Token], comma: int, lexicon: Lexicon) -> int | None:
    """Find "that" behind "to Radio Eins, the first station of the town,"."""
    for k in range(comma + 1, min(len(tokens) - 1, comma + _MAX_ADDRESSEE)):
        if is_comma(tokens[k]):
            return k + 1 if lexicon.has("that", tokens[k + 1].lower) else None
        if tokens[k].kind != "word" or lexicon.is_verb(tokens[k].lower):
            return None
    return None


def _behind_addressee(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    start = index
    opener = tokens[index].lower if index < len(tokens) else ""
    described = lexicon.has("determiners", opener) or (
        lexicon.inverts and lexicon.has("prepositions", opener)
    )
    while index < len(tokens) and tokens[index].kind == "word":
        token = tokens[index]
        if index > start and (
            lexicon.has("pronouns", token.lower)
            or lexicon.has("determiners", token.lower)
            or lexicon.has("complementisers", token.lower)
            or lexicon.has("infinitive_markers", token.lower)
            or (token.capital and not tokens[index - 1].capital and not described)
        ):
            break
        index += 1
        if lexicon.has("addressees", token.lower):
            break
    return skip_adverbs_right(tokens, index, lexicon)


def _has_content(
    tokens: Sequence[Token], hit: Hit, after: int, explicit: bool, lexicon: Lexicon
) -> bool:
    rest = [t for t in tokens[after:] if t.kind != "mark"]
    if not rest:
        return tokens[-1].text in {":", "："}
    frames = hit.cue.frames
    if explicit:
        opener = tokens[after]
        if frames <= {"quote", "that"} and opener.kind == "word":
            return "that" in frames and lexicon.has("that", opener.lower)
        return True
    if _quote_at(tokens, after):
        return True
    if lexicon.inverts and after + 1 < len(tokens) and tokens[after].text in OPENING_MARKS:
        after += 1
    if after < len(tokens) and tokens[after].kind == "mark":
        return False
    word = tokens[after].lower
    if lexicon.has("prepositions", word) and "object_prepositions" in lexicon.words:
        return "object" in frames and lexicon.has("object_prepositions", word)
    if "clause" in frames and "object" not in frames:
        if lexicon.inverts:
            return False
        bad = lexicon.has("prepositions", word) or lexicon.has("coordinators", word)
        return not bad and len(rest) > 1
    return "object" in frames and not lexicon.has("coordinators", word)


# --- prepositions and nouns


def _read_preposition(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    speaker = right_phrase(tokens, hit.end, lexicon)
    if speaker is None or not _closes(tokens, hit, speaker, lexicon):
        return None
    opening = [t.lower for t in tokens[speaker[0] : speaker[0] + 2]]
    if lexicon.inverts and any(lexicon.has("preposition_relatives", w) for w in opening):
        return None
    first = next((i for i, t in enumerate(tokens) if t.kind != "mark"), 0)
    leading = all(
        t.kind == "mark" or lexicon.has("coordinators", t.lower) or lexicon.is_adverb(t.lower)
        for t in tokens[first : hit.start]
    )
    nested = hit.start > 0 and lexicon.has("that", tokens[hit.start - 1].lower)
    if lexicon.fenced_clauses:
        lone = speaker[1] - speaker[0] == 1
        relative = lone and lexicon.has("relatives", tokens[hit.end].lower)
        nested = nested or (relative and hit.start > 0 and is_comma(tokens[hit.start - 1]))
        speaker = speaker[0], _past_relative(tokens, speaker[1], hit, lexicon)
    behind = speaker[1]
    if behind < len(tokens) and is_comma(tokens[behind]):
        behind += 1
    if leading or nested:
        if not any(t.kind != "mark" for t in tokens[behind:]):
            return None
        return Reading(hit, speaker, hit.start, behind, "after", "according to", explicit=True)
    rest = [t for t in tokens[behind:] if t.kind != "mark"]
    parted = behind > speaker[1] or lexicon.verb_second
    both = bool(rest) and parted and not lexicon.has("breakers", rest[0].lower)
    side: Side = "both" if both else "before"
    return Reading(hit, speaker, hit.start, behind if both else len(tokens), side, "according to")


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


def _read_postposition(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
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


def _read_noun(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "his claim that …", "X's warning that …", "had kritiek op …"."""
    if hit.end >= len(tokens):
        return None
    link = tokens[hit.end].lower
    if lexicon.fenced_clauses and is_comma(tokens[hit.end]) and hit.end + 1 < len(tokens):
        if lexicon.has("relatives", tokens[hit.end + 1].lower):
            return None
        after = hit.end + 1
    elif lexicon.has("that", link):
        after = hit.end
    elif lexicon.has("noun_links", link):
        after = hit.end + 1
    else:
        return None
    if after >= len(tokens) or tokens[after].kind == "mark":
        return None
    speaker = _noun_owner(tokens, hit.start, lexicon)
    if speaker is None or (lexicon.nouns_capital and _only_article(tokens, speaker, lexicon)):
        return None
    return Reading(hit, speaker, speaker[0], after, "after", "noun", explicit=True)


def _only_article(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    word = tokens[span[0]].lower
    lone = span[1] - span[0] == 1 and lexicon.has("determiners", word)
    return lone and not (lexicon.has("possessives", word) or lexicon.has("pronouns", word))


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
