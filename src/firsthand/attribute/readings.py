"""How each cue of a segment is to be read: who speaks, and on which side the content stands."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.carried import (
    accompanying,
    first_subject,
    last_subject,
    leading_subject,
    opening_phrase,
)
from firsthand.attribute.constructions import Reading
from firsthand.attribute.contents import placed
from firsthand.attribute.fenced import read_fenced
from firsthand.attribute.free_subjects import (
    read_attribute,
    read_freed,
    read_unspoken,
    subject_is_free,
)
from firsthand.attribute.governed import is_told, past_adjunct, read_back, read_seat
from firsthand.attribute.hedges import read_expected, read_hearsay, read_hedge
from firsthand.attribute.hits import Hit
from firsthand.attribute.inverted import front_is_free, inverted_subject
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.nominal import read_noun, read_postposition, read_preposition
from firsthand.attribute.openings import read_opening
from firsthand.attribute.openings_of_content import content_start, quote_at
from firsthand.attribute.phrases import (
    Range,
    is_bare,
    is_comma,
    skip_adverbs_left,
    skip_adverbs_right,
)
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.subject_first import read_subject_first
from firsthand.attribute.tokens import Token
from firsthand.attribute.verb_first import read_verb_first
from firsthand.attribute.verb_last import read_last


def read_hits(
    tokens: Sequence[Token], hits: Sequence[Hit], lexicon: Lexicon
) -> tuple[Reading, ...]:
    """Return the readings of a segment's cues in order; cues with no reading are left out."""
    readings: list[Reading] = []
    for hit in hits:
        reading: Reading | None = None
        if lexicon.verb_last:
            reading = read_last(tokens, hit, readings, lexicon)
        elif hit.cue.kind == "verb":
            reading = _read_verb(tokens, hit, readings, lexicon)
        elif lexicon.subject_first and hit.cue.kind in {"preposition", "hedge"}:
            reading = read_opening(tokens, hit, lexicon)
        elif hit.cue.kind == "preposition":
            reading = read_preposition(tokens, hit, lexicon)
        elif hit.cue.kind == "postposition":
            reading = read_postposition(tokens, hit, lexicon)
        elif hit.cue.kind == "noun":
            reading = read_noun(tokens, hit, lexicon)
        elif hit.cue.kind == "hedge":
            reading = read_hedge(tokens, hit, lexicon)
        if reading is not None and not _own_thought(tokens, reading, lexicon):
            readings.append(reading)
    hearsay = read_hearsay(tokens, readings, lexicon)
    return (*readings, hearsay) if hearsay is not None else tuple(readings)


