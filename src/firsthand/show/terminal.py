"""A comparison for people at a terminal: the answer first, then what it rests on."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from firsthand.records import Comparison, Derivation
from firsthand.show.cells import (
    badge,
    cited_lines,
    head_lines,
    heading,
    indented,
    joined,
    locator,
    place_lines,
    problem_lines,
    quoted,
    safe,
    voice_lines,
)
from firsthand.show.claim_cells import conflict_parts, only_parts, shared_parts
from firsthand.show.labels import Label, Words, labels
from firsthand.show.tree import Branch, derivation_label
from firsthand.show.view import StoryView, all_problems, story_views
from firsthand.show.words import neutral


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print a comparison: of each story the answer, claims, differences, origins and comment."""
    views = story_views(comparison)
    known = labels(comparison.reports)
    if not views:
        console.print(Text("No story: there was nothing to compare.", style="bold"))
    for number, view in enumerate(views, 1) if len(views) > 1 else ():
        name = neutral(view.first.report.title or view.first.name)
        console.print(Text.assemble(f"{number}  ", (name, "bold"), f"  {view.size}"))
    for number, view in enumerate(views, 1):
        if len(views) > 1:
            console.print(heading(f"Story {number} of {len(views)}"))
        for part in _story(view, known):
            console.print(part, highlight=False)
    problems = all_problems(comparison)
    if problems:
        console.print(heading("Problems"))
        console.print(problem_lines(problems), highlight=False)


def _story(view: StoryView, known: dict[str, Label]) -> list[RenderableType]:
    return [
        _answer(view),
        *map(head_lines, view.labels),
        *conflict_parts(view),
        *shared_parts(view),
        *only_parts(view),
        *_origins(view, known),
        *_voices(view),
    ]


def _answer(view: StoryView) -> RenderableType:
    """Return the answer, then how many origins on a line of its own, then the other figures."""
    # It stands on lines of its own, so its direction disturbs nothing.
    answer = Text(neutral(view.answer), style="bold", overflow="fold")
    lines: list[RenderableType] = [answer, Text()]
    if view.figures:
        *others, (origins, noun) = view.figures
        lines.append(Text.assemble("> ", f"{origins} {noun}", style="bold yellow"))
        lines.append(joined(Text(f"{many} {noun}") for many, noun in others))
        lines.append(Text())
    return Group(*lines)


def _origins(view: StoryView, known: dict[str, Label]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if view.cited:
        parts += [heading("Who is cited"), cited_lines(view.cited)]
    if view.places:
        parts += [heading("Places"), place_lines(view.places)]
    if view.tree:
        tree = Tree(Text("origins"), hide_root=True, guide_style="dim")
        for branch in view.tree:
            _grow(tree, branch, known)
        parts += [heading("Where the reports come from"), tree]
    return parts


def _grow(tree: Tree, branch: Branch, known: dict[str, Label]) -> None:
    below = tree.add(_branch(branch, known))
    for child in branch.children:
        _grow(below, child, known)


def _branch(branch: Branch, known: dict[str, Label]) -> RenderableType:
    if branch.origin:
        name = safe(branch.origin.name or "an origin that is not named", "bold")
        # An unknown origin's name says that it is unknown.
        kind = "" if branch.origin.kind == "unknown" else f" ({branch.origin.kind})"
        return Text.assemble(name, (kind, "cyan"), overflow="fold")
    label = known.get(branch.id)
    name = badge(label) if label else safe(branch.id)
    notes = [
        Text(derivation_label(branch.derivation) if branch.derivation else "", style="cyan"),
        Text("" if branch.derivation or branch.circle else "names no origin", style="dim"),
        Text("in a circle: no origin found" if branch.circle else "", style="yellow"),
        Text("see above" if branch.repeated else "", style="dim"),
    ]
    line = joined([name, *notes])
    return Group(line, *_evidence(branch.derivation, known)) if branch.derivation else line


def _evidence(derivation: Derivation, known: dict[str, Label]) -> list[Text]:
    """Return the first places that show a derivation, and how many more there are.

    The words stand beside the place of a citation; shared text is told by its two places.
    """
    rows = [
        [Words(known[place.report], (place.span,)) for place in row if place.report in known]
        for row in derivation.evidence
    ]
    lines = [
        joined([quoted(row[0], "italic"), locator(row[0])], " ")
        if len(row) == 1
        else joined((locator(words) for words in row), " = ")
        for row in rows[:2]
    ]
    more = len(rows) - len(lines)
    return [*lines, Text(f"and {more} more", style="dim")] if more else lines


def _voices(view: StoryView) -> list[RenderableType]:
    """Return what the writers say in their own voice, and where that could not be told."""
    parts: list[RenderableType] = []
    if view.comments:
        parts.append(heading("The writer's own voice"))
    for label, passages in view.comments:
        parts += [badge(label), indented(voice_lines(passages))]
    if view.unclear:
        parts.append(heading("Reporting or comment? Unclear"))
    for label, passages in view.unclear:
        places = Words(label, tuple(span for words in passages for span in words.spans))
        parts.append(joined([badge(label), locator(places)]))
    return parts
