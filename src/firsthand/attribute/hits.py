"""Where cue words stand in a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.attribute.lexicon import Cue, Lexicon
from firsthand.attribute.phrases import is_comma
from firsthand.attribute.tokens import Token


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at tokens ``start:end``; ``group`` is where its verb group begins.

    ``auxiliary`` is the index of a finite auxiliary that stands apart ("heeft … gezegd").
    """

    start: int
    end: int
    cue: Cue
    group: int
    passive: bool = False
    participle: bool = False
    infinitive: bool = False
    auxiliary: int | None = None


def find_hits(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the cues of a segment in order, noun readings of verb forms left out."""
    found: list[Hit] = []
    index = 0
    while index < len(tokens):
        cue = _match(tokens, index, lexicon)
        hit = _hit(tokens, index, cue, lexicon) if cue else None
        if hit is None:
            index += 1
            continue
        found.append(hit)
        index = hit.end
    return tuple(h for i, h in enumerate(found) if not _is_noun(tokens, found, i, lexicon))


def _match(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Cue | None:
    if tokens[index].kind != "word":
        return None
    for cue in lexicon.cues.get(tokens[index].lower, ()):
        words = tuple(t.lower for t in tokens[index : index + len(cue.words)])
        if words == cue.words and _has_particle(tokens, index, cue):
            return cue
    return None


def _has_particle(tokens: Sequence[Token], index: int, cue: Cue) -> bool:
    if cue.particle is None:
        return True
    for token in tokens[index + 1 :]:
        if token.lower == cue.particle:
            return True
        if token.kind == "quote" or token.text in {":", ";"}:
            return False
    return False


def _hit(tokens: Sequence[Token], index: int, cue: Cue, lexicon: Lexicon) -> Hit | None:
    end = index + len(cue.words)
    if cue.kind != "verb":
        return Hit(index, end, cue, index)
    before = tokens[index - 1] if index else None
    if tokens[index].capital and before is not None and before.kind == "word":
        return None
    if before is not None and before.kind == "word" and _bars_verb(before, lexicon):
        return None
    group = _group_start(tokens, index, lexicon)
    helpers = [t.lower for t in tokens[group:index]]
    participle = tokens[index].lower.endswith(lexicon.participle_endings or ("\0",))
    return Hit(
        index,
        end,
        cue,
        group,
        passive=not participle and any(lexicon.has("passive", h) for h in helpers),
        participle=participle and not any(lexicon.has("auxiliaries", h) for h in helpers),
        infinitive=before is not None and lexicon.has("infinitive_markers", before.lower),
        auxiliary=_auxiliary(tokens, index, lexicon) if group == index else None,
    )


def _bars_verb(before: Token, lexicon: Lexicon) -> bool:
    word = before.lower
    if lexicon.has("infinitive_markers", word):
        return False
    if lexicon.has("relatives", word) or lexicon.has("pronouns", word):
        return False
    return (
        lexicon.has("possessives", word)
        or lexicon.has("prepositions", word)
        or (lexicon.has("determiners", word) and lexicon.has("articles", word))
    )


def _group_start(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Return where the auxiliaries before the verb begin ("has also said")."""
    group = k = index
    while k > 0 and tokens[k - 1].kind == "word":
        word = tokens[k - 1].lower
        if lexicon.has("auxiliaries", word):
            group = k - 1
        elif not lexicon.is_adverb(word):
            break
        k -= 1
    return group


def _auxiliary(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int | None:
    """Return the index of an auxiliary earlier in the clause, for languages that split the two."""
    if not lexicon.verb_second or not lexicon.has("participles", tokens[index].lower):
        return None
    for k in range(index - 1, -1, -1):
        token = tokens[k]
        if token.kind == "quote" or (token.kind == "mark" and token.text not in {"-", "."}):
            return None
        if lexicon.has("auxiliaries", token.lower):
            return k
    return None


def _is_noun(tokens: Sequence[Token], hits: Sequence[Hit], index: int, lexicon: Lexicon) -> bool:
    """A verb form directly before another finite cue is its subject ("the report said")."""
    hit = hits[index]
    if hit.cue.kind != "verb" or hit.participle or index + 1 >= len(hits):
        return False
    following = hits[index + 1]
    between = tokens[hit.end : following.group]
    if following.cue.kind != "verb" or following.participle or following.infinitive:
        return False
    if any(is_comma(t) or t.kind == "quote" for t in between):
        return False
    return all(lexicon.is_adverb(t.lower) for t in between)
