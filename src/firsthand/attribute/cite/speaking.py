"""Outlets that speak: "X reports that …", "…, meldt X", or "X reports:" over a block of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand import languages
from firsthand.attribute.cite.named import (
    Named,
    canonical,
    in_compound,
    is_outlet_like,
    kind_of,
    outlet_name,
)
from firsthand.attribute.cite.unlisted import citation_words
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.attribute.tokens import words_in
from firsthand.attribute.uncased_names import outlet_name as uncased_outlet
from firsthand.records import Attribution, Citation, CitationKind, Report, Span
from firsthand.spans import contains, hull, overlap

_GENITIVE = re.compile(r"['’]s?\s")
_LINE = 80
_ADJACENT = 2


def block_leads(report: Report, known: SpeakerWords) -> Iterator[Citation]:
    """ "The Herald reports:" alone in a paragraph: all that follows rests on it."""
    verbs = frozenset(languages.table(report.language, "citation").get("block_verbs", ()))
    for index, passage in enumerate(report.passages):
        start, end = passage.span
        if end - start > _LINE or not report.text[start:end].rstrip().endswith((":", "：")):
            continue
        spans = [s for s in words_in(report.text, passage.span) if report.text[s[0]].isalnum()]
        words = [report.text[s:e] for s, e in spans]
        if len(words) < 2 or not verbs & {words[0].casefold(), words[-1].casefold()}:
            continue
        name = outlet_name(words, known, verbs)
        if name and _only_a_name(words, name, verbs):
            scope = (_after(report, index), len(report.text.rstrip()))
            span = (spans[0][0], spans[-1][1])
            yield Citation(span, canonical(name), kind_of(name), scope, "rules:block", 0.8)


def _only_a_name(words: Sequence[str], name: str, verbs: frozenset[str]) -> bool:
    """Tell whether there is nothing but a name without an office, and the verb."""
    rest = [w for w in words if w not in name.split() and w.casefold() not in verbs]
    return len(rest) <= 1


def _after(report: Report, index: int) -> int:
    if index + 1 < len(report.passages):
        return report.passages[index + 1].span[0]
    return report.passages[index].span[1]


def speaking(report: Report, known: SpeakerWords, named: Sequence[Named]) -> Iterator[Citation]:
    """An outlet that speaks is a citation: "X reports that …", "…, meldt X"."""
    kinds = {s.id: s.kind for s in report.speakers}
    for attribution in report.attributions:
        if not attribution.mention:
            continue
        if attribution.parent is not None and _inside_speech(report, attribution):
            continue
        span = attribution.mention[0]
        kind: CitationKind
        listed = _listed(report.text, span, named)
        spans = [s for s in words_in(report.text, span, known.elided) if _is_word(report.text, s)]
        if listed is not None:
            if _is_person(report.text, spans, listed.span, known):
                continue
            if listed.weak and known.has("titles", report.text[slice(*listed.span)].casefold()):
                continue
            name, kind = listed.outlet.name, listed.outlet.kind
        else:
            words = [report.text[s:e] for s, e in spans]
            speaker = kinds.get(attribution.speaker or "")
            if not _speaks_as_outlet(report, attribution, words, known, speaker):
                continue
            found = (
                uncased_outlet(words, known)
                if known.no_capitals
                else outlet_name(words, known, frozenset())
            )
            if known.vocabulary is not None:
                found = report.text[slice(*span)]
            if found is None or _has_title(words, found, known):
                continue
            name, kind = canonical(found), kind_of(found)
        place = _with_cue(attribution)
        place = hull([place, listed.span]) if listed is not None else place
        scope = hull([*attribution.content, place])
        yield Citation(place, name, kind, scope, "rules:speaks", attribution.score)


def referred(
    report: Report, known: SpeakerWords, citations: Sequence[Citation]
) -> Iterator[Citation]:
    """ "The paper reported": the outlet, or the agency, that was cited last before it."""
    kinds = citation_words(report.language).kinds
    for attribution in report.attributions:
        if not attribution.mention or _inside_speech(report, attribution):
            continue
        span = attribution.mention[0]
        words = [w.casefold() for w in _spoken_words(report.text, span, known)]
        if not (len(words) > 1 and words[-1] in kinds and _definite(words[:-1], known)):
            continue
        before = [c for c in citations if c.span[1] <= span[0] and c.kind in {"agency", "outlet"}]
        if before:
            last = max(before, key=lambda c: c.span)
            place = _with_cue(attribution)
            scope = hull([*attribution.content, place])
            yield Citation(place, last.outlet, last.kind, scope, "rules:referred", 0.6)


def _spoken_words(text: str, span: Span, known: SpeakerWords) -> list[str]:
    spans = words_in(text, span, known.elided)
    return [text[s:e].replace("’", "'") for s, e in spans if _is_word(text, (s, e))]


def _definite(words: Sequence[str], known: SpeakerWords) -> bool:
    return all(known.has("definite", w) for w in words)


def _is_word(text: str, span: Span) -> bool:
    return text[span[0]].isalnum()


def _listed(text: str, span: Span, named: Sequence[Named]) -> Named | None:
    """Return the outlet named in a mention: before its first comma the last one, else the first.

    "CBS affiliate WAFB" is WAFB, and so is "WAFB, a CBS affiliate"; in "Nielsen, CBS" it is none.
    """
    inside = [n for n in named if _ends_in(n.span, span) and not in_compound(text, n)]
    comma = text.find(",", *span)
    before = [n for n in inside if comma < 0 or n.span[0] < comma]
    if before:
        return before[-1]
    apposed = inside and not any(c.isupper() for c in text[span[0] + 1 : comma])
    return inside[0] if apposed else None


def _ends_in(name: Span, mention: Span) -> bool:
    """Tell whether a name lies in a mention, but for an article before or a word behind it."""
    inside = overlap(name, mention)
    return inside > 0 and (name[1] <= mention[1] or 2 * inside > name[1] - name[0])


def _inside_speech(report: Report, attribution: Attribution) -> bool:
    span = attribution.mention[0]
    return any(contains(q.outer, span) for q in report.quotes)


def _has_title(words: Sequence[str], name: str, known: SpeakerWords) -> bool:
    """Tell a columnist of the Herald, or somebody unnamed there, from the Herald itself."""
    if any(known.has(group, name.casefold()) for group in ("unnamed", "outlets", "organisations")):
        return True
    rest = [w.casefold() for w in words if w not in name]
    return any(known.has(group, w) for group in ("titles", "unnamed") for w in rest)


def _is_person(text: str, words: Sequence[Span], name: Span, known: SpeakerWords) -> bool:
    """Tell whether a mention that names an outlet is of somebody there, or of a thing of its.

    "CNN host Ada Holt" has a name of its own, "RT's management" a head behind the genitive.
    """
    rest = [s for s in words if not overlap(s, name)]
    if _GENITIVE.match(text, name[1]) and any(s > name[1] for s, _ in rest):
        return True
    if any(known.has("titles", text[s:e].casefold()) for s, e in rest):
        return True
    named = [s for s in rest if text[s[0]].isupper() and not _says_kind(text[s[0] : s[1]], known)]
    pairs = any(b[0] - a[1] == 1 for a in named for b in named)
    return pairs or any(0 <= s - name[1] <= 1 or 0 <= name[0] - e <= 1 for s, e in named)


def _says_kind(word: str, known: SpeakerWords) -> bool:
    lower = word.casefold()
    groups = ("definite", "demonyms", "outlets", "countries", "inner_prepositions", "indefinite")
    return any(known.has(group, lower) for group in groups)


def _with_cue(attribution: Attribution) -> Span:
    mention = attribution.mention[0]
    near = [
        c
        for c in attribution.cue
        if 0 <= mention[0] - c[1] <= _ADJACENT or 0 <= c[0] - mention[1] <= _ADJACENT
    ]
    return hull([mention, *near])


def _speaks_as_outlet(
    report: Report,
    attribution: Attribution,
    words: Sequence[str],
    known: SpeakerWords,
    speaker: str | None,
) -> bool:
    """Tell "the Advocate reports" from "the police reported": a bare name with an outlet's verb."""
    names = [w for w in words if w[:1].isupper() and not known.has("definite", w.casefold())]
    if is_outlet_like(" ".join(names), known):
        return True
    if speaker == "outlet":
        # "Images on social media showed"
        return not any(known.has("inner_prepositions", w.casefold()) for w in words)
    verbs = languages.table(report.language, "citation").get("report_verbs", ())
    cue = {report.text[s:e].casefold() for s, e in attribution.cue}
    plain = [w for w in words if w not in names]
    alone = len(names) == 1 and all(known.has("definite", w.casefold()) for w in plain)
    person = not plain and not any(n.isupper() for n in names)
    return bool(cue & set(verbs)) and alone and not person and speaker == "person"
