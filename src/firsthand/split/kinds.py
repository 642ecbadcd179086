"""What kind of passage a paragraph is."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.records import PassageKind, Span


def kinds_of(
    text: str, spans: Sequence[Span], title: str | None, language: str | None
) -> tuple[PassageKind, ...]:
    """Return the kind of each paragraph."""
    return tuple(
        "headline" if k == 0 and title and text[s:e].split() == title.split() else "paragraph"
        for k, (s, e) in enumerate(spans)
    )
