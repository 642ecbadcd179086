"""What is aligned: attributions, and sentences in the writer's own words, one unit each."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.facts.dates import DatePhrase, find_dates
from firsthand.facts.quantities import find_quantities, other_numbers
from firsthand.names import romanise
from firsthand.records import Attribution, Report, SharedSpeaker, Span
from firsthand.spans import contains, hull, overlap, slice_text

_STOP = re.compile(
    r"(?<=\w{3}[.!?\u061f\u0964\u3002\uff01\uff1f])[\"\u201d\u2019\u00bb]*(?:\s+|(?<=[\u3002\uff01\uff1f]))"
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
_PART_LEAST = 12
_FEW = 3
_LONG = 5
_LETTERS = 20
_FREE = 0.6
# A sign of Chinese or Japanese says as much as three letters.
_SIGNS = 0x2E80
_LETTERS_A_SIGN = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """One attribution of one report, or one sentence that no attribution holds, ready to compare.

    ``report`` is its place in the ordered reports; ``attribution`` is None for a sentence.
    ``spans`` and ``text`` are the content or sentence, ``context`` the sentences it stands in,
    ``frame`` the words that name the speaker and mark the attribution.
    ``numbers`` and ``dates`` are what stands in the text. ``parts`` are the sentences of a content
    of several sentences, else empty; ``stems`` the beginnings of its longer words, ``marked`` the
    longer words that stand in quotation marks of few words ("absurd"). ``ancestors`` are the ids
    of the attributions it stands in. ``lead`` marks the first attribution of the running text.
    """

    report: int
    attribution: Attribution | None
    spans: tuple[Span, ...]
    text: str
    context: str
    frame: str
    parts: tuple[str, ...]
    numbers: frozenset[float]
    dates: tuple[DatePhrase, ...]
    stems: frozenset[str]
    marked: frozenset[str]
    ancestors: frozenset[str]
    speaker: str | None
    lead: bool = False


def collect_units(reports: Sequence[Report], speakers: Sequence[SharedSpeaker]) -> tuple[Unit, ...]:
    """Return the units of all reports in order of report and position."""
    shared = {member: speaker.id for speaker in speakers for member in speaker.members}
    units: list[Unit] = []
    for index, report in enumerate(reports):
        parents = {a.id: a.parent for a in report.attributions}
        sentences = sentence_spans(report)
        own = [
            _unit(
                index,
                report,
                attribution,
                sentences=sentences,
                parents=parents,
                speaker=shared.get((report.id, attribution.speaker or "")),
            )
            for attribution in report.attributions
        ]
        own = _lead_marked(sorted(own, key=_place), report)
        own += [_passage(index, report, span) for span in unattributed(report)]
        units += sorted(own, key=_place)
    return tuple(units)


def _lead_marked(units: Sequence[Unit], report: Report) -> list[Unit]:
    body = [passage.span for passage in report.passages if passage.kind == "paragraph"]
    for number, unit in enumerate(units):
        if unit.spans and any(contains(span, unit.spans[0]) for span in body):
            return [*units[:number], replace(unit, lead=True), *units[number + 1 :]]
    return list(units)


def unattributed(report: Report) -> tuple[Span, ...]:
    """Return the sentences of paragraphs most of whose letters no attribution holds, in order.

    Sentences of a few letters, headlines and credits are left out.
    """
    told = sorted(s for a in report.attributions for s in (*a.content, *a.mention, *a.cue))
    found: list[Span] = []
    for passage in report.passages:
        if passage.kind == "paragraph":
            found += [s for s in passage.sentences if _is_free(report.text, s, told)]
    return tuple(found)


def _is_free(text: str, sentence: Span, told: Sequence[Span]) -> bool:
    held = [False] * (sentence[1] - sentence[0])
    for start, end in told:
        for place in range(max(start, sentence[0]), min(end, sentence[1])):
            held[place - sentence[0]] = True
    letters = [place for place, c in enumerate(text[slice(*sentence)]) if c.isalpha()]
    weight = sum(_LETTERS_A_SIGN if ord(text[sentence[0] + p]) > _SIGNS else 1 for p in letters)
    free = sum(not held[place] for place in letters)
    return weight >= _LETTERS and free >= _FREE * len(letters)


def sentence_spans(report: Report) -> tuple[Span, ...]:
    """Return the sentences of a report; a passage without any counts as one."""
    return tuple(s for passage in report.passages for s in (passage.sentences or (passage.span,)))


def related(a: Unit, b: Unit) -> bool:
    """Tell whether two units of one report share words or stand in each other."""
    if a.report != b.report:
        return False
    if a.attribution and b.attribution:
        one, other = a.attribution.id, b.attribution.id
        if one in b.ancestors or other in a.ancestors:
            return True
    return any(overlap(x, y) for x in a.spans for y in b.spans)


def numbers_in(text: str, language: str | None) -> frozenset[float]:
    """Return the values of the numbers of ``text``, in digits or words.

    "At least 384" gives 384; of a range, and of a vague word, both ends.
    """
    whole = [(0, len(text))]
    found = find_quantities(text, whole, language)
    ends = (end for q in found for end in (q.low, q.high) if 0 < end < math.inf)
    return frozenset((*ends, *other_numbers(text, whole, language)))


def _dates(text: str, report: Report) -> tuple[DatePhrase, ...]:
    return find_dates(text, [(0, len(text))], report.language, report.published)


def stems_in(text: str) -> frozenset[str]:
    """Return the first letters of the longer words of ``text``, a rough stem in any language."""
    words = (match.group().casefold() for match in _LONG_WORD.finditer(text))
    return frozenset(word[:_STEM] for word in words)


def _place(unit: Unit) -> tuple[int, int, str]:
    start, end = hull(unit.spans) if unit.spans else (0, 0)
    return start, end, unit.attribution.id if unit.attribution else ""


def _passage(index: int, report: Report, span: Span) -> Unit:
    text = report.text[slice(*span)].strip()
    return Unit(
        index,
        None,
        (span,),
        text,
        text,
        "",
        (),
        numbers_in(text, report.language),
        _dates(text, report),
        stems_in(text),
        frozenset(),
        frozenset(),
        None,
    )


def _unit(
    index: int,
    report: Report,
    attribution: Attribution,
    *,
    sentences: Sequence[Span],
    parents: Mapping[str, str | None],
    speaker: str | None,
) -> Unit:
    text = slice_text(report.text, attribution.content, " ").strip()
    frame = slice_text(report.text, sorted((*attribution.mention, *attribution.cue)), " ").strip()
    return Unit(
        index,
        attribution,
        attribution.content,
        text,
        _context(report, attribution, sentences) or text,
        frame,
        _parts(report.text, attribution.content),
        numbers_in(text, report.language),
        _dates(text, report),
        stems_in(text),
        _marked(report, attribution),
        _ancestors(attribution, parents),
        speaker,
    )


def _marked(report: Report, attribution: Attribution) -> frozenset[str]:
    """Return the longer words, romanised, of short quotations inside the content."""
    found: set[str] = set()
    for quote in report.quotes:
        piece = quote.pieces[0]
        inside = any(contains(c, piece) and c != piece for c in attribution.content)
        words = romanise(report.text[piece[0] : piece[1]]).split()
        if inside and len(words) <= _FEW:
            found.update(w for w in words if len(w) >= _LONG)
    return frozenset(found)


def _context(report: Report, attribution: Attribution, sentences: Sequence[Span]) -> str:
    spans = (*attribution.content, *attribution.mention, *attribution.cue)
    if not spans:
        return ""
    around = [s for s in sentences if overlap(s, hull(spans))]
    start, end = hull(around) if around else hull(spans)
    return report.text[start:end].strip()


def _parts(text: str, content: Sequence[Span]) -> tuple[str, ...]:
    """Return the content cut at sentence ends, or nothing where it is one piece.

    The splitter keeps a quotation whole; here a full stop after a word of three letters is enough.
    """
    cuts = [cut.strip() for start, end in content for cut in _STOP.split(text[start:end])]
    parts = tuple(cut for cut in cuts if len(cut) >= _PART_LEAST)
    return parts if len(parts) > 1 else ()


def _ancestors(attribution: Attribution, parents: Mapping[str, str | None]) -> frozenset[str]:
    found: set[str] = set()
    parent = attribution.parent
    while parent is not None and parent not in found:
        found.add(parent)
        parent = parents.get(parent)
    return frozenset(found - {attribution.id})
