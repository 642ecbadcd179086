"""Which agencies and outlets a report names as its source, and what rests on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand import languages
from firsthand.attribute.mentions import SpeakerWords, proper_name, speaker_words
from firsthand.attribute.tokens import words_in
from firsthand.data import Outlet, by_name, outlet_words, outlets
from firsthand.records import Attribution, Citation, CitationKind, Passage, Report, Span
from firsthand.spans import contains, hull, overlap, trim

_DATELINE_REACH = 70
_CREDIT_LENGTH = 80
_NEAR = 40
_FIRST = 3
_DASHES = frozenset("-–—:")
_ADJACENT = 2
# Call signs of American stations, and endings that only outlets' names have.
_STATION = re.compile(r"^[KW][A-Z]{2,3}(?:-TV|-FM)?$|(?:-TV|-FM|\bTV|\.com|\.net|\.org|^247\w+)$")


def find_citations(report: Report) -> tuple[Citation, ...]:
    """Return the citations of a report in order of place.

    An outlet that is only talked about is no citation, nor is the report's own outlet. Works on
    what the attribute stage found; no passages give an empty tuple.
    """
    known = speaker_words(report.language)
    found: list[Citation] = []
    for candidate in _candidates(report, known):
        own = report.outlet is not None and _bare(candidate.outlet) == _bare(report.outlet)
        if not own and not any(overlap(candidate.span, c.span) for c in found):
            found.append(candidate)
    return tuple(sorted(found, key=lambda c: c.span))


def _candidates(report: Report, known: SpeakerWords) -> Iterator[Citation]:
    """Yield possible citations, the surest first."""
    yield from _block_leads(report, known)
    yield from _from_attributions(report, known)
    named = list(_named(report))
    yield from _datelines(report, named)
    yield from _credits(report, named)
    yield from _addressed(report, known)
    yield from _plain(report, named)


# --- outlets by name


@cache
def _pattern() -> re.Pattern[str]:
    """Long names match in any case, short forms as they stand; Chinese needs no word ends."""
    long: list[str] = []
    short: list[str] = []
    bare: list[str] = []
    for outlet in outlets():
        for name in outlet.names:
            exact = name.isupper() or len(name) < 5
            target = bare if _unspaced(name) else short if exact else long
            target.append(re.escape(name))
        short.extend(re.escape(s) for s in outlet.short)

    def either(names: list[str]) -> str:
        return "|".join(sorted(set(names), key=lambda n: (-len(n), n)))

    words = rf"(?<![\w.])(?:(?i:{either(long)})|{either(short)})(?!\w)"
    return re.compile(f"{words}|(?:{either(bare)})")


def _unspaced(name: str) -> bool:
    return any("\u3040" <= c <= "\u9fff" for c in name)


def _named(report: Report) -> Iterator[tuple[Span, Outlet]]:
    """Yield where known agencies and outlets are named outside quotations of speech."""
    for match in _pattern().finditer(report.text):
        span = match.span()
        quoted = any(contains(q.outer, span) and len(q.pieces[0]) > 0 for q in report.quotes)
        outlet = by_name().get(match.group().casefold())
        if outlet is not None and not (quoted and not _whole_quote(report, span)):
            yield span, outlet


def _whole_quote(report: Report, span: Span) -> bool:
    """An outlet's name alone in quotation marks (» Der Spiegel «) is a name, not speech."""
    return any(span in q.pieces for q in report.quotes)


# --- constructions


def _block_leads(report: Report, known: SpeakerWords) -> Iterator[Citation]:
    """ "The Herald reports:" alone in a paragraph: all that follows rests on it."""
    verbs = frozenset(languages.table(report.language, "citation").get("block_verbs", ()))
    for index, passage in enumerate(report.passages):
        start, end = passage.span
        text = report.text[start:end]
        if end - start > _CREDIT_LENGTH or not text.rstrip().endswith((":", "：")):
            continue
        spans = [s for s in words_in(report.text, passage.span) if report.text[s[0]].isalnum()]
        words = [report.text[s:e] for s, e in spans]
        if len(words) < 2 or not verbs & {words[0].casefold(), words[-1].casefold()}:
            continue
        name = _outlet_name(words, known, verbs)
        if name and _only_a_name(words, name, verbs):
            scope = (_after(report, index), len(report.text.rstrip()))
            span = (spans[0][0], spans[-1][1])
            yield Citation(span, _canonical(name), _kind(name), scope, "rules:block", 0.8)


