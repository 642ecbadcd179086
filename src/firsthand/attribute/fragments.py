"""Words in quotation marks within the narrator's own sentence: "called it a “gross mistake”".

Where no attribution holds them they are the words of the subject of their clause, if that can
speak. Names and titles in quotation marks are left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from firsthand.attribute.carried import first_subject
from firsthand.attribute.drafts import Draft
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import OPENING_MARKS, Range
from firsthand.attribute.segments import Segment
from firsthand.attribute.subjects import main_clause, may_speak
from firsthand.attribute.tokens import Token, words_in
from firsthand.attribute.whose import behind_speech_verb, fragment_speaker, is_reported, quote_noun
from firsthand.records import Quote, Report, Span
from firsthand.spans import SpanIndex, overlap

_SCORE = 0.5
_LEAST_WORDS = 2
_LEAST_CAPITAL = 3
# What is longer is a list or no text at all, and would be slow to read.
_LONGEST_SENTENCE = 300


def claim_fragments(
    report: Report, segments: Sequence[Segment], drafts: Sequence[Draft], lexicon: Lexicon
) -> list[Draft]:
    """Return the drafts with one more for each quoted phrase that none of them holds.

    Only phrases that begin in lower case or stand behind a noun of the list ``quote_nouns``
    ("chants of", "with the words") count: others are names as often as not. A table without
    cues gives nothing.
    """
    found = list(drafts)
    if not lexicon.cues:
        return found
    held = SpanIndex([piece for d in drafts for piece in d.content if piece[0] < piece[1]])
    pieces = [piece for d in drafts for piece in d.content if piece[0] < piece[1]]
    speech = {t.quote for s in segments for t in s.tokens if t.quote is not None}
    narrated = [k for k, s in enumerate(segments) if s.within is None]
    starts = [segments[k].tokens[0].start for k in narrated]
    for index, quote in enumerate(report.quotes):
        if index in speech or quote.depth or len(quote.pieces) != 1:
            continue
        if _is_held(quote.pieces[0], held, pieces):
            continue
        place = bisect_right(starts, quote.outer[0]) - 1
        if place < 0:
            continue
        segment = narrated[place]
        draft = _fragment(report, segments, segment, index, found, lexicon)
        if draft is not None:
            found.append(draft)
    return found


def _is_held(piece: Span, held: SpanIndex, pieces: Sequence[Span]) -> bool:
    return any(overlap(pieces[k], piece) > 0 for k in held.touching(piece))


def _fragment(
    report: Report,
    segments: Sequence[Segment],
    index: int,
    quote: int,
    drafts: Sequence[Draft],
    lexicon: Lexicon,
) -> Draft | None:
    tokens = segments[index].tokens
    if len(tokens) > _LONGEST_SENTENCE:
        return None
    span = report.quotes[quote].pieces[0]
    first = next((k for k, t in enumerate(tokens) if t.start >= span[0]), len(tokens))
    if first >= len(tokens) or tokens[first].start >= span[1]:
        return None
    opening = first
    while opening > 0 and tokens[opening - 1].text in OPENING_MARKS:
        opening -= 1
    noun = quote_noun(tokens, opening, lexicon)
    said = behind_speech_verb(tokens, opening, lexicon)
    sure = noun is not None or (said and not _is_title(report, report.quotes[quote]))
    sure = sure or _is_wording(report, report.quotes[quote])
    if not sure and not _may_be_wording(tokens, opening, report, report.quotes[quote], lexicon):
        return None
    speaker, verb = fragment_speaker(tokens, opening, lexicon, sure)
    if speaker is None and noun is not None and not lexicon.fenced_clauses:
        speaker = first_subject(tokens, noun, lexicon)
        able = speaker is not None and may_speak(tokens, speaker, lexicon)
        speaker = speaker if able else None
    mention: tuple[Span, ...] = () if speaker is None else (_place(tokens, speaker),)
    if mention and overlap(mention[0], report.quotes[quote].outer):
        # The phrase is part of a name: "the “north wing” crew said".
        return None
    if not mention and is_reported(tokens, opening, lexicon):
        mention = _speaker_before(segments, index, drafts, lexicon)
    if not mention:
        return None
    cue = () if verb is None else (_place(tokens, (verb, verb + 1)),)
    return Draft((span,), mention, cue, "state", "fragment", _SCORE, index, (quote,))


def _is_wording(report: Report, quote: Quote) -> bool:
    """Tell a phrase of somebody's from a name: it begins in lower case and has several words."""
    words = _words(report, quote)
    return len(words) >= _LEAST_WORDS and words[0][:1].islower()


def _is_title(report: Report, quote: Quote) -> bool:
    """Tell "Veld by Night" from "Out with Holt!": a capital everywhere, and no mark at the end."""
    words = _words(report, quote)
    last = report.text[quote.pieces[0][1] - 1]
    return last not in "!?.,…" and not any(w[:1].islower() for w in words)


def _may_be_wording(
    tokens: Sequence[Token], opening: int, report: Report, quote: Quote, lexicon: Lexicon
) -> bool:
    """Tell a phrase behind "a", "an" that begins with a capital from a name, which is short."""
    words = _words(report, quote)
    if len(words) < _LEAST_CAPITAL or not any(w[:1].islower() for w in words):
        return False
    return opening > 0 and lexicon.has("indefinites", tokens[opening - 1].lower)


def _words(report: Report, quote: Quote) -> list[str]:
    span = quote.pieces[0]
    words = (report.text[s:e] for s, e in words_in(report.text, span) if e > s)
    return [w for w in words if w[0].isalnum()]


def _speaker_before(
    segments: Sequence[Segment], index: int, drafts: Sequence[Draft], lexicon: Lexicon
) -> tuple[Span, ...]:
    """Return whose words the sentence before reports, or its subject if that can speak."""
    for k in range(index - 1, -1, -1):
        if segments[k].within is not None:
            continue
        if segments[index].passage - segments[k].passage > 1:
            return ()
        mine = [d for d in drafts if d.segment == k and d.mention]
        if mine:
            return mine[-1].mention
        tokens = segments[k].tokens
        subject = main_clause(tokens, 0, len(tokens), lexicon)[0]
        able = subject is not None and may_speak(tokens, subject, lexicon)
        return (_place(tokens, subject),) if able and subject else ()
    return ()


def _place(tokens: Sequence[Token], span: Range) -> Span:
    return tokens[span[0]].start, tokens[span[1] - 1].end
