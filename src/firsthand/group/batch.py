"""Stories of a whole collection: nothing has to be decided before all reports are at hand.

Average link on one likeness of every pair (Sneath and Sokal 1973; nearest-neighbour chains after
Murtagh 1983); then each report goes where its nearest reports are. A collection too large for all
pairs is streamed first, in order of time, and put right in the same way.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.base import Vectors
from firsthand.group.entries import Entry
from firsthand.group.judgements import Judgements
from firsthand.group.means import Reach, RunningMeans
from firsthand.group.profile import Profile
from firsthand.group.stream import EXACT, LEARNT_FROM, UNIT, Decision, Stream

MOST_PAIRED = 8_000
_MOST_STORIES = 65_536
_ROWS = 256
_NEAR, _VOICES, _ROUNDS = 60, 5, 2
_SETTLED = 0.08
_SHOWN = 5
_GAP, _PATIENCE = 0.1, 4.0
_WORDS, _HEADLINE_WORDS = 0.8, 0.2
# Words say how rare they are only in a collection that is large enough.
_ENOUGH = 50
# Of fewer reports what they have in common may be the event.
_LEARNS = 20
_COMMON = 0.2
_DECIMALS = 4


Near = tuple[NDArray[np.intp], Vectors]


def group_entries(
    entries: Sequence[Entry],
    known: Mapping[str, Vectors],
    profile: Profile,
    judgements: Judgements,
    reach: Mapping[str, float] = MappingProxyType({}),
) -> list[Decision]:
    """Return the decision on each entry; stories are numbered in order of their first entries.

    ``known`` are the encoder's language means and ``reach`` how far each language reaches. The
    order of the entries changes nothing but these numbers. No entries give an empty list.
    """
    if not entries:
        return []
    order = sorted(range(len(entries)), key=lambda k: (entries[k].time or 0.0, entries[k].id, k))
    ordered = [entries[k] for k in order]
    story, first = _streamed(ordered, known, profile, judgements, reach)
    means = RunningMeans(known, len(ordered[0].vector))
    for entry in first if profile.learns and len(ordered) >= _LEARNS else ():
        means.add(entry.vector, entry.language)
    own = np.stack([means.without(entry.vector, entry.language) for entry in ordered])
    headline = profile.whole - profile.whole_headline
    afar = Reach(reach if profile.learns else {})
    if len(ordered) > MOST_PAIRED:
        near = _nearest_of_all(ordered, own, headline, afar)
    else:
        pairs = likeness(ordered, own, headline, afar)
        near = _nearest_rows(pairs)
        _put_apart(pairs, ordered, judgements)
        together = _told_together(ordered, judgements)
        story = _numbered(average_link(pairs, profile.whole, together), len(ordered))
    story = _settled(ordered, story, near, profile.whole, judgements)
    back = sorted(range(len(order)), key=order.__getitem__)
    return _decisions(ordered, story, near, profile, back, judgements)


def _decisions(
    entries: Sequence[Entry],
    story: Sequence[int],
    near: Sequence[Near],
    profile: Profile,
    back: Sequence[int],
    judgements: Judgements,
) -> list[Decision]:
    """Return the decisions in the order of ``back``, each with the report nearest in its story."""
    names: dict[int, str] = {}
    sizes = Counter(story)
    found: list[Decision] = []
    for k in back:
        entry = entries[k]
        least = profile.whole_headline if entry.bare else profile.whole
        name = names.setdefault(story[k], f"story-{len(names) + 1}")
        judged = any(judgements.of(entry.id).values()) and sizes[story[k]] > 1
        rows, scores = near[k]
        own = [n for n, row in enumerate(rows.tolist()) if story[row] == story[k]]
        joined = sizes[story[k]] > 1
        if not own:
            found.append(Decision(entry.id, name, joined, least=least, judged=judged))
            continue
        nearest = entries[int(rows[own[0]])]
        # Two headlines were compared by the standard of texts.
        over = profile.whole - least if nearest.bare else 0.0
        score = round(float(np.mean(scores[own[:_VOICES]])) - over, 3)
        gap = None
        if entry.time is not None and nearest.time is not None:
            gap = round(abs(entry.time - nearest.time), 3)
        shared = tuple(sorted(set(entry.words) & set(nearest.words), key=lambda w: (-len(w), w)))
        first = round(float(scores[own[0]]) - over, 3)
        decision = Decision(
            entry.id, name, joined, score, least, first, nearest.id, gap, shared[:_SHOWN], judged
        )
        found.append(decision)
    return found


# --- all pairs


def likeness(
    entries: Sequence[Entry],
    own: NDArray[np.float64],
    headline: float,
    reach: Reach,
) -> NDArray[np.float32]:
    """Return (n, n) how alike the reports are: vectors and rare words, less for days between.

    ``own`` (n, d) are the vectors without what is common, and ``headline`` is added to pairs of
    bare headlines, which are less alike than texts.
    """
    bare = np.array([entry.bare for entry in entries])
    times = np.array([np.nan if e.time is None else e.time for e in entries])
    enough = len(entries) / (len(entries) + _ENOUGH)
    found = _shared_words(entries)
    across = _across(entries, reach)
    for start in range(0, len(entries), _ROWS):
        block = slice(start, start + _ROWS)
        both = bare[block, None] & bare[None, :]
        row = np.round(own[block] @ own.T, _DECIMALS)
        row += enough * np.where(both, _HEADLINE_WORDS, _WORDS) * found[block]
        row *= np.stack([across(k) for k in range(start, min(start + _ROWS, len(entries)))])
        row -= _GAP * np.minimum(_PATIENCE, _gaps(times[block], times))
        row[both] += headline
        found[block] = np.round(row, _DECIMALS)
    return found


def _across(entries: Sequence[Entry], reach: Reach) -> Callable[[int], NDArray[np.float64]]:
    """Return a function: by what the likeness of a row's report with each other is multiplied."""
    languages = np.array([entry.language or "" for entry in entries])
    factors = np.array([reach.of(entry.language) for entry in entries])

    def across(row: int) -> NDArray[np.float64]:
        own = languages == languages[row]
        return np.where(own, 1.0, reach.factors(float(factors[row]), factors))

    return across


