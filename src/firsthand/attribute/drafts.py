"""From readings to draft attributions: the exact extent of the content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.attribute.carried import first_subject, leading_subject, opening_phrase
from firsthand.attribute.constructions import Reading
from firsthand.attribute.front_subjects import front_subject
from firsthand.attribute.governed import ends_about
from firsthand.attribute.hits import find_hits
from firsthand.attribute.left_phrases import left_phrase
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, skip_adverbs_left
from firsthand.attribute.readings import read_hits
from firsthand.attribute.subject_first import parts
from firsthand.attribute.subjects import main_subject
from firsthand.attribute.tokens import Segment, Token
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
_CLAUSE_REACH = 7
_LONGEST_SIGN = 8
_DASHES = frozenset("-–—")
_OPEN_END = frozenset({":", "："})


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
    ranges = _content_ranges(tokens, readings, i, lexicon)
    content, quotes = _spans(report, tokens, ranges, lexicon)
    if reading.side == "back":
        content = _sentence_before(report, segments, index)
    leads_in = tokens[-1].text in _OPEN_END
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


# --- extents


def _content_ranges(
    tokens: Sequence[Token], readings: Sequence[Reading], i: int, lexicon: Lexicon
) -> list[Range]:
    reading = readings[i]
    ranges: list[Range] = []
    if reading.side in ("before", "both"):
        ranges.append((_content_from(tokens, readings, i, lexicon), reading.start))
    if reading.side == "both":
        ranges.append((reading.after, _clause_end(tokens, reading.after, readings, i, lexicon)))
    if reading.side == "after":
        start = reading.after
        if start < len(tokens) and tokens[start].text in _OPEN_END:
            start += 1
        if start < len(tokens) and is_comma(tokens[start]):
            start += 1
        ranges.append((start, _clause_end(tokens, start, readings, i, lexicon)))
    return [r for r in _without_gap(ranges, reading) if r[0] < r[1]]


def _without_gap(ranges: Sequence[Range], reading: Reading) -> list[Range]:
    """Take out the part of the verb that stands within the content, and cut at the limit."""
    last = reading.limit
    bounded = [(s, e if last is None or s >= last else min(e, last)) for s, e in ranges]
    if reading.gap is None:
        return bounded
    left, right = reading.gap
    kept: list[Range] = []
    for start, end in bounded:
        if start <= left and right <= end:
            kept.extend([(start, left), (right, end)])
        else:
            kept.append((start, end))
    return kept


def _content_from(
    tokens: Sequence[Token], readings: Sequence[Reading], i: int, lexicon: Lexicon
) -> int:
    """Where content in front of a construction begins: the segment, or the last turn before it."""
    reading = readings[i]
    if reading.first is not None:
        return reading.first
    if reading.hit.cue.kind == "verb":
        if reading.method == "as":
            return _as_content_from(tokens, reading, lexicon)
        limit = 0
        for other in readings[:i]:
            if other.side == "before" and other.start < reading.start:
                limit = max(limit, other.hit.end)
        if limit:
            for k in range(limit, reading.start):
                if is_comma(tokens[k]) or lexicon.has("coordinators", tokens[k].lower):
                    return k + 1
        return 0
    for k in range(reading.start - 1, 0, -1):
        turn = lexicon.has("breakers", tokens[k].lower) and is_comma(tokens[k - 1])
        if turn or tokens[k].text == ";":
            return k + 1
    return 0


def _as_content_from(tokens: Sequence[Token], reading: Reading, lexicon: Lexicon) -> int:
    """Content before ", as X has claimed" begins behind the last turn: a dash, "if", "that"."""
    for k in range(reading.start - 1, 0, -1):
        token = tokens[k - 1]
        dash = token.kind == "mark" and not is_comma(token) and token.text not in "'’\"“”-."
        if dash or lexicon.has("that", token.lower) or lexicon.has("subordinators", token.lower):
            return k
    return 0


def _clause_end(
    tokens: Sequence[Token],
    start: int,
    readings: Sequence[Reading],
    i: int,
    lexicon: Lexicon,
) -> int:
    """Where content that begins at ``start`` ends: at the next turn or the segment's end."""
    ends = {len(tokens)}
    for other in () if lexicon.verb_last else readings[i + 1 :]:
        cut = _cut_before(tokens, start, readings, i, other, lexicon)
        if cut is not None:
            ends.add(cut)
    closing = _subordinate_end(tokens, start, readings[i], lexicon)
    if closing is not None:
        ends.add(closing)
    depth = 0
    for k in range(start, len(tokens)):
        text = tokens[k].text
        depth += (text in "([") - (text in ")]") if tokens[k].kind == "mark" else 0
        if depth < 0:
            ends.add(k)
            break
        if k > start + 1 and (
            _ends_object(tokens, k, start, readings[i], lexicon)
            or ends_about(tokens, k, start, lexicon)
        ):
            ends.add(k)
            break
        comma = k > start + 1 and is_comma(tokens[k - 1])
        relative = readings[i].method == "relative" and lexicon.comma_clauses
        if comma and relative and lexicon.is_verb(tokens[k].lower):
            # "X, który powiedział, że …, odszedł": the verb of the main clause.
            ends.add(k - 1)
            break
        turn = comma and readings[i].side == "after"
        turn = turn and not (lexicon.subject_first and readings[i].explicit)
        if turn and _narrator_turns(tokens, k, lexicon):
            ends.add(k - 1)
            break
    return min(e for e in ends if e > start) if any(e > start for e in ends) else start


