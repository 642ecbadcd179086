"""From pairs with a text in common to derivations: which of two came first, and from whom."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

from firsthand.data import language_length
from firsthand.records import Derivation, Report
from firsthand.trace.links import Link, by_reports, neighbours, same_part, strangers

_LONGER = 1.15
_WHOLE = 0.9
_MOST_ROWS = 12

# A link, the id of the earlier report, and how the direction is known.
Candidate = tuple[Link, str, str]


def choose_parents(reports: Sequence[Report], links: Sequence[Link]) -> list[Derivation]:
    """Return for each report its derivation from the nearest earlier report it shares text with.

    A second parent is kept where it covers a part that the first does not know of (a splice):
    the two parents share no text themselves. Where nothing tells the direction, a splice is the
    later one, else the shorter text, and the method says so.
    """
    by_id = {r.id: r for r in reports}
    linked = {frozenset((link.a, link.b)) for link in links}
    spliced = _splices(links)
    candidates: dict[str, list[Candidate]] = {r.id: [] for r in reports}
    for link in links:
        parent, child, how = _direction(by_id[link.a], by_id[link.b], spliced)
        candidates[child.id].append((link, parent.id, how))
    found: list[Derivation] = []
    for report in reports:
        kept: list[str] = []
        for link, parent_id, how in _nearest_first(report.id, candidates):
            if all(frozenset((parent_id, k)) not in linked for k in kept):
                found.append(_derivation(link, report.id, parent_id, how))
                kept.append(parent_id)
    return found


def _splices(links: Sequence[Link]) -> frozenset[str]:
    """Return the reports that join parts of two texts which have nothing in common.

    A report that holds two others whole may be what both were cut from.
    """
    by_report = by_reports(links)
    linked = neighbours(by_report)
    return frozenset(
        report
        for report, ends in by_report.items()
        for one, other in strangers(ends, linked)
        if not same_part(one, other) and max(one.b_share, other.b_share) < _WHOLE
    )


def _nearest_first(report: str, candidates: Mapping[str, Sequence[Candidate]]) -> list[Candidate]:
    """Sort a report's candidates: seen links, one language, then originals, then by shared part."""

    def key(candidate: Candidate) -> tuple[bool, bool, bool, float, str]:
        link, parent, _ = candidate
        follows = link.through is not None
        return follows, link.translated, bool(candidates[parent]), -_share(link, report), parent

    return sorted(candidates[report], key=key)


def without_named(found: Sequence[Derivation], named: Sequence[Derivation]) -> list[Derivation]:
    """Leave out translations from a relative of the report that is named as the source.

    A free retelling that names its source is a relay; that it also lies near another translation
    of that source says nothing more.
    """
    parents: dict[str, list[str]] = {}
    for d in found:
        parents.setdefault(d.report, []).append(d.parent)
    cited = {(d.report, d.parent) for d in named}

    def family(report: str) -> set[str]:
        return {report, *ancestors(report, parents)}

    return [
        d
        for d in found
        if d.kind != "translation"
        or not any(
            r == d.report and (p in family(d.parent) or d.parent in family(p)) for r, p in cited
        )
    ]


def _share(link: Link, report: str) -> float:
    return link.a_share if link.a == report else link.b_share


def _derivation(link: Link, child: str, parent: str, how: str) -> Derivation:
    longest = sorted(link.rows, key=lambda row: (row[0].span[0] - row[0].span[1], row[0].span))
    shown = sorted(longest[:_MOST_ROWS], key=lambda row: row[0].span)
    rows = [tuple(sorted(row, key=lambda e: e.report != child)) for row in shown]
    method = f"{link.method}; direction: {how}"
    return Derivation(child, parent, link.kind, tuple(rows), method, link.score)


def _direction(
    one: Report, other: Report, spliced: Set[str] = frozenset()
) -> tuple[Report, Report, str]:
    """Return (parent, child, how it is known)."""
    if cites(one, other) != cites(other, one):
        return (other, one, "cited") if cites(one, other) else (one, other, "cited")
    by_date = _earlier(one, other)
    if by_date is not None:
        return (*by_date, "by date")
    if (one.id in spliced) != (other.id in spliced):
        return (other, one, "a splice") if one.id in spliced else (one, other, "a splice")
    a, b = _length(one), _length(other)
    if max(a, b) > _LONGER * min(a, b):
        return (one, other, "the longer") if a > b else (other, one, "the longer")
    first, second = sorted((one, other), key=lambda r: (r.published or "9999", -len(r.text), r.id))
    return first, second, "unknown"


def _length(report: Report) -> float:
    """Return how long a text is, as if all languages took equally many characters."""
    return len(report.text) / math.exp(language_length(report.language)[1])


def either_way(derivation: Derivation) -> bool:
    """Tell whether the two may as well stand the other way round: only their lengths were known.

    A cut is shorter than what it was cut from.
    """
    _, _, how = derivation.method.partition("; direction: ")
    return how == "unknown" or (how == "the longer" and derivation.kind != "cut")


def _earlier(one: Report, other: Report) -> tuple[Report, Report] | None:
    """Return (earlier, later) where both dates are known and differ in what both of them give."""
    if not one.published or not other.published:
        return None
    length = min(len(one.published), len(other.published), len("2031-05-14"))
    a, b = one.published[:length], other.published[:length]
    if a == b:
        return None
    return (one, other) if a < b else (other, one)


def cites(one: Report, other: Report) -> bool:
    """Tell whether ``one`` names the outlet of ``other`` as its source."""
    names = outlet_names(other)
    return any(bare(c.outlet) in names for c in one.citations if c.kind != "link")


def outlet_names(report: Report) -> frozenset[str]:
    """Return the names by which other reports may cite this one's outlet."""
    return frozenset([bare(report.outlet)]) if report.outlet else frozenset()


def bare(name: str) -> str:
    """Return an outlet's name without article and case."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


_ARTICLES = frozenset(["the", "de", "het", "le", "la", "les", "el", "il", "der", "die", "das"])


def ancestors(report: str, parents: Mapping[str, Sequence[str]]) -> set[str]:
    """Return all ids that can be reached from ``report`` over parents, itself left out."""
    seen: set[str] = set()
    stack = list(parents.get(report, ()))
    while stack:
        here = stack.pop()
        if here not in seen:
            seen.add(here)
            stack.extend(parents.get(here, ()))
    return seen
