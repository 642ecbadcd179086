"""Which reports tell of one event: reports -> stories, across languages.

``group`` looks at all reports at once, ``Stream`` decides each as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firsthand.engines.base import Encoder
from firsthand.group.batch import group_entries
from firsthand.group.entries import LEAD_CHARACTERS, Entry, Kickers, make_entries
from firsthand.group.judgements import Judgements
from firsthand.group.means import centred, language_likeness, language_means, language_reach
from firsthand.group.profile import PROFILES, Profile, ProfileName
from firsthand.group.stream import Decision, Stream
from firsthand.records import Judgement, Report

__all__ = [
    "LEAD_CHARACTERS",
    "PROFILES",
    "Decision",
    "Entry",
    "Judgements",
    "Kickers",
    "Profile",
    "ProfileName",
    "Stream",
    "centred",
    "group",
    "group_entries",
    "language_likeness",
    "language_means",
    "language_reach",
    "make_entries",
]


def group(
    reports: Sequence[Report],
    encoder: Encoder,
    *,
    profile: Profile = PROFILES["default"],
    judgements: Iterable[Judgement] = (),
) -> tuple[tuple[Report, ...], ...]:
    """Return the stories, each a tuple of its reports in the given order.

    Stories are ordered by their first report. No reports give no stories.
    """
    if len(reports) < 2:
        return tuple((report,) for report in reports)
    entries = make_entries(reports, encoder)
    known = language_means(encoder.name)
    stories: dict[str, list[Report]] = {}
    reach = language_reach(encoder.name)
    decisions = group_entries(entries, known, profile, Judgements(judgements), reach)
    for report, decision in zip(reports, decisions, strict=True):
        stories.setdefault(decision.story, []).append(report)
    return tuple(tuple(members) for members in stories.values())
