"""What the tests of attribution share: analyse a text, find one attribution, read its words."""

from __future__ import annotations

from firsthand.attribute import attribute
from firsthand.records import Attribution, Report
from firsthand.split import split


def analysed(text: str, language: str = "en") -> Report:
    """Return the report of a text, split and attributed."""
    return attribute(split(Report(id="r", text=text, language=language)))


def words(report: Report, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the words under spans, pieces joined by an ellipsis."""
    return " … ".join(report.text[s:e] for s, e in spans)


def only(report: Report, start: str) -> Attribution:
    """Return the one attribution whose content begins with ``start``."""
    found = [a for a in report.attributions if words(report, a.content).startswith(start)]
    assert len(found) == 1, [words(report, a.content) for a in report.attributions]
    return found[0]


def speaker(report: Report, attribution: Attribution) -> str | None:
    """Return the name of the attribution's speaker, None where it has none."""
    return next((s.name for s in report.speakers if s.id == attribution.speaker), None)
