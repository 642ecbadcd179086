"""The words of the ``[voice]`` tables, found in a text in one pass whatever their number.

In a table "*" at the end stands for any ending and at the start for any beginning; "…" in a phrase
for some words between. A word with a capital counts only as spelt and not as the first of a
sentence. ``joined`` are letters that a language writes together with the next word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from firsthand.languages import table

SETTINGS = frozenset({"joined"})
"""Keys of a ``[voice]`` table that are no kinds of words."""

Found = tuple[str, int, int]
"""Kind, start, end."""
_Phrases = tuple[tuple[str, re.Pattern[str]], ...]

_WORD = re.compile(r"(?<!\w)(?<!\w\.)\w+(?:'\w+)*")
_SPACELESS = re.compile(r"[\u2e80-\u9fff]")
_BETWEEN = r"\b[^.;:!?]{1,70}?\s"
_SHORTEST_REST = 3


@dataclass(slots=True)
class Lexicon:
    """The words of one language: by spelling, phrases by first word, unspaced by first letter."""

    language: str | None
    whole: dict[str, list[str]] = field(default_factory=dict)
    beginnings: dict[str, list[str]] = field(default_factory=dict)
    endings: dict[str, list[str]] = field(default_factory=dict)
    spelt: dict[str, list[str]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, re.Pattern[str]]]] = field(default_factory=dict)
    spaceless: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    joined: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Tell whether there are any words."""
        return bool(self.whole or self.phrases or self.spaceless)

    def find(self, text: str) -> Iterator[Found]:
        """Yield every listed word and phrase of ``text``; its "’" must be "'"."""
        small = text.replace("İ", "i").lower()
        spaced = self.whole or self.beginnings or self.phrases
        for match in _WORD.finditer(small) if spaced and len(small) == len(text) else ():
            start, end = match.span()
            kinds, phrases = _entries(self.language, match.group())
            for kind in kinds:
                yield kind, start, end
            for kind, pattern in phrases:
                if found := pattern.match(small, start):
                    yield kind, start, found.end()
            if self.spelt and start and text[start].isupper():
                yield from ((kind, start, end) for kind in self.spelt.get(text[start:end], ()))
        if self.spaceless:
            yield from self._find_unspaced(text)

    def _find_unspaced(self, text: str) -> Iterator[Found]:
        """Yield the words that no spaces part, at each place only the longest."""
        end = 0
        for start, first in enumerate(text):
            longest = 0
            for word, kind in self.spaceless.get(first, ()) if start >= end else ():
                if len(word) >= longest and text.startswith(word, start):
                    longest = len(word)
                    yield kind, start, start + longest
            end = max(end, start + longest)


@cache
def lexicon(language: str | None) -> Lexicon:
    """Return the words of a language; an unknown one has none."""
    found = Lexicon(language)
    words = table(language, "voice")
    found.joined = tuple(sorted(words.get("joined", ()), key=lambda j: (-len(j), j)))
    for kind, listed in words.items():
        for word in listed if kind not in SETTINGS else ():
            if _SPACELESS.match(word):
                found.spaceless.setdefault(word[0], []).append((word, kind))
            else:
                _add(found, kind, word.replace("’", "'"))
    for words_of_one in found.spaceless.values():
        words_of_one.sort(key=lambda w: -len(w[0]))
    return found


def _add(found: Lexicon, kind: str, word: str) -> None:
    bare = word.strip("*")
    if not _WORD.fullmatch(bare.rstrip("'")):
        first = _WORD.match(bare)
        key = first.group() if first else bare
        found.phrases.setdefault(key, []).append((kind, _phrase(word)))
    elif word.startswith("*"):
        found.endings.setdefault(bare, []).append(kind)
    elif word.endswith("*"):
        found.beginnings.setdefault(bare, []).append(kind)
    elif word != word.lower():
        found.spelt.setdefault(word, []).append(kind)
    else:
        found.whole.setdefault(word, []).append(kind)


def _phrase(words: str) -> re.Pattern[str]:
    """Return a pattern of a phrase; what may precede its first word is the first token's affair."""
    parts = [re.escape(p.strip().rstrip("*")).replace("\\ ", r"\s+") for p in words.split("…")]
    return re.compile(_BETWEEN.join(parts) + (r"\w*" if words.endswith("*") else r"(?!\w)"))


@lru_cache(1 << 16)
def _entries(language: str | None, word: str) -> tuple[tuple[str, ...], _Phrases]:
    """Return the kinds of one word, and the phrases that it may begin.

    A word that is not listed is looked up without what is joined or elided before it.
    """
    listed = lexicon(language)
    kinds = _kinds(listed, word)
    phrases = listed.phrases.get(word, [])
    rests = [word[len(j) :] for j in listed.joined if word.startswith(j)]
    rests += [word.partition("'")[2]] if "'" in word else []
    for rest in rests:
        if not kinds and len(rest) >= _SHORTEST_REST:
            kinds = _kinds(listed, rest)
    return tuple(dict.fromkeys(kinds)), tuple(phrases)


def _kinds(listed: Lexicon, word: str) -> list[str]:
    kinds = [*listed.whole.get(word, ())]
    for at in range(1, len(word) + 1) if listed.beginnings else ():
        kinds += listed.beginnings.get(word[:at], ())
    for at in range(len(word)) if listed.endings else ():
        kinds += listed.endings.get(word[at:], ())
    return kinds
