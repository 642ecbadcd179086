"""What the terminal and the page both show of a comparison, in the order in which it is read.

Everything that is printed as a report's words is a ``Words``: spans and the slices under them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.records import Bounds, Comparison, Passage, Problem, Span, Story
from firsthand.show.claims import ClaimView, claim_views
from firsthand.show.conflicts import ConflictView, conflict_views
from firsthand.show.labels import Label, Words, labels
from firsthand.show.only import OnlyView, only_views
from firsthand.show.places import PlaceView, place_views
from firsthand.show.tree import Branch, branches


@dataclass(frozen=True, slots=True)
class CitedView:
    """An outlet or agency that a report names: the words, where first, and all their places."""

    outlet: str
    kind: str
    words: Words
    places: Words


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story, ready to be shown."""

    story: Story
    labels: tuple[Label, ...]
    conflicts: tuple[ConflictView, ...]
    shared: tuple[ClaimView, ...]
    only: tuple[OnlyView, ...]
    cited: tuple[CitedView, ...]
    places: tuple[PlaceView, ...]
    tree: tuple[Branch, ...]
    comments: tuple[tuple[Label, tuple[Words, ...]], ...]
    unclear: tuple[tuple[Label, tuple[Words, ...]], ...]

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """All claims, in the order of their numbers."""
        return (*self.shared, *(claim for only in self.only for claim in only.claims))

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of all who say something, those who say most first."""
        named = Counter(name for claim in self.claims for name in claim.speakers)
        named.update(name for conflict in self.conflicts for name in conflict.speakers)
        return tuple(sorted(named, key=lambda name: (-named[name], name)))

    @property
    def answer(self) -> str:
        """The answer in plain sentences; where nothing was counted, what was read."""
        if self.story.count and self.story.count.why:
            return self.story.count.why
        languages = len({label.report.language for label in self.labels})
        return (
            f"{plural(len(self.labels), 'report')} in {plural(languages, 'language')}; "
            "independent origins were not counted."
        )

    @property
    def first(self) -> Label:
        """The report that names the story: with a title, and that from which most others come."""
        comes = Counter(derivation.parent for derivation in self.story.derivations)
        titled = [label for label in self.labels if label.report.title] or self.labels
        return max(titled, key=lambda label: comes[label.report.id])

    @property
    def size(self) -> str:
        """How many reports and how many origins, in a few words."""
        reports = plural(len(self.labels), "report")
        if self.story.count is None:
            return reports
        origins = self.story.count.origins
        return f"{reports}, {bounds_words(origins)} {_noun(origins.upper, 'independent origin')}"

    @property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """The answer in figures: (how many, of what)."""
        count = self.story.count
        if not count:
            return ()
        return (
            (str(count.reports), _noun(count.reports, "report")),
            (str(count.languages), _noun(count.languages, "language")),
            (bounds_words(count.speakers), _noun(count.speakers.upper, "speaker")),
            (bounds_words(count.origins), _noun(count.origins.upper, "independent origin")),
        )


def plural(number: int, noun: str) -> str:
    """Return ``number`` and ``noun``, the latter with an s where there is not exactly one."""
    return f"{number} {_noun(number, noun)}"


def bounds_words(bounds: Bounds | None) -> str:
    """Return bounds in words: ``1``, ``between 1 and 2``, ``not counted``."""
    if bounds is None:
        return "not counted"
    if bounds.lower == bounds.upper:
        return str(bounds.lower)
    return f"between {bounds.lower} and {bounds.upper}"


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def story_views(comparison: Comparison) -> tuple[StoryView, ...]:
    """Return the stories of a comparison, ready to be shown; none give ()."""
    known = labels(comparison.reports)
    return tuple(_story_view(story, known) for story in comparison.stories)


def all_problems(comparison: Comparison) -> tuple[tuple[str, Problem], ...]:
    """Return every problem once, with the name of its report ("" for the comparison's own).

    A problem of the comparison that repeats a report's, be it with the file before it, is left
    out.
    """
    known = labels(comparison.reports)
    own = [(known[r.id].file, problem) for r in comparison.reports for problem in r.problems]
    others = [
        ("", problem)
        for problem in comparison.problems
        if not any(
            problem.code == told.code and problem.message.endswith(told.message) for _, told in own
        )
    ]
    return (*own, *others)


def numbered_claims(story: Story, known: Mapping[str, Label]) -> tuple[ClaimView, ...]:
    """Return all claims of a story with the numbers that the views show, in their order."""
    shared, lone = _claims(story, known)
    only = only_views(story, known, lone, len(shared) + 1)
    return (*shared, *(claim for one in only for claim in one.claims))


def _story_view(story: Story, known: Mapping[str, Label]) -> StoryView:
    of_story = tuple(known[report] for report in story.reports if report in known)
    shared, lone = _claims(story, known)
    only = only_views(story, known, lone, len(shared) + 1)
    numbered = [*shared, *(claim for one in only for claim in one.claims)]
    return StoryView(
        story=story,
        labels=of_story,
        conflicts=conflict_views(story, known, numbered),
        shared=shared,
        only=only,
        cited=tuple(cited for label in of_story for cited in citations(label)),
        places=place_views(of_story),
        tree=branches(story),
        comments=_in_voice(of_story, "comment"),
        unclear=_in_voice(of_story, "unclear"),
    )


def _claims(
    story: Story, known: Mapping[str, Label]
) -> tuple[tuple[ClaimView, ...], tuple[ClaimView, ...]]:
    """Return the claims that several reports tell, numbered, and those that one report tells."""
    places = {report: place for place, report in enumerate(story.reports)}
    views = claim_views(story, known)
    several = sorted(
        (view for view in views if len(view.reports) > 1),
        key=lambda view: (-len(view.reports), -len(view.tellings), _position(view, places)),
    )
    numbered = tuple(replace(view, number=n) for n, view in enumerate(several, 1))
    return numbered, tuple(view for view in views if len(view.reports) == 1)


def _position(view: ClaimView, places: Mapping[str, int]) -> tuple[int, int, str]:
    """Return where the claim stands first in the story's order of reports."""
    first = min(
        (places.get(t.words.label.report.id, len(places)), _start(t.words.spans))
        for t in view.tellings
    )
    return (*first, view.claim.id)


def _start(spans: Sequence[Span]) -> int:
    return min((start for start, _ in spans), default=0)


def citations(label: Label) -> tuple[CitedView, ...]:
    """Return whom the report cites, in its order; the same words for the same outlet once."""
    spans: dict[tuple[str, str, str], list[Span]] = {}
    for citation in label.report.citations:
        words = label.report.text[citation.span[0] : citation.span[1]]
        spans.setdefault((citation.outlet, citation.kind, words), []).append(citation.span)
    return tuple(
        CitedView(outlet, kind, Words(label, (found[0],)), Words(label, tuple(found)))
        for (outlet, kind, _), found in spans.items()
    )


def _in_voice(of_story: Sequence[Label], voice: str) -> tuple[tuple[Label, tuple[Words, ...]], ...]:
    found = ((label, passages_in(label, voice)) for label in of_story)
    return tuple((label, words) for label, words in found if words)


def passages_in(label: Label, voice: str) -> tuple[Words, ...]:
    """Return the passages of a report in one voice; a report never judged has none unclear."""
    passages = label.report.passages
    if voice == "unclear" and all(passage.voice == "unclear" for passage in passages):
        return ()
    return tuple(Words(label, (p.span,)) for p in passages if _shown(p) and p.voice == voice)


def _shown(passage: Passage) -> bool:
    """Tell whether the voice of a passage means something: headings and captions have none."""
    return passage.kind in {"paragraph", "other"} and passage.span[0] < passage.span[1]
