"""Where chains end: agencies, newsrooms with access of their own, and what is not known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from firsthand.data import by_name
from firsthand.names import same_name
from firsthand.records import Citation, Claim, Derivation, Evidence, Origin, Report, Span
from firsthand.spans import contains, overlap
from firsthand.trace.documents import NamedDocument, document_origins, named_documents
from firsthand.trace.relays import leads, rests_on
from firsthand.trace.tree import ancestors, bare, outlet_names

# A report that tells only what others tell, and names no route, may have copied or been there.
_NOTHING_OWN = 0.8
# So does one that names a route for a part, and tells so much of what others tell.
_SOME_SHARED = 0.25
_TELLING_WORD = 5
_BODIES = frozenset({"organisation", "group", "country"})


@dataclass(frozen=True, slots=True)
class _End:
    origin: Origin
    derivation: Derivation


def end_chains(
    reports: Sequence[Report],
    derivations: Sequence[Derivation],
    claims: Sequence[Claim],
    apart: Mapping[str, Span] = MappingProxyType({}),
) -> tuple[list[Derivation], tuple[Origin, ...]]:
    """Return the derivations of reports from origins, and the origins, in order of their ids.

    ``apart`` are the long pieces of reports that have no like where their other piece has.

    A report that comes from another has no origin of its own but what it cites besides; nor has
    one whose first paragraphs rest on a named document.
    """
    parents: dict[str, list[str]] = {r.id: [] for r in reports}
    for d in derivations:
        if not d.part:
            parents[d.report].append(d.parent)
    names = frozenset(n for r in reports for n in outlet_names(r))
    bodies = sorted({s.name for r in reports for s in r.speakers if s.kind in _BODIES})
    quoted = frozenset((r.id, a.id) for r in reports for a in r.attributions if a.mode == "direct")
    documents = _documents(reports, parents)
    told = document_origins([d for found in documents.values() for d in found])
    ends: list[_End] = []
    for report in reports:
        taken = _taken_over(report, derivations)
        cited = [
            _cited(report, c)
            for c in _outermost(report)
            if bare(c.outlet) not in names and not any(overlap(c.span, span) for span in taken)
        ]
        ends.extend(cited)
        if report.id in apart:
            ends.append(_elsewhere(report, apart[report.id]))
        ends.extend(_rested(report, d, told[d]) for d in documents[report.id])
        led = any(leads(report, c.span, c.scope) for c in report.citations if rests_on(c))
        led = led or any(leads(report, d.place, d.scope) for d in documents[report.id])
        if not parents[report.id] and not led:
            others = {r for r in parents if report.id not in {r, *ancestors(r, parents)}}
            tops = frozenset(r for r in others if not ancestors(r, parents) & others)
            ends.append(_own(report, others, tops, claims, quoted, bool(cited), bodies))
    ends = _one_outlet(ends)
    merged: dict[tuple[str, str], Derivation] = {}
    for end in ends:
        key = (end.derivation.report, end.derivation.parent)
        merged[key] = _merged(merged.get(key), end.derivation)
    origins = {e.origin.id: e.origin for e in ends}
    return list(merged.values()), tuple(origins[i] for i in sorted(origins))


def _documents(
    reports: Sequence[Report], parents: Mapping[str, Sequence[str]]
) -> dict[str, tuple[NamedDocument, ...]]:
    """Return the named documents of the reports that have them from no other report.

    Where a citation leads, the document is that outlet's, too.
    """
    found: dict[str, tuple[NamedDocument, ...]] = {}
    for report in reports:
        led = any(leads(report, c.span, c.scope) for c in report.citations if rests_on(c))
        found[report.id] = () if led or parents[report.id] else named_documents(report)
    return found


def _rested(report: Report, document: NamedDocument, origin: Origin) -> _End:
    evidence = ((Evidence(report.id, document.place),),)
    part = not leads(report, document.place, document.scope)
    method = "a named document"
    relay = Derivation(report.id, origin.id, "relay", evidence, method, document.score, part)
    return _End(origin, relay)


def _one_outlet(ends: Sequence[_End]) -> list[_End]:
    """Let who names an outlet rest on that outlet where somebody else shows that it was there."""
    known = {end.origin.id: end.origin for end in ends}
    found: list[_End] = []
    for end in ends:
        kind, _, slug = end.origin.id.partition(":")
        outlet = known.get(f"outlet:{slug}") if kind == "unknown" else None
        derivation = replace(end.derivation, parent=outlet.id) if outlet else end.derivation
        found.append(_End(outlet or end.origin, derivation))
    return found


def _merged(one: Derivation | None, other: Derivation) -> Derivation:
    if one is None:
        return other
    rows = (*one.evidence, *(r for r in other.evidence if r not in one.evidence))
    score = max(one.score, other.score)
    part = one.part and other.part
    return Derivation(one.report, one.parent, one.kind, rows, one.method, score, part)


def _taken_over(report: Report, derivations: Sequence[Derivation]) -> list[Span]:
    """Return the parts of a report that it has from others: whom they cite, the others cite."""
    rows = (row for d in derivations if d.report == report.id for row in d.evidence)
    return [e.span for row in rows if len(row) > 1 for e in row if e.report == report.id]


def _outermost(report: Report) -> list[Citation]:
    """Leave out citations inside the block of another: they are that outlet's, not the report's.

    Nor does a report rest on a link alone, or on the agency that its picture is from.
    """
    blocks = [c for c in report.citations if c.method == "rules:block"]
    return [
        c
        for c in report.citations
        if rests_on(c) and not any(b is not c and contains(b.scope, c.span) for b in blocks)
    ]


def _cited(report: Report, citation: Citation) -> _End:
    outlet = by_name().get(citation.outlet.casefold())
    direct = citation.method == "rules:addressed"
    evidence = ((Evidence(report.id, citation.span),),)
    if outlet is not None and outlet.kind == "agency":
        origin = Origin(f"agency:{outlet.id}", "agency", outlet.name)
    elif direct:
        origin = Origin(f"outlet:{_slug(citation.outlet)}", "outlet", citation.outlet)
    else:
        # The outlet is named, but on whom it rests itself is not known.
        name = f"unknown, behind {citation.outlet}"
        origin = Origin(f"unknown:{_slug(citation.outlet)}", "unknown", name)
    method = f"citation, {citation.method}"
    part = not leads(report, citation.span, citation.scope)
    relay = Derivation(report.id, origin.id, "relay", evidence, method, citation.score, part)
    return _End(origin, relay)


def _elsewhere(report: Report, place: Span) -> _End:
    """Return the unknown origin of a piece that is not from where the other piece is from."""
    label = report.outlet or report.title or report.id
    origin = Origin(f"unknown:{report.id}-rest", "unknown", f"unknown, behind a part of {label}")
    method = "two pieces, of which one has its like"
    evidence = ((Evidence(report.id, place),),)
    return _End(origin, Derivation(report.id, origin.id, "relay", evidence, method, 0.5))


def _own(
    report: Report,
    others: set[str],
    tops: frozenset[str],
    claims: Sequence[Claim],
    quoted: frozenset[tuple[str, str]],
    cites: bool,
    bodies: Collection[str],
) -> _End:
    """Return the newsroom itself, or an unknown origin where nothing shows that it was there.

    ``others`` are the reports that do not come from this one, ``tops`` those of them that come
    from no other of them, ``quoted`` the attributions (report and id) that are direct speech,
    ``bodies`` the names of those who speak in the story and are no persons.
    """
    first = report.passages[0].span if report.passages else (0, 0)
    evidence = ((Evidence(report.id, first),),) if first[1] > first[0] else ()
    label = report.outlet or report.title or report.id
    copied = _tells_nothing_new(report, others, claims)
    copied = copied or _shares_words(report, tops, claims, quoted)
    partly = cites and _shared_part(report, others, claims) >= _SOME_SHARED
    if (partly or copied) and not _was_told(report):
        origin = Origin(f"unknown:{report.id}", "unknown", f"unknown, behind {label}")
        method = "names no route, and others tell what it tells"
        if partly:
            method = "names a route for a part only, and others tell what it tells"
        return _End(origin, Derivation(report.id, origin.id, "relay", evidence, method, 0.5))
    if report.outlet and any(same_name(report.outlet, s) for s in bodies):
        # A ministry's own page: it is the speaker, no newsroom that was there.
        origin = Origin(f"speaker:{_slug(report.outlet)}", "speaker", report.outlet)
        method = "published by who speaks"
        return _End(origin, Derivation(report.id, origin.id, "relay", evidence, method, 0.6))
    origin = Origin(f"newsroom:{report.id}", "outlet", label)
    method = "names no other route"
    return _End(origin, Derivation(report.id, origin.id, "relay", evidence, method, 0.6))


def _tells_nothing_new(report: Report, others: set[str], claims: Sequence[Claim]) -> bool:
    return _shared_part(report, others, claims) >= _NOTHING_OWN


def _shared_part(report: Report, others: set[str], claims: Sequence[Claim]) -> float:
    """Return the part of a report's claims that others tell, too; 0.0 where it tells none."""
    told = [c for c in claims if any(t.report == report.id for t in c.tellings)]
    shared = [c for c in told if any(t.report in others for t in c.tellings)]
    return len(shared) / len(told) if told else 0.0


