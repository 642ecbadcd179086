"""Words that have a capital, or stand like a name, and are none, from the language files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.languages import table

_SPEAKER_LISTS = (
    "demonyms", "titles", "organisations", "groups", "unnamed", "outlets", "countries", "no_names",
    "definite", "indefinite",
)  # fmt: skip
_SMALL_LISTS = (
    "adverbs", "auxiliaries", "clause_words", "coordinators", "determiners", "possessives",
    "prepositions", "pronouns", "complementisers", "relatives", "time_words", "demonstratives",
    "addressees", "inner_prepositions", "prepositional", "hedges",
)  # fmt: skip


@cache
def no_names(language: str | None) -> frozenset[str]:
    """Return the lower-case words of a language that have a capital and are no names."""
    speakers = table(language, "speakers")
    lists = [speakers.get(name, ()) for name in _SPEAKER_LISTS]
    lists.append(table(language, "numbers").get("words", ()))
    return small_words(language).union(*(_parts(words) for words in lists))


@cache
def small_words(language: str | None) -> frozenset[str]:
    """Return the adverbs, articles, pronouns and the like of a language."""
    small = table(language, "attribution")
    return frozenset().union(*(_parts(small.get(name, ())) for name in _SMALL_LISTS))


def _parts(words: Sequence[str]) -> frozenset[str]:
    return frozenset(part for word in words for part in word.split())


@cache
def translated_nouns(language: str | None) -> re.Pattern[str]:
    """Return a pattern of the words with a capital that are translated; none match nothing."""
    words = table(language, "names").get("nouns", ())
    return re.compile("|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) or r"(?!)")
