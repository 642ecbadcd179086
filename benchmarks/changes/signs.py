"""Signs of polarity and of certainty put in or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from changes.facts import Side
from changes.forms import Edit, Span, pick, table


def polarity(side: Side, other: Side) -> Iterator[Edit]:
    """Yield negations put in where neither telling has one, or taken out where both have.

    A telling with several negations is left alone: it is not plain what one of them changes.
    """
    here, there = _count(side, "negative"), _count(other, "negative")
    verbs = _pairs(side.language, "verbs")
    if here == there == 0:
        yield from _by_rules(side, "polarity", "negated", "negate")
        yield from _by_pairs(side, "polarity", "negated", verbs)
    elif here == 1 and there >= 1:
        yield from _by_rules(side, "polarity", "affirmed", "affirm")
        yield from _by_pairs(side, "polarity", "affirmed", {no: yes for yes, no in verbs.items()})


def certainty(side: Side, other: Side) -> Iterator[Edit]:
    """Yield words of hearsay and modal verbs put in where neither telling has any."""
    if _count(side, "hedged") or _count(other, "hedged"):
        return
    yield from _by_rules(side, "certainty", "hedged", "hedge")
    if side.language == "tr":
        pairs = _pairs(side.language, "hearsay")
        yield from _by_pairs(side, "certainty", "ending", pairs, r"(?=[.,;”\"]|\s*$)")


def cue_edits(side: Side, cues: tuple[Span, ...]) -> Iterator[Edit]:
    """Yield the words that mark an attribution as a claim instead of a statement."""
    known = _pairs(side.language, "cues")
    for start, end in cues:
        for match in re.compile(r"\w+").finditer(side.text, start, end):
            if new := known.get(match.group()):
                yield Edit("certainty", "cue", match.span(), new, True, match.group())


def negations(side: Side) -> tuple[Span, ...]:
    """Return where a telling denies something."""
    find = table(side.language).get("signs", {}).get("negative")
    found = [m.span() for span in side.spans for m in _finditer(find, side.text, span)]
    return tuple(found)


def _finditer(find: str | None, text: str, span: Span) -> Iterator[re.Match[str]]:
    return re.compile(find).finditer(text, *span) if find else iter(())


def _count(side: Side, key: str) -> int:
    signs = table(side.language).get("signs", {})
    return len(re.findall(signs[key], side.words)) if key in signs else 0


@cache
def _pairs(language: str, key: str) -> dict[str, str]:
    entries = table(language).get("signs", {}).get(key, "").split()
    return dict(entry.split(":") for entry in entries)


@cache
def _rules(language: str, key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules: list[Any] = table(language).get("signs", {}).get(key, [])
    return tuple((re.compile(find), new) for find, new in rules)


def _by_rules(side: Side, aspect: str, sort: str, key: str) -> Iterator[Edit]:
    for start, end in side.spans:
        for find, templates in _rules(side.language, key):
            for match in find.finditer(side.text, start, end):
                if match.end() <= end:
                    template = pick(templates.split("|"), f"{match.group()}{match.start()}")
                    yield _edit(side, aspect, sort, match.span(), match.expand(template))


def _by_pairs(
    side: Side, aspect: str, sort: str, pairs: dict[str, str], after: str = r"\b"
) -> Iterator[Edit]:
    if not pairs:
        return
    find = re.compile(rf"\b({'|'.join(sorted(pairs, key=len, reverse=True))})\b{after}")
    for span in side.spans:
        for match in find.finditer(side.text, *span):
            yield _edit(side, aspect, sort, match.span(), pairs[match.group()])


def _edit(side: Side, aspect: str, sort: str, span: Span, new: str) -> Edit:
    """Return the edit; a removal is marked at the word that follows.

    In a rule ``<`` and ``>`` stand around the words that change, where they are not all.
    """
    gone = side.text[slice(*span)]
    if "<" in new:
        start = new.index("<")
        inner = (start, new.index(">") - 1)
        return Edit(aspect, sort, span, re.sub("[<>]", "", new), True, gone, inner)
    if gone[:1].isupper() and new:
        new = new[0].upper() + new[1:]
    if new.strip():
        mark = (0, len(new.rstrip()))
    else:
        following = re.match(r"\s*\w{1,12}", side.text[span[1] :])
        mark = (0, following.end() if following else 1)
    return Edit(aspect, sort, span, new, True, gone, mark)
