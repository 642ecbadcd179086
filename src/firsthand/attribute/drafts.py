"""From readings to draft attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.attribute.carried import first_subject, leading_subject
from firsthand.attribute.constructions import Reading
from firsthand.attribute.extents import OPEN_END, content_ranges, content_spans
from firsthand.attribute.front_subjects import front_subject
from firsthand.attribute.hits import find_hits
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range
from firsthand.attribute.readings import read_hits
from firsthand.attribute.segments import Segment
from firsthand.attribute.subjects import main_subject
from firsthand.attribute.tokens import Token
from firsthand.records import Force, Report, Span

_SCORES = {
    "quote": 0.95,
    "verb": 0.8,
    "inverted": 0.85,
    "left out": 0.8,
    "first person": 0.8,
    "impersonal": 0.8,
    "relative": 0.7,
    "split": 0.8,
    "clause": 0.75,
    "as clause": 0.85,
    "according to": 0.85,
    "refers back": 0.8,
    "passive": 0.6,
    "noun": 0.6,
    "colon": 0.75,
    "follows": 0.7,
    "hedge": 0.9,
    "hearsay mood": 0.7,
}
_LONGEST_SIGN = 8
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making. ``quotes`` are the quotations that its content holds."""

    content: tuple[Span, ...]
    mention: tuple[Span, ...]
    cue: tuple[Span, ...]
    force: Force
    method: str
    score: float
    segment: int
    quotes: tuple[int, ...] = ()
    leads_in: bool = False


def draft_segment(
    report: Report, segments: Sequence[Segment], index: int, lexicon: Lexicon
) -> list[Draft]:
    """Return the drafts of one segment in order of their cues."""
    tokens = segments[index].tokens
    readings = read_hits(tokens, find_hits(tokens, lexicon), lexicon)
    found: list[Draft] = []
    for i, reading in enumerate(readings):
        draft = _draft(report, segments, index, readings, i, lexicon)
        if draft is not None:
            found.append(replace(draft, method=reading.method) if not draft.method else draft)
    used = {q for d in found for q in d.quotes}
    colon = _colon_draft(report, segments, index, used, lexicon)
    return [*found, colon] if colon else found


def _draft(
    report: Report,
    segments: Sequence[Segment],
    index: int,
    readings: Sequence[Reading],
    i: int,
    lexicon: Lexicon,
) -> Draft | None:
    reading, tokens = readings[i], segments[index].tokens
    ranges = content_ranges(tokens, readings, i, lexicon)
    content, quotes = content_spans(report, tokens, ranges, lexicon)
    if reading.side == "back":
        content = _sentence_before(report, segments, index)
    leads_in = tokens[-1].text in OPEN_END
    if not content and not leads_in:
        return None
    mention = _range_span(tokens, reading.speaker)
    base = _SCORES["quote"] if quotes else _SCORES.get(reading.method, 0.7)
    return Draft(
        content,
        mention,
        (_cue_span(tokens, reading, lexicon),),
        reading.hit.cue.force,
        reading.method,
        base if mention else round(base - 0.2, 2),
        index,
        quotes,
        leads_in,
    )


def _cue_span(tokens: Sequence[Token], reading: Reading, lexicon: Lexicon) -> Span:
    hit = reading.hit
    start = hit.group
    if start < hit.start and any(t.kind != "word" for t in tokens[start : hit.start]):
        start = hit.start
    if hit.subject is not None:
        start = hit.start
    while start < hit.start and lexicon.has("clitics", tokens[start].lower):
        if lexicon.has("reflexives", tokens[start].lower):
            break
        start += 1
    return tokens[start].start, tokens[hit.end - 1].end


def _range_span(tokens: Sequence[Token], span: Range | None) -> tuple[Span, ...]:
    if span is None:
        return ()
    start, end = span
    kept = ")）》'’”\"»" if any(t.text == "«" for t in tokens[start:end]) else ")）》'’”\""
    while end > start and tokens[end - 1].kind == "mark" and tokens[end - 1].text not in kept:
        end -= 1
    return ((tokens[start].start, tokens[end - 1].end),) if end > start else ()


def _sentence_before(report: Report, segments: Sequence[Segment], index: int) -> tuple[Span, ...]:
    """Return the sentence before segment ``index`` in the same layer and passage, or nothing."""
    here = segments[index]
    for k in range(index - 1, -1, -1):
        other = segments[k]
        if other.passage != here.passage:
            break
        if other.within == here.within:
            return content_spans(report, other.tokens, [(0, len(other.tokens))], _NO_WORDS)[0]
    return ()


_NO_WORDS = Lexicon({}, frozenset(), (), (), False, {})


# --- "Speaker: quotation"


def _named_last(tokens: Sequence[Token], colon: int, lexicon: Lexicon) -> Range | None:
    """Return the name of "A poll shows a close race - Ada Holt: …", "From the report: …"."""
    for k in range(colon - 1, max(-1, colon - _LONGEST_SIGN), -1):
        token = tokens[k]
        if lexicon.has("origin_words", token.lower) and k + 1 < colon:
            return k + 1, colon
        if token.kind == "mark" and token.text in _DASHES and token.end < tokens[k + 1].start:
            named = k + 1 < colon and tokens[k + 1].capital
            return (k + 1, colon) if named else None
        if token.kind != "word" and token.text not in {".", "'", "’", "&"}:
            return None
        if lexicon.is_verb(token.lower) and not token.capital:
            return None
    return None


def _before_colon(tokens: Sequence[Token], colon: int, lexicon: Lexicon) -> Range | None:
    if lexicon.fenced_clauses:
        speaker = main_subject(tokens, 0, colon, lexicon)
    else:
        speaker = _named_last(tokens, colon, lexicon)
        speaker = speaker or leading_subject(tokens, colon, lexicon)
        speaker = speaker or first_subject(tokens, colon, lexicon)
    return speaker or left_phrase(tokens, colon, lexicon)


def _colon_draft(
    report: Report, segments: Sequence[Segment], index: int, used: set[int], lexicon: Lexicon
) -> Draft | None:
    """Return the draft of ``X: "…"`` where no verb has claimed the quotation."""
    tokens = segments[index].tokens
    for k in range(1, len(tokens)):
        quote = tokens[k].quote
        if quote is None or quote in used or tokens[k - 1].text not in OPEN_END:
            continue
        if all(lexicon.has("coordinators", t.lower) for t in tokens[: k - 1]):
            # "And: “…”" goes on with the speech before it.
            continue
        if lexicon.verb_last:
            speaker, _ = front_subject(tokens, 0, k, lexicon)
        else:
            speaker = _before_colon(tokens, k - 1, lexicon)
        content = report.quotes[quote].pieces
        cue = (tokens[k - 1].start, tokens[k - 1].end)
        mention = _range_span(tokens, speaker)
        score = _SCORES["colon"] if mention else 0.5
        return Draft(content, mention, (cue,), "state", "colon", score, index, (quote,))
    return None
