"""The proper name in the words of a speaker, and what those words call the speaker."""

from __future__ import annotations

from firsthand.attribute.folding import fold
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.attribute.unspaced_names import unspaced_name
from firsthand.data import country_code

_COMPOUND_TITLE = 4
_DESCRIPTION = 3
_NOUN_LISTS = ("titles", "organisations", "groups", "unnamed", "outlets")
_ROMANCE = ("de", "del", "della", "di", "da", "dos", "das", "du", "le", "la", "el")
_GERMANIC = ("van", "von", "der", "den", "ter", "ten", "zu")
_SEMITIC = ("al", "ben", "bin", "ibn", "bint", "abu")
_PARTICLES = frozenset((*_ROMANCE, *_GERMANIC, *_SEMITIC))


def find_name(words: list[str], known: SpeakerWords) -> str | None:
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
    while start > 0 and is_name_part(words[start - 1]):
        if _no_name(words[start - 1].casefold(), known):
            break
        start -= 1
    bare = _past_place(words[start:], known)
    before = words[start - 1].casefold() if start else ""
    place = known.has("inner_prepositions", before) or known.has("definite", before)
    if not bare or (place and len(bare) == len(words) - start):
        return None
    return proper_name(bare, known)


def is_name_part(word: str) -> bool:
    """Tell whether the word is capitalised, or is so behind a hyphen ("al-Hassan")."""
    return any(part[:1].isupper() for part in word.split("-"))


def _past_place(run: list[str], known: SpeakerWords) -> list[str]:
    """Drop a country or an abbreviation that stands before a name ("… de Francia Ana Ruiz")."""
    for k in range(min(3, len(run) - 1), 0, -1):
        acronym = k == 1 and len(run[0]) > 1 and run[0].isupper() and len(run) > 2
        if acronym or is_country(" ".join(run[:k]), known):
            return run[k:]
    return run


def closed_up(words: list[str]) -> str:
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
        capital = capital or (known.head_first and bool(runs[-1]) and is_name_part(word))
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
    return " ".join(without_genitive(best)).replace("' ", "'") or None


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


def without_genitive(words: list[str]) -> list[str]:
    """Return the words without the ending of a genitive at the last one ("Holt's")."""
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


def offices_in(word: str, known: SpeakerWords) -> tuple[str, ...]:
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


def find_country(words: list[str], known: SpeakerWords) -> str | None:
    """Return the country that the words name, articles left out, or None."""
    bare = [w for w in words if w[:1].isalnum() and not known.has("definite", w.casefold())]
    if known.vocabulary is not None:
        bare = [w for w in bare if not known.has("no_names", w)]
    joined = " ".join(bare)
    return joined if is_country(joined, known) else None


def is_country(words: str, known: SpeakerWords) -> bool:
    """Tell whether the words are a country, or a capital that stands for one."""
    if known.has("countries", words.casefold().replace(".", "").strip()):
        return True
    return country_code(words) is not None
