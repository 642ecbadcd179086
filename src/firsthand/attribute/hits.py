"""Where cue words stand in a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.attribute.lexicon import Cue, Lexicon
from firsthand.attribute.phrases import OPENING_MARKS, is_comma
from firsthand.attribute.tokens import Token

_NEAR = 16
_FAR = 28
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at tokens ``start:end``; ``group`` is where its verb group begins.

    ``auxiliary`` is the index of a finite auxiliary that stands apart ("heeft … gezegd"),
    ``subject`` that of a pronoun within the verb group ("a-t-il dit").
    """

    start: int
    end: int
    cue: Cue
    group: int
    passive: bool = False
    participle: bool = False
    infinitive: bool = False
    auxiliary: int | None = None
    subject: int | None = None


def find_hits(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the cues of a segment in order, noun readings of verb forms left out."""
    found: list[Hit] = []
    index = 0
    while index < len(tokens):
        known = lexicon.cues.get(tokens[index].lower)
        cue = _match(tokens, index, known, lexicon) if known else None
        hit = _hit(tokens, index, cue, lexicon) if cue else None
        if hit is None:
            index += 1
            continue
        found.append(hit)
        index = hit.end
    if lexicon.verb_last:
        return tuple(found)
    return tuple(h for i, h in enumerate(found) if not _is_noun(tokens, found, i, lexicon))


def _match(
    tokens: Sequence[Token], index: int, known: Sequence[Cue], lexicon: Lexicon
) -> Cue | None:
    """Return the cue of those with this first word that stands here, the longest first."""
    if tokens[index].kind != "word":
        return None
    best: tuple[int, Cue] | None = None
    for cue in known:
        if best is not None and (cue.particle is None or not lexicon.fenced_clauses):
            break
        words = tuple(t.lower for t in tokens[index : index + len(cue.words)])
        if words != cue.words:
            continue
        if cue.governs and governed_at(tokens, index + len(cue.words), cue, lexicon) is None:
            continue
        place = index if cue.particle is None else particle_at(tokens, index + 1, cue, lexicon)
        if place is not None and (best is None or place < best[0]):
            best = place, cue
    return best[1] if best else None


def particle_at(tokens: Sequence[Token], index: int, cue: Cue, lexicon: Lexicon) -> int | None:
    """Return where the cue's separable part stands from token ``index`` on, or None."""
    for k in range(index, len(tokens)):
        token = tokens[k]
        own = token.lower == cue.particle
        if own and (not lexicon.fenced_clauses or ends_clause(tokens, k + 1, lexicon)):
            return k
        if token.kind == "quote" or token.text in {":", ";"}:
            return None
    return None


def governed_at(tokens: Sequence[Token], index: int, cue: Cue, lexicon: Lexicon) -> int | None:
    """Return where the preposition that the cue governs stands from token ``index`` on, or None.

    Only a quotation, "that" or the end of the clause keep it from being found.
    """
    letters = tuple(g for g in cue.governs if len(g) == 1)
    reach = _FAR if "target" in cue.frames else _NEAR
    for k in range(index, min(len(tokens), index + reach)):
        token = tokens[k]
        if token.lower in cue.governs:
            back = tokens[k + 1].lower if k + 1 < len(tokens) else ""
            return None if lexicon.has("demonstratives", back) else k
        hung = bool(letters) and token.lower.startswith(letters) and len(token.lower) > _SHORT
        if hung and token.lower not in lexicon.standing and not _owned(tokens, k, lexicon):
            return k
        if token.kind == "quote" or (token.kind == "mark" and token.text in ".;:؛"):
            return None
        if lexicon.has("that", token.lower):
            return k if hung else None
    return None


def _owned(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether the word belongs to a bare noun of office before it: "police of Baton Rouge"."""
    before = tokens[index - 1].lower
    bare = not before.startswith(lexicon.proclitic_hosts or ("\0",))
    return bare and before in lexicon.speaker_nouns


def ends_clause(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause ends before token ``index``: a mark, a quotation, "und", the end."""
    if index >= len(tokens) or tokens[index].kind != "word":
        return True
    word = tokens[index].lower
    return lexicon.has("coordinators", word) or lexicon.has("that", word)


def _hit(tokens: Sequence[Token], index: int, cue: Cue, lexicon: Lexicon) -> Hit | None:
    end = index + len(cue.words)
    if cue.kind == "verb" and end < len(tokens) and lexicon.has("verb_tails", tokens[end].lower):
        end += 1
    if cue.kind != "verb":
        ordinal = cue.kind == "preposition" and _bars_preposition(tokens, index, lexicon)
        return None if ordinal else Hit(index, end, cue, index)
    before = tokens[index - 1] if index else None
    # A capital that opens no sentence: a name, or words that are quoted.
    inside = before is not None and (before.kind == "word" or before.text in OPENING_MARKS)
    if tokens[index].capital and inside:
        return None
    following = tokens[end] if end < len(tokens) else None
    if lexicon.nouns_capital and _looks_like_noun(tokens[index], before, following, lexicon):
        return None
    barrable = before is not None and before.kind == "word" and not lexicon.verb_last
    if barrable and _barred(tokens, index, cue, lexicon):
        return None
    subject = _subject_within(tokens, index, lexicon)
    group = _group_start(tokens, index if subject is None else subject, lexicon)
    helpers = [t.lower for t in tokens[group:index]]
    helped = any(lexicon.has("auxiliaries", h) for h in helpers)
    past = cue.form == "participle"
    by = past and following is not None and lexicon.has("agent", following.lower)
    if past and not (helped or by or _is_joined(tokens, index, lexicon)):
        return None
    participle = tokens[index].lower.endswith(lexicon.participle_endings or ("\0",))
    participle = participle or cue.form == "gerund"
    marked = before is not None and lexicon.has("infinitive_markers", before.lower)
    return Hit(
        index,
        end,
        cue,
        group,
        passive=not participle
        and (
            _is_passive(helpers, lexicon)
            or (by and not helped)
            or (past and not helped and _shares_passive(tokens, index, lexicon))
        ),
        participle=participle and not helped,
        infinitive=marked
        or (cue.form == "infinitive" and not helped)
        or (bool(helpers) and lexicon.has("infinitives", helpers[0])),
        auxiliary=_auxiliary(tokens, index, lexicon) if group == index else None,
        subject=subject,
    )


def _is_joined(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a participle shares the auxiliary of one before it ("a dit … et ajouté que")."""
    k = index
    while k > 0 and lexicon.is_adverb(tokens[k - 1].lower):
        k -= 1
    if k < 2 or not lexicon.has("coordinators", tokens[k - 1].lower):
        return False
    before = tokens[: k - 1]
    helped = any(lexicon.has("auxiliaries", t.lower) for t in before)
    return helped and any(lexicon.is_verb_form(t.lower) for t in before)


def _shares_passive(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether the auxiliary that a joined participle shares is a passive one."""
    if not lexicon.comma_clauses:
        return False
    for k in range(index - 1, -1, -1):
        if lexicon.has("auxiliaries", tokens[k].lower):
            return lexicon.has("passive", tokens[k].lower)
    return False


def _bars_preposition(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell "il secondo" (an ordinal) from "secondo" (according to)."""
    if not index or not lexicon.has("ordinals", tokens[index].lower):
        return False
    word = tokens[index - 1].lower
    return lexicon.has("determiners", word) or lexicon.has("prepositions", word)


def _barred(tokens: Sequence[Token], index: int, cue: Cue, lexicon: Lexicon) -> bool:
    """Tell whether the word before the verb form makes a noun of it ("the report")."""
    before = tokens[index - 1]
    if cue.form == "infinitive" and not lexicon.has("determiners", before.lower):
        return False
    if lexicon.has("gerund_markers", before.lower):
        return not tokens[index].lower.endswith(lexicon.participle_endings or ("\0",))
    if lexicon.has("clitics", before.lower) and index > 1:
        # "Elle le dit", "qui l'accuse": an object pronoun, no article.
        outer = tokens[index - 2].lower
        if lexicon.has("pronouns", outer) or lexicon.has("clitics", outer):
            return False
    return _bars_verb(before, lexicon)


def _is_passive(helpers: Sequence[str], lexicon: Lexicon) -> bool:
    if any(lexicon.has("reflexives", h) for h in helpers):
        return False
    return any(lexicon.has("passive", h) for h in helpers)


def _subject_within(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int | None:
    """Return the pronoun that hangs on the auxiliary ("a-t-il dit"), where a language has that."""
    if not lexicon.enclitics:
        return None
    k = index - 1
    while k > 1 and lexicon.is_adverb(tokens[k].lower):
        k -= 1
    hung = k > 0 and lexicon.has("subject_pronouns", tokens[k].lower)
    return k if hung and lexicon.has("auxiliaries", tokens[k - 1].lower) else None


def _looks_like_noun(
    token: Token, before: Token | None, following: Token | None, lexicon: Lexicon
) -> bool:
    """Where nouns have capitals: "Berichten zufolge" is a noun, "die erklärte Absicht" no verb."""
    if token.capital:
        return following is None or not lexicon.has("pronouns", following.lower)
    article = before is not None and lexicon.has("articles", before.lower)
    return article and following is not None and following.capital


def _bars_verb(before: Token, lexicon: Lexicon) -> bool:
    word = before.lower
    if lexicon.has("infinitive_markers", word):
        return False
    if lexicon.has("verb_bars", word):
        return True
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
    if lexicon.fenced_clauses and not lexicon.has("participles", tokens[index].lower):
        # "als er verhaftet worden war sagte er": the auxiliaries end the clause before.
        return index
    while k > 0 and tokens[k - 1].kind == "word":
        word = tokens[k - 1].lower
        if lexicon.has("auxiliaries", word) or lexicon.has("clitics", word):
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
    if lexicon.verb_first:
        return _is_verbal_noun(tokens, hit, lexicon)
    if hit.cue.kind != "verb" or hit.participle or index + 1 >= len(hits):
        return False
    following = hits[index + 1]
    between = tokens[hit.end : following.group]
    if following.cue.kind != "verb" or following.participle or following.infinitive:
        return False
    if any(is_comma(t) or t.kind == "quote" for t in between):
        return False
    return all(lexicon.is_adverb(t.lower) for t in between)


def _is_verbal_noun(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Tell a noun of the same form right behind a verb ("refused to give his name")."""
    if hit.cue.kind != "verb" or hit.participle or hit.group != hit.start or not hit.start:
        return False
    before = tokens[hit.start - 1]
    if before.kind == "word" and lexicon.has("clause_verbs", tokens[hit.start].lower):
        groups = ("coordinators", "auxiliaries", "as_words", "that", "time_words", "relatives")
        begins = any(lexicon.has(group, before.lower) for group in groups)
        return not (begins or lexicon.is_adverb(before.lower))
    return lexicon.is_verb(before.lower) and not lexicon.has("auxiliaries", before.lower)
