"""Words that may be names, in any script, and how far two of them may be one.

In scripts with capitals these are the words with a capital, in other scripts of letters all words
without an article, in Chinese the runs of signs that stand for the sounds of foreign names
(``languages/zh.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from firsthand.facts.extract import Extract
from firsthand.facts.no_names import no_names, small_words, translated_nouns
from firsthand.facts.people import Name, words_of
from firsthand.facts.place_tables import place_words
from firsthand.facts.signs import by_signs
from firsthand.facts.sounds import alike, skeleton, spelling
from firsthand.languages import table
from firsthand.names import name_similarity

_HAN = re.compile(r"[\u3400-\u9fff]+")
_LEAST = 3
_LEAST_SIGNS = 2
_LEAST_CLITIC = 4
_ALIKE = 0.95


def name_words(extract: Extract) -> tuple[Name, ...]:
    """Return the words that may be names, in order; no words give ()."""
    found: list[Name] = []
    for word in words_of(extract):
        first = word.text[0]
        if _HAN.match(first):
            found += _runs(word, extract.language)
        elif first.isupper():
            if len(word.text) >= _LEAST and not word.text.isupper():
                found.append(word)
        elif first.lower() == first and len(word.text) >= _LEAST and first.upper() == first:
            article = place_words(extract.language).article
            if not (article and article in word.text[: 1 + len(article)]):
                found.append(word)
    return tuple(name for name in found if not is_listed(name.text, extract.language))


def is_listed(word: str, language: str | None) -> bool:
    """Tell whether a word is known to be none: a small word, an office, a people."""
    plain = word.casefold()
    known = place_words(language)
    if known.nouns_capital and word[0].isupper():
        return plain in small_words(language)
    return plain in no_names(language) or known.country(plain) is not None or plain in known.kinds


def is_translated(word: str, language: str | None) -> bool:
    """Tell whether a word is spelt like one that is translated in names of bodies and feasts."""
    return translated_nouns(language).fullmatch(word.casefold()) is not None


def _runs(word: Name, language: str | None) -> Iterator[Name]:
    """Yield the runs of signs that stand for sounds, in a stretch of Chinese."""
    pattern, clear = _signs(language)
    for match in pattern.finditer(word.text):
        signs = sum(sign in clear for sign in match.group())
        if signs >= _LEAST_SIGNS or (signs and len(match.group()) > _LEAST_SIGNS):
            start = word.span[0] + match.start()
            yield Name((start, start + len(match.group())), match.group(), False)


@cache
def _signs(language: str | None) -> tuple[re.Pattern[str], frozenset[str]]:
    known = table(language, "names")
    clear, also = known.get("sounds", ""), known.get("sounds_also", "")
    return re.compile(f"[{clear}{also}]+" if clear else "(?!)"), frozenset(clear)


def closeness(a: str, b: str) -> float:
    """Return how far two words may be one name, in 0..1, by letters or by sound."""
    x, y = sorted((a, b))
    return _closeness(x, y)


@lru_cache(maxsize=262144)
def _closeness(a: str, b: str) -> float:
    if has_case(a) and has_case(b):
        if alike(a, b):
            return 1.0 if a.casefold() == b.casefold() else _ALIKE
        p, q = spelling(a), spelling(b)
        best = Levenshtein.normalized_similarity(p, q)
        if _latin(a) == _latin(b):
            return best
    elif has_case(a) == has_case(b) and bool(_HAN.match(a)) == bool(_HAN.match(b)):
        return 1.0 if a == b else Levenshtein.normalized_similarity(a, b)
    else:
        best = name_similarity(a, b)
        if _HAN.match(a) or _HAN.match(b):
            best = max(best, by_signs(a, b) if _HAN.match(a) else by_signs(b, a))
    return max(best, *(_by_sound(m, n) for m in _readings(a) for n in _readings(b)))


def _by_sound(a: str, b: str) -> float:
    p, q = skeleton(a), skeleton(b)
    return Levenshtein.normalized_similarity(p, q) if min(len(p), len(q)) else 0.0


def _readings(word: str) -> Sequence[str]:
    """Return the word, and without a letter or sign that may be a word of its own."""
    if _HAN.match(word):
        return (word, word[1:], word[:-1]) if len(word) >= _LEAST_CLITIC else (word,)
    clitic = word[0] in "\u0648\u0641\u0628\u0644\u0643" and len(word) >= _LEAST_CLITIC
    return (word, word[1:]) if clitic else (word,)


def has_case(word: str) -> bool:
    """Tell whether a word is of a script with capitals."""
    return word[0].lower() != word[0].upper()


def _latin(word: str) -> bool:
    return word[0] < "\u0370"
