"""A report as layers of segments: sentences in which a quotation of speech is one token.

Seen so, ``"We left," she said, "at noon."`` is ``Q , she said , Q`` and the same few patterns
serve direct and indirect speech. Speech inside a quotation is a layer of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from firsthand.attribute.folding import fold
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.tokens import Token, cut, words_in
from firsthand.records import Passage, Quote, Report, Span
from firsthand.split.sentences import sentences as split_sentences

_OPENERS = "“”„‟\"«»‹›‘’‚‛'「『﹁﹃＂`"
_SENTENCE_END = ".!?…。！？؟"
_GUILLEMETS = "«»"
_BLANKS = " \u00a0\u202f\u2009"
_SHORT = 3
_STOP_INSIDE = re.compile(r"[.!?…。！？؟][\"'”’»]*\s*[^\s\"'”’»]")
_CLOSERS = "”“\"»«’'›‹」』 \u00a0\u202f"
_UNENDING = ("?", "!", "…", "？", "！", "؟")
_LONGEST_SPEAKER = 16
_NAME_WORDS = 3
_LONGEST_TITLE = 40
_LONGEST_SENTENCE = 250
_SPEAKER_WORDS = 6


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of one layer. ``within`` is the index of the quotation it stands in, if any."""

    tokens: tuple[Token, ...]
    passage: int
    within: int | None


def segments(report: Report, lexicon: Lexicon) -> tuple[Segment, ...]:
    """Return all segments of a report, in order of text, the narrator's layer and speech layers.

    A report without passages gives an empty tuple.
    """
    speech = [i for i, q in enumerate(report.quotes) if _is_speech(report, q, lexicon)]
    pieces = sorted(
        ((piece, i) for i in speech for piece in report.quotes[i].pieces),
        key=lambda p: (p[0][0], -p[0][1]),
    )
    starts = [piece[0] for piece, _ in pieces]
    found: list[Segment] = []
    for index, passage in enumerate(report.passages):
        start, end = passage.span
        here = pieces[bisect_left(starts, start) : bisect_left(starts, end)]
        outermost, inner = _nested([p for p in here if p[0][1] <= end])
        found.extend(_layer(report, passage, index, passage.span, outermost, None, lexicon))
        for (piece, i), within in inner:
            found.extend(_layer(report, passage, index, piece, within, i, lexicon))
    found = _with_cues_behind(found, lexicon)
    return tuple(sorted(found, key=lambda s: (s.tokens[0].start, s.within is not None)))


def neighbours(segments: Sequence[Segment]) -> tuple[list[int | None], list[int | None]]:
    """Return for each segment the one before it and the one behind it in the same layer."""
    before: list[int | None] = [None] * len(segments)
    behind: list[int | None] = [None] * len(segments)
    latest: dict[int | None, int] = {}
    for k, segment in enumerate(segments):
        other = latest.get(segment.within)
        before[k] = other
        if other is not None:
            behind[other] = k
        latest[segment.within] = k
    return before, behind


def _with_cues_behind(segments: Sequence[Segment], lexicon: Lexicon) -> list[Segment]:
    """Join "…?" and the sentence "Ada Holt asked." behind it, which the question mark parts."""
    joined: list[Segment] = []
    for segment in segments:
        before = joined[-1] if joined else None
        if (
            before is not None
            and (before.passage, before.within) == (segment.passage, segment.within)
            and before.tokens[-1].kind == "quote"
            and _only_attributes(
                segment.tokens,
                before.tokens[-1].text.rstrip(_CLOSERS).endswith(_UNENDING),
                lexicon,
            )
        ):
            tokens = (*before.tokens, *segment.tokens)
            joined[-1] = Segment(tokens, before.passage, before.within)
        else:
            joined.append(segment)
    return joined


def _only_attributes(tokens: Sequence[Token], open_end: bool, lexicon: Lexicon) -> bool:
    """Tell whether a sentence is a speaker and a verb of speech, with no content of its own.

    Behind a quotation that ends in a full stop (not ``open_end``) nothing may follow the verb.
    """
    if _name_and_word(tokens, lexicon):
        last = next(t for t in reversed(tokens) if t.kind == "word")
        return open_end or _speaks(last, lexicon)
    commas = 0
    for k, token in enumerate(tokens[:_LONGEST_SPEAKER]):
        if token.kind != "word" and token.text not in {".", "-", "&", "'", "’", ",", "(", ")"}:
            return False
        commas += token.text == ","
        if lexicon.starts_clause(token.lower) or (commas and not tokens[0].capital):
            return False
        spoken = _speaks(token, lexicon)
        if not (k and spoken and not token.capital) or commas == 1:
            continue
        rest = tokens[k + 1 :]
        if not rest or rest[0].kind != "word":
            return not any(t.kind == "quote" for t in rest[:2]) or len(rest) == 1
        if not open_end or any(lexicon.has("that", t.lower) for t in rest):
            return False
        groups = ("prepositions", "addressees", "time_words", "adverbs")
        told = any("addressee" in c.frames for c in lexicon.cues.get(token.lower, ()))
        return told or any(lexicon.has(group, rest[0].lower) for group in groups)
    return False


