"""Names that only one of two tellings in one language has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.compare.sides import Pair, Side
from firsthand.names import share_word
from firsthand.records import Divergence, DivergenceKind, Span

_CAPITALISED = re.compile(
    r"(?<=[a-z\u00df-\u024f\u0430-\u044f,;] )[A-Z\u00c0-\u00de\u0400-\u042f][\w’'-]{2,}"
)
# In German every noun is capitalised, so capitals do not tell a name.
_NOUNS_CAPITALISED = frozenset({"de", "lb"})
_SCORE = 0.7
# A country and its people share a stem.
_STEM = 4


def name_divergences(pair: Pair) -> Iterator[Divergence]:
    """Yield the capitalised words inside a sentence that the other telling does not spell.

    Only tellings in one known language are compared, since names of places are translated.
    """
    language = pair.fullest.report.language
    if language is None or language != pair.other.report.language:
        return
    if language in _NOUNS_CAPITALISED:
        return
    yield from _missing(pair, pair.fullest, pair.other, "dropped")
    yield from _missing(pair, pair.other, pair.fullest, "added")


def _missing(pair: Pair, has: Side, lacks: Side, kind: DivergenceKind) -> Iterator[Divergence]:
    for span in _names(has):
        name = has.report.text[slice(*span)]
        if name[:_STEM].casefold() not in lacks.text.casefold() and not share_word(
            name, lacks.text
        ):
            spans = [has.evidence(span), lacks.whole()]
            yield pair.divergence(kind, "name", spans, "capitals", _SCORE)


def _names(side: Side) -> list[Span]:
    text = side.report.text
    return [m.span() for start, end in side.spans for m in _CAPITALISED.finditer(text, start, end)]