def _shares_words(
    report: Report,
    tops: frozenset[str],
    claims: Sequence[Claim],
    quoted: frozenset[tuple[str, str]],
) -> bool:
    """Tell whether the report quotes words that come by two other routes as well.

    Then there was one occasion for all, and the report may have them from either.
    """
    for claim in claims:
        direct = {t.report for t in claim.tellings if (t.report, t.attribution) in quoted}
        if report.id in direct and len(direct & tops) > 1:
            return True
    return False


def _was_told(report: Report) -> bool:
    """Tell whether somebody in the report speaks to its own outlet ("told the Gazette")."""
    words = [w for w in bare(report.outlet or "").split() if len(w) >= _TELLING_WORD]
    places = [p.span for p in report.passages if p.kind == "paragraph"]
    speech = [s for a in report.attributions for s in (*a.cue, *a.mention)]
    return any(
        word in report.text[slice(*place)].casefold() and any(contains(place, s) for s in speech)
        for place in places
        for word in words
    )


def _slug(name: str) -> str:
    return "-".join(bare(name).split())


def roots(
    reports: Sequence[str], derivations: Sequence[Derivation]
) -> Mapping[str, frozenset[str]]:
    """Return for each report the ids of the origins at which its chains end.

    What a report has for a part only is not among them. A member of a circle of citations that
    leads nowhere has none.
    """
    known = frozenset(reports)
    parents: dict[str, list[str]] = {r: [] for r in reports}
    for d in derivations:
        if d.report in known and not d.part:
            parents[d.report].append(d.parent)
    return {r: frozenset(ancestors(r, parents) - known) for r in reports}


def part_routes(
    reports: Sequence[Report], derivations: Sequence[Derivation]
) -> Mapping[str, tuple[tuple[Span, str], ...]]:
    """Return for each report the stretches that rest on a citation of their own, and on whom."""
    parts = [d for d in derivations if d.part]
    return {
        report.id: tuple(
            (scope, d.parent)
            for d in parts
            if d.report == report.id
            for (place, *_) in d.evidence
            for scope in _scopes(report, place.span)
        )
        for report in reports
    }


def _scopes(report: Report, place: Span) -> list[Span]:
    """Return what rests on the citation or the document that is named at ``place``."""
    cited = [c.scope for c in report.citations if c.span == place]
    return cited or [d.scope for d in named_documents(report) if d.place == place]
