"""The terminal's view of claims, what differs in them, conflicts, and what one report has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from firsthand.show.cells import (
    MANNER_STYLE,
    SIGNS,
    Told,
    badge,
    heading,
    indented,
    joined,
    locator,
    marked,
    quoted,
    safe,
)
from firsthand.show.claims import WRITER, ClaimView, RepeatView, TellingView
from firsthand.show.conflicts import BOTH, ConflictView, SideView
from firsthand.show.differences import DifferenceView
from firsthand.show.labels import Words
from firsthand.show.only import HONEST, OnlyView, PassageView
from firsthand.show.view import StoryView, bounds_words, plural

MOST = 5
"""So many of a long list are printed; the page and the JSON have all."""


def shared_parts(view: StoryView) -> Iterator[RenderableType]:
    """Yield the claims that several reports tell, under a heading; nothing where there are none."""
    if not view.shared:
        return
    yield heading("Told by more than one report")
    if any(telling.marks or telling.beside for c in view.shared for telling in c.tellings):
        yield _legend()
    for claim in view.shared:
        yield Group(Text(), _claim_head(claim), indented(*map(_telling, claim.tellings)))
        yield indented(*_notes(claim))


def _legend() -> Text:
    """Return what the signs around words mean."""
    (changed, changed_end), (only, only_end) = SIGNS["changed"], SIGNS["only"]
    return Text(
        f"{changed}so{changed_end}: another telling has it otherwise.  "
        f"{only}so{only_end}: another telling does not have it.",
        style="dim",
    )


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
    named = joined((safe(speaker, "bold") for speaker in claim.speakers), ", ")
    who = named if claim.speakers else Text("No one named", style="bold")
    head = joined([who, Text(plural(len(claim.tellings), "telling")), *bounds])
    return Text.assemble(_number(claim), head, overflow="fold")


def _number(claim: ClaimView) -> tuple[str, str]:
    return f"{claim.number:<2} ", "bold cyan"


def _telling(telling: TellingView, with_badge: bool = True) -> RenderableType:
    parts = [badge(telling.words.label, named=False)] if with_badge else []
    head = joined([*parts, _who(telling)], " ")
    words = Told(telling.words, telling.marks)
    return Group(head, indented(words, locator(telling.words), by=2))


def _who(telling: TellingView) -> Text:
    """Return who speaks, through whom and how, with the cue or mention that differs."""
    through = "".join(f", as told by {speaker}" for speaker in telling.via)
    return joined(
        [
            Text.assemble(safe(telling.speaker, "bold"), safe(through)),
            Text(telling.manner, style=MANNER_STYLE[telling.manner]),
            # A cue that differs says the same, and in the report's words.
            Text("" if telling.beside else telling.force, style="yellow"),
            *(marked(words, [mark]) for words, mark in telling.beside),
            Text(telling.rendering, style="yellow"),
        ]
    )


def _notes(claim: ClaimView) -> Iterator[Text]:
    """Yield a line for each difference and for each statement printed twice."""
    for difference in claim.differences:
        yield _difference(difference)
    for repeat in claim.repeats:
        yield _repeat(repeat)


def _difference(difference: DifferenceView) -> Text:
    line = Text(difference.label, style="bold yellow", overflow="fold")
    if difference.wordings:
        line.append(": ").append_text(_wordings(difference.wordings))
    if difference.against:
        line.append(" against ", style="not bold").append_text(_wordings(difference.against))
    if difference.lacking:
        line.append(f", not in {difference.lacking}")
    return line


def _wordings(wordings: Sequence[Words]) -> Text:
    return joined(
        (
            Text.assemble(
                quoted(words.short),
                " ",
                (f"({words.label.letter}:{words.places})", "dim"),
                overflow="fold",
            )
            for words in wordings
        ),
        ", ",
    )


def _repeat(repeat: RepeatView) -> Text:
    """Return the note on a statement printed twice, and where."""
    letter = repeat.one.label.letter
    return Text.assemble(
        (f"printed twice in {letter}", "bold yellow"),
        f", as if it were two statements ({letter}:{repeat.one.places} and {repeat.other.places})",
        overflow="fold",
    )


def conflict_parts(view: StoryView) -> Iterator[RenderableType]:
    """Yield the conflicts under a heading; nothing where there are none."""
    if not view.conflicts:
        return
    yield heading("Where reports conflict")
    yield Text(BOTH, style="dim")
    for conflict in view.conflicts[:MOST]:
        yield _conflict(conflict)
    yield from _more(view.conflicts)
    yield Text()


def _conflict(conflict: ConflictView) -> RenderableType:
    line = _difference(conflict.line)
    if conflict.claim:
        line.append(f" · claim {conflict.claim}", style="dim")
    return Group(Text(), line, *map(_side, conflict.sides))


def _side(side: SideView) -> RenderableType:
    head = joined([badge(side.words.label), safe(side.speaker)])
    return indented(head, indented(Told(side.words, side.marks), locator(side.words), by=2))


def only_parts(view: StoryView) -> Iterator[RenderableType]:
    """Yield what each report alone has, the first of each list; nothing where there is nothing."""
    if not view.only:
        return
    several = len(view.labels) > 1
    yield heading("Only in one report" if several else "Told by the report")
    if several:
        yield Text(HONEST, style="dim")
    for only in view.only:
        yield Text()
        yield badge(only.label)
        yield from _only(only, several)


def _only(only: OnlyView, several: bool) -> Iterator[RenderableType]:
    for title, found in only.parts:
        if several:
            yield Text(f"   {title}", style="yellow")
        for one in found[:MOST]:
            yield _passage(one) if isinstance(one, PassageView) else _lone_claim(one)
        yield from _more(found)


def _passage(passage: PassageView) -> RenderableType:
    voice = Text("the writer's own voice" if passage.comment else WRITER, style="magenta")
    return indented(voice, indented(Told(passage.words), locator(passage.words), by=2))


def _lone_claim(claim: ClaimView) -> RenderableType:
    first, *others = (_telling(telling, with_badge=False) for telling in claim.tellings)
    table = Table.grid(expand=True)
    table.add_column(width=3, style="bold cyan")
    table.add_column(ratio=1, overflow="fold")
    table.add_row(str(claim.number), Group(first, *others, *_notes(claim)))
    return table


def _more(found: Sequence[object]) -> Iterator[RenderableType]:
    """Yield how many more there are than are printed."""
    if len(found) > MOST:
        more = f"and {len(found) - MOST} more (in the JSON and on the page)"
        yield indented(Text(more, style="dim"))
