"""Documents that a report names for what it tells: "according to a report by the Audit Office"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from firsthand import languages
from firsthand.attribute.tables import lexicon
from firsthand.names import SAME, name_similarity
from firsthand.records import Attribution, Origin, Report, Span
from firsthand.spans import hull, overlap

_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_NO_CAPITALS = frozenset({"ar", "he", "fa", "ur", "zh", "ja", "ko"})
_NO_SPACES = frozenset({"zh", "ja"})
_NAMED = frozenset({"organisation", "group", "country"})
# What follows the name of a body in a language without spaces: "审计署的一份报告".
_BEHIND = 8
_SHORTEST = 2
_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document with the name of whose it is; ``scope`` is the text that rests on it."""

    report: str
    language: str | None
    name: str
    owner: str
    place: Span
    scope: Span
    score: float


def named_documents(report: Report) -> tuple[NamedDocument, ...]:
    """Return the documents that speak in a report, in order of place.

    Only a document with an owner is among them: "a study" may be any study. A language without a
    table of such words has none.
    """
    found = (_named(report, a) for a in report.attributions if a.mention and a.content)
    return tuple(sorted((d for d in found if d is not None), key=lambda d: d.place))


def document_origins(documents: Sequence[NamedDocument]) -> dict[NamedDocument, Origin]:
    """Return the origin of each document; two are one where their owners have one name.

    Names in two languages are not compared: beside the document that most reports name, another
    that may be the same is an unknown origin, which raises only the upper bound.
    """
    groups: list[list[NamedDocument]] = []
    for document in sorted(documents, key=lambda d: (-len(d.owner), d.report, d.place)):
        for group in groups:
            if all(name_similarity(document.owner, other.owner) >= SAME for other in group):
                group.append(document)
                break
        else:
            groups.append([document])
    groups.sort(key=lambda g: (-len({d.report for d in g}), g[0].report, g[0].place))
    known: list[set[str | None]] = []
    found: dict[NamedDocument, Origin] = {}
    for group in groups:
        spoken = {d.language for d in group}
        name = group[0].name
        slug = "-".join(w.casefold() for w in _WORD.findall(name))
        if all(spoken & others for others in known):
            known.append(spoken)
            origin = Origin(f"document:{slug}", "document", name)
        else:
            origin = Origin(f"unknown:{slug}", "unknown", f"unknown, behind {name}")
        found.update(dict.fromkeys(group, origin))
    return found


def _named(report: Report, attribution: Attribution) -> NamedDocument | None:
    mention = hull(attribution.mention)
    if any(c.kind != "link" and overlap(c.span, mention) for c in report.citations):
        return None
    speaker = next((s for s in report.speakers if s.id == attribution.speaker), None)
    if speaker is not None and speaker.kind == "outlet":
        return None
    place = mention
    if report.language in _NO_SPACES:
        place = place[0], _end_of_phrase(report.text, place[1], hull(attribution.content))
    elif attribution.method == "rules:according to" and attribution.cue[0][0] >= mention[1]:
        # "Sayıştay'ın raporuna göre": the cue has the word.
        place = hull([*attribution.mention, *attribution.cue])
    noun = _noun(report.text, place, report.language)
    if noun is None:
        return None
    if report.language in _NO_CAPITALS:
        whole, owner = place, _without(report.text, place, noun)
        bodies = lexicon(report.language).body_nouns
        named = speaker is not None and speaker.kind in _NAMED
        if not named and not any(word in bodies for word in owner.split()):
            return None
    else:
        words = _owner(report, mention, noun)
        if not words:
            return None
        whole = hull([noun, *words])
        owner = " ".join(report.text[slice(*span)] for span in words)
    if len(owner) < _SHORTEST:
        return None
    scope = hull(attribution.content)
    name = report.text[slice(*whole)].strip()
    return NamedDocument(report.id, report.language, name, owner, whole, scope, attribution.score)


def _noun(text: str, place: Span, language: str | None) -> Span | None:
    """Return where the word for a document stands in ``place``, or None."""
    forms, stems = _nouns(language)
    if language in _NO_SPACES:
        longest = sorted(forms, key=lambda form: (-len(form), form))
        starts = ((text.find(form, *place), form) for form in longest)
        return next(((i, i + len(form)) for i, form in starts if i >= 0), None)
    for match in _WORD.finditer(text, *place):
        word = match.group().casefold()
        if word in forms or (stems and word.startswith(stems)):
            return match.span()
    return None


@cache
def _nouns(language: str | None) -> tuple[frozenset[str], tuple[str, ...]]:
    listed = languages.table(language, "documents").get("nouns", ())
    forms = frozenset(word for word in listed if not word.endswith("*"))
    return forms, tuple(word[:-1] for word in listed if word.endswith("*"))


def _owner(report: Report, place: Span, noun: Span) -> list[Span]:
    """Return the words of a name beside the noun: from the first capital on, closing verbs off."""
    words = lexicon(report.language)
    found: list[Span] = []
    for match in _WORD.finditer(report.text, *place):
        lower = match.group().casefold()
        capital = match.group()[0].isupper() and not words.has("articles", lower)
        # "'s", "'ın": an ending.
        hung = report.text[match.start() - 1 : match.start()] in _APOSTROPHES
        if match.span() != noun and (capital or (found and not hung)):
            found.append(match.span())
    behind = languages.table(report.language, "documents").get("behind", ())
    while found:
        last = report.text[slice(*found[-1])]
        if last not in behind and not words.has("prepositions", last):
            break
        found.pop()
    return found


def _without(text: str, place: Span, noun: Span) -> str:
    return (text[place[0] : noun[0]] + " " + text[noun[1] : place[1]]).strip(" 的一份项項，,")


def _end_of_phrase(text: str, start: int, content: Span) -> int:
    """Return where a phrase ends that goes on behind a name, at a mark or where the content is."""
    last = min(len(text), start + _BEHIND)
    if content[0] >= start:
        last = min(last, content[0])
    return next((k for k in range(start, last) if not text[k].isalnum()), last)
