"""What the words that name a speaker say: a name, an office, a pronoun, and what kind it is."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.attribute.naming import (
    closed_up,
    find_country,
    find_name,
    is_country,
    offices_in,
    without_genitive,
)
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.attribute.tokens import words_in
from firsthand.attribute.unspaced import grouped
from firsthand.data import by_name
from firsthand.records import Span, SpeakerKind

_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: ``name`` is a proper name or None, ``offices`` its title words, ``pronoun``
    the features of a pronoun ("male singular") or None, ``head`` the last word of a description.
    """

    span: Span
    text: str
    kind: SpeakerKind
    name: str | None = None
    offices: frozenset[str] = frozenset()
    pronoun: str | None = None
    head: str = ""
    definite: bool = False


def read_mention(text: str, span: Span, known: SpeakerWords) -> Mention:
    """Return what the words of ``text[span]`` say about the speaker they name."""
    words = _words(text, span, known)
    if known.inflection is not None:
        words = known.inflection.naming(words)
    lower = [w.casefold() for w in words]
    plain = [w for w in lower if w[:1].isalnum()]
    raw = text[span[0] : span[1]]
    if len(plain) == 1:
        features = known.pronouns.get(plain[0]) or known.possessive_pronouns.get(plain[0])
        if features:
            return Mention(span, raw, "person", pronoun=features)
    if _several(words, known):
        return Mention(span, raw, "group", raw.strip())
    head_words = _naming_part(words, known)
    country = find_country(head_words, known)
    name = country or find_name(head_words, known)
    offices = frozenset(w for word in plain for w in offices_in(word, known))
    head = _head(head_words, known)
    kind = _kind(lower, name, offices, head, known)
    if _is_someones(words, head, known):
        name, kind = None, "unnamed" if known.has("indefinite", plain[0]) else kind
    if country is not None and known.vocabulary is not None:
        kind = "country"
    if raw[:1] == "《" and known.vocabulary is not None:
        kind = "outlet"
    if kind == "unnamed" or (known.name_endings and offices and is_country(name or "", known)):
        name = None
    elif _is_body(head, known) or (kind == "group" and name is not None):
        name = _body_name(head_words, known)
    definite = bool(plain) and known.has("definite", plain[0])
    if known.vocabulary is not None or known.inflection is not None:
        # No articles: an office is that of somebody known, unless counted.
        definite = not any(known.has("indefinite", w) for w in plain)
    return Mention(span, raw, kind, name, offices, None, head, definite)


def _several(words: list[str], known: SpeakerWords) -> bool:
    """Tell whether the words name two that speak together: "Ada Holt and Ben Ruiz".

    A body may have such a name ("Guild of Smiths and Masons"), so both must be persons with more
    than one word, or countries.
    """
    bare = [w for w in words if not known.has("definite", w.casefold())]
    for i, word in enumerate(bare[1:-1], 1):
        if known.has("coordinators", word.casefold()):
            parts = (bare[:i], bare[i + 1 :])
            return all(_one_of_several(part, known) for part in parts)
    return False


def _is_someones(words: list[str], head: str, known: SpeakerWords) -> bool:
    """Tell whether a name only describes the speaker: "one Holt aide", "the Kent spokesman"."""
    described = known.has("titles", head) or known.has("unnamed", head)
    return described and not known.head_first and words[-1].islower() and len(words) > 1


def _one_of_several(words: list[str], known: SpeakerWords) -> bool:
    if find_country(words, known):
        return True
    lower = [w.casefold() for w in words]
    if any(w in ",(،，" or known.has("inner_prepositions", w) for w in lower):
        return False
    if any(_is_body(w, known) or known.has("groups", w) for w in lower):
        return False
    named = 1 < len(words) <= _LONGEST_NAME and words[-1][:1].isupper()
    return named and all(w[:1].isupper() or offices_in(w.casefold(), known) for w in words)


def _words(text: str, span: Span, known: SpeakerWords) -> list[str]:
    """Return the words and marks of a mention; "U.S." keeps its last stop."""
    words: list[str] = []
    elided = known.elided
    behind = -1
    pieces = words_in(text, span, elided)
    if known.vocabulary is not None:
        pieces = grouped(text, pieces, known.vocabulary)
    for start, end in pieces:
        if text[start] == "." and start == behind and "." in words[-1]:
            words[-1] += "."
        else:
            word = text[start:end]
            words.append(word[:-1] + "'" if elided and word.endswith("’") else word)
        behind = end
    return words


def _naming_part(words: list[str], known: SpeakerWords) -> list[str]:
    """Return the part before or in an apposition that names the speaker.

    "Ada Holt, head of the guard" has the name before the comma; "The head of the guard in Veldia,
    Colonel Ada Holt" behind it.
    """
    for i, word in enumerate(words):
        if i and word in {",", "(", "،", "，", "（"}:
            first, rest = words[:i], words[i + 1 :]
            named = find_name(first, known) is not None
            return rest if not named and find_name(rest, known) is not None else first
    return words


def _is_body(head: str, known: SpeakerWords) -> bool:
    return known.has("organisations", head) or head.endswith(known.organisation_endings)


def _body_name(words: list[str], known: SpeakerWords) -> str:
    """Return the whole phrase without its article: "Trump administration", "river guard"."""
    start = 1 if known.has("definite", words[0].casefold()) and len(words) > 1 else 0
    if known.vocabulary is not None:
        return closed_up(words[start:])
    return " ".join(without_genitive(words[start:])).replace("' ", "'")


def _head(words: list[str], known: SpeakerWords) -> str:
    """Return the head of a description: the last word before an inner preposition.

    Where the head stands first ("service allemand"), it is the first word that a list knows.
    """
    kept: list[str] = []
    for word in words:
        lower = word.casefold()
        if known.has("inner_prepositions", lower) and kept:
            break
        if word[:1].isalnum():
            kept.append(lower)
    if not known.head_first:
        return kept[-1] if kept else ""
    kept = [w for w in kept if not (known.has("definite", w) or known.has("indefinite", w))] or kept
    groups = ("organisations", "unnamed", "groups", "titles")
    listed = (w for w in kept if any(known.has(group, w) for group in groups))
    return next(listed, kept[0] if kept else "")


def _is_outlet(name: str) -> bool:
    """Tell whether a name is one that only an outlet or agency bears."""
    outlet = by_name().get(name.casefold())
    return outlet is not None and name not in outlet.weak


def _kind(
    lower: list[str],
    name: str | None,
    offices: frozenset[str],
    head: str,
    known: SpeakerWords,
) -> SpeakerKind:
    bare = " ".join(w for w in lower if not known.has("definite", w))
    if is_country(bare, known):
        return "country"
    if any(known.has("outlets", w) for w in lower):
        return "outlet"
    if _is_body(head, known):
        return "organisation"
    has_name = name is not None
    if name is not None and _is_outlet(name):
        return "outlet"
    if known.has("unnamed", head) and not has_name:
        return "unnamed"
    if known.has("groups", head):
        return "group"
    if has_name:
        ends_in_name = known.vocabulary is not None and lower[-1] == (name or "").casefold()
        if any(known.has("organisations", w) for w in lower) and not (offices or ends_in_name):
            return "organisation"
        acronym = name is not None and " " not in name and name.isupper() and len(name) > 1
        return "organisation" if acronym and not offices else "person"
    if offices:
        indefinite = bool(lower) and known.has("indefinite", lower[0])
        return "unnamed" if indefinite else "person"
    return "unnamed" if any(known.has("unnamed", w) for w in lower) else "group"
