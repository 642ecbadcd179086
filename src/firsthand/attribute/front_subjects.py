"""The subject in languages whose verb ends the sentence: who opens the clause, and where it ends.

Turkish is the model: a subject is in no case, and a comma often stands behind it. Whatever stands
between the subject and the verb is content or adjunct (``verb_last.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, is_number
from firsthand.attribute.tokens import Token

_LONGEST = 28
_LONGEST_BARE = 14
_INNER = frozenset({"(", ")", ".", "-", "&", "'", "’", '"', "“", "”", "/", "–"})
_QUOTING = frozenset({'"', "“", "”"})
_APOSTROPHES = ("'", "’")
_PLURALS = ("lar", "ler", "lari", "leri")
_INNER_ENDINGS = ("daki", "deki", "taki", "teki", "ndaki", "ndeki")
_ORDINALS = ("nci", "ncu", "ncü")
_ADJECTIVES = ("li", "lu", "lü")
_LONG_WORD = 6


def front_subject(
    tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon
) -> tuple[Range | None, int]:
    """Return the subject of the clause that begins at ``start`` and where its rest begins.

    The subject is None where the clause has none of its own; the rest then begins behind what is
    certainly an adjunct of the main verb.
    """
    first = _past_adverbs(tokens, start, end, lexicon)
    rest = start
    while first < end:
        comma = _past_list(tokens, _comma(tokens, first, end), end, lexicon)
        closed = None if comma is None else _closed(tokens, (first, comma), lexicon)
        if comma is not None and closed is not None:
            return closed, comma + 1
        bare = bare_subject(tokens, first, end if comma is None else comma, lexicon)
        if bare is not None:
            return bare, bare[1]
        if comma is None or not _is_adjunct(tokens, first, comma, lexicon):
            break
        first = rest = comma + 1
        first = _past_adverbs(tokens, first, end, lexicon)
    return None, rest


def bare_subject(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Return a subject that no comma closes: up to its name, noun or pronoun, or None."""
    if start < end and lexicon.has("subject_pronouns", tokens[start].lower):
        return start, start + 1
    plain = _to_head(tokens, start, start, end, lexicon)
    described = start if plain else _past_relatives(tokens, start, end, lexicon)
    return plain if described == start else _to_head(tokens, start, described, end, lexicon)


def _to_head(
    tokens: Sequence[Token], start: int, first: int, end: int, lexicon: Lexicon
) -> Range | None:
    """Return the phrase from ``start`` to the first noun or name from token ``first`` on."""
    for k in range(first, min(end, first + _LONGEST_BARE)):
        token = tokens[k]
        if token.kind == "quote" or (token.kind == "mark" and token.text not in _INNER):
            return None
        if token.kind == "mark":
            continue
        if not _may_stand_within(token, lexicon, _known_name(token, k)):
            # "milletvekillerinden biri": one of them.
            if k + 1 < end and lexicon.has("partitives", tokens[k + 1].lower):
                continue
            return None
        following = tokens[k + 1] if k + 1 < end else None
        if following is not None and following.text == "(":
            continue
        if _is_head(tokens, k, lexicon) and not _goes_on(token, following, lexicon):
            if following is not None and lexicon.has("prepositions", following.lower):
                return None
            if k == 0 and _is_only_genitive(tokens[:end], lexicon):
                return None
            if k == 0 and token.lower not in lexicon.speaker_nouns:
                # The capital may be the sentence's: "Fransız sözcü", but "Holt barajın …".
                later = _to_head(tokens, start, 1, end, lexicon)
                inside = tokens[1 : later[1]] if later else ()
                if any(names_speaker(t, lexicon) and not t.capital for t in inside):
                    return later
            return None if following is None else (start, k + 1)
    return None


