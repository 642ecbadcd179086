"""What a language file says of numbers, made ready for look-ups (table ``[quantities]``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from firsthand.facts.digits import DIGITS
from firsthand.facts.folded import fold_word
from firsthand.facts.units import units
from firsthand.languages import table

Kind = Literal["small", "one", "and", "magnitude", "collective", "vague", "several", "half", "a"]


class Element(NamedTuple):
    """A word, or a part of a compound, that a number is made of.

    ``alone``: what a magnitude without a number before it is: one of it ("mille"), some of it
    ("thousands"), or no number.
    """

    kind: Kind
    low: float
    high: float
    alone: Literal["one", "some", "none"] = "none"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words of one language and the words that tell what a number is.

    Word lists are folded. ``before`` and ``after`` hold, by role (``month``, ``clock``, ``about``,
    ...), what stands right before or after a number of that role. Without a table all are empty.
    """

    code: str | None
    known: bool
    unspaced: bool
    compounds: bool
    tens_last: bool
    digit_groups: bool
    decimal: str
    vigesimal: frozenset[int]
    words: Mapping[str, Element]
    prefixes: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    duals: Mapping[str, Element]
    adjectives: tuple[tuple[str, str], ...]
    of: str
    links: frozenset[str]
    also: Mapping[str, float]
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, re.Pattern[str]]
    unit_after: re.Pattern[str]
    unit_before: Mapping[str, str]
    halves: re.Pattern[str] | None
    fractions: re.Pattern[str] | None
    short: Mapping[str, float]
    ordinal_dot: bool
    token: re.Pattern[str]
    classifiers: frozenset[str]
    unit_heads: tuple[str, ...]


_LONGEST = 60
_ROLES = ("month", "clock", "year", "decade", "ordinal", "about", "more", "less")
_BEFORE = (*_ROLES, "between")
# Roles that endings right after a number give it; words have a space before them in the table.
_ENDINGS = ("ordinal", "decade")
_AFTER = (*_ROLES, "to", "and")


@cache
def lexicon(code: str | None) -> Lexicon:
    """Return the lexicon of a language; of one without a table, it knows signs and marks only."""
    rows = table(code, "quantities")
    unspaced = bool(rows.get("unspaced", False))
    before, after = _beside(rows)
    words = _words(rows)
    return Lexicon(
        code if rows else None,
        bool(rows),
        unspaced,
        bool(rows.get("compounds", False)),
        bool(rows.get("tens_last", False)),
        bool(rows.get("digit_groups", False)),
        rows.get("decimal", ""),
        frozenset(rows.get("vigesimal", ())),
        words,
        tuple(map(fold_word, rows.get("joined_before", ()))),
        _pairs(rows.get("endings", {})),
        {w: Element("magnitude", float(v), float(v)) for w, v in _pairs(rows.get("duals", {}))},
        _pairs(rows.get("adjectives", {})),
        rows.get("of", ""),
        frozenset(map(fold_word, rows.get("links", ()))),
        {word: float(value) for word, value in _pairs(rows.get("also", {}))},
        {role: _folded(before.get(role, ())) for role in _BEFORE},
        {role: _starts(after.get(role, ()), unspaced, role in _ENDINGS) for role in _AFTER},
        _unit_after(rows, unspaced),
        _unit_before(rows),
        _starts(rows["halves"], unspaced) if rows.get("halves") else None,
        _groups(rows["fractions"], unspaced, "n") if rows.get("fractions") else None,
        {word: float(value) for word, value in _pairs(rows.get("short", {}))},
        bool(rows.get("ordinal_dot", False)),
        _token(words, bool(rows.get("apostrophes", False))),
        frozenset(rows.get("classifiers", "")),
        tuple(
            u
            for u, _ in _pairs(rows.get("units", {}))
            if unspaced and u[0] in words and len(u) == 2
        ),
    )


def _beside(rows: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what stands before and after numbers, by role, with the months put in."""
    before, after = dict(rows.get("before", {})), dict(rows.get("after", {}))
    months, links = rows.get("months", ()), rows.get("month_links", ())
    if rows.get("month_first", False):
        before["month"] = [*months, *(f"{month}." for month in months)]
    linked = [f"{link} {month}" for link in links for month in months]
    after["month"] = [*after.get("month", ()), *months, *linked]
    return before, after


def _words(rows: Mapping[str, Any]) -> dict[str, Element]:
    """Return the number words; where a word stands in two lists, the first of these wins."""
    found: dict[str, Element] = {}

    def put(words: Iterable[str], element: Element) -> None:
        for word in words:
            found.setdefault(fold_word(word), element)

    put(rows.get("ones", ()), Element("one", 1, 1))
    put(rows.get("articles", ()), Element("a", 1, 1))
    put(rows.get("inside", ()), Element("and", 0, 0))
    put(rows.get("half", ()), Element("half", 0.5, 0.5))
    put(rows.get("several", ()), Element("several", 2, 9.99))
    for value, words in rows.get("words", {}).items():
        put(words, Element("small", float(value), float(value)))
    plurals, bare = rows.get("plurals", ()), rows.get("bare", ())
    for kind in ("magnitude", "collective"):
        for value, words in rows.get(f"{kind}s", {}).items():
            size = float(value)
            put((w for w in words if w in plurals), Element(kind, size, size, "some"))
            put((w for w in words if w in bare), Element(kind, size, size, "one"))
            put(words, Element(kind, size, size))
    for pair, words in rows.get("vague", {}).items():
        low, _, high = pair.partition("-")
        put(words, Element("vague", float(low), float(high)))
    return found


def _token(words: Iterable[str], apostrophes: bool) -> re.Pattern[str]:
    """Return the pattern of a number in digits (group "digits") or a word.

    Number words of several parts ("quatre-vingts") are one word.
    """
    parts = sorted((w for w in words if not w.isalpha()), key=lambda w: (-len(w), w))
    joined = "".join("[- ]".join(map(re.escape, p.split("-"))) + r"(?!\w)|" for p in parts)
    inner = r"(?:'[^\W\d_]+)*" if apostrophes else ""
    return re.compile(rf"(?P<digits>{DIGITS})|{joined}[^\W\d_]+{inner}")


def _pairs(rows: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Return each folded word with the key of its row."""
    return tuple((fold_word(word), key) for key, words in rows.items() for word in words)


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold_word, phrases))


