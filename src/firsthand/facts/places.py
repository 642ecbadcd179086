"""Names of countries, regions and cities in text, in any script that the gazetteer knows.

A name is the longest run of words that the gazetteer knows, in a case of the language. Many names
of cities are names of persons, too, or words: how many inhabitants a city needs to be believed
depends on what stands around its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Literal

from firsthand.facts.gazetteer import (
    City,
    abbreviations,
    countries,
    fold_place,
    gazetteer,
    money,
    regions,
)
from firsthand.facts.place_tables import PlaceWords, place_words
from firsthand.facts.place_tokens import UNSPACED, WORD, Word, in_title_case, words_under
from firsthand.records import Span

PlaceKind = Literal["country", "region", "city"]

_GAP = re.compile(r"(?:[ \u00a0\u202f]|[-‐‑–'’ʼ·]|\. )")
_LONGEST = 5
_LONGEST_UNSPACED = 8
_MOST_VARIANTS = 48
_ABBREVIATION = 3
_FEW_LETTERS = 4
# How many inhabitants a city needs: by its name alone, behind "in", and so on.
_BEHIND_PREPOSITION = 15_000
_PLAIN = 100_000
_AMONG_NOUNS = 150_000
_UNSURE = 300_000
_SHORT = 400_000
_SHORT_UNSPACED = 400_000


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region or city in a text: its words, and what in the gazetteer they may name.

    ``name`` is the code of the country ("GB", and "GB-SCT") or of the region ("US-TX"), or the
    largest city's main name; ``ids`` are GeoNames ids, the largest city first; ``countries`` are
    ISO codes. A country that shares its name with a city (Luxembourg) has ids, too. ``sure`` is
    False where the words may mean something else; ``part`` is True where they go on in a longer
    name ("Jackson Pollock", "Paris Fashion Week").
    """

    span: Span
    name: str
    kind: PlaceKind
    cities: tuple[City, ...]
    countries: tuple[str, ...]
    sure: bool = True
    part: bool = False

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the GeoNames ids of the cities that the words may name."""
        return tuple(city.id for city in self.cities)


def find_places(
    text: str, spans: Sequence[Span], language: str | None, names: Sequence[str] = ()
) -> tuple[Place, ...]:
    """Return the countries, regions and cities named under ``spans`` of a text, in order.

    ``names`` are names of persons: their words are no places. Without a table for the language
    names in their dictionary form are found. No spans, and empty ones, give ().
    """
    found = possible_places(text, spans, language, names)
    return tuple(p for p in found if p.sure and not p.part)


def possible_places(
    text: str, spans: Sequence[Span], language: str | None, names: Sequence[str] = ()
) -> tuple[Place, ...]:
    """Return all that may be a place of these kinds, the unsure ones marked as such, in order."""
    known = place_words(language)
    persons = frozenset(fold_place(word) for name in names for word in WORD.findall(name))
    found: list[Place] = []
    for span in spans:
        words = words_under(text, span)
        reader = _Reader(text, words, known, persons, in_title_case(words))
        found += reader.read()
    return tuple(found)


class _Reader:
    """Reads the places of one stretch of text from left to right."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        known: PlaceWords,
        persons: frozenset[str],
        titled: bool,
    ) -> None:
        self._text, self._words, self._known = text, words, known
        self._persons, self._titled = persons, titled

    def read(self) -> Iterator[Place]:
        """Yield the places, the longest at each word; they do not overlap."""
        i = 0
        while i < len(self._words):
            if UNSPACED.match(self._words[i].text):
                yield from self._unspaced(self._words[i].span)
                i += 1
                continue
            place, length = self._at(i)
            if place is not None:
                yield place
            i += length

    # --- words with spaces

    def _at(self, i: int) -> tuple[Place | None, int]:
        for length in range(self._reach(i), 0, -1):
            place = self._place(i, length)
            if place is not None and (place.sure or not self._hides(i, length)):
                return place, length
        return None, 1

    def _hides(self, i: int, length: int) -> bool:
        """Tell whether a country or region begins within words ("La Grande" before -Bretagne)."""
        found = (self._at(start)[0] for start in range(i + 1, i + length))
        return any(place is not None and place.kind != "city" for place in found)

    def _reach(self, i: int) -> int:
        """Return how many words from ``i`` on may be one name."""
        word = self._words[i]
        if word.cased and not word.capital and not self._known.adjectives_lower:
            return 0
        last = i
        while last + 1 < len(self._words) and last + 1 - i < _LONGEST:
            gap = self._text[self._words[last].span[1] : self._words[last + 1].span[0]]
            if not _GAP.fullmatch(gap) or (self._known.apostrophe_endings and gap in "'’ʼ"):
                break
            last += 1
        while last > i and word.capital and not self._may_end(self._words[last]):
            last -= 1
        return last - i + 1

    def _may_end(self, word: Word) -> bool:
        return word.capital or not word.cased or self._known.adjectives_lower

    def _place(self, i: int, length: int) -> Place | None:
        first, last = self._words[i], self._words[i + length - 1]
        span = first.span[0], last.span[1]
        folded = fold_place(self._text[slice(*span)])
        capital = first.capital or not first.cased
        if capital or self._known.adjectives_lower:
            code = self._known.country(folded) or self._clipped(folded)
            if code is not None and self._spelt_as_country(i, length, folded):
                return _by_code(span, code)
        if not capital:
            return None
        forms = list(self._variants(i, length, folded))
        return (
            self._country(i, length, span, forms)
            or self._region(i, length, span, forms)
            or self._town(i, length, span, forms)
        )

    def _country(self, i: int, length: int, span: Span, forms: Sequence[str]) -> Place | None:
        for form in self._readings(forms):
            code = countries().get(form)
            if code is not None and self._spelt_as_country(i, length, form):
                cities = tuple(c for c in gazetteer().cities(form) if c.country == code)
                sure = form not in self._known.common
                part = self._is_part(i, length, form)
                return Place(span, code, "country", cities, (code,), sure, part)
        return None

    def _readings(self, forms: Sequence[str]) -> Sequence[str]:
        """Leave the form that stands there where a city of note has it; else all cases do."""
        known = any(city.size >= _PLAIN for city in gazetteer().cities(forms[0]))
        return forms[:1] if known else forms

    def _region(self, i: int, length: int, span: Span, forms: Sequence[str]) -> Place | None:
        for form in self._readings(forms):
            code = regions().get(form)
            if code is not None:
                return _by_code(span, code, self._is_part(i, length, form))
        return None

    def _town(self, i: int, length: int, span: Span, forms: Sequence[str]) -> Place | None:
        unsure: Place | None = None
        for form in forms:
            cities = () if form in countries() else gazetteer().cities(form)
            if cities:
                sure = self._enough(i, length, form, cities, form != forms[0])
                found = _city(span, cities, sure, self._is_part(i, length, form))
                if sure:
                    return found
                unsure = unsure or found
        return unsure

    def _clipped(self, folded: str) -> str | None:
        """Return a country whose form stands behind an Arabic conjunction or preposition."""
        if not self._known.clitics:
            return None
        forms = islice(self._known.variants(folded), 1, None)
        return next((code for form in forms if (code := self._known.country(form))), None)

    def _variants(self, i: int, length: int, folded: str) -> Iterator[str]:
        yield folded
        if not (self._known.endings or self._known.clitics):
            return
        words = [fold_place(word.text) for word in self._words[i : i + length]]
        if length == 1:
            yield from islice(self._known.variants(words[0]), 1, None)
        elif self._known.clitics:  # they stand before the first word only
            first = islice(self._known.variants(words[0]), 1, None)
            yield from (" ".join((form, *words[1:])) for form in first)
        elif " ".join(words) == folded:
            forms = product(*(self._known.variants(word) for word in words))
            yield from (" ".join(form) for form in islice(forms, 1, _MOST_VARIANTS))

    def _spelt_as_country(self, i: int, length: int, form: str) -> bool:
        """Tell whether an abbreviation stands in capitals ("US", not "us"), and not for money."""
        if form not in abbreviations():
            return True
        after = self._words[i + length : i + length + 1]
        paid = any(fold_place(word.text).startswith(money()) for word in after)
        return self._words[i].text.isupper() and not paid

    # --- whether to believe it

    def _behind_preposition(self, i: int) -> bool:
        if i == 0:
            return False
        before = self._words[i - 1]
        gap = self._text[before.span[1] : self._words[i].span[0]]
        return before.text.casefold() in self._known.prepositions and not gap.strip(" \u00a0'’")

    def _enough(
        self, i: int, length: int, form: str, cities: Sequence[City], inflected: bool
    ) -> bool:
        """Tell whether the largest city has the inhabitants that its surroundings ask for."""
        word, largest = self._words[i], cities[0]
        behind = self._behind_preposition(i)
        if form in self._known.common:
            return behind and word.cased and largest.size >= _PLAIN
        if not word.cased:
            least = _PLAIN if behind or length > 1 or len(form) > _FEW_LETTERS else _SHORT
        elif length > 1 and not self._titled:
            least = _BEHIND_PREPOSITION
        elif len(form) <= _ABBREVIATION:
            least = _SHORT
        elif behind and not self._titled:
            least = _BEHIND_PREPOSITION
        elif word.opens or self._titled:
            least = _UNSURE
        elif self._known.nouns_capital:
            least = _AMONG_NOUNS
        else:
            least = _PLAIN
        if inflected and word.cased and not behind and length == 1:
            least = max(least, _UNSURE if not word.opens else _SHORT)
        by_other_name = not largest.main and least < _PLAIN and word.cased
        return largest.size >= (max(least, _PLAIN) if inflected or by_other_name else least)

    def _is_part(self, i: int, length: int, form: str) -> bool:
        """Tell whether the words belong to a longer name, or to a person's."""
        if all(fold_place(w.text) in self._persons for w in self._words[i : i + length]):
            return True
        known = self._known
        if not self._words[i].cased or len(form) <= _ABBREVIATION or known.nouns_capital:
            return False
        last = i + length - 1
        before = i > 0 and self._goes_on(i - 1) and not self._words[i - 1].opens
        if before and (self._is_locative(last) or self._lower(i - 1) in known.directions):
            before = False
        after = self._goes_on(last) and self._lower(last + 1) not in known.titles
        return not self._titled and (before or after)

    def _lower(self, i: int) -> str:
        return self._words[i].text.casefold()

    def _is_locative(self, i: int) -> bool:
        """Tell whether an ending that says "in" or "from" stands behind an apostrophe."""
        rest = self._text[self._words[i].span[1] :][:3].casefold()
        return rest[:1] in ("'", "’") and rest[1:].startswith(self._known.locatives or ("\0",))

    def _goes_on(self, i: int) -> bool:
        """Tell whether two words with capitals follow each other, with a space alone between."""
        if i + 1 >= len(self._words):
            return False
        one, other = self._words[i], self._words[i + 1]
        gap = self._text[one.span[1] : other.span[0]]
        prepositional = one.text.casefold() in self._known.prepositions
        return one.capital and other.capital and gap in " \u00a0" and not prepositional

    # --- scripts without spaces

    def _unspaced(self, span: Span) -> Iterator[Place]:
        at = span[0]
        while at < span[1]:
            place = self._unspaced_at(at, span)
            if place is not None:
                yield place
            at = place.span[1] if place is not None else at + 1

    def _unspaced_at(self, start: int, around: Span) -> Place | None:
        for end in range(min(around[1], start + _LONGEST_UNSPACED), start + 1, -1):
            folded = fold_place(self._text[start:end])
            code = self._known.country(folded) or countries().get(folded) or regions().get(folded)
            if code is not None:
                return _by_code((start, end), code)
            cities = gazetteer().cities(folded)
            if cities:
                sure = self._enough_unspaced(start, end, folded, cities[0])
                if sure or end - start > 2:
                    return _city((start, end), cities, sure)
        return None

    def _enough_unspaced(self, start: int, end: int, folded: str, largest: City) -> bool:
        known = self._known
        marked = self._text.startswith(known.city_endings or ("\0",), end)
        before = self._text[max(0, start - 2) : start]
        behind = any(before.endswith(word) for word in known.prepositions)
        if folded in known.common:
            return marked and largest.size >= _PLAIN
        if end - start > 2:
            return largest.size >= _PLAIN
        return largest.size >= (_PLAIN if marked or behind else _SHORT_UNSPACED)


def _by_code(span: Span, code: str, part: bool = False) -> Place:
    kind: PlaceKind = "region" if "-" in code and not code.startswith("GB-") else "country"
    return Place(span, code, kind, (), (code[:2],), True, part)


def _city(span: Span, cities: tuple[City, ...], sure: bool, part: bool = False) -> Place:
    codes = tuple(dict.fromkeys(city.country for city in cities))
    return Place(span, cities[0].name, "city", cities, codes, sure, part)
