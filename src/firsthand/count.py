"""How much stands behind a story and behind each claim, in bounds, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.records import (
    Bounds,
    Claim,
    Count,
    Derivation,
    Origin,
    Report,
    SharedSpeaker,
    Span,
    Telling,
)
from firsthand.spans import contains, hull
from firsthand.trace.ends import part_routes, roots
from firsthand.trace.tree import either_way

_MOST_NAMES = 4


def count_story(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    speakers: Sequence[SharedSpeaker],
    derivations: Sequence[Derivation],
    origins: Sequence[Origin],
) -> tuple[Count, tuple[Claim, ...]]:
    """Return the count of a story, and its claims with ``asserted_by``, ``routes`` and ``why``.

    A known origin counts in both bounds, an unknown one raises only the upper; where all are
    unknown there is still one. Chains that lead to no origin (a circle of citations) count
    nothing. No reports give a count of zeros.
    """
    ends = roots([r.id for r in reports], derivations)
    parts = part_routes(reports, derivations)
    kinds = {o.id: o for o in origins}
    story = _bounds({i for found in ends.values() for i in found}, kinds)
    named = [s for s in speakers if s.kind not in {"unnamed", "outlet"}]
    unnamed = [s for s in speakers if s.kind == "unnamed"]
    names = {r.id: r.outlet or r.title or r.id for r in reports}
    counted = tuple(_counted(c, speakers, ends, parts, kinds, names) for c in claims)
    count = Count(
        reports=len(reports),
        languages=len({r.language for r in reports if r.language}),
        origins=story,
        speakers=Bounds(len(named) or min(1, len(unnamed)), len(named) + len(unnamed)),
        why="",
    )
    why = _why(count, reports, counted, speakers, ends, kinds, derivations)
    return replace(count, why=why), counted


def _bounds(ids: Iterable[str], kinds: Mapping[str, Origin]) -> Bounds:
    found = sorted(set(ids))
    unknown = sum(kinds[i].kind == "unknown" for i in found)
    certain = len(found) - unknown
    return Bounds(certain or min(1, unknown), certain + unknown)


def _counted(
    claim: Claim,
    speakers: Sequence[SharedSpeaker],
    ends: Mapping[str, frozenset[str]],
    parts: Mapping[str, Sequence[tuple[Span, str]]],
    kinds: Mapping[str, Origin],
    names: Mapping[str, str],
) -> Claim:
    who = [s for s in speakers if s.id in claim.speakers and s.kind != "outlet"]
    unnamed = sum(s.kind == "unnamed" for s in who)
    certain = len(who) - unnamed
    asserted = Bounds(certain or min(1, unnamed), certain + unnamed)
    tellers = sorted({t.report for t in claim.tellings})
    routes = _bounds((i for t in claim.tellings for i in _routes(t, ends, parts)), kinds)
    why = (
        f"Told by {_number(len(tellers), 'report')}, asserted by {_range(asserted, 'speaker')}; "
        f"it came on {_range(routes, 'independent route')}."
    )
    named = sum(t.attribution is not None for t in claim.tellings)
    own = list(dict.fromkeys(names[t.report] for t in claim.tellings if t.attribution is None))
    if named and own:
        *first, last = _shortened(own)
        told = f"{', '.join(first)} and {last}" if first else last
        why += f" In {told} no speaker is named for it, as far as was found."
    return replace(claim, asserted_by=asserted, routes=routes, why=why)


def _routes(
    telling: Telling,
    ends: Mapping[str, frozenset[str]],
    parts: Mapping[str, Sequence[tuple[Span, str]]],
) -> frozenset[str]:
    """Return the origins of one telling: whom its sentence cites, else those of its report."""
    cited = [
        parent
        for scope, parent in parts.get(telling.report, ())
        if telling.spans and contains(scope, hull(telling.spans))
    ]
    found = [ends[parent] if parent in ends else frozenset([parent]) for parent in cited]
    return frozenset().union(*found) if found else ends.get(telling.report, frozenset())


# --- the reason in words


def _why(
    count: Count,
    reports: Sequence[Report],
    claims: Sequence[Claim],
    speakers: Sequence[SharedSpeaker],
    ends: Mapping[str, frozenset[str]],
    kinds: Mapping[str, Origin],
    derivations: Sequence[Derivation],
) -> str:
    head = _number(count.reports, "report")
    if count.languages:
        head += f" in {_number(count.languages, 'language')}"
    parts = [f"{head} {'rests' if count.reports == 1 else 'rest'} on {_origins(count.origins)}."]
    parts += _behind(reports, ends, kinds, derivations)
    shared = _most_told(claims, speakers)
    if shared:
        parts.append(f"Told by more than one report: words of {shared}.")
    lost = [r for r in reports if not ends[r.id]]
    if lost:
        parts.append(f"{_number(len(lost), 'report')} only cite each other and count nothing.")
    return " ".join(parts)


def _origins(bounds: Bounds) -> str:
    if bounds.upper == 0:
        return "no origin that could be found"
    if bounds.lower == bounds.upper:
        return _number(bounds.upper, "independent origin")
    return f"at least {bounds.lower} and at most {bounds.upper} independent origins"


def _behind(
    reports: Sequence[Report],
    ends: Mapping[str, frozenset[str]],
    kinds: Mapping[str, Origin],
    derivations: Sequence[Derivation],
) -> list[str]:
    """Name the known origins, with how many reports lead to each, and where none is known."""
    reached: dict[str, int] = {}
    for report in reports:
        for origin in ends[report.id]:
            reached[origin] = reached.get(origin, 0) + 1
    order = sorted(reached, key=lambda i: (-reached[i], i))
    known = [
        _named(kinds[i], reports, derivations)
        + (f" ({_number(reached[i], 'report')})" if reached[i] > 1 else "")
        for i in order
        if kinds[i].kind != "unknown"
    ]
    unknown = [kinds[i].name.removeprefix("unknown, ") for i in order if kinds[i].kind == "unknown"]
    said = [("Known", known, "; "), ("Not known: who stands", unknown, " and ")]
    return [
        f"{what}{':' if what == 'Known' else ''} {joint.join(_shortened(names))}."
        for what, names, joint in said
        if names
    ]


def _named(origin: Origin, reports: Sequence[Report], derivations: Sequence[Derivation]) -> str:
    """Return an origin's name, and who else may be it where it is not known who came first."""
    first = origin.id.removeprefix("newsroom:")
    twins = {d.report for d in derivations if d.parent == first and either_way(d)}
    if origin.id == first or not twins:
        return origin.name
    (one, *more) = [r for r in reports if r.id in twins]
    other = f"one of {len(twins)} others" if more else one.outlet or one.id
    return f"{origin.name} or {other}"


def _shortened(names: list[str]) -> list[str]:
    if len(names) <= _MOST_NAMES + 1:
        return names
    return [*names[:_MOST_NAMES], f"{len(names) - _MOST_NAMES} more"]


def _most_told(claims: Sequence[Claim], speakers: Sequence[SharedSpeaker]) -> str:
    told: dict[str, int] = {}
    for claim in claims:
        if len({t.report for t in claim.tellings}) > 1:
            for speaker in claim.speakers:
                told[speaker] = told.get(speaker, 0) + 1
    names = {s.id: s.name for s in speakers if s.kind not in {"outlet", "unnamed"}}
    order = sorted((s for s in told if s in names), key=lambda s: (-told[s], s))
    listed = [names[s] for s in order]
    if len(listed) > _MOST_NAMES:
        listed = [*listed[:_MOST_NAMES], _others(len(listed) - _MOST_NAMES)]
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _others(number: int) -> str:
    return "1 other" if number == 1 else f"{number} others"


def _range(bounds: Bounds, noun: str) -> str:
    if bounds.lower == bounds.upper:
        return _number(bounds.upper, noun)
    return f"{bounds.lower} to {bounds.upper} {noun}s"


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
