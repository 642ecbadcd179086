"""What kind of passage a paragraph is, by its shape and its first words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.records import PassageKind, Span
from firsthand.split.marks import QUOTE_CHARACTERS, is_spaceless
from firsthand.split.words import opening, words

_TOP = 3
_LONGEST_HEADLINE = 200
_LONGEST_CROSSHEAD = 80
_MOST_CROSSHEAD_WORDS = 10
_LONGEST_CAPTION = 400
_LONGEST_LINE = 160
_LONGEST_DATE = 40
_MOST_NAMES = 10
_STOPS = tuple(".!?…。！？؟।۔:：;；,，、")
_LABEL = re.compile(r"\s*[:：/|／]|\s*$|\s+(?=by\b)", re.I)
_CAPTION_END = re.compile(
    r"\((?:[^()]{0,60}\b)?(?:photo|foto|image|bild|beeld|фото|fot\.|صورة)\b[^()]{0,80}\)\W*$"
    r"|(?:/|\bvia )(?:getty images|afp|ap|reuters|epa|anp|dpa|shutterstock)\)?$",
    re.I,
)
_BULLET = re.compile(r"(?:[-–—*•●▪▸►◦·‣]|\(?\d{1,2}[.)])\s+\S")
_SIGN = re.compile(r"\([a-zäöüß/]{2,6}\)$")
_LINK = re.compile(r"(?:https?://|www\.)\S+$")
_WEAK_BYLINE_WORDS = re.compile(r"[^\w\s.,&|'’()/–—-]|\d")


def kinds_of(
    text: str, spans: Sequence[Span], title: str | None, language: str | None
) -> tuple[PassageKind, ...]:
    """Return the kind of each paragraph; a headline is sought among the first three only."""
    kinds: list[PassageKind] = []
    for k, (start, end) in enumerate(spans):
        # No kind but "paragraph" is ever longer; the cut keeps a huge paragraph cheap.
        passage = text[start : min(end, start + _LONGEST_CAPTION + 1)]
        kinds.append(_by_words(passage, language))
        if kinds[k] in ("paragraph", "other") and k < _TOP and "headline" not in kinds:
            longest = max((e - s for s, e in spans[k + 1 : k + 1 + _TOP]), default=0)
            if _is_headline(passage, kinds[k], k, title, longest):
                kinds[k] = "headline"
    begun = kinds[:1] == ["paragraph"]
    for k in range(1, len(spans) - 1):
        near = range(k + 1, min(k + 1 + _TOP, len(spans)))
        below = next((spans[n] for n in near if kinds[n] == "paragraph"), None)
        if kinds[k] == "paragraph" and below and _is_crosshead(text, spans[k], below):
            # Above the first paragraph such a line names the outlet or a section.
            kinds[k] = "crosshead" if begun else "other"
        begun = begun or kinds[k] == "paragraph"
    return tuple(kinds)


def _by_words(passage: str, language: str | None) -> PassageKind:
    if not any(c.isalpha() for c in passage) or _LINK.match(passage) or _is_date(passage):
        return "other"
    if _SIGN.match(passage):
        return "credit"
    if len(passage) <= _LONGEST_CAPTION and _is_caption(passage, language):
        return "caption"
    if len(passage) > _LONGEST_LINE:
        return "paragraph"
    if _is_credit(passage, language):
        return "credit"
    return "other" if _is_other(passage, language) else "paragraph"


def _is_date(passage: str) -> bool:
    """Tell whether a line has nothing but a day: two numbers and few words."""
    if len(passage) > _LONGEST_DATE or passage.endswith((".", "?", "!")):
        return False
    numbers = re.findall(r"\d+", passage)
    words = re.findall(r"[^\W\d]+", passage)
    return len(numbers) >= 2 and len(words) <= 4 and len(numbers[-1]) in (2, 4)


def _is_caption(passage: str, language: str | None) -> bool:
    line = passage.lstrip("([ ")
    label = opening("caption", language).match(line)
    if label and (line[label.end() - 1] == "." or _LABEL.match(line, label.end())):
        return True
    return bool(_CAPTION_END.search(passage))


def _is_credit(passage: str, language: str | None) -> bool:
    line = passage.strip(" ()[]—–-*")
    if _is_agencies(line, language) or opening("credit", language).match(passage.lstrip("([ ")):
        return True
    by = opening("byline", language).match(line)
    return bool(by) and _are_names(line[by.end() :]) if by else False


def _is_agencies(line: str, language: str | None) -> bool:
    """Tell whether a line has nothing but agencies and an editor's sign ("dpa/abc")."""
    known = words("agencies", language)
    parts = [p.strip(" .()").casefold() for p in re.split(r"[/,;+&|]", line)]
    signs = all(p in known or len(p) <= 3 for p in parts)
    return bool(parts) and parts[0] in known and signs


def _are_names(rest: str) -> bool:
    """Tell whether words behind "by" are names: capitals, no digits, no end of a sentence."""
    rest = rest.lstrip(" :：").rstrip()
    tokens = rest.split()
    if not 1 <= len(tokens) <= _MOST_NAMES or rest.endswith(_STOPS):
        return False
    if _WEAK_BYLINE_WORDS.search(rest):
        return False
    capitals = sum(not t[0].islower() for t in tokens)
    return not tokens[0][0].islower() and capitals >= 0.6 * len(tokens)


def _is_other(passage: str, language: str | None) -> bool:
    invites = opening("other", language).match(passage.lstrip("([*>»→ "))
    if invites:
        rest = passage.lstrip("([*>»→ ")[invites.end() :]
        return not rest or rest[0] in ":：|>»→…]" or not passage.endswith((".", "”", '"', "»"))
    return bool(_BULLET.match(passage)) and not passage.endswith(_STOPS[:8])


def _is_headline(
    passage: str, kind: PassageKind, k: int, title: str | None, following: int
) -> bool:
    if title and passage.casefold().split() == title.casefold().split():
        return True
    if (
        k
        or title
        or kind != "paragraph"
        or not following
        or len(passage) > _LONGEST_HEADLINE
        or _BULLET.match(passage)
    ):
        return False
    final = passage.rstrip(QUOTE_CHARACTERS + " ")
    return not final.endswith((".", "。", ":", "：", ",", ";", "।")) and following > len(passage)


def _is_crosshead(text: str, span: Span, following: Span) -> bool:
    """Tell whether a short line without a stop stands before a longer passage."""
    passage = text[span[0] : min(span[1], span[0] + _LONGEST_CROSSHEAD + 1)]
    if len(passage) > _LONGEST_CROSSHEAD or following[1] - following[0] <= len(passage):
        return False
    if passage[0] in QUOTE_CHARACTERS or passage[0].islower() or _BULLET.match(passage):
        return False
    if passage[-1] in QUOTE_CHARACTERS or passage.endswith(_STOPS):
        short_question = passage.endswith(("?", "؟", "？")) and len(passage.split()) <= 6
        return short_question and len(passage.split()) > 1
    if any(is_spaceless(c) for c in passage[:4]):
        return len(passage) <= _LONGEST_CROSSHEAD // 3
    return len(passage.split()) <= _MOST_CROSSHEAD_WORDS
