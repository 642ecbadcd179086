"""The parts that the terminal views are made of.

Nothing of a report reaches the terminal but through ``neutral``: no markup, no control characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from firsthand.records import Problem
from firsthand.show.claims import WRITTEN
from firsthand.show.labels import Label, Words, dated
from firsthand.show.marks import Event, Mark, within
from firsthand.show.places import PlaceView
from firsthand.show.view import CitedView
from firsthand.show.words import is_right_to_left, isolated, neutral, neutral_parts

MANNER_STYLE = {
    "direct quote": "bold green",
    "partly quoted": "green",
    "paraphrased": "cyan",
    WRITTEN: "magenta",
}
# Signs and not colour alone tell which words differ; letters and quotation marks are never braces.
SIGNS = {"changed": ("{", "}"), "only": ("{+", "+}")}
_MARKED = {"changed": "bold yellow", "only": "underline"}


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a report, wrapped; each line of a right-to-left language is isolated."""

    words: Words
    marks: tuple[Mark, ...] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the wrapped lines."""
        text = marked(self.words, self.marks)
        lines = text.wrap(console, options.max_width, overflow="fold")
        to_left = is_right_to_left(self.words.label.report.language)
        for line in lines:
            line.rstrip()
            line.no_wrap = True
            around = isolated(line.plain, to_left)
            alone = around == line.plain
            yield line if alone else Text.assemble(around[0], line, around[-1], no_wrap=True)


def marked(words: Words, marks: Sequence[Mark]) -> Text:
    """Return the words as neutral text, the marked ones between signs and in their style."""
    parts: list[tuple[str, str]] = []
    pieces = within(words.label.report.text, words.spans, _outermost(marks))
    for number, events in enumerate(pieces):
        parts += [(" … ", "")] if number else []
        parts += _styled(events)
    shown = neutral_parts([part for part, _ in parts])
    return Text.assemble(*((text, style) for text, (_, style) in zip(shown, parts, strict=True)))


def _outermost(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks of which no two of a kind overlap: signs within signs would not be read."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (_kind(mark), mark.span)):
        last = found[-1] if found else None
        if last and _kind(last) == _kind(mark) and mark.span[0] < last.span[1]:
            end = max(last.span[1], mark.span[1])
            found[-1] = replace(last, span=(last.span[0], end))
        else:
            found.append(mark)
    # Two kinds may mark the same words; the change is what is shown then.
    return list({mark.span: mark for mark in reversed(found)}.values())


def _kind(mark: Mark | None) -> str:
    return "only" if mark and "only" in mark.classes else "changed"


def _styled(events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """Yield the text and the signs of one piece, each with its style."""
    styles: list[str] = []
    for event in events:
        kind = _kind(event.mark)
        if event.kind == "text":
            yield event.text, " ".join(dict.fromkeys(styles))
        elif event.kind == "open":
            styles.append(_MARKED[kind])
            yield SIGNS[kind][0] if event.edge else "", _MARKED[kind]
        else:
            styles.pop()
            yield SIGNS[kind][1] if event.edge else "", _MARKED[kind]


def heading(title: str) -> RenderableType:
    """Return the heading of a part, with an empty line before it."""
    rule = Rule(Text(title, style="bold"), align="left", style="dim")
    return Group(Text(), rule)


def indented(*parts: RenderableType, by: int = 3) -> RenderableType:
    """Return the parts below each other, moved to the right."""
    return Padding(Group(*parts), (0, 0, 0, by))


def safe(text: str, style: str = "") -> Text:
    """Return one line of outside text that disturbs nothing around it."""
    return Text(isolated(neutral(text)), style=style, overflow="fold")


def joined(parts: Iterable[Text], between: str = " · ") -> Text:
    """Return the parts that hold something, with ``between`` between them."""
    return Text(between, overflow="fold").join(part for part in parts if part.plain)


def locator(words: Words) -> Text:
    """Return where the words stand."""
    return safe(words.locator, "dim")


def badge(label: Label, named: bool = True) -> Text:
    """Return a report's letter (none where it stands alone), language, and name if ``named``."""
    parts = [
        Text(label.letter, style="bold reverse"),
        safe(label.report.language or "?", "dim"),
        safe(label.name if named else "", "bold"),
    ]
    return joined(parts, " ")


def quoted(words: Words, style: str = "") -> Text:
    """Return words within a line, between straight quotation marks of ours."""
    return Text.assemble('"', safe(" … ".join(words.pieces), style), '"', overflow="fold")


def cited_lines(cited: Sequence[CitedView]) -> RenderableType:
    """Return a line for each citation: who is cited, of what kind, by which words, and where."""
    return Group(
        *(
            joined(
                [
                    Text.assemble(
                        badge(one.words.label, named=False), " ", safe(one.outlet, "bold")
                    ),
                    Text(one.kind, style="cyan"),
                    quoted(one.words, "italic"),
                    locator(one.places),
                ]
            )
            for one in cited
        )
    )


def place_lines(places: Sequence[PlaceView]) -> RenderableType:
    """Return a line for each place: what each report calls it first and how often, and its kind."""
    lines = []
    for place in places:
        named = [
            joined(
                [
                    badge(one.words.label, named=False),
                    quoted(one.words),
                    Text(f"{one.times} times" if one.times > 1 else "", style="dim"),
                ],
                " ",
            )
            for one in place.named
        ]
        lines.append(joined([*named, safe(f"{place.kind}: {place.known}", "cyan")]))
    return Group(*lines)


def voice_lines(passages: Iterable[Words]) -> RenderableType:
    """Return passages below each other, each with its place."""
    return Group(*(Group(Told(words), locator(words)) for words in passages))


def problem_lines(problems: Iterable[tuple[str, Problem]]) -> RenderableType:
    """Return a line for each problem, after the file that has it."""
    return Group(
        *(
            Text.assemble(
                Text("! ", style="bold red"),
                safe(f"{file}: " if file and file not in problem.message else "", "bold"),
                safe(problem.message),
                Text(f" ({neutral(problem.code)})", style="dim"),
                overflow="fold",
            )
            for file, problem in problems
        )
    )


def head_lines(label: Label) -> RenderableType:
    """Return what is known of a report: name, language, date and where it was found, title."""
    report = label.report
    first = joined([badge(label), safe(dated(report), "dim"), safe(report.byline or "")])
    title = safe(report.title or "", "italic")
    place = safe(report.url or report.path or report.id, "dim")
    return Group(first, indented(*([title] if title.plain else []), place, by=2))
