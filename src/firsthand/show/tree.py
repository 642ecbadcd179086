"""Derivations as a tree to read: origins, the reports that come from them, and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.records import Derivation, Origin, Story
from firsthand.trace.tree import either_way


@dataclass(frozen=True, slots=True)
class Branch:
    """One node: an origin or a report, how it comes from the node above, and what follows from it.

    ``id`` is that of the origin or report; ``origin`` is None for a report. ``derivation`` is
    None at a root. ``repeated`` tells that the node's own branches stand at its first place,
    ``circle`` that the reports here come from each other, or from something not listed.
    """

    id: str
    origin: Origin | None
    derivation: Derivation | None
    children: tuple[Branch, ...] = ()
    repeated: bool = False
    circle: bool = False


def derivation_label(derivation: Derivation) -> str:
    """Return how a report comes from another or from an origin, in a word or a few.

    What a newsroom tells of its own is a relay in the contract, and to people its own report.
    "Either way": which of the two came first is not known.
    """
    if derivation.parent.startswith("newsroom:"):
        return "own report"
    if either_way(derivation):
        return f"{derivation.kind}, either way"
    return f"{derivation.kind} of a part" if derivation.part else derivation.kind


def branches(story: Story) -> tuple[Branch, ...]:
    """Return the roots: origins in their order, then reports that come from nothing known.

    Last stand circles: reports that come from each other and from no origin, entered at the
    first of them. Every origin and report of the story appears at least once.
    """
    parents = {derivation.report for derivation in story.derivations}
    below: dict[str, list[Derivation]] = {}
    for derivation in story.derivations:
        below.setdefault(derivation.parent, []).append(derivation)
    origins = {origin.id: origin for origin in story.origins}
    grower = _Grower(below, origins)
    free = [report for report in story.reports if report not in parents]
    roots = [grower.grow(node, None) for node in [*origins, *free]]
    for report in story.reports:
        if report not in grower.seen:
            roots.append(replace(grower.grow(report, None), circle=True))
    return tuple(roots)


class _Grower:
    """Grows branches depth first; a node's children are grown at its first place only."""

    def __init__(
        self, below: Mapping[str, Sequence[Derivation]], origins: Mapping[str, Origin]
    ) -> None:
        self.below = below
        self.origins = origins
        self.seen: set[str] = set()

    def grow(self, node: str, derivation: Derivation | None) -> Branch:
        """Return the branch of ``node``."""
        repeated = node in self.seen and node in self.below
        following = () if node in self.seen else self.below.get(node, ())
        self.seen.add(node)
        children = tuple(self.grow(found.report, found) for found in following)
        return Branch(node, self.origins.get(node), derivation, children, repeated)
