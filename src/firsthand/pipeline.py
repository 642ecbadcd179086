"""The order of the stages; nothing else decides it.

read -> split -> attribute -> voice on each report; group, then align -> trace -> count -> compare
on each story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from firsthand import __version__, languages
from firsthand.align import align
from firsthand.align.clusters import JOIN
from firsthand.attribute import attribute
from firsthand.compare import find_conflicts, find_divergences
from firsthand.count import count_story
from firsthand.engines.base import Encoder, Tagger
from firsthand.engines.remember import RememberingEncoder
from firsthand.errors import EngineError
from firsthand.group import (
    PROFILES,
    Decision,
    Judgements,
    Kickers,
    Profile,
    Stream,
    group,
    group_entries,
    language_means,
    language_reach,
    make_entries,
)
from firsthand.io.fetch import Fetcher, fetch_url
from firsthand.judge import judge_reports, of_reports, told_apart
from firsthand.read import read_inputs, read_items
from firsthand.read.plan import Item
from firsthand.records import (
    AnyJudgement,
    Comparison,
    Judgement,
    Making,
    Problem,
    Report,
    Story,
)
from firsthand.split import split
from firsthand.trace import trace
from firsthand.trace.shared import SHARE
from firsthand.trace.translated import LEAST
from firsthand.voice import mark_voice


def analyse(report: Report, tagger: Tagger | None = None) -> Report:
    """Return the report with passages, attributions, speakers, citations and voices.

    Without a tagger rules alone find who says what. A report without text comes back as it is.
    """
    return mark_voice(attribute(split(report), tagger=tagger)) if report.text else report


def read_reports(
    inputs: Sequence[str], tagger: Tagger | None = None, *, allow_private: bool = False
) -> Iterator[Report]:
    """Read and analyse the inputs one after another: paths, folders, URLs, or ``-``.

    Without a tagger rules alone find who says what. A bad input gives a report with an empty text
    and a problem; nothing raises for it.
    """
    fetch = partial(fetch_url, allow_private=allow_private)
    for report in read_inputs(inputs, fetch=fetch):
        yield _analysed(report, tagger)


def read_planned(
    items: Sequence[Item], fetch: Fetcher, tagger: Tagger | None = None
) -> Iterator[Report]:
    """Read and analyse items as ``read_reports`` does; ``fetch`` gives what lies at addresses."""
    for report in read_items(items, fetch=fetch):
        yield _analysed(report, tagger)


def _analysed(report: Report, tagger: Tagger | None) -> Report:
    """Analyse a report; a fault of ours in one report must not cost the other inputs."""
    try:
        return analyse(report, tagger)
    except EngineError:
        raise  # no report can be read then
    except Exception as error:
        place = report.path or report.url or report.id
        message = (
            f"{place}: could not be analysed ({type(error).__name__}: {error}); this is a fault of "
            "firsthand, please report it"
        )
        return replace(report, text="", problems=(*report.problems, Problem("fault", message)))


def compare_reports(
    reports: Sequence[Report],
    encoder: Encoder | None = None,
    *,
    profile: Profile = PROFILES["browse"],
    judgements: Sequence[AnyJudgement] = (),
) -> Comparison:
    """Compare analysed reports: their stories, claims, origins and divergences.

    The order of ``reports`` does not matter: results are sorted by date and id. ``encoder``
    defaults to the bundled one, ``profile`` to one that joins easily: who hands in reports mostly
    has one event in mind. ``judgements`` are what persons have said, oldest first; one that does
    not fit these reports any more becomes a problem. No readable report gives a comparison without
    stories.
    """
    ordered = tuple(sorted(reports, key=lambda r: (r.published or "9999", r.id)))
    problems = tuple(
        Problem(p.code, f"{r.path or r.url or r.id}: {p.message}")
        for r in ordered
        for p in r.problems
    )
    if not any(r.text for r in ordered):
        return Comparison((), ordered, problems)
    remembering = RememberingEncoder(encoder or _default_encoder())
    ordered = tuple(_by_likeness(r, remembering) for r in ordered)
    ordered, unfit = judge_reports(ordered, judgements)
    readable = [r for r in ordered if r.text]
    groups = group(
        readable, remembering, profile=profile, judgements=of_reports(judgements, readable)
    )
    found = [
        _compared(f"story-{n}", members, remembering, judgements)
        for n, members in enumerate(groups, 1)
    ]
    unfit = (*unfit, *told_apart(groups, judgements), *(p for _, own in found for p in own))
    stories = tuple(story for story, _ in found)
    problems = (*problems, *dict.fromkeys(unfit))
    return Comparison(stories, ordered, problems, _making(remembering, profile))


def _making(encoder: Encoder, profile: Profile) -> Making:
    thresholds = (
        ("reports of one event (likeness)", profile.whole),
        ("reports of one event, headlines only (likeness)", profile.whole_headline),
        ("tellings of one claim in two reports (log odds)", JOIN),
        ("a copy, cut or rewrite (share of the shorter report)", SHARE),
        ("a translation (log odds)", LEAST),
    )
    return Making(__version__, encoder.name, thresholds)


def unanalysed_reports(inputs: Sequence[str], *, allow_private: bool = False) -> Iterator[Report]:
    """Read inputs as ``read_reports`` does, without analysing them: all that grouping needs."""
    yield from read_inputs(inputs, fetch=partial(fetch_url, allow_private=allow_private))


def group_reports(
    reports: Sequence[Report],
    encoder: Encoder | None = None,
    *,
    profile: Profile = PROFILES["default"],
    judgements: Sequence[AnyJudgement] = (),
) -> list[Decision]:
    """Return the story of each report that has a text, and the evidence, in the given order."""
    engine = encoder or _default_encoder()
    entries = make_entries([r for r in reports if r.text], engine)
    known = language_means(engine.name)
    reach = language_reach(engine.name)
    return group_entries(
        entries, known, profile, Judgements(of_reports(judgements, reports)), reach
    )


def stream_reports(
    arriving: Iterable[Sequence[Report]],
    encoder: Encoder | None = None,
    *,
    profile: Profile = PROFILES["default"],
    judgements: Sequence[AnyJudgement] = (),
) -> Iterator[tuple[Report, Decision | None]]:
    """Decide reports as they arrive, in batches of any size; None for one without a text.

    What is decided does not depend on the batches.
    """
    engine = encoder or _default_encoder()
    known = language_means(engine.name)
    judged = Judgements(_of_reports(judgements))
    reach = language_reach(engine.name)
    stream = Stream(known, engine.dimensions, reach=reach, profile=profile, judgements=judged)
    kickers = Kickers()
    for batch in arriving:
        readable = [r for r in batch if r.text]
        decided = iter(stream.add(make_entries(readable, engine, kickers)))
        for report in batch:
            yield report, next(decided) if report.text else None


def _of_reports(judgements: Sequence[AnyJudgement]) -> list[Judgement]:
    return [judgement for judgement in judgements if isinstance(judgement, Judgement)]


def _by_likeness(report: Report, encoder: Encoder) -> Report:
    """Attribute a report anew whose language has no table: an encoder knows more of its words."""
    if not report.quotes or languages.table(report.language, "attribution"):
        return report
    if any(a.method.startswith(("both", "tagger")) for a in report.attributions):
        return report
    try:
        return mark_voice(attribute(report, encoder))
    except Exception:
        # A fault of ours in one report must not cost the comparison: what was read stays.
        return report


def compare_story(
    name: str,
    reports: Sequence[Report],
    encoder: Encoder,
    judgements: Sequence[AnyJudgement] = (),
) -> Story:
    """Align, trace, count and compare the reports of one story.

    Of ``judgements`` those of tellings are applied.
    """
    return _compared(name, reports, encoder, judgements)[0]


def _compared(
    name: str, reports: Sequence[Report], encoder: Encoder, judgements: Sequence[AnyJudgement]
) -> tuple[Story, tuple[Problem, ...]]:
    """Return a story, and the judgements that do not fit it any more."""
    found = align(reports, encoder, judgements)
    derivations, origins = trace(reports, found.claims, encoder)
    count, claims = count_story(reports, found.claims, found.speakers, derivations, origins)
    divergences = find_divergences(reports, claims, encoder)
    story = Story(
        name,
        tuple(r.id for r in reports),
        claims,
        found.speakers,
        derivations,
        origins,
        divergences,
        found.repeats,
        found.only_here,
        find_conflicts(reports, claims, divergences, found.related),
        count,
    )
    return story, found.problems


def _default_encoder() -> Encoder:
    from firsthand.engines.e5 import E5Encoder  # noqa: PLC0415 - loads the model

    return E5Encoder()
