"""Names of persons and bodies in two texts, and which name stands in another one's stead.

A name is looked for by its capital, and in the other text by its sound, so in any pair of scripts
of which one has capitals. Words with capitals that are translated ("Christmas") look like names
that were changed; so a change is told only where a neighbour, an office or the rest of the reports
shows that both words are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from firsthand.facts.extract import Extract
from firsthand.facts.no_names import no_names, translated_nouns
from firsthand.facts.place_tables import place_words
from firsthand.facts.sounds import (
    POSSESSIVE,
    WORD,
    Sounds,
    alike,
    apart,
    hears,
    resembles,
    sounds_of,
)
from firsthand.languages import table
from firsthand.records import Span

_OPEN = re.compile(r"(?:^|[.!?…:;\n\r\"“”„«»‘‚*•–—|(\[]|[\"“„«‘‚(\[]\s?)\s*$")
_INNER = re.compile(r"(?<=[^\W\d_] )[^\W\d_a-z][^\W\d_]+")
_PAIR = re.compile(r"(?=\b([^\W\d_]+)[.]?[ \u00a0]([^\W\d_a-z][^\W\d_]{2,}))")
_LEAST = 3
_OFTEN = 3
_CLEAR = 0.9
_LIKELY = 0.75
_HEARD_BESIDE = 0.8
_MOST_KNOWN = 3
_NEARER = 2.0
_CLOSE = 0.4
_SAME_PLACE = 0.25


@dataclass(frozen=True, slots=True)
class Name:
    """A word that is, or may be, part of a name; ``opens`` is True where it begins a sentence."""

    span: Span
    text: str
    opens: bool


@dataclass(frozen=True, slots=True)
class ChangedName:
    """A name of one text and the one that stands for it in the other; score in 0..1."""

    one: Name
    other: Name
    method: str
    score: float


@cache
def _titles(language: str | None) -> frozenset[str]:
    return frozenset(table(language, "speakers").get("titles", ()))


def find_names(extract: Extract) -> tuple[Name, ...]:
    """Return the words with capitals that may be names of persons and bodies, in order.

    Places, countries' peoples, offices, words that open a sentence or stand in lower case
    elsewhere in the text, and abbreviations are left out. Scripts without capitals give ().
    """
    skip = [p.span for p in extract.places if p.sure and not p.part]
    lower = extract.lower
    unwanted = no_names(extract.language)
    known = place_words(extract.language)
    nouns = translated_nouns(extract.language)
    persons = {word for name in extract.persons for word in name.split()}
    found: list[Name] = []
    for name in words_of(extract):
        plain = name.text.casefold()
        if not name.text[0].isupper() or len(plain) < _LEAST or name.text.isupper():
            continue
        if any(s < name.span[1] and name.span[0] < e for s, e in skip):
            continue
        listed = plain in unwanted or known.country(plain) or plain in known.kinds
        if name.text in persons or not (plain in lower or listed or nouns.fullmatch(plain)):
            found.append(name)
    return tuple(found)


def words_of(extract: Extract) -> tuple[Name, ...]:
    """Return all words of a telling, a possessive ending left off, in order."""
    text = extract.text
    found: list[Name] = []
    for span in extract.spans:
        for match in WORD.finditer(text, *span):
            word = POSSESSIVE.sub("", match.group())
            start = match.start()
            opens = start == 0 or _OPEN.search(text[max(0, start - 3) : start]) is not None
            if word:
                found.append(Name((start, start + len(word)), word, opens))
    return tuple(found)


def compare_names(one: Extract, other: Extract) -> tuple[ChangedName, ...]:
    """Return the names that the texts have in each other's stead; same texts give ()."""
    left, right = missing_names(one, other), missing_names(other, one)
    found = [ChangedName(a, b, "neighbour", _CLEAR) for a, b in _beside(one, left, other, right)]
    pairs = [*_heard_beside(one, left, other)]
    pairs += [(a, b) for b, a in _heard_beside(other, right, one)]
    found += [ChangedName(a, b, "sound", _HEARD_BESIDE) for a, b in pairs]
    if not found:
        found = [ChangedName(a, b, "known", _LIKELY) for a, b in _alone(one, left, other, right)]
    return tuple(found)


