"""What differs between the tellings of a claim: a line each, and marks for the words themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.records import Claim, Divergence, Evidence, Report, Span
from firsthand.show.labels import Label, Words
from firsthand.show.marks import Mark
from firsthand.spans import hull

ASPECTS = {"polarity": "denied in one"}
"""What the change of an aspect is called where its own name does not say it."""
_LESS_SURE = "less sure"
# What "wording changed" is called where it is the manner of speech that changed.
_MANNERS = {
    "direct to indirect": ("quoted", "paraphrased"),
    "indirect to direct": ("paraphrased", "quoted"),
}
_ORDER = ("number", "date", "place", "name", "polarity", "certainty", "speaker", "wording")
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One line: what differs, in which words, against which others, and who has nothing of it.

    ``against`` is empty where there is nothing on the other side; ``lacking`` then names the
    reports in words. A difference of manner is all in its ``label``.
    """

    label: str
    wordings: tuple[Words, ...] = ()
    against: tuple[Words, ...] = ()
    lacking: str = ""


def of_aspect(aspect: str) -> str:
    """Return the class of marks for a changed aspect; no other class of the page begins so."""
    return f"of-{aspect}"


Marks = Mapping[str, Sequence[Mark]]
"""By report, the words that differ."""


def differences(
    claim: Claim, found: Sequence[Divergence], known: Mapping[str, Label]
) -> tuple[tuple[DifferenceView, ...], Marks]:
    """Return a line for each difference, changes first, and the marks for the tellings' words.

    What several tellings drop or change against the same words of the fullest is one line. Places
    in reports that are not known are left out.
    """
    reader = _Reader(claim, known)
    groups: dict[tuple[str, str, str, Evidence], list[Divergence]] = {}
    for divergence in found:
        if divergence.spans and all(place.report in known for place in divergence.spans):
            key = (divergence.kind, divergence.aspect, reader.label(divergence))
            groups.setdefault((*key, divergence.spans[0]), []).append(divergence)
    ordered = sorted(groups.items(), key=lambda item: _rank(item[1][0]))
    lines = [reader.line(label, members) for (_, _, label, _), members in ordered]
    for _, members in ordered:
        reader.mark(members)
    return tuple(lines), reader.marks()


def _rank(divergence: Divergence) -> tuple[int, int, int]:
    return (
        divergence.method in _MANNERS,
        ("changed", "dropped", "added").index(divergence.kind),
        _ORDER.index(divergence.aspect),
    )


class _Reader:
    """Reads the divergences of one claim."""

    def __init__(self, claim: Claim, known: Mapping[str, Label]) -> None:
        self.known = known
        self.tellings = Counter(telling.report for telling in claim.tellings)
        self.whole = {(t.report, hull(t.spans)) for t in claim.tellings if t.spans}
        self.found: dict[tuple[str, Span], tuple[dict[str, None], dict[str, None]]] = {}

    def label(self, divergence: Divergence) -> str:
        """Return what a divergence is called."""
        aspect = divergence.aspect
        if divergence.kind != "changed":
            return divergence.kind if aspect == "wording" else f"{aspect} {divergence.kind}"
        if aspect == "certainty" and self._less_sure(divergence) is not None:
            return _LESS_SURE
        return divergence.method if divergence.method in _MANNERS else ASPECTS.get(aspect, aspect)

    def line(self, label: str, members: Sequence[Divergence]) -> DifferenceView:
        """Return the line for divergences with one label from the same words."""
        first = members[0].spans[0]
        others = list(dict.fromkeys(place for d in members for place in d.spans[1:]))
        if label in _MANNERS:
            mine, theirs = _MANNERS[label]
            reports = _listed([self.known[place.report].letter for place in others])
            return DifferenceView(
                f"{mine} in {self.known[first.report].letter}, {theirs} in {reports}"
            )
        sides = ([first], others)
        if label == _LESS_SURE and self._less_sure(members[0]) == 1:
            sides = (others, [first])
        lacking = [place for place in (first, *others) if self._lacks(members[0], place)]
        left, right = ([self._words(p) for p in side if p not in lacking] for side in sides)
        if not left:
            left, right = right, left
        return DifferenceView(label, tuple(left), tuple(right), self._named(lacking, first))

    def mark(self, members: Sequence[Divergence]) -> None:
        """Mark the words of divergences from the same words."""
        first = members[0]
        if first.kind == "changed" and first.aspect == "wording":
            return
        label = ASPECTS.get(first.aspect, first.aspect)
        if first.kind != "changed":
            lacking = self._named([p for d in members for p in d.spans[1:]], first.spans[0])
            label = f"not in {lacking}" if lacking else "not in all"
        for place in dict.fromkeys(place for d in members for place in d.spans):
            if self._lacks(first, place) or place.span[0] >= place.span[1]:
                continue
            classes, says = self.found.setdefault((place.report, place.span), ({}, {}))
            classes.update({"changed" if first.kind == "changed" else "only": None})
            classes[of_aspect(first.aspect)] = None
            says[label] = None

    def marks(self) -> Marks:
        """Return all marks, one for a span, whatever it is marked for."""
        by_report: dict[str, list[Mark]] = {}
        for (report, span), (classes, says) in self.found.items():
            mark = Mark(span, classes=tuple(classes), label=", ".join(says))
            by_report.setdefault(report, []).append(mark)
        return by_report

    def _words(self, place: Evidence) -> Words:
        return Words(self.known[place.report], (place.span,))

    def _lacks(self, divergence: Divergence, place: Evidence) -> bool:
        """Tell whether a place is a whole telling, which is there for what it does not say."""
        if divergence.kind != "changed":
            return place != divergence.spans[0]
        tells = divergence.aspect in {"number", "place", "name", "date"}
        return not tells and (place.report, place.span) in self.whole

    def _named(self, lacking: Sequence[Evidence], first: Evidence) -> str:
        """Return the reports that lack something: by letter, or a telling where others have it."""
        names: dict[str, None] = {}
        count = Counter(place.report for place in dict.fromkeys(lacking))
        for report, number in count.items():
            letter = self.known[report].letter
            all_lack = report != first.report and number >= self.tellings[report]
            names[letter if all_lack else f"a telling in {letter}"] = None
        return _listed(list(names))

    def _less_sure(self, divergence: Divergence) -> int | None:
        """Return the side whose cue only claims, None where the cues do not say."""
        forces = [_force(self.known[place.report].report, place.span) for place in divergence.spans]
        sides = [number for number, force in enumerate(forces) if force == "claim"]
        return sides[0] if len(forces) == 2 and len(sides) == 1 else None


def _force(report: Report, span: Span) -> str | None:
    return next((a.force for a in report.attributions if span in a.cue), None)


def _listed(names: Sequence[str]) -> str:
    """Return names in a row, "and" before the last; of very many, the first and how many more."""
    names = list(dict.fromkeys(names))
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
