"""Text that two reports of one language share word for word.

Shared word n-grams, exact, after the fingerprints of Schleimer, Wilkerson and Aiken (2003,
"Winnowing"), but with every n-gram kept: a story is small. Quoted words do not count: two
newsrooms that quote one speech copy nothing from each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from firsthand.attribute.tokens import words_in
from firsthand.records import Evidence, Report, Span
from firsthand.trace.links import NEARLY_ALL, Link

WORDS = 5
CHARACTERS = 10
# Of the narrator's words of the shorter report. Reports of one event by two newsrooms share less.
SHARE = 0.2
_LEAST = 12
_END = 0.7

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The narrator's words of a report: their spans and, by n-gram, where each begins."""

    spans: tuple[Span, ...]
    grams: dict[Gram, list[int]]
    size: int


def shared_text(reports: Sequence[Report]) -> list[Link]:
    """Return the pairs of one language that share text, in order of the reports' ids."""
    words = [_words(r) for r in reports]
    found = []
    for a, b in _candidates(reports, words):
        link = _link(reports[a], reports[b], words[a], words[b])
        if link is not None:
            found.append(link)
    return found


def _candidates(reports: Sequence[Report], words: Sequence[_Words]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one language with an n-gram in common, in order."""
    holders: dict[tuple[str | None, Gram], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for gram in words[number].grams:
            holders[report.language, gram].append(number)
    for number, report in enumerate(reports):
        near: set[int] = set()
        for gram in words[number].grams:
            near.update(holders[report.language, gram])
        yield from ((number, other) for other in sorted(near) if other > number)


def _words(report: Report) -> _Words:
    quoted = [p for q in report.quotes for p in q.pieces]
    spans: list[Span] = []
    k = 0
    quoted.sort()
    for start, end in _whole_words(report.text):
        while k < len(quoted) and quoted[k][1] <= start:
            k += 1
        if not any(s <= start < e for s, e in quoted[k : k + 3]):
            spans.append((start, end))
    size = CHARACTERS if report.language in {"zh", "ja"} else WORDS
    lower = [report.text[s:e].casefold() for s, e in spans]
    grams: dict[Gram, list[int]] = defaultdict(list)
    for i in range(len(lower) - size + 1):
        grams[tuple(lower[i : i + size])].append(i)
    return _Words(tuple(spans), grams, size)


def _whole_words(text: str) -> Iterator[Span]:
    """Yield the words with their marks; what only marks part (as in Hindi) is one word."""
    last: Span | None = None
    marked = False
    for start, end in words_in(text, (0, len(text))):
        if not text[start].isalnum():
            continue
        joined = last is not None and marked and last[1] == start
        if last and not joined:
            yield last
        first = last[0] if last and joined else start
        grown = end
        while grown < len(text) and category(text[grown])[0] == "M":
            grown += 1
        last, marked = (first, grown), grown > end
    if last:
        yield last


def _link(one: Report, other: Report, a: _Words, b: _Words) -> Link | None:
    common = a.grams.keys() & b.grams.keys()
    in_a = _covered(a, common)
    in_b = _covered(b, common)
    a_share, b_share = len(in_a) / len(a.spans), len(in_b) / len(b.spans)
    if max(a_share, b_share) < SHARE or max(len(in_a), len(in_b)) < _LEAST:
        return None
    rows = _rows(one, other, a, b)
    if max(a_share, b_share) < NEARLY_ALL and all(_at_ends(row, one, other) for row in rows):
        return None
    score = round(min(0.99, 0.6 + 0.4 * max(a_share, b_share)), 3)
    return Link(one.id, other.id, a_share, b_share, rows, "shared words", score)


def _at_ends(row: tuple[Evidence, ...], one: Report, other: Report) -> bool:
    """Tell whether shared words stand at the end of both reports, where a publisher's own do."""
    places = zip(row, (one, other), strict=True)
    return all(place.span[0] > _END * len(report.text) for place, report in places)


def _covered(words: _Words, common: set[Gram]) -> set[int]:
    return {k for gram in common for i in words.grams[gram] for k in range(i, i + words.size)}


def _rows(one: Report, other: Report, a: _Words, b: _Words) -> tuple[tuple[Evidence, ...], ...]:
    """Return the runs of words that stand in both, side by side, in order of place."""
    position = {i: gram for gram, places in a.grams.items() for i in places}
    runs: list[tuple[int, int, int]] = []
    i = 0
    while i < len(a.spans):
        gram = position.get(i)
        starts = b.grams.get(gram, []) if gram else []
        if not starts:
            i += 1
            continue
        length, start = max((_run(one, other, a, b, i, j), -j) for j in starts)
        runs.append((length, i, -start))
        i += length
    return tuple(
        (
            Evidence(one.id, (a.spans[i][0], a.spans[i + n - 1][1])),
            Evidence(other.id, (b.spans[j][0], b.spans[j + n - 1][1])),
        )
        for n, i, j in runs
    )


def _run(one: Report, other: Report, a: _Words, b: _Words, i: int, j: int) -> int:
    """Return how many words from place i of a and j of b on are the same, without a gap."""
    n = 0
    while i + n < len(a.spans) and j + n < len(b.spans):
        s, t = a.spans[i + n], b.spans[j + n]
        same = one.text[s[0] : s[1]].casefold() == other.text[t[0] : t[1]].casefold()
        # A quotation left out between two words ends the run: evidence is one stretch of text.
        apart = n > 0 and (
            s[0] - a.spans[i + n - 1][1] > _GAP or t[0] - b.spans[j + n - 1][1] > _GAP
        )
        if not same or apart:
            break
        n += 1
    return max(n, 1)


_GAP = 6
