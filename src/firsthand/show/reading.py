"""One report for people at a terminal: its head, who says what in it, whom it cites, its voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from firsthand.records import Attribution, Report
from firsthand.show.cells import (
    MANNER_STYLE,
    Told,
    cited_lines,
    head_lines,
    heading,
    indented,
    locator,
    problem_lines,
    quoted,
    safe,
    voice_lines,
)
from firsthand.show.claims import MANNERS, speaker_name
from firsthand.show.labels import Label, Words, labels
from firsthand.show.view import citations, passages_in, plural


def show_report(report: Report, console: Console) -> None:
    """Print one report with its attributions, nested ones indented, citations and comment."""
    known = labels([report])[report.id]
    label = Label(report, "", known.name, known.file)
    for part in _parts(label):
        console.print(part, highlight=False)
    console.print()


def _parts(label: Label) -> Iterator[RenderableType]:
    report = label.report
    yield head_lines(label)
    if report.problems:
        yield problem_lines((label.file, problem) for problem in report.problems)
    if report.attributions:
        yield heading(plural(len(report.attributions), "attribution"))
        for depth, attribution in nested(report.attributions):
            yield indented(_attribution(label, attribution), by=3 * depth)
    elif report.text:
        yield Text("Nobody is quoted in it, as far as could be found.", style="dim")
    if report.citations:
        yield heading("Who is cited")
        yield cited_lines(citations(label))
    for title, voice in (
        ("The writer's own voice", "comment"),
        ("Reporting or comment? Unclear", "unclear"),
    ):
        if passages := passages_in(label, voice):
            yield heading(title)
            yield voice_lines(passages)


def nested(attributions: Sequence[Attribution]) -> Iterator[tuple[int, Attribution]]:
    """Yield (depth, attribution), each before those that stand in its content.

    An attribution whose parent is not listed, or that stands in a circle, is taken as outermost.
    """
    known = {attribution.id for attribution in attributions}
    below: dict[str | None, list[Attribution]] = {}
    for attribution in attributions:
        parent = attribution.parent if attribution.parent in known else None
        below.setdefault(parent, []).append(attribution)
    seen: set[str] = set()
    for outermost in [*below.get(None, []), *attributions]:
        stack = [(0, outermost)]
        while stack:
            depth, at = stack.pop()
            if at.id not in seen:
                seen.add(at.id)
                yield depth, at
                stack += [(depth + 1, inner) for inner in reversed(below.get(at.id, []))]


def _attribution(label: Label, attribution: Attribution) -> RenderableType:
    words = Words(label, attribution.content)
    manner = MANNERS[attribution.mode]
    force = "" if attribution.force in {"state", "other"} else f" · {attribution.force}"
    head = Text.assemble(
        safe(speaker_name(label.report, attribution), "bold"),
        " · ",
        (manner, MANNER_STYLE[manner]),
        (force, "yellow"),
        overflow="fold",
    )
    if attribution.cue:
        head.append(" · ").append_text(quoted(Words(label, attribution.cue), "italic"))
    return Group(head, indented(Told(words), locator(words), by=2))
