"""What a person has said of tellings: these tell one claim, those do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from firsthand.align.clusters import Cluster
from firsthand.align.scores import BLOCKED, Scores
from firsthand.align.survey import Survey
from firsthand.align.units import Unit
from firsthand.judge import GONE, best_overlap, find_words, unfit
from firsthand.records import AnyJudgement, Pointed, Problem, Report, TellingJudgement

Pair = tuple[int, int]

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """Pairs of units of which a person has said something, by number, each pair once.

    ``same`` are those to be joined, in the order in which they count; of ``apart``, in the order
    in which they were said, the first unit is the one that tells another claim.
    """

    same: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()

    def opposed(self) -> dict[int, set[int]]:
        """Return for each unit those that it must not be joined with."""
        found: dict[int, set[int]] = {}
        for i, j in self.apart:
            found.setdefault(i, set()).add(j)
            found.setdefault(j, set()).add(i)
        return found


def find_said(
    reports: Sequence[Report], units: Sequence[Unit], judgements: Iterable[AnyJudgement]
) -> Said:
    """Return what was judged of the units of one story; later judgements on a pair count.

    Judgements of which less than two tellings are in these reports say nothing here.
    """
    tellings = [j for j in judgements if isinstance(j, TellingJudgement)]
    if not tellings:
        return Said()
    finder = _Finder(reports, units)
    latest: dict[Pair, tuple[int, Pair, bool]] = {}
    for number, judgement in enumerate(tellings):
        for pair in finder.pairs(judgement):
            latest[min(pair), max(pair)] = number, pair, judgement.same
    said = sorted(latest.values())
    apart = tuple(pair for _, pair, same in said if not same)
    leaving = {first for first, _ in apart}
    order = sorted((-n, bool(leaving & {*pair}), pair) for n, pair, same in said if same)
    return Said(tuple(pair for *_, pair in order), apart, tuple(dict.fromkeys(finder.problems)))


class _Finder:
    """Finds the units that judgements point at, and notes where there is none any more."""

    def __init__(self, reports: Sequence[Report], units: Sequence[Unit]) -> None:
        self.problems: list[Problem] = []
        self._reports = {report.id: report for report in reports if report.text}
        self._units: dict[str, list[int]] = {}
        for number, unit in enumerate(units):
            self._units.setdefault(reports[unit.report].id, []).append(number)
        self._spans = [unit.spans for unit in units]

    def pairs(self, judgement: TellingJudgement) -> Iterator[Pair]:
        """Yield the pairs of units that a judgement speaks of."""
        here = [p for p in judgement.places if p.report in self._reports]
        absent = not judgement.same and judgement.places[0].report not in self._reports
        if len(here) < 2 or absent:
            return
        found = [self._unit(place) for place in here]
        pairs = combinations(zip(here, found, strict=True), 2)
        for (one, i), (_, j) in pairs if judgement.same else list(pairs)[: len(here) - 1]:
            if i is None or j is None:
                continue
            if i != j:
                yield i, j
            elif not judgement.same:
                why = "both places are in one statement, which is not divided"
                self.problems.append(unfit(self._reports[one.report], one, why))

    def _unit(self, place: Pointed) -> int | None:
        report = self._reports[place.report]
        span = find_words(report, place)
        if span is None:
            self.problems.append(unfit(report, place, GONE))
            return None
        own = self._units.get(place.report, [])
        found = best_overlap([self._spans[number] for number in own], span)
        if found is None:
            why = "there is neither speech nor a sentence of the running text"
            self.problems.append(unfit(report, place, why))
            return None
        return own[found]


def regroup(
    clusters: Sequence[Cluster], said: Said
) -> tuple[list[Cluster], dict[Cluster, tuple[Cluster, ...]], tuple[Pair, ...]]:
    """Return the clusters as judged; the new ones and what each has of old ones; pairs refused.

    First the units that tell another claim leave their clusters, and all else stays. Then clusters
    with a pair that tells the same are joined; where that would bring together what must be apart,
    only the units of the pair move, with those that were joined to them before. A pair that cannot
    be kept even so is refused: others say that the two are apart.
    """
    if not said.same and not said.apart:
        return list(clusters), {}, ()
    opposed = said.opposed()
    parting = _Parting([part for c in clusters for part in _parted(c, said, opposed)], opposed)
    refused = tuple(pair for pair in said.same if not parting.join(*pair))
    found = parting.clusters()
    old = set(clusters)
    home = {i: members for members in clusters for i in members}
    made: dict[Cluster, tuple[Cluster, ...]] = {}
    for members in found:
        if members not in old:
            kept: dict[Cluster, list[int]] = {}
            for i in members:
                kept.setdefault(home[i], []).append(i)
            made[members] = tuple(tuple(part) for part in kept.values())
    return found, made, refused


def _parted(members: Cluster, said: Said, opposed: Mapping[int, set[int]]) -> list[list[int]]:
    """Return a cluster in parts within which nothing is apart: mostly one part, unchanged."""
    inside = set(members)
    leaving = {i for i, j in said.apart if i in inside and j in inside}
    if not leaving:
        return [list(members)]
    parts: list[list[int]] = []
    for i in sorted(members, key=lambda i: (i in leaving, i)):
        home = next((part for part in parts if opposed.get(i, _NONE).isdisjoint(part)), None)
        if home is None:
            parts.append([i])
        else:
            home.append(i)
    return parts


class _Parting:
    """Parts that are joined until all is as said; only ``regroup`` changes it."""

    def __init__(self, parts: Iterable[Iterable[int]], opposed: Mapping[int, set[int]]) -> None:
        self._part: dict[int, set[int]] = {}
        for members in parts:
            part = set(members)
            self._part.update(dict.fromkeys(part, part))
        self._bound = {i: {i} for i in self._part}
        self._opposed = opposed

    def join(self, i: int, j: int) -> bool:
        """Bring two units together, with as little else as possible; False where none may."""
        one, other = self._part[i], self._part[j]
        if one is not other:
            for a, b in (
                (one, other),
                (self._bound[i], other),
                (one, self._bound[j]),
                (self._bound[i], self._bound[j]),
            ):
                if self._agree(a, b):
                    self._move({*a, *b})
                    break
            else:
                return False
        bound = self._bound[i] | self._bound[j]
        self._bound.update(dict.fromkeys(bound, bound))
        return True

    def clusters(self) -> list[Cluster]:
        """Return the parts, the one with the first unit first."""
        return sorted({tuple(sorted(part)) for part in self._part.values()})

    def _agree(self, one: Iterable[int], other: Iterable[int]) -> bool:
        return all(self._opposed.get(i, _NONE).isdisjoint(other) for i in one)

    def _move(self, members: set[int]) -> None:
        """Make a part of these units, taken out of those where they are now."""
        for i in members:
            self._part[i].discard(i)
        self._part.update(dict.fromkeys(members, members))


def refusals(
    reports: Sequence[Report], units: Sequence[Unit], refused: Iterable[Pair]
) -> tuple[Problem, ...]:
    """Return a problem for each pair that could not be joined."""
    why = "other judgements say that it is not what it was said to be the same as"
    found: list[Problem] = []
    for i, _ in refused:
        report, spans = reports[units[i].report], units[i].spans
        words = report.text[slice(*spans[0])]
        found.append(unfit(report, Pointed(report.id, spans[0], words), why))
    return tuple(dict.fromkeys(found))


def without_apart(found: Survey, said: Said, scores: Scores) -> Survey:
    """Return the survey as if nothing spoke for the pairs that a person has put apart."""
    if not said.apart:
        return found
    opposed = said.opposed()
    nearest = found.nearest.copy()
    for i, others in sorted(opposed.items()):
        elsewhere = np.nonzero(scores.owner != scores.owner[i])[0]
        if len(elsewhere):
            row = scores.odds([i], elsewhere.tolist(), found.kinship)[0]
            row[np.isin(elsewhere, sorted(others))] = BLOCKED
            nearest[i] = row.max()
    related = tuple((i, j) for i, j in found.related if j not in opposed.get(i, ()))
    return replace(found, nearest=nearest, related=related)
