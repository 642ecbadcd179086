"""Speech that dashes mark at the start of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.records import Quote, Span


def find_dialogue(text: str, passages: Sequence[Span], language: str | None) -> list[Quote]:
    """Return the speech parts of paragraphs such as "— No, — said Ivan. — Never."."""
    return []
