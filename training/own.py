"""Texts written for training, with what is said in them: ``own/LANGUAGE.txt``.

Every person, place and firm in them is invented. ``== 1`` begins a text, ``T`` a line of it; ``A``
is an attribution: ``line|source|cue|content|force``. A piece is words of the line; ``a..b`` goes
from the words a to the words b, ``&`` parts pieces, and ``-`` stands for none. Words that stand
more than once are taken where they are nearest to the cue, ends where they first come.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_FORCES = {
    "": "state", "c": "claim", "a": "accuse", "n": "deny", "m": "admit", "q": "ask",
    "d": "demand", "p": "promise", "w": "warn", "f": "feel", "o": "other",
}  # fmt: skip
_BETWEEN = "\n\n"

Span = tuple[int, int]


def read_own(path: Path) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return (id, text, attributions) of each text; raises ValueError naming the line at fault."""
    found: list[tuple[str, list[str], list[tuple[int, str]]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, _, rest = line.partition(" ")
        if kind == "==":
            found.append((rest, [], []))
        elif kind == "T":
            found[-1][1].append(rest)
        elif kind == "A":
            found[-1][2].append((number, rest))
    texts = []
    for name, lines, rows in found:
        attributions = []
        for number, row in rows:
            try:
                attributions.append(_attribution(lines, row))
            except (ValueError, KeyError, IndexError) as error:
                raise ValueError(f"{path}:{number}: {error} in {row!r}") from error
        texts.append((f"own-{path.stem}:{name}", _BETWEEN.join(lines), attributions))
    return texts


def _attribution(lines: list[str], row: str) -> dict[str, Any]:
    number, source, cue, content, force = (*row.split("|"), "")[:5]
    at = int(number) - 1
    line = lines[at]
    start = sum(len(one) + len(_BETWEEN) for one in lines[:at])
    cues = _pieces(line, cue, None)
    contents = _pieces(line, content, None)
    near = (cues or contents)[0][0]
    spans = {"source": _pieces(line, source, near), "cue": cues, "content": contents}
    return {
        "force": _FORCES[force.strip()],
        **{name: [[a + start, b + start] for a, b in own] for name, own in spans.items()},
    }


def _pieces(line: str, pieces: str, near: int | None) -> list[Span]:
    return [
        _find(line, one.strip(), near)
        for one in pieces.split(" & ")
        if one.strip() not in {"", "-"}
    ]


def _find(line: str, piece: str, near: int | None) -> Span:
    first, dots, last = piece.partition("..")
    if not dots or piece in line:
        places = _places(line, piece)
        start = places[0] if near is None else min(places, key=lambda at: (abs(at - near), at))
        return start, start + len(piece)
    start = _places(line, first)[0]
    ends = [at for at in _places(line, last) if at >= start + len(first)]
    if not ends:
        raise ValueError(f"{last!r} does not stand behind {first!r}")
    return start, ends[0] + len(last)


def _places(line: str, words: str) -> list[int]:
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", line)]
    found = found or [m.start() for m in re.finditer(re.escape(words), line)]
    if not found:
        raise ValueError(f"no {words!r}")
    return found
