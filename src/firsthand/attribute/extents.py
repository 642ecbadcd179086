"""The exact extent of the content of a reading: where it begins, where it ends, its spans."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.carried import opening_phrase
from firsthand.attribute.constructions import Reading
from firsthand.attribute.governed import ends_about
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range, is_comma, skip_adverbs_left
from firsthand.attribute.subject_first import parts
from firsthand.attribute.tokens import Token
from firsthand.records import Report, Span

OPEN_END = frozenset({":", "："})
_CLAUSE_REACH = 7
_CLOSERS = "”“\"»«’'›‹」』 \u00a0\u202f"
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")


def content_ranges(
    tokens: Sequence[Token], readings: Sequence[Reading], i: int, lexicon: Lexicon
) -> list[Range]:
    """Return the token ranges of the content of reading i, in order; empty where it has none."""
    reading = readings[i]
    ranges: list[Range] = []
    if reading.side in ("before", "both"):
        ranges.append((_content_from(tokens, readings, i, lexicon), reading.start))
    if reading.side == "both":
        ranges.append((reading.after, _clause_end(tokens, reading.after, readings, i, lexicon)))
    if reading.side == "after":
        start = reading.after
        if start < len(tokens) and tokens[start].text in OPEN_END:
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
    if _whole_sentence(tokens, start):
        return start + 1
    depth = 0
    for k in range(start, len(tokens)):
        text = tokens[k].text
        depth += (text in "([") - (text in ")]") if tokens[k].kind == "mark" else 0
        if depth < 0:
            ends.add(k)
            break
        if k > start and tokens[k].kind == "quote" and tokens[k - 1].text == ".":
            ends.add(k - 1)
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


def _whole_sentence(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether the content is a quotation that ends as a sentence, and a new one follows."""
    if start + 1 >= len(tokens) or tokens[start].kind != "quote":
        return False
    ends = tokens[start].text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)
    return ends and tokens[start + 1].kind == "word" and tokens[start + 1].capital


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


def content_spans(
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
