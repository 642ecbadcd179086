"""How likely two units tell the same: margin, surroundings, speaker, words and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.align.agreement import SAME_SPEAKER, agreement_of, two_persons
from firsthand.align.units import Unit, related
from firsthand.align.vectors import Matrix, Space, embed
from firsthand.engines.base import Encoder
from firsthand.facts.dates import dates_agree
from firsthand.records import Report, SharedSpeaker

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

BLOCKED = -99.0
"""The score of a pair that must not be joined."""

# Weights of a logistic regression on pairs of hand-made parallel attributions in seven languages,
# each document held out in turn, rounded (benchmarks/alignment.py measures the result).
_MARGIN = 14.0
_CONTEXT = 2.3
_FRAME = 30.0
_FRAME_MIDDLE = 0.85
_LENGTH = -0.8
_SAME_NUMBERS = 1.0
_OTHER_NUMBERS = -1.5
_NO_WORDS = -3.0
_REPEATED = 0.5
_REPEATED_LEAST = 3
_SAME_MARKED = 3.0
_BIAS = -3.7
# Words are looked at only where they could still make a link.
_WORTH_A_LOOK = -6.0

# Weights of a second regression, on the best pairs of two reports: translations of 16 documents in
# 13 languages, and reports of one event by different newsrooms, each event held out in turn.
_LIKENESS = 8.9
_SURROUNDINGS = 7.0
_RATIO = 0.25
_KNOWN = {2: 0.9, 3: 2.5}
_MOST_KNOWN = 3.0
_OTHER_DATE = -1.5
_OTHER_LARGE = -1.0
_LARGE = 13
_BOTH_ATTRIBUTED = 0.3
_NEITHER_ATTRIBUTED = -0.6
KINSHIP = 1.35
_BIAS_OF_ODDS = -3.6
# Two reports that name one speaker tell the same more often, unless nothing else speaks for it; and
# so do the first attributions of two reports of one story. Chosen on few examples, by hand.
_SPOKEN = 2.8
_SPOKEN_LEAST = -1.0
_LEADS = 1.0
_OWN_REPORT = 2.5


@dataclass(frozen=True, slots=True)
class Scores:
    """Log odds that two units tell the same, worked out for the pairs that are asked for.

    A story of 200 reports has 10,000 units and 50 million pairs, nearly all of them hopeless, so
    nothing is kept but what belongs to one unit: rows of arrays, all in the order of ``units``.
    """

    units: tuple[Unit, ...]
    space: Space
    owner: Places
    languages: Places
    lengths: NDArray[np.float64]
    empty: Flags
    speakers: Places
    agreement: Matrix
    apart: Flags
    told: Places
    lead: Places

    def between(self, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
        """Return (rows, columns) log odds, BLOCKED where a pair must not be joined."""
        a, b = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        space = self.space
        margin = 2 * space.contents[a] @ space.contents[b].T
        margin -= space.near[np.ix_(a, self.owner[b])] + space.near[np.ix_(b, self.owner[a])].T
        lengths = np.abs(self.lengths[a][:, None] - self.lengths[b][None, :])
        scores = _MARGIN * margin + self._surroundings(a, b) + _LENGTH * lengths
        scores += _LEADS * np.outer(self.lead[a], self.lead[b])
        blocked = self._blocked(a, b)
        for i, j in np.argwhere((scores >= _WORTH_A_LOOK) & ~blocked).tolist():
            scores[i, j] += self._words(int(a[i]), int(b[j]))
        scores[blocked] = BLOCKED
        return np.asarray(np.round(scores, 4), dtype=np.float64)

    def odds(self, rows: Sequence[int], columns: Sequence[int], kinship: Matrix) -> Matrix:
        """Return (rows, columns) log odds of one statement, given what else two reports share.

        ``kinship`` is (reports, reports): how well the other best pairs of two reports fit. Where
        many do, one report is a translation or rewrite of the other, and a pair is likely from the
        start; of two newsrooms on one event few pairs are the same. Pairs of one report get their
        score of ``between``, raised; BLOCKED as there.
        """
        a, b = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        near = kinship[np.ix_(self.owner[a], self.owner[b])]
        return self.odds_from(rows, columns, self.between(rows, columns), near)

    def odds_from(
        self, rows: Sequence[int], columns: Sequence[int], scores: Matrix, near: Matrix
    ) -> Matrix:
        """Return ``odds`` where ``scores`` and kinship, both (rows, columns), are there already."""
        a, b = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        space = self.space
        both = self.told[a][:, None] + self.told[b][None, :]
        found = _LIKENESS * (space.contents[a] @ space.contents[b].T)
        found += _SURROUNDINGS * (space.contexts[a] @ space.contexts[b].T)
        found += _RATIO * np.abs(self.lengths[a][:, None] - self.lengths[b][None, :])
        found += np.choose(both, [_NEITHER_ATTRIBUTED, 0.0, _BOTH_ATTRIBUTED])
        found += KINSHIP * near + _BIAS_OF_ODDS
        one_speaker = self.agreement[np.ix_(self.speakers[a], self.speakers[b])] >= SAME_SPEAKER
        found += _SPOKEN * (one_speaker & (scores >= _SPOKEN_LEAST))
        found += _LEADS * np.outer(self.lead[a], self.lead[b])
        for i, j in np.argwhere(scores > _WORTH_A_LOOK).tolist():
            found[i, j] += _odds_of_facts(self.units[a[i]], self.units[b[j]])
        own = self.owner[a][:, None] == self.owner[b][None, :]
        found = np.where(own, scores + _OWN_REPORT, found)
        return np.asarray(np.round(np.where(scores > BLOCKED, found, BLOCKED), 4))

    def parts(self, rows: Sequence[int], whole: int) -> Matrix:
        """Return (rows, parts of unit ``whole``): each unit against one sentence of the whole.

        BLOCKED within one report; a whole of one sentence gives no columns.
        """
        a, b = np.asarray(rows, dtype=np.int64), np.array([whole], dtype=np.int64)
        space = self.space
        margin = 2 * space.contents[a] @ space.parts[whole].T
        margin -= space.near[a][:, self.owner[b]] + space.parts_near[whole][:, self.owner[a]].T
        scores = _MARGIN * margin + self._surroundings(a, b)
        shut = self._blocked(a, b)[:, 0] | (self.owner[a] == self.owner[whole])
        scores[shut] = BLOCKED
        return np.asarray(np.round(scores, 4), dtype=np.float64)

    def _surroundings(self, a: Places, b: Places) -> Matrix:
        """Return what context, frame and speakers add, bias included.

        Frames count between languages only, since in one language "X said" is like any "X said";
        and within one report it says nothing that two statements have one speaker.
        """
        space = self.space
        framed = np.outer(space.framed[a], space.framed[b])
        framed &= self.languages[a][:, None] != self.languages[b][None, :]
        frames = np.where(framed, space.frames[a] @ space.frames[b].T - _FRAME_MIDDLE, 0.0)
        agreement = self.agreement[np.ix_(self.speakers[a], self.speakers[b])]
        agreement = np.where(self.owner[a][:, None] == self.owner[b][None, :], 0.0, agreement)
        context = space.contexts[a] @ space.contexts[b].T
        return np.asarray(_CONTEXT * context + _FRAME * frames + agreement + _BIAS)

    def _blocked(self, a: Places, b: Places) -> Flags:
        """Return the pairs that cannot be one statement."""
        blocked = self.apart[np.ix_(self.speakers[a], self.speakers[b])]
        blocked = blocked | self.empty[a][:, None] | self.empty[b][None, :]
        for i, j in np.argwhere(self.owner[a][:, None] == self.owner[b][None, :]).tolist():
            one, other = int(a[i]), int(b[j])
            if one == other or related(self.units[one], self.units[other]):
                blocked[i, j] = True
        return np.asarray(blocked, dtype=np.bool_)

    def _words(self, i: int, j: int) -> float:
        """Return what numbers, shared words and words in quotation marks add to a pair."""
        one, other = self.units[i], self.units[j]
        found = _numbers(one, other) + _marked_words(one, other)
        if self.languages[i] == self.languages[j]:
            found += _shared_words(one, other)
        return found


def score_pairs(
    reports: Sequence[Report],
    units: Sequence[Unit],
    speakers: Sequence[SharedSpeaker],
    encoder: Encoder,
) -> Scores:
    """Return the scores of all pairs of units; no units give scores of nothing."""
    space = embed(reports, units, [speaker.name for speaker in speakers], encoder)
    place = {speaker.id: k for k, speaker in enumerate(speakers)}
    codes = [reports[unit.report].language or "" for unit in units]
    numbers = {code: k for k, code in enumerate(dict.fromkeys(codes))}
    return Scores(
        units=tuple(units),
        space=space,
        owner=np.array([unit.report for unit in units], dtype=np.int64),
        languages=np.array([numbers[code] for code in codes], dtype=np.int64),
        lengths=np.log([max(1, len(unit.text)) for unit in units]),
        empty=np.array([not unit.text for unit in units], dtype=np.bool_),
        # The last row of the tables of speakers means "unknown".
        speakers=np.array(
            [place.get(unit.speaker or "", len(speakers)) for unit in units], dtype=np.int64
        ),
        agreement=agreement_of(speakers, space.names),
        apart=two_persons(speakers),
        told=np.array([unit.attribution is not None for unit in units], dtype=np.int64),
        lead=np.array([unit.lead for unit in units], dtype=np.int64),
    )


def by_report(owner: Places) -> Iterator[tuple[int, int]]:
    """Yield the first unit of each report and one past its last, in order."""
    borders = [0, *(np.nonzero(np.diff(owner))[0] + 1).tolist(), len(owner)]
    yield from ((a, b) for a, b in pairwise(borders) if a < b)


def _numbers(one: Unit, other: Unit) -> float:
    """Return the agreement of digit numbers; a unit without any agrees with all."""
    if not one.numbers or not other.numbers:
        return 0.0
    if one.numbers == other.numbers:
        return _SAME_NUMBERS
    return 0.0 if one.numbers & other.numbers else _OTHER_NUMBERS


def _odds_of_facts(one: Unit, other: Unit) -> float:
    """Return what numbers and dates add: a shared number of three digits is no accident."""
    known = sum(_KNOWN.get(min(_digits(number), 3), 0.0) for number in one.numbers & other.numbers)
    odds = min(known, _MOST_KNOWN)
    odds += _OTHER_LARGE * (not known and _large(one.numbers) and _large(other.numbers))
    return odds + (_OTHER_DATE if dates_agree(one.dates, other.dates) is False else 0.0)


def _large(numbers: frozenset[float]) -> bool:
    return any(number >= _LARGE and _digits(number) > 1 for number in numbers)


@lru_cache(maxsize=4096)
def _digits(number: float) -> int:
    """Return how many digits of a number say something: 1 of 2,000, 3 of 38.4."""
    return len(f"{number:g}".partition("e")[0].replace(".", "").strip("0"))


def _shared_words(one: Unit, other: Unit) -> float:
    """Return what it costs two contents of one language to have too few words in common.

    Any shared word will do between reports; within one report, where the same person goes on about
    the same thing, half the shorter content's words must return.
    """
    shared = len(one.stems & other.stems)
    share = shared / max(1, min(len(one.stems), len(other.stems)))
    repeated = share >= _REPEATED and shared >= _REPEATED_LEAST
    return _NO_WORDS if not shared or (one.report == other.report and not repeated) else 0.0


def _marked_words(one: Unit, other: Unit) -> float:
    """Return what it counts that two reports put the same word of one speaker in quotation marks.

    Some are spelt alike in many languages ("absurd"), which a context of other words hides.
    """
    if not one.marked & other.marked or one.report == other.report:
        return 0.0
    return _SAME_MARKED if one.speaker is not None and one.speaker == other.speaker else 0.0
