"""Sentences whose verb form alone shows that they go on with reported speech.

German "Die Lage sei ernst." behind "…, sagte X." is X's: the subjunctive says so. The word list
``reported_forms`` of a language names such forms; where it is absent nothing happens here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from firsthand.attribute.drafts import Draft
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import is_comma, reported_verb
from firsthand.attribute.segments import Segment, neighbours
from firsthand.attribute.tokens import Token
from firsthand.records import Span
from firsthand.spans import contains

_SCORE = 0.7


def continue_reported(
    segments: Sequence[Segment], drafts: Sequence[Draft], lexicon: Lexicon
) -> list[Draft]:
    """Return the drafts with each such sentence given to the attribution right before it.

    It is a further part of an indirect or mixed content; behind a quotation it is an attribution
    of its own with the same speaker. No drafts give an empty list.
    """
    found = list(drafts)
    if not lexicon.words.get("reported_forms"):
        return found
    before, _ = neighbours(segments)
    places: dict[int, list[int]] = defaultdict(list)
    for k, draft in enumerate(found):
        places[draft.segment].append(k)
    for index, segment in enumerate(segments):
        previous = before[index]
        form = _reported_form(segment.tokens, lexicon)
        if previous is None or form is None:
            continue
        far = segment.passage - segments[previous].passage > 1
        if far or any(_holds(found[k], form) for k in places[index]):
            continue
        last = _last_of(found, places[previous])
        if last is not None:
            places[index].append(_go_on(found, last, segment, index))
    return found


def _reported_form(tokens: Sequence[Token], lexicon: Lexicon) -> Token | None:
    """Return the finite verb of the main clause if it is a form of reported speech, else None."""
    start = 0
    if lexicon.has("subordinators", tokens[0].lower) and not lexicon.has(
        "prepositions", tokens[0].lower
    ):
        start = next((k for k, t in enumerate(tokens) if is_comma(t)), 0)
    k = reported_verb(tokens, start, len(tokens), lexicon)
    if k is None:
        return None
    beside = (*tokens[max(0, k - 1) : k], *tokens[k + 1 : k + 2])
    first_person = any(lexicon.has("first_person", t.lower) for t in beside)
    return None if first_person else tokens[k]


def _holds(draft: Draft, form: Token) -> bool:
    """Tell whether an attribution of the segment itself already holds the verb."""
    return any(contains(piece, (form.start, form.end)) for piece in draft.content)


def _last_of(drafts: Sequence[Draft], mine: Sequence[int]) -> int | None:
    """Return the last outermost draft of a segment (its drafts: ``mine``) that has a speaker."""
    mine = [k for k in mine if drafts[k].content]
    outer = [k for k in mine if not any(_inside(drafts[k], drafts[o]) for o in mine if o != k)]
    named = [k for k in outer if drafts[k].mention]
    return named[-1] if named else None


def _inside(inner: Draft, outer: Draft) -> bool:
    spans: tuple[Span, ...] = inner.cue or inner.content
    return any(contains(piece, spans[0]) for piece in outer.content)


def _go_on(found: list[Draft], before: int, segment: Segment, index: int) -> int:
    """Add the segment to the draft ``before``, or a draft of its own; return which has it."""
    draft = found[before]
    tokens = segment.tokens
    last = len(tokens) - (1 if tokens[-1].kind == "mark" and len(tokens) > 1 else 0)
    piece = (tokens[0].start, tokens[last - 1].end)
    quotes = tuple(t.quote for t in tokens if t.quote is not None)
    if draft.quotes:
        follows = Draft((piece,), draft.mention, (), draft.force, "goes on", _SCORE, index, quotes)
        found.append(follows)
        return len(found) - 1
    content = tuple(sorted({*draft.content, piece}))
    found[before] = replace(draft, content=content, segment=index, quotes=quotes)
    return before
