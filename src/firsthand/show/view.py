"""What the terminal and the page both show of a comparison, in the order in which it is read.

Everything that is printed as a report's words is a ``Words``: spans and the slices under them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from firsthand.records import (
    Attribution,
    Bounds,
    Claim,
    Comparison,
    Divergence,
    Passage,
    Problem,
    Report,
    Span,
    Story,
    Telling,
)
from firsthand.show.labels import Label, Words, labels
from firsthand.show.tree import Branch, branches

MANNERS = {"direct": "direct quote", "indirect": "paraphrased", "mixed": "partly quoted"}
WRITER = "the report itself"


@dataclass(frozen=True, slots=True)
class TellingView:
    """One telling: its words, who speaks, in what manner, and through whom (nearest first)."""

    words: Words
    speaker: str
    manner: str
    via: tuple[str, ...] = ()
    force: str | None = None

    @property
    def size(self) -> int:
        """The number of characters told."""
        return sum(end - start for start, end in self.words.spans)


# What "wording changed" is called where it is the manner of speech that changed.
_MANNERS = {
    "direct to indirect": "quotation told as paraphrase",
    "indirect to direct": "paraphrase told as quotation",
}


@dataclass(frozen=True, slots=True)
class DivergenceView:
    """One divergence with every wording that shows it; ``label`` says what differs."""

    label: str
    wordings: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with its tellings, fullest first, and what differs between them."""

    claim: Claim
    number: int
    speakers: tuple[str, ...]
    tellings: tuple[TellingView, ...]
    divergences: tuple[DivergenceView, ...]

    @property
    def reports(self) -> tuple[Label, ...]:
        """The reports that tell it, in the order of the tellings."""
        return tuple({t.words.label.letter: t.words.label for t in self.tellings}.values())


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
    shared: tuple[ClaimView, ...]
    alone: tuple[tuple[Label, tuple[ClaimView, ...]], ...]
    cited: tuple[CitedView, ...]
    tree: tuple[Branch, ...]
    comments: tuple[tuple[Label, tuple[Words, ...]], ...]
    unclear: tuple[tuple[Label, tuple[Words, ...]], ...]

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


def _story_view(story: Story, known: Mapping[str, Label]) -> StoryView:
    of_story = tuple(known[report] for report in story.reports if report in known)
    shared, alone = _claims(story, known)
    return StoryView(
        story=story,
        labels=of_story,
        shared=shared,
        alone=alone,
        cited=tuple(cited for label in of_story for cited in citations(label)),
        tree=branches(story),
        comments=_in_voice(of_story, "comment"),
        unclear=_in_voice(of_story, "unclear"),
    )


def _claims(
    story: Story, known: Mapping[str, Label]
) -> tuple[tuple[ClaimView, ...], tuple[tuple[Label, tuple[ClaimView, ...]], ...]]:
    """Return the claims that several reports tell, and by report those that it alone tells."""
    names = {speaker.id: speaker.name for speaker in story.speakers}
    places = {report: place for place, report in enumerate(story.reports)}
    views = [_claim_view(claim, names, known, story.divergences) for claim in story.claims]
    several = sorted(
        (view for view in views if len(view.reports) > 1),
        key=lambda view: (-len(view.reports), -len(view.tellings), _position(view, places)),
    )
    single = sorted(
        (view for view in views if len(view.reports) == 1),
        key=lambda view: _position(view, places),
    )
    numbered = [replace(view, number=n) for n, view in enumerate([*several, *single], 1)]
    return tuple(numbered[: len(several)]), _by_report(numbered[len(several) :])


def _by_report(
    views: Sequence[ClaimView],
) -> tuple[tuple[Label, tuple[ClaimView, ...]], ...]:
    """Group claims, each of one report, by that report."""
    grouped = [list(found) for _, found in groupby(views, key=lambda v: v.reports[0].letter)]
    return tuple((found[0].reports[0], tuple(found)) for found in grouped)


def _position(view: ClaimView, places: Mapping[str, int]) -> tuple[int, int, str]:
    """Return where the claim stands first in the story's order of reports."""
    first = min(
        (places.get(t.words.label.report.id, len(places)), _start(t.words.spans))
        for t in view.tellings
    )
    return (*first, view.claim.id)


def _start(spans: Sequence[Span]) -> int:
    return min((start for start, _ in spans), default=0)


def _claim_view(
    claim: Claim,
    names: Mapping[str, str],
    known: Mapping[str, Label],
    divergences: Sequence[Divergence],
) -> ClaimView:
    tellings = [_telling_view(t, known[t.report]) for t in claim.tellings if t.report in known]
    return ClaimView(
        claim=claim,
        number=0,
        speakers=tuple(names.get(speaker, speaker) for speaker in claim.speakers),
        tellings=tuple(sorted(tellings, key=lambda telling: -telling.size)),
        divergences=_divergences([d for d in divergences if d.claim == claim.id], known),
    )


def _divergences(
    found: Sequence[Divergence], known: Mapping[str, Label]
) -> tuple[DivergenceView, ...]:
    """Return divergences; those that hold several wordings against one same become one."""
    grouped: dict[tuple[str, str], dict[str, Words]] = {}
    for divergence in found:
        words = [
            Words(known[place.report], (place.span,))
            for place in divergence.spans
            if place.report in known
        ]
        if words:
            plain = f"{divergence.aspect} {divergence.kind}"
            key = (_MANNERS.get(divergence.method, plain), words[0].locator)
            grouped.setdefault(key, {}).update((one.locator, one) for one in words)
    return tuple(
        DivergenceView(label, tuple(words.values())) for (label, _), words in grouped.items()
    )


def _telling_view(telling: Telling, label: Label) -> TellingView:
    words = Words(label, telling.spans)
    attributions = {a.id: a for a in label.report.attributions}
    attribution = attributions.get(telling.attribution or "")
    if attribution is None:
        return TellingView(words, WRITER, "told as fact")
    speaker = speaker_name(label.report, attribution)
    around = (speaker_name(label.report, a) for a in _parents(attribution, attributions))
    return TellingView(
        words=words,
        speaker=speaker,
        manner=MANNERS[attribution.mode],
        via=tuple(name for name in dict.fromkeys(around) if name != speaker),
        force=attribution.force,
    )


def _parents(
    attribution: Attribution, attributions: Mapping[str, Attribution]
) -> Iterator[Attribution]:
    """Yield the attributions around one, nearest first; a circle ends where it closes."""
    seen = {attribution.id}
    at = attributions.get(attribution.parent or "")
    while at is not None and at.id not in seen:
        yield at
        seen.add(at.id)
        at = attributions.get(at.parent or "")


def speaker_name(report: Report, attribution: Attribution) -> str:
    """Return the name of who speaks: the speaker's, else the words that name it, else unnamed."""
    for speaker in report.speakers:
        if speaker.id == attribution.speaker:
            return speaker.name
    named = " … ".join(report.text[start:end] for start, end in attribution.mention)
    return named or "somebody unnamed"


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
