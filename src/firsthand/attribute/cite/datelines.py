"""Agencies named in datelines and credit lines: what they head or sign rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.attribute.cite.named import Named
from firsthand.records import Citation, Passage, Report, Span
from firsthand.spans import contains, trim

_REACH = 70
_CREDIT_LENGTH = 80
_FIRST = 4
_DASHES = frozenset("-–—:")
_ADJACENT = 2


def datelines(report: Report, named: Sequence[Named]) -> Iterator[Citation]:
    """ "BEIRUT (AP) —", "Berlin (dpa) -" at the head of one of the first paragraphs."""
    text = report.text
    for passage in report.passages[:_FIRST]:
        start = passage.span[0]
        for one in named:
            span = one.span
            if not (start <= span[0] < start + _REACH and span[1] <= passage.span[1]):
                continue
            before = text[start : span[0]].rstrip()
            after = text[span[1] : span[1] + 4].lstrip()
            bracket = before.endswith(("(", "（")) and after[:1] in {")", "）"}
            dashed = after[:1] in _DASHES or (before[-1:] in _DASHES and len(after) > 0)
            dashed = dashed and len(before) > 0 and before[:1].isupper()
            closed = bool(bracket and after[1:].lstrip(" .")[:1] in _DASHES)
            if closed or (dashed and one.outlet.kind == "agency"):
                place = (start, span[1] + (1 if bracket else 0))
                scope = (0, len(text))
                yield Citation(place, one.outlet.name, "dateline", scope, "rules:dateline", 0.95)


def credit_lines(report: Report, named: Sequence[Named]) -> Iterator[Citation]:
    """ "(AP)" or "Reuters" in a line of its own, or at the end of a paragraph in brackets."""
    for index, passage in enumerate(report.passages):
        for one in named:
            if not contains(passage.span, one.span):
                continue
            if _is_credit_line(report, passage, one.span):
                ends = index in {0, 1, len(report.passages) - 1}
                scope = (0, len(report.text)) if ends else passage.span
                yield Citation(one.span, one.outlet.name, "credit", scope, "rules:credit", 0.85)


def _is_credit_line(report: Report, passage: Passage, span: Span) -> bool:
    start, end = trim(report.text, passage.span, "().,;:–—- /")
    alone = end - start <= _CREDIT_LENGTH and passage.kind in {"credit", "other", "caption"}
    around = report.text[max(0, span[0] - 1) : span[1] + 1]
    bracketed = around.startswith("(") and around.endswith(")")
    return (start, end) == span or alone or (bracketed and passage.span[1] - span[1] <= _ADJACENT)
