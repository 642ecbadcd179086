"""Agencies named in datelines and credit lines: what they head or sign rests on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand import languages
from firsthand.attribute.cite.named import Named
from firsthand.data import credit_words, picture_words
from firsthand.records import Citation, Passage, Report, Span
from firsthand.spans import contains

_REACH = 70
_CREDIT_LENGTH = 80
_FIRST = 4
_DASHES = frozenset("-–—:")
_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "/": "/"}
# Between bracket and name there may be other agencies: "(AFP/dpa)", "(dpa/lnw)".
_OPENING = re.compile(r"([(（\[【/])(?:[^\W\d_][\w-]{1,9}[/, ]{1,2}){0,2}$")
_CLOSING = re.compile(r"(?:[/, ]{1,2}[^\W\d_][\w-]{1,9}){0,2}\s?([)）\]】/])")
_CLOSE = ")）]】"
_MOST_WORDS = 7
_ADJACENT = 2
_WORD = re.compile(r"[^\W\d_]+|©")


def datelines(report: Report, named: Sequence[Named]) -> Iterator[Citation]:
    """ "BEIRUT (AP) —", "Berlin (dpa) -" at the head of one of the first paragraphs."""
    text = report.text
    whole = (0, len(text))
    for passage in report.passages[:_FIRST]:
        start = passage.span[0]
        for one in named:
            if not (start <= one.span[0] < start + _REACH and one.span[1] <= passage.span[1]):
                continue
            end = _dateline_end(report, start, one)
            if end is not None:
                place = (start, end)
                yield Citation(place, one.outlet.name, "dateline", whole, "rules:dateline", 0.95)


def _dateline_end(report: Report, start: int, one: Named) -> int | None:
    """Return where the dateline with this name ends, None where it stands in no dateline."""
    text, (begin, end) = report.text, one.span
    before, after = text[start:begin].rstrip(), text[end : end + 4].lstrip()
    opening = _OPENING.search(before)
    closing = _CLOSING.match(text, end)
    if opening and closing and _PAIRS[opening.group(1)] == closing.group(1):
        place = before[: opening.start()].strip()
        if not _is_place(place):
            return None
        # "(ANSA) ROMA", "ROMA, 12 GIU (ANSA) Il …", "MOSCOW, June 9. /TASS/. The …".
        behind = text[closing.end() : closing.end() + 4].lstrip(" .")[:1]
        bare = not any(c.islower() for c in place) or closing.group(1) == "/"
        sure = bare and one.outlet.kind == "agency" and not one.weak and bool(behind)
        return closing.end() if behind in _DASHES or sure else None
    if one.outlet.kind != "agency" or one.weak:
        return None
    wire = _wire(report.language)
    if wire is not None and len(before) <= _ADJACENT and (found := wire.match(text, end)):
        return found.end()
    behind_dash = before[-1:] in _DASHES - {":"} and bool(after)
    dashed = (after[:1] in _DASHES and after[1:2] != "") or behind_dash
    return end if dashed and len(before) > 1 and _is_place(before) else None


def _is_place(words: str) -> bool:
    """Tell whether there is nothing but a place and a date: no long line, no sentence before."""
    first = words.lstrip("(（[【")[:1]
    label = _WORD.match(words.casefold())
    credit = label is not None and label.group() in credit_words() | picture_words()
    return not first.islower() and len(words.split()) <= _MOST_WORDS and not credit


@cache
def _wire(language: str | None) -> re.Pattern[str] | None:
    """Return what follows an agency in a dateline of one word: 新华社 北京6月9日电."""
    ends = languages.table(language, "citation").get("dateline_ends", ())
    if not ends:
        return None
    either = "|".join(sorted(map(re.escape, ends), key=lambda w: (-len(w), w)))
    return re.compile(rf"[^，。：、,.:\n]{{0,20}}(?:{either})(?=[\s（(：:，,]|$)")


def credit_lines(report: Report, named: Sequence[Named]) -> Iterator[Citation]:
    """ "(AP)", "Source: Reuters" in a line of its own, or at a paragraph's end in brackets."""
    for index, passage in enumerate(report.passages):
        here = [n for n in named if contains(passage.span, n.span)]
        for one in here:
            if not _is_credit(report, passage, one, here):
                continue
            picture = _credits_picture(report, passage, here)
            ends = not picture and index in {0, 1, len(report.passages) - 1}
            scope = (0, len(report.text)) if ends else passage.span
            method = "rules:picture" if picture else "rules:credit"
            yield Citation(one.span, one.outlet.name, "credit", scope, method, 0.85)


def _is_credit(report: Report, passage: Passage, one: Named, here: Sequence[Named]) -> bool:
    start, end = passage.span
    if end - start <= _CREDIT_LENGTH:
        labelled = passage.kind in {"credit", "other", "caption"} and not one.weak
        if labelled or _only_names(report.text, passage.span, here):
            return True
    group = _bracket(report.text, passage.span, one.span)
    return group is not None and _only_names(report.text, group, here)


def _bracket(text: str, limits: Span, span: Span) -> Span | None:
    """Return the inside of the bracket at a paragraph's end that holds ``span``, or None."""
    tail = text[span[1] : limits[1]].rstrip(" .。\n")
    begin = max(text.rfind(mark, limits[0], span[0]) for mark in "(（[【")
    closed = len(tail) > 0 and tail[-1] in _CLOSE and not any(c in _CLOSE for c in tail[:-1])
    return (begin + 1, span[1] + len(tail) - 1) if begin >= 0 and closed else None


def _only_names(text: str, span: Span, named: Sequence[Named]) -> bool:
    """Tell whether there is nothing in ``span`` but names of outlets and words of credit lines."""
    words = _besides(text, span, named)
    allowed = credit_words() | picture_words()
    return " ".join(words) in allowed or all(w in allowed for w in words)


def _besides(text: str, span: Span, named: Sequence[Named]) -> list[str]:
    """Return the words in ``span``, lower case, that name no outlet."""
    position, rest = span[0], []
    for one in named:
        if contains(span, one.span):
            rest.append(text[position : one.span[0]])
            position = one.span[1]
    rest.append(text[position : span[1]])
    return [w for part in rest for w in _WORD.findall(part.casefold())]


def _credits_picture(report: Report, passage: Passage, here: Sequence[Named]) -> bool:
    words = _besides(report.text, passage.span, here)
    if passage.kind == "caption":
        return not all(w in credit_words() for w in words)
    short = passage.span[1] - passage.span[0] <= _CREDIT_LENGTH
    return short and any(w in picture_words() for w in words)