def _is_only_genitive(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether the first word is the subject of the reported clause: "Barajın … olduğunu"."""
    endings = lexicon.genitive_endings or ("\0",)
    if tokens[0].lower in lexicon.speaker_nouns:
        return False
    alike = [len(t.text) >= _LONG_WORD and t.lower.endswith(endings) for t in tokens]
    return alike[0] and not any(alike[1:])


def _past_relatives(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the noun stands that relative clauses in front describe: "… görüşen Bakan"."""
    found = start
    for k in range(start, min(end, start + _LONGEST) - 1):
        token, following = tokens[k], tokens[k + 1]
        if token.kind == "quote" or _ends_clause(token, lexicon):
            break
        if k == start or token.capital or not is_relative(token, lexicon):
            continue
        if following.capital or following.lower in lexicon.speaker_nouns:
            found = k + 1
    return found


def is_relative(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the word ends a relative clause in front of its noun ("olan", "görüşen")."""
    word = token.lower
    return word.endswith(lexicon.relative_endings) and word not in lexicon.speaker_nouns


def is_oblique(token: Token, lexicon: Lexicon, known_name: bool = True) -> bool:
    """Tell whether the word is in a case, or of a kind, in which nobody speaks.

    A capital shows a name, whose last letters mean nothing, but not at the beginning of a
    sentence (``known_name``).
    """
    suffix = suffix_of(token)
    if suffix is not None:
        return suffix not in _PLURALS
    word = token.lower
    if lexicon.has("time_words", word) or lexicon.has("prepositions", word):
        return True
    if lexicon.has("addressees", word) or lexicon.has("settings", word) or is_number(token):
        return True
    if word in lexicon.speaker_nouns:
        return False
    return lexicon.is_oblique(word) and not (token.capital and known_name)


def names_speaker(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the word is a noun for those who speak, by a list or by its ending."""
    word = token.lower
    if word in lexicon.speaker_nouns:
        return True
    return word.endswith(lexicon.agent_endings) and not word.endswith(_ORDINALS)


def is_genitive(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the word says whose something is, or who did what a nominal verb tells."""
    if token.kind != "word":
        return False
    suffix = suffix_of(token)
    if suffix is not None:
        return suffix in lexicon.genitive_endings
    if lexicon.has("pronoun_genitives", token.lower):
        return True
    return any(
        token.lower.endswith(e) and token.lower[: -len(e)] in lexicon.speaker_nouns
        for e in lexicon.genitive_endings
    )


def suffix_of(token: Token) -> str | None:
    """Return what is written behind the apostrophe of a name, None where there is none."""
    if not token.capital and not is_number(token):
        return None
    for mark in _APOSTROPHES:
        head, found, suffix = token.lower.rpartition(mark)
        if found and head and suffix:
            return suffix
    return None


def _closed(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> Range | None:
    """Return the subject that a comma closes, without "dün gece" before the comma, or None."""
    start, end = span
    while end > start and (
        lexicon.has("time_words", tokens[end - 1].lower) or lexicon.is_adverb(tokens[end - 1].lower)
    ):
        end -= 1
    return (start, end) if _is_subject(tokens, (start, end), lexicon) else None


def _is_subject(tokens: Sequence[Token], span: Range, lexicon: Lexicon) -> bool:
    start, end = span
    if end <= start or end - start > _LONGEST:
        return False
    inside = tokens[start:end]
    if any(t.kind == "quote" or t.text in ":;" for t in inside):
        return False
    if any(_ends_clause(t, lexicon) for t in inside):
        return False
    words = [t for t in inside if t.kind == "word"]
    if not words or is_oblique(words[-1], lexicon):
        return False
    last = words[-1]
    if lexicon.has("coordinators", last.lower):
        return False
    if last.capital or lexicon.has("pronouns", last.lower):
        return True
    if names_speaker(last, lexicon) or last.lower.endswith(_PLURALS):
        return True
    # "İstihbarat servisi": a noun that no list knows, behind one that says whose it is.
    owner = words[-2] if len(words) > 1 else None
    if owner is None:
        return False
    known = owner.capital or owner.lower in lexicon.speaker_nouns or is_relative(owner, lexicon)
    return known or owner.lower.endswith(_INNER_ENDINGS)


def _ends_clause(token: Token, lexicon: Lexicon) -> bool:
    return token.kind == "word" and not token.capital and lexicon.is_verb(token.lower)


def _is_adjunct(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the words before a comma only say when, where or on what occasion."""
    inside = tokens[start:end]
    if any(t.kind == "quote" or t.text in ":;" for t in inside):
        return False
    words = [t for t in inside if t.kind == "word"]
    if not words:
        return True
    last = words[-1]
    if is_genitive(last, lexicon) or last.lower.endswith(lexicon.content_endings or ("\0",)):
        return False
    return is_oblique(last, lexicon) or lexicon.has("adverbs", last.lower)


def _is_head(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    token = tokens[k]
    if suffix_of(token) is not None:
        return suffix_of(token) in _PLURALS
    if names_speaker(token, lexicon) or lexicon.has("partitives", token.lower):
        return True
    # A capital at the beginning of the sentence may be no name's.
    return token.capital and (k > 0 or not lexicon.has("determiners", token.lower))


def _goes_on(token: Token, following: Token | None, lexicon: Lexicon) -> bool:
    """Tell whether the phrase goes on behind its noun or name."""
    if following is None:
        return False
    if following.kind == "mark":
        return following.text in _INNER - _QUOTING
    if token.capital and len(token.text) >= _LONG_WORD and token.lower.endswith(_ADJECTIVES):
        return True
    pronoun = lexicon.has("pronoun_genitives", following.lower)
    if is_genitive(following, lexicon) and not (following.capital or token.capital or pronoun):
        return True
    if is_number(following) or lexicon.has("honorifics", token.lower):
        return True
    if token.capital and following.capital and is_genitive(following, lexicon):
        # "Theresa May'in …": one name, which is no subject.
        return True
    if suffix_of(following) is not None:
        # "Bakan Ankara'da …": the next phrase; "Trump Putin'in …" as well.
        return False
    if following.capital:
        return token.capital or not token.lower.endswith(_PLURALS)
    if lexicon.has("coordinators", following.lower) or lexicon.has("name_links", following.lower):
        return True
    return following.lower in lexicon.speaker_nouns and not lexicon.has("pronouns", token.lower)


def _known_name(token: Token, index: int) -> bool:
    return index > 0 or len(token.text) < _LONG_WORD


def _may_stand_within(token: Token, lexicon: Lexicon, known_name: bool) -> bool:
    if is_genitive(token, lexicon) or suffix_of(token) in {"daki", "deki", "taki", "teki"}:
        return True
    if suffix_of(token) is not None:
        return suffix_of(token) in _PLURALS or suffix_of(token) in {"li", "lu", "lü"}
    if is_number(token) or token.lower in lexicon.speaker_nouns:
        return True
    return not (
        (is_oblique(token, lexicon, known_name) and not token.lower.endswith(_INNER_ENDINGS))
        or _ends_clause(token, lexicon)
        or (lexicon.has("adverbs", token.lower) and not token.capital)
        or token.lower.endswith(lexicon.content_endings or ("\0",))
    )


def _past_adverbs(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Skip "Ayrıca", "Öte yandan", conjunctions and marks in front of the subject."""
    while start < end:
        token = tokens[start]
        if token.kind == "quote":
            break
        if lexicon.has("openers", " ".join(t.lower for t in tokens[start : start + 2])):
            start += 2
            continue
        groups = ("adverbs", "coordinators", "breakers", "time_words", "clause_words")
        known = token.kind == "mark" or any(lexicon.has(g, token.lower) for g in groups)
        if not known or lexicon.has("subject_pronouns", token.lower):
            break
        start += 1
    return start


def _past_list(
    tokens: Sequence[Token], comma: int | None, end: int, lexicon: Lexicon
) -> int | None:
    """Return the comma behind "Google, Microsoft ve Apple'da çalışan Lee" rather than within."""
    if comma is None:
        return None
    k = comma + 1
    while k < end and (tokens[k].capital or is_comma(tokens[k])):
        k += 1
    joined = comma + 1 < k < end and tokens[k - 1].capital
    if not joined or not lexicon.has("list_links", tokens[k].lower):
        return comma
    return _comma(tokens, k, end)


def past_adjuncts(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Return where a clause begins behind adverbials that commas close."""
    while True:
        comma = _comma(tokens, start, end)
        if comma is None or not _is_adjunct(tokens, start, comma, lexicon):
            return start
        start = comma + 1


def _comma(tokens: Sequence[Token], start: int, end: int) -> int | None:
    return next((k for k in range(start, end) if is_comma(tokens[k])), None)
