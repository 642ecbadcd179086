"""Subjects that may stand behind their verb anywhere, in a relative pronoun, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.carried import last_subject
from firsthand.attribute.comma_clauses import that_behind_comma
from firsthand.attribute.constructions import Reading
from firsthand.attribute.contents import is_adverbial, placed, stands_behind_quote
from firsthand.attribute.hits import Hit
from firsthand.attribute.left_phrases import left_phrase, nearest_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.openings_of_content import content_start, hangs, has_content
from firsthand.attribute.phrases import (
    Range,
    is_comma,
    only_article,
    skip_adverbs_left,
    skip_adverbs_right,
)
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.tokens import Token


def subject_is_free(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a verb with no subject behind it has none before it either, but a pronoun
    that refers back or nothing at all."""
    free = _leaves_subject_out(tokens, hit, lexicon)
    return free or _relative_subject(tokens, hit, lexicon) is not None


def read_freed(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read a verb without a subject of its own: an infinitive, "…, dijo", "X, qui accuse …"."""
    if hit.infinitive:
        return _read_infinitive(tokens, hit, lexicon)
    if _leaves_subject_out(tokens, hit, lexicon):
        return read_unspoken(tokens, hit, lexicon)
    pronoun = _relative_subject(tokens, hit, lexicon)
    return None if pronoun is None else _read_relative(tokens, hit, pronoun, lexicon)


def read_unspoken(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read a verb that leaves its subject out; the method says who may be meant."""
    if hit.infinitive:
        return None
    method = _unspoken(tokens, hit, lexicon)
    return placed(tokens, hit, None, hit.group, hit.end, lexicon, method)


def _read_infinitive(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "tras afirmar que …": the speaker is the subject of the verb before it."""
    if not hit.group or not lexicon.has("infinitive_leads", tokens[hit.group - 1].lower):
        return None
    speaker = last_subject(tokens, hit.group, lexicon)
    if speaker is None:
        return None
    found = placed(tokens, hit, speaker, hit.group, hit.end, lexicon, "verb", True)
    return found if found is not None and found.explicit else None


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
        return read_unspoken(tokens, hit, lexicon)
    end = pronoun - 1 if is_comma(before) else pronoun
    named = nearest_phrase(tokens, end, lexicon) or (pronoun, pronoun + 1)
    if only_article(tokens, named, lexicon):
        return None
    after, explicit = content_start(tokens, hit, hit.end, lexicon)
    if not has_content(tokens, hit, after, explicit, lexicon):
        return None
    return Reading(hit, named, pronoun, after, "after", "relative", explicit)


def read_attribute(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "X, заявивший, что …": a participle that agrees with whoever speaks."""
    end = hit.group
    while end > 1 and is_comma(tokens[end - 1]):
        end -= 1
    named = nearest_phrase(tokens, end, lexicon)
    after, explicit = content_start(tokens, hit, hit.end, lexicon)
    if named is None or not explicit or not has_content(tokens, hit, after, explicit, lexicon):
        return None
    return Reading(hit, named, hit.group, after, "after", "relative", explicit)


def _unspoken(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> str:
    """Name the way in which a verb has no subject: its own ending says who speaks, or nobody."""
    if hit.cue.form == "first":
        return "first person"
    hung = hit.end + 1 if hangs(tokens, hit.end, lexicon) else hit.end
    clitics = [t.lower for t in (*tokens[hit.group : hit.start], *tokens[hit.end : hung])]
    return "impersonal" if any(lexicon.has("impersonals", c) for c in clitics) else "left out"


def _leaves_subject_out(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a verb behind what was said has no subject but its own ending ("…, dijo")."""
    if not lexicon.null_subject or hit.participle or hit.infinitive:
        return False
    edge = skip_adverbs_left(tokens, hit.group, lexicon)
    if edge == 0 or hit.cue.form == "first":
        spoken = edge > 0 and lexicon.has("subject_pronouns", tokens[edge - 1].lower)
        return hit.cue.form == "first" and not spoken
    before = tokens[edge - 1]
    if before.kind == "quote":
        return True
    if not is_comma(before):
        return False
    following = tokens[hit.end] if hit.end < len(tokens) else None
    ended = following is None or (following.kind == "mark" and following.text != ":")
    if ended and that_behind_comma(tokens, hit.end, lexicon):
        # "X, szef Y, powiedział, że …".
        return False
    if ended and lexicon.comma_clauses:
        # "X, который живёт в Y, говорит, …".
        left = left_phrase(tokens, hit.group, lexicon)
        if left is not None and left[0] == 0:
            return False
    return ended or (edge > 1 and tokens[edge - 2].kind == "quote")


def may_follow_adjunct(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a subject may stand behind an adverbial of the verb: behind what was said."""
    if stands_behind_quote(tokens, hit.group, lexicon):
        return True
    before = tokens[hit.group - 1] if hit.group else None
    if lexicon.comma_clauses and before is not None:
        dashed = before.text in {"-", "–", "—"} and hit.group > 1
        if lexicon.has("as_words", before.lower) or (
            dashed and tokens[hit.group - 2].kind == "quote"
        ):
            return True
    return hit.group > 1 and is_comma(tokens[hit.group - 1]) and "object" not in hit.cue.frames


def right_subject(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase behind a verb, past one in an oblique case ("powiedział stacji KVX X")."""
    start = index
    while index < len(tokens) and tokens[index].kind == "word" and not tokens[index].capital:
        if not lexicon.is_oblique(tokens[index].lower):
            break
        index += 1
        named = index
        while named < len(tokens) and tokens[named].capital:
            named += 1
        closed = named >= len(tokens) or tokens[named].kind != "word"
        index = index if closed and named - index > 1 else named
    if start < index and (index >= len(tokens) or tokens[index].kind != "word"):
        return None
    return right_phrase(tokens, index, lexicon)


def right_of_adjunct(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Range | None:
    """Return the subject behind an adverbial ("a dit vendredi à la presse le maire")."""
    index = skip_adverbs_right(tokens, index, lexicon)
    while index < len(tokens) and lexicon.has("prepositions", tokens[index].lower):
        index += 1
        while index < len(tokens) and lexicon.has("determiners", tokens[index].lower):
            index += 1
        index += 1
        if not lexicon.comma_clauses:
            break
    if lexicon.comma_clauses:
        return _nominative_phrase(tokens, index, lexicon)
    return right_phrase(tokens, index, lexicon)


def _nominative_phrase(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase from the first nominative on, or else from the first name on.

    "… na sesji rady miasta" goes on with genitives and has none.
    """
    end = next((k for k in range(index, len(tokens)) if tokens[k].kind != "word"), len(tokens))
    run = range(index, end)
    start = next((k for k in run if lexicon.has("nominatives", tokens[k].lower)), None)
    if start is None:
        inner = next((k for k in run if lexicon.has("prepositions", tokens[k].lower)), end)
        start = next((k for k in range(index, inner) if tokens[k].capital), None)
    return None if start is None else right_phrase(tokens, start, lexicon)


def may_invert(
    tokens: Sequence[Token], hit: Hit, speaker: Range, at_break: bool, lexicon: Lexicon
) -> bool:
    """Tell a subject behind the verb from an object, where a subject may stand there anywhere."""
    before = tokens[hit.group - 1] if hit.group else None
    following = tokens[speaker[1]] if speaker[1] < len(tokens) else None
    ends = following is None or following.kind == "mark"
    if before is not None and lexicon.has("as_words", before.lower):
        return True
    opens = following is not None and (
        following.text in {":", "："}
        or lexicon.has("that", following.lower)
        or that_behind_comma(tokens, speaker[1], lexicon)
    )
    first = tokens[speaker[0]]
    if _names_no_subject(first, tokens[speaker[1] - 1], lexicon):
        return False
    if lexicon.comma_clauses and lexicon.has("subject_pronouns", first.lower):
        return True
    if opens and "target" not in hit.cue.frames:
        if left_phrase(tokens, hit.group, lexicon) is None:
            return True
        return at_break and not lexicon.comma_clauses and "object" not in hit.cue.frames
    if first.hung and lexicon.has("subject_pronouns", first.lower):
        return at_break
    if not at_break or before is None:
        return False
    transitive = lexicon.comma_clauses and is_comma(before) and "object" in hit.cue.frames
    if transitive and left_phrase(tokens, hit.group, lexicon) is not None:
        # "X, szef Y, ogłosił plan": the subject stands before the apposition.
        return False
    if sum(is_comma(t) for t in tokens[: hit.group]) < 2 and is_adverbial(
        tokens, hit.group, lexicon
    ):
        return False
    if ends or following is None or stands_behind_quote(tokens, hit.group, lexicon):
        return True
    return following.kind == "quote" or lexicon.has("prepositions", following.lower)


def _names_no_subject(first: Token, last: Token, lexicon: Lexicon) -> bool:
    """Tell whether the first and last word of a phrase show that it is no subject."""
    if not first.capital and (
        lexicon.is_oblique(first.lower) or first.lower.endswith(lexicon.object_endings or ("\0",))
    ):
        return True
    if lexicon.has("prepositions", last.lower) or lexicon.has("articles", last.lower):
        return True
    plain = lexicon.comma_clauses and not first.capital
    if plain and any(c.form == "infinitive" for c in lexicon.cues.get(first.lower, ())):
        return True
    return lexicon.is_adverb(first.lower) and not lexicon.has("determiners", first.lower)
