"""Verbs whose object speaks: "the paper quotes the minister as saying", "zitiert den Minister"."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.constructions import Reading
from firsthand.attribute.contents import stands_behind_quote
from firsthand.attribute.hits import Hit
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.phrases import Range
from firsthand.attribute.placing import COLONS, content_behind
from firsthand.attribute.right_phrases import right_phrase
from firsthand.attribute.tokens import Token


def read_cited(
    tokens: Sequence[Token], hit: Hit, inverted: Range | None, lexicon: Lexicon
) -> Reading | None:
    """Read "“…”, zitiert die Zeitung den Minister", "X zitiert Y mit den Worten: “…”": Y speaks."""
    behind = inverted[1] if inverted else hit.end
    named = behind < len(tokens) and (
        lexicon.has("oblique", tokens[behind].lower) or tokens[behind].capital
    )
    speaker = right_phrase(tokens, behind, lexicon) if named else None
    if speaker is None:
        return None
    if inverted and stands_behind_quote(tokens, hit.group, lexicon):
        return Reading(hit, speaker, hit.group, len(tokens), "before", "inverted")
    after, explicit = content_behind(tokens, speaker[1], lexicon)
    if not explicit or not (tokens[after].kind == "quote" or tokens[after].text in COLONS):
        return None
    return Reading(hit, speaker, hit.group, after, "after", "verb", explicit=True)
