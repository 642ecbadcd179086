"""What the words of a mention say in a script without capitals: a name is what no list knows."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.attribute.folding import fold
from firsthand.attribute.mentions import Mention
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.attribute.tokens import words_in
from firsthand.records import Span, SpeakerKind

_LONGEST_NAME = 5
_PLAIN = ("titles", "organisations", "groups", "unnamed", "demonyms", "outlets", "no_names")


def read_uncased(text: str, span: Span, known: SpeakerWords) -> Mention:
    """Return what the words of ``text[span]`` say about the speaker they name."""
    raw = text[span[0] : span[1]]
    words = _naming_part(_bare(text, span, known), known)
    lower = [fold(w) for w in words]
    if len(words) == 1 and lower[0] in known.pronouns:
        return Mention(span, raw, "person", pronoun=known.pronouns[lower[0]])
    body = _past(lower, 0, ("indefinite", "definite"), known)
    head = lower[body] if body < len(lower) else ""
    offices = frozenset(_plain_office(w, known) for w in lower if known.has("titles", w))
    country = _country(words[body:], known)
    kind = "country" if country else _kind(lower[body:], head, known)
    name = country or _name(words, lower, head, kind, known)
    if kind == "person" and name is None:
        kind = "unnamed" if body else "group"
        if offices and not body:
            kind = "person"
    definite = bool(known.article) and head.startswith(known.article)
    return Mention(span, raw, kind, name, offices, None, head, definite)


def _bare(text: str, span: Span, known: SpeakerWords) -> list[str]:
    """Return the words, the first without the preposition that is written together with it."""
    words = [text[s:e] for s, e in words_in(text, span)]
    before = text[: span[0]].split()[-1:]
    hung = known.has("hung_behind", fold(before[0])) if before else False
    if words and hung and words[0][:1] in known.words.get("hung_prepositions", ()):
        rest = words[0][1:]
        # "For" and the article grow into one: لل stands for ل and ال.
        if rest[:1] == known.article[-1:]:
            rest = known.article[:-1] + rest
        words[0] = rest
    while words and not words[0][:1].isalnum():
        words = words[1:]
    return [w for w in words if w]


def _naming_part(words: list[str], known: SpeakerWords) -> list[str]:
    """Return the part before or in an apposition that names the speaker."""
    for i, word in enumerate(words):
        if i and not word[0].isalnum() and word not in {"-", "–", ".", "'", "’", '"'}:
            first, rest = words[:i], words[i + 1 :]
            titled = known.has("titles", fold(first[0])) and len(first) == 1
            return rest if titled and rest else first
    return words


def _past(lower: Sequence[str], index: int, groups: Sequence[str], known: SpeakerWords) -> int:
    while index < len(lower) and any(known.has(g, lower[index]) for g in groups):
        index += 1
    return index


def _plain_office(word: str, known: SpeakerWords) -> str:
    article = known.article
    return word[len(article) :] if article and word.startswith(article) else word


def _country(words: Sequence[str], known: SpeakerWords) -> str | None:
    name = " ".join(words)
    return name if known.has("countries", fold(name)) else None


def _kind(lower: Sequence[str], head: str, known: SpeakerWords) -> SpeakerKind:
    if known.has("titles", head):
        return "person"
    kinds: tuple[tuple[str, SpeakerKind], ...] = (
        ("outlets", "outlet"),
        ("organisations", "organisation"),
        ("unnamed", "unnamed"),
        ("groups", "group"),
    )
    for group, kind in kinds:
        if known.has(group, head) or known.has(group, " ".join(lower[:2])):
            return kind
    return "person"


def _name(
    words: Sequence[str],
    lower: Sequence[str],
    head: str,
    kind: SpeakerKind,
    known: SpeakerWords,
) -> str | None:
    if kind in {"unnamed", "group"}:
        return None
    if known.has("titles", head):
        closing = _closing_name(words, lower, known)
        if closing:
            return closing
    end = next((i for i, w in enumerate(lower) if i and known.has("inner_prepositions", w)), None)
    words, lower = words[:end], lower[:end]
    if kind == "outlet":
        return outlet_name(words, known)
    if kind == "organisation":
        return " ".join(words)
    start = _name_start(words, lower, known) if known.has("titles", head) else 0
    found = [w for w in words[start:] if w[0].isalnum()]
    listed = any(known.has(g, fold(w)) for w in found for g in _PLAIN)
    if not found or listed or len(found) > _LONGEST_NAME:
        return None
    return " ".join(found)


def _closing_name(words: Sequence[str], lower: Sequence[str], known: SpeakerWords) -> str | None:
    """Return the two or more words at the end that no list knows and that have no article."""
    start = len(words)
    while start > 0 and words[start - 1][0].isalnum():
        word = words[start - 1]
        article = bool(known.article) and word.startswith((known.article, known.article[-1:] * 2))
        groups = (*_PLAIN, "inner_prepositions")
        if article or any(known.has(g, lower[start - 1]) for g in groups):
            break
        start -= 1
    name = words[start:]
    if not 1 < len(name) <= _LONGEST_NAME or known.has("countries", " ".join(lower[start:])):
        return None
    return " ".join(name)


def _name_start(words: Sequence[str], lower: Sequence[str], known: SpeakerWords) -> int:
    """Return where the name behind titles begins: no list knows it, nor has it the article."""
    last = max((i for i, w in enumerate(lower) if any(known.has(g, w) for g in _PLAIN)), default=-1)
    index = last + 1
    while index < len(lower) - 1 and known.article and words[index].startswith(known.article):
        index += 1
    for size in (3, 2, 1):
        if index + size < len(lower) and known.has(
            "countries", " ".join(lower[index : index + size])
        ):
            return index + size
    return index


def outlet_name(words: Sequence[str], known: SpeakerWords) -> str | None:
    """Return an outlet's name without the word for its kind, unless that is all there is."""
    kept = list(words)
    if len(kept) > 1 and known.has("outlets", fold(kept[0])):
        kept = kept[1:]
    end = next((i for i, w in enumerate(kept) if known.has("no_names", fold(w))), len(kept))
    return " ".join(kept[:end]) or None
