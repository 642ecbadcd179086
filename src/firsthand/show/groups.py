"""Decisions on stories: as JSON values, and as lists for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from firsthand.group import Decision
from firsthand.records import Report
from firsthand.show.words import neutral

_LONGEST = 100


def decision_record(decision: Decision) -> dict[str, Any]:
    """Return a decision as a JSON object: the report's id, its story, and the evidence."""
    return {
        "id": decision.report,
        "story": decision.story,
        "joined": decision.joined,
        "score": decision.score,
        "evidence": {
            "least": decision.least,
            "likeness": decision.likeness,
            "nearest": decision.nearest,
            "days_between": decision.gap,
            "shared_words": list(decision.shared),
            "judged": decision.judged,
        },
    }


def no_story_record(report: Report) -> dict[str, Any]:
    """Return the JSON object of a report that could not be read: it has no story."""
    problems = [{"code": p.code, "message": p.message} for p in report.problems]
    return {"id": report.id, "story": None, "problems": problems}


def show_stories(
    decisions: Sequence[Decision], reports: Mapping[str, Report], console: Console
) -> None:
    """Print the stories of several reports, the largest first, and how many have but one."""
    stories: dict[str, list[Decision]] = {}
    for decision in decisions:
        stories.setdefault(decision.story, []).append(decision)
    several = {name: members for name, members in stories.items() if len(members) > 1}
    for name, members in sorted(several.items(), key=lambda item: -len(item[1])):
        found = {reports[m.report].language for m in members} - {None}
        console.print(Text(f"{name}: {len(members)} reports{_in_languages(found)}", style="bold"))
        for member in members:
            console.print(_line(reports[member.report], member))
        console.print()
    alone = [members[0] for members in stories.values() if len(members) == 1]
    if alone:
        console.print(Text(f"In no story with another: {_number(len(alone))}", style="bold"))
        for member in alone:
            console.print(_line(reports[member.report], None))


def show_decision(decision: Decision, report: Report, console: Console) -> None:
    """Print one decision of a stream on a line."""
    console.print(Text(f"{decision.story}  ", style="bold") + _line(report, decision))


def _line(report: Report, decision: Decision | None) -> Text:
    text = " ".join(neutral(report.title or report.text).split())
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    line = Text(f"  {report.id}  ", style="cyan") + Text(shown, style="default")
    if decision is not None and decision.joined and decision.nearest:
        line += Text(f"  ({decision.score:.2f}, nearest {decision.nearest})", style="dim")
    return line


def _in_languages(found: Iterable[str | None]) -> str:
    names = sorted(filter(None, found))
    return f" in {', '.join(names)}" if names else ""


def _number(count: int) -> str:
    return "1 report" if count == 1 else f"{count} reports"
