"""Headlines that name their speaker without a verb: "Minister: …", "… – police", "…: Kremlin"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from firsthand.attribute.drafts import Draft
from firsthand.attribute.folding import fold
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import OPENING_MARKS, Range
from firsthand.attribute.segments import Segment
from firsthand.attribute.tokens import Token, words_in
from firsthand.attribute.unspaced import grouped
from firsthand.records import Report, Span

_COLONS = frozenset({":", "："})
_DASHES = frozenset({"-", "–", "—"})
_LONGEST_FRONT = 6
_LONGEST_END = 4
_LEAST_CONTENT = 3
_SCORE = 0.75


def draft_headlines(
    report: Report, segments: Sequence[Segment], drafts: Sequence[Draft], lexicon: Lexicon
) -> list[Draft]:
    """Return an attribution for each headline or crosshead that names its speaker so.

    What stands before a colon or behind a dash is a speaker if it holds a word that the table of
    speakers lists, or a name that the report's own text lets speak; else it is a topic ("River
    Veld: three dead") or an outlet's sign ("… – Veldia Post") and nothing is returned for it.
    """
    found: list[Draft] = []
    for index, segment in enumerate(segments):
        kind = report.passages[segment.passage].kind
        if segment.within is not None or kind not in ("headline", "crosshead"):
            continue
        cut = _cut(segment.tokens, _spoken_words(report, drafts, index, lexicon), lexicon)
        if cut is not None:
            mark, speaker, content = cut
            spans = [_span(segment.tokens, r) for r in (content, speaker, (mark, mark + 1))]
            said, mention, cue = ((s,) for s in spans)
            found.append(Draft(said, mention, cue, "state", "headline", _SCORE, index))
    return found


def _spoken_words(
    report: Report, drafts: Sequence[Draft], headline: int, lexicon: Lexicon
) -> frozenset[str]:
    """Return the words, case folded, of the mentions of those who speak outside the headline."""
    spans = [m for d in drafts if d.segment != headline for m in d.mention]
    if lexicon.vocabulary is not None:
        pieces = (
            p
            for s in spans
            for p in grouped(report.text, words_in(report.text, s), lexicon.vocabulary)
        )
        return frozenset(report.text[slice(*p)].casefold() for p in pieces)
    mentions = (report.text[slice(*m)] for m in spans)
    return frozenset(fold(w.strip(".,’'")) for m in mentions for w in m.split())


def _cut(
    tokens: Sequence[Token], spoken: frozenset[str], lexicon: Lexicon
) -> tuple[int, Range, Range] | None:
    """Return the mark that parts speaker and content, and the range of each, or None."""
    end = len(tokens)
    while end and tokens[end - 1].text == ".":
        end -= 1
    marks = [k for k in range(1, end - 1) if _parts(tokens, k)]
    if not marks:
        return None
    first, last = marks[0], marks[-1]
    long = end - first > _LEAST_CONTENT and first <= _LONGEST_FRONT
    if tokens[first].text in _COLONS and long and _opens(tokens[:end], first, spoken, lexicon):
        return first, (0, first), (first + 1, end)
    long = last >= _LEAST_CONTENT and end - last - 1 <= _LONGEST_END
    if long and _closes(tokens[last + 1 : end], spoken, lexicon):
        return last, (last + 1, end), (0, last)
    return None


def _parts(tokens: Sequence[Token], k: int) -> bool:
    """Tell a colon or a dash between blanks from one within a word or a number."""
    blank = tokens[k - 1].end < tokens[k].start
    return tokens[k].text in _COLONS or (tokens[k].text in _DASHES and blank)


def _opens(tokens: Sequence[Token], colon: int, spoken: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether a speaker stands before the colon.

    A body or a full name there is as often the topic ("Parliament: …", "Ada Holt: a life"): it
    must have spoken in the text, and words in quotation marks follow a full name.
    """
    head = _head(tokens[:colon], lexicon)
    if not head:
        return False
    if any(t.lower in lexicon.speaker_nouns for t in (head[0], head[-1])):
        body = any(t.lower in lexicon.body_nouns for t in (head[0], head[-1]))
        return not body or head[-1].lower in spoken
    quoted = any(t.kind == "quote" or t.text in OPENING_MARKS for t in tokens[colon:])
    named = _may_name(head[-1]) or lexicon.vocabulary is not None
    return named and head[-1].lower in spoken and (len(head) == 1 or quoted)


def _closes(words: Sequence[Token], spoken: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether a speaker stands at the end; an outlet there is the page's sign."""
    head = _head(words, lexicon)
    if not head or any(t.lower in lexicon.outlet_nouns for t in words):
        return False
    listed = any(t.lower in lexicon.speaker_nouns for t in (head[0], head[-1]))
    return listed or (_may_name(head[-1]) and head[-1].lower in spoken)


def _may_name(token: Token) -> bool:
    """Tell whether the word can be a name: one in a script without capitals always can."""
    return token.capital or token.text[:1].upper() == token.text[:1].lower()


def _head(words: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the words of a noun phrase up to its first preposition; none if it is no phrase."""
    if any(t.kind != "word" and t.text not in {".", "-", "&", "'", "’"} for t in words):
        return []
    plain = [t for t in words if t.kind == "word"]
    if any(lexicon.is_verb(t.lower) and not t.capital for t in plain):
        return []
    if plain and any(c.kind == "preposition" for c in lexicon.cues.get(plain[0].lower, ())):
        return []
    return list(takewhile(lambda t: not lexicon.has("prepositions", t.lower), plain)) or plain


def _span(tokens: Sequence[Token], part: Range) -> Span:
    return tokens[part[0]].start, tokens[part[1] - 1].end
