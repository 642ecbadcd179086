"""Words of languages written without spaces: cut by longest match with the words that are known.

What stands between known words stays together as one word ("X国外交部长Y说": a country, an office,
a name, a verb), so that names and unknown nouns are words like others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from firsthand.records import Span

NAME_DOTS = frozenset("·•‧・∙")
_NAME_PART = 5


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known words of a language without spaces, and the longest one's count of characters.

    ``in_names`` are one-character words that are no words within a foreign name ("里克·佩里").
    """

    words: frozenset[str]
    longest: int
    in_names: frozenset[str] = frozenset()

    def at(self, text: str, start: int, end: int) -> int | None:
        """Return where the longest known word that begins at ``start`` ends, None without one.

        A word gives its last character to the next where both are known then and only then
        ("说|道路", not "说道|路").
        """
        stop = self._longest(text, start, end)
        if stop is None or stop - start < 2 or text[start : stop - 1].casefold() not in self.words:
            return stop
        other = self._longest(text, stop - 1, end)
        crosses = other is not None and other > stop and self._longest(text, stop, end) is None
        return stop - 1 if crosses else stop

    def _longest(self, text: str, start: int, end: int) -> int | None:
        for stop in range(min(end, start + self.longest), start, -1):
            if text[start:stop].casefold() in self.words:
                return stop
        return None


def vocabulary(
    attribution: Mapping[str, Any], speakers: Mapping[str, Any], in_names: Iterable[str] = ()
) -> Vocabulary:
    """Return all words of all lists in two tables of a language.

    Single characters count only in the table of attribution: those of the other are endings.
    """
    words: set[str] = set()
    _gather(speakers, words)
    words = {w for w in words if len(w) > 1}
    _gather(attribution, words)
    kept = frozenset(w for w in words if w and not w.isascii())
    return Vocabulary(kept, max(map(len, kept), default=0), frozenset(in_names))


def _gather(value: object, words: set[str]) -> None:
    if isinstance(value, str):
        words.update(value.casefold().split())
    elif isinstance(value, Mapping):
        words.update(str(k).casefold() for k in value)
        for inner in value.values():
            _gather(inner, words)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, words)


def grouped(text: str, pieces: Iterable[Span], known: Vocabulary) -> Iterator[Span]:
    """Group the single characters among ``pieces`` (words and marks, in order) into words.

    Words written with letters are left as they are; a dot within a foreign name joins its parts.
    """
    run: Span | None = None
    behind = -1
    for start, end in pieces:
        if start < behind:
            continue
        single = _single(text, start, end)
        joined = run is not None and run[1] == start
        stop = known.at(text, start, len(text)) if single else None
        within = run if joined else None
        if stop == end and _in_name(text, within, start, known):
            stop = None
        if stop is None and (single or _dot(text, start, joined)):
            if run is not None and not joined:
                yield run
                run = None
            run = (run[0] if run else start, end)
            continue
        if run is not None:
            yield run
            run = None
        behind = stop or end
        yield start, behind
    if run is not None:
        yield run


def _in_name(text: str, run: Span | None, start: int, known: Vocabulary) -> bool:
    """Tell whether the character at ``start`` is part of a name whose parts a dot joins."""
    if text[start] not in known.in_names:
        return False
    near = text[max(run[0], start - _NAME_PART) : start] if run else ""
    return any(c in NAME_DOTS for c in near) or _before_dot(text, start, known)


def _before_dot(text: str, start: int, known: Vocabulary) -> bool:
    """Tell whether the character at ``start`` opens or goes on with a name before its dot."""
    for k in range(start, min(len(text), start + _NAME_PART)):
        if text[k] in NAME_DOTS:
            return k > start
        stop = known.at(text, k, len(text))
        if stop is not None and (stop - k > 1 or text[k] not in known.in_names):
            return False
        if not _single(text, k, k + 1):
            return False
    return False


def _single(text: str, start: int, end: int) -> bool:
    char = text[start]
    return end - start == 1 and char.isalpha() and not (char.isupper() or char.islower())


def _dot(text: str, start: int, joined: bool) -> bool:
    following = text[start + 1 : start + 2]
    return joined and text[start] in NAME_DOTS and following.isalpha()
