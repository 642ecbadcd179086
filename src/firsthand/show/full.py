"""The full texts of the page: what is marked in each report, and what tells the same elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.records import Derivation, Span
from firsthand.show.labels import Label, Words
from firsthand.show.marks import Block, Mark, blocks
from firsthand.show.only import PassageView
from firsthand.show.view import StoryView

Place = tuple[str, Span]
"""A report's letter and a span of its text."""


@dataclass(frozen=True, slots=True)
class Full:
    """A report's full text with its marks."""

    label: Label
    blocks: tuple[Block, ...]


def anchor(label: Label, span: Span) -> str:
    """Return the anchor of words in a report's full text."""
    return f"{label.letter}-{span[0]}-{span[1]}"


def full_texts(views: Sequence[StoryView], known: Mapping[str, Label]) -> list[Full]:
    """Return the text of each report that has one, with marks for all that the page quotes.

    One span has one mark, whatever it is marked for; it leads back to where it is first quoted,
    and has in ``same`` the claims (``c1-3``: of story 1) and the rows of evidence (``r1-8``) that
    stand in another place, too.
    """
    marks = _marks(views, known)
    return [
        Full(label, blocks(label.report, marks.get(label.letter, [])))
        for label in known.values()
        if label.report.text
    ]


def evidence(derivation: Derivation, known: Mapping[str, Label]) -> list[list[Words]]:
    """Return the rows of places that show a derivation."""
    return [
        [Words(known[place.report], (place.span,)) for place in row if place.report in known]
        for row in derivation.evidence
    ]


@dataclass(slots=True)
class _Found:
    """What is known of a span while marks are collected; dicts keep the order."""

    classes: dict[str, None] = field(default_factory=dict)
    same: dict[str, None] = field(default_factory=dict)
    back: str | None = None


def _marks(views: Sequence[StoryView], known: Mapping[str, Label]) -> dict[str, list[Mark]]:
    """Return the marks of each report by its letter."""
    found: dict[Place, _Found] = {}
    for label in known.values():
        for kind, span in _kinds(label):
            found.setdefault((label.letter, span), _Found()).classes[kind] = None
    for number, view in enumerate(views, 1):
        for back, words in _quoted(number, view):
            for span in words.spans:
                one = found.setdefault((words.label.letter, span), _Found())
                one.back = one.back or back or None
        for name, words in _told_twice(number, view):
            for span in words.spans:
                found.setdefault((words.label.letter, span), _Found()).same[name] = None
    marks: dict[str, list[Mark]] = {}
    for (letter, span), one in sorted(found.items(), key=lambda item: item[0]):
        name = f"{letter}-{span[0]}-{span[1]}"
        mark = Mark(span, name, tuple(one.classes), one.back, same=tuple(one.same))
        marks.setdefault(letter, []).append(mark)
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


def _told_twice(number: int, view: StoryView) -> Iterator[tuple[str, Words]]:
    """Yield (name, words) for all that stands in more than one place of the story."""
    for claim in view.shared:
        for telling in claim.tellings:
            yield f"c{number}-{claim.number}", telling.words
    for row, words in enumerate(_rows(view)):
        if len(words) > 1:
            yield from ((f"r{number}-{row}", one) for one in words)


def _rows(view: StoryView) -> Iterator[list[Words]]:
    reports = {label.report.id: label for label in view.labels}
    for derivation in view.story.derivations:
        yield from evidence(derivation, reports)


def _quoted(number: int, view: StoryView) -> Iterator[tuple[str, Words]]:
    """Yield (place, words) for all that the upper part of the page quotes.

    The place, to which a link leads back, is "" for words that only show a difference or a
    derivation: too many such links would make the text hard to read.
    """
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
    for named_place in view.places:
        yield from (("", named.words) for named in named_place.named)
    for row in _rows(view):
        yield from (("", words) for words in row)
    for _, passages in (*view.comments, *view.unclear):
        yield from ((f"voice-{number}", words) for words in passages)
