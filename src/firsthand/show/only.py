"""What only one report has: what nothing elsewhere comes near, and claims that it alone tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.records import Span, Story
from firsthand.show.claims import ClaimView
from firsthand.show.labels import Label, Words
from firsthand.spans import contains, hull

UNLIKE = "nothing like it in any other report"
UNTOLD = "told by no other report, as far as was found"
HONEST = (
    "What stands neither here nor under a claim may have its like elsewhere: that is not known."
)


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in the report's own words; ``comment`` where it is the writer's own voice."""

    words: Words
    comment: bool


@dataclass(frozen=True, slots=True)
class OnlyView:
    """One report's own: ``unlike`` has nothing like it elsewhere, ``untold`` no telling."""

    label: Label
    unlike: tuple[ClaimView | PassageView, ...]
    untold: tuple[ClaimView, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[ClaimView | PassageView, ...]], ...]:
        """The two lists that hold something, each with its title."""
        titled = ((UNLIKE, self.unlike), (UNTOLD, self.untold))
        return tuple((title, found) for title, found in titled if found)

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        """The claims of both lists."""
        return tuple(one for one in (*self.unlike, *self.untold) if isinstance(one, ClaimView))


def only_views(
    story: Story, known: Mapping[str, Label], lone: Sequence[ClaimView], number: int
) -> tuple[OnlyView, ...]:
    """Return what each report alone has, in the story's order; a report with nothing is left out.

    ``lone`` are the claims of one report; they get numbers from ``number`` on.
    """
    numbers = iter(range(number, number + len(lone)))
    found: list[OnlyView] = []
    for label in (known[report] for report in story.reports if report in known):
        places = {p.span for p in story.only_here if p.report == label.report.id}
        claims = [claim for claim in lone if claim.reports[0] is label]
        unlike = [claim for claim in claims if _whole(claim) in places]
        passages = _passages(label, places - {_whole(claim) for claim in claims})
        first: list[ClaimView | PassageView] = sorted([*unlike, *passages], key=_start)
        rest = sorted((claim for claim in claims if claim not in unlike), key=_start)
        if first or rest:
            found.append(
                OnlyView(
                    label,
                    tuple(_numbered(one, numbers) for one in first),
                    tuple(replace(claim, number=next(numbers)) for claim in rest),
                )
            )
    return tuple(found)


def _numbered(one: ClaimView | PassageView, numbers: Iterator[int]) -> ClaimView | PassageView:
    return replace(one, number=next(numbers)) if isinstance(one, ClaimView) else one


def _whole(claim: ClaimView) -> Span:
    """Return the place of a claim's only telling; none where there are more."""
    spans = claim.tellings[0].words.spans
    return hull(spans) if len(claim.tellings) == 1 and spans else (0, 0)


def _start(one: ClaimView | PassageView) -> Span:
    words = [one.words] if isinstance(one, PassageView) else [t.words for t in one.tellings]
    return min((span for told in words for span in told.spans), default=(0, 0))


def _passages(label: Label, places: set[Span]) -> list[PassageView]:
    """Return the places as passages; those that follow each other in one paragraph are one."""
    text, joined = label.report.text, list[Span]()
    for start, end in sorted(places):
        between = text[joined[-1][1] : start] if joined else "."
        if joined and start >= joined[-1][1] and not between.strip() and "\n" not in between:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    comment = [p.span for p in label.report.passages if p.voice == "comment"]
    return [
        PassageView(Words(label, (span,)), any(contains(passage, span) for passage in comment))
        for span in joined
    ]