def _speaks(token: Token, lexicon: Lexicon) -> bool:
    cues = lexicon.cues.get(token.lower, ())
    return any(c.kind == "verb" and "quote" in c.speaks for c in cues)


def _name_and_word(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether the sentence is a name and one more word, a verb then: "Holt pressed"."""
    words = [t for t in tokens if t.kind == "word"]
    if not 1 < len(words) <= _NAME_WORDS + 1 or len(tokens) - len(words) != 1:
        return False
    names, last = words[:-1], words[-1]
    opens = lexicon.has("determiners", names[0].lower) or lexicon.starts_clause(names[0].lower)
    return not last.capital and not opens and all(t.capital for t in names)


_Piece = tuple[Span, int]


def _nested(pieces: Sequence[_Piece]) -> tuple[list[_Piece], list[tuple[_Piece, list[_Piece]]]]:
    """Return the outermost of sorted pieces of quotations, and each with those right inside it."""
    outermost: list[_Piece] = []
    inner: list[tuple[_Piece, list[_Piece]]] = []
    around: list[tuple[_Piece, list[_Piece]]] = []
    for piece in pieces:
        while around and around[-1][0][0][1] < piece[0][1]:
            around.pop()
        siblings = around[-1][1] if around else outermost
        if not siblings or siblings[-1][0][1] <= piece[0][0]:
            siblings.append(piece)
        own: tuple[_Piece, list[_Piece]] = (piece, [])
        inner.append(own)
        around.append(own)
    return outermost, inner


def _layer(
    report: Report,
    passage: Passage,
    index: int,
    span: Span,
    pieces: Sequence[_Piece],
    within: int | None,
    lexicon: Lexicon,
) -> Iterator[Segment]:
    marked = [
        (_with_marks(report.text, piece, span, report.quotes[i].outer), i) for piece, i in pieces
    ]
    sentences = passage.sentences or (passage.span,)
    if within is not None and _STOP_INSIDE.search(report.text, *span):
        # The narrator's sentence holds the whole quotation; what was said has its own.
        inside = [report.quotes[i] for _, i in pieces]
        sentences = split_sentences(report.text, span, inside, report.language)
    first = bisect_right(sentences, span[0], key=lambda s: s[1])
    last = bisect_left(sentences, span[1], key=lambda s: s[0])
    done = 0
    for sentence in _unbroken(sentences[first:last], span, [m for m, _ in marked]):
        while done < len(marked) and marked[done][0][1] <= sentence[0]:
            done += 1
        behind = bisect_left(marked, sentence[1], lo=done, key=lambda m: m[0][0])
        tokens = tuple(_tokens(report.text, sentence, marked[done:behind], lexicon))
        yield from (Segment(part, index, within) for part in _bounded(tokens))


def _bounded(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Yield the tokens in parts of bearable length: a text without full stops is no sentence."""
    start = 0
    while len(tokens) - start > _LONGEST_SENTENCE:
        end = start + _LONGEST_SENTENCE
        marks = (k + 1 for k in range(end - 1, start, -1) if tokens[k].kind == "mark")
        end = next(marks, end)
        yield tokens[start:end]
        start = end
    if start < len(tokens):
        yield tokens[start:]


def _unbroken(sentences: Iterable[Span], span: Span, quotes: Sequence[Span]) -> Iterator[Span]:
    """Clip sentences to ``span`` and join those whose boundary lies inside a quotation."""
    start: int | None = None
    done = 0
    for s, e in sentences:
        s, e = max(s, span[0]), min(e, span[1])
        if s >= e:
            continue
        start = s if start is None else start
        while done < len(quotes) and quotes[done][1] <= e:
            done += 1
        if done < len(quotes) and quotes[done][0] < e:
            continue
        yield start, e
        start = None
    if start is not None:
        yield start, span[1]


def _tokens(text: str, span: Span, quotes: Sequence[_Piece], lexicon: Lexicon) -> Iterator[Token]:
    position = span[0]
    for (start, end), index in quotes:
        yield from cut(text, (position, max(position, start)), lexicon)
        yield Token(start, end, text[start:end], "", "quote", index)
        position = max(position, end)
    yield from cut(text, (position, max(position, span[1])), lexicon)


def _with_marks(text: str, piece: Span, limits: Span, outer: Span) -> Span:
    """Widen a piece of a quotation by the marks around it, those of quotations inside, too."""
    start, end = piece
    while start > limits[0] and text[start - 1] in _OPENERS:
        start -= 1
    while end < limits[1] and text[end] in _OPENERS + "」』﹂﹄":
        end += 1
    # French sets a space between a guillemet and the words.
    if start - 2 >= limits[0] and text[start - 1] in _BLANKS and text[start - 2] in _GUILLEMETS:
        start -= 2
    if end + 1 < limits[1] and text[end] in _BLANKS and text[end + 1] in _GUILLEMETS:
        end += 2
    # A space parts two closing marks: "She said 'no.' ".
    if end < outer[1] <= limits[1] and not text[end : outer[1] - 1].strip():
        end = outer[1]
    return start, end


def _is_speech(report: Report, quote: Quote, lexicon: Lexicon) -> bool:
    """Tell speech from a phrase in quotation marks that is part of the narrator's sentence."""
    text = report.text
    first = quote.pieces[0]
    words_of = (text[s:e] for s, e in words_in(text, first) if text[s].isalnum())
    inner = list(islice(words_of, _LONGEST_TITLE))
    if not inner:
        return False
    ends = text[first[1] - 1] in _SENTENCE_END + ",，"
    before = text[max(0, quote.outer[0] - 40) : quote.outer[0]].rstrip(" \t\u00a0\u202f")
    capital = inner[0][:1].isupper() or not inner[0][:1].islower()
    long = len(inner) >= _SHORT or len(quote.pieces) > 1
    if lexicon.verb_last and _led_out(text, quote, lexicon):
        return True
    if not before or before[-1] in "\n\r" + _SENTENCE_END + _OPENERS + "」』)":
        return long or ends or text[quote.outer[1] : quote.outer[1] + 1] in {",", "،", "，"}
    if before[-1] in ":：":
        return True
    if before[-1] in ",،，" and ends and capital:
        # "…, he said, “We'll see.”": the verb before the comma makes speech of two words.
        words = before[:-1].casefold().split()
        if words and words[-1] in lexicon.last_words:
            return True
    if before[-1] in ",،，;—–-":
        return long and (capital or ends or before[-1] in ",،，")
    words = fold(before).split()
    last = words[-1] if words else ""
    if lexicon.has("complementisers", last):
        return len(inner) > _SHORT
    if lexicon.vocabulary is not None and last.endswith(tuple(lexicon.last_words)):
        return long
    if last in lexicon.last_words:
        return long and (capital or ends)
    if lexicon.verb_first and long:
        stop = text[quote.outer[1] : quote.outer[1] + 1]
        return _speaker_ends(words, ends or (stop != "" and stop in _SENTENCE_END), lexicon)
    title_case = sum(w[:1].isupper() for w in inner) > 0.7 * len(inner)
    return capital and ends and len(inner) > _SHORT + 1 and not title_case


def _led_out(text: str, quote: Quote, lexicon: Lexicon) -> bool:
    """Tell whether the word behind a quotation says that it was speech ("…" dedi)."""
    rest = text[quote.outer[1] : quote.outer[1] + 40].lstrip(_CLOSERS + ", \n").split(maxsplit=1)
    return bool(rest) and lexicon.has("quotatives", fold(rest[0].rstrip(".,:;")))


def _speaker_ends(words: Sequence[str], closed: bool, lexicon: Lexicon) -> bool:
    """Tell whether ``words`` end in a verb of speech and the speaker behind it.

    Before a quotation that ends with the sentence (``closed``) an adjunct may stand, too.
    """
    for word in reversed(words if closed else words[-_SPEAKER_WORDS:]):
        bare = word[1:] if lexicon.has_proclitic(word) else word
        if any(c.kind == "verb" and "clause" in c.frames for c in lexicon.cues.get(bare, ())):
            return True
        adjunct = lexicon.starts_clause(bare) or lexicon.has("prepositions", bare)
        if lexicon.has("that", bare) or (adjunct and not closed):
            return False
    return False
