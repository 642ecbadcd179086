"""Who tells it and how: the speaker, direct or indirect speech."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.compare.sides import Pair, Side
from firsthand.records import Divergence, Span

_BODIES = frozenset({"organisation", "group", "country", "outlet"})


def speaker(pair: Pair) -> Iterator[Divergence]:
    """Yield a changed speaker where one telling names a person and the other a body."""
    one, other = pair.fullest.speaker(), pair.other.speaker()
    left, right = pair.fullest.attribution, pair.other.attribution
    if one is None or other is None or left is None or right is None:
        return
    kinds = {one.kind, other.kind}
    if not ("person" in kinds and kinds & _BODIES and left.mention and right.mention):
        return
    if _is_name(pair.fullest, left.mention[0]) and _is_name(pair.other, right.mention[0]):
        spans = [pair.fullest.evidence(left.mention[0]), pair.other.evidence(right.mention[0])]
        yield pair.divergence("changed", "speaker", spans, "kinds", 0.8)


def _is_name(side: Side, span: Span) -> bool:
    """Tell whether the words could hold a name: some of several words has a capital."""
    words = side.report.text[slice(*span)].split()
    return len(words) > 1 and any(not word[0].islower() for word in words)


def mode(pair: Pair) -> Iterator[Divergence]:
    """Yield a changed wording where direct speech is told indirectly, or the other way round."""
    left, right = pair.fullest.attribution, pair.other.attribution
    if left is None or right is None:
        return
    if {left.mode, right.mode} == {"direct", "indirect"}:
        spans = [pair.fullest.whole(), pair.other.whole()]
        yield pair.divergence("changed", "wording", spans, f"{left.mode} to {right.mode}", 0.8)
