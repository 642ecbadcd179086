"""Putting quotations in order, with the depth of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from firsthand.records import Quote


def settle(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return the quotes sorted by place, outer before inner, each with its ``depth``.

    One that overlaps another without lying in it is left out.
    """
    settled: list[Quote] = []
    around: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: (q.outer[0], -q.outer[1], q.pieces)):
        while around and around[-1].outer[1] <= quote.outer[0]:
            around.pop()
        if around and around[-1].outer[1] < quote.outer[1]:
            continue
        settled.append(replace(quote, depth=len(around)))
        around.append(quote)
    return tuple(settled)
