"""How far the shared speakers of two units speak for or against their telling the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.align.vectors import Matrix
from firsthand.names import same_script, share_word
from firsthand.records import SharedSpeaker

SAME_SPEAKER = 2.0
"""What one speaker in both reports counts, and more than any two speakers do."""
_OTHER_PERSON = -1.5
_PERSON_AND_BODY = -1.0
_OTHER_BODY = -1.5
_LIKE_NAMES = 0.86


def agreement_of(speakers: Sequence[SharedSpeaker], names: Matrix) -> Matrix:
    """Return (n + 1, n + 1) log odds for n speakers; ``names`` are their vectors (n, d).

    The last row and column mean "unknown". An unknown or unnamed speaker is neutral, and so are two
    bodies whose names may translate each other; two persons are not.
    """
    n = len(speakers)
    persons = np.array([speaker.kind == "person" for speaker in speakers], dtype=np.int64)
    named = np.array([speaker.kind != "unnamed" for speaker in speakers], dtype=np.bool_)
    bodies = np.where(np.round(names @ names.T, 4) >= _LIKE_NAMES, 0.0, _OTHER_BODY)
    count = persons[:, None] + persons[None, :]
    scores = np.choose(count, [bodies, _PERSON_AND_BODY, _OTHER_PERSON])
    table = np.zeros((n + 1, n + 1))
    table[:n, :n] = np.where(np.outer(named, named), scores, 0.0)
    table[np.arange(n), np.arange(n)] = SAME_SPEAKER
    return table


def two_persons(speakers: Sequence[SharedSpeaker]) -> NDArray[np.bool_]:
    """Return (n + 1, n + 1): pairs of persons whose names, in one script, share no word."""
    n = len(speakers)
    apart = np.zeros((n + 1, n + 1), dtype=np.bool_)
    persons = [k for k, speaker in enumerate(speakers) if speaker.kind == "person"]
    for place, k in enumerate(persons):
        for m in persons[place + 1 :]:
            one, other = speakers[k].name, speakers[m].name
            if same_script(one, other) and not share_word(one, other):
                apart[k, m] = apart[m, k] = True
    return apart
