"""What a tagger's numbers say: tokens that are cues, and for each cue who says what.

Roles are read off by the best path on which a span has a beginning (Viterbi 1967); a span takes
whole words, and spans with nothing but punctuation between them are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.base import Proposal
from firsthand.engines.windows import Window
from firsthand.records import Force, Span
from firsthand.spans import trimmed

Floats = NDArray[np.float32]

FORCES: tuple[Force, ...] = (
    "state",
    "claim",
    "accuse",
    "deny",
    "admit",
    "ask",
    "demand",
    "promise",
    "warn",
    "feel",
    "other",
)
"""What a cue's force can be, in the order of the tagger's numbers."""
ANCHORS = ("none", "begin", "inside", "bare")
"""A token: no cue, a cue's first or a further one, or the first of a content without a cue."""
ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_SOURCE, _CUE, _CONTENT = 1, 3, 5
# A span goes on only in its own role.
_ALLOWED = np.array(
    [[0 if b % 2 or not b or a in (b, b - 1) else -1e4 for b in range(7)] for a in range(7)],
    dtype=np.float32,
)
_FAINT = 1e-4
LEAST = 0.3
"""Tokens that are less likely than this to be a cue are not asked for who says what."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How likely a role follows another (7, 7), and begins a window (7,): log odds."""

    follows: Floats
    begins: Floats

    @classmethod
    def learned(cls, follows: Floats, begins: Floats) -> Chain:
        """Return what was learned, with what cannot be ruled out: a span goes on in its role."""
        return cls(follows + _ALLOWED, begins + _ALLOWED[0])


@dataclass(frozen=True, slots=True)
class Anchor:
    """Tokens (first, last + 1) of a window that are likely a cue, or begin a content without.

    ``asked`` is the cue's place where somebody asks about it.
    """

    tokens: tuple[int, int]
    score: float
    bare: bool
    asked: Span | None = None


def find_anchors(chances: Floats, window: Window, cues: Sequence[Span] = ()) -> list[Anchor]:
    """Return the anchors among the tokens that the window owns; ``chances`` is (t, 4).

    Each of ``cues`` that begins there is one, however likely; others are as likely as LEAST.
    """
    first, last = window.owned
    cue = chances[:, 1] + chances[:, 2]
    found = [a for c in cues if (a := _asked(cue, window, c)) is not None]
    taken = {k for anchor in found for k in range(*anchor.tokens)}
    at = first
    while at < last:
        if at in taken:
            at += 1
            continue
        bare = bool(chances[at, 3] > cue[at])
        score = float(chances[at, 3] if bare else cue[at])
        if score < LEAST:
            at += 1
            continue
        end = at + 1
        while (
            not bare
            and end < last
            and end not in taken
            and cue[end] >= LEAST
            and chances[end, 2] > chances[end, 1]
        ):
            score = max(score, float(cue[end]))
            end += 1
        found.append(Anchor((at, end), score, bare))
        at = end
    return found


def _asked(chances: Floats, window: Window, cue: Span) -> Anchor | None:
    first, last = window.owned
    tokens = [
        k
        for k in range(first, last)
        if window.spans[k][0] < min(cue[1], window.spans[k][1]) and window.spans[k][1] > cue[0]
    ]
    if not tokens or (first > 0 and window.spans[first - 1][1] > cue[0]):
        return None
    ends = tokens[0], tokens[-1] + 1
    return Anchor(ends, float(chances[ends[0] : ends[1]].max()), bare=False, asked=cue)


def propose(
    text: str, window: Window, anchor: Anchor, roles: Floats, forces: Floats, chain: Chain
) -> Proposal | None:
    """Return what an anchor's numbers say; None where they give it no content.

    ``roles`` (t, 7) and ``forces`` (11,) are log odds.
    """
    path = _best_path(roles, chain)
    content = _spans(text, window, path, _CONTENT)
    if not content:
        return None
    likely = _chances(roles, chain)
    inside = np.clip(likely[:, _CONTENT] + likely[:, _CONTENT + 1], _FAINT, 1 - _FAINT)
    odds = np.log(inside / (1 - inside))
    return Proposal(
        content,
        _spans(text, window, path, _SOURCE),
        () if anchor.bare else _spans(text, window, path, _CUE),
        FORCES[int(forces.argmax())],
        anchor.score,
        anchor.asked,
        tuple(
            (span, float(one))
            for span, one in zip(window.spans, odds, strict=True)
            if span[0] < span[1]
        ),
    )


def _chances(roles: Floats, chain: Chain) -> Floats:
    """Return the probability (t, 7) of each role at each token, over all paths."""
    before, behind = np.empty_like(roles), np.empty_like(roles)
    before[0] = chain.begins + roles[0]
    behind[-1] = 0
    for at in range(1, len(roles)):
        through = before[at - 1][:, None] + chain.follows
        before[at] = np.logaddexp.reduce(through, axis=0) + roles[at]
    for at in range(len(roles) - 2, -1, -1):
        through = chain.follows + (roles[at + 1] + behind[at + 1])
        behind[at] = np.logaddexp.reduce(through, axis=1)
    both = before + behind
    chances: Floats = np.exp(both - np.logaddexp.reduce(both, axis=1, keepdims=True))
    return chances


def _best_path(roles: Floats, chain: Chain) -> NDArray[np.intp]:
    """Return the likeliest roles (t,)."""
    length = len(roles)
    came = np.zeros(roles.shape, dtype=np.intp)
    best = chain.begins + roles[0]
    for at in range(1, length):
        through = best[:, None] + chain.follows
        came[at] = through.argmax(axis=0)
        best = through.max(axis=0) + roles[at]
    path = np.zeros(length, dtype=np.intp)
    path[-1] = best.argmax()
    for at in range(length - 1, 0, -1):
        path[at - 1] = came[at, path[at]]
    return path


def _spans(text: str, window: Window, path: NDArray[np.intp], role: int) -> tuple[Span, ...]:
    """Return the places of a role, whole words, joined over punctuation within a sentence."""
    joined: list[tuple[int, int, int]] = []
    for first, last in _runs(path, role):
        places = [window.spans[k] for k in range(first, last)]
        start, end = _whole_words(text, places[0][0], places[-1][1])
        if not any(c.isalnum() for c in text[start:end]):
            continue
        sentence = window.sentences[first]
        if joined and joined[-1][2] == sentence and _only_marks(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), sentence)
        else:
            joined.append((start, end, sentence))
    return tuple(trimmed(text, (start, end)) for start, end, _ in joined)


def _runs(path: NDArray[np.intp], role: int) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(path):
        if path[at] not in (role, role + 1):
            at += 1
            continue
        end = at + 1
        while end < len(path) and path[end] == role + 1:
            end += 1
        yield at, end
        at = end


def _whole_words(text: str, start: int, end: int) -> Span:
    if not spaced(text[start:end]):
        return start, end
    while start > 0 and start < len(text) and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def spaced(text: str) -> bool:
    """Tell whether a text's script puts spaces between words."""
    return not any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u9fff" for c in text)


def _only_marks(text: str, start: int, end: int) -> bool:
    return not any(c.isalnum() for c in text[start:end])
