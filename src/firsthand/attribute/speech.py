"""Quotations that no cue of their own sentence has claimed: whose words are they?"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from firsthand.attribute.beside import read_beside, read_signature
from firsthand.attribute.carried import first_subject
from firsthand.attribute.drafts import Draft
from firsthand.attribute.front_subjects import front_subject
from firsthand.attribute.left_phrases import first_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range
from firsthand.attribute.segments import Segment, neighbours
from firsthand.attribute.subjects import main_subject, may_speak
from firsthand.attribute.tokens import Token
from firsthand.attribute.whose import quote_noun
from firsthand.records import Report, Span
from firsthand.spans import contains

_FOLLOWS = 0.7
_LED_IN = 0.85
_OF_SUBJECT = 0.5
_LEAST_SPEECH = 5
_LONG_SPEECH = 10
_DASHES = frozenset("-–—")
_PARENTHETIC = frozenset({"inverted", "left out"})


def claim_speech(
    report: Report, segments: Sequence[Segment], drafts: Sequence[Draft], lexicon: Lexicon
) -> list[Draft]:
    """Give quotations without a cue to the attribution that they belong to.

    In order: a cue that stands within the marks ("« Non, dit-il, jamais. »"); a name beside the
    quotation; a sentence that ends in a colon leads in to the quotation after it; speech that goes
    on in the same or the next paragraph is a further part of the attribution before it; a
    quotation behind an indirect attribution in the same paragraph has its speaker. Others stay
    unclaimed: "unknown" is an answer.
    """
    before, behind = neighbours(segments)
    found = _Found(segments, drafts)
    for index, segment in enumerate(segments):
        for position, token in enumerate(segment.tokens):
            quote = token.quote
            if quote is None or quote in found.holder:
                continue
            if _cue_inside(report, segments, index, quote, found):
                continue
            near = read_signature(report, segments, index, position, behind[index], lexicon)
            near = near or read_beside(report, segments, index, position, lexicon)
            if near is not None:
                found.add(near)
                continue
            if quote_noun(segment.tokens, position, lexicon) is not None:
                _led_by_noun(report, segments, index, position, quote, found, lexicon)
                if quote in found.holder:
                    continue
            previous = _near(segments, before[index], index)
            alone = all(
                t.kind != "word" or lexicon.has("coordinators", t.lower)
                for t in segment.tokens[:position]
            )
            if alone and previous is not None:
                _claim(report, segments, previous, index, quote, found, lexicon)
    return [d for d in found.drafts if d.content]


class _Found:
    """The drafts while quotations are claimed, and where each is found again.

    ``holder`` gives the draft that has a quotation, ``of`` those of a segment, ``inside`` those
    that were read within a quotation.
    """

    def __init__(self, segments: Sequence[Segment], drafts: Sequence[Draft]) -> None:
        self.drafts: list[Draft] = []
        self.holder: dict[int, int] = {}
        self.of: dict[int, list[int]] = defaultdict(list)
        self.inside: dict[int | None, list[int]] = defaultdict(list)
        for draft in drafts:
            self.inside[segments[draft.segment].within].append(len(self.drafts))
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Take in a draft behind the others."""
        self.drafts.append(draft)
        self._note(len(self.drafts) - 1)

    def change(self, place: int, draft: Draft) -> None:
        """Put another draft in the place of one."""
        self.of[self.drafts[place].segment].remove(place)
        self.drafts[place] = draft
        self._note(place)

    def _note(self, place: int) -> None:
        insort(self.of[self.drafts[place].segment], place)
        for quote in self.drafts[place].quotes:
            self.holder.setdefault(quote, place)


def _cue_inside(
    report: Report, segments: Sequence[Segment], index: int, quote: int, found: _Found
) -> bool:
    """Take "a-t-il dit" within the marks for the narrator's; the words around it are the content.

    French, Italian and Spanish papers often set the cue so.
    """
    for k in found.inside[quote]:
        draft = found.drafts[k]
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
            found.change(k, replace(draft, content=content, quotes=(quote,), segment=index))
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


def _near(segments: Sequence[Segment], previous: int | None, index: int) -> int | None:
    """Return the segment before in the layer unless it lies more than a paragraph away."""
    if previous is None:
        return None
    here, other = segments[index], segments[previous]
    near = here.within is None or other.passage == here.passage
    return previous if near and here.passage - other.passage <= 1 else None


def _claim(
    report: Report,
    segments: Sequence[Segment],
    previous: int,
    index: int,
    quote: int,
    found: _Found,
    lexicon: Lexicon,
) -> None:
    pieces = report.quotes[quote].pieces
    tokens = segments[previous].tokens
    mine = found.of[previous]
    same_passage = segments[previous].passage == segments[index].passage
    if tokens[-1].text in {":", "："}:
        _led_in(segments, previous, pieces, quote, found, lexicon)
        return
    if not mine:
        _continue_chain(report, segments, previous, index, quote, found)
        if quote not in found.holder:
            _of_subject(report, segments, previous, index, quote, found, lexicon)
        return
    spoken = [k for k in mine if found.drafts[k].quotes]
    last = spoken[-1] if spoken else _outermost(found, mine)
    draft = found.drafts[last]
    alike = bool(draft.quotes) and _same_marks(report, draft.quotes[-1], quote)
    if alike and (same_passage or _all_speech(segments[index])):
        found.change(last, _extended(draft, pieces, quote))
    elif draft.mention and (same_passage or _goes_on_below(report, segments[index], draft)):
        found.add(
            Draft(pieces, draft.mention, (), draft.force, "follows", _FOLLOWS, index, (quote,))
        )


