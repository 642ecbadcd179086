"""Where the content behind a cue begins, and whether there can be any."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.comma_clauses import demand_behind_comma, that_behind_comma
from firsthand.attribute.governed import (
    about_at,
    correlative_start,
    with_negation,
)
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import (
    OPENING_MARKS,
    is_comma,
    skip_adverbs_right,
)
from firsthand.attribute.tokens import Token

_MAX_ADDRESSEE = 9
_MAX_ADJUNCT = 14


def content_start(
    tokens: Sequence[Token], hit: Hit, behind: int, lexicon: Lexicon
) -> tuple[int, bool]:
    """Return where content behind the cue begins, and whether a word or mark says so."""
    while lexicon.enclitics and behind == hit.end < len(tokens) and hangs(tokens, behind, lexicon):
        behind += 1
    index = skip_adverbs_right(tokens, behind, lexicon)
    index = with_negation(tokens, behind, index, lexicon)
    if lexicon.inverts and _is_time(tokens[index : index + 2], lexicon):
        index = skip_adverbs_right(tokens, index + 1, lexicon)
    if hit.cue.particle is not None:
        index = _behind_particle(tokens, index, hit.cue.particle, lexicon)
    if index >= len(tokens):
        return len(tokens), False
    if _opens_content(tokens, index, hit, lexicon):
        return index, True
    about = about_at(tokens, index, hit, lexicon)
    if about is not None:
        return about, True
    found = _complementiser_ahead(tokens, index, hit, lexicon)
    if found is not None:
        return found, True
    if "addressee" in hit.cue.frames:
        return _behind_addressee(tokens, index, lexicon), False
    if quote_at(tokens, index):
        return index, True
    return index, False


def hangs(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether the token is an object pronoun hung on the verb before it ("disse-lhe")."""
    hung = index < len(tokens) and tokens[index].hung
    return hung and not lexicon.has("subject_pronouns", tokens[index].lower)


def _is_time(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether two tokens are "este sábado", "le lundi", "w sobotę"."""
    groups = ("determiners", "prepositions") if lexicon.comma_clauses else ("determiners",)
    if len(words) < 2 or not any(lexicon.has(group, words[0].lower) for group in groups):
        return False
    return lexicon.has("time_words", words[1].lower)


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


def quote_at(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a quotation stands at token ``index``, or behind the comma there."""
    if index < len(tokens) and is_comma(tokens[index]):
        index += 1
    return index < len(tokens) and tokens[index].kind == "quote"


def _complementiser_ahead(
    tokens: Sequence[Token], index: int, hit: Hit, lexicon: Lexicon
) -> int | None:
    """Find "that", a colon or a quotation behind an adjunct or addressee ("said in Bern that")."""
    first = tokens[index]
    opener = lexicon.has("prepositions", first.lower) or is_comma(first)
    if lexicon.comma_clauses and first.kind == "word":
        opener = opener or "object" not in hit.cue.frames or lexicon.is_oblique(first.lower)
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
        if that_behind_comma(tokens, k, lexicon) or demand_behind_comma(tokens, k, hit, lexicon):
            return correlative_start(tokens, k, lexicon)
        if k > index and is_comma(token) and not quote_at(tokens, k):
            if k + 1 < len(tokens) and lexicon.has("that", tokens[k + 1].lower):
                return k + 1
            return _that_behind_apposition(tokens, k, lexicon)
        if k > index and _is_another_verb(token, lexicon):
            return None
    return None


def _is_another_verb(token: Token, lexicon: Lexicon) -> bool:
    return not token.capital and (lexicon.is_verb(token.lower) or lexicon.is_gerund(token.lower))


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
        word = tokens[k].lower
        if tokens[k].kind != "word" or lexicon.is_verb(word) or lexicon.is_gerund(word):
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


def has_content(
    tokens: Sequence[Token], hit: Hit, after: int, explicit: bool, lexicon: Lexicon
) -> bool:
    """Tell whether what stands from token ``after`` on can be what the verb reports."""
    rest = [t for t in tokens[after:] if t.kind != "mark"]
    if not rest:
        return tokens[-1].text in {":", "："}
    frames = hit.cue.frames
    if explicit:
        opener = tokens[after]
        if frames <= {"quote", "that"} and opener.kind == "word":
            return "that" in frames and lexicon.has("that", opener.lower)
        return True
    if quote_at(tokens, after):
        return True
    opening = after
    while after + 1 < len(tokens) and tokens[after].text in OPENING_MARKS:
        after += 1
    if opening < after and "clause" in frames and not lexicon.inverts:
        # "says “on her worst day” she …": the marks show that content begins.
        return len(rest) > 1
    if after < len(tokens) and tokens[after].kind == "mark":
        return False
    word = tokens[after].lower
    if "about" in frames and lexicon.has("about_prepositions", word):
        return True
    if lexicon.has("prepositions", word) and "object_prepositions" in lexicon.words:
        return "object" in frames and lexicon.has("object_prepositions", word)
    if "clause" in frames and "object" not in frames:
        if lexicon.inverts:
            return False
        bad = lexicon.has("prepositions", word) or lexicon.has("coordinators", word)
        return not bad and len(rest) > 1
    return "object" in frames and not lexicon.has("coordinators", word)
