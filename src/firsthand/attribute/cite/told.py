"""Outlets to which something was said, or by which it was told: "told CNN", "laut dpa"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand import languages
from firsthand.attribute.cite.named import (
    Named,
    canonical,
    in_compound,
    in_speech,
    is_outlet_like,
    kind_of,
)
from firsthand.attribute.cite.phrases import Phrases, phrases
from firsthand.attribute.cite.unlisted import citation_words, of_country
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.attribute.tables import lexicon
from firsthand.attribute.tokens import words_in
from firsthand.data import Outlet
from firsthand.records import Citation, Report, Span
from firsthand.spans import contains, overlap

_REACH = 70
_ADJACENT = 2
_MARKS = frozenset("«»„“”\"'‘’‹›「」《》()（）")
_SUFFIX = re.compile(r"['’]\w{1,5}")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[\s»”\"’›」》)）]*")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What stands before an outlet's name, or behind it, and shows that it is cited."""

    before: Phrases
    behind: re.Pattern[str] | None
    verbs: re.Pattern[str] | None
    verbs_at_end: re.Pattern[str] | None
    datives: frozenset[str]
    clitics: frozenset[str]


@cache
def _patterns(language: str | None) -> _Patterns:
    table = languages.table(language, "citation")
    spaced = not table.get("unspaced", False)
    begin, end = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")

    def compiled(words: Sequence[str], form: str) -> re.Pattern[str] | None:
        either = "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
        return re.compile(form.format(either), re.I) if words else None

    verbs = table.get("outlet_verbs", ())
    return _Patterns(
        phrases(table.get("addressing", ()), spaced),
        compiled(table.get("addressing_behind", ()), f"(?:{{}}){end}"),
        compiled(verbs, f"(?:{{}}){end}"),
        compiled(verbs, rf"{begin}(?:{{}})\s*$"),
        frozenset(table.get("datives", ())),
        frozenset(table.get("dative_clitics", ())),
    )


def addressed(
    report: Report, lower: str, known: SpeakerWords, named: Sequence[Named]
) -> Iterator[Citation]:
    """ "told Reuters", "in an interview with CNN", "gegenüber der dpa", "Reuters'a konuşan"."""
    patterns, text = _patterns(report.language), report.text
    places = {n.span[0]: n for n in named}
    for start, behind in patterns.before.within(lower):
        found = _addressee(report, behind, known, places)
        if found is None or in_speech(report, found.span):
            continue
        span = (start, found.span[1])
        yield _citation(report, span, found, "rules:addressed", 0.85)
    for one in named if patterns.behind else ():
        end = _suffixed(text, one.span[1])
        match = patterns.behind.match(text, end) if patterns.behind else None
        if match and not one.speech:
            yield _citation(report, (one.span[0], match.end()), one, "rules:addressed", 0.85)


def _suffixed(text: str, end: int) -> int:
    """Return where the words behind a name begin, its case ending ("Reuters'a") left out."""
    suffix = _SUFFIX.match(text, end)
    space = _SPACE.match(text, suffix.end() if suffix else end)
    return space.end() if space else end


def _citation(report: Report, span: Span, one: Named, method: str, score: float) -> Citation:
    scope = sentence(report, span)
    return Citation(span, one.outlet.name, one.outlet.kind, scope, method, score)


def _addressee(
    report: Report, start: int, known: SpeakerWords, places: Mapping[int, Named]
) -> Named | None:
    """Return the outlet's name right behind an addressing word, past article and kind word."""
    text, run, kind_named = report.text, list[Span](), False
    words = citation_words(report.language)
    for s, e in words_in(text, (start, min(len(text), start + _REACH)), known.elided):
        if s in places:
            return None if run or in_compound(text, places[s]) else places[s]
        word = text[s:e]
        lower = word.casefold().replace("’", "'")
        # Weekdays and nationalities are written with capitals too ("told the media Saturday").
        named = word[:1].isupper() and not of_country(word, known)
        if lower in words.passed and (not run or known.nouns_capital):
            kind_named = kind_named or lower in words.kinds
        elif named or (word[:1].isdigit() and not run):
            run.append((s, e))
        elif run or not (word[:1].isalpha() or word in _MARKS):
            break
        elif known.has("outlets", lower):
            kind_named = True
        elif not _passed(lower, known):
            break
    if not run:
        return None
    name = text[run[0][0] : run[-1][1]]
    return _unlisted(name, run) if kind_named or is_outlet_like(name, known) else None


