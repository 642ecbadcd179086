"""Where the content of a verb stands in languages that fence subordinate clauses with commas."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.constructions import Reading, Side
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, reported_verb, skip_adverbs_right
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.tokens import Token

COLONS = frozenset({":", "："})
DASHES = frozenset({"-", "–", "—"})
SPEECH = frozenset({"clause", "that", "quote"})
_IMPERSONAL = frozenset({"impersonal", "clause"})
_MAX_ADJUNCT = 24


def place(
    tokens: Sequence[Token],
    hit: Hit,
    speaker: Range | None,
    start: int,
    behind: int,
    tail: Range | None,
    method: str,
    lexicon: Lexicon,
    shared: bool = False,
) -> Reading | None:
    """Decide on which side the content stands; ``tail`` is the part of the verb that stands last.

    An object between verb and tail belongs to the content, the tail does not.
    """
    rest = tail[1] if tail else behind
    after, explicit = content_behind(tokens, rest, lexicon)
    if _points_back(tokens, hit, start, method, lexicon) and not explicit:
        return Reading(hit, speaker, 0, len(tokens), "back", "refers back")
    if not shared and _speaks_of_before(tokens, start, after, explicit, hit, lexicon):
        goes_on = explicit or _goes_on(tokens, rest)
        side: Side = "both" if goes_on else "before"
        return Reading(hit, speaker, start, after if goes_on else len(tokens), side, method)
    found = _object_at(tokens, hit, behind, tail, lexicon)
    if found is not None and found < after:
        return Reading(hit, speaker, start, found, "after", method, False, shared, gap=tail)
    if explicit and hit.cue.frames - {"object"}:
        if hit.cue.frames <= {"quote", "that"} and not fits_opener(tokens, hit, after, lexicon):
            return None
        return Reading(hit, speaker, start, after, "after", method, True, shared)
    if tokens[-1].text in COLONS and not explicit:
        return Reading(hit, speaker, start, len(tokens), "after", method, False, shared)
    return None


def fits_opener(tokens: Sequence[Token], hit: Hit, after: int, lexicon: Lexicon) -> bool:
    """Tell whether what opens the content fits a verb that takes only "that" or a quotation."""
    opener = tokens[after]
    if opener.kind == "quote" or opener.text in COLONS:
        return True
    return "that" in hit.cue.frames and lexicon.has("that", opener.lower)


def _points_back(
    tokens: Sequence[Token], hit: Hit, start: int, method: str, lexicon: Lexicon
) -> bool:
    inverted = method == "inverted" and start == hit.group == 1
    return inverted and lexicon.has("demonstratives", tokens[0].lower)


def content_behind(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Return where the content behind the cue begins, and whether there is one.

    A quotation, a colon or a comma opens it; adjuncts and addressees may stand before.
    """
    index = k = skip_adverbs_right(tokens, index, lexicon)
    while k < len(tokens) and k - index <= _MAX_ADJUNCT:
        token = tokens[k]
        if token.kind == "quote" or token.text in COLONS:
            return k, k + 1 < len(tokens) or token.kind == "quote"
        if is_comma(token):
            if k + 1 >= len(tokens):
                break
            if k > index and _is_relative_clause(tokens, k + 1, lexicon):
                k = next_comma(tokens, k + 1)
                continue
            if k > index and not depends(tokens, k + 1, lexicon):
                break
            return _behind_comma(tokens, k + 1, lexicon)
        if token.kind == "mark" and token.text in ";.?!–—":
            break
        if lexicon.has("coordinators", token.lower) and _verb_at(tokens, k + 1, lexicon):
            break
        k += 1
    return len(tokens), False


