"""Built changes: which edits are made in which tellings, and the altered reports."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from changes.clauses import added, dropped
from changes.corpora import Pair, Told
from changes.facts import fact_edits
from changes.forms import Edit, order, pick
from changes.signs import certainty, cue_edits, polarity
from firsthand.attribute import attribute
from firsthand.records import Attribution, Claim, Report, Span
from firsthand.spans import overlap
from firsthand.split import split

_DONOR = re.compile(
    r"[^\W\d_][^\"“”„«»(),:]*(?: [^ \"“”„«»(),:]+){5}[^\"“”„«»(),:]{0,60}\."
    r"|[^\W\d_][^“”（），：]{12,40}。"
)
Lines = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Case:
    """One built change: ``altered`` holds the edit, ``other`` is as it was."""

    id: str
    edit: Edit
    altered: Told
    other: Told

    @property
    def claim(self) -> Claim:
        """Return the claim of both tellings."""
        return Claim(self.id, "", (self.altered.telling, self.other.telling))


def donors(pairs: Sequence[Pair]) -> Lines:
    """Return whole sentences of each language with the document that each comes from."""
    found: Lines = defaultdict(list)
    for pair in pairs:
        for told in (pair.one, pair.other):
            words = told.side.words
            if told.attribution is None and _DONOR.fullmatch(words):
                found[told.side.language].append((told.report.id, words))
    return {language: sorted(set(lines)) for language, lines in found.items()}


def cases(
    pairs: Sequence[Pair], aspects: Sequence[str], most: Mapping[str, int], lines: Lines
) -> list[Case]:
    """Return the changes, at most so many for each aspect and altered language.

    Pairs are taken in an order that looks random and is always the same, and of each pair at most
    one change of each aspect and direction.
    """
    taken: Counter[tuple[str, str]] = Counter()
    found: list[Case] = []
    for pair in sorted(pairs, key=lambda p: order(p.key)):
        for told, other in ((pair.one, pair.other), (pair.other, pair.one)):
            language = told.side.language
            wanted = [a for a in aspects if taken[a, language] < most[a]]
            for aspect, edits in _edits(told, other, wanted, lines).items():
                sort = pick(sorted({e.sort for e in edits}), f"{pair.key}:{aspect}")
                some = [e for e in edits if e.sort == sort]
                edit = min(some, key=lambda e: order(f"{pair.key}{e.span}"))
                case = _case(f"{pair.key}:{language}:{aspect}", told, other, edit)
                if case is not None:
                    taken[aspect, language] += 1
                    found.append(case)
    return found


def _edits(told: Told, other: Told, aspects: Sequence[str], lines: Lines) -> dict[str, list[Edit]]:
    found: dict[str, list[Edit]] = defaultdict(list)
    side, there = told.side, other.side
    if {"number", "place", "name", "date"} & set(aspects):
        for edit in fact_edits(side, there):
            found[edit.aspect].append(edit)
    if "polarity" in aspects:
        found["polarity"].extend(polarity(side, there))
    if "certainty" in aspects:
        found["certainty"].extend(certainty(side, there))
        cues = [a.cue for a in told.report.attributions if a.id == told.attribution]
        found["certainty"].extend(e for cue in cues for e in cue_edits(side, cue))
    if "dropped" in aspects:
        found["dropped"].extend(dropped(side))
    if "added" in aspects:
        given = lines.get(side.language, ())
        foreign = [line for report, line in given if report != told.report.id]
        found["added"].extend(added(side, foreign))
    return {aspect: found[aspect] for aspect in aspects if found[aspect]}


def _case(name: str, told: Told, other: Told, edit: Edit) -> Case | None:
    """Return the change, None where a cue's force can not be read from both reports."""
    fresh = _altered(name, told.report, edit)
    if edit.sort == "cue":
        known = next(a for a in told.report.attributions if a.id == told.attribution)
        before = _force(told.report, known.cue)
        after = _force(fresh, (edit.place,))
        beside = next(a for a in other.report.attributions if a.id == other.attribution)
        there = _force(other.report, beside.cue)
        if before != "state" or there != "state" or after is None:
            return None
        attributions = tuple(
            replace(a, force=after) if a.id == told.attribution else a for a in fresh.attributions
        )
        fresh = replace(fresh, attributions=attributions)
    return Case(name, edit, Told(fresh, told.attribution, _moved(told.spans, edit)), other)


def _altered(name: str, report: Report, edit: Edit) -> Report:
    """Return the report with the edit, split anew; what was given about it has moved along."""
    fresh = split(Report(name, text=edit.apply(report.text), language=report.language))
    attributions = tuple(
        replace(
            a,
            content=_moved(a.content, edit),
            mention=_moved(a.mention, edit),
            cue=_moved(a.cue, edit),
        )
        for a in report.attributions
    )
    speakers = tuple(replace(s, mentions=_moved(s.mentions, edit)) for s in report.speakers)
    return replace(fresh, attributions=attributions, speakers=speakers)


def _force(report: Report, cue: Sequence[Span]) -> str | None:
    """Return the force that firsthand reads at a cue, None where it sees no cue there."""
    for attribution in _read(report):
        if any(overlap(a, b) for a in attribution.cue for b in cue):
            return attribution.force
    return None


@cache
def _read(report: Report) -> tuple[Attribution, ...]:
    return attribute(report).attributions


def _moved(spans: Sequence[Span], edit: Edit) -> tuple[Span, ...]:
    """Return the spans as they stand after the edit; a span around it holds the new words."""
    by = len(edit.new) - (edit.span[1] - edit.span[0])
    moved = []
    for start, end in spans:
        s = start if start <= edit.span[0] else max(edit.span[0], start + by)
        e = end if end < edit.span[1] or (end == edit.span[0] == start) else end + by
        e = min(e, edit.span[0]) if edit.span[0] < end < edit.span[1] else e
        if s < e:
            moved.append((s, e))
    return tuple(moved)