def missing_names(one: Extract, other: Extract) -> tuple[Name, ...]:
    """Return the names of one text that no word of the other sounds like, in order."""
    names = find_names(one)
    heard = Sounds(other.words) if names else None
    return tuple(name for name in names if heard and not heard.has(name.text))


def _beside(
    one: Extract, left: Sequence[Name], other: Extract, right: Sequence[Name]
) -> Iterator[tuple[Name, Name]]:
    """Yield missing names behind the same first name: Peter Novak, Peter Horvat.

    Within one language the first name may be the one that changed; between two, it is too often
    an office ("Father Novak").
    """
    sides = (0, 1) if one.language == other.language else (0,)
    around = [(name, _neighbours(other, name)) for name in right]
    for a in left:
        mine = _neighbours(one, a)
        for b, theirs in around:
            if any(mine[k] and theirs[k] and alike(mine[k], theirs[k]) for k in sides):
                nouns = _is_compound(a, one) or _is_compound(b, other)
                if apart(a.text, b.text) and not nouns:
                    yield a, b
                break


def _heard_beside(
    one: Extract, missing: Sequence[Name], other: Extract
) -> Iterator[tuple[Name, Name]]:
    """Yield missing names and the words of a script without capitals behind their first names.

    Words with an article are none. In Chinese it is not plain where a name ends, so nothing is
    found there.
    """
    words = [word for word in words_of(other) if word.text[0].lower() == word.text[0].upper()]
    own = [w for w in WORD.findall(one.words) if w[0].isupper()]
    for name in missing:
        first = _neighbours(one, name)[0]
        for before, word in pairwise(words) if first else ():
            if not hears(before.text, first):
                continue
            gap = other.text[before.span[1] : word.span[0]]
            surname = _surname(word, gap, other.language)
            if surname and not any(resembles(surname.text, w) for w in own):
                yield name, surname
                break


def _surname(word: Name, gap: str, language: str | None) -> Name | None:
    """Return the word behind a first name, None where it can be no surname."""
    article = place_words(language).article
    small = word.text in no_names(language) or len(word.text) < _LEAST
    noun = bool(article) and article in word.text[: 1 + len(article)]
    return word if gap in {" ", "\u00a0"} and not (small or noun) else None


def _alone(
    one: Extract, left: Sequence[Name], other: Extract, right: Sequence[Name]
) -> Iterator[tuple[Name, Name]]:
    """Yield a missing name that is known as a name, and the one that can stand for it."""
    for mine, theirs, own, far in ((left, right, one, other), (right, left, other, one)):
        known = [name for name in mine if _is_known(name, own, far)]
        if len(known) > _MOST_KNOWN:
            continue
        found = False
        for name in known:
            stand_in = _stand_in(name, own, theirs, far)
            if stand_in is not None:
                found = True
                yield (name, stand_in) if own is one else (stand_in, name)
        if found:
            return
    one_language = one.language is not None and one.language == other.language
    if one_language and len(left) == len(right) == 1 and _same_place(one, left[0], other, right[0]):
        yield left[0], right[0]


def _same_place(one: Extract, a: Name, other: Extract, b: Name) -> bool:
    """Tell whether two words, the only ones left over, stand at the same place in a sentence."""
    return (
        not (a.opens or b.opens)
        and not (_has_nouns(one) or _has_nouns(other))
        and abs(one.share(a.span) - other.share(b.span)) <= _SAME_PLACE
        and apart(a.text, b.text)
    )


def _may_open(word: Name, extract: Extract) -> bool:
    """Tell whether a word that opens a sentence may be a name: no adverb, participle or verb.

    In languages that drop pronouns a verb may open the sentence, so there the answer is no.
    """
    small = table(extract.language, "attribution")
    endings = (*small.get("adverb_endings", ()), *small.get("participle_endings", ()))
    return bool(small) and not (
        small.get("null_subject") or _has_nouns(extract) or word.text.endswith(endings or ("\0",))
    )