def _subordinate_end(
    tokens: Sequence[Token], start: int, reading: Reading, lexicon: Lexicon
) -> int | None:
    """Return the comma that ends the clause in front: "After Holt blamed the guard, he left"."""
    if not lexicon.has("subordinators", tokens[0].lower) or lexicon.fenced_clauses:
        return None
    if any(is_comma(t) or t.kind == "quote" for t in tokens[: reading.hit.start]):
        return None
    comma = next((k for k in range(start, len(tokens)) if is_comma(tokens[k])), None)
    if comma is None or opening_phrase(tokens, lexicon, comma + 1, least=1) is None:
        return None
    return comma


def _ends_object(
    tokens: Sequence[Token], k: int, start: int, reading: Reading, lexicon: Lexicon
) -> bool:
    """Tell whether the narrator's "as …", "while …" ends the object of "criticised"."""
    if "object" not in reading.hit.cue.frames or lexicon.has("that", tokens[start].lower):
        return False
    if any(lexicon.has("that", t.lower) for t in tokens[start:k]):
        return False
    if lexicon.has("object_enders", tokens[k].lower):
        return True
    return lexicon.has("as_words", tokens[k].lower) and _opens_clause(tokens, k + 1, lexicon)


def _opens_clause(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Tell whether a phrase and a finite verb follow ("as the rain goes on"; not "as a threat")."""
    for token in tokens[k + 1 : k + 1 + _CLAUSE_REACH]:
        if token.kind != "word" or lexicon.starts_clause(token.lower):
            return False
        if lexicon.is_verb(token.lower) and not token.capital:
            return not token.lower.endswith(lexicon.participle_endings or ("\0",))
    return False


def _narrator_turns(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause of the narrator's own seems to begin with the word at k ("but …")."""
    pair = " ".join(t.lower for t in tokens[k : k + 2])
    if lexicon.verb_first and lexicon.has("breakers", pair):
        return True
    if not lexicon.has("breakers", tokens[k].lower):
        return False
    if lexicon.inverts and not lexicon.has("coordinators", tokens[k].lower):
        return True
    return not any(lexicon.has("that", t.lower) for t in tokens[k + 1 : k + 3])


def _cut_before(
    tokens: Sequence[Token],
    start: int,
    readings: Sequence[Reading],
    i: int,
    other: Reading,
    lexicon: Lexicon,
) -> int | None:
    """Return where ``other`` ends the content of reading i, or None where it is nested in it."""
    reading = readings[i]
    if other.start < start:
        # The reading stands in an apposition of the other's speaker.
        begin = other.hit.group
        inside = other.speaker is not None and other.speaker[0] <= reading.start
        return begin - 1 if inside and begin - 1 > start and is_comma(tokens[begin - 1]) else None
    begin = other.start
    if begin <= start:
        return None
    before = tokens[begin - 1]
    if lexicon.subject_first and is_comma(before) and parts(tokens, reading, other, lexicon):
        return begin - 1
    if other.method == "according to" and other.side != "after":
        turn = _content_from(tokens, readings, readings.index(other), lexicon)
        if turn > start + 1:
            return turn - 1
    if other.side in ("before", "both") and is_comma(before):
        return begin - 1
    if other.side == "before" and other.method == "according to":
        return begin
    edge = skip_adverbs_left(tokens, begin, lexicon)
    while edge > start and lexicon.has("gerund_markers", tokens[edge - 1].lower):
        edge -= 1
    if other.shared and edge > start and is_comma(tokens[edge - 1]):
        return edge - 1
    if lexicon.inverts and other.hit.participle and "object" in reading.hit.cue.frames:
        return edge
    if reading.method == "as clause" and reading.side == "after":
        return None
    if lexicon.has("coordinators", before.lower) and other.side == "after":
        return begin - 2 if begin - 2 > start and is_comma(tokens[begin - 2]) else begin - 1
    return None


def _spans(
    report: Report, tokens: Sequence[Token], ranges: Sequence[Range], lexicon: Lexicon
) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """Turn token ranges into spans; a range of one quotation gives the words inside its marks."""
    spans: list[Span] = []
    quotes: list[int] = []
    for start, end in ranges:
        start, end = _tight(tokens, start, end)
        inside = [t for t in tokens[start:end] if t.kind != "mark"]
        found = [t.quote for t in inside if t.quote is not None]
        quotes.extend(q for q in found if q not in quotes)
        words = [t for t in inside if t.kind == "word"]
        only_opener = len(words) == 1 and lexicon.has("complementisers", words[0].lower)
        if found and (not words or only_opener):
            spans.extend(p for q in found for p in report.quotes[q].pieces)
        elif start < end:
            spans.append((tokens[start].start, tokens[end - 1].end))
            later = [p for q in found for p in report.quotes[q].pieces[1:]]
            spans.extend(p for p in later if p[0] >= tokens[end - 1].end)
    return tuple(sorted(set(spans))), tuple(quotes)


def _tight(tokens: Sequence[Token], start: int, end: int) -> Range:
    while start < end and tokens[start].kind == "mark" and tokens[start].text in ",;:.،，–—-)":
        start += 1
    while (
        end > start and tokens[end - 1].kind == "mark" and tokens[end - 1].text in ",;:.،，。–—-("
    ):
        end -= 1
    return start, end


def _sentence_before(report: Report, segments: Sequence[Segment], index: int) -> tuple[Span, ...]:
    """Return the sentence before segment ``index`` in the same layer and passage, or nothing."""
    here = segments[index]
    for k in range(index - 1, -1, -1):
        other = segments[k]
        if other.passage != here.passage:
            break
        if other.within == here.within:
            return _spans(report, other.tokens, [(0, len(other.tokens))], _NO_WORDS)[0]
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
        if quote is None or quote in used or tokens[k - 1].text not in _OPEN_END:
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
