"""What the words that name a speaker say: a name, an office, a pronoun, and what kind it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from firsthand import languages
from firsthand.attribute.folding import fold
from firsthand.attribute.lexicon import known_words
from firsthand.attribute.suffixes import Inflection, inflection, subject_forms
from firsthand.attribute.tokens import words_in
from firsthand.attribute.unspaced import Vocabulary, grouped
from firsthand.attribute.unspaced_names import unspaced_name
from firsthand.data import by_name, country_code
from firsthand.records import Span, SpeakerKind

_ROMANCE = ("de", "del", "della", "di", "da", "dos", "das", "du", "le", "la", "el")
_GERMANIC = ("van", "von", "der", "den", "ter", "ten", "zu")
_SEMITIC = ("al", "ben", "bin", "ibn", "bint", "abu")
_COMPOUND_TITLE = 4
_DESCRIPTION = 3
_LONGEST_NAME = 5
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
_PARTICLES = frozenset((*_ROMANCE, *_GERMANIC, *_SEMITIC))


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: ``name`` is a proper name or None, ``offices`` its title words, ``pronoun``
    the features of a pronoun ("male singular") or None, ``head`` the last word of a description.
    """

    span: Span
    text: str
    kind: SpeakerKind
    name: str | None = None
    offices: frozenset[str] = frozenset()
    pronoun: str | None = None
    head: str = ""
    definite: bool = False


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


def read_mention(text: str, span: Span, known: SpeakerWords) -> Mention:
    """Return what the words of ``text[span]`` say about the speaker they name."""
    words = _words(text, span, known)
    if known.inflection is not None:
        words = known.inflection.naming(words)
    lower = [w.casefold() for w in words]
    plain = [w for w in lower if w[:1].isalnum()]
    raw = text[span[0] : span[1]]
    if len(plain) == 1:
        features = known.pronouns.get(plain[0]) or known.possessive_pronouns.get(plain[0])
        if features:
            return Mention(span, raw, "person", pronoun=features)
    if _several(words, known):
        return Mention(span, raw, "group", raw.strip())
    head_words = _naming_part(words, known)
    country = _country(head_words, known)
    name = country or _name(head_words, known)
    offices = frozenset(w for word in plain for w in _offices(word, known))
    head = _head(head_words, known)
    kind = _kind(lower, name, offices, head, known)
    if _is_someones(words, head, known):
        name, kind = None, "unnamed" if known.has("indefinite", plain[0]) else kind
    if country is not None and known.vocabulary is not None:
        kind = "country"
    if raw[:1] == "《" and known.vocabulary is not None:
        kind = "outlet"
    if kind == "unnamed" or (known.name_endings and offices and _is_country(name or "", known)):
        name = None
    elif _is_body(head, known) or (kind == "group" and name is not None):
        name = _body_name(head_words, known)
    definite = bool(plain) and known.has("definite", plain[0])
    if known.vocabulary is not None or known.inflection is not None:
        # No articles: an office is that of somebody known, unless counted.
        definite = not any(known.has("indefinite", w) for w in plain)
    return Mention(span, raw, kind, name, offices, None, head, definite)


def _several(words: list[str], known: SpeakerWords) -> bool:
    """Tell whether the words name two that speak together: "Ada Holt and Ben Ruiz".

    A body may have such a name ("Guild of Smiths and Masons"), so both must be persons with more
    than one word, or countries.
    """
    bare = [w for w in words if not known.has("definite", w.casefold())]
    for i, word in enumerate(bare[1:-1], 1):
        if known.has("coordinators", word.casefold()):
            parts = (bare[:i], bare[i + 1 :])
            return all(_one_of_several(part, known) for part in parts)
    return False


def _is_someones(words: list[str], head: str, known: SpeakerWords) -> bool:
    """Tell whether a name only describes the speaker: "one Holt aide", "the Kent spokesman"."""
    described = known.has("titles", head) or known.has("unnamed", head)
    return described and not known.head_first and words[-1].islower() and len(words) > 1


