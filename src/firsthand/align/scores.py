"""How likely two attributions tell the same: margin, surroundings, speaker and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.align.units import Unit, related
from firsthand.align.vectors import Matrix, Space, embed
from firsthand.engines.base import Encoder
from firsthand.names import same_script, share_word
from firsthand.records import Report, SharedSpeaker

Flags = NDArray[np.bool_]

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
_SAME_SPEAKER = 2.0
_OTHER_PERSON = -1.5
_PERSON_AND_BODY = -1.0
_OTHER_BODY = -1.5
_LIKE_NAMES = 0.86
_NO_WORDS = -3.0
_REPEATED = 0.5
_REPEATED_LEAST = 3
_SAME_MARKED = 3.0
_BIAS = -3.7


@dataclass(frozen=True, slots=True)
class Scores:
    """Log odds that two units tell the same.

    ``pairs`` is (n, n) over units. ``parts[j]`` is (n, parts of unit j): each unit as a whole
    against one sentence of unit j; BLOCKED within one report.
    """

    pairs: Matrix
    parts: tuple[Matrix, ...]


def score_pairs(
    reports: Sequence[Report],
    units: Sequence[Unit],
    speakers: Sequence[SharedSpeaker],
    encoder: Encoder,
) -> Scores:
    """Return the scores of all pairs of units; no units give matrices of size 0."""
    space = embed(reports, units, [speaker.name for speaker in speakers], encoder)
    owner = np.array([unit.report for unit in units], dtype=np.int64)
    ground = space.near[:, owner]
    languages = [reports[unit.report].language or "" for unit in units]
    surroundings = _surroundings(units, speakers, space, languages)
    pairs = _MARGIN * (2 * space.contents @ space.contents.T - ground - ground.T)
    pairs += surroundings + _lengths(units) + _numbers(units)
    pairs += _shared_words(units, languages) + _marked_words(units)
    blocked = _blocked(units, speakers)
    parts: list[Matrix] = []
    for j in range(len(units)):
        margin = 2 * space.contents @ space.parts[j].T
        margin -= ground[:, [j]] + space.parts_near[j][:, owner].T
        scores = _MARGIN * margin + surroundings[:, [j]]
        scores[blocked[j] | (owner == owner[j])] = BLOCKED
        parts.append(np.round(scores, 4))
    pairs[blocked] = BLOCKED
    return Scores(np.round(pairs, 4), tuple(parts))


def _surroundings(
    units: Sequence[Unit],
    speakers: Sequence[SharedSpeaker],
    space: Space,
    languages: Sequence[str],
) -> Matrix:
    """Return what context, frame and speakers add, bias included: (n, n).

    Frames count between languages only, since in one language "X said" is like any "X said"; and
    within one report it says nothing that two statements have one speaker.
    """
    both = np.outer(space.framed, space.framed) & _differ(languages)
    frames = np.where(both, space.frames @ space.frames.T - _FRAME_MIDDLE, 0.0)
    context = space.contexts @ space.contexts.T
    agreement = _agreement(units, speakers, space.names)
    agreement[~_differ([unit.report for unit in units])] = 0.0
    return _CONTEXT * context + _FRAME * frames + agreement + _BIAS


def _differ(values: Sequence[str] | Sequence[int]) -> Flags:
    column = np.array(values).reshape(-1, 1)
    return np.asarray(column != column.T, dtype=np.bool_)


def _lengths(units: Sequence[Unit]) -> Matrix:
    logs = np.log([max(1, len(unit.text)) for unit in units])
    return np.asarray(_LENGTH * np.abs(logs[:, None] - logs[None, :]), dtype=np.float64)


def _numbers(units: Sequence[Unit]) -> Matrix:
    """Return the agreement of digit numbers; a unit without any agrees with all."""
    scores = np.zeros((len(units), len(units)))
    having = [i for i, unit in enumerate(units) if unit.numbers]
    for i in having:
        for j in having:
            mine, other = units[i].numbers, units[j].numbers
            if mine == other:
                scores[i, j] = _SAME_NUMBERS
            elif not mine & other:
                scores[i, j] = _OTHER_NUMBERS
    return scores


def _shared_words(units: Sequence[Unit], languages: Sequence[str]) -> Matrix:
    """Return what it costs two contents of one language to have too few words in common.

    Any shared word will do between reports; within one report, where the same person goes on about
    the same thing, half the shorter content's words must return.
    """
    scores = np.zeros((len(units), len(units)))
    for i, one in enumerate(units):
        for j in range(i + 1, len(units)):
            other = units[j]
            if languages[i] != languages[j]:
                continue
            shared = len(one.stems & other.stems)
            share = shared / max(1, min(len(one.stems), len(other.stems)))
            repeated = share >= _REPEATED and shared >= _REPEATED_LEAST
            if not shared or (one.report == other.report and not repeated):
                scores[i, j] = scores[j, i] = _NO_WORDS
    return scores


def _marked_words(units: Sequence[Unit]) -> Matrix:
    """Return what it counts that two reports put the same word of one speaker in quotation marks.

    Some are spelt alike in many languages ("absurd"), which a context of other words hides.
    """
    scores = np.zeros((len(units), len(units)))
    having = [i for i, unit in enumerate(units) if unit.marked and unit.speaker is not None]
    for i in having:
        for j in having:
            one, other = units[i], units[j]
            apart = one.report != other.report and one.speaker == other.speaker
            if apart and one.marked & other.marked:
                scores[i, j] = _SAME_MARKED
    return scores


# --- speakers


def _places(units: Sequence[Unit], speakers: Sequence[SharedSpeaker]) -> list[int]:
    """Return each unit's row in a table of speakers whose last row means "unknown"."""
    place = {speaker.id: k for k, speaker in enumerate(speakers)}
    return [place.get(unit.speaker or "", len(speakers)) for unit in units]


