"""Pairs of reports with a text in common, and what follows from two such pairs for a third."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from firsthand.records import DerivationKind, Evidence, Report, Span
from firsthand.spans import hull, overlap

NEARLY_ALL = 0.75
_ONE_TEXT = 0.6
_ROUNDS = 2
_FAMILY = 3
_LONG_REST = 0.3
_CERTAINTY = 0.9

Rows = tuple[tuple[Evidence, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports with a text in common; ``a_share`` and ``b_share`` are the parts of each.

    ``rows`` are the places, side by side; ``score`` is the confidence in 0..1. ``through`` is
    the third report of which both have the same part, where the link follows from that.
    """

    a: str
    b: str
    a_share: float
    b_share: float
    rows: Rows
    method: str
    score: float
    translated: bool = False
    through: str | None = None

    @property
    def kind(self) -> DerivationKind:
        """What the shorter one is of the longer."""
        if self.translated:
            return "translation"
        if min(self.a_share, self.b_share) >= NEARLY_ALL:
            return "copy"
        return "cut" if max(self.a_share, self.b_share) >= NEARLY_ALL else "rewrite"

    def seen_from(self, report: str) -> Link:
        """Return the same link with ``report`` as its ``a``."""
        if report == self.a:
            return self
        rows = tuple(tuple(reversed(row)) for row in self.rows)
        return replace(
            self,
            a=self.b,
            b=self.a,
            a_share=self.b_share,
            b_share=self.a_share,
            rows=rows,
        )


def consistent(links: Sequence[Link]) -> list[Link]:
    """Return the links that the others bear out.

    A few sentences of a cut may look like a translation by chance; with the rest of the text there
    is more to judge by. And where each of two reports has relatives, but none in common, one link
    between the two families would make one of many: it is left out.
    """
    pairs = {frozenset((link.a, link.b)) for link in links}
    longer: dict[str, list[str]] = {}
    for link in links:
        for seen in (link.seen_from(link.a), link.seen_from(link.b)):
            if not seen.translated and seen.a_share >= NEARLY_ALL > seen.b_share:
                longer.setdefault(seen.a, []).append(seen.b)

    near: dict[str, set[str]] = {}
    for link in links:
        near.setdefault(link.a, set()).add(link.b)
        near.setdefault(link.b, set()).add(link.a)

    def stands_alone(link: Link) -> bool:
        others = near[link.a] - {link.b}, near[link.b] - {link.a}
        return not others[0] & others[1] and min(map(len, others)) >= _FAMILY

    def whole_has_it(link: Link) -> bool:
        return all(
            frozenset((whole, other)) in pairs
            for cut, other in ((link.a, link.b), (link.b, link.a))
            for whole in longer.get(cut, ())
            if whole != other
        )

    return [
        link
        for link in links
        if not stands_alone(link) and (not link.translated or whole_has_it(link))
    ]


def close(links: Sequence[Link], languages: Mapping[str, str | None]) -> list[Link]:
    """Return the links and those that follow: what has one stretch of a third with another, too.

    Two translations into far languages may look less like each other than like what they come
    from. ``languages`` are those of the reports. No links give none.
    """
    found = {frozenset((link.a, link.b)): link for link in links}
    for _ in range(_ROUNDS):
        new: dict[frozenset[str], Link] = {}
        by_report = by_reports(found.values())
        linked = neighbours(by_report)
        for third, ends in sorted(by_report.items()):
            for one, other in strangers(ends, linked):
                pair = frozenset((one.b, other.b))
                if not same_part(one, other):
                    continue
                link = _following(third, one, other, languages)
                if link is not None and (pair not in new or new[pair].score < link.score):
                    new[pair] = link
        found.update(new)
        if not new:
            break
    return list(found.values())


def neighbours(by_report: Mapping[str, Sequence[Link]]) -> dict[str, Set[str]]:
    """Return for each report those that it is linked to."""
    return {report: {link.b for link in ends} for report, ends in by_report.items()}


def strangers(ends: Sequence[Link], linked: Mapping[str, Set[str]]) -> Iterator[tuple[Link, Link]]:
    """Yield, in order, the pairs of a report's links that lead to two reports with none between.

    In a large story nearly all are linked: what is not is found as a difference of sets.
    """
    places = {link.b: place for place, link in enumerate(ends)}
    for place, one in enumerate(ends):
        far = (places[b] for b in places.keys() - linked[one.b])
        yield from ((one, ends[other]) for other in sorted(far) if other > place)


def by_reports(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Return the links of each report that has one, seen from it."""
    ends: dict[str, list[Link]] = {}
    for link in links:
        for report in (link.a, link.b):
            ends.setdefault(report, []).append(link.seen_from(report))
    return ends


def _following(
    third: str, one: Link, other: Link, languages: Mapping[str, str | None]
) -> Link | None:
    """Return the link of two reports over their places in a third; None where they share none."""
    rows = tuple(
        (mine[1], its[1])
        for mine in one.rows
        for its in other.rows
        if _mostly_one(mine[0].span, its[0].span)
    )
    if not rows:
        return None
    return Link(
        one.b,
        other.b,
        min(one.b_share, 1.0),
        min(other.b_share, 1.0),
        rows,
        f"{one.method}, through {third}",
        round(_CERTAINTY * min(one.score, other.score), 3),
        translated=languages[one.b] != languages[other.b],
        through=third,
    )


def same_part(one: Link, other: Link) -> bool:
    """Tell whether two links, both seen from one report, rest on the same part of it."""
    mine, its = ([row[0].span for row in link.rows] for link in (one, other))
    shared = sum(overlap(a, b) for a in mine for b in its)
    sizes = [sum(end - start for start, end in spans) for spans in (mine, its)]
    return shared >= _ONE_TEXT * max(1, min(sizes))


def _mostly_one(one: Span, other: Span) -> bool:
    shorter = min(one[1] - one[0], other[1] - other[0])
    return overlap(one, other) >= _ONE_TEXT * max(1, shorter)


def rests(reports: Sequence[Report], links: Sequence[Link]) -> dict[str, Span]:
    """Return the reports of two pieces of which only one has its like, and where the other stands.

    The link must leave a long piece at an end of both reports: then neither is a cut of the other,
    and at least one was put together from two texts.
    """
    texts = {report.id: report for report in reports}
    found: dict[str, Span] = {}
    rest = {
        report: _rest(texts[report], [row[0].span for link in ends for row in link.rows])
        for report, ends in by_reports(links).items()
    }
    for link in links:
        for seen in (link.seen_from(link.a), link.seen_from(link.b)):
            mine, its = rest[seen.a], rest[seen.b]
            if mine and its and seen.a not in found and seen.b not in found:
                found[seen.a] = mine
    return found


def _rest(report: Report, covered: Sequence[Span]) -> Span | None:
    """Return the longer end of a report that is not covered, if it is long."""
    first, last = hull(covered)
    head, tail = (0, first), (last, len(report.text))
    longer = max(head, tail, key=lambda span: span[1] - span[0])
    return longer if longer[1] - longer[0] >= _LONG_REST * len(report.text) else None