def _one_of_several(words: list[str], known: SpeakerWords) -> bool:
    if _country(words, known):
        return True
    lower = [w.casefold() for w in words]
    if any(w in ",(،，" or known.has("inner_prepositions", w) for w in lower):
        return False
    if any(_is_body(w, known) or known.has("groups", w) for w in lower):
        return False
    named = 1 < len(words) <= _LONGEST_NAME and words[-1][:1].isupper()
    return named and all(w[:1].isupper() or _offices(w.casefold(), known) for w in words)


def _words(text: str, span: Span, known: SpeakerWords) -> list[str]:
    """Return the words and marks of a mention; "U.S." keeps its last stop."""
    words: list[str] = []
    elided = known.elided
    behind = -1
    pieces = words_in(text, span, elided)
    if known.vocabulary is not None:
        pieces = grouped(text, pieces, known.vocabulary)
    for start, end in pieces:
        if text[start] == "." and start == behind and "." in words[-1]:
            words[-1] += "."
        else:
            word = text[start:end]
            words.append(word[:-1] + "'" if elided and word.endswith("’") else word)
        behind = end
    return words


def _naming_part(words: list[str], known: SpeakerWords) -> list[str]:
    """Return the part before or in an apposition that names the speaker.

    "Ada Holt, head of the guard" has the name before the comma; "The head of the guard in Veldia,
    Colonel Ada Holt" behind it.
    """
    for i, word in enumerate(words):
        if i and word in {",", "(", "،", "，", "（"}:
            first, rest = words[:i], words[i + 1 :]
            named = _name(first, known) is not None
            return rest if not named and _name(rest, known) is not None else first
    return words


def _name(words: list[str], known: SpeakerWords) -> str | None:
    """Return the proper name in a phrase; what stands behind "of", "for" is not the speaker's."""
    if known.head_first and _one_of_many(words, known):
        return None
    if known.vocabulary is not None:
        return unspaced_name(words, known)
    for i, word in enumerate(words[1:], 1):
        following = words[i + 1] if i + 1 < len(words) else ""
        before = words[i - 1]
        plain = before[:1].isupper() and not _no_name(before.casefold(), known)
        joins = plain and following[:1].isupper()
        if known.has("inner_prepositions", word.casefold()) and not joins:
            found = proper_name(words[:i], known)
            return found or (_closing_name(words, known) if known.head_first else None)
    return proper_name(words, known)


def _one_of_many(words: list[str], known: SpeakerWords) -> bool:
    """Tell whether the phrase is "one of the officials of Veldia", which names nobody."""
    opening = [w.casefold() for w in words[:2]]
    if len(opening) < 2 or not known.has("indefinite", opening[0]):
        return False
    return known.has("inner_prepositions", opening[1])


def _closing_name(words: list[str], known: SpeakerWords) -> str | None:
    """Return the name at the end of "le chef de la police Paul Murat", but not of "… de Lyon"."""
    start = len(words)
    while start > 0 and _is_name_part(words[start - 1]):
        if _no_name(words[start - 1].casefold(), known):
            break
        start -= 1
    bare = _past_place(words[start:], known)
    before = words[start - 1].casefold() if start else ""
    place = known.has("inner_prepositions", before) or known.has("definite", before)
    if not bare or (place and len(bare) == len(words) - start):
        return None
    return proper_name(bare, known)


def _is_name_part(word: str) -> bool:
    """Tell whether the word is capitalised, or is so behind a hyphen ("al-Hassan")."""
    return any(part[:1].isupper() for part in word.split("-"))


def _past_place(run: list[str], known: SpeakerWords) -> list[str]:
    """Drop a country or an abbreviation that stands before a name ("… de Francia Ana Ruiz")."""
    for k in range(min(3, len(run) - 1), 0, -1):
        acronym = k == 1 and len(run[0]) > 1 and run[0].isupper() and len(run) > 2
        if acronym or _is_country(" ".join(run[:k]), known):
            return run[k:]
    return run