def _agreement(units: Sequence[Unit], speakers: Sequence[SharedSpeaker], names: Matrix) -> Matrix:
    """Return the agreement of shared speakers; an unknown or unnamed speaker is neutral.

    So are two bodies whose names may translate each other; two persons are not.
    """
    n = len(speakers)
    likeness = names @ names.T
    table = np.zeros((n + 1, n + 1))
    for k, one in enumerate(speakers):
        for m, other in enumerate(speakers):
            if "unnamed" not in (one.kind, other.kind):
                persons = (one.kind == "person") + (other.kind == "person")
                body = 0.0 if likeness[k, m] >= _LIKE_NAMES else _OTHER_BODY
                table[k, m] = (body, _PERSON_AND_BODY, _OTHER_PERSON)[persons]
        table[k, k] = _SAME_SPEAKER
    rows = _places(units, speakers)
    return np.asarray(table[np.ix_(rows, rows)], dtype=np.float64)


def _blocked(units: Sequence[Unit], speakers: Sequence[SharedSpeaker]) -> Flags:
    """Return the pairs that cannot be one statement: (n, n) booleans."""
    n = len(units)
    blocked = np.eye(n, dtype=np.bool_)
    empty = np.array([not unit.text for unit in units], dtype=np.bool_)
    blocked[empty, :] = True
    blocked[:, empty] = True
    for i, unit in enumerate(units):
        for j in range(i + 1, n):
            if units[j].report != unit.report:
                break
            if related(unit, units[j]):
                blocked[i, j] = blocked[j, i] = True
    rows = _places(units, speakers)
    return np.asarray(blocked | _two_persons(speakers)[np.ix_(rows, rows)], dtype=np.bool_)


def _two_persons(speakers: Sequence[SharedSpeaker]) -> Flags:
    """Return the pairs of persons whose names, in one script, have no word in common."""
    n = len(speakers)
    apart = np.zeros((n + 1, n + 1), dtype=np.bool_)
    persons = [k for k, speaker in enumerate(speakers) if speaker.kind == "person"]
    for k in persons:
        for m in persons:
            one, other = speakers[k].name, speakers[m].name
            if k != m and same_script(one, other):
                apart[k, m] = not share_word(one, other)
    return apart
