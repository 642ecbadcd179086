"""A comparison as one self-contained page: no script, no request, every quotation a link.

A quotation's link leads to ``#<letter>-<start>-<end>``: the marked words in the full text, which
stands at the end of the page. Where a mark had to be cut into pieces (see ``marks``), a style rule
lights all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from firsthand import __version__
from firsthand.records import Comparison, Derivation, Span
from firsthand.show.about import measured
from firsthand.show.claims import WRITER, TellingView
from firsthand.show.conflicts import BOTH, SideView
from firsthand.show.labels import Label, Words, dated, labels
from firsthand.show.map import Map, draw
from firsthand.show.marks import Block, Event, Mark, blocks, divided, within
from firsthand.show.only import HONEST, PassageView
from firsthand.show.tree import derivation_label
from firsthand.show.view import (
    StoryView,
    all_problems,
    bounds_words,
    plural,
    story_views,
)
from firsthand.show.words import is_right_to_left, language_tag, markup_safe

Evidence = list[list[Words]]


@dataclass(frozen=True, slots=True)
class Full:
    """A report's full text with its marks."""

    label: Label
    blocks: tuple[Block, ...]


def render_page(comparison: Comparison) -> str:
    """Return the page; a comparison without stories gives a page that says so."""
    views = story_views(comparison)
    known = labels(comparison.reports)
    marks = _marks(views, known)
    full = [
        Full(label, blocks(label.report, marks[label.letter]))
        for label in known.values()
        if label.report.text
    ]
    pieces = [anchor for text in full for anchor in divided(text.blocks)]
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            views=views,
            known=known,
            full=full,
            divided=pieces,
            problems=all_problems(comparison),
            measured=measured(comparison.reports),
            version=__version__,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("firsthand.show"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        anchor=lambda words, span: anchor(words.label, span),
        events=_events,
        lang=_lang,
        linkable=_linkable,
        bounds=bounds_words,
        evidence=_evidence,
        derived=derivation_label,
    )
    environment.globals.update(
        draw=_draw, plural=plural, dated=dated, both=BOTH, honest=HONEST, writer=WRITER
    )
    return environment


def _finalize(value: Any) -> Any:
    """Keep what HTML cannot carry out of every value that a template prints."""
    return (
        markup_safe(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
    )


def anchor(label: Label, span: Span) -> str:
    """Return the anchor of words in a report's full text."""
    return f"{label.letter}-{span[0]}-{span[1]}"


def _lang(label: Label) -> Markup:
    """Return the attributes that tell the language and direction of a report's words."""
    tag = language_tag(label.report.language)
    direction = "rtl" if is_right_to_left(label.report.language) else "auto"
    return Markup('lang="{}" dir="{}"').format(tag or "", direction)


def _linkable(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


def _draw(view: StoryView) -> Map:
    return draw(view.story, view.labels)


def _evidence(derivation: Derivation, known: Mapping[str, Label]) -> Evidence:
    """Return the rows of places that show a derivation."""
    return [
        [Words(known[place.report], (place.span,)) for place in row if place.report in known]
        for row in derivation.evidence
    ]


def _events(telling: TellingView | SideView) -> tuple[tuple[Event, ...], ...]:
    """Return for each piece of a telling the steps of writing it, with what differs marked."""
    return within(telling.words.label.report.text, telling.words.spans, telling.marks)


def _marks(views: Sequence[StoryView], known: Mapping[str, Label]) -> dict[str, list[Mark]]:
    """Return by letter what is marked in each report: what the page quotes, and who says what.

    One span has one mark, whatever it is marked for, and leads back to where it is first quoted.
    """
    classes: dict[tuple[str, Span], dict[str, None]] = {}
    backs: dict[tuple[str, Span], str] = {}
    for label in known.values():
        for kind, span in _kinds(label):
            classes.setdefault((label.letter, span), {})[kind] = None
    for place, words in _quoted(views):
        for span in words.spans:
            classes.setdefault((words.label.letter, span), {})
            if place:
                backs.setdefault((words.label.letter, span), place)
    marks: dict[str, list[Mark]] = {label.letter: [] for label in known.values()}
    for (letter, span), kinds in sorted(classes.items(), key=lambda item: item[0]):
        name = f"{letter}-{span[0]}-{span[1]}"
        marks[letter].append(Mark(span, name, tuple(kinds), backs.get((letter, span))))
    return marks


def _kinds(label: Label) -> Iterator[tuple[str, Span]]:
    """Yield what attributions and citations mark in a report."""
    for attribution in label.report.attributions:
        for span in attribution.content:
            yield attribution.mode, span
        for span in attribution.mention:
            yield "speaker", span
    for citation in label.report.citations:
        yield "cited", citation.span


def _quoted(views: Sequence[StoryView]) -> Iterator[tuple[str, Words]]:
    """Yield (place, words) for all that the upper part of the page quotes.

    The place, to which a link leads back, is "" for words that only show a difference or a
    derivation: too many such links would make the text hard to read.
    """
    for number, view in enumerate(views, 1):
        for claim in view.claims:
            place = f"claim-{number}-{claim.number}"
            for telling in claim.tellings:
                yield place, telling.words
                yield from (("", words) for words, _ in telling.beside)
            for line in claim.differences:
                yield from (("", words) for words in (*line.wordings, *line.against))
            for repeat in claim.repeats:
                yield from ((place, words) for words in (repeat.one, repeat.other))
        for conflict in view.conflicts:
            for side in conflict.sides:
                yield f"conflicts-{number}", side.words
                yield "", side.differing
        for only in view.only:
            own = (one for one in only.unlike if isinstance(one, PassageView))
            yield from ((f"only-{number}", passage.words) for passage in own)
        for cited in view.cited:
            yield f"cited-{number}", cited.places
        reports = {label.report.id: label for label in view.labels}
        for derivation in view.story.derivations:
            for row in _evidence(derivation, reports):
                yield from (("", words) for words in row)
        for _, passages in (*view.comments, *view.unclear):
            yield from ((f"voice-{number}", words) for words in passages)