def _is_body(head: str, known: SpeakerWords) -> bool:
    return known.has("organisations", head) or head.endswith(known.organisation_endings)


def _body_name(words: list[str], known: SpeakerWords) -> str:
    """Return the whole phrase without its article: "Trump administration", "river guard"."""
    start = 1 if known.has("definite", words[0].casefold()) and len(words) > 1 else 0
    if known.vocabulary is not None:
        return _closed_up(words[start:])
    return " ".join(_without_genitive(words[start:])).replace("' ", "'")


def _closed_up(words: list[str]) -> str:
    """Join words written without spaces; only two in Latin letters are kept apart."""
    joined = ""
    for word in words:
        apart = joined[-1:].isascii() and joined[-1:].isalnum() and word[:1].isascii()
        joined += " " + word if apart and word[:1].isalnum() else word
    return joined


def proper_name(words: list[str], known: SpeakerWords) -> str | None:
    """Return the last run of capitalised words that is no title, determiner or kind word."""
    runs: list[list[str]] = [[]]
    for i, word in enumerate(words):
        lower = word.casefold()
        capital = word[:1].isupper() and word[:1].isalpha()
        capital = capital or (known.head_first and bool(runs[-1]) and _is_name_part(word))
        following = words[i + 1] if i + 1 < len(words) else ""
        particle = lower in _PARTICLES or lower in known.elided
        joins = word in {"&", "-"} or (particle and following[:1].isupper())
        if word == "." and runs[-1] and len(runs[-1][-1]) == 1:
            runs[-1][-1] += "."
        elif (capital and not _no_name(lower, known)) or (runs[-1] and joins):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    found = [r for r in runs if any(len(w) > 1 for w in r)]
    if known.nouns_capital:
        found = [r for r in found if _is_name_run(r, words, known)]
    if known.head_first and found and _opens_description(found[0], words):
        found = found[1:]
    if known.inflection is not None and found and _opens_noun_phrase(found[0], words, known):
        found = found[1:]
    if not found:
        return None
    # "New Jersey Gov. Ada Holt": where the head stands last, so does the name.
    best = max(found if known.head_first else found[::-1], key=len)
    if known.head_first:
        best = _past_place(best, known)
    return " ".join(_without_genitive(best)).replace("' ", "'") or None


def _opens_noun_phrase(run: list[str], words: list[str], known: SpeakerWords) -> bool:
    """Tell whether one word, first with a capital, only describes the noun: "Fransız sözcü"."""
    last = words[-1]
    if len(run) > 1 or run[0] != words[0] or len(words) == 1 or not last.islower():
        return False
    nouns = any(known.has(group, last) for group in _NOUN_LISTS)
    return nouns and not known.has("outlets", last) and all(w.islower() for w in words[1:])


def _opens_description(run: list[str], words: list[str]) -> bool:
    """Tell whether the one word has its capital from the sentence: "Trzykrotny mistrz świata"."""
    if len(run) > 1 or run[0] != words[0] or len(words) < _DESCRIPTION or run[0].isupper():
        return False
    return all(w.islower() and w not in _PARTICLES for w in words[1:])


def _is_name_run(run: list[str], words: list[str], known: SpeakerWords) -> bool:
    """Tell a name from a noun where both have capitals.

    Two capitals in a row are a name, and so is one behind a title, one without anything before
    it, or an abbreviation; one behind an article or adjective is a noun.
    """
    if sum(w[:1].isupper() for w in run) > 1 or (len(run[0]) > 1 and run[0].isupper()):
        return True
    index = words.index(run[0])
    before = words[index - 1] if index else ""
    if not before[:1].isalpha():
        return True
    return before[:1].isupper() and _is_title(before.casefold(), known)


def _is_title(word: str, known: SpeakerWords) -> bool:
    return known.has("titles", word) or _compound_title(word, known)


