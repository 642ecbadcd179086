"""Where the paragraphs of a text are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.records import Span
from firsthand.spans import trim

# U+0085, form feed and their like also count as line ends for str.splitlines, but files carry
# them inside paragraphs; they are read as spaces.
_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_FINAL = re.compile(r"[.!?…。！？؟।:;\"'”’“»)\]」』]$")
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40
_FULL_LINE = 0.7


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the spans of the paragraphs, trimmed of white space, in order; none are empty.

    Blank lines part paragraphs. A single line end parts them too, unless the lines around it
    look like one text wrapped at a fixed width.
    """
    found: list[Span] = []
    blocks = list(_blocks(text))
    wrapped = [_is_wrapped(text, block) for block in blocks]
    # Two lines alone show little: a byline over a date looks the same.
    sure = any(w and len(b) > 2 for w, b in zip(wrapped, blocks, strict=True))
    for block, is_wrapped in zip(blocks, wrapped, strict=True):
        joined = is_wrapped and (sure or len(block) > 2 or text[block[1][0]].islower())
        found.extend(_unwrapped(text, block) if joined else block)
    return tuple(found)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the runs of lines between blank lines, each line trimmed."""
    block: list[Span] = []
    for line in _lines(text):
        if line[0] < line[1]:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for end in _LINE_END.finditer(text):
        yield trim(text, (start, end.start()))
        start = end.end()
        if end.group() == "\u2029":
            yield start, start
    yield trim(text, (start, len(text)))


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Tell whether most lines are full and break off in mid-sentence."""
    if len(lines) < 2:
        return False
    width = max(e - s for s, e in lines)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    inner = lines[:-1]
    broken = sum(
        e - s >= _FULL_LINE * width and not _FINAL.search(text[e - 1 : e]) for s, e in inner
    )
    return broken > 0.5 * len(inner)


def _unwrapped(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Join wrapped lines; a line well short of the width that ends a sentence ends a paragraph."""
    width = max(e - s for s, e in lines)
    start = lines[0][0]
    for k, (s, e) in enumerate(lines):
        last = k == len(lines) - 1
        if last or (e - s < _FULL_LINE * width and _FINAL.search(text[e - 1 : e])):
            yield start, e
            start = lines[k + 1][0] if not last else e
