"""Clauses left out of a telling, and clauses put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from changes.facts import Side
from changes.forms import Edit, Span, pick, table

_LEAST_WORDS = 3
_LEAST_CHINESE = 6
_LEAST_REST = 4
_COMMA = re.compile(r"\s?[,;،，；—–]\s?|\s-\s")
_SENTENCE = re.compile(
    r"(?P<word>\w+)[)\"”»]?[.!?؟]+[\"”»“]?\s+(?=[\"“„«]?[^\W\d_])|(?<=[。！？])(?=[^”」』])"
)


def dropped(side: Side) -> Iterator[Edit]:
    """Yield clauses that may be left out so that a sentence remains."""
    for span in side.spans:
        sentences = list(_sentences(side.text, span))
        if len(sentences) > 1:
            for number, (start, end) in enumerate(sentences):
                yield from _leave_out(side, (start, end), span, "sentence", number == 0)
        for sentence in sentences:
            yield from _after_commas(side, sentence)
            yield from _inside(side, sentence)
            yield from _introductory(side, sentence)


def _sentences(text: str, span: Span) -> Iterator[Span]:
    start = span[0]
    for match in _SENTENCE.finditer(text, *span):
        word, first = match.group("word"), text[match.end()].lstrip('"“„«')
        if (
            word is None
            or (len(word) > 3 and word.islower() and not first.islower())
            or (len(word) > 2 and first.upper() == first.lower())
        ):
            yield start, match.end()
            start = match.end()
    yield start, span[1]


def _leave_out(
    side: Side, cut: Span, whole: Span, sort: str, opens: bool = False
) -> Iterator[Edit]:
    """Yield the edit where enough is left out and enough remains.

    ``opens`` tells that the words that follow now begin the sentence.
    """
    text, (start, end) = side.text, cut
    gone = text[start:end]
    rest = text[whole[0] : start] + text[end : whole[1]]
    least = _LEAST_CHINESE if side.language == "zh" else _LEAST_WORDS
    if _size(gone, side.language) < least or _size(rest, side.language) < least + 1:
        return
    if (
        len(gone) > 0.5 * sum(e - s for s, e in side.spans)
        or _uneven(gone)
        or (":" in gone and sort != "sentence")
    ):
        return
    new = ""
    if sort == "between commas":
        new = f"{text[start:end].strip()[0]} " if _opens(side, end, "after_comma") else " "
    if opens and end < whole[1]:
        new, end = text[end].upper(), end + 1
    yield Edit("dropped", sort, (start, end), new, True, gone.strip(" ,;،，；—–-"))


def _size(text: str, language: str) -> int:
    return len(re.findall(r"\w" if language == "zh" else r"\w+", text))


def _uneven(text: str) -> bool:
    """Tell whether a quotation or a bracket begins or ends in the words and not both."""
    pairs = ("()", "“”", "«»", "（）", "「」", "《》")
    odd = text.count('"') % 2 or any(text.count(p[0]) != text.count(p[1]) for p in pairs)
    return bool(odd) or text.count("„") > text.count("“") + text.count("”")


def _after_commas(side: Side, sentence: Span) -> Iterator[Edit]:
    """Yield clauses between two commas, or between the last one and the end."""
    marks = list(_COMMA.finditer(side.text, *sentence))
    tail = _tail(side.text, sentence)
    for i, mark in enumerate(marks):
        last = i + 1 == len(marks)
        opened = _opens(side, mark.end(), "after_comma" if last else "between")
        if opened and last:
            yield from _leave_out(side, (mark.start(), tail), sentence, "last clause")
        elif opened and mark.group().strip() == marks[i + 1].group().strip():
            if _opens(side, marks[i + 1].end(), "goes_on"):
                continue
            cut = (mark.start(), marks[i + 1].end())
            yield from _leave_out(side, cut, sentence, "between commas")


def _opens(side: Side, place: int, key: str) -> bool:
    """Tell whether a word of the lexicon stands at a place."""
    known = table(side.language).get("clauses", {})
    words = known.get(key, "").split()
    if side.language == "zh":
        return side.text.startswith(tuple(words), place)
    first = re.compile(r"\w+").match(side.text, place)
    if first is None:
        return False
    glued = known.get("after_comma_prefix", "") if key == "after_comma" else ""
    return first.group() in words or bool(glued and first.group().startswith(glued))


def _tail(text: str, sentence: Span) -> int:
    """Return where the words of a sentence end, its full stop left out."""
    end = sentence[1]
    while end > sentence[0] and (text[end - 1].isspace() or text[end - 1] in '.!?…。！？؟"”»“’)'):
        end -= 1
    return end


def _inside(side: Side, sentence: Span) -> Iterator[Edit]:
    """Yield last clauses that a word opens, without a comma before it."""
    openers = table(side.language).get("clauses", {}).get("within", "").split()
    if not openers or side.language == "zh":
        return
    tail = _tail(side.text, sentence)
    pattern = rf"\s(?:{'|'.join(map(re.escape, openers))})\s"
    for match in re.finditer(pattern, side.text[:tail]):
        if match.start() > sentence[0] and not _COMMA.search(side.text, match.start(), tail):
            before = side.text[sentence[0] : match.start()]
            if not before.rstrip().endswith((",", "،")) and _size(before, side.language) >= 4:
                yield from _leave_out(side, (match.start(), tail), sentence, "last clause")


def _introductory(side: Side, sentence: Span) -> Iterator[Edit]:
    known = table(side.language).get("clauses", {})
    openers = known.get("introductory", "").split()
    ends = tuple(known.get("introductory_ends", "").split())
    mark = re.compile("[,،，]\\s?").search(side.text, *sentence)
    if mark is None:
        return
    words = side.text[sentence[0] : mark.start()]
    first = re.match(r"\w+", words)
    begins = first is not None and first.group().lower() in openers
    if side.language == "zh":
        begins = words.startswith(tuple(openers))
    if any(_opens(side, mark.end(), key) for key in ("after_comma", "goes_on")):
        return
    if begins or (ends and words.endswith(ends)):
        yield from _leave_out(side, (sentence[0], mark.end()), sentence, "first clause", True)


def _inner(clause: str) -> Span:
    """Return where the words of a clause stand, its comma left out."""
    return len(clause) - len(clause.lstrip(" ,،，")), len(clause)


def added(side: Side, lines: Sequence[str]) -> Iterator[Edit]:
    """Yield invented clauses put in before the end, and a whole sentence of another text.

    ``lines`` are sentences of other texts in the same language.
    """
    start, end = side.spans[-1]
    tail = _tail(side.text, (start, end))
    if tail <= start or _uneven(side.text[start:tail]):
        return
    clauses = table(side.language).get("clauses", {}).get("add", ())
    fits = [c for c in clauses if 2 * len(c) <= len(side.words)]
    if fits:
        new = pick(fits, side.words)
        yield Edit("added", "clause", (tail, tail), new, True, "", _inner(new))
    fits = [line for line in lines if 2 * len(line) <= len(side.words)]
    closed = side.text[tail:end].strip() in (".", "。") or side.text[tail:end] == ""
    if fits and closed:
        line = pick(fits, side.words)
        stop = "" if tail < end else "." if side.language != "zh" else "。"
        gap = "" if side.language == "zh" else " "
        new = stop + gap + line
        yield Edit("added", "sentence", (end, end), new, True, "", (len(stop + gap), len(new)))