def _without_genitive(words: list[str]) -> list[str]:
    last = words[-1]
    for ending in ("'s", "’s", "'", "’"):
        if last.endswith(ending) and len(last) > len(ending) + 1:
            return [*words[:-1], last[: -len(ending)]]
    return words


def _no_name(word: str, known: SpeakerWords) -> bool:
    return (
        (fold(word) if known.inflection is not None else word) in known.never_names
        or _compound_title(word, known)
        or (known.nouns_capital and word.endswith(known.organisation_endings))
    )


def _offices(word: str, known: SpeakerWords) -> tuple[str, ...]:
    """Return the titles that a word holds: a compound counts as its last part, too."""
    if known.has("titles", word):
        base = fold(word) if known.inflection else word
        return (known.inflection.bases.get(base, base) if known.inflection else word,)
    if not _compound_title(word, known):
        return ()
    parts = [t for t in known.title_endings if word.endswith(t)]
    return (word, max(parts, key=len)) if parts else (word,)


def _compound_title(word: str, known: SpeakerWords) -> bool:
    if "-" in word and known.has("titles", word.rsplit("-", 1)[1]):
        return True
    # "Außenminister", "Parteichef": compounds written as one word.
    return word.endswith(known.title_endings) and len(word) > _COMPOUND_TITLE


def _country(words: list[str], known: SpeakerWords) -> str | None:
    bare = [w for w in words if w[:1].isalnum() and not known.has("definite", w.casefold())]
    if known.vocabulary is not None:
        bare = [w for w in bare if not known.has("no_names", w)]
    joined = " ".join(bare)
    return joined if _is_country(joined, known) else None


def _is_country(words: str, known: SpeakerWords) -> bool:
    if known.has("countries", words.casefold().replace(".", "").strip()):
        return True
    return country_code(words) is not None


def _head(words: list[str], known: SpeakerWords) -> str:
    """Return the head of a description: the last word before an inner preposition.

    Where the head stands first ("service allemand"), it is the first word that a list knows.
    """
    kept: list[str] = []
    for word in words:
        lower = word.casefold()
        if known.has("inner_prepositions", lower) and kept:
            break
        if word[:1].isalnum():
            kept.append(lower)
    if not known.head_first:
        return kept[-1] if kept else ""
    kept = [w for w in kept if not (known.has("definite", w) or known.has("indefinite", w))] or kept
    groups = ("organisations", "unnamed", "groups", "titles")
    listed = (w for w in kept if any(known.has(group, w) for group in groups))
    return next(listed, kept[0] if kept else "")


def _is_outlet(name: str) -> bool:
    """Tell whether a name is one that only an outlet or agency bears."""
    outlet = by_name().get(name.casefold())
    return outlet is not None and name not in outlet.weak


def _kind(
    lower: list[str],
    name: str | None,
    offices: frozenset[str],
    head: str,
    known: SpeakerWords,
) -> SpeakerKind:
    bare = " ".join(w for w in lower if not known.has("definite", w))
    if _is_country(bare, known):
        return "country"
    if any(known.has("outlets", w) for w in lower):
        return "outlet"
    if _is_body(head, known):
        return "organisation"
    has_name = name is not None
    if name is not None and _is_outlet(name):
        return "outlet"
    if known.has("unnamed", head) and not has_name:
        return "unnamed"
    if known.has("groups", head):
        return "group"
    if has_name:
        ends_in_name = known.vocabulary is not None and lower[-1] == (name or "").casefold()
        if any(known.has("organisations", w) for w in lower) and not (offices or ends_in_name):
            return "organisation"
        acronym = name is not None and " " not in name and name.isupper() and len(name) > 1
        return "organisation" if acronym and not offices else "person"
    if offices:
        indefinite = bool(lower) and known.has("indefinite", lower[0])
        return "unnamed" if indefinite else "person"
    return "unnamed" if any(known.has("unnamed", w) for w in lower) else "group"