def _has_nouns(extract: Extract) -> bool:
    return place_words(extract.language).nouns_capital


def _stand_in(name: Name, own: Extract, theirs: Sequence[Name], far: Extract) -> Name | None:
    """Return the only word that can stand for a name, or the one clearly nearest in its place."""
    inner = inner_capitals(far.text)
    alone = len(theirs) == 1 and _may_open(theirs[0], far)
    persons = {part for person in far.persons for part in person.split()}
    fitting = [
        word
        for word in theirs
        if (not word.opens or word.text in inner or word.text in persons or alone)
        and apart(name.text, word.text)
        and not sounds_of(own.text).spells(word.text)
        and not _looks_like_noun(word, far)
    ]
    fitting = [w for w in fitting if not _ends_like(w.text, far.language, "noun_endings")]
    place = own.share(name.span)
    fitting.sort(key=lambda word: abs(far.share(word.span) - place))
    distances = [abs(far.share(word.span) - place) for word in fitting]
    if not fitting or (len(fitting) > 1 and not _NEARER * distances[0] < distances[1]):
        return None
    return fitting[0] if distances[0] <= _CLOSE else None


def _is_compound(name: Name, extract: Extract) -> bool:
    """Tell whether a word behind a name is a Turkish noun that it determines ("X Street")."""
    return not _has_nouns(extract) and _ends_like(name.text, extract.language, "noun_endings")


def _ends_like(word: str, language: str | None, group: str) -> bool:
    return word.endswith(tuple(table(language, "names").get(group, ())))


def _looks_like_noun(name: Name, extract: Extract) -> bool:
    """Tell whether a German word behind an article or adjective is a noun."""
    if not place_words(extract.language).nouns_capital:
        return False
    words = extract.all_words
    place = next((i for i, w in enumerate(words) if w[0] == name.span[0]), 0)
    before = words[place - 1][1] if place else ""
    return (
        "-" in name.text
        or before in no_names(extract.language)
        or _ends_like(before, extract.language, "adjective_endings")
    )


def _is_known(name: Name, own: Extract, other: Extract) -> bool:
    """Tell whether a word is a person's name in both texts.

    It is a speaker's, or stands behind a first name that both texts have, or behind an office in
    one text and anywhere in the other.
    """
    if any(name.text in person.split() for person in own.persons):
        return True
    if name.opens and name.text not in inner_capitals(own.text):
        return False
    if _ends_like(name.text, own.language, "noun_endings") or _looks_like_noun(name, own):
        return False
    before = [word for word, last in full_names(own.text) if last == name.text]
    if any(word.casefold() in _titles(own.language) for word in before):
        return sounds_of(other.text).spells(name.text)
    if (
        own.text.count(name.text) >= _OFTEN
        and name.text in inner_capitals(own.text)
        and sounds_of(other.text).spells(name.text)
    ):
        return True
    far = [word for word, last in full_names(other.text) if alike(last, name.text)]
    return any(alike(a, b) for a in before for b in far)


@lru_cache(maxsize=256)
def full_names(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a word and the word with a capital behind it in a text, each once.

    Words with a capital, and offices in lower case, may stand before a surname.
    """
    return tuple(dict.fromkeys((m[1], m[2]) for m in _PAIR.finditer(text)))


@lru_cache(maxsize=256)
def inner_capitals(text: str) -> frozenset[str]:
    """Return the words with a capital right behind another word, anywhere in a text."""
    return frozenset(_INNER.findall(text))


def _neighbours(extract: Extract, name: Name) -> tuple[str, str]:
    """Return the words with capitals before and behind a name, "" where there are none."""
    words = extract.all_words
    place = next(i for i, w in enumerate(words) if w[0] == name.span[0])
    sides = []
    for step in (-1, 1):
        k = place + step
        word = ""
        if 0 <= k < len(words):
            a, b = sorted((words[place], words[k]))
            gap = extract.text[a[0] + len(a[1]) : b[0]]
            if gap in {" ", "\u00a0"} and words[k][1][0].isupper():
                word = words[k][1]
        sides.append(word)
    return sides[0], sides[1]