def _pattern(phrase: str, unspaced: bool) -> str:
    """Return a pattern for a phrase; ``*`` at its end stands for the rest of the word."""
    stem = re.escape(fold_word(phrase.removesuffix("*"))).replace(r"\ ", r"\s+")
    if phrase.endswith("*"):
        return stem + r"\w*"
    if unspaced:
        return stem + (r"(?![a-z])" if phrase[-1].isascii() and phrase[-1].isalpha() else "")
    return stem + r"(?!\w)" if phrase[-1].isalnum() else stem


def _either(phrases: Sequence[str], unspaced: bool) -> str:
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(_pattern(p, unspaced) for p in ordered) or r"(?!)"


def _starts(phrases: Sequence[str], unspaced: bool, endings: bool = False) -> re.Pattern[str]:
    gap = r"\s*" if unspaced or not endings else ""
    return re.compile(rf"{gap}(?:{_either(phrases, unspaced)})")


def _groups(rows: Mapping[str, Sequence[str]], unspaced: bool, prefix: str) -> re.Pattern[str]:
    """Return a pattern with a named group for each row."""
    parts = [f"(?P<{prefix}{name}>{_either(rows[name], unspaced)})" for name in rows]
    return re.compile(r"\s*-?\s*(?:" + "|".join(parts) + ")")


def _unit_after(rows: Mapping[str, Any], unspaced: bool) -> re.Pattern[str]:
    words = rows.get("units", {})
    pairs = [(p, name, unspaced) for name, phrases in words.items() for p in phrases]
    pairs += [(mark, unit.name, unspaced) for unit in units().values() for mark in unit.marks]
    pairs.sort(key=lambda p: (-len(p[0]), p[1], p[0]))
    alternatives = "|".join(f"(?P<{n}_{i}>{_pattern(p, u)})" for i, (p, n, u) in enumerate(pairs))
    links = "|".join(re.escape(fold_word(w)) for w in rows.get("links", ()))
    link = rf"(?:(?:{links})(?:\s+|(?<=')))?" if links else ""
    return re.compile(rf"\s*[-–]?\s*{link}(?:{alternatives})")


def _unit_before(rows: Mapping[str, Any]) -> dict[str, str]:
    signs = {fold_word(s): u.name for u in units().values() for s in u.before}
    for name, phrases in rows.get("units_before", {}).items():
        signs.update((fold_word(p), name) for p in phrases)
    return dict(sorted(signs.items(), key=lambda item: (-len(item[0]), item[0])))


# --- words made of several numbers


@lru_cache(maxsize=20_000)
def elements(word: str, code: str | None) -> tuple[Element, ...]:
    """Return what a folded word is made of; no number gives ``()``.

    "einundzwanzig" gives one, and, twenty; a joined "and" (Arabic "w") comes first.
    """
    known = lexicon(code)
    if word in known.words:
        return (known.words[word],)
    if len(word) > _LONGEST:
        return ()
    if word in known.duals:
        return (Element("small", 2, 2), known.duals[word])
    for stem, size in known.adjectives:
        if word.startswith(stem):
            return (Element("magnitude", float(size), float(size)),)
    for prefix in known.prefixes:
        rest = elements(word[len(prefix) :], code) if word.startswith(prefix) else ()
        if rest:
            return (Element("and", 0, 0), *rest)
    if known.compounds and len(word) > 5 and word[:2] in _beginnings(code):
        parts = _split(word, known)
        return parts if len(parts) > 1 and parts[0].kind != "and" else ()
    return ()


@cache
def _beginnings(code: str | None) -> frozenset[str]:
    return frozenset(w[:2] for w, e in lexicon(code).words.items() if _joins(e))


def _joins(element: Element) -> bool:
    return element.kind in ("small", "one", "and") or (
        element.kind == "magnitude" and element.low <= 1000
    )


def _split(word: str, known: Lexicon) -> tuple[Element, ...]:
    """Return the longest parts first, from left to right, with a way back from dead ends."""
    if not word or any(word.startswith(ending) for ending, _ in known.endings):
        return (Element("and", 0, 0),)
    for size in range(len(word), 1, -1):
        element = known.words.get(word[:size])
        if element is None or not _joins(element):
            continue
        rest = _split(word[size:], known)
        if rest:
            return (element, *rest)
    return ()
