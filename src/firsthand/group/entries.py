"""What grouping knows of a report: its vector, its words, its language and its time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np

from firsthand.engines.base import Encoder, Vectors
from firsthand.names import romanise
from firsthand.records import Report

LEAD_CHARACTERS = 700
# Without so much text there is but a headline.
_HEADLINE_ONLY = 200
_WORDS_OF = 3000
# A title tells the event, a lead also much around it.
_TITLE = 0.3
_STEM = 5
_DAY = 86_400
_WORD = re.compile(r"[^\W_]+")
# "Storm hits Belmark | The Herald", "Storm hits Belmark - Herald Online".
_PARTS = re.compile(r"\s+[|»•·]\s*|\s*[|»•]\s+|\s+[-–—]{1,2}\s+|\s+::\s+")
_LONGEST_NAME, _LONGEST_HEAD = 4, 2
_LEAST_LEFT = 4
# "The latest: ...", "Tokyo 2020: ...": no part of what a headline tells once it has come often.
_KICKER = re.compile(r"(.{3,40}?)(?::| [-–—|] )\s*(?=\S)")
_OFTEN = 8
_LEAST_BEHIND = 15
_MOST_KICKERS = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as grouping sees it.

    ``vector`` (d,) is the encoder's own, of unit length. ``time`` is in days since 1970, None where
    the report has no date. ``words`` are romanised and cut to five letters, so that names meet
    across scripts and endings. ``bare``: there is nothing but a headline.
    """

    id: str
    vector: Vectors
    language: str | None = None
    time: float | None = None
    words: tuple[str, ...] = ()
    bare: bool = False


class Kickers:
    """Counts what stands before the colon of headlines, so that a standing head can be left out."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def without(self, headline: str) -> str:
        """Return the headline without outlet and standing head, and count its head."""
        whole = without_outlet(headline)
        match = _KICKER.match(whole)
        if match is None:
            return whole
        head = match[1].casefold()
        if head in self._seen or len(self._seen) < _MOST_KICKERS:
            self._seen[head] += 1
        often = self._seen[head] >= _OFTEN and len(whole) - match.end() >= _LEAST_BEHIND
        return whole[match.end() :] if often else whole


def make_entries(
    reports: Sequence[Report], encoder: Encoder, kickers: Kickers | None = None
) -> list[Entry]:
    """Return the entries of reports, in their order; each text is encoded once.

    ``kickers`` remembers the heads of earlier headlines where reports come in one by one.
    """
    heads = kickers or Kickers()
    texts = [_encoded(report, heads) for report in reports]
    titles = [(report.title or "").strip() if not is_bare(report) else "" for report in reports]
    vectors = encoder.pooled(texts)
    titled = [k for k, title in enumerate(titles) if title]
    if titled:
        vectors[titled] = _joined(vectors[titled], encoder.pooled([titles[k] for k in titled]))
    return [
        Entry(
            report.id,
            vector,
            report.language,
            days(report.published),
            words_of(text if is_bare(report) else _all_words(report)),
            is_bare(report),
        )
        for report, text, vector in zip(reports, texts, vectors, strict=True)
    ]


def is_bare(report: Report) -> bool:
    """Tell whether a report is hardly more than its headline."""
    return len(_with_title(report)) < _HEADLINE_ONLY


def lead(report: Report) -> str:
    """Return the beginning of a report, its title first."""
    return _with_title(report)[:LEAD_CHARACTERS]


def words_of(text: str) -> tuple[str, ...]:
    """Return the distinct words of a text, romanised and cut to five letters, sorted."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        found.update(_stems(match.group()))
    return tuple(sorted(found))


def days(published: str | None) -> float | None:
    """Return an ISO 8601 date or date-time as days since 1970; None for anything else.

    A time without a zone counts as universal time.
    """
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / _DAY


def without_outlet(headline: str) -> str:
    """Return a headline without the name of the outlet behind it or a short head before it."""
    parts = [p.strip() for p in _PARTS.split(headline) if p.strip()]
    sizes = [_size(p) for p in parts]
    first, last = 0, len(parts)
    while last - first > 1 and sizes[last - 1] <= _LONGEST_NAME <= sum(sizes[first : last - 1]):
        last -= 1
    while last - first > 1 and sizes[first] <= _LONGEST_HEAD and _enough(sizes[first + 1 : last]):
        first += 1
    if last - first == len(parts):
        return headline
    begin = headline.find(parts[first])
    return headline[begin : headline.rfind(parts[last - 1]) + len(parts[last - 1])]


def _enough(sizes: Iterable[int]) -> bool:
    return sum(sizes) > _LEAST_LEFT


def _size(part: str) -> int:
    """Return how many words a part has; two signs of Chinese or Japanese count as one."""
    signs = sum("\u3040" <= c <= "\u9fff" for c in part)
    return signs // 2 if signs else len(part.split())


def _encoded(report: Report, kickers: Kickers) -> str:
    if not is_bare(report):
        return lead(report)
    return kickers.without((report.title or report.text).strip())


def _all_words(report: Report) -> str:
    return _with_title(report)[:_WORDS_OF]


def _with_title(report: Report) -> str:
    title = report.title or ""
    text = report.text.lstrip()
    return text if text.startswith(title) else f"{title}\n{text}"


def _joined(leads: Vectors, titles: Vectors) -> Vectors:
    """Return unit vectors of the leads with the titles counted once more."""
    both = leads + np.float32(_TITLE) * titles
    return np.asarray(both / np.linalg.norm(both, axis=1, keepdims=True), dtype=np.float32)


@lru_cache(maxsize=1 << 17)
def _stems(word: str) -> tuple[str, ...]:
    words = romanise(word).split()
    return tuple(w[:_STEM] for w in words if len(w) > 2 or w.isdigit())
