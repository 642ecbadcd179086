"""What a person has said of analysed reports: who speaks, what is no comment.

A place is found again by the words that stood there, so that judgements outlive a report that was
edited or is cut otherwise by a newer version. What does not fit any more becomes a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.attribute.mentions import Mention, read_mention
from firsthand.attribute.speaker_words import SpeakerWords, speaker_words
from firsthand.attribute.uncased_names import read_uncased
from firsthand.names import same_name, share_word
from firsthand.records import (
    AnyJudgement,
    Attribution,
    Judgement,
    Pointed,
    Problem,
    Report,
    Span,
    Speaker,
    SpeakerJudgement,
    SpeakerKind,
    TellingJudgement,
    VoiceJudgement,
)
from firsthand.spans import overlap

METHOD = "judged"
"""The method of what a person has said; its score is 1.0."""

GONE = "these words no longer stand there, nor exactly once elsewhere in the report"
_SHOWN = 60
_OPENING = 80


def find_words(report: Report, place: Pointed) -> Span | None:
    """Return where the words of ``place`` stand now: at its span, else where they stand once."""
    start, end = place.span
    if report.text[start:end] == place.words:
        return place.span
    first = report.text.find(place.words)
    if first < 0 or report.text.find(place.words, first + 1) >= 0:
        return None
    return first, first + len(place.words)


def best_overlap(places: Sequence[Sequence[Span]], span: Span) -> int | None:
    """Return the number of the place that shares most with ``span``, the shortest of equals.

    They must share at least half of the shorter one; None where no place does.
    """
    found: list[tuple[int, int, int]] = []
    for number, pieces in enumerate(places):
        shared = sum(overlap(piece, span) for piece in pieces)
        size = sum(end - start for start, end in pieces)
        if shared and 2 * shared >= min(size, span[1] - span[0]):
            found.append((-shared, size, number))
    return min(found)[2] if found else None


def unfit(report: Report, place: Pointed, why: str) -> Problem:
    """Return the problem of a judgement that cannot be applied in this report."""
    words = place.words if len(place.words) <= _SHOWN else place.words[: _SHOWN - 1] + "…"
    return Problem(
        "judgement",
        f'{report.path or report.url or report.id}: what was judged of "{words}" cannot be '
        f"applied: {why}; withdraw the judgement, or point at the words again",
    )


def opening(report: Report) -> str:
    """Return the words by which a report of this id is known again."""
    return report.text.strip()[:_OPENING]


def of_reports(
    judgements: Iterable[AnyJudgement], reports: Iterable[Report]
) -> tuple[Judgement, ...]:
    """Return the judgements on whole reports that are meant: those of reports that begin so."""
    begin = {report.id: opening(report) for report in reports}
    found: list[Judgement] = []
    for judgement in judgements:
        if not isinstance(judgement, Judgement):
            continue
        if judgement.openings:
            pairs = zip(judgement.reports, judgement.openings, strict=True)
            meant = tuple(name for name, words in pairs if begin.get(name) == words)
            judgement = Judgement(judgement.same, meant)
        if len(judgement.reports) > 1:
            found.append(judgement)
    return tuple(found)


def judge_reports(
    reports: Sequence[Report], judgements: Iterable[AnyJudgement]
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """Return analysed reports with the judged speakers and voices, and what could not be applied.

    The last judgement on a place counts. Judgements of reports that are not there, or have no
    text, are passed over; other kinds of judgements change nothing here.
    """
    by_report: dict[str, list[SpeakerJudgement | VoiceJudgement]] = {}
    for judgement in judgements:
        if isinstance(judgement, SpeakerJudgement | VoiceJudgement):
            by_report.setdefault(judgement.place.report, []).append(judgement)
    problems: list[Problem] = []
    judged = tuple(
        _judged(report, by_report[report.id], problems)
        if report.text and report.id in by_report
        else report
        for report in reports
    )
    return judged, tuple(dict.fromkeys(problems))


def told_apart(
    stories: Sequence[Sequence[Report]], judgements: Iterable[AnyJudgement]
) -> tuple[Problem, ...]:
    """Return a problem for each judgement that two tellings are the same, in different stories."""
    home = {report.id: number for number, members in enumerate(stories) for report in members}
    reports = {report.id: report for members in stories for report in members}
    found: list[Problem] = []
    for judgement in judgements:
        if isinstance(judgement, TellingJudgement) and judgement.same:
            here = [place for place in judgement.places if place.report in home]
            if len({home[place.report] for place in here}) > 1:
                why = (
                    "the reports of its tellings are in different stories here; say that the "
                    "reports are the same, too"
                )
                found.append(unfit(reports[here[0].report], here[0], why))
    return tuple(dict.fromkeys(found))


def _judged(
    report: Report,
    judgements: Iterable[SpeakerJudgement | VoiceJudgement],
    problems: list[Problem],
) -> Report:
    names: dict[int, str | None] = {}
    passages: set[int] = set()
    contents = [attribution.content for attribution in report.attributions]
    spans = [(passage.span,) for passage in report.passages]
    for judgement in judgements:
        place = find_words(report, judgement.place)
        speaks = isinstance(judgement, SpeakerJudgement)
        number = place and best_overlap(contents if speaks else spans, place)
        if number is None:
            missing = "nobody was found to speak there" if speaks else "no passage was found there"
            problems.append(unfit(report, judgement.place, missing if place else GONE))
        elif isinstance(judgement, SpeakerJudgement):
            names[number] = judgement.name
        else:
            passages.add(number)
    for number in sorted(names):
        report = _spoken_by(report, report.attributions[number], names[number])
    return _reporting(report, passages)


def _reporting(report: Report, passages: Iterable[int]) -> Report:
    found = list(report.passages)
    for number in passages:
        found[number] = replace(found[number], voice="reporting")
    return replace(report, passages=tuple(found))


def _spoken_by(report: Report, attribution: Attribution, name: str | None) -> Report:
    """Return the report with another speaker of an attribution, None for nobody who is named."""
    known = speaker_words(report.language)
    before = next((s for s in report.speakers if s.id == attribution.speaker), None)
    after = None if name is None else _speaker_of(report, name, known)
    fits = all(_may_mean(report.text, span, name, known) for span in attribution.mention)
    mention = attribution.mention if fits else ()
    if name is None and before is not None and before.kind == "unnamed":
        # Nobody who is named: so it was found, too.
        after, mention = before, attribution.mention
    changed = replace(
        attribution,
        mention=mention,
        speaker=None if after is None else after.id,
        method=METHOD,
        score=1.0,
    )
    attributions = tuple(changed if a.id == changed.id else a for a in report.attributions)
    speakers = {speaker.id: speaker for speaker in report.speakers}
    if before is not None and before != after:
        speakers[before.id] = _without(before, mention, attributions)
    if after is not None:
        speakers[after.id] = replace(after, mentions=tuple(sorted({*after.mentions, *mention})))
    heard = {a.speaker for a in attributions}
    # Who is said not to speak here may have spoken nowhere else.
    kept = (s for s in speakers.values() if s.id in heard or before is None or s.id != before.id)
    return replace(report, attributions=attributions, speakers=tuple(kept))


def _without(
    speaker: Speaker, mention: Sequence[Span], attributions: Iterable[Attribution]
) -> Speaker:
    """Return a speaker without the words that now name another one."""
    own = {span for a in attributions if a.speaker == speaker.id for span in a.mention}
    taken = set(mention) - own
    return replace(speaker, mentions=tuple(span for span in speaker.mentions if span not in taken))


def _speaker_of(report: Report, name: str, known: SpeakerWords) -> Speaker:
    """Return the speaker of that name in a report, else a new one."""
    wanted = name.strip().casefold()
    exact = [s for s in report.speakers if s.name.casefold() == wanted]
    alike = [s for s in report.speakers if s.kind != "unnamed" and same_name(s.name, name)]
    if exact:
        return exact[0]
    if len(alike) == 1:
        # The person has the last word on the name, too: by it others' speakers are found.
        return replace(alike[0], name=name.strip())
    taken = {speaker.id for speaker in report.speakers}
    free = next(f"s{n}" for n in range(1, len(taken) + 2) if f"s{n}" not in taken)
    found = _standing(report.text, name.strip(), known)
    return Speaker(free, name.strip(), _kind(name.strip(), known), found)


def _standing(text: str, name: str, known: SpeakerWords) -> tuple[Span, ...]:
    """Return where a name stands in the text, as whole words in languages that part them."""
    edge = "" if known.vocabulary is not None else r"\b"
    words = r"\s+".join(re.escape(word) for word in name.split())
    first = edge if name[0].isalnum() else ""
    last = edge if name[-1].isalnum() else ""
    return tuple(match.span() for match in re.finditer(f"{first}{words}{last}", text))


def _kind(name: str, known: SpeakerWords) -> SpeakerKind:
    """Return what kind of speaker a name tells; a person where it tells nothing."""
    mention = _read(name, (0, len(name)), known)
    vague = mention.name is None and not mention.offices and not known.has("groups", mention.head)
    return "person" if vague and mention.kind == "group" else mention.kind


def _may_mean(text: str, span: Span, name: str | None, known: SpeakerWords) -> bool:
    """Tell whether words that name a speaker may mean this one: a pronoun and an office may."""
    mention = _read(text, span, known)
    if mention.name is None:
        return True
    if name is None:
        return False
    return (same_name if mention.kind == "person" else share_word)(mention.name, name)


def _read(text: str, span: Span, known: SpeakerWords) -> Mention:
    return (read_uncased if known.no_capitals else read_mention)(text, span, known)
