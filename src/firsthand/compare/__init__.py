"""Compare: how each telling of a claim differs from the fullest one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from firsthand.compare.certainty import certainty_divergence
from firsthand.compare.clauses import find_extra
from firsthand.compare.conflicts import find_conflicts
from firsthand.compare.covered import CoveredPair, cover_pairs
from firsthand.compare.dates import date_divergences
from firsthand.compare.manner import mode, speaker
from firsthand.compare.names import name_divergences
from firsthand.compare.numbers import number_divergences
from firsthand.compare.places import place_divergences
from firsthand.compare.polarity import polarity_divergence
from firsthand.compare.sides import Pair, pairs_of
from firsthand.engines.base import Encoder
from firsthand.records import Claim, Divergence, Evidence, Report
from firsthand.spans import contains

__all__ = ["find_conflicts", "find_divergences"]


def find_divergences(
    reports: Sequence[Report], claims: Sequence[Claim], encoder: Encoder
) -> tuple[Divergence, ...]:
    """Return what the tellings of each claim change, drop or add against its fullest telling.

    Only clear differences are reported. "dropped" words stand in the fullest telling (first span)
    and are missing from the other (second span: all of it); "added" words the other way round;
    "changed" words stand on both sides. Order: by claim, then by telling. A claim of one telling,
    and no claims, give nothing.
    """
    pairs = pairs_of(reports, claims)
    found = chain.from_iterable(
        (*_facts(pair, covered), *_wording(covered))
        for pair, covered in zip(pairs, cover_pairs(pairs, encoder), strict=True)
    )
    return _without_signs_gone(dict.fromkeys(found))


def _wording(covered: CoveredPair | None) -> Iterator[Divergence]:
    """Yield the divergences for which words are held against words.

    A "not" in a clause that the other telling leaves out changes nothing in what it tells.
    """
    if covered is None:
        return
    extra = tuple(find_extra(covered))
    for found in polarity_divergence(covered):
        if not any(_holds(one.place, sign) for one in extra for sign in found.spans):
            yield found
    yield from (one.divergence for one in extra if one.clear)


def _holds(place: Evidence, sign: Evidence) -> bool:
    return place.report == sign.report and contains(place.span, sign.span)


def _without_signs_gone(found: Iterable[Divergence]) -> tuple[Divergence, ...]:
    """Leave out each "not" in a clause that any telling of the claim leaves out.

    Where one telling leaves the clause out, another may well do so unnoticed.
    """
    found = tuple(found)
    gone: dict[str, list[Evidence]] = {}
    for d in found:
        if d.kind != "changed":
            gone.setdefault(d.claim, []).append(d.spans[0])
    return tuple(
        d
        for d in found
        if d.aspect != "polarity"
        or not any(_holds(place, sign) for place in gone.get(d.claim, ()) for sign in d.spans)
    )


def _facts(pair: Pair, covered: CoveredPair | None) -> Iterator[Divergence]:
    """Yield the divergences of facts, surest first; only names are the better for an encoder."""
    yield from number_divergences(pair)
    yield from date_divergences(pair)
    yield from place_divergences(pair)
    yield from name_divergences(pair, covered)
    yield from speaker(pair)
    yield from certainty_divergence(pair)
    yield from mode(pair)
