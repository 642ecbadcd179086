"""Certainty: the words of a text that leave open whether it is so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.languages import table
from firsthand.records import Span

Kind = Literal["hedge", "other"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that leaves open whether it is so, and where it stands.

    Of kind "hedge" are "allegedly" or "perhaps", which translators keep; of kind "other" are "may"
    or "seem", which they often turn into something else.
    """

    span: Span
    kind: Kind


def find_hedges(text: str, spans: Sequence[Span], language: str | None) -> tuple[Hedge, ...] | None:
    """Return the hedges in ``spans``, in order; None for a language without a table.

    No spans give no hedges.
    """
    patterns = _patterns(language)
    if patterns is None:
        return None
    return tuple(
        Hedge(match.span(), kind)
        for start, end in spans
        for match, kind in sorted(
            ((m, kind) for kind, pattern in patterns for m in pattern.finditer(text, start, end)),
            key=lambda found: found[0].span(),
        )
    )


@cache
def _patterns(language: str | None) -> tuple[tuple[Kind, re.Pattern[str]], ...] | None:
    known = table(language, "certainty")
    if not known:
        return None
    spaced = language != "zh"
    return (
        ("hedge", _pattern(known["hedges"], spaced=spaced)),
        ("other", _pattern(known["others"], spaced=spaced)),
    )


def _pattern(words: Sequence[str], *, spaced: bool) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    inner = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)" if spaced else inner, re.IGNORECASE)
