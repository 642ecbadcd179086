"""What a person has said of reports: these tell of one event, these do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from firsthand.records import Judgement


class Judgements:
    """Looks up what was judged; a later judgement on the same two reports counts."""

    def __init__(self, given: Iterable[Judgement] = ()) -> None:
        self._pairs: dict[str, dict[str, bool]] = {}
        for judgement in given:
            for one, other in combinations(judgement.reports, 2):
                self._pairs.setdefault(one, {})[other] = judgement.same
                self._pairs.setdefault(other, {})[one] = judgement.same

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def of(self, report: str) -> dict[str, bool]:
        """Return the reports judged together with this one: True for the same story."""
        return self._pairs.get(report, {})

    def reports(self) -> Sequence[str]:
        """Return the ids that are judged, sorted."""
        return sorted(self._pairs)