def _only_a_name(words: Sequence[str], name: str, verbs: frozenset[str]) -> bool:
    """Tell whether there is nothing but a name without an office, and the verb."""
    rest = [w for w in words if w not in name.split() and w.casefold() not in verbs]
    return len(rest) <= 1


def _after(report: Report, index: int) -> int:
    if index + 1 < len(report.passages):
        return report.passages[index + 1].span[0]
    return report.passages[index].span[1]


def _from_attributions(report: Report, known: SpeakerWords) -> Iterator[Citation]:
    """An outlet that speaks is a citation: "X reports that …", "…, meldt X"."""
    kinds = {s.id: s.kind for s in report.speakers}
    for attribution in report.attributions:
        if not attribution.mention:
            continue
        if attribution.parent is not None and _inside_speech(report, attribution):
            continue
        span = attribution.mention[0]
        words = [report.text[s:e] for s, e in words_in(report.text, span)]
        listed = _pattern().search(report.text[span[0] : span[1]])
        spoken = kinds.get(attribution.speaker or "") == "outlet" or _reports_as_outlet(
            report, attribution, words, known
        )
        name = listed.group() if listed else _outlet_name(words, known, frozenset())
        if name is None or not (listed or spoken) or _is_person(words, name, known):
            continue
        place = _with_cue(attribution)
        scope = hull([*attribution.content, place])
        method = "rules:speaks"
        yield Citation(place, _canonical(name), _kind(name), scope, method, attribution.score)


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


def _datelines(report: Report, named: Sequence[tuple[Span, Outlet]]) -> Iterator[Citation]:
    """ "BEIRUT (AP) —", "Berlin (dpa) -" at the head of one of the first paragraphs."""
    text = report.text
    for passage in report.passages[: _FIRST + 1]:
        start = passage.span[0]
        for span, outlet in named:
            if not (start <= span[0] < start + _DATELINE_REACH and span[1] <= passage.span[1]):
                continue
            before = text[start : span[0]].rstrip()
            after = text[span[1] : span[1] + 4].lstrip()
            bracket = before.endswith(("(", "（")) and after[:1] in {")", "）"}
            dashed = after[:1] in _DASHES or (before[-1:] in _DASHES and len(after) > 0)
            dashed = dashed and len(before) > 0 and before[:1].isupper()
            closed = bool(bracket and after[1:].lstrip(" .")[:1] in _DASHES)
            if closed or (dashed and outlet.kind == "agency"):
                place = (start, span[1] + (1 if bracket else 0))
                yield _citation(report, place, outlet, "dateline", "rules:dateline", 0.95)


def _credits(report: Report, named: Sequence[tuple[Span, Outlet]]) -> Iterator[Citation]:
    """ "(AP)" or "Reuters" in a line of its own, or at the end of a paragraph in brackets."""
    for index, passage in enumerate(report.passages):
        for span, outlet in named:
            if not contains(passage.span, span):
                continue
            if _is_credit_line(report, passage, span):
                ends = index in {0, 1, len(report.passages) - 1}
                scope = (0, len(report.text)) if ends else passage.span
                yield Citation(span, outlet.name, "credit", scope, "rules:credit", 0.85)


def _is_credit_line(report: Report, passage: Passage, span: Span) -> bool:
    start, end = trim(report.text, passage.span, "().,;:–—- /")
    alone = end - start <= _CREDIT_LENGTH and passage.kind in {"credit", "other", "caption"}
    around = report.text[max(0, span[0] - 1) : span[1] + 1]
    bracketed = around.startswith("(") and around.endswith(")")
    return (start, end) == span or alone or (bracketed and passage.span[1] - span[1] <= _ADJACENT)


def _addressed(report: Report, known: SpeakerWords) -> Iterator[Citation]:
    """ "told Reuters", "in an interview with CNN", "gegenüber der dpa"."""
    pattern = _addressing(report.language)
    if pattern is None:
        return
    for match in pattern.finditer(report.text):
        place = _addressee(report.text, match.end(), known)
        if place is None or any(contains(q.outer, place) for q in report.quotes):
            continue
        name = report.text[place[0] : place[1]]
        span = (match.start(), place[1])
        scope = _sentence(report, span)
        yield Citation(span, _canonical(name), _kind(name), scope, "rules:addressed", 0.85)


