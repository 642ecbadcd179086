"""Quotations that no cue of their own sentence has claimed: whose words are they?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.attribute.drafts import Draft
from firsthand.attribute.left_phrases import first_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import is_comma
from firsthand.attribute.subjects import main_subject
from firsthand.attribute.tokens import Segment, Token
from firsthand.records import Report, Span

_FOLLOWS = 0.7
_LED_IN = 0.85
_BESIDE = 0.5
_NEAR = 6
_LEAD_WORDS = 3
_NAME_WORDS = 2
_LONG_SPEECH = 10
_LONGEST_NAME = 8
_PARENTHETIC = frozenset({"inverted", "left out"})
_DASHES = frozenset("-–—")


def claim_speech(
    report: Report, segments: Sequence[Segment], drafts: Sequence[Draft], lexicon: Lexicon
) -> list[Draft]:
    """Give quotations without a cue to the attribution that they belong to.

    In order: a cue that stands within the marks ("« Non, dit-il, jamais. »"); a sentence that
    ends in a colon leads in to the quotation after it; speech that goes on in the same or the
    next paragraph is a further part of the attribution before it; a quotation behind an indirect
    attribution in the same paragraph has its speaker. Others stay unclaimed: "unknown" is an
    answer.
    """
    found = list(drafts)
    taken = {q for d in found for q in d.quotes}
    for index, segment in enumerate(segments):
        for position, token in enumerate(segment.tokens):
            quote = token.quote
            if quote is None or quote in taken:
                continue
            if _cue_inside(report, segments, index, quote, found):
                taken.add(quote)
                continue
            near = _signed(report, segments, index, position, quote, lexicon)
            near = near or _beside(report, segment, index, position, quote, lexicon)
            if near is not None:
                found.append(near)
                taken.add(quote)
                continue
            alone = position == 0 or all(t.kind != "word" for t in segment.tokens[:position])
            if alone and _claim(report, segments, index, quote, found, lexicon):
                taken.add(quote)
    return [d for d in found if d.content]


def _cue_inside(
    report: Report, segments: Sequence[Segment], index: int, quote: int, found: list[Draft]
) -> bool:
    """Take "a-t-il dit" within the marks for the narrator's; the words around it are the content.

    French, Italian and Spanish papers often set the cue so.
    """
    for k, draft in enumerate(found):
        segment = segments[draft.segment]
        if segment.within != quote or draft.method not in _PARENTHETIC or not draft.content:
            continue
        first = draft.content[0]
        places = [p for p in (*draft.mention, *draft.cue) if p[0] >= first[1]]
        if len(places) < len(draft.mention) + len(draft.cue):
            continue
        behind = [c[0] for c in draft.content[1:]]
        gap = first[1], min(behind, default=segment.tokens[-1].end)
        content = _without(report, report.quotes[quote].pieces, gap)
        if content:
            found[k] = replace(draft, content=content, quotes=(quote,), segment=index)
            return True
    return False


def _without(report: Report, pieces: tuple[Span, ...], gap: Span) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in pieces:
        parts = [(start, min(end, gap[0])), (max(start, gap[1]), end)]
        for s, e in parts if start <= gap[0] and gap[1] <= end else [(start, end)]:
            while s < e and not (report.text[s].isalnum() or report.text[s] in "¿¡«“\"'("):
                s += 1
            if s < e:
                kept.append((s, e))
    return tuple(kept)


def _signed(
    report: Report,
    segments: Sequence[Segment],
    index: int,
    position: int,
    quote: int,
    lexicon: Lexicon,
) -> Draft | None:
    """Read the name behind a dash that signs a quotation: "…" — Ada Holt, in line or below."""
    rest = segments[index].tokens[position + 1 :]
    alone = all(t.kind == "mark" for t in segments[index].tokens[:position])
    if not rest and alone and index + 1 < len(segments):
        behind = segments[index + 1 :]
        rest = next((s.tokens for s in behind if s.within == segments[index].within), ())
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
    return Draft(pieces, (mention,), cue, "state", "signed", _FOLLOWS, index, (quote,))


def _beside(
    report: Report,
    segment: Segment,
    index: int,
    position: int,
    quote: int,
    lexicon: Lexicon,
) -> Draft | None:
    """Read a name right beside a quotation, with at most a few unknown words between.

    This needs no list of verbs: it serves verbs that the table lacks ("beamed Ada Holt") and
    languages that have no table.
    """
    tokens = segment.tokens
    brief = _name_and_verb(report, tokens, position, quote, lexicon)
    if brief is not None:
        name, verb = brief
        pieces = report.quotes[quote].pieces
        return Draft(pieces, (name,), (verb,), "state", "beside a verb", _BESIDE, index, (quote,))
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
        if token.capital and not lexicon.has("pronouns", token.lower):
            run.append(token)
        elif run or lexicon.starts_clause(token.lower) or lexicon.has("prepositions", token.lower):
            break
    return run if len(run) >= _NAME_WORDS else None


def _claim(
    report: Report,
    segments: Sequence[Segment],
    index: int,
    quote: int,
    found: list[Draft],
    lexicon: Lexicon,
) -> bool:
    previous = _previous(segments, index)
    if previous is None:
        return False
    pieces = report.quotes[quote].pieces
    tokens = segments[previous].tokens
    mine = [k for k, d in enumerate(found) if d.segment == previous]
    same_passage = segments[previous].passage == segments[index].passage
    if tokens[-1].text in {":", "："}:
        return _led_in(segments, previous, pieces, quote, mine, found, lexicon)
    if not mine:
        return _continue_chain(report, segments, previous, index, quote, found)
    spoken = [k for k in mine if found[k].quotes]
    last = spoken[-1] if spoken else mine[-1]
    alike = bool(found[last].quotes) and _same_marks(report, found[last].quotes[-1], quote)
    if alike and (same_passage or _all_speech(segments[index])):
        found[last] = _extended(found[last], pieces, quote)
        return True
    if same_passage and found[last].mention:
        draft = found[last]
        found.append(
            Draft(pieces, draft.mention, (), draft.force, "follows", _FOLLOWS, index, (quote,))
        )
        return True
    return False


def _previous(segments: Sequence[Segment], index: int) -> int | None:
    """Return the index of the segment before ``index`` in the same layer."""
    here = segments[index]
    for k in range(index - 1, -1, -1):
        if segments[k].within == here.within:
            near = here.within is None or segments[k].passage == here.passage
            return k if near and here.passage - segments[k].passage <= 1 else None
    return None


def _led_in(
    segments: Sequence[Segment],
    previous: int,
    pieces: tuple[Span, ...],
    quote: int,
    mine: Sequence[int],
    found: list[Draft],
    lexicon: Lexicon,
) -> bool:
    if mine:
        draft = found[mine[-1]]
        # The words before the colon announce the speech; the speech is the content.
        found[mine[-1]] = replace(draft, content=pieces, quotes=(quote,), score=_LED_IN)
        return True
    tokens = segments[previous].tokens
    colon = tokens[-1]
    end = len(tokens) - 1
    fenced = main_subject(tokens, 0, end, lexicon) if lexicon.fenced_clauses else None
    span = fenced or first_phrase(tokens, end, lexicon)
    mention = ((tokens[span[0]].start, tokens[span[1] - 1].end),) if span else ()
    cue = ((colon.start, colon.end),)
    score = 0.6 if mention else 0.4
    found.append(Draft(pieces, mention, cue, "state", "colon", score, previous, (quote,)))
    return True


def _continue_chain(
    report: Report,
    segments: Sequence[Segment],
    previous: int,
    index: int,
    quote: int,
    found: list[Draft],
) -> bool:
    """A quotation right behind one that itself went on from an attribution goes on from it too."""
    tokens = segments[previous].tokens
    behind = [t.quote for t in tokens if t.quote is not None]
    if (
        not behind
        or not _same_marks(report, behind[-1], quote)
        or not _all_speech(segments[previous])
        or not _all_speech(segments[index])
    ):
        return False
    for k, draft in enumerate(found):
        if behind[-1] in draft.quotes:
            found[k] = _extended(draft, report.quotes[quote].pieces, quote)
            return True
    return False


def _same_marks(report: Report, one: int, other: int) -> bool:
    """Tell whether two quotations open with the same mark: a crosshead's often differ.

    A long one is no crosshead; texts that were copied together mix their marks.
    """
    start, end = report.quotes[other].pieces[0]
    if len(report.text[start:end].split()) >= _LONG_SPEECH:
        return True
    return report.text[report.quotes[one].outer[0]] == report.text[report.quotes[other].outer[0]]


def _all_speech(segment: Segment) -> bool:
    return all(t.kind in {"quote", "mark"} for t in segment.tokens)


def _extended(draft: Draft, pieces: tuple[Span, ...], quote: int) -> Draft:
    content = tuple(sorted({*draft.content, *pieces}))
    return replace(draft, content=content, quotes=(*draft.quotes, quote))
