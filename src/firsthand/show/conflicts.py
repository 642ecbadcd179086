"""Conflicts: what two reports tell in ways that cannot both be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.records import Conflict, Evidence, Report, Story
from firsthand.show.claims import ClaimView, speaker_name
from firsthand.show.differences import ASPECTS, DifferenceView, of_aspect
from firsthand.show.labels import Label, Words
from firsthand.show.marks import Mark
from firsthand.spans import contains, hull

BOTH = "They cannot both be right; which one is, is not said here."


@dataclass(frozen=True, slots=True)
class SideView:
    """What one report tells: the words around, those that differ, and who says it.

    The speaker is "" where the words around are not those of one attribution.
    """

    words: Words
    marks: tuple[Mark, ...]
    differing: Words
    speaker: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One conflict: what it is about, both sides, and the number of the claim that they share.

    ``speakers`` are those of the claim, else of the sides.
    """

    label: str
    sides: tuple[SideView, SideView]
    claim: int | None
    speakers: tuple[str, ...] = ()

    @property
    def reports(self) -> tuple[Label, ...]:
        """The two reports."""
        return tuple(side.words.label for side in self.sides)

    @property
    def line(self) -> DifferenceView:
        """The conflict in one line: the words of one side against those of the other."""
        one, other = self.sides
        return DifferenceView(self.label, (one.differing,), (other.differing,))


def conflict_views(
    story: Story, known: Mapping[str, Label], claims: Sequence[ClaimView]
) -> tuple[ConflictView, ...]:
    """Return the story's conflicts in its order; those of reports that are not known are left out.

    ``claims`` are numbered.
    """
    shared = {claim.claim.id: claim for claim in claims}
    return tuple(
        _conflict_view(conflict, known, shared.get(conflict.claim or ""))
        for conflict in story.conflicts
        if all(place.report in known for place in (*conflict.spans, *conflict.around))
    )


def _conflict_view(
    conflict: Conflict, known: Mapping[str, Label], claim: ClaimView | None
) -> ConflictView:
    sides = (_side(conflict, 0, known), _side(conflict, 1, known))
    own = tuple(dict.fromkeys(side.speaker for side in sides if side.speaker))
    number = claim.number if claim else None
    return ConflictView(_label(conflict), sides, number, (claim.speakers if claim else ()) or own)


def _label(conflict: Conflict) -> str:
    return ASPECTS.get(conflict.aspect, conflict.aspect)


def _side(conflict: Conflict, side: int, known: Mapping[str, Label]) -> SideView:
    around, place = conflict.around[side], conflict.spans[side]
    label = known[place.report]
    spans = (around.span,) if contains(around.span, place.span) else (around.span, place.span)
    # Where all the words differ, a mark would say nothing.
    tells = place.span != around.span
    mark = Mark(place.span, classes=("changed", of_aspect(conflict.aspect)), label=_label(conflict))
    return SideView(
        Words(label, spans),
        (mark,) if tells else (),
        Words(label, (place.span,)),
        _speaker(label.report, around),
    )


def _speaker(report: Report, around: Evidence) -> str:
    return next(
        (
            speaker_name(report, a)
            for a in report.attributions
            if a.content and hull(a.content) == around.span
        ),
        "",
    )
