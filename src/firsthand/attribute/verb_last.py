"""Cues in languages whose verb ends the sentence and whose content stands before the verb.

Turkish is the model: ``Bakan, … olduğunu söyledi``, ``Bakan, "…" dedi``, ``"…" diyen Bakan``,
``Bakan'a göre …``, ``… iddia edildi``. A reported clause is a noun there and known by its ending.
Switched on by ``verb_last`` in the table.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.constructions import Reading
from firsthand.attribute.front_subjects import (
    bare_subject,
    front_subject,
    is_genitive,
    is_oblique,
    past_adjuncts,
    suffix_of,
)
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma
from firsthand.attribute.tokens import Token
from firsthand.attribute.verb_last_contents import (
    DATIVES,
    content_before,
    content_end,
    opened_behind,
    told_in,
)

_TURNS = frozenset({";", "–", "—", ":"})
_LONGEST_BEHIND = 9
_FINITE = frozenset({"any", "gerund", "first"})


def read_last(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Return the reading of a cue, or None where it attributes nothing."""
    if hit.cue.kind in {"postposition", "hedge"}:
        return _read_according(tokens, hit, earlier, lexicon)
    if hit.cue.kind == "noun":
        return _read_noun(tokens, hit, earlier, lexicon)
    if hit.cue.form == "attribute":
        return _read_relative(tokens, hit, earlier, lexicon)
    if hit.cue.form == "nominal":
        return _read_nominal(tokens, hit, earlier, lexicon)
    start, shared = _clause(tokens, hit, earlier, lexicon)
    if "impersonal" in hit.cue.frames:
        return _read_passive(tokens, hit, start, lexicon)
    return _read_main(tokens, hit, start, shared, lexicon)


# --- main verbs


def _read_main(
    tokens: Sequence[Token], hit: Hit, start: int, shared: Range | None, lexicon: Lexicon
) -> Reading | None:
    """Read "X, … olduğunu söyledi", "X, "…" dedi", "X şunları söyledi: …", "…, dedi X"."""
    end = content_end(tokens, hit, start, lexicon)
    own, rest = front_subject(tokens, start, max(end, start), lexicon)
    if shared is not None and own is not None and not is_comma(tokens[own[1]]):
        own, rest = None, start
    speaker = own or shared
    if speaker is None:
        speaker, rest = told_in(tokens, start, end, lexicon)
        if speaker is not None and _has_owner(tokens[slice(*speaker)], lexicon):
            speaker = None
    method = "verb" if speaker else "left out"
    if hit.cue.form == "first":
        speaker, rest, method = None, start, "first person"
    opened = opened_behind(tokens, hit, lexicon)
    if opened is not None:
        if speaker is None and hit.cue.form != "first":
            speaker = _announcing(tokens, start, hit.group, lexicon)
            method = "verb" if speaker else method
        return Reading(hit, speaker, start, opened, "after", method, explicit=True)
    content = content_before(tokens, hit, (rest, end), lexicon)
    if content is None:
        return None
    if speaker is None and hit.cue.form == "any":
        speaker = _behind(tokens, hit.end, lexicon)
        method = "inverted" if speaker else method
    return _before(hit, speaker, content, method)


