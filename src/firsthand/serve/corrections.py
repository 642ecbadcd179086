"""What a person says on the page of a story, as judgements.

The page's forms name a story, claim and telling by number, a report by its letter. What these mean
is looked up in the comparison that the page was made of, so no words come from the form but the
name of a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from firsthand.errors import FirsthandError
from firsthand.judge import opening
from firsthand.records import (
    AnyJudgement,
    Comparison,
    Judgement,
    Pointed,
    SpeakerJudgement,
    Story,
    TellingJudgement,
    VoiceJudgement,
)
from firsthand.show.claims import ClaimView, TellingView
from firsthand.show.labels import Label, Words, labels
from firsthand.show.view import numbered_claims
from firsthand.spans import hull

LONGEST_NAME = 200
# Control characters, and what reorders text.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class UnfitError(FirsthandError):
    """A correction that names nothing of the comparison."""


def judgements_of(fields: Mapping[str, str], comparison: Comparison) -> tuple[AnyJudgement, ...]:
    """Return what a form says of a comparison; raises UnfitError where it fits nothing there.

    ``kind`` is ``apart``, ``same``, ``speaker`` or ``nobody`` (of ``story``, ``claim`` and
    ``telling``, the number of a group of equal tellings), ``reporting`` (of ``place``:
    letter:start-end), ``elsewhere`` (of ``story`` and the ``report`` by its letter) or ``one`` (of
    ``story`` and the story ``other``).
    """
    known = labels(comparison.reports)
    kind = fields.get("kind", "")
    if kind == "reporting":
        return (VoiceJudgement(_passage(fields, known)),)
    story = _numbered(comparison.stories, fields, "story")
    if kind == "elsewhere":
        return _elsewhere(story, fields, known)
    if kind == "one":
        other = _numbered(comparison.stories, fields, "other")
        if other is story:
            raise UnfitError("that is the same story; name the number of another one")
        return (_on_reports(True, (story.reports[0], other.reports[0]), known),)
    claims = numbered_claims(story, known)
    claim = _claim(claims, fields, "claim")
    group = _group(claim, fields)
    if kind == "same":
        return _same(group, claim, _claim(claims, fields, "other"))
    if kind == "apart":
        return _apart(group, claim)
    if kind in {"speaker", "nobody"}:
        name = _name(fields) if kind == "speaker" else None
        return tuple(SpeakerJudgement(_pointed(telling.words), name) for telling in group)
    raise UnfitError("this form says nothing that is known; load the page again")


def _numbered(stories: tuple[Story, ...], fields: Mapping[str, str], field: str) -> Story:
    number = _number(fields, field)
    if not 1 <= number <= len(stories):
        raise UnfitError(f"there is no story {number}")
    return stories[number - 1]


def _claim(claims: tuple[ClaimView, ...], fields: Mapping[str, str], field: str) -> ClaimView:
    number = _number(fields, field)
    found = next((claim for claim in claims if claim.number == number), None)
    if found is None:
        raise UnfitError(f"there is no claim {number}; its number stands before it")
    return found


def _group(claim: ClaimView, fields: Mapping[str, str]) -> tuple[TellingView, ...]:
    number = _number(fields, "telling")
    if not 0 <= number < len(claim.groups):
        raise UnfitError("that telling is not there any more; load the page again")
    return claim.groups[number]


def _number(fields: Mapping[str, str], field: str) -> int:
    text = fields.get(field, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UnfitError(f"a number is missing ({field})")
    return int(text)


def _name(fields: Mapping[str, str]) -> str:
    name = " ".join(_UNSEEN.sub("", fields.get("name", "")).split())
    if not name or len(name) > LONGEST_NAME:
        raise UnfitError(f"a speaker's name has 1 to {LONGEST_NAME} characters")
    return name


def _same(
    group: tuple[TellingView, ...], claim: ClaimView, other: ClaimView
) -> tuple[AnyJudgement, ...]:
    if other is claim:
        raise UnfitError("that is the same claim; name the number of another one")
    places = (*(_pointed(telling.words) for telling in group), _pointed(other.tellings[0].words))
    return (TellingJudgement(True, places),)


def _apart(group: tuple[TellingView, ...], claim: ClaimView) -> tuple[AnyJudgement, ...]:
    rest = tuple(_pointed(one.words) for one in claim.tellings if one not in group)
    if not rest:
        raise UnfitError("the claim has no other telling")
    return tuple(TellingJudgement(False, (_pointed(one.words), *rest)) for one in group)


def _elsewhere(
    story: Story, fields: Mapping[str, str], known: Mapping[str, Label]
) -> tuple[AnyJudgement, ...]:
    letters = {known[report].letter: report for report in story.reports if report in known}
    report = letters.get(fields.get("report", ""))
    rest = [other for other in story.reports if other != report]
    if report is None or not rest:
        raise UnfitError("that report is not there, or has no other beside it")
    return tuple(_on_reports(False, (report, other), known) for other in rest)


def _on_reports(same: bool, reports: tuple[str, ...], known: Mapping[str, Label]) -> Judgement:
    return Judgement(same, reports, tuple(opening(known[one].report) for one in reports))


def _passage(fields: Mapping[str, str], known: Mapping[str, Label]) -> Pointed:
    letter, _, place = fields.get("place", "").partition(":")
    for label in known.values():
        for passage in label.report.passages if label.letter == letter else ():
            words = Words(label, (passage.span,))
            if words.places == place:
                return _pointed(words)
    raise UnfitError("that passage is not there any more; load the page again")


def _pointed(words: Words) -> Pointed:
    report = words.label.report
    start, end = hull(words.spans)
    return Pointed(report.id, (start, end), report.text[start:end])
