"""What the first lines of a running text tell: title, byline, outlet, date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from firsthand.data import outlet_endings, outlet_words
from firsthand.read.dates import date_line

LINES = 8
"""Lines with content that are looked at."""

LONGEST_TITLE = 200
"""Code points of a headline at most; the longest in use have about 150."""

_BREAK = re.compile(r"\s*(?:[|•·–—―\t]| - | {2,}).*", re.S)
_COMMA = re.compile("[,،、，]")
_STOPS = ("。", "．", "।", "۔", "።", "။", ":", "：", ",", ";")
_INITIALS = re.compile(r"(?:\w\.){2,}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with content: its words, whether a blank line follows, whether any text does."""

    words: str
    blank_after: bool
    following: str


def first_lines(text: str) -> tuple[Line, ...]:
    """Return the first lines with content, at most ``LINES``, without surrounding space."""
    # Enough for every line that could matter; a file of one endless line stays cheap.
    pieces = [piece.strip() for piece in _pieces(text[:20_000])]
    found: list[Line] = []
    for number, words in enumerate(pieces):
        if words:
            rest = pieces[number + 1 :]
            following = next(filter(None, rest), "")
            found.append(Line(words, bool(rest) and not rest[0], following))
        if len(found) == LINES:
            break
    return tuple(found)


def _pieces(text: str) -> Iterator[str]:
    # Not splitlines: it also breaks at separators that files carry inside paragraphs.
    return iter(re.split(r"\r\n|\r|\n|\u2028|\u2029", text))


def title(lines: tuple[Line, ...], language: str | None) -> str | None:
    """Return the first line where it looks like a headline, else None.

    It is short, has no full stop, comma or colon at its end, is no byline or date, and text
    follows: after a blank line, or at once in a clearly longer line, a byline or a date.
    """
    if not lines:
        return None
    first = lines[0]
    words = first.words
    if len(words) > LONGEST_TITLE or not first.following or words.startswith(("- ", "* ", "• ")):
        return None
    if sum(map(str.isdigit, words)) * 3 > len(words):  # a date or number in a form we do not know
        return None
    if words.endswith(_STOPS) or (words.endswith(".") and not _abbreviated(words)):
        return None
    if names_after_by(words) or date_line(words, language):
        return None
    longer = len(first.following) > 1.5 * len(words)
    signed = names_after_by(first.following) or date_line(first.following, language)
    return words if first.blank_after or longer or signed else None


def _abbreviated(words: str) -> bool:
    """Tell whether the final full stop belongs to initials ("U.S.") or an ellipsis."""
    return words.endswith("...") or bool(_INITIALS.search(words))


def byline(lines: tuple[Line, ...]) -> str | None:
    """Return the names of the first line that is a byline ("By Jane Doe"), or None."""
    return next(filter(None, (names_after_by(line.words) for line in lines)), None)


def published(lines: tuple[Line, ...], language: str | None) -> str | None:
    """Return the date of the first line that is a date line or has a dateline, or None."""
    return next(filter(None, (date_line(line.words, language) for line in lines)), None)


def outlet(lines: tuple[Line, ...], language: str | None) -> str | None:
    """Return the outlet that signs the first lines, or None.

    It stands behind the author's name ("By Jane Doe, The Valley Herald") or before the date
    ("Valley Herald, 14 May 2031") and carries a word that outlets have in their names: a place
    before a date is no outlet.
    """
    for line in lines:
        before, comma, behind = _cut_at_comma(line.words)
        signed = names_after_by(line.words) is not None
        parts = _COMMA.split(behind) if signed else [before]
        candidate = parts[0].strip()
        if comma and (signed or date_line(line.words, language)) and _is_outlet(candidate):
            return candidate
        if not signed and date_line(line.following, language) and _is_outlet(line.words):
            return line.words
    return None


def _cut_at_comma(words: str) -> tuple[str, str, str]:
    found = _COMMA.search(words)
    if found is None:
        return words, "", ""
    return words[: found.start()], found.group(), words[found.end() :]


def _is_outlet(words: str) -> bool:
    tokens = words.split()
    named = 0 < len(tokens) <= 6 and not any(c.isdigit() for c in words)
    return named and any(
        t.casefold().strip("().") in outlet_words() | outlet_endings() for t in tokens
    )


def names_after_by(line: str) -> str | None:
    """Return the names in a line such as "By Jane Doe | 14 May"; None where it is no byline."""
    if len(line) > 100:
        return None
    found = _opening().match(line)
    if found is None:
        return None
    names = _BREAK.sub("", line[found.end() :]).strip()
    for candidate in (names, names.split(",")[0].strip()):
        if _are_names(candidate):
            return _without_outlet(candidate)
    return None


def _without_outlet(names: str) -> str:
    """Drop ", The Valley Herald" behind the author's name."""
    author, comma, behind = names.rpartition(",")
    return author.strip() if comma and _is_outlet(behind.strip()) else names


def _are_names(words: str) -> bool:
    """Tell whether every word is a name (capitalised, or of a script without case) or joins two."""
    tokens = words.replace(",", " ").replace("&", " and ").split()
    joiners = _words("byline")["joiners"]
    if not tokens or len(tokens) > 10 or words.endswith(("!", "?", ";", ":")):
        return False
    names = [t for t in tokens if t not in joiners]
    if any(c.isdigit() for c in words) or not names:
        return False
    caseless = not any(c.islower() or c.isupper() for c in words)
    if caseless:
        return len(tokens) <= 6 and all(t[0].isalpha() for t in tokens)
    return all(_is_name(t) for t in names) and not (len(names) > 1 and words.endswith("..."))


def _is_name(token: str) -> bool:
    bare = token.lstrip("(’'“\"")
    return bare[:1].isupper() and (not bare.endswith(".") or len(bare) <= 3 or bare[1:2] == ".")


@cache
def _opening() -> re.Pattern[str]:
    words = _words("byline")["words"]
    colon = _words("byline")["colon"]
    free = sorted((w for w in words if w not in colon), key=lambda w: (-len(w), w))
    strict = sorted(colon, key=lambda w: (-len(w), w))
    either = "|".join(map(re.escape, free))
    before_colon = "|".join(map(re.escape, strict))
    return re.compile(rf"(?:(?:{either})(?:\s*[:：]\s*|\s+)|(?:{before_colon})\s*[:：／]\s*)", re.I)


@cache
def _words(name: str) -> Mapping[str, tuple[str, ...]]:
    file = resources.files("firsthand.read") / "lines.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    return {name: tuple(words) for name, words in table.items()}
