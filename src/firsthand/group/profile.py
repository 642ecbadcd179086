"""How sure a report must be to join a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ProfileName = Literal["default", "analyst", "browse"]


@dataclass(frozen=True, slots=True)
class Profile:
    """The least scores at which reports join: with their text, or with nothing but a headline.

    ``arriving`` and ``arriving_headline`` are for reports that come in one by one, ``whole`` and
    ``whole_headline`` where the whole collection is at hand. ``learns``: what all stories
    have in common is taken away, and a likeness across far languages is held against what is usual
    there; not where one event is all there may be. Measured: docs/decisions/012.
    """

    arriving: float
    arriving_headline: float
    whole: float
    whole_headline: float
    learns: bool = True


PROFILES: dict[ProfileName, Profile] = {
    "default": Profile(0.50, 0.31, 0.65, 0.24),
    # Few false joins: what belongs together may stay apart.
    "analyst": Profile(0.60, 0.38, 0.75, 0.34),
    # Whatever may belong together.
    "browse": Profile(0.30, 0.35, 0.30, 0.30, learns=False),
}
