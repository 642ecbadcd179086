"""Names that one telling changes, and those that only one of two tellings in one language has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.compare.covered import CoveredPair
from firsthand.compare.renamed import renamed
from firsthand.compare.sides import Pair, Side
from firsthand.facts.people import compare_names
from firsthand.facts.place_changes import compare_places
from firsthand.names import share_word
from firsthand.records import Divergence, DivergenceKind, Span
from firsthand.spans import overlap

_CAPITALISED = re.compile(
    r"(?<=[a-z\u00df-\u024f\u0430-\u044f,;] )[A-Z\u00c0-\u00de\u0400-\u042f][\w’'-]{2,}"
)
# In German every noun is capitalised, so capitals alone do not tell a name.
_NOUNS_CAPITALISED = frozenset({"de", "lb"})
_SCORE = 0.7
# A country and its people share a stem.
_STEM = 4


def name_divergences(pair: Pair, covered: CoveredPair | None) -> Iterator[Divergence]:
    """Yield changed names, then names that the other telling does not spell at all.

    Where the encoder has covered the pair, changed names are found by which words stand for which,
    else by their neighbours and by what is known of persons. A changed place is no changed name.
    Names that only one telling has are told only of tellings in one known language, since across
    languages names of bodies are translated.
    """
    one, other = pair.fullest.extract(), pair.other.extract()
    places = compare_places(one, other)
    told = [[p.one.span for p in places], [p.other.span for p in places]]
    for found in renamed(covered) if covered else compare_names(one, other):
        spans = found.one.span, found.other.span
        if any(_touches(s, t) for s, t in zip(spans, told, strict=True)):
            continue
        places_of_it = [pair.fullest.evidence(spans[0]), pair.other.evidence(spans[1])]
        yield pair.divergence("changed", "name", places_of_it, found.method, found.score)
        told[0].append(spans[0])
        told[1].append(spans[1])
    language = pair.fullest.report.language
    same = language is not None and language == pair.other.report.language
    if same and language not in _NOUNS_CAPITALISED:
        yield from _missing(pair, pair.fullest, pair.other, "dropped", told[0])
        yield from _missing(pair, pair.other, pair.fullest, "added", told[1])


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(overlap(span, other) for other in others)


def _missing(
    pair: Pair, has: Side, lacks: Side, kind: DivergenceKind, told: Sequence[Span]
) -> Iterator[Divergence]:
    for span in _names(has):
        name = has.report.text[slice(*span)]
        if _touches(span, told) or name[:_STEM].casefold() in lacks.text.casefold():
            continue
        if not share_word(name, lacks.text):
            spans = [has.evidence(span), lacks.whole()]
            yield pair.divergence(kind, "name", spans, "capitals", _SCORE)


def _names(side: Side) -> list[Span]:
    text = side.report.text
    return [m.span() for start, end in side.spans for m in _CAPITALISED.finditer(text, start, end)]