def _unlisted(name: str, run: Sequence[Span]) -> Named:
    kind = kind_of(name)
    assert kind in {"agency", "outlet"}
    outlet = Outlet(id="", name=canonical(name), kind="agency" if kind == "agency" else "outlet")
    return Named((run[0][0], run[-1][1]), outlet, True)


def _passed(lower: str, known: SpeakerWords) -> bool:
    """Tell whether a word may stand between an addressing word and the outlet's name."""
    articles = known.has("definite", lower) or len(lower) <= _ADJACENT
    return articles or lower in known.elided or of_country(lower, known)


def reported(report: Report, known: SpeakerWords, named: Sequence[Named]) -> Iterator[Citation]:
    """ "ТАСС сообщает", "reports Xinhua", "新华社报道": a name beside a verb of outlets."""
    patterns, text = _patterns(report.language), report.text
    if patterns.verbs is None or patterns.verbs_at_end is None:
        return
    for one in named:
        behind = patterns.verbs.match(text, _suffixed(text, one.span[1]))
        if behind is not None:
            span = (one.span[0], behind.end())
        else:
            start = _past_kinds(report, one.span[0], known)
            before = patterns.verbs_at_end.search(text, max(0, start - 30), start)
            if before is None:
                continue
            span = (before.start(), one.span[1])
        yield _citation(report, span, one, "rules:reports", 0.75)


def _past_kinds(report: Report, end: int, known: SpeakerWords) -> int:
    """Return where the article, nationality and kind words before a name begin."""
    kinds = citation_words(report.language).passed
    spans = list(words_in(report.text, (max(0, end - 50), end), known.elided))
    for s, e in reversed(spans):
        lower = report.text[s:e].casefold().replace("’", "'")
        if report.text[s] not in _MARKS and lower not in kinds and not _passed(lower, known):
            break
        if "\n" in report.text[s:end]:
            break
        end = s
    return end


def told_apart(report: Report, known: SpeakerWords, named: Sequence[Named]) -> Iterator[Citation]:
    """ "sagte Meier der dpa", "dijo el juez a la CNN": verb and outlet with words between them."""
    patterns, text = _patterns(report.language), report.text
    if not patterns.datives:
        return
    for one in named:
        marker = _marker(report, one, known, patterns)
        if marker is None:
            continue
        span = (marker[0], one.span[1])
        if _is_told(report, span, one, known.has("definite", text[marker[0] : marker[1]])):
            yield _citation(report, span, one, "rules:addressed", 0.8)


def _marker(report: Report, one: Named, known: SpeakerWords, patterns: _Patterns) -> Span | None:
    """Return the word before a name that shows to whom something was said ("to", "der")."""
    text, begin = report.text, one.span[0]
    if begin and text[begin - 1] in patterns.clitics:
        return (begin - 1, begin)
    start = _past_kinds(report, begin, known)
    for s, e in reversed(list(words_in(text, (max(0, start - 40), begin), known.elided))):
        if text[s:e].casefold().replace("’", "'") in patterns.datives:
            return (s, e) if e >= start - 1 else None
    return None


def _is_told(report: Report, span: Span, one: Named, article: bool) -> bool:
    """Tell whether somebody speaks in this sentence before the words ``span``.

    An article ("der dpa") inside the words that name the speaker is a genitive.
    """
    place = sentence(report, one.span)
    return _after_verb(report, place, span) or any(
        contains(place, c) and c[1] <= span[0] and "," not in report.text[c[1] : span[0]]
        for a in report.attributions
        for c in a.cue
        if not any(overlap(m, one.span) for m in a.content)
        and not (article and any(overlap(m, one.span) for m in a.mention))
    )


def _after_verb(report: Report, place: Span, span: Span) -> bool:
    """Tell whether the last clause before ``span`` begins with its verb: "…, zei zij tegen X"."""
    clause = report.text[place[0] : span[0]]
    start = max(clause.rfind(mark) for mark in ',،»”"')
    word = _WORD.search(clause, start) if start >= 0 else None
    cues = lexicon(report.language).cues.get(word.group().casefold(), ()) if word else ()
    return any(c.kind == "verb" and c.finite and len(c.words) == 1 for c in cues)


def sentence(report: Report, span: Span) -> Span:
    """Return the sentence in which ``span`` begins; without passages ``span`` itself."""
    for passage in report.passages:
        if contains(passage.span, span):
            return next((s for s in passage.sentences if overlap(s, span)), passage.span)
    return span
