"""Polarity: the words of a text that say no, and those that turn a sentence round by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.languages import table
from firsthand.records import Span

_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*[’']?")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_NEAR = 3
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0640]")


@dataclass(frozen=True, slots=True)
class Negation:
    """A sign of negation: its place, and whether it is the ending of a verb (``inside``)."""

    span: Span
    inside: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language's table says, ready to be looked up."""

    negators: frozenset[str]
    with_particle: frozenset[str]
    particles: frozenset[str]
    endings: tuple[str, ...]
    pattern: re.Pattern[str] | None
    masked: re.Pattern[str] | None
    inverting: frozenset[str]
    stems: tuple[str, ...]
    ends: tuple[str, ...]
    unspaced: re.Pattern[str] | None

    def is_particle(self, word: str) -> bool:
        """Tell whether ``word`` is a particle of negation or begins with one that is elided."""
        return word in self.particles or any(
            word.startswith(particle) for particle in self.particles if particle.endswith("'")
        )


def find_negations(
    text: str, spans: Sequence[Span], language: str | None
) -> tuple[Negation, ...] | None:
    """Return the signs of negation in ``spans``, in order; None for a language without a table.

    Two signs of one negation ("nikt nie przyszedł", "ne ... rien") are both returned. No spans give
    no signs.
    """
    words = _table(language)
    if words is None:
        return None
    return tuple(sign for span in spans for sign in _signs(text, span, words))


def inverts(text: str, spans: Sequence[Span], language: str | None) -> bool:
    """Tell whether a word stands there that turns a sentence round without a "not".

    "failed to", "without", "only": translations put them for a negation, and the other way round.
    An unknown language may always have one.
    """
    words = _table(language)
    if words is None:
        return True
    for start, end in spans:
        piece = text[start:end]
        if words.unspaced is not None:
            if any(word in piece for word in words.inverting):
                return True
            continue
        for match in _WORD.finditer(piece):
            word = _fold(match.group())
            if word in words.inverting or word.startswith(words.stems) or word.endswith(words.ends):
                return True
    return False


def _signs(text: str, span: Span, words: _Words) -> Iterator[Negation]:
    start, end = span
    hidden = [m.span() for m in words.masked.finditer(text, start, end)] if words.masked else []

    def free(place: Span) -> bool:
        return not any(a <= place[0] and place[1] <= b for a, b in hidden)

    if words.unspaced is not None:
        found = (m.span() for m in words.unspaced.finditer(text, start, end))
        yield from (Negation(place) for place in found if free(place))
        return
    matches = list(_WORD.finditer(text, start, end))
    folded = [_fold(match.group()) for match in matches]
    for k, (match, word) in enumerate(zip(matches, folded, strict=True)):
        near = (*folded[max(0, k - _NEAR) : k], *folded[k + 1 : k + 2])
        particle = any(map(words.is_particle, near))
        if free(match.span()) and _says_no(word, words, particle=particle):
            inside = words.pattern is not None and word not in words.negators
            yield Negation(match.span(), inside)


def _says_no(word: str, words: _Words, *, particle: bool) -> bool:
    if word in words.with_particle:
        return particle
    if word in words.negators or (words.endings and word.endswith(words.endings)):
        return True
    return words.pattern is not None and words.pattern.fullmatch(word) is not None


def _fold(word: str) -> str:
    return _VOWEL_SIGNS.sub("", word.replace("İ", "i").casefold()).translate(_APOSTROPHES)


@cache
def _table(language: str | None) -> _Words | None:
    known = table(language, "polarity")
    if not known:
        return None
    negators = frozenset(map(_fold, known["negators"]))
    inverting = [word for word in known["inverting"] if "*" not in word]
    stems = [word[:-1] for word in known["inverting"] if word.endswith("*")]
    ends = [word[1:] for word in known["inverting"] if word.startswith("*")]
    chars = bool(known.get("unspaced", False))
    return _Words(
        negators,
        frozenset(known.get("with_particle", ())),
        frozenset(map(_fold, known.get("particles", ()))),
        tuple(_fold(word) for word in known.get("endings", ())),
        re.compile(known["pattern"]) if "pattern" in known else None,
        _any_of(known["masked"], whole=not chars),
        frozenset(map(_fold, inverting)),
        tuple(map(_fold, stems)) or ("\0",),
        tuple(map(_fold, ends)) or ("\0",),
        _any_of(sorted(negators), whole=False) if chars else None,
    )


def _any_of(phrases: Sequence[str], *, whole: bool) -> re.Pattern[str] | None:
    if not phrases:
        return None
    longest = sorted(phrases, key=len, reverse=True)
    inner = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)" if whole else inner, re.IGNORECASE)
