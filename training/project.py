"""Carry annotation over to the same lines in another language.

    python training/project.py CORPUS FROM TO OUT      annotation/FROM.jsonl to OUT

NTREX-128 has the same documents line by line in many languages. Words are matched by the encoder's
states of layer 8, in which words that translate each other are nearest (as Dou and Neubig 2021,
"Word Alignment by Fine-tuning Embeddings on Parallel Corpora", do with those of mBERT): two tokens
match where each is the other's likeliest. A span goes to the run of tokens that its own match.
An attribution whose words match too thinly is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.base import TokenStates
from firsthand.engines.e5 import E5Encoder
from standoff import documents, text_of

LEAST_MATCHED = 0.45
_HERE = Path(__file__).parent
_SHARP = 0.05

Span = tuple[int, int]


def matches(one: TokenStates, other: TokenStates) -> NDArray[np.bool_]:
    """Return (n, m): which tokens of two lines are each other's likeliest."""
    a = one.states / np.linalg.norm(one.states, axis=1, keepdims=True)
    b = other.states / np.linalg.norm(other.states, axis=1, keepdims=True)
    likeness = a @ b.T
    there = likeness >= likeness.max(axis=1, keepdims=True) - 1e-6
    back = likeness >= likeness.max(axis=0, keepdims=True) - 1e-6
    found: NDArray[np.bool_] = there & back
    return found


def carried(
    span: Span, one: TokenStates, other: TokenStates, match: NDArray[np.bool_]
) -> tuple[Span | None, float]:
    """Return where a span (in its line) goes, and the share of its tokens that have a match."""
    mine = [k for k, (s, e) in enumerate(one.spans) if s < span[1] and e > span[0]]
    if not mine:
        return None, 0.0
    matched = match[mine].any(axis=1)
    theirs = np.flatnonzero(match[mine].any(axis=0))
    if not len(theirs):
        return None, 0.0
    outside = [k for k in range(len(one.spans)) if k not in set(mine)]
    taken = set(np.flatnonzero(match[outside].any(axis=0)).tolist()) if outside else set()
    first, last = _densest(theirs.tolist(), taken)
    return (other.spans[first][0], other.spans[last][1]), float(matched.mean())


def _densest(tokens: Sequence[int], taken: set[int]) -> Span:
    """Return the ends of the run with most of the tokens and fewest of those matched elsewhere."""
    strange = np.cumsum([t in taken for t in range(tokens[-1] + 1)])
    best, found = -1e9, (tokens[0], tokens[-1])
    for i, first in enumerate(tokens):
        for j, last in enumerate(tokens[i:]):
            score = j + 1 - 1.5 * float(strange[last] - strange[first] + (first in taken))
            if score > best:
                best, found = score, (first, last)
    return found


def project(corpus: Path, source: str, target: str) -> list[dict[str, Any]]:
    """Return the stand-off annotation of ``target`` documents."""
    encoder = E5Encoder()
    from_, to = documents(corpus, source), documents(corpus, target)
    found = []
    lines = (_HERE / "annotation" / f"{source}.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        one = json.loads(line)
        here, there = from_[one["doc"]]["sentences"], to[one["doc"]]["sentences"]
        states = encoder.tokens([*here, *there])
        mine, theirs = states[: len(here)], states[len(here) :]
        match = [matches(a, b) for a, b in zip(mine, theirs, strict=True)]
        starts, far = _starts(here), _starts(there)
        kept: list[dict[str, Any]] = []
        number: dict[int, int] = {}
        for k, attribution in enumerate(one["attributions"], 1):
            spans, shares = {}, []
            for role in ("source", "cue", "content"):
                spans[role] = []
                for start, end in attribution[role]:
                    n = max(i for i, at in enumerate(starts) if at <= start)
                    local = (start - starts[n], end - starts[n])
                    place, share = carried(local, mine[n], theirs[n], match[n])
                    shares.append(share)
                    if place is not None:
                        spans[role].append([far[n] + place[0], far[n] + place[1]])
            if min(shares) == 0 or np.mean(shares) < LEAST_MATCHED or not spans["content"]:
                continue
            number[k] = len(kept) + 1
            kept.append({**attribution, **spans})
        for attribution in kept:
            attribution["parent"] = number.get(attribution["parent"])
        text = text_of(to[one["doc"]])
        digest = sha256(text.encode()).hexdigest()
        found.append(
            {
                "doc": one["doc"],
                "sha256": digest,
                "attributions": kept,
                "of": len(one["attributions"]),
            }
        )
    return found


def _starts(lines: Sequence[str]) -> list[int]:
    found, at = [], 0
    for line in lines:
        found.append(at)
        at += len(line) + 2
    return found


if __name__ == "__main__":
    made = project(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    total = sum(one.pop("of") for one in made)
    kept = sum(len(one["attributions"]) for one in made)
    Path(sys.argv[4]).write_text(
        "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in made), encoding="utf-8"
    )
    print(f"{sys.argv[2]} to {sys.argv[3]}: {kept} of {total} attributions")
