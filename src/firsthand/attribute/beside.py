"""Speakers whom no listed verb names, but their place beside a quotation does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from firsthand.attribute.drafts import Draft
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import is_comma
from firsthand.attribute.segments import Segment
from firsthand.attribute.tokens import Token
from firsthand.records import Report, Span

_SIGNED = 0.7
_BESIDE = 0.5
_NEAR = 6
_LEAD_WORDS = 3
_NAME_WORDS = 2
_LONGEST_NAME = 8
_DASHES = frozenset("-–—")
_NO_NAME = ("prepositions", "determiners", "time_words")


def read_signature(
    report: Report,
    segments: Sequence[Segment],
    index: int,
    position: int,
    behind: int | None,
    lexicon: Lexicon,
) -> Draft | None:
    """Read the name behind a dash that signs a quotation: "…" — Ada Holt, in line or below.

    The quotation is token ``position`` of segment ``index``; ``behind`` is the next segment of
    the layer. None where nothing signs it.
    """
    quote = segments[index].tokens[position].quote
    assert quote is not None
    rest = segments[index].tokens[position + 1 :]
    alone = all(t.kind == "mark" for t in segments[index].tokens[:position])
    if not rest and alone and behind is not None:
        rest = segments[behind].tokens
    if len(rest) < 2 or rest[0].text not in _DASHES or not rest[1].capital:
        return None
    name = list(rest[1:-1] if rest[-1].text == "." else rest[1:])
    if len(name) > _LONGEST_NAME or any(t.kind == "quote" or t.text in ":;?!" for t in name):
        return None
    if any(lexicon.is_verb(t.lower) and not t.capital for t in name if t.kind == "word"):
        return None
    comma = next((k for k, t in enumerate(name) if is_comma(t)), len(name))
    mention = (name[0].start, name[comma - 1].end)
    cue = ((rest[0].start, rest[0].end),)
    pieces = report.quotes[quote].pieces
    return Draft(pieces, (mention,), cue, "state", "signed", _SIGNED, index, (quote,))


def read_beside(
    report: Report,
    segments: Sequence[Segment],
    index: int,
    position: int,
    lexicon: Lexicon,
) -> Draft | None:
    """Read a name right beside a quotation, with at most a few unknown words between.

    This needs no list of verbs: it serves verbs that the table lacks ("beamed Ada Holt") and
    languages that have no table.
    """
    tokens = segments[index].tokens
    quote = tokens[position].quote
    assert quote is not None
    brief = _name_and_verb(report, tokens, position, quote, lexicon)
    if brief is not None:
        name, verb = brief
        pieces = report.quotes[quote].pieces
        return Draft(pieces, (name,), (verb,), "state", "beside a verb", _BESIDE, index, (quote,))
    alike = _name_and_spoken(tokens, position, lexicon)
    if alike is not None:
        pieces = report.quotes[quote].pieces
        return Draft(pieces, alike[:1], alike[1:], "state", "like a cue", _BESIDE, index, (quote,))
    after, before = tokens[position + 1 :], tokens[:position][::-1]
    for side, step in ((after, 1), (before, -1)):
        words = [t for t in side[:_NEAR] if t.kind == "word"]
        clear = all(t.kind == "word" or is_comma(t) or t.text in _DASHES for t in side[:_NEAR])
        if not words or not (clear or step == 1):
            continue
        run = _name_run(side[:_NEAR], lexicon)
        if run is None:
            continue
        start, end = min(t.start for t in run), max(t.end for t in run)
        between = [t for t in words if (t.start < start) == (step == 1) and t not in run]
        cue = tuple((t.start, t.end) for t in between[:1])
        pieces = report.quotes[quote].pieces
        return Draft(
            pieces, ((start, end),), cue, "state", "beside a name", _BESIDE, index, (quote,)
        )
    return None


def _name_and_spoken(
    tokens: Sequence[Token], position: int, lexicon: Lexicon
) -> tuple[Span, Span] | None:
    """Read a name beside a word that is like a known cue, on either side of a quotation."""
    if not lexicon.words.get("spoken"):
        return None
    behind = list(tokens[position + 1 : position + 1 + _NEAR])
    front = list(tokens[max(0, position - _NEAR) : position])
    for side in (behind[1:] if behind and is_comma(behind[0]) else behind, front):
        for k, token in enumerate(side):
            if not lexicon.has("spoken", token.lower) or token.capital:
                continue
            right, left = side[k + 1 :], side[:k]
            names = _leading_capitals(right) or _leading_capitals(left[::-1])
            if names:
                return (min(t.start for t in names), max(t.end for t in names)), _place(token)
    return None


def _leading_capitals(tokens: Sequence[Token]) -> list[Token]:
    return list(takewhile(lambda t: t.kind == "word" and t.capital, tokens))


def _name_and_verb(
    report: Report, tokens: Sequence[Token], position: int, quote: int, lexicon: Lexicon
) -> tuple[Span, Span] | None:
    """Read "…," Holt barked; "…!" beamed Holt; Holt shot back, "…": a verb that no list has.

    Returns the spans of the name or pronoun and of the verb. Only where the quotation ends like
    speech that goes on, or a comma leads in to it.
    """
    if not lexicon.cues:
        return None
    end = report.quotes[quote].pieces[-1][1]
    behind = list(tokens[position + 1 : position + 6])
    open_end = report.text[end - 1] in ",?!…" or bool(behind and is_comma(behind[0]))
    if behind and is_comma(behind[0]):
        behind = behind[1:]
    if open_end and len(behind) > 1:
        name = _leading_name(behind, lexicon)
        if name and len(behind) > name and _may_be_verb(behind[name], lexicon):
            return (behind[0].start, behind[name - 1].end), _place(behind[name])
        if _may_be_verb(behind[0], lexicon):
            name = _leading_name(behind[1:], lexicon)
            if name:
                return (behind[1].start, behind[name].end), _place(behind[0])
    return _name_before(tokens[:position], lexicon)


def _name_before(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Span, Span] | None:
    """Read a name and one to three words before the comma that leads in to a quotation."""
    if len(tokens) < 3 or not is_comma(tokens[-1]):
        return None
    start = next((k + 1 for k in range(len(tokens) - 2, -1, -1) if is_comma(tokens[k])), 0)
    clause = tokens[start:-1]
    name = _leading_name(clause, lexicon)
    rest = clause[name:]
    if not name or not 1 <= len(rest) <= _LEAD_WORDS or not _may_be_verb(rest[0], lexicon):
        return None
    if any(t.kind != "word" or t.capital for t in rest):
        return None
    return (clause[0].start, clause[name - 1].end), _place(rest[0])


def _leading_name(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """Return how many tokens at the beginning are a pronoun or a name, 0 if none."""
    if not tokens or tokens[0].kind != "word":
        return 0
    if lexicon.has("subject_pronouns", tokens[0].lower):
        return 1
    count = 0
    while count < len(tokens) and tokens[count].kind == "word" and tokens[count].capital:
        count += 1
    first = tokens[0].lower
    barred = lexicon.has("determiners", first) or lexicon.starts_clause(first)
    return 0 if barred or lexicon.has("prepositions", first) else count


def _may_be_verb(token: Token, lexicon: Lexicon) -> bool:
    groups = ("prepositions", "coordinators", "auxiliaries", "determiners", "pronouns", "adverbs")
    plain = token.kind == "word" and not token.capital and token.text.isalpha()
    return plain and not (
        any(lexicon.has(g, token.lower) for g in groups) or lexicon.starts_clause(token.lower)
    )


def _place(token: Token) -> Span:
    return token.start, token.end


def _name_run(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token] | None:
    """Return the first run of capitalised words among ``tokens`` if only plain words precede it."""
    run: list[Token] = []
    for token in tokens:
        if token.kind != "word":
            if run or not (is_comma(token) or token.text in _DASHES):
                break
            continue
        opens = not run and any(lexicon.has(g, token.lower) for g in _NO_NAME)
        if token.capital and not opens and not lexicon.has("pronouns", token.lower):
            run.append(token)
        elif run or lexicon.starts_clause(token.lower) or lexicon.has("prepositions", token.lower):
            break
    return run if len(run) >= _NAME_WORDS else None