def _verb_at(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    return (
        index < len(tokens) and lexicon.is_verb(tokens[index].lower) and not tokens[index].capital
    )


def _behind_comma(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> tuple[int, bool]:
    word = tokens[index].lower
    if tokens[index].kind == "quote" or lexicon.has("complementisers", word):
        return index, True
    if lexicon.has("breakers", word) or lexicon.has("coordinators", word):
        return len(tokens), False
    if lexicon.has("purpose_words", word) and any(
        lexicon.has("infinitive_markers", t.lower)
        for t in tokens[index : next_comma(tokens, index)]
    ):
        return len(tokens), False
    if lexicon.has("subordinators", word) and not lexicon.has("prepositions", word):
        # "sagte er, als er ankam" is the narrator's; "sagte er, wenn es regne, …" is not.
        closing = next_comma(tokens, index)
        if closing + 1 >= len(tokens) or not lexicon.is_verb(tokens[closing + 1].lower):
            return len(tokens), False
    return index, True


def depends(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether words show that what begins at ``index`` is content and not the main clause.

    A quotation, a complementiser, an infinitive or a verb form of reported speech does.
    """
    first = tokens[index]
    if first.kind == "quote" or first.text in COLONS:
        return True
    if lexicon.has("complementisers", first.lower):
        return True
    if lexicon.is_verb(first.lower) and not lexicon.has("prepositions", first.lower):
        return False
    end = next_comma(tokens, index)
    signs = ("infinitive_markers", "reported_forms")
    if any(lexicon.has(sign, t.lower) for t in tokens[index:end] for sign in signs):
        return True
    return reported_verb(tokens, index, end, lexicon) is not None


def _is_relative_clause(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell a relative clause from a clause that begins with the same word as its article."""
    word = tokens[index].lower
    if not lexicon.has("relatives", word):
        second = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        return lexicon.has("prepositions", word) and lexicon.has("relatives", second)
    phrase = right_phrase(tokens, index, lexicon)
    if phrase is None or phrase[1] >= len(tokens):
        return phrase is None
    if not any(t.capital for t in tokens[phrase[0] : phrase[1]]):
        return True
    following = tokens[phrase[1]]
    # "der Bürgermeister habe" is a clause, ", der Bürgermeister," an apposition.
    return following.kind != "word"


def next_comma(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the first comma from ``index`` on, the number of tokens if none."""
    while index < len(tokens) and not is_comma(tokens[index]):
        index += 1
    return index


def _object_at(
    tokens: Sequence[Token], hit: Hit, behind: int, tail: Range | None, lexicon: Lexicon
) -> int | None:
    """Return where the noun phrase begins that an object verb takes, or None."""
    if "object" not in hit.cue.frames:
        return None
    limit = tail[0] if tail else len(tokens)
    index = skip_adverbs_right(tokens, behind, lexicon)
    while index < limit and lexicon.has("prepositions", tokens[index].lower):
        end = index + 1
        while end < limit and lexicon.has("determiners", tokens[end].lower):
            end += 1
        if not any(lexicon.has("time_words", t.lower) for t in tokens[index : end + 1]):
            return index if tail is None else None
        index = skip_adverbs_right(tokens, end + 1, lexicon)
    if index >= limit or tokens[index].kind == "mark":
        quoted = index < limit and tokens[index].text not in ",.;:!?"
        return index if quoted else None
    return None if lexicon.has("coordinators", tokens[index].lower) else index


def _speaks_of_before(
    tokens: Sequence[Token],
    start: int,
    after: int,
    explicit: bool,
    hit: Hit,
    lexicon: Lexicon,
) -> bool:
    """Tell whether the construction stands behind or within its content ("…, sagte X")."""
    if start == 0 or not hit.cue.frames & SPEECH:
        return False
    if explicit and (tokens[after].text in COLONS or lexicon.has("that", tokens[after].lower)):
        return False
    before = tokens[start - 1]
    if before.kind == "quote":
        return True
    verb_first = start == hit.group or lexicon.has("auxiliaries", tokens[start].lower)
    if not verb_first and hit.cue.frames != _IMPERSONAL:
        return False
    if not (is_comma(before) or before.text in DASHES or before.text in {"?", "!"}):
        return False
    material = [t for t in tokens[:start] if t.kind != "mark"]
    if material and material[-1].kind == "quote":
        return True
    clausal = bool(hit.cue.frames & {"clause"})
    return clausal and len(material) > 1 and not _is_adverbial(tokens, start - 1, lexicon)


def _is_adverbial(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Tell whether ``tokens[:end]`` is an adverbial or a clause of circumstance.

    It is where none of its pieces between commas is a main clause.
    """
    start = 0
    while start < end:
        stop = min(end, next_comma(tokens, start))
        if _main_verb(tokens, start, stop, lexicon):
            return False
        start = stop + 1
    first = tokens[0].lower
    groups = ("prepositions", "subordinators", "adverbs", "time_words", "as_words")
    return any(lexicon.has(group, first) for group in groups)


def _main_verb(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the piece has the verb of a main clause: no clause word opens it."""
    word = tokens[start].lower
    second = tokens[start + 1].lower if start + 1 < end else ""
    relative = lexicon.has("relatives", word) or (
        lexicon.has("prepositions", word) and lexicon.has("relatives", second) and start > 0
    )
    circumstance = lexicon.has("subordinators", word) and not lexicon.has("prepositions", word)
    if circumstance or lexicon.has("that", word) or (relative and start > 0):
        return False
    return any(_verb_at(tokens, k, lexicon) for k in range(start, end))


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a quotation stands behind an adjunct ("…", sagte er am Freitag, "…")."""
    return any(t.kind == "quote" for t in tokens[index : index + _MAX_ADJUNCT])
