"""Names in phrases written without spaces and capitals: "美国总统唐纳德·特朗普", "津克部长".

What is no known word may be a name. It is taken for one where a dot joins its parts, where a title
stands beside it, or where its characters are those of a family name or of foreign sounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from firsthand.attribute.unspaced import NAME_DOTS, Vocabulary

_FOREIGN = 0.75
_LONGEST = 4
_SHORTEST = 2
_LEAST_CUT = 2


class NameWords(Protocol):
    """What is asked of the table of speakers: its lists, and the words of the language."""

    @property
    def vocabulary(self) -> Vocabulary | None:
        """All words of a language written without spaces."""

    def has(self, group: str, word: str) -> bool:
        """Tell whether ``word`` is in a list of the table."""


def unspaced_name(words: Sequence[str], known: NameWords) -> str | None:
    """Return the proper name in the words and marks of a phrase, None where there is none.

    The last candidate counts, as a name follows its description. No words give None.
    """
    runs = _runs(words, known)
    for start, end in reversed(runs):
        name = _joined(words[start:end])
        titled = (start > 0 and _is_title(words[start - 1], known)) or (
            end < len(words) and _is_title(words[end], known)
        )
        last = end == len(words)
        if not last and not (titled or _dotted(name)):
            continue
        if _dotted(name):
            return _bare(name, known)
        if name[:1].isupper() or _sounds_like_name(name, known):
            return name
        if titled and last and _SHORTEST <= len(name) <= _LONGEST:
            return name
    return None


def _runs(words: Sequence[str], known: NameWords) -> list[tuple[int, int]]:
    """Return the ranges of unknown words, those beside each other in one script joined."""
    runs: list[tuple[int, int]] = []
    unknown = [_unknown(word, known) for word in words]
    for i, word in enumerate(words):
        beside = (i > 0 and unknown[i - 1]) or (i + 1 < len(words) and unknown[i + 1])
        inner = known.vocabulary is not None and word in known.vocabulary.in_names and beside
        if not (unknown[i] or inner):
            continue
        script = word.isascii()
        if runs and runs[-1][1] == i and words[i - 1].isascii() == script:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _unknown(word: str, known: NameWords) -> bool:
    if not word[:1].isalpha() or known.vocabulary is None:
        return False
    groups = ("organisations", "outlets", "titles", "countries")
    if any(known.has(group, word.casefold()) for group in groups):
        return False
    if word[:1].isupper():
        return True
    return not word.isascii() and word not in known.vocabulary.words


def _is_title(word: str, known: NameWords) -> bool:
    return known.has("titles", word.casefold())


def _dotted(word: str) -> bool:
    return any(c in NAME_DOTS for c in word)


def _bare(name: str, known: NameWords) -> str:
    """Cut off what is no part of a foreign name at its ends ("影响唐纳德·特朗普")."""
    first = min(name.index(c) for c in NAME_DOTS if c in name)
    last = max(name.rindex(c) for c in NAME_DOTS if c in name)
    start, end = first, last + 1
    while start > 0 and _of_name(name[start - 1], known):
        start -= 1
    while end < len(name) and _of_name(name[end], known):
        end += 1
    if start == first or _is_part(name[:start], known):
        start = 0
    if end == last + 1 or _is_part(name[end:], known):
        end = len(name)
    return name[start:end]


def _is_part(rest: str, known: NameWords) -> bool:
    """Tell whether what stands beside the sounds of a name is part of it all the same."""
    return len(rest) < _LEAST_CUT or 2 * sum(_of_name(c, known) for c in rest) >= len(rest)


def _of_name(char: str, known: NameWords) -> bool:
    inner = known.vocabulary is not None and char in known.vocabulary.in_names
    return inner or known.has("sounds", char) or char in NAME_DOTS or char.isascii()


def _sounds_like_name(word: str, known: NameWords) -> bool:
    """Tell a name by its characters: a family name and one or two more, or foreign sounds."""
    if len(word) < _SHORTEST:
        return False
    family = known.has("surnames", word[:1]) or known.has("surnames", word[:2])
    if family and len(word) <= _LONGEST - 1:
        return True
    foreign = sum(known.has("sounds", c) for c in word)
    return foreign >= _FOREIGN * len(word)


def _joined(words: Sequence[str]) -> str:
    return " ".join(words) if words[0].isascii() else "".join(words)