def _own_thought(tokens: Sequence[Token], reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether the one who speaks only words a view ("I think …") or puts it to the hearer.

    "You think …" reports nobody, and what I think is what I say: the attribution around it has it.
    """
    if reading.speaker is None or reading.speaker[1] - reading.speaker[0] > 1:
        return False
    word = tokens[reading.speaker[0]].lower
    feels = reading.hit.cue.force == "feel" and not reading.explicit
    return (feels and lexicon.has("first_person", word)) or lexicon.has("second_person", word)


def _read_verb(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    if lexicon.verb_first:
        return read_verb_first(tokens, hit, earlier, lexicon)
    if lexicon.subject_first:
        return read_subject_first(tokens, hit, earlier, lexicon)
    if lexicon.fenced_clauses:
        return read_fenced(tokens, hit, earlier, lexicon)
    back = None if hit.participle or hit.infinitive else read_back(tokens, hit, lexicon)
    if back is not None:
        return back
    if "impersonal" in hit.cue.frames:
        return _read_impersonal(tokens, hit, lexicon)
    if hit.passive:
        return _read_passive(tokens, hit, lexicon)
    if hit.auxiliary is not None:
        return _read_split_group(tokens, hit, lexicon)
    if hit.cue.form == "attribute":
        return read_attribute(tokens, hit, lexicon)
    if hit.subject is not None:
        hung = (hit.subject, hit.subject + 1)
        return placed(tokens, hit, hung, hit.group, hit.end, lexicon, "inverted")
    return _read_plain(tokens, hit, earlier, lexicon)


def _read_plain(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read an active verb in one piece: its subject behind it, before it, or left out."""
    seat = None if hit.participle or hit.infinitive else read_seat(tokens, hit, lexicon)
    if seat is not None:
        return _read_seat(tokens, hit, *seat, lexicon)
    inverted = inverted_subject(tokens, hit, lexicon)
    if inverted is not None:
        if hit.group and _is_as(tokens[hit.group - 1], lexicon):
            return _read_as(tokens, hit, inverted, hit.group - 1, inverted[1], lexicon)
        return placed(tokens, hit, inverted, hit.group, inverted[1], lexicon, "inverted")
    if lexicon.inverts and (hit.infinitive or subject_is_free(tokens, hit, lexicon)):
        return read_freed(tokens, hit, lexicon)
    if hit.cue.form == "participle" and hit.group == hit.start:
        return _read_joined(tokens, hit, earlier, lexicon)
    speaker, shared = _speaker_left(tokens, hit, earlier, lexicon)
    if speaker is not None and is_told(tokens, speaker, lexicon):
        speaker = None
    if speaker is None and _may_lack_subject(hit, earlier, lexicon):
        if lexicon.comma_clauses and hit.group == 1 and _is_as(tokens[0], lexicon):
            return _read_as(tokens, hit, None, 0, hit.end, lexicon)
        return read_unspoken(tokens, hit, lexicon)
    if speaker is None or (hit.infinitive and not quote_at(tokens, hit.end)):
        return None
    start = hit.group if shared else speaker[0]
    if start > (not lexicon.inverts) and lexicon.has("as_words", tokens[start - 1].lower):
        return _read_as(tokens, hit, speaker, start - 1, hit.end, lexicon)
    return placed(tokens, hit, speaker, start, hit.end, lexicon, "verb", shared)


def _parted(before: Token, lexicon: Lexicon) -> bool:
    """Tell whether "as X says" stands behind a comma, or behind a dash where that is usual."""
    dash = lexicon.comma_clauses and before.text in {"-", "–", "—"}
    return dash or is_comma(before)


def _read_seat(
    tokens: Sequence[Token], hit: Hit, seat: Range, start: int, behind: int, lexicon: Lexicon
) -> Reading | None:
    """Read "в полиции сообщили, что …", "…, сообщили в полиции", "Как сообщили в полиции, …"."""
    first = min(start, hit.group)
    if first and _is_as(tokens[first - 1], lexicon):
        return _read_as(tokens, hit, seat, first - 1, behind, lexicon)
    method = "inverted" if seat[0] > hit.start else "verb"
    return placed(tokens, hit, seat, start, behind, lexicon, method)


def _is_as(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.has("as_words", token.lower)


def _read_impersonal(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "podano, że …", "…, czytamy w komunikacie": nobody speaks but perhaps a document."""
    named = _document(tokens, hit.end, len(tokens), lexicon)
    if named is not None:
        start = hit.group - (hit.group > 1 and _is_as(tokens[hit.group - 1], lexicon))
        return placed(tokens, hit, named, start, named[1], lexicon, "impersonal")
    edge = skip_adverbs_left(tokens, hit.group, lexicon)
    named = next(
        (
            d
            for k in range(edge)
            if (d := _document(tokens, k, edge, lexicon))
            and (d[1] == edge or (k == 0 and lexicon.comma_clauses))
        ),
        None,
    )
    start = hit.group if named is None else named[0] - 1
    if start > 1 and _is_as(tokens[start - 1], lexicon):
        start -= 1
    return placed(tokens, hit, named, start, hit.end, lexicon, "impersonal")


def _document(tokens: Sequence[Token], index: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return the phrase behind a preposition at ``index`` if it names a document."""
    if index + 1 >= end or not lexicon.has("prepositions", tokens[index].lower):
        return None
    if not lexicon.has("documents", tokens[index + 1].lower):
        return None
    return right_phrase(tokens[:end], index + 1, lexicon)


def _may_lack_subject(hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon) -> bool:
    """Tell whether a verb needs no subject: a participle only behind a verb that has none."""
    if not (lexicon.null_subject and hit.participle):
        return lexicon.null_subject
    return any(r.speaker is None and r.hit.cue.kind == "verb" for r in earlier)


def _read_joined(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read a participle that shares subject and auxiliary with the one before it."""
    for other in reversed(earlier):
        compound = other.hit.group < other.hit.start or other.shared
        if compound and not other.hit.passive and other.speaker:
            return placed(
                tokens, hit, other.speaker, hit.group, hit.end, lexicon, "verb", shared=True
            )
    return None


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
            return (None if is_bare(tokens, left, lexicon) else left), False
    if hit.participle and not joined:
        with_phrase = accompanying(tokens, hit, lexicon)
        if with_phrase is not None:
            return with_phrase, False
    if not (joined or hit.participle or hit.infinitive):
        relative = lexicon.has("relatives", before.lower) and quote_at(tokens, hit.end)
        return (edge - 1, edge) if relative else None, False
    if hit.participle:
        if lexicon.comma_clauses and earlier and earlier[-1].method == "inverted":
            # "…, — говорит X, называя …".
            return earlier[-1].speaker, True
        last = leading_subject(tokens, hit.group, lexicon)
        last = last or last_subject(tokens, hit.group, lexicon)
        return last or opening_phrase(tokens, lexicon), True
    for reading in reversed(earlier):
        if reading.speaker is not None and reading.hit.cue.kind == "verb":
            return reading.speaker, True
    found = first_subject(tokens, hit.group, lexicon) or opening_phrase(tokens, lexicon)
    return found, True


def _read_as(
    tokens: Sequence[Token],
    hit: Hit,
    speaker: Range | None,
    start: int,
    behind: int,
    lexicon: Lexicon,
) -> Reading | None:
    """Read ", as X has claimed" behind its content, "As X said, …" before it (Romance)."""
    rest = skip_adverbs_right(tokens, behind, lexicon)
    if start == 0 and lexicon.inverts and (rest >= len(tokens) or not is_comma(tokens[rest])):
        # "Jak podał Głos Doliny, droga …": no apposition, as no comma closes it.
        comma = next((k for k in range(*(speaker or (0, 0))) if is_comma(tokens[k])), None)
        if speaker is not None and comma is not None:
            speaker, rest = (speaker[0], comma), comma
    if start == 0 and lexicon.comma_clauses:
        rest = past_adjunct(tokens, rest, lexicon)
    ended = rest >= len(tokens) or tokens[rest].kind == "mark"
    opens = rest < len(tokens) and (is_comma(tokens[rest]) or tokens[rest].text == ":")
    after, explicit = content_start(tokens, hit, behind, lexicon)
    if start > 0 and explicit and quote_at(tokens, after):
        return Reading(hit, speaker, start, after, "after", "as", explicit=True)
    if start == 0 and lexicon.inverts and opens:
        method = "as" if speaker else "left out"
        return Reading(hit, speaker, start, rest + 1, "after", method, explicit=True)
    if not (ended and start and _parted(tokens[start - 1], lexicon)):
        return None
    return Reading(hit, speaker, start, len(tokens), "before", "as")


def _read_passive(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "was accused by X of", "it was reported that", "is said to"; else no attribution."""
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
    return read_expected(tokens, hit, lexicon) if "clause" in hit.cue.frames else None


def _read_split_group(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> Reading | None:
    """Read "X heeft vrijdag gezegd dat …", "Dat heeft X gezegd", "Vrijdag heeft X gezegd"."""
    assert hit.auxiliary is not None
    if lexicon.has("passive", tokens[hit.auxiliary].lower):
        return _read_passive(tokens, hit, lexicon)
    helper = Hit(hit.auxiliary, hit.auxiliary + 1, hit.cue, hit.auxiliary)
    left = left_phrase(tokens, hit.auxiliary, lexicon)
    free = front_is_free(tokens, helper, lexicon)
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
    found = placed(tokens, hit, speaker, min(speaker[0], hit.auxiliary), hit.end, lexicon, "split")
    if back and (found is None or not found.explicit):
        return Reading(hit, speaker, 0, len(tokens), "back", "refers back")
    return found