def _outermost(found: _Found, mine: Sequence[int]) -> int:
    """Return the last of the drafts that stands in no other's content: its speaker goes on."""
    for k in reversed(mine):
        place = (found.drafts[k].cue or found.drafts[k].mention or found.drafts[k].content)[0]
        others = (found.drafts[o] for o in mine if o != k)
        if not any(contains(piece, place) for o in others for piece in o.content):
            return k
    return mine[-1]


def _goes_on_below(report: Report, segment: Segment, draft: Draft) -> bool:
    """Tell whether a paragraph that is all speech goes on from what somebody says above it."""
    text = report.passages[segment.passage].kind == "paragraph"
    return text and _all_speech(segment) and draft.force not in ("feel", "other")


def _led_in(
    segments: Sequence[Segment],
    previous: int,
    pieces: tuple[Span, ...],
    quote: int,
    found: _Found,
    lexicon: Lexicon,
) -> None:
    mine = found.of[previous]
    if mine:
        draft = found.drafts[mine[-1]]
        # The words before the colon announce the speech; the speech is the content.
        led_in = replace(draft, content=pieces, quotes=(quote,), score=_LED_IN)
        found.change(mine[-1], led_in)
        return
    tokens = segments[previous].tokens
    colon = tokens[-1]
    end = len(tokens) - 1
    if lexicon.verb_last:
        span, _ = front_subject(tokens, 0, end + 1, lexicon)
    else:
        fenced = main_subject(tokens, 0, end, lexicon) if lexicon.fenced_clauses else None
        span = fenced or first_phrase(tokens, end, lexicon)
    mention = ((tokens[span[0]].start, tokens[span[1] - 1].end),) if span else ()
    cue = ((colon.start, colon.end),)
    score = 0.6 if mention else 0.4
    found.add(Draft(pieces, mention, cue, "state", "colon", score, previous, (quote,)))


def _continue_chain(
    report: Report,
    segments: Sequence[Segment],
    previous: int,
    index: int,
    quote: int,
    found: _Found,
) -> None:
    """A quotation right behind one that itself went on from an attribution goes on from it too."""
    tokens = segments[previous].tokens
    behind = [t.quote for t in tokens if t.quote is not None]
    if (
        not behind
        or not _same_marks(report, behind[-1], quote)
        or not _all_speech(segments[previous])
        or not _all_speech(segments[index])
    ):
        return
    holder = found.holder.get(behind[-1])
    if holder is not None:
        longer = _extended(found.drafts[holder], report.quotes[quote].pieces, quote)
        found.change(holder, longer)


def _led_by_noun(
    report: Report,
    segments: Sequence[Segment],
    index: int,
    position: int,
    quote: int,
    found: _Found,
    lexicon: Lexicon,
) -> None:
    """Give "Holt's supporters answered with chants of “…”" to the subject of the clause."""
    tokens = segments[index].tokens
    subject = _subject(tokens, position, lexicon)
    if subject is None or not may_speak(tokens, subject, lexicon):
        return
    mention = (tokens[subject[0]].start, tokens[subject[1] - 1].end)
    pieces = report.quotes[quote].pieces
    found.add(Draft(pieces, (mention,), (), "state", "beside a noun", _OF_SUBJECT, index, (quote,)))


def _subject(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Range | None:
    if lexicon.fenced_clauses:
        return main_subject(tokens, 0, end, lexicon)
    return first_subject(tokens, end, lexicon)


def _of_subject(
    report: Report,
    segments: Sequence[Segment],
    previous: int,
    index: int,
    quote: int,
    found: _Found,
    lexicon: Lexicon,
) -> None:
    """Give speech to the subject of the sentence before it: "Holt was not amused. “…”"."""
    tokens = segments[previous].tokens
    pieces = report.quotes[quote].pieces
    if segments[previous].passage != segments[index].passage or not lexicon.cues:
        return
    if any(t.kind == "quote" for t in tokens):
        return
    if len(report.text[slice(*pieces[0])].split()) < _LEAST_SPEECH:
        return
    subject = _subject(tokens, len(tokens), lexicon)
    if subject is None or not may_speak(tokens, subject, lexicon):
        return
    mention = (tokens[subject[0]].start, tokens[subject[1] - 1].end)
    found.add(Draft(pieces, (mention,), (), "state", "follows", _OF_SUBJECT, index, (quote,)))


def _same_marks(report: Report, one: int, other: int) -> bool:
    """Tell whether two quotations open with the same mark: a crosshead's often differ.

    A long one is no crosshead; texts that were copied together mix their marks.
    """
    start, end = report.quotes[other].pieces[0]
    if len(report.text[start:end].split()) >= _LONG_SPEECH:
        return True
    return _mark(report, one) == _mark(report, other)


def _mark(report: Report, quote: int) -> str:
    """Return the mark that opens a quotation: dialogue goes on behind a dash, or without one."""
    opening = report.text[report.quotes[quote].outer[0]]
    return "-" if opening in _DASHES or opening.isalnum() else opening


def _all_speech(segment: Segment) -> bool:
    return all(t.kind in {"quote", "mark"} for t in segment.tokens)


def _extended(draft: Draft, pieces: tuple[Span, ...], quote: int) -> Draft:
    content = tuple(sorted({*draft.content, *pieces}))
    return replace(draft, content=content, quotes=(*draft.quotes, quote))
