"""Claims as they are shown: the tellings of each, fullest first, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.records import (
    Attribution,
    Claim,
    Divergence,
    Evidence,
    Force,
    Repeat,
    Report,
    Span,
    Story,
    Telling,
)
from firsthand.show.differences import DifferenceView, Marks, differences
from firsthand.show.labels import Label, Words
from firsthand.show.marks import Mark
from firsthand.show.words import Differing, differing
from firsthand.spans import contains, hull, overlap

# What the cue that the reporter chose says beyond "said".
FORCES: dict[Force, str] = {
    "claim": "claims",
    "accuse": "accuses",
    "deny": "denies",
    "admit": "admits",
    "ask": "asks",
    "demand": "demands",
    "promise": "promises",
    "warn": "warns",
    "feel": "feels",
}
MANNERS = {"direct": "direct quote", "indirect": "paraphrased", "mixed": "partly quoted"}
WORDED = "worded otherwise"
EXTRA = "not in all"
WRITER = "the report itself"
WRITTEN = "in its own words"
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class TellingView:
    """One telling: its words, who speaks, in what manner, and through whom (nearest first).

    ``force`` is in a word what the reporter's cue says beyond "said", or empty. ``marks`` are the
    words in it that differ; ``beside`` the cue or the words for the speaker,
    each with its mark, where these differ. ``rendering`` numbers what a report prints twice.
    """

    words: Words
    speaker: str
    manner: str
    via: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    beside: tuple[tuple[Words, Mark], ...] = ()
    rendering: str = ""
    force: str = ""

    @property
    def size(self) -> int:
        """The number of characters told."""
        return sum(end - start for start, end in self.words.spans)


@dataclass(frozen=True, slots=True)
class RepeatView:
    """One statement that one report prints twice: both renderings, in the order of the text."""

    one: Words
    other: Words


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with its tellings, fullest first, and what differs between them."""

    claim: Claim
    number: int
    speakers: tuple[str, ...]
    tellings: tuple[TellingView, ...]
    differences: tuple[DifferenceView, ...]
    repeats: tuple[RepeatView, ...] = ()

    @property
    def groups(self) -> tuple[tuple[TellingView, ...], ...]:
        """The tellings, those in the same words of one language and by the same speaker as one."""
        groups: dict[tuple[object, ...], list[TellingView]] = {}
        for telling in self.tellings:
            words = [" ".join(piece.split()) for piece in telling.words.pieces]
            language = telling.words.label.report.language
            manner = (telling.speaker, telling.manner, telling.via, telling.force)
            # What differs in the cue, or is printed twice, must be seen by itself.
            own = (telling.words,) if telling.beside or telling.rendering else ()
            key = (tuple(words), language, *manner, own)
            groups.setdefault(key, []).append(telling)
        return tuple(tuple(group) for group in groups.values())

    @property
    def reports(self) -> tuple[Label, ...]:
        """The reports that tell it, in the order of the tellings."""
        return tuple({t.words.label.letter: t.words.label for t in self.tellings}.values())


def claim_views(story: Story, known: Mapping[str, Label]) -> list[ClaimView]:
    """Return the story's claims in its order, all with the number 0."""
    names = {speaker.id: speaker.name for speaker in story.speakers}
    diverging: dict[str, list[Divergence]] = {}
    for divergence in story.divergences:
        diverging.setdefault(divergence.claim, []).append(divergence)
    repeats: dict[str, list[Repeat]] = {}
    for repeat in story.repeats:
        if all(place.report in known for place in repeat.spans):
            repeats.setdefault(repeat.claim, []).append(repeat)
    return [
        _claim_view(claim, names, known, diverging.get(claim.id, ()), repeats.get(claim.id, ()))
        for claim in story.claims
    ]


def _claim_view(
    claim: Claim,
    names: Mapping[str, str],
    known: Mapping[str, Label],
    diverging: Sequence[Divergence],
    repeats: Sequence[Repeat],
) -> ClaimView:
    lines, marks = differences(claim, diverging, known)
    renderings = _renderings(repeats)
    tellings = [
        _telling_view(telling, known[telling.report], marks, renderings)
        for telling in claim.tellings
        if telling.report in known
    ]
    return ClaimView(
        claim=claim,
        number=0,
        speakers=tuple(names.get(speaker, speaker) for speaker in claim.speakers),
        tellings=_worded(sorted(tellings, key=lambda telling: -telling.size)),
        differences=lines,
        repeats=tuple(_repeat_view(repeat, known) for repeat in repeats),
    )


