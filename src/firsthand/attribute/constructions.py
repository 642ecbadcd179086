"""A cue with its speaker and the place of its content: what readings return to drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.attribute.hits import Hit
from firsthand.attribute.phrases import Range

Side = Literal["after", "before", "both", "back"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A cue with its speaker (token range) and the place of its content.

    ``start`` is where the construction begins, ``after`` where content behind it begins (the
    number of tokens where there is none). ``side`` "back" means the sentence before. ``shared``
    marks a speaker taken over from an earlier verb of the sentence. ``gap`` is a part of the
    verb that stands within the content and does not belong to it ("wies … zurück"); ``limit``
    is where content behind ends at the latest, ``first`` where content in front begins.
    """

    hit: Hit
    speaker: Range | None
    start: int
    after: int
    side: Side
    method: str
    explicit: bool = False
    shared: bool = False
    gap: Range | None = None
    limit: int | None = None
    first: int | None = None
