"""One quotation against several pieces: a report that splits what another prints as one."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.align.clusters import Cluster
from firsthand.align.scores import BLOCKED, KINSHIP, Scores
from firsthand.align.units import Unit
from firsthand.align.vectors import Matrix

_JOIN_PIECE = 0.0
"""The least log odds of a unit against one sentence of another."""
_TOLD = 1.0
"""The same where another telling stands beside it."""
_KIN = -0.9
"""The kinship of two reports at which it adds nothing."""
_JOIN_TWO = 3.0
"""The least log odds of two pieces together, where no other telling stands beside them."""


def join_pieces(
    clusters: Sequence[Cluster], kinship: Matrix, units: Sequence[Unit], scores: Scores
) -> list[Cluster]:
    """Return the clusters with lone pieces joined to the quotation that they are cut from.

    A unit that stands alone is a piece of a unit of several sentences in another report if it is
    like one of them, both have the same known speaker, and the speaker's words just before or
    after it are another telling, or another piece in the same order.
    """
    home = {i: number for number, members in enumerate(clusters) for i in members}
    grown = [list(members) for members in clusters]
    by_speaker: dict[tuple[str, int], list[int]] = {}
    for i, unit in enumerate(units):
        if unit.speaker is not None:
            by_speaker.setdefault((unit.speaker, unit.report), []).append(i)
    for whole, unit in enumerate(units):
        if not unit.parts or unit.speaker is None:
            continue
        for (speaker, report), own in by_speaker.items():
            if speaker == unit.speaker and report != unit.report:
                parts = scores.parts(own, whole)
                parts[parts > BLOCKED] += KINSHIP * (kinship[unit.report, report] - _KIN)
                _take(whole, own, parts, units=units, scores=scores, home=home, grown=grown)
    return [tuple(sorted(members)) for members in grown if members]


def _take(
    whole: int,
    own: Sequence[int],
    parts: Matrix,
    *,
    units: Sequence[Unit],
    scores: Scores,
    home: dict[int, int],
    grown: Sequence[list[int]],
) -> None:
    """Move the pieces among ``own``, one speaker's units in one report, to the whole's cluster."""
    members = grown[home[whole]]
    like = [_part(i, whole, row, units) for i, row in zip(own, parts, strict=True)]
    lone = [len(grown[home[i]]) == 1 for i in own]
    free = [bool(row.min() > BLOCKED) for row in scores.between(own, members)]
    piece = [p is not None and one and ok for p, one, ok in zip(like, lone, free, strict=True)]
    for place, i in enumerate(own):
        if not piece[place] or home[i] == home[whole]:
            continue
        around = [p for p in (place - 1, place + 1) if 0 <= p < len(own)]
        sure_alone = float(parts[place].max()) >= _TOLD
        told = sure_alone and any(own[p] in members for p in around)
        sure = [p for p in around if parts[place].max() + parts[p].max() >= _JOIN_TWO]
        beside = any(piece[p] and _in_order(place, p, like) for p in sure)
        if told or beside:
            grown[home[i]].remove(i)
            members.append(i)
            home[i] = home[whole]


def _part(i: int, whole: int, row: Matrix, units: Sequence[Unit]) -> int | None:
    """Return the sentence of the whole that unit ``i`` is like, the first of equals."""
    if len(units[i].text) >= len(units[whole].text) or row.max() < _JOIN_PIECE:
        return None
    return int(row.argmax())


def _in_order(place: int, other: int, like: Sequence[int | None]) -> bool:
    mine, its = like[place], like[other]
    return mine is not None and its is not None and (place < other) == (mine < its) != (mine == its)
