"""The ``[speakers]`` table of a language, compiled for look-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from firsthand import languages
from firsthand.attribute.folding import fold
from firsthand.attribute.suffixes import Inflection, inflection, subject_forms
from firsthand.attribute.tables import known_words
from firsthand.attribute.unspaced import Vocabulary

_COMPOUND_TITLE = 4
_NEVER_NAMES = (
    "titles",
    "definite",
    "indefinite",
    "demonyms",
    "organisations",
    "groups",
    "unnamed",
    "no_names",
)
_NO_WORDS: frozenset[str] = frozenset()
_FUNCTION_WORDS = ("prepositions", "clause_words", "subordinators", "coordinators", "determiners")
_NOUN_LISTS = ("titles", "organisations", "groups", "unnamed", "outlets")


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """The ``[speakers]`` table of a language, compiled for look-up.

    Where names show no capitals (``no_capitals``) all words are folded; ``article`` is one that is
    written together with its noun. ``inflection`` strips endings where nouns and names bear them.
    """

    pronouns: Mapping[str, str]
    possessive_pronouns: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    organisation_endings: tuple[str, ...]
    nouns_capital: bool = False
    title_endings: tuple[str, ...] = ()
    head_first: bool = False
    elided: frozenset[str] = frozenset()
    verb_features: Mapping[str, str] = field(default_factory=dict)
    no_capitals: bool = False
    article: str = ""
    vocabulary: Vocabulary | None = None
    never_names: frozenset[str] = frozenset()
    name_endings: tuple[str, ...] = ()
    inflection: Inflection | None = None

    def has(self, group: str, word: str) -> bool:
        """Tell whether ``word`` (lower case) is in a word list of the table."""
        if self.inflection is not None:
            word = fold(word)
        return word in self.words.get(group, _NO_WORDS)


@cache
def speaker_words(code: str | None) -> SpeakerWords:
    """Return the compiled table; empty where the language has none."""
    table = languages.table(code, "speakers")
    uncased = bool(table.get("no_capitals", False))
    lists = {k: frozenset(map(fold, v)) for k, v in table.items() if isinstance(v, list)}
    lists["coordinators"] = frozenset(
        fold(w) for w in languages.table(code, "attribution").get("coordinators", ())
    )
    attribution = languages.table(code, "attribution")
    lists["function_words"] = frozenset(
        fold(w) for group in _FUNCTION_WORDS for w in attribution.get(group, ())
    )
    lists["countries"] = frozenset(c.replace(".", "") for c in lists.get("countries", ()))
    # str.endswith(()) is False: no endings, no match.
    endings = tuple(table.get("organisation_endings", ()))
    possessives = table.get("possessive_pronouns", {})
    capital = bool(table.get("nouns_capital", False))
    titles = tuple(t for t in sorted(lists.get("titles", ())) if len(t) >= _COMPOUND_TITLE)
    pronouns = table.get("pronouns", {})
    inflected = _inflected(lists, attribution) if "case_endings" in lists else None
    return SpeakerWords(
        {**pronouns, **{fold(k): v for k, v in pronouns.items()}} if uncased else pronouns,
        possessives,
        lists,
        endings,
        capital,
        titles if capital else (),
        bool(table.get("head_first", False)),
        frozenset(languages.table(code, "attribution").get("elided", ())),
        table.get("verb_features", {}),
        uncased,
        fold(table.get("article", "")),
        known_words(code),
        frozenset().union(pronouns, possessives, *(lists.get(g, ()) for g in _NEVER_NAMES)),
        tuple(sorted(table.get("name_endings", ()), key=lambda e: (-len(e), e))),
        inflected,
    )


def _inflected(lists: dict[str, frozenset[str]], attribution: Mapping[str, Any]) -> Inflection:
    """Return the forms of all nouns of ``lists``, which take in those that a subject may have."""
    rules = (lists["noun_endings"], lists.get("softened", frozenset()))
    nouns = frozenset[str]().union(*(lists.get(group, frozenset()) for group in _NOUN_LISTS))
    for group in _NOUN_LISTS:
        lists[group] = frozenset(subject_forms(lists.get(group, frozenset()), *map(sorted, rules)))
    relatives = attribution.get("relative_endings", ())
    return inflection(nouns, sorted(rules[0]), lists["case_endings"], sorted(rules[1]), relatives)
