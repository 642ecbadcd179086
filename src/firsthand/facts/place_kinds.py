"""Words that say what kind of place is meant: village, city, camp, airport and so on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.facts.place_tables import PlaceWords, place_words
from firsthand.languages import table
from firsthand.records import Span

_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_REACH = 12
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class KindOfPlace:
    """A word for a kind of place, that kind in English, and how many there are if it is said."""

    span: Span
    kind: str
    number: int | None = None


def find_place_kinds(
    text: str, spans: Sequence[Span], language: str | None
) -> tuple[KindOfPlace, ...]:
    """Return the words for kinds of places under ``spans``, in order.

    A number counts that stands right before the word, or in Arabic in its dual. "City" stands for
    a town, too, in languages that have one word for both. Without a table nothing is found.
    """
    known = place_words(language)
    if not known.kinds:
        return ()
    find = _unspaced if language == "zh" else _spaced
    return tuple(kind for span in spans for kind in find(text, span, known, language))


def _spaced(text: str, span: Span, known: PlaceWords, language: str | None) -> list[KindOfPlace]:
    found: list[KindOfPlace] = []
    before = ""
    numbers = _numbers(language)
    for match in _WORD.finditer(text, *span):
        word = match.group()
        kind = known.kind(word)
        if kind is not None:
            dual = any(word.endswith(form) for form in known.duals)
            number = 2 if dual else _value(before, numbers)
            found.append(KindOfPlace(match.span(), kind, number))
        before = word
    return found


def _unspaced(text: str, span: Span, known: PlaceWords, language: str | None) -> list[KindOfPlace]:
    forms = sorted(known.kinds, key=lambda form: (-len(form), form))
    numbers = _numbers(language)
    found: list[KindOfPlace] = []
    # One character alone is part of too many words, so it counts behind a number only.
    for match in re.finditer("|".join(map(re.escape, forms)), text[slice(*span)]):
        start, end = match.start() + span[0], match.end() + span[0]
        number = _number_before(text[max(span[0], start - _REACH) : start], known, numbers)
        if end - start > 1 or number is not None:
            found.append(KindOfPlace((start, end), known.kinds[match.group()], number))
    return found


def _number_before(before: str, known: PlaceWords, numbers: Mapping[str, int]) -> int | None:
    for classifier in known.classifiers:
        if before.endswith(classifier):
            before = before.removesuffix(classifier)
            digits = re.search(r"\d+$", before)
            if digits:
                return _value(digits.group(), numbers)
            fitting = [word for word in numbers if before.endswith(word)]
            return numbers[max(fitting, key=len)] if fitting else None
    return None


def _numbers(language: str | None) -> Mapping[str, int]:
    counts = table(language, "places").get("counts", {})
    return {word: int(number) for number, words in counts.items() for word in words}


def _value(word: str, numbers: Mapping[str, int]) -> int | None:
    if word.isdecimal():
        value = int("".join(str(unicodedata.digit(c)) for c in word[:9]))
        return value if value <= _LARGEST else None
    return numbers.get(word.casefold())
