"""Speakers named by several reports of a story become one shared speaker."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firsthand.data import country_code
from firsthand.engines.base import Encoder
from firsthand.names import SAME, is_acronym, name_similarity, romanise, same_script
from firsthand.records import Report, SharedSpeaker, Speaker, SpeakerKind

Member = tuple[Report, Speaker]
Name = tuple[str, SpeakerKind]

_BODIES = frozenset({"organisation", "group", "country", "outlet"})
# Raw e5 likeness of translated names; one-word names need more, since those of two countries
# come as near as 0.93.
_ALIKE = 0.935
_ALIKE_LONG = 0.9
_CLEAR = 0.02


def share_speakers(reports: Sequence[Report], encoder: Encoder) -> tuple[SharedSpeaker, ...]:
    """Return the speakers of a story, s1, s2, ... in order of first mention.

    Persons and bodies are joined by their names, where their kinds agree. A lone surname that fits
    two different full names stays by itself. Bodies and countries with translated names are joined
    by their vectors, mutually best and clearly so. Unnamed speakers are never joined with anyone.
    """
    members = [(report, speaker) for report in reports for speaker in report.speakers]
    groups: list[list[int]] = []
    # The same name in many reports is compared once.
    named: list[tuple[list[int], set[Name]]] = []
    for i in _fullest_first(members):
        speaker = members[i][1]
        name = speaker.name, speaker.kind
        fitting = [entry for entry in named if _fits(name, entry[1])]
        if len(fitting) == 1:
            fitting[0][0].append(i)
            fitting[0][1].add(name)
            continue
        groups.append([i])
        if speaker.kind != "unnamed":
            named.append((groups[-1], {name}))
    groups = _translated(groups, members, encoder)
    groups = sorted(sorted(group) for group in groups)
    return tuple(_shared(number, g, members) for number, g in enumerate(groups, start=1))


def _fullest_first(members: Sequence[Member]) -> list[int]:
    """Return the numbers of the members, names of most words first, then by position."""
    return sorted(range(len(members)), key=lambda i: (-len(romanise(_name(members, i)).split()), i))


def _name(members: Sequence[Member], i: int) -> str:
    return members[i][1].name


def _fits(name: Name, group: Collection[Name]) -> bool:
    return all(_names_alike(*name, *other) >= SAME for other in group)


def _likeness(a: Speaker, b: Speaker) -> float:
    return _names_alike(a.name, a.kind, b.name, b.kind)


@lru_cache(maxsize=1 << 17)
def _names_alike(a: str, kind_a: SpeakerKind, b: str, kind_b: SpeakerKind) -> float:
    """Return how far two speakers may be one; the same names meet again in many reports."""
    if "unnamed" in (kind_a, kind_b) or not _kinds_agree(kind_a, kind_b):
        return 0.0
    if kind_a == kind_b == "country":
        codes = country_code(a), country_code(b)
        if None not in codes:
            return 1.0 if codes[0] == codes[1] else 0.0
    if kind_a != "person" and (is_acronym(a, b) or is_acronym(b, a)):
        return 0.9
    return name_similarity(a, b)


def _kinds_agree(a: SpeakerKind, b: SpeakerKind) -> bool:
    return a == b or (a in _BODIES and b in _BODIES)


def _translated(
    groups: Sequence[list[int]], members: Sequence[Member], encoder: Encoder
) -> list[list[int]]:
    """Join groups of bodies whose names in two languages are one name translated."""
    bodies = [g for g in groups if members[g[0]][1].kind in _BODIES]
    others = [g for g in groups if members[g[0]][1].kind not in _BODIES]
    vectors = encoder.pooled([_name(members, g[0]) for g in bodies]).astype(np.float64)
    likeness = np.round(vectors @ vectors.T, 4)
    np.fill_diagonal(likeness, 0.0)
    joined: dict[int, int] = {}
    for i, group in enumerate(bodies):
        j = int(likeness[i].argmax())
        if i < j and int(likeness[j].argmax()) == i and _clear(likeness, i, j, group, members):
            languages = [{members[k][0].language for k in bodies[n]} for n in (i, j)]
            if not languages[0] & languages[1]:
                joined[j] = i
    kept = {i: [*group] for i, group in enumerate(bodies) if i not in joined}
    for j, i in joined.items():
        kept[i] += bodies[j]
    return [*others, *kept.values()]


def _clear(
    likeness: NDArray[np.float64], i: int, j: int, group: Sequence[int], members: Sequence[Member]
) -> bool:
    """Tell whether two names are alike enough and nothing else comes near."""
    least = _ALIKE_LONG if " " in _name(members, group[0]).strip() else _ALIKE
    rivals = [*np.delete(likeness[i], [i, j]), *np.delete(likeness[j], [i, j]), 0.0]
    return bool(likeness[i, j] >= max(least, max(rivals) + _CLEAR))


def _shared(number: int, group: Sequence[int], members: Sequence[Member]) -> SharedSpeaker:
    # The script of most tellings first: one report in another must not name the speaker for all.
    names = [_name(members, k) for k in group]
    fullest = min(
        group,
        key=lambda i: (
            -sum(same_script(_name(members, i), name) for name in names),
            -len(_name(members, i)),
            i,
        ),
    )
    links = [
        max(_likeness(members[i][1], members[k][1]) for k in group if k != i)
        for i in group
        if len(group) > 1
    ]
    method = "single" if not links else "name" if min(links) >= SAME else "translated name"
    return SharedSpeaker(
        f"s{number}",
        _name(members, fullest),
        members[fullest][1].kind,
        tuple((members[i][0].id, members[i][1].id) for i in group),
        method,
        round(min(links), 3) if method == "name" else 1.0 if method == "single" else _ALIKE_LONG,
    )
