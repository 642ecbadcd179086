"""The parts that the terminal views are made of.

Nothing of a report reaches the terminal but through ``neutral``: no markup, no control characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from firsthand.records import Problem
from firsthand.show.labels import Label, Words, dated
from firsthand.show.view import CitedView
from firsthand.show.words import is_right_to_left, isolated, neutral

MANNER_STYLE = {
    "direct quote": "bold green",
    "partly quoted": "green",
    "paraphrased": "cyan",
    "told as fact": "magenta",
}


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a report, wrapped; each line of a right-to-left language is isolated."""

    words: Words
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the wrapped lines."""
        text = Text(neutral(" … ".join(self.words.pieces)), style=self.style)
        lines = text.wrap(console, options.max_width, overflow="fold")
        to_left = is_right_to_left(self.words.label.report.language)
        for line in lines:
            line.rstrip()
            yield Text(isolated(line.plain, to_left), style=self.style, no_wrap=True)


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
