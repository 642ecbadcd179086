"""Speech that dashes mark at the start of a paragraph: "— No, — said Ivan. — Never."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from firsthand.records import Quote, Span
from firsthand.spans import trim
from firsthand.split.words import words

_START = re.compile(r"[—–―]\s*(?=[^\s—–―-])|-\s+(?=[^\s—–―-])")
# A dash between words, or one that clings to the narrator's words as in Spanish.
_DASH = re.compile(r"\s[—–―-]\s|(?<=[^\w\s])[—–―]\s|\s[—–―](?=\w)|(?<=\w)[—–―](?=[.,:;!?…]|\s|$)")
_SPEECH_ENDS = frozenset(",!?…")
_NARRATOR_ENDS = frozenset(".,:;!?…")
_CLAUSE = re.compile(r"[^.,:;!?…—–―]*")
_LOOK = 3


def find_dialogue(text: str, passages: Sequence[Span], language: str | None) -> list[Quote]:
    """Return the speech of paragraphs that begin with a dash, a quote for each unbroken part.

    A paragraph counts where a narrator's words show ("— said Ivan"), or where it stands beside
    one that counts: a dash alone may begin the item of a list.
    """
    found: dict[int, list[Quote]] = {}
    plain: dict[int, Quote] = {}
    for k, span in enumerate(passages):
        start = _START.match(text, *span)
        if start is None:
            continue
        parts = _parts(text, start.end(), span[1], language, dashed=text[span[0]] != "-")
        if len(parts) == 1 and parts[0][1] == span[1]:
            if text[span[0]] != "-":
                plain[k] = Quote(parts, (span[0], span[1]), closed=False)
        else:
            first = Quote((parts[0],), (span[0], parts[0][1]))
            found[k] = [first, *(Quote((p,), p) for p in parts[1:])]
    for order in (sorted(plain), sorted(plain, reverse=True)):
        for k in order:
            if k not in found and (k - 1 in found or k + 1 in found or _is_answer(text, plain, k)):
                found[k] = [plain[k]]
    return [quote for k in sorted(found) for quote in found[k]]


def _is_answer(text: str, plain: dict[int, Quote], k: int) -> bool:
    """Tell whether a paragraph asks what the next answers, or answers the one before."""
    ends = [text[plain[n].outer[1] - 1] for n in (k - 1, k) if n in plain]
    asks = ends[-1] in "?؟"
    return (asks and k + 1 in plain) or (len(ends) == 2 and ends[0] in "?؟")


def _parts(
    text: str, start: int, end: int, language: str | None, *, dashed: bool
) -> tuple[Span, ...]:
    """Return the spoken parts of a paragraph, commas before the narrator's words left out."""
    parts: list[Span] = []
    begin, speaking = start, True
    for dash in _DASH.finditer(text, start, end):
        before = text[dash.start() - 1]
        if dash.start() <= begin:
            continue
        if speaking and _narrates(text, before, dash.end(), end, language, dashed=dashed):
            parts.append(trim(text, (begin, dash.start()), ","))
            speaking = False
        elif not speaking:
            after = text[dash.end() : dash.end() + 1]
            if before in _NARRATOR_ENDS or after in _NARRATOR_ENDS:
                begin, speaking = dash.end() + (after in _NARRATOR_ENDS and after != ""), True
    if speaking:
        cut = _told(language).search(text, begin, end) if not parts else None
        parts.append(trim(text, (begin, cut.start() if cut else end), "," if cut else ""))
    return tuple(p for p in parts if p[0] < p[1]) or ((start, end),)


def _narrates(
    text: str, before: str, at: int, end: int, language: str | None, *, dashed: bool
) -> bool:
    """Tell whether the words behind a dash are the narrator's."""
    first = _CLAUSE.match(text, at, min(end, at + 60))
    known = words("dialogue", language)
    if first and any(w.casefold() in known for w in first.group().split()[:_LOOK]):
        return True
    return dashed and before in _SPEECH_ENDS and text[at].islower()


@cache
def _told(language: str | None) -> re.Pattern[str]:
    """Return a pattern of a comma and a verb of telling, for speech without a second dash."""
    either = "|".join(map(re.escape, words("dialogue", language)))
    # The mark itself stays with the speech, but a comma.
    return re.compile(
        rf",\s+(?=(?:{either})\b)|(?<=[!?…])\s+(?=(?:{either})\b)" if either else "(?!)"
    )
