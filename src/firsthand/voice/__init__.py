"""Whose voice a passage is: the report's, or the writer's own opinion.

A passage is judged by its worst sentences, on the writer's own words only: what is attributed to
somebody or stands between quotation marks is left out. Each marker has a weight; one clear
marker makes a passage unclear, two in a sentence make it comment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from firsthand.records import Attribution, Passage, Report, Span, Voice
from firsthand.spans import overlap
from firsthand.voice.words import Found, lexicon

WEIGHTS: Mapping[str, float] = {
    "opening": 1.4,  # "Indeed, ...", "Sadly, ..." at the start of a sentence
    "reasoning": 1.2,  # "if this is the case", "no wonder"
    "contempt": 2.0,  # abuse, curses
    "judgement": 1.6,  # "hypocrisy", "absurd"
    "praise": 1.2,  # "magnificent"
    "stance": 1.0,  # "certainly", "of course"
    "duty": 1.0,  # "should", "must"
    "writer": 1.0,  # "I", "we"
    "reader": 1.0,  # "you", "let's"
    "intensity": 0.5,  # "far from", "utterly"
    "hedge": 0.5,  # "perhaps", "it seems"
    "exclamation": 1.5,
    "question": 1.0,
    "charged": 0.6,  # "burden", "thoughtless", "elites"
    "arguing": 0.2,  # "on the contrary", "not ... but"
    "general": 0.3,  # "every", "only", "would"
    "turn": 0.4,  # "But ...", "Moreover, ..." at the start of a sentence
}
"""What each kind of marker adds to a sentence: the first in full, a second half."""

FAINT = frozenset({"charged", "arguing", "general", "turn"})
"""Kinds that reports use as well: they make a sentence lean, but no comment."""

AGAINST: Mapping[str, float] = {
    "attributed": 0.6,
    "number": 0.7,
    "event": 0.5,  # "on Monday", "police", "per cent"
    "name": 0.1,
}
"""What shows reporting takes off a sentence's leaning: the first in full, a second half."""

COMMENT = 1.6
"""A sentence of this weight, or two clear ones in a short passage, make it comment."""

CLEAR = 1.0
"""A sentence of this weight keeps its passage from being called reporting."""

COMMENT_LEANING = 2.4
"""A clear sentence that leans so far, faint signs and all, is comment too."""

UNCLEAR_LEANING = 1.2
"""Faint signs of this weight, less what speaks for reporting, leave a passage unclear."""

_MOSTLY = 0.6
_SHARE = 0.34
_FURNITURE = frozenset({"credit", "other", "crosshead"})
_LONGEST_LINE = 60
_STOPS = tuple(".!?…。！？؟।")
_LEADING = "“”„\"«»'‘—–-( "
_FIRST_ONLY = frozenset({"opening", "turn"})
_EXCLAMATION = re.compile(r"[!！]+")
_QUESTION = re.compile(r"[?？؟;]+(?=\W*$)")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"(?<=[\w,;:'’“] )[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?")
_CLOSED = re.compile(r"""[^"“”„«»]*[.,!?…][ \u00a0\u202f]?["”“»](?=\s|$)""")
_ATTRIBUTED = 0.6
_OWN_TURNS = frozenset({"opening", "reasoning"})


@dataclass(frozen=True, slots=True)
class VoiceEvidence:
    """Words that speak for a voice: ``weight`` counts for comment, and is 0 for reporting.

    ``kind`` is a key of ``WEIGHTS``, or ``attributed``, ``quoted``, ``number``, ``name``.
    """

    span: Span
    kind: str
    voice: Voice
    weight: float = 0.0


def mark_voice(report: Report) -> Report:
    """Return the report with the voice of each passage; bylines, credits and dates are reporting.

    Works on what ``split`` and ``attribute`` found. A report without passages is unchanged.
    """
    context = _context(report)
    passages = tuple(replace(p, voice=_judge(context, p)) for p in report.passages)
    return replace(report, passages=passages)


def voice_scores(report: Report) -> tuple[float, ...]:
    """Return how far each passage leans to comment: that of the sentence that leans most.

    What speaks for comment, faint signs included, less what speaks for reporting: 0 is a sentence
    without signs. Meant for ranking and measuring; ``mark_voice`` asks for more before it says
    ``comment``.
    """
    context = _context(report)
    return tuple(max(_leaning(context, s) for s in _sentences(p)) for p in report.passages)


def voice_evidence(report: Report, passage: Passage) -> tuple[VoiceEvidence, ...]:
    """Return what speaks for comment and what for reporting in a passage, in order of the text."""
    context = _context(report)
    comment = (m for s in _sentences(passage) for m in _markers(context, s))
    reporting = _reporting(context, passage.span)
    return tuple(sorted((*comment, *reporting), key=lambda m: (m.span, m.kind)))


