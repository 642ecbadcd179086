"""Texts that a corpus keeps as words between spaces, written as one writes."""

from __future__ import annotations

import re

_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"``\s*", "“"),
        (r"\s*' '", "”"),
        (r"\s*''", "”"),
        (r" ([,.;:!?%)\]…”’])", r"\1"),
        (r"([(\[“¿¡‘]) ", r"\1"),
        (r"(\w) ' (s|S|t|re|ve|ll|d|m)\b", r"\1'\2"),
        (r"(\w) '(s|S|t|re|ve|ll|d|m)\b", r"\1'\2"),
        (r"(\w) n't\b", r"\1n't"),
        (r"(\b\w{1,6}') (?=\w)", r"\1"),
    )
)
_PLAIN_MARKS = re.compile(r'(^|\s)"\s+(.*?)\s+"(?=\W|$)')


def detokenised(line: str) -> str:
    """Return a line of tokens as running text; words and their order stay."""
    for pattern, by in _RULES:
        line = pattern.sub(by, line)
    return _PLAIN_MARKS.sub(r'\1"\2"', line).strip()
