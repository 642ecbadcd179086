"""Outlets that speak: "X reports that …", "…, meldt X", or "X reports:" over a block of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand import languages
from firsthand.attribute.cite.named import (
    Named,
    canonical,
    is_outlet_like,
    kind_of,
    outlet_name,
)
from firsthand.attribute.mentions import SpeakerWords
from firsthand.attribute.tokens import words_in
from firsthand.records import Attribution, Citation, Report, Span
from firsthand.spans import contains, hull, overlap

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
        words = [report.text[s:e] for s, e in words_in(report.text, span)]
        listed = next((n.span for n in named if _ends_in(n.span, span)), None)
        spoken = kinds.get(attribution.speaker or "") == "outlet" or _reports_as_outlet(
            report, attribution, words, known
        )
        name = _words(report, listed) or outlet_name(words, known, frozenset())
        if name is None or not (listed or spoken) or _is_person(words, name, known):
            continue
        place = _with_cue(attribution)
        scope = hull([*attribution.content, place])
        method = "rules:speaks"
        yield Citation(place, canonical(name), kind_of(name), scope, method, attribution.score)


def _ends_in(name: Span, mention: Span) -> bool:
    """Tell whether a name lies in a mention; its article ("The Times") may stand before it."""
    return overlap(name, mention) > 0 and name[1] <= mention[1]


def _words(report: Report, span: Span | None) -> str:
    return report.text[span[0] : span[1]] if span else ""


def _inside_speech(report: Report, attribution: Attribution) -> bool:
    span = attribution.mention[0]
    return any(contains(q.outer, span) for q in report.quotes)


def _is_person(words: Sequence[str], name: str, known: SpeakerWords) -> bool:
    """Tell a columnist of the Herald from the Herald itself."""
    return any(known.has("titles", w.casefold()) for w in words if w not in name)


def _with_cue(attribution: Attribution) -> Span:
    mention = attribution.mention[0]
    near = [
        c
        for c in attribution.cue
        if 0 <= mention[0] - c[1] <= _ADJACENT or 0 <= c[0] - mention[1] <= _ADJACENT
    ]
    return hull([mention, *near])


def _reports_as_outlet(
    report: Report, attribution: Attribution, words: Sequence[str], known: SpeakerWords
) -> bool:
    """Tell "the Advocate reports" from "the police reported": a bare name with an outlet's verb."""
    verbs = languages.table(report.language, "citation").get("outlet_verbs", ())
    cue = {report.text[s:e].casefold() for s, e in attribution.cue}
    names = [w for w in words if w[:1].isupper() and not known.has("definite", w.casefold())]
    if is_outlet_like(" ".join(names), known):
        return True
    plain = [w for w in words if w[:1].isalnum() and w not in names]
    alone = len(names) == 1 and all(known.has("definite", w.casefold()) for w in plain)
    person = not plain and not any(n.isupper() for n in names)
    return bool(cue & set(verbs)) and alone and not person