def _judge(context: _Context, passage: Passage) -> Voice:
    sentences = [_weigh(context, s) for s in _sentences(passage)]
    clear = sum(w.strong >= CLEAR for w in sentences)
    if passage.kind in _FURNITURE:
        return "unclear" if clear and passage.kind != "credit" else "reporting"
    if any(w.is_comment for w in sentences) or (clear >= 2 and clear >= _SHARE * len(sentences)):
        return "comment"
    if _share(context, passage.span) >= _MOSTLY:
        return "reporting"
    if clear or any(w.leaning >= UNCLEAR_LEANING for w in sentences):
        return "unclear"
    signs = any(w.strong for w in sentences)
    if not signs and (_is_known(context.language) or _is_line(context.text, passage)):
        return "reporting"
    return "reporting" if next(_reporting(context, passage.span), None) else "unclear"


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the signs of comment in a sentence weigh: strong ones alone, and all less reporting."""

    strong: float
    leaning: float

    @property
    def is_comment(self) -> bool:
        return self.strong >= COMMENT or (self.strong >= CLEAR and self.leaning >= COMMENT_LEANING)


def _weigh(context: _Context, sentence: Span) -> _Weighed:
    markers = _markers(context, sentence)
    strong = _weight(m for m in markers if m.kind not in FAINT)
    total = _weight(markers)
    # What speaks for reporting takes time to find, and below this it decides nothing.
    against = _against(context, sentence) if total >= UNCLEAR_LEANING else 0.0
    return _Weighed(strong, round(total - against, 3))


def _leaning(context: _Context, sentence: Span) -> float:
    return round(_weight(_markers(context, sentence)) - _against(context, sentence), 3)


def _against(context: _Context, sentence: Span) -> float:
    return _weight((m for m in _reporting(context, sentence) if m.kind in AGAINST), AGAINST)


def _is_known(language: str | None) -> bool:
    """Tell whether a sentence without signs means something: there are words to find."""
    return lexicon(language).is_filled


def _is_line(text: str, passage: Passage) -> bool:
    """Tell whether a passage is no sentence: a name, a place, a day."""
    line = text[slice(*passage.span)].rstrip()
    return len(line) <= _LONGEST_LINE and not line.endswith(_STOPS)


def _sentences(passage: Passage) -> tuple[Span, ...]:
    return passage.sentences or (passage.span,)


def _weight(markers: Iterable[VoiceEvidence], weights: Mapping[str, float] | None = None) -> float:
    """Return the weight of one sentence: of each kind the first counts fully, the second half."""
    seen: dict[str, int] = {}
    total = 0.0
    for marker in markers:
        seen[marker.kind] = seen.get(marker.kind, 0) + 1
        weight = weights[marker.kind] if weights else marker.weight
        total += weight * (1.0, 0.5, 0.0)[min(seen[marker.kind], 3) - 1]
    return round(total, 3)


# --- the writer's own words and those of others


@dataclass(frozen=True, slots=True)
class _Context:
    """What the judgement of every passage needs: ``others`` are joined spans in order."""

    text: str
    language: str | None
    others: tuple[Span, ...]
    heard: tuple[VoiceEvidence, ...]


def _context(report: Report) -> _Context:
    """Gather the words of others, and what shows speakers, each sorted by place."""
    spans = [q.outer for q in report.quotes]
    spans.extend(_closed_only(report))
    heard = [VoiceEvidence(q.outer, "quoted", "reporting") for q in report.quotes if not q.depth]
    for attribution in report.attributions:
        if not _is_writers(report, attribution):
            spans.extend(attribution.content)
            words = (*attribution.cue, *attribution.mention)
            heard.extend(VoiceEvidence(w, "attributed", "reporting") for w in words)
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    heard.sort(key=lambda e: (e.span, e.kind))
    return _Context(report.text, report.language, tuple(joined), tuple(heard))


def _closed_only(report: Report) -> Iterator[Span]:
    """Yield the start of each passage whose first quotation mark closes ("... of it.”")."""
    for passage in report.passages:
        if found := _CLOSED.match(report.text, *passage.span):
            yield found.span()


def _is_writers(report: Report, attribution: Attribution) -> bool:
    """Tell whether the writer is the speaker ("I think that", "we believe")."""
    if attribution.parent is not None:
        return False
    words = (report.text[s:e].replace("’", "'") for s, e in attribution.mention)
    found = ((w, f) for w in words for f in lexicon(report.language).find(w))
    return any(f == ("writer", 0, len(w)) for w, f in found)


def _inside(spans: Sequence[Span], at: int) -> bool:
    k = bisect_left(spans, (at + 1,)) - 1
    return k >= 0 and spans[k][0] <= at < spans[k][1]


def _share(context: _Context, span: Span) -> float:
    """Return which share of a passage others have said."""
    k = max(0, bisect_left(context.others, (span[0],)) - 1)
    said = 0
    while k < len(context.others) and context.others[k][0] < span[1]:
        said += overlap(context.others[k], span)
        k += 1
    return said / (span[1] - span[0])


# --- evidence


def _markers(context: _Context, sentence: Span) -> list[VoiceEvidence]:
    """Return the markers of comment in the writer's own words of a sentence, none overlapping.

    They count less in a sentence that names a speaker, for the bounds of what was said may have
    been missed; not so the writer's turn of phrase before the speaker comes in.
    """
    text = context.text[sentence[0] : sentence[1]].replace("’", "'")
    speaker = _first_speaker(context, sentence)
    found = sorted(_found(text, context.language), key=lambda f: (-WEIGHTS[f[0]], f[1], -f[2]))
    taken: list[VoiceEvidence] = []
    covered: set[int] = set()
    for kind, start, end in found:
        span = (sentence[0] + start, sentence[0] + end)
        if not _inside(context.others, span[0]) and covered.isdisjoint(range(*span)):
            covered.update(range(*span))
            own = speaker is None or (kind in _OWN_TURNS and span[0] < speaker)
            weight = round(WEIGHTS[kind] * (1.0 if own else _ATTRIBUTED), 3)
            taken.append(VoiceEvidence(span, kind, "comment", weight))
    return taken


def _first_speaker(context: _Context, sentence: Span) -> int | None:
    """Return where the first words stand that name a speaker or an act of speech."""
    heard = _heard_in(context, sentence)
    return next((h.span[0] for h in heard if h.kind == "attributed"), None)


def _heard_in(context: _Context, span: Span) -> Iterator[VoiceEvidence]:
    k = bisect_left(context.heard, (span[0], -1), key=lambda e: e.span)
    while k < len(context.heard) and context.heard[k].span[0] < span[1]:
        yield context.heard[k]
        k += 1


@lru_cache(maxsize=256)
def _listed(text: str, language: str | None) -> tuple[Found, ...]:
    """Return the listed words of a sentence, which is asked about more than once in a row."""
    return tuple(lexicon(language).find(text))


def _found(text: str, language: str | None) -> Iterator[Found]:
    begin = len(text) - len(text.lstrip(_LEADING))
    for kind, start, end in _listed(text, language):
        if kind == "event" or (kind in _FIRST_ONLY and start > begin):
            continue
        if start > begin and _is_spelt_as_name(text[start:end], kind, language):
            continue
        yield kind, start, end
    yield from (("exclamation", *m.span()) for m in _EXCLAMATION.finditer(text))
    yield from (("question", *m.span()) for m in _QUESTION.finditer(text) if m.group() != ";")


def _is_spelt_as_name(words: str, kind: str, language: str | None) -> bool:
    """Tell whether words within a sentence are a name: "Truly", the US; not "I", not in capitals.

    German nouns have capitals too. "US" is no pronoun, but a sentence in capitals may hold one.
    """
    if words.isupper():
        return len(words) > 1 and kind in ("writer", "reader")
    return words[0].isupper() and len(words) > 1 and words[1] != "'" and language != "de"


def _reporting(context: _Context, span: Span) -> Iterator[VoiceEvidence]:
    """Yield what shows that a stretch reports: speakers, numbers, names, words of events."""
    yield from _heard_in(context, span)
    for kind, pattern in (("number", _NUMBER), ("name", _NAME)):
        for match in pattern.finditer(context.text, *span):
            named = kind == "number" or _is_name(match.group(), context.language)
            if named and not _inside(context.others, match.start()):
                yield VoiceEvidence(match.span(), kind, "reporting")
    text = context.text[slice(*span)].replace("’", "'")
    for kind, start, end in _listed(text, context.language):
        if kind == "event" and not _inside(context.others, span[0] + start):
            yield VoiceEvidence((span[0] + start, span[0] + end), kind, "reporting")


def _is_name(words: str, language: str | None) -> bool:
    """Tell whether capitals mean a name; German nouns have them too, so there two must meet."""
    parts = words.split(" ")
    capitals = [p[:1].isupper() for p in parts]
    return all(capitals) and len(parts) > 1 if language == "de" else any(capitals)