def _has_owner(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether somebody left out gave the statement: "yaptığı açıklamada"."""
    return any(t.lower.endswith(lexicon.content_endings or ("\0",)) for t in tokens)


def _announcing(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return the speaker right before "şunları söyledi:"."""
    while end > start and (
        lexicon.has("light_objects", tokens[end - 1].lower)
        or lexicon.is_adverb(tokens[end - 1].lower)
    ):
        end -= 1
    return bare_subject(tokens, start, end + 1, lexicon) if end > start else None


def _before(hit: Hit, speaker: Range | None, content: Range, method: str) -> Reading:
    return Reading(hit, speaker, content[1], hit.end, "before", method, first=content[0])


def _clause(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> tuple[int, Range | None]:
    """Return where the cue's clause begins, and the speaker it takes over from before, if any."""
    start, shared = 0, None
    for reading in earlier:
        form = reading.hit.cue.form
        if reading.hit.cue.kind in {"postposition", "hedge"} and reading.after < hit.start:
            start, shared = reading.after, None
        elif form == "attribute" and reading.speaker and reading.explicit:
            start, shared = reading.speaker[1], reading.speaker
        elif reading.hit.cue.kind == "verb" and form in _FINITE:
            start = reading.hit.end
            shared = reading.speaker or shared
    for k in range(start, hit.group):
        turn = tokens[k].text in _TURNS and tokens[k + 1].kind != "quote"
        if turn or (_turns(tokens, k, hit.group, lexicon) and k >= start):
            start, shared = k + 1, shared if shared else _subject_before(tokens, start, k, lexicon)
    return start, shared


def _subject_before(
    tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon
) -> Range | None:
    found, _ = front_subject(tokens, start, end, lexicon)
    return found


def _turns(tokens: Sequence[Token], k: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a finite verb that is no cue ends its clause at token ``k``."""
    token = tokens[k]
    if token.kind != "word" or token.capital or not lexicon.is_verb(token.lower) or k + 1 >= end:
        return False
    following = tokens[k + 1]
    return is_comma(following) or lexicon.has("coordinators", following.lower)


def _behind(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Range | None:
    """Return a speaker that stands behind its verb, all to the next mark: "…, dedi Ada Holt."."""
    end = start
    while end < len(tokens) and tokens[end].kind == "word":
        end += 1
    words = tokens[start:end]
    if not words or len(words) > _LONGEST_BEHIND or is_oblique(words[-1], lexicon):
        return None
    if any(lexicon.is_verb(t.lower) or lexicon.has("clause_words", t.lower) for t in words):
        return None
    named = words[-1].capital or words[-1].lower in lexicon.speaker_nouns
    return (start, end) if named and not lexicon.has("coordinators", words[0].lower) else None


# --- passives: nobody is named, but a report, or who did it


def _read_passive(
    tokens: Sequence[Token], hit: Hit, start: int, lexicon: Lexicon
) -> Reading | None:
    """Read "… iddia edildi", "Açıklamada, … belirtildi", "… X tarafından eleştirildi"."""
    end = content_end(tokens, hit, start, lexicon)
    if "object" in hit.cue.frames:
        return _read_agent(tokens, hit, start, end, lexicon)
    speaker, rest = told_in(tokens, start, end, lexicon)
    opened = opened_behind(tokens, hit, lexicon)
    if opened is not None:
        return Reading(hit, speaker, start, opened, "after", "passive", explicit=True)
    content = content_before(tokens, hit, (rest, end), lexicon)
    return None if content is None else _before(hit, speaker, content, "passive")


def _read_agent(
    tokens: Sequence[Token], hit: Hit, start: int, end: int, lexicon: Lexicon
) -> Reading | None:
    agents = [k for k in range(start, hit.group) if lexicon.has("agent", tokens[k].lower)]
    if not agents or agents[-1] + 1 < end:
        return None
    k = first = agents[-1]
    while first > start and _names(tokens[first - 1], lexicon):
        first -= 1
    if first in (k, start):
        return None
    return _before(hit, (first, k), (start, first), "passive")


def _names(token: Token, lexicon: Lexicon) -> bool:
    if token.kind != "word":
        return False
    return token.lower in lexicon.speaker_nouns or (token.capital and suffix_of(token) is None)


# --- attributive forms: the speaker behind the verb


def _read_relative(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read ""…" diyen X" and "… olduğunu söyleyen X": the speaker is the noun behind."""
    start, _ = _clause(tokens, hit, earlier, lexicon)
    end = content_end(tokens, hit, start, lexicon)
    speaker = _described(tokens, hit.end, lexicon)
    if speaker is None:
        return None
    ends_clause = speaker[1] >= len(tokens) or is_comma(tokens[speaker[1]])
    leads = ends_clause and not is_oblique(tokens[speaker[1] - 1], lexicon)
    if not leads and tokens[end - 1].kind != "quote":
        # "Trump, … olduğunu söyleyen Pelosi'yi eleştirdi": the main subject stands in front.
        _, start = front_subject(tokens, start, end, lexicon)
    start = past_adjuncts(tokens, start, end, lexicon)
    content = content_before(tokens, hit, (start, end), lexicon)
    if content is None:
        return None
    return Reading(
        hit, speaker, content[1], hit.end, "before", "relative", explicit=leads, first=content[0]
    )


def _described(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase behind an attributive verb: up to a comma, or its name or noun."""
    named: int | None = None
    for k in range(start, min(len(tokens), start + _LONGEST_BEHIND + 5)):
        token = tokens[k]
        if token.kind != "word" and token.text not in {".", "-", "(", ")", "&"}:
            break
        if token.kind != "word":
            continue
        name = token.capital or token.lower in lexicon.speaker_nouns
        inflected = is_genitive(token, lexicon) or suffix_of(token) is not None
        if named is not None and not name:
            break
        if name or inflected:
            named = k + 1
            if suffix_of(token) is not None and not is_genitive(token, lexicon):
                break
        elif lexicon.is_verb(token.lower) or is_oblique(token, lexicon):
            break
    return (start, named) if named is not None else None


# --- nominal forms within other content: the speaker in the genitive


def _read_nominal(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read "X'in … olduğunu söylediği", "X'in "…" dediği" within a longer sentence."""
    start, _ = _clause(tokens, hit, earlier, lexicon)
    end = content_end(tokens, hit, start, lexicon)
    genitives = [k for k in range(start, end) if is_genitive(tokens[k], lexicon)]
    if not genitives or "object" in hit.cue.frames:
        return None
    owner = genitives[0]
    first = _genitive_start(tokens, owner, start, lexicon)
    content = content_before(tokens, hit, (owner + 1, end), lexicon)
    if content is None:
        return None
    return _before(hit, (first, owner + 1), content, "clause")


def _genitive_start(tokens: Sequence[Token], owner: int, start: int, lexicon: Lexicon) -> int:
    """Return where "bir polis memurunun", "Mira Oduya'nın" begins."""
    while owner > start:
        before = tokens[owner - 1]
        inner = _names(before, lexicon) or lexicon.has("determiners", before.lower)
        if before.kind != "word" or not inner:
            break
        owner -= 1
    return owner


# --- "göre"


def _read_according(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read "X'e göre …", "X'in haberine göre …", "İddiaya göre …": the rest is the content."""
    start, _ = _clause(tokens, hit, earlier, lexicon)
    first = hit.start
    while first > start and not is_comma(tokens[first - 1]) and tokens[first - 1].kind != "quote":
        first -= 1
    while first < hit.start and (
        tokens[first].kind == "mark" or lexicon.has("coordinators", tokens[first].lower)
    ):
        first += 1
    alone = hit.end - hit.start == 1
    if alone and (first == hit.start or not _may_say(tokens[hit.start - 1], lexicon)):
        return None
    speaker = (first, hit.start) if first < hit.start else None
    after = hit.end + 1 if hit.end < len(tokens) and is_comma(tokens[hit.end]) else hit.end
    if all(t.kind == "mark" for t in tokens[after:]):
        return None
    parted = first > start and is_comma(tokens[first - 1])
    if parted and not all(_is_filler(t, lexicon) for t in tokens[start:first]):
        return Reading(hit, speaker, first, after, "both", "according to", first=start)
    return Reading(hit, speaker, first, after, "after", "according to", explicit=True)


def _is_filler(token: Token, lexicon: Lexicon) -> bool:
    groups = ("adverbs", "coordinators", "breakers", "time_words", "clause_words")
    return token.kind == "mark" or any(lexicon.has(g, token.lower) for g in groups)


def _may_say(token: Token, lexicon: Lexicon) -> bool:
    """Tell who or what says something from a measure ("geçen yıla göre")."""
    if lexicon.has("report_nouns", token.lower):
        return True
    return suffix_of(token) in DATIVES or is_genitive(token, lexicon)


# --- nouns


def _read_noun(
    tokens: Sequence[Token], hit: Hit, earlier: Sequence[Reading], lexicon: Lexicon
) -> Reading | None:
    """Read "X'in … bulunduğu yönündeki iddiası": whose it is stands in front."""
    link = hit.start - 1
    if link < 1 or not lexicon.has("noun_links", tokens[link].lower):
        return None
    start, _ = _clause(tokens, hit, earlier, lexicon)
    _, start = front_subject(tokens, start, link, lexicon)
    genitives = [k for k in range(start, link) if is_genitive(tokens[k], lexicon)]
    own = any(
        lexicon.has("reflexives", t.lower) or t.lower.endswith(lexicon.genitive_endings or ("\0",))
        for t in tokens[genitives[0] + 1 if genitives else link : link]
    )
    if not own:
        # One genitive may be that of the clause: "suyun kesildiği iddiası" is nobody's.
        return None
    owner = genitives[0]
    first = _genitive_start(tokens, owner, start, lexicon)
    if not tokens[link - 1].lower.endswith(lexicon.content_endings or ("\0",)):
        return None
    return _before(hit, (first, owner + 1), (owner + 1, link), "noun")