@cache
def _addressing(language: str | None) -> re.Pattern[str] | None:
    words = languages.table(language, "citation").get("addressing", ())
    either = "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.I) if words else None


def _addressee(text: str, start: int, known: SpeakerWords) -> Span | None:
    """Return the outlet's name right behind an addressing word, past article and kind word."""
    listed = _pattern().match(text, start + 1)
    if listed:
        return listed.span()
    run: list[Span] = []
    kind_named = False
    for s, e in words_in(text, (start, min(len(text), start + _NEAR + 20))):
        word = text[s:e]
        # Weekdays and nationalities are written with capitals too ("told the media Saturday").
        named = word[:1].isupper() and not known.has("demonyms", word.casefold())
        if named or (word[:1].isdigit() and not run):
            run.append((s, e))
        elif run or not word[:1].isalpha():
            break
        elif known.has("outlets", word.casefold()):
            kind_named = True
        elif not (known.has("definite", word.casefold()) or len(word) <= _ADJACENT):
            break
        listed = _pattern().match(text, s)
        if listed:
            return listed.span()
    if not run:
        return None
    place = (run[0][0], run[-1][1])
    return place if kind_named or is_outlet_like(text[place[0] : place[1]], known) else None


def is_outlet_like(name: str, known: SpeakerWords) -> bool:
    """Tell whether a name looks like an outlet's: "Valley Herald", "KXYZ-TV", "247sport.com"."""
    words = name.split()
    return bool(_STATION.search(name)) or (
        len(words) > 1
        and any(known.has("outlets", w) or w in outlet_words() for w in map(str.casefold, words))
    )


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
    bare = len(names) == 1 and all(known.has("definite", w.casefold()) for w in plain)
    person = not plain and not any(n.isupper() for n in names)
    return bool(cue & set(verbs)) and bare and not person


def _plain(report: Report, named: Sequence[tuple[Span, Outlet]]) -> Iterator[Citation]:
    """An agency by its full name in the narrator's text: agencies are hardly ever the subject."""
    for span, outlet in named:
        written = report.text[span[0] : span[1]]
        full = len(written) > 4 or _unspaced(written) or outlet.distinct
        if outlet.kind == "agency" and full and outlet.id != "bloomberg":
            yield Citation(span, outlet.name, "agency", _sentence(report, span), "rules:named", 0.6)


# --- names and places


def _outlet_name(words: Sequence[str], known: SpeakerWords, verbs: frozenset[str]) -> str | None:
    """Return the capitalised words that name an outlet, its kind word ("News") kept."""
    kept = [w for w in words if w.casefold() not in verbs and w[:1].isalnum()]
    while kept and (
        not kept[0][:1].isupper()
        or known.has("definite", kept[0].casefold())
        or (known.has("outlets", kept[0].casefold()) and not kept[0][:1].isupper())
    ):
        kept = kept[1:]
    run: list[str] = []
    for word in kept:
        if word[:1].isupper() or (run and word.casefold() in {"of", "van", "de", "di", "&"}):
            run.append(word)
        else:
            break
    return " ".join(run) or proper_name(list(words), known)


def _canonical(name: str) -> str:
    outlet = by_name().get(name.casefold())
    return outlet.name if outlet else name


def _kind(name: str) -> CitationKind:
    outlet = by_name().get(name.casefold())
    return outlet.kind if outlet else "outlet"


def _citation(
    report: Report, span: Span, outlet: Outlet, kind: CitationKind, method: str, score: float
) -> Citation:
    return Citation(span, outlet.name, kind, (0, len(report.text)), method, score)


def _sentence(report: Report, span: Span) -> Span:
    for passage in report.passages:
        if contains(passage.span, span):
            return next((s for s in passage.sentences if overlap(s, span)), passage.span)
    return span


def _bare(name: str) -> str:
    words = name.casefold().split()
    return " ".join(
        words[1:] if words[:1] and words[0] in {"the", "de", "le", "la", "el"} else words
    )
