"""Stories out of a stream: each report is decided as it comes, without a look ahead.

After the pattern of Miranda et al. 2018 ("Multilingual clustering of streaming news") and Saravanan
et al. 2022: one vector a report, candidate stories by the likeness of their middles, and a decision
on more evidence. A story's middle leans to its latest reports; stories that nothing has joined for
a week age out. What all stories have in common is learnt from the first reports of each: a story of
a thousand reports must not become what all have in common.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.base import Vectors
from firsthand.group.entries import Entry
from firsthand.group.judgements import Judgements
from firsthand.group.means import Reach, RunningMeans
from firsthand.group.profile import PROFILES, Profile

# Whole numbers below 2**24 add up exactly in float32, in any order: the same bits whatever the
# batch, the threads and the machine.
EXACT = 4000
UNIT = np.float32(EXACT**2)
_BLOCK = 64
_FLOOR = 0.2
_LOOKED_AT = 6
_CROWD = 10
_NEAREST = 3
_REMEMBERED = 40
_HALF_LIFE = 2.0
_PATIENCE = 3.0

_GAP, _NEAR, _CROWDED = 0.1, 0.3, 0.4
# Shared words count from here on, in one language and where the story has none of the report's.
_WORDS, _USUAL = 0.15, 0.4
_FOREIGN_WORDS, _FOREIGN_USUAL = 0.05, 0.1
_MOST_WORDS = 500_000
_MOST_SHOWN = 5
_FIRST_SIZE = 1024
LEARNT_FROM = 20
_CLOCK = 9


@dataclass(frozen=True, slots=True)
class Decision:
    """To which story a report went, and why.

    ``score`` is that of the best story, ``least`` what it had to reach; ``nearest`` is the report
    there that is nearest, ``likeness`` the centred cosine to the story's middle, ``gap`` the days
    since its last report and ``shared`` the rarest shared words. A report that found no candidate
    has a score of 0.0. ``judged``: a person had said so.
    """

    report: str
    story: str
    joined: bool
    score: float = 0.0
    least: float = 0.0
    likeness: float = 0.0
    nearest: str | None = None
    gap: float | None = None
    shared: tuple[str, ...] = ()
    judged: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    slot: int
    score: float
    likeness: float
    nearest: str
    gap: float | None
    shared: tuple[str, ...]

    def decision(self, story: str, joined: bool, report: str, least: float) -> Decision:
        score, likeness = round(self.score, 3), round(self.likeness, 3)
        return Decision(
            report, story, joined, score, least, likeness, self.nearest, self.gap, self.shared
        )


@dataclass(slots=True)
class _Story:
    """A story in the index; ``members`` are the rounded vectors of its latest reports."""

    name: str
    last: float | None
    total: NDArray[np.float64]
    members: NDArray[np.float32]
    reports: list[str]
    count: int = 0


class Stream:
    """Puts reports into stories as they come; the result does not depend on how they are batched.

    ``known`` are the encoder's language means, ``reach`` how far each language reaches. ``days``: a
    story ages out when nothing has joined it for so long. At most ``most`` stories are candidates;
    the one joined longest ago goes first.
    """

    def __init__(
        self,
        known: Mapping[str, Vectors],
        dimensions: int,
        *,
        reach: Mapping[str, float] = MappingProxyType({}),
        profile: Profile = PROFILES["default"],
        judgements: Judgements | None = None,
        days: float = 7.0,
        most: int = 16_384,
    ) -> None:
        self._means = RunningMeans(known, dimensions)
        self._profile, self._judged = profile, judgements or Judgements()
        self._reach = Reach(reach if profile.learns else {})
        self._days, self._most = days, most
        self._stories: list[_Story] = []
        self._words: list[set[str]] = []
        self._languages: list[set[str | None]] = []
        size = min(most, _FIRST_SIZE)
        self._middles = np.zeros((size, dimensions), dtype=np.float32)
        self._last = np.full(size, np.nan)
        self._touched = np.zeros(size, dtype=np.int64)
        self._stale = np.zeros(size, dtype=bool)
        self._reaches = np.zeros(size)
        self._reports = 0
        self._begun = 0
        self._times: deque[float] = deque(maxlen=_CLOCK)
        self._new: list[Entry] = []
        self._frequency: Counter[str] = Counter()
        watched = self._judged.reports()
        self._where: dict[str, str | None] = dict.fromkeys(watched)

    def add(self, entries: Sequence[Entry]) -> list[Decision]:
        """Decide each of the entries, in their order; no entries give an empty list."""
        found: list[Decision] = []
        while len(found) < len(entries):
            # Blocks end at the same reports however they are handed in: there the means move.
            room = _BLOCK - self._reports % _BLOCK
            found.extend(self._add_block(entries[len(found) : len(found) + room]))
            if self._reports % _BLOCK == 0:
                for entry in self._new:
                    self._means.add(entry.vector, entry.language)
                self._new.clear()
        return found

    def _add_block(self, entries: Sequence[Entry]) -> Iterator[Decision]:
        """Compare a block with all stories at once, then go through it one by one."""
        own = np.stack([self._means.without(e.vector, e.language) for e in entries])
        rounded = np.round(own * EXACT).astype(np.float32)
        likeness = rounded @ self._middles[: len(self._stories)].T
        rows, slots = np.nonzero(likeness > _FLOOR * UNIT)
        values = likeness[rows, slots]
        bounds = np.searchsorted(rows, np.arange(len(entries) + 1))
        changed: list[int] = []
        self._stale[:] = False
        for row, entry in enumerate(entries):
            part = slice(bounds[row], bounds[row + 1])
            known = slots[part], values[part]
            near = self._with_changed(known, changed, rounded[row])
            decision, slot = self._decide(entry, rounded[row], *near)
            slot = self._put(entry, own[row], rounded[row], decision.story, slot)
            if not self._stale[slot]:
                self._stale[slot] = True
                changed.append(slot)
            yield decision

    def _with_changed(
        self,
        known: tuple[NDArray[np.intp], NDArray[np.float32]],
        changed: Sequence[int],
        vector: NDArray[np.float32],
    ) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return the stories that are near, and how near, after what the block has changed."""
        slots, values = known
        if changed:
            now = self._middles[changed] @ vector
            kept = ~self._stale[slots]
            nearer = now > _FLOOR * UNIT
            slots = np.concatenate([slots[kept], np.array(changed)[nearer]])
            values = np.concatenate([values[kept], now[nearer]])
            order = np.argsort(slots)
            slots, values = slots[order], values[order]
        return slots, values / UNIT

    # --- the decision

    def _decide(
        self,
        entry: Entry,
        vector: NDArray[np.float32],
        slots: NDArray[np.intp],
        near: NDArray[np.float32],
    ) -> tuple[Decision, int | None]:
        """Return the decision, and the slot of the story that the report joins."""
        least = self._profile.arriving_headline if entry.bare else self._profile.arriving
        told = self._judgement(entry.id)
        if told is not None:
            return self._as_judged(entry, told, vector)
        gaps = self._gaps(entry, slots)
        fitting = gaps <= self._days
        if self._judged.of(entry.id):
            fitting &= np.array([self._allowed(entry.id, int(slot)) for slot in slots], dtype=bool)
        slots, gaps = slots[fitting], gaps[fitting]
        factors = self._factors(entry, slots)
        near = (near[fitting] * factors).astype(np.float32)
        best = self._best(entry, vector, near, slots, gaps, factors) if len(slots) else None
        if best is not None and best.score >= least:
            return best.decision(self._stories[best.slot].name, True, entry.id, least), best.slot
        name = self._new_name()
        if best is None:
            return Decision(entry.id, name, False, least=least), None
        return best.decision(name, False, entry.id, least), None

    def _gaps(self, entry: Entry, slots: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the days since each story's last report; 0.0 where a date is missing."""
        if entry.time is None:
            return np.zeros(len(slots))
        gaps = np.maximum(0.0, entry.time - self._last[slots])
        gaps[np.isnan(gaps)] = 0.0
        return gaps

    def _best(
        self,
        entry: Entry,
        vector: NDArray[np.float32],
        near: NDArray[np.float32],
        slots: NDArray[np.intp],
        gaps: NDArray[np.float64],
        factors: NDArray[np.float64],
    ) -> _Candidate:
        first = near - _GAP * np.minimum(_PATIENCE, gaps)
        order = np.argsort(-first, kind="stable")[:_LOOKED_AT]
        weights = self._weights(entry)
        whole = max(sum(weights.values()), 1e-9)
        found: list[_Candidate] = []
        for k in order:
            slot = int(slots[k])
            story = self._stories[slot]
            members = (story.members[: story.count] @ vector / UNIT).tolist()
            nearest = sorted(members, reverse=True)[:_NEAREST]
            factor = float(factors[k])
            mean = factor * sum(nearest) / len(nearest)
            score = float(first[k]) + _NEAR * (mean - float(near[k]))
            shared = [word for word in weights if word in self._words[slot]]
            part = sum(weights[word] for word in shared) / whole
            if entry.language in self._languages[slot]:
                score += _WORDS * (part - _USUAL)
            else:
                score += _FOREIGN_WORDS * (part - _FOREIGN_USUAL)
            report = story.reports[members.index(nearest[0])]
            gap = None if entry.time is None else round(float(gaps[k]), 3)
            found.append(_Candidate(slot, score, float(near[k]), report, gap, tuple(shared)))
        best = max(found, key=lambda c: (c.score, -c.slot))
        shown = sorted(best.shared, key=lambda word: (-weights[word], word))[:_MOST_SHOWN]
        score = best.score - _CROWDED * self._crowd(near, best.likeness)
        return replace(best, score=score, shared=tuple(shown))

    def _factors(self, entry: Entry, slots: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return by what the likeness to each story is multiplied, where it is across languages."""
        own = [entry.language in self._languages[slot] for slot in slots.tolist()]
        factors = self._reach.factors(self._reach.of(entry.language), self._reaches[slots])
        return np.where(own, 1.0, factors)

    def _crowd(self, near: NDArray[np.float32], likeness: float) -> float:
        """Return how near the other stories are: in a crowd, to be near says less."""
        top = -np.sort(-near)[: _CROWD + 1]
        full = np.full(_CROWD + 1, _FLOOR)
        full[: len(top)] = top
        return (float(full.sum()) - likeness) / _CROWD

    def _weights(self, entry: Entry) -> dict[str, float]:
        """Return how rare each word of a report is among the reports so far."""
        seen = self._frequency
        total = self._reports + 2
        return {word: math.log(total / (1 + seen[word])) for word in entry.words}

    # --- what a person has said

    def _judgement(self, report: str) -> str | None:
        """Return the story of a report that is judged to tell of the same event."""
        of = self._judged.of(report)
        stories = [self._where[other] for other in sorted(of) if of[other]]
        return next((story for story in stories if story is not None), None)

    def _as_judged(
        self, entry: Entry, story: str, vector: NDArray[np.float32]
    ) -> tuple[Decision, int | None]:
        names = (k for k, known in enumerate(self._stories) if known.name == story)
        slot = next(names, None)
        likeness = 0.0 if slot is None else round(float(self._middles[slot] @ vector / UNIT), 3)
        return Decision(entry.id, story, True, 1.0, likeness=likeness, judged=True), slot

    def _allowed(self, report: str, slot: int) -> bool:
        """Tell whether nobody has judged a report of this story to be of another event."""
        of = self._judged.of(report)
        name = self._stories[slot].name
        return not any(self._where[o] == name for o, same in of.items() if not same)

    # --- the index

    def _new_name(self) -> str:
        return f"story-{self._begun + 1}"

    def _put(
        self,
        entry: Entry,
        own: NDArray[np.float64],
        rounded: NDArray[np.float32],
        name: str,
        slot: int | None,
    ) -> int:
        """Add a report to the story in ``slot``, or to one that takes a slot anew."""
        if slot is None:
            slot = self._take_slot(name, len(own))
        story = self._stories[slot]
        if self._profile.learns and story.count < LEARNT_FROM:
            self._new.append(entry)
        gap = 0.0
        if entry.time is not None and story.last is not None:
            gap = max(0.0, entry.time - story.last)
        story.total = story.total * 0.5 ** (gap / _HALF_LIFE) + own
        length = max(float(np.sqrt((story.total * story.total).sum())), 1e-9)
        self._middles[slot] = np.round(story.total / length * EXACT)
        if entry.time is not None:
            self._times.append(entry.time)
            story.last = entry.time if story.last is None else max(story.last, entry.time)
            self._last[slot] = story.last
        if story.count == len(story.members) < _REMEMBERED:
            story.members = np.concatenate([story.members, np.zeros_like(story.members)])
        at = story.count % _REMEMBERED
        story.members[at] = rounded
        if len(story.reports) > at:
            story.reports[at] = entry.id
        else:
            story.reports.append(entry.id)
        story.count += 1
        self._reports += 1
        self._touched[slot] = self._reports
        self._languages[slot].add(entry.language)
        self._reaches[slot] = max(self._reaches[slot], self._reach.of(entry.language))
        self._words[slot].update(entry.words)
        self._count_words(entry.words)
        if entry.id in self._where:
            self._where[entry.id] = name
        return slot

    def _has_aged(self, slot: int | None) -> bool:
        """Tell whether a story is too old for what comes in; one odd date tells nothing."""
        if slot is None or not self._times:
            return False
        now = sorted(self._times)[len(self._times) // 2]
        return bool(now - self._last[slot] > self._days)

    def _take_slot(self, name: str, dimensions: int) -> int:
        """Return a slot for a new story.

        It is that of the story joined longest ago, where that has aged or none is free.
        """
        self._begun += name == self._new_name()
        fresh = _Story(name, None, np.zeros(dimensions), np.zeros((1, dimensions), np.float32), [])
        oldest = int(self._touched[: len(self._stories)].argmin()) if self._stories else None
        if len(self._stories) < self._most and not self._has_aged(oldest):
            slot = len(self._stories)
            self._stories.append(fresh)
            self._words.append(set())
            self._languages.append(set())
            if slot == len(self._middles):
                self._grow()
            return slot
        assert oldest is not None
        slot = oldest
        self._stories[slot] = fresh
        self._words[slot], self._languages[slot] = set(), set()
        self._last[slot], self._reaches[slot] = np.nan, 0.0
        return slot

    def _grow(self) -> None:
        size = min(2 * len(self._middles), self._most)
        more = size - len(self._middles)
        self._middles = np.pad(self._middles, ((0, more), (0, 0)))
        self._last = np.pad(self._last, (0, more), constant_values=np.nan)
        self._touched = np.pad(self._touched, (0, more))
        self._stale = np.pad(self._stale, (0, more))
        self._reaches = np.pad(self._reaches, (0, more))

    def _count_words(self, words: Sequence[str]) -> None:
        """Count words; where they get too many, those seen once are forgotten."""
        self._frequency.update(words)
        if len(self._frequency) > _MOST_WORDS:
            self._frequency = Counter({w: n for w, n in self._frequency.items() if n > 1})
