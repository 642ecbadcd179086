"""The grammar of dates: one for all languages, over the roles that words can play.

A text is a string with one character a token (``date_words``), so that the rules are regular
expressions; at each place the first rule that fits gives a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import floor

from firsthand.facts.date_words import Token, Value, alphabet, tokens_of, words_of
from firsthand.facts.days import UNITS, DatePhrase, Offset
from firsthand.records import Span

# "{ab}" stands for a token that can play role a or b; groups are named by the field they fill.
_NAMED = (
    "(?:(?<={{g}})|(?=.(?:{{z}}|{{'}}{{s}}|{{a}}(?!{{u}}))))(?P<{n}>{{{unsure}}})",
    "(?P<t>{{t}})(?P<{n}>{{{sure}{unsure}}})",
    "(?P<{n}>{{{sure}}})(?:(?P<t>{{a}})(?!{{u}}))?",
)
_MONTH_FIRST = "(?P<m>{MNm}){.}?(?P<d>{d})(?:{-}(?P<d2>{d})(?!{o}?{MNm}))?(?:{,}?(?P<y>{y}))?"
_RULES = (
    "(?P<D>{D})",
    "(?:(?P<y>{y}){k})?(?P<m>{MN})(?P<d>{dc}){qh}",
    "(?P<d>{d})(?={.}?{-j}{og}?{d}{.}?{o}?(?P<m>{MNm}))",
    "(?P<d>{d}){.}?{o}?(?P<m>{MNm})(?:{.}?{,}?{o}?{p}?{o}?(?P<y>{y}){k}?)?",
    _MONTH_FIRST,
    "(?P<m>{MNm}){.}?{,}?{o}?{p}?{o}?(?P<y>{y}){k}?",
    "(?P<y>{y}){k}(?P<m>{MN})",
    *(rule.format(n="W", sure="W", unsure="v") for rule in _NAMED),
    "(?P<W>{w})(?={.}?{,}?{dMNm})",
    "(?P<c>{cn})(?P<u>{U}){A}",
    "(?P<u>{e}){A}",
    "{B}(?P<c>{cn})(?P<u>{U})",
    "{B}(?P<u>{iV})(?!{y})",
    "(?P<u>{V}){A}",
    "(?P<t>{t})(?P<u>{u})",
    "(?P<u>{u})(?P<t>{a})",
    "(?P<R>{R})",
    *(rule.format(n="m", sure="M", unsure="N") for rule in _NAMED),
    "(?<={b})(?P<y>{y})(?!{U$#})",
    "{p}{o}?(?P<y>{y})",
    "(?P<y>{y}){k}",
    "(?<!{$})(?P<y>{Y})(?!{U$#})",
    "(?P<d>{d}){q}",
)
_ROLES_OF = {
    "y": "y", "m": "MNm", "d": "dc", "d2": "d", "W": "Wvw", "t": "ta", "u": "uViUe", "c": "cn",
    "R": "R", "D": "D",
}  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_NO_TOKEN = "\uf8ff"
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_AGO = 1000
_NOWHERE = (0, 0)


def phrases(text: str, span: Span, language: str | None) -> Iterator[DatePhrase]:
    """Yield the date phrases between two places of ``text``, in order, their days not yet told."""
    rules, letters = _rules(language)
    tokens = tokens_of(text, *span, words_of(language))
    symbols = "".join(letters[frozenset(t.roles)] for t in tokens)
    place = 0
    while place < len(symbols):
        match = _first_match(symbols, place, tokens, rules) if tokens[place].roles else None
        if match is not None:
            yield from _read(match, tokens)
        place = match.end() if match else place + 1


@cache
def _rules(language: str | None) -> tuple[tuple[re.Pattern[str], ...], dict[frozenset[str], str]]:
    """Return the rules over the characters of one language, and those characters."""
    words = words_of(language)
    letters = alphabet(words)

    def token(match: re.Match[str]) -> str:
        wanted = frozenset(match.group(1))
        return f"[{''.join(c for roles, c in letters.items() if roles & wanted) or _NO_TOKEN}]"

    used = (r for r in _RULES if words.month_first or r is not _MONTH_FIRST)
    return tuple(re.compile(_PLACEHOLDER.sub(token, r)) for r in used), letters


def _first_match(
    symbols: str, place: int, tokens: Sequence[Token], rules: Sequence[re.Pattern[str]]
) -> re.Match[str] | None:
    """Return how the first rule fits a place that gives a phrase which can be."""
    for rule in rules:
        match = rule.match(symbols, place)
        if match and _phrase(_fields(match, tokens), _NOWHERE):
            return match
    return None


def _read(match: re.Match[str], tokens: Sequence[Token]) -> Iterator[DatePhrase]:
    """Yield the phrase of a match, or both days of "June 9-11"."""
    fields = _fields(match, tokens)
    start, end = match.span()
    cut = match.start("d2") if "d2" in fields else None
    first_end = end if cut is None else cut - 1
    found = [_phrase(fields, (tokens[start].start, tokens[first_end - 1].end))]
    if cut is not None:
        second = {**fields, "d": fields["d2"]}
        found.append(_phrase(second, (tokens[cut].start, tokens[end - 1].end)))
    yield from (phrase for phrase in found if phrase)


def _fields(match: re.Match[str], tokens: Sequence[Token]) -> dict[str, Value]:
    """Return the values of the groups that took part."""
    found: dict[str, Value] = {}
    for name in match.re.groupindex:
        place = match.start(name)
        if place >= 0:
            roles = tokens[place].roles
            role = next(r for r in _ROLES_OF[name] if r in roles)
            found[name] = roles[role]
            if role == "V":
                found["c"] = 2
    return found


def _phrase(fields: Mapping[str, Value], span: Span) -> DatePhrase | None:
    """Return the phrase of the fields, None where there is no such day."""
    whole, fixed = fields.get("D"), fields.get("R")
    if isinstance(whole, date):
        return DatePhrase(span, whole.year, whole.month, whole.day)
    if isinstance(fixed, Offset):
        return DatePhrase(span, offset=fixed)
    numbers = {name: value for name, value in fields.items() if isinstance(value, int | float)}
    if "u" in numbers:
        offset = _offset(numbers)
        return DatePhrase(span, offset=offset) if offset else None
    year, month, day, weekday = (_whole(numbers.get(name)) for name in ("y", "m", "d", "W"))
    if day is not None and day > (_LONGEST_MONTHS[month - 1] if month else 31):
        return None
    turn = _whole(numbers.get("t")) if weekday is not None else None
    return DatePhrase(span, year, month, day, weekday, turn)


def _whole(number: float | None) -> int | None:
    """Return a number without its fraction, "past" as "last"."""
    return None if number is None else floor(number)


def _offset(numbers: Mapping[str, float]) -> Offset | None:
    """Return "last week" and "two weeks ago" as numbers; a date so far back is none."""
    unit = UNITS[int(numbers["u"])]
    if "t" in numbers:
        return Offset(unit, numbers["t"])
    count = numbers.get("c", 1)
    return Offset(unit, -count, counted=True) if count < _MOST_AGO else None
