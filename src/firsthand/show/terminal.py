"""A comparison for people at a terminal: the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from firsthand.records import Comparison, Derivation
from firsthand.show.cells import (
    MANNER_STYLE,
    Told,
    badge,
    cited_lines,
    head_lines,
    heading,
    indented,
    joined,
    locator,
    problem_lines,
    quoted,
    safe,
    voice_lines,
)
from firsthand.show.labels import Label, Words, labels
from firsthand.show.tree import Branch
from firsthand.show.view import (
    ClaimView,
    DivergenceView,
    StoryView,
    TellingView,
    all_problems,
    bounds_words,
    plural,
    story_views,
)
from firsthand.show.words import isolated, neutral

NARROWEST_COLUMN = 36


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print a comparison: of each story the answer, claims, differences, origins and comment."""
    views = story_views(comparison)
    known = labels(comparison.reports)
    if not views:
        console.print(Text("No story: there was nothing to compare.", style="bold"))
    for number, view in enumerate(views, 1):
        if len(views) > 1:
            console.print(heading(f"Story {number} of {len(views)}"))
        for part in _story(view, known, console.width):
            console.print(part, highlight=False)
    problems = all_problems(comparison)
    if problems:
        console.print(heading("Problems"))
        console.print(problem_lines(problems), highlight=False)


def _story(view: StoryView, known: dict[str, Label], width: int) -> list[RenderableType]:
    parts: list[RenderableType] = [_answer(view), *map(head_lines, view.labels)]
    if view.shared:
        parts.append(heading("Told by more than one report"))
        parts.extend(_claim(claim, width) for claim in view.shared)
    differing = [claim for claim in (*view.shared, *_alone(view)) if claim.divergences]
    if differing:
        parts.append(heading("What differs"))
        parts.extend(_differences(claim) for claim in differing)
    for label, claims in view.alone:
        parts.append(heading(f"Only in {label.letter}, {isolated(neutral(label.name))}"))
        parts.extend(_lone_claim(claim) for claim in claims)
    return [*parts, *_origins(view, known), *_voices(view)]


def _alone(view: StoryView) -> list[ClaimView]:
    return [claim for _, claims in view.alone for claim in claims]


def _answer(view: StoryView) -> RenderableType:
    """Return the answer, then how many origins on a line of its own, then the other figures."""
    lines: list[RenderableType] = [safe(view.answer, "bold"), Text()]
    if view.figures:
        *others, (origins, noun) = view.figures
        lines.append(Text.assemble("> ", f"{origins} {noun}", style="bold yellow"))
        lines.append(joined(Text(f"{many} {noun}") for many, noun in others))
        lines.append(Text())
    return Group(*lines)


def _claim(claim: ClaimView, width: int) -> RenderableType:
    return Group(Text(), _claim_head(claim), indented(_tellings(claim.tellings, width - 3)))


def _claim_head(claim: ClaimView) -> Text:
    """Return the line over a claim: its number, who says it, and how well it is supported."""
    counted = claim.claim.asserted_by is not None
    bounds = (
        [
            Text(f"asserted by {bounds_words(claim.claim.asserted_by)}"),
            Text(f"routes: {bounds_words(claim.claim.routes)}"),
        ]
        if counted
        else []
    )
    who = joined((safe(speaker, "bold") for speaker in claim.speakers), ", ")
    head = joined([who, Text(plural(len(claim.tellings), "telling")), *bounds])
    return Text.assemble((f"{claim.number:<3}", "bold cyan"), head, overflow="fold")


def _tellings(tellings: Sequence[TellingView], width: int) -> RenderableType:
    """Return tellings side by side, a column a report, where that leaves room to read."""
    columns: dict[str, list[RenderableType]] = {}
    for telling in tellings:
        columns.setdefault(telling.words.label.letter, []).append(_telling(telling))
    if len(columns) * NARROWEST_COLUMN > width:
        return Group(*(part for column in columns.values() for part in column))
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for _ in columns:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(Group(*column) for column in columns.values()))
    return table


def _telling(telling: TellingView, with_badge: bool = True) -> RenderableType:
    through = "".join(f", as told by {speaker}" for speaker in telling.via)
    head = Text.assemble(
        badge(telling.words.label, named=False) if with_badge else "",
        " " if with_badge else "",
        safe(telling.speaker, "bold"),
        safe(through),
        " · ",
        (telling.manner, MANNER_STYLE[telling.manner]),
        overflow="fold",
    )
    return Group(head, indented(Told(telling.words), locator(telling.words), by=2))


def _lone_claim(claim: ClaimView) -> RenderableType:
    tellings = [_telling(telling, with_badge=False) for telling in claim.tellings]
    return (
        Group(
            Text.assemble((f"{claim.number:<3}", "bold cyan"), _repeated(claim)),
            indented(*tellings),
        )
        if len(tellings) > 1
        else _numbered(claim.number, tellings[0])
    )


def _numbered(number: int, part: RenderableType) -> RenderableType:
    table = Table.grid(expand=True)
    table.add_column(width=3, style="bold cyan")
    table.add_column(ratio=1, overflow="fold")
    table.add_row(str(number), part)
    return table


def _repeated(claim: ClaimView) -> Text:
    return Text(f"told {len(claim.tellings)} times in the same report")


def _differences(claim: ClaimView) -> RenderableType:
    who = joined((safe(speaker, "bold") for speaker in claim.speakers), ", ")
    lines = [_difference(divergence) for divergence in claim.divergences]
    return _numbered(claim.number, Group(*([who] if who.plain else []), *lines))


def _difference(divergence: DivergenceView) -> RenderableType:
    head = Text(divergence.label, style="bold yellow")
    wordings = (
        joined([Text.assemble(badge(words.label, named=False), " ", quoted(words)), locator(words)])
        for words in divergence.wordings
    )
    return Group(head, indented(*wordings, by=2))


def _origins(view: StoryView, known: dict[str, Label]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if view.cited:
        parts += [heading("Who is cited"), cited_lines(view.cited)]
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
        Text(branch.derivation.kind if branch.derivation else "", style="cyan"),
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