def _gaps(some: NDArray[np.float64], times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the days between times; 0.0 where one is not known."""
    return np.nan_to_num(np.abs(some[:, None] - times[None, :]))


def _shared_words(entries: Sequence[Entry]) -> NDArray[np.float32]:
    """Return (n, n) cosines of the reports' words, weighted by how few reports have them."""
    count = len(entries)
    weights = _word_weights(entries)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for word in entry.words:
            if word in weights:
                holders[word].append(number)
    lengths = np.array([_length(entry, weights) for entry in entries])
    found = np.zeros((count, count), dtype=np.float32)
    for word, having in holders.items():
        if len(having) > 1:
            rows = np.array(having)
            parts = (weights[word] / lengths[rows]).astype(np.float32)
            found[np.ix_(rows, rows)] += parts[:, None] * parts[None, :]
    return found


def _word_weights(entries: Sequence[Entry]) -> dict[str, float]:
    """Return how rare each word is that not very many of the reports have."""
    count = len(entries)
    seen = Counter(word for entry in entries for word in entry.words)
    most = max(3, _COMMON * count)
    return {w: math.log((1 + count) / (1 + n)) for w, n in seen.items() if n <= most}


def _length(entry: Entry, weights: Mapping[str, float]) -> float:
    total = sum(weights.get(word, 0.0) ** 2 for word in entry.words)
    return max(math.sqrt(total), 1e-9)


def average_link(
    pairs: NDArray[np.float32], least: float, together: Sequence[Sequence[int]] = ()
) -> list[list[int]]:
    """Return clusters of row numbers: two join while their mean likeness reaches ``least``.

    ``pairs`` (n, n) is symmetric and is used up. The rows in each of ``together`` are one from the
    start. A cluster to which nothing is near enough can never join again, since means only fall.
    """
    count = len(pairs)
    members: list[list[int]] = [[k] for k in range(count)]
    sizes = np.ones(count)
    np.fill_diagonal(pairs, -np.inf)

    def join(gone: int, kept: int) -> None:
        whole = sizes[gone] + sizes[kept]
        row = (pairs[gone] * sizes[gone] + pairs[kept] * sizes[kept]) / whole
        row[[gone, kept]] = -np.inf
        pairs[kept] = pairs[:, kept] = row
        pairs[gone] = pairs[:, gone] = -np.inf
        sizes[kept] = whole
        members[kept] += members[gone]
        members[gone] = []

    for first, *others in together:
        for other in others:
            join(other, first)
    for start in range(count):
        chain = [start] if members[start] else []
        while chain:
            top = chain[-1]
            best = int(pairs[top].argmax())
            if pairs[top, best] < least:
                pairs[top] = pairs[:, top] = -np.inf
                chain.pop()
            elif len(chain) > 1 and pairs[top, chain[-2]] >= pairs[top, best]:
                other = chain[-2]
                del chain[-2:]
                join(top, other)
                chain = chain or [other]
            else:
                chain.append(best)
    return [sorted(rows) for rows in members if rows]


def _numbered(clusters: Sequence[Sequence[int]], count: int) -> list[int]:
    """Return the number of each row's cluster."""
    story = [0] * count
    for number, rows in enumerate(clusters):
        for row in rows:
            story[row] = number
    return story


def _nearest_rows(pairs: NDArray[np.float32]) -> list[Near]:
    """Return for each row the numbers and the likeness of the rows nearest to it, nearest first."""
    alone = pairs.copy()
    np.fill_diagonal(alone, -np.inf)
    order = np.argsort(-alone, axis=1, kind="stable")[:, : min(_NEAR, len(pairs) - 1)]
    return [(rows, alone[k, rows]) for k, rows in enumerate(order)]


# --- a collection too large for all pairs


def _streamed(
    entries: Sequence[Entry],
    known: Mapping[str, Vectors],
    profile: Profile,
    judgements: Judgements,
    reach: Mapping[str, float],
) -> tuple[list[int], list[Entry]]:
    """Return the stories of a stream, and the first entries of each."""
    stream = Stream(
        known,
        len(entries[0].vector),
        reach=reach,
        profile=profile,
        judgements=judgements,
        most=_MOST_STORIES,
    )
    decisions = stream.add(entries)
    numbers: dict[str, int] = {}
    story = [numbers.setdefault(decision.story, len(numbers)) for decision in decisions]
    sizes: Counter[int] = Counter()
    first: list[Entry] = []
    for entry, number in zip(entries, story, strict=True):
        sizes[number] += 1
        if sizes[number] <= LEARNT_FROM:
            first.append(entry)
    return story, first


def _nearest_of_all(
    entries: Sequence[Entry], own: NDArray[np.float64], headline: float, reach: Reach
) -> list[Near]:
    """Return the nearest rows by blocks of all pairs; words are compared among those alone."""
    rounded = np.round(own * EXACT).astype(np.float32)
    times = np.array([np.nan if e.time is None else e.time for e in entries])
    bare = np.array([entry.bare for entry in entries])
    weights = _word_weights(entries)
    words = [{w: weights[w] for w in entry.words if w in weights} for entry in entries]
    lengths = [_length(entry, weights) for entry in entries]
    across = _across(entries, reach)
    found: list[Near] = []
    for start in range(0, len(entries), _ROWS):
        block = rounded[start : start + _ROWS] @ rounded.T / UNIT
        block *= np.stack([across(start + k) for k in range(len(block))]).astype(np.float32)
        gaps = _gaps(times[start : start + _ROWS], times)
        block -= (_GAP * np.minimum(_PATIENCE, gaps)).astype(np.float32)
        both = bare[start : start + _ROWS, None] & bare[None, :]
        block[both] += np.float32(headline)
        for offset, row in enumerate(block):
            k = start + offset
            row[k] = -np.inf
            rows = np.sort(np.argpartition(-row, _NEAR)[:_NEAR])
            share = np.where(bare[rows] & bare[k], _HEADLINE_WORDS, _WORDS)
            met = [_met(words[k], words[j]) / (lengths[k] * lengths[j]) for j in rows]
            scores = np.round(row[rows] + share * np.array(met), _DECIMALS).astype(np.float32)
            best = np.argsort(-scores, kind="stable")
            found.append((rows[best], scores[best]))
    return found


def _met(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    fewer, more = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * weight for word, weight in fewer.items() if word in more)


# --- each report where its nearest are


def _settled(
    entries: Sequence[Entry],
    story: list[int],
    near: Sequence[Near],
    least: float,
    judgements: Judgements,
) -> list[int]:
    """Move each report to the story in which its nearest reports are nearest, or out of all.

    Judged reports stay where they are.
    """
    story = list(story)
    fresh = max(story) + 1
    for _ in range(_ROUNDS):
        sizes = Counter(story)
        moved = False
        for k, (rows, scores) in enumerate(near):
            if judgements.of(entries[k].id):
                continue
            asked = least + (_SETTLED if entries[k].bare else 0.0)
            best = _best_story(story, rows, scores, sizes, story[k], asked)
            if best is None and sizes[story[k]] == 1:
                continue
            to = fresh if best is None else best
            fresh += best is None
            moved = moved or to != story[k]
            sizes[story[k]] -= 1
            sizes[to] += 1
            story[k] = to
        if not moved:
            break
    return story


def _best_story(
    story: Sequence[int],
    rows: NDArray[np.intp],
    scores: Vectors,
    sizes: Mapping[int, int],
    own: int,
    least: float,
) -> int | None:
    """Return the story whose five nearest reports are nearest in the mean, None if none is near.

    Of a story that has more reports than are among the nearest, the rest count as the farthest.
    """
    seen: dict[int, list[float]] = defaultdict(list)
    for row, score in zip(rows.tolist(), scores.tolist(), strict=True):
        if len(seen[story[row]]) < _VOICES:
            seen[story[row]].append(score)
    floor = float(scores[-1]) if len(scores) else 0.0
    best: tuple[float, int] | None = None
    for number, found in seen.items():
        wanted = min(_VOICES, sizes[number] - (number == own))
        mean = (sum(found) + floor * (wanted - len(found))) / wanted
        if mean > least and (best is None or (mean, -number) > best):
            best = mean, -number
    return None if best is None else -best[1]


# --- what a person has said


def _put_apart(
    pairs: NDArray[np.float32], entries: Sequence[Entry], judgements: Judgements
) -> None:
    """Put far apart what is judged to be apart."""
    if not judgements:
        return
    rows = {entry.id: k for k, entry in enumerate(entries)}
    for name, k in rows.items():
        for other, same in judgements.of(name).items():
            if not same and other in rows:
                pairs[k, rows[other]] = pairs[rows[other], k] = -len(entries)


def _told_together(entries: Sequence[Entry], judgements: Judgements) -> list[list[int]]:
    """Return the rows that are judged to be of one story, each set sorted."""
    rows = {entry.id: k for k, entry in enumerate(entries) if judgements.of(entry.id)}
    left, found = set(rows), []
    for name in rows:
        if name not in left:
            continue
        left.remove(name)
        stack, together = [name], []
        while stack:
            here = stack.pop()
            together.append(rows[here])
            for other, same in judgements.of(here).items():
                if same and other in left:
                    left.remove(other)
                    stack.append(other)
        if len(together) > 1:
            found.append(sorted(together))
    return found