def _repeat_view(repeat: Repeat, known: Mapping[str, Label]) -> RepeatView:
    one, other = (Words(known[place.report], (place.span,)) for place in repeat.spans)
    return RepeatView(one, other)


def _renderings(repeats: Sequence[Repeat]) -> dict[Evidence, str]:
    """Return which rendering of how many each place is that a report prints again."""
    by_report: dict[str, set[Span]] = {}
    for place in (place for repeat in repeats for place in repeat.spans):
        by_report.setdefault(place.report, set()).add(place.span)
    return {
        Evidence(report, span): f"rendering {number} of {len(spans)}"
        for report, spans in by_report.items()
        for number, span in enumerate(sorted(spans), 1)
    }


def _telling_view(
    telling: Telling, label: Label, marks: Marks, renderings: Mapping[Evidence, str]
) -> TellingView:
    words = Words(label, telling.spans)
    found = marks.get(telling.report, ())
    inside = tuple(mark for mark in found if _inside(mark.span, telling.spans))
    whole = Evidence(telling.report, hull(telling.spans)) if telling.spans else None
    rendering = renderings.get(whole, "") if whole else ""
    attributions = {a.id: a for a in label.report.attributions}
    attribution = attributions.get(telling.attribution or "")
    if attribution is None:
        return TellingView(words, WRITER, WRITTEN, marks=inside, rendering=rendering)
    speaker = speaker_name(label.report, attribution)
    around = (speaker_name(label.report, a) for a in _parents(attribution, attributions))
    frame = {*attribution.cue, *attribution.mention}
    return TellingView(
        words=words,
        speaker=speaker,
        manner=MANNERS[attribution.mode],
        via=tuple(name for name in dict.fromkeys(around) if name != speaker),
        marks=inside,
        beside=tuple(
            (Words(label, (mark.span,)), mark)
            for mark in found
            if mark.span in frame and mark not in inside
        ),
        rendering=rendering,
        force=FORCES.get(attribution.force, ""),
    )


def _worded(tellings: Sequence[TellingView]) -> tuple[TellingView, ...]:
    """Mark in tellings of one language also the words that merely differ."""
    languages = [telling.words.label.report.language for telling in tellings]
    shown = list(tellings)
    for language in dict.fromkeys(languages):
        same = [place for place, other in enumerate(languages) if other == language]
        if not language or len(same) < 2:
            continue
        found = differing([_BETWEEN.join(tellings[place].words.pieces) for place in same])
        for place, spans in zip(same, found, strict=True):
            shown[place] = _with_worded(tellings[place], spans)
    return tuple(shown)


def _with_worded(telling: TellingView, found: Sequence[Differing]) -> TellingView:
    """Mark words at places in the joined pieces, except where something is marked already."""
    marks = list(telling.marks)
    at = 0
    for start, end in telling.words.spans:
        for one in found:
            span = max(start, start + one.span[0] - at), min(end, start + one.span[1] - at)
            if span[0] < span[1] and not any(overlap(span, mark.span) for mark in telling.marks):
                kind, says = ("only", EXTRA) if one.extra else ("changed", WORDED)
                marks.append(Mark(span, classes=(kind, "worded"), label=says))
        at += end - start + len(_BETWEEN)
    return replace(telling, marks=tuple(marks))


def _inside(span: Span, pieces: Sequence[Span]) -> bool:
    """Tell whether words stand in a telling, be it in several of its pieces."""
    return any(overlap(span, piece) for piece in pieces) and contains(hull(pieces), span)


def _parents(
    attribution: Attribution, attributions: Mapping[str, Attribution]
) -> Iterator[Attribution]:
    """Yield the attributions around one, nearest first; a circle ends where it closes."""
    seen = {attribution.id}
    at = attributions.get(attribution.parent or "")
    while at is not None and at.id not in seen:
        yield at
        seen.add(at.id)
        at = attributions.get(at.parent or "")


def speaker_name(report: Report, attribution: Attribution) -> str:
    """Return the name of who speaks: the speaker's, else the words that name it, else unnamed."""
    for speaker in report.speakers:
        if speaker.id == attribution.speaker:
            return speaker.name
    named = " … ".join(report.text[start:end] for start, end in attribution.mention)
    return named or "somebody unnamed"
