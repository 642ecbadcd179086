"""The words of dates: a text becomes tokens, and each token the roles that it can play.

The roles are letters (``ROLES``). A set of roles is written as one character, so that the grammar
of dates can be regular expressions over a string with one character a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from firsthand.facts.days import Offset
from firsthand.languages import table

ROLES = "DdnyYMNmWvwRtauUeiVcojABpkqhbgzs#'-,.$x"
"""What a token can be.

D a date in digits, d a day's number, n any number, y a year, Y a year beyond doubt; M, N, m a
month's name (sure, unsure, short), W, v, w a weekday's; R a word for a day, week, month or year
("yesterday"); t last, this or next before a unit, a the same after it; u a unit for those, U one
that is counted, e one counted without a number, i one of which there is one, V two of it; c a
number word, o between day and month, j between two days, A "ago" after, B before; p the word year
before it, k after it, q the word day, h the same but only beside a month; b stands before a year
and # behind what is none, g before an unsure name, z behind one, s as its ending; x is passed
over. Marks stand for themselves, $ for currencies and the like.
"""

Value = float | Offset | date
Roles = Mapping[str, Value]

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u0640"
_APOSTROPHES = re.compile("[’ʼ‘`´]")
_DASHES = re.compile("[‐‑–—−]")
_ALEFS = str.maketrans("أإآٱىё", "ااااىе")
_DROPPED = re.compile(f"[{_MARKS}\u0307]")
_CURRENCY = re.compile(r"[$€£¥₽₴₺%‰°]")
_ROLE_OF_KEY = {
    "of": "o", "to": "j", "ago": "A", "ago_before": "B", "year_words": "p", "year_endings": "k",
    "day_marks": "q", "day_marks_beside": "h", "before_years": "b", "not_years": "#",
    "guards": "g", "after_unsure": "z", "suffixes": "s", "skip": "x",
}  # fmt: skip
_NONE: Roles = {}
_MARK_ROLES: Mapping[str, Roles] = {mark: {mark: 0} for mark in "'-,.$"}
_LESS_SURE = {"M": "N", "W": "v"}
_ALEF, _LAM = "\u0627\u0644"
_YEARS = range(1000, 2101)
_SURE_YEARS = range(1800, 2100)
_STEM = 4
# In Chinese a year has its word behind it; any other word makes a number a count.
_COUNTER = re.compile(rf"\s*[{_HAN}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark; ``word`` is its folded form, ``roles`` give a value each."""

    word: str
    start: int
    end: int
    roles: Roles


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    ``entries`` are listed by their first word, the longest first; ``stems`` (written with a "*")
    by their first letters.
    """

    entries: Mapping[str, Sequence[tuple[tuple[str, ...], Roles]]]
    stems: Mapping[str, Sequence[tuple[str, Roles]]]
    pattern: re.Pattern[str]
    order: str | None = None
    capitals: str = "any"
    month_first: bool = False
    prefixes: tuple[str, ...] = ()
    not_after: Mapping[str, frozenset[str]] = field(default_factory=dict)
    not_before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fold(word: str) -> str:
    """Return a word in lower case with one spelling for apostrophes, dashes and Arabic alefs."""
    if word.isascii():
        return word.lower()
    word = _DROPPED.sub("", word.lower())
    return _DASHES.sub("-", _APOSTROPHES.sub("'", word)).translate(_ALEFS)


# --- the table of a language


@cache
def words_of(language: str | None) -> Words:
    """Return the words of a language; one without a table gets dates and years in digits."""
    known = table(language, "dates")
    pattern = _token_pattern(known.get("ordinals", ()))
    entries: dict[tuple[str, ...], dict[str, Value]] = {}
    for role, phrase, value in _listed(known):
        words = tuple(fold(m.group()) for m in pattern.finditer(phrase))
        entries.setdefault(words, {}).setdefault(role, value)
    by_first: dict[str, list[tuple[tuple[str, ...], Roles]]] = {}
    stems: dict[str, list[tuple[str, Roles]]] = {}
    for words in sorted(entries, key=lambda w: (-len(w), w)):
        if words[-1] == "*":
            stem = "".join(words[:-1])
            stems.setdefault(stem[:_STEM], []).append((stem, entries[words]))
        else:
            by_first.setdefault(words[0], []).append((words, entries[words]))
    return Words(
        by_first,
        stems,
        pattern,
        known.get("order"),
        known.get("capitals", "any"),
        known.get("month_first", False),
        tuple(fold(p) for p in known.get("prefixes", ())),
        {fold(w): frozenset(map(fold, b)) for w, b in known.get("not_after", {}).items()},
        {fold(w): tuple(map(fold, b)) for w, b in known.get("not_before", {}).items()},
    )


def _token_pattern(ordinals: Sequence[str]) -> re.Pattern[str]:
    endings = "|".join(re.escape(o) for o in ordinals)
    ordinal = rf"(?:(?:{endings})(?!\w))?" if endings else ""
    return re.compile(
        r"(?P<date>(?<![\d.,/-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d{2}))"
        r"(?![\d/-]|[.,]\d))"
        rf"|(?P<number>\d+){ordinal}(?![.,:\u066b\u066c]\d)|\d+(?:[.,:\u066b\u066c]\d+)*"
        rf"|[{_HAN}]|[^\W\d_{_HAN}][^\W\d_{_HAN}{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"
        r"(?:['’ʼ](?=[єїюя])[^\W\d_]+)?|[^\w\s]|_|\n",
        re.I,
    )


def _listed(known: Mapping[str, Any]) -> Iterator[tuple[str, str, Value]]:
    """Yield each phrase of a table with a role and its value."""
    for role, key in (("M", "months"), ("W", "weekdays")):
        yield from _names(known.get(key, {}), role)
    for amount, phrases in known.get("turns", {}).items():
        for role in "ta" if known.get("turns_follow", True) else "t":
            yield from ((role, phrase, float(amount)) for phrase in phrases)
    for unit, amounts in known.get("fixed", {}).items():
        for amount, phrases in amounts.items():
            yield from (("R", phrase, Offset(unit, float(amount))) for phrase in phrases)
    yield from _units(known.get("units", {}))
    yield from (("c", phrase, value) for phrase, value in known.get("counts", {}).items())
    for key, role in _ROLE_OF_KEY.items():
        yield from ((role, phrase, 0) for phrase in known.get(key, ()))


def _names(known: Mapping[str, Any], role: str) -> Iterator[tuple[str, str, Value]]:
    first = 1 if role == "M" else 0
    unsure = frozenset(known.get("unsure", ()))
    parts = ("", *known.get("parts", ()))
    for number, row in enumerate(known.get("full", ()), first):
        for name in row:
            own = role if name not in unsure else {"M": "N", "W": "v"}[role]
            yield from ((own, name + part, number) for part in parts)
            yield from (("W", f"{name} {part}", number) for part in parts[1:])
    for key in ("short", "bare"):
        for number, row in enumerate(known.get(key, ()), first):
            yield from ((role.lower() if key == "short" else "v", name, number) for name in row)


def _units(known: Mapping[str, Any]) -> Iterator[tuple[str, str, Value]]:
    one, many = known.get("one", ()), known.get("many", ())
    counted = frozenset(name for row in many for name in row)
    for number, names in enumerate(one):
        for name in names:
            yield "i", name, number
            yield "U", name, number
            if name not in counted:
                yield "e", name, number
            if number:
                yield "u", name, number
    for role, rows in (("U", many), ("V", known.get("two", ()))):
        for number, names in enumerate(rows):
            yield from ((role, name, number) for name in names)


# --- the tokens of a text


def tokens_of(text: str, start: int, end: int, words: Words) -> list[Token]:
    """Return the tokens between two places; a phrase of several words is one token."""
    matches = list(words.pattern.finditer(text, start, end))
    folded = [_folded(m) for m in matches]
    found: list[Token] = []
    place = 0
    while place < len(matches):
        match = matches[place]
        count, roles = _entry(folded, place, words)
        if not roles:
            roles = _plain_roles(match, words.order)
        elif _voided(folded, place, count, words):
            roles = _NONE
        elif match.group()[0].isupper():
            roles = _unsure(roles, _opens(folded, place)) if words.capitals == "never" else roles
        elif words.capitals == "always":
            roles = _nameless(roles)
        found.append(Token(folded[place], match.start(), matches[place + count - 1].end(), roles))
        place += count
    return found


def _folded(match: re.Match[str]) -> str:
    number = match.group("number")
    return str(int(number)) if number else fold(match.group())


def _entry(folded: Sequence[str], place: int, words: Words) -> tuple[int, Roles]:
    """Return how many tokens the longest entry takes here, and its roles; none take one."""
    first = folded[place]
    for form in (first, *_without_prefix(first, words.prefixes)):
        for entry, roles in words.entries.get(form, ()):
            if len(entry) == 1 or tuple(folded[place + 1 : place + len(entry)]) == entry[1:]:
                return len(entry), roles
    for stem, roles in words.stems.get(first[:_STEM], ()):
        if first.startswith(stem):
            return 1, roles
    return 1, _NONE


def _without_prefix(word: str, prefixes: Sequence[str]) -> Iterator[str]:
    """Yield a word without the particles that Arabic writes in front of it."""
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            yield word[len(prefix) :]
            if prefix[-1] == _LAM == word[len(prefix)]:
                yield _ALEF + word[len(prefix) :]


def _voided(folded: Sequence[str], place: int, count: int, words: Words) -> bool:
    """Tell whether the words around show that a word is none of time."""
    word = folded[place]
    if place and folded[place - 1] in words.not_after.get(word, ()):
        return True
    following = folded[place + count] if place + count < len(folded) else ""
    return any(
        following.startswith(w[:-1]) if w.endswith("*") else following == w
        for w in words.not_before.get(word, ())
    )


def _opens(folded: Sequence[str], place: int) -> bool:
    """Tell whether a sentence may begin here: no word stands right before."""
    return not place or not folded[place - 1][-1].isalnum()


def _unsure(roles: Roles, opens: bool = False) -> Roles:
    """Return the roles of a name with a capital where names of days and months have none.

    A sentence that opens with a weekday is common, one that opens with a month's name seldom.
    """
    return {
        role if opens and role == "W" else _LESS_SURE.get(role, role): v
        for role, v in roles.items()
    }


def _nameless(roles: Roles) -> Roles:
    return {role: value for role, value in roles.items() if role not in "MNmWvw"}


def _plain_roles(match: re.Match[str], order: str | None) -> Roles:
    """Return the roles of a number, a date in digits or a mark."""
    number, whole = match.group("number"), match.group()
    if match.group("date"):
        day = numeric_date(whole, order)
        return {"D": day} if day else _NONE
    if not number:
        mark = fold(whole)
        if _CURRENCY.match(mark):
            return _MARK_ROLES["$"]
        return _MARK_ROLES.get(mark, _NONE)
    value = int(number)
    roles: dict[str, Value] = {"n": value}
    if 1 <= value <= 31:
        roles["d"] = value
    if len(number) == 4 and value in _YEARS:
        roles["y"] = value
        if value in _SURE_YEARS and not _COUNTER.match(match.string, match.end()):
            roles["Y"] = value
    return roles


def numeric_date(written: str, order: str | None) -> date | None:
    """Read a date in digits; None where it is none, or could be two and ``order`` is not known.

    English writes both orders, so a date in English counts only where one of them is possible.
    """
    first, second, third = (int(n) for n in re.split(r"[./-]", written))
    if len(re.split(r"[./-]", written)[0]) == 4:
        return _day(first, second, third)
    year = third if third >= 100 else third + (2000 if third < 50 else 1900)
    if order == "dmy":
        return _day(year, second, first)
    readings = [d for d in (_day(year, second, first), _day(year, first, second)) if d]
    return readings[0] if len(readings) == 1 or first == second else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def alphabet(words: Words) -> dict[frozenset[str], str]:
    """Return the character of every set of roles that a token of a language can have."""
    known = [roles for row in words.entries.values() for _, roles in row]
    known += [roles for row in words.stems.values() for _, roles in row]
    sets = {frozenset(r) for k in known for r in (k, _unsure(k), _unsure(k, True), _nameless(k))}
    sets |= {frozenset(roles) for roles in _MARK_ROLES.values()}
    sets |= {frozenset(r) for r in ("", "D", "n", "nd", "ny", "nyY")}
    return {s: chr(0xE000 + i) for i, s in enumerate(sorted(sets, key=sorted))}
