"""The table ``[places]`` of each language file, read once and laid out for looking up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from firsthand.facts.gazetteer import common_names, fold_place
from firsthand.languages import table

_LEAST_STEM = 2
_LEAST_COMPOUND = 4
# An ending after "*" is at most this long: "russisch*" finds "russischsprachigen" no more.
_LONGEST_ENDING = 6


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What a language file says of places; empty for a language without a table.

    ``forms`` and ``stems`` lead from folded words and beginnings of words to codes of countries and
    regions; ``kinds`` from case-folded words to English ones. Behind ``directions`` ("Northwest
    Florida") and before ``titles`` ("Florida Gov.") a place is no part of a longer name.
    """

    prepositions: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    city_endings: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    article: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    duals: frozenset[str] = frozenset()
    classifiers: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    locatives: tuple[str, ...] = ()
    nouns_capital: bool = False
    adjectives_lower: bool = False
    compounds: bool = False
    apostrophe_endings: bool = False

    def country(self, folded: str) -> str | None:
        """Return the code of a country or region by an adjective, a people or a further name."""
        if (code := self.forms.get(folded)) is not None:
            return code
        if self.stems and " " not in folded:
            shortest = max(3, len(folded) - _LONGEST_ENDING)
            for end in range(len(folded), shortest - 1, -1):
                if (code := self.stems.get(folded[:end])) is not None:
                    return code
        return None

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of the countries whose adjectives and peoples the table lists."""
        return frozenset((*self.forms.values(), *self.stems.values()))

    def variants(self, folded: str) -> Iterator[str]:
        """Yield the word itself, then what it may be in the dictionary, without repetition."""
        seen = {folded}
        yield folded
        for word in (folded, *self._without_clitics(folded)):
            for form in (word, *self._uninflected(word)):
                if form not in seen:
                    seen.add(form)
                    yield form

    def _uninflected(self, word: str) -> Iterator[str]:
        for ending, replacements in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
                yield from (word[: len(word) - len(ending)] + r for r in replacements)

    def _without_clitics(self, word: str) -> Iterator[str]:
        for clitic in self.clitics:
            rest = word[len(clitic) :]
            if word.startswith(clitic) and len(rest) > _LEAST_STEM:
                yield rest
                # Two l's stand for the preposition and the article.
                if clitic.endswith(self.article[1:]):
                    yield self.article + rest

    def kind(self, word: str) -> str | None:
        """Return the English word for a kind of place, None where ``word`` names no kind."""
        lower = word.casefold()
        forms = [lower]
        for clitic in ("", *self.clitics):
            rest = lower[len(clitic) :]
            if self.article and lower.startswith(clitic):
                forms += [rest, rest.removeprefix(self.article)]
        for form in forms:
            if (kind := self.kinds.get(form)) is not None:
                return kind
        if self.compounds:
            for start in range(1, len(lower) - _LEAST_COMPOUND + 1):
                if (kind := self.kinds.get(lower[start:])) is not None:
                    return kind
        return None


# Small words of a language: a sentence may open with one, and some city has its name.
_SMALL = (
    "adverbs", "auxiliaries", "clause_words", "coordinators", "determiners", "possessives",
    "prepositions", "pronouns", "complementisers", "relatives", "time_words", "demonstratives",
)  # fmt: skip


def _common(language: str | None, names: Sequence[str]) -> frozenset[str]:
    small = table(language, "attribution")
    words = (word for group in _SMALL for word in small.get(group, ()))
    return common_names() | {fold_place(word) for word in (*names, *words)}


@cache
def place_words(language: str | None) -> PlaceWords:
    """Return the place words of a language; None and languages without a table have none."""
    known = table(language, "places")
    if not known:
        return PlaceWords(common=common_names())
    forms: dict[str, str] = {}
    stems: dict[str, str] = {}
    for code, names in known["countries"].items():
        for name in names:
            place = stems if name.endswith("*") else forms
            place.setdefault(fold_place(name.rstrip("*")), code)
    return PlaceWords(
        prepositions=frozenset(known["prepositions"]),
        common=_common(language, known["common"]),
        endings=tuple((ending, tuple(new)) for ending, new in known.get("endings", ())),
        city_endings=tuple(known.get("city_endings", ())),
        clitics=tuple(sorted(known.get("clitics", ()), key=lambda c: (-len(c), c))),
        article=known.get("article", ""),
        forms=forms,
        stems=stems,
        kinds={form: kind for kind, words in known["kinds"].items() for form in words},
        duals=frozenset(known.get("duals", ())),
        classifiers=frozenset(known.get("classifiers", ())),
        directions=frozenset(known.get("directions", ())),
        titles=frozenset(table(language, "speakers").get("titles", ())),
        locatives=tuple(known.get("locatives", ())),
        nouns_capital=known.get("nouns_capital", False),
        adjectives_lower=known.get("adjectives_lower", False),
        compounds=known.get("compounds", False),
        apostrophe_endings=known.get("apostrophe_endings", False),
    )
