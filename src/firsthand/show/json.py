"""Reports and comparisons as plain JSON values, in the shape that other programs read.

Spans are ``[start, end]`` in Unicode code points of the report's ``text``, end exclusive.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from firsthand.records import (
    Attribution,
    Bounds,
    Citation,
    Claim,
    Comparison,
    Conflict,
    Count,
    Derivation,
    Divergence,
    Evidence,
    Making,
    Origin,
    Passage,
    Problem,
    Quote,
    Repeat,
    Report,
    SharedSpeaker,
    Span,
    Speaker,
    Story,
    Telling,
)

Row = dict[str, Any]

_SURROGATE = re.compile("[\ud800-\udfff]")


def report_record(report: Report) -> Row:
    """Return a report as a JSON object; empty parts stay as empty lists, unknown values as None."""
    return {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "sha256": report.sha256,
        "title": report.title,
        "outlet": report.outlet,
        "byline": report.byline,
        "published": report.published,
        "published_from": report.published_from,
        "language": report.language,
        "text": report.text,
        "passages": [_passage(passage) for passage in report.passages],
        "quotes": [_quote(quote) for quote in report.quotes],
        "attributions": [_attribution(attribution) for attribution in report.attributions],
        "speakers": [_speaker(speaker) for speaker in report.speakers],
        "citations": [_citation(citation) for citation in report.citations],
        "problems": [_problem(problem) for problem in report.problems],
    }


def comparison_record(comparison: Comparison) -> Row:
    """Return a comparison as a JSON object: its stories, its reports, and all problems."""
    return {
        "stories": [_story(story) for story in comparison.stories],
        "reports": [report_record(report) for report in comparison.reports],
        "problems": [_problem(problem) for problem in comparison.problems],
        "making": _making(comparison.making) if comparison.making else None,
    }


def dump_line(obj: Any) -> str:
    """Return ``obj`` as one line of JSON, without the newline, keys in the order they stand in.

    A lone surrogate becomes U+FFFD (one for one, so that spans still fit) and a number that JSON
    has no word for (NaN, infinity) becomes null: every line can be encoded and read back.
    """
    return json.dumps(_clean(obj), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def without_surrogates(text: str) -> str:
    """Return ``text`` with each lone surrogate replaced by U+FFFD; lengths stay the same."""
    return _SURROGATE.sub("\ufffd", text)


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _passage(passage: Passage) -> Row:
    return {
        "span": list(passage.span),
        "kind": passage.kind,
        "voice": passage.voice,
        "sentences": _spans(passage.sentences),
    }


def _quote(quote: Quote) -> Row:
    return {
        "pieces": _spans(quote.pieces),
        "outer": list(quote.outer),
        "depth": quote.depth,
        "closed": quote.closed,
    }


def _attribution(attribution: Attribution) -> Row:
    return {
        "id": attribution.id,
        "mode": attribution.mode,
        "content": _spans(attribution.content),
        "source": _spans(attribution.mention),
        "cue": _spans(attribution.cue),
        "parent": attribution.parent,
        "speaker": attribution.speaker,
        "force": attribution.force,
        "method": attribution.method,
        "score": attribution.score,
    }


def _speaker(speaker: Speaker) -> Row:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "mentions": _spans(speaker.mentions),
    }


def _citation(citation: Citation) -> Row:
    return {
        "span": list(citation.span),
        "outlet": citation.outlet,
        "kind": citation.kind,
        "scope": list(citation.scope),
        "method": citation.method,
        "score": citation.score,
        "href": citation.href,
    }


def _problem(problem: Problem) -> Row:
    return {"code": problem.code, "message": problem.message}


def _making(making: Making) -> Row:
    return {
        "version": making.version,
        "encoder": making.encoder,
        "thresholds": [{"of": of, "value": value} for of, value in making.thresholds],
    }


def _story(story: Story) -> Row:
    return {
        "id": story.id,
        "reports": list(story.reports),
        "claims": [_claim(claim) for claim in story.claims],
        "speakers": [_shared_speaker(speaker) for speaker in story.speakers],
        "derivations": [_derivation(derivation) for derivation in story.derivations],
        "origins": [_origin(origin) for origin in story.origins],
        "divergences": [_divergence(divergence) for divergence in story.divergences],
        "repeats": [_repeat(repeat) for repeat in story.repeats],
        "only_here": [_evidence(place) for place in story.only_here],
        "conflicts": [_conflict(conflict) for conflict in story.conflicts],
        "count": _count(story.count) if story.count else None,
    }


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "text": claim.text,
        "tellings": [_telling(telling) for telling in claim.tellings],
        "speakers": list(claim.speakers),
        "asserted_by": _bounds(claim.asserted_by),
        "routes": _bounds(claim.routes),
        "why": claim.why,
        "method": claim.method,
        "score": claim.score,
    }


def _telling(telling: Telling) -> Row:
    return {
        "report": telling.report,
        "attribution": telling.attribution,
        "spans": _spans(telling.spans),
    }


def _shared_speaker(speaker: SharedSpeaker) -> Row:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "members": [{"report": report, "speaker": member} for report, member in speaker.members],
        "method": speaker.method,
        "score": speaker.score,
    }


def _derivation(derivation: Derivation) -> Row:
    return {
        "report": derivation.report,
        "from": derivation.parent,
        "kind": derivation.kind,
        "evidence": [[_evidence(place) for place in row] for row in derivation.evidence],
        "method": derivation.method,
        "score": derivation.score,
        "part": derivation.part,
    }


def _origin(origin: Origin) -> Row:
    return {"id": origin.id, "kind": origin.kind, "name": origin.name}


def _divergence(divergence: Divergence) -> Row:
    return {
        "claim": divergence.claim,
        "kind": divergence.kind,
        "aspect": divergence.aspect,
        "spans": [_evidence(place) for place in divergence.spans],
        "method": divergence.method,
        "score": divergence.score,
    }


def _repeat(repeat: Repeat) -> Row:
    return {
        "claim": repeat.claim,
        "report": repeat.report,
        "spans": [_evidence(place) for place in repeat.spans],
        "method": repeat.method,
        "score": repeat.score,
    }


def _conflict(conflict: Conflict) -> Row:
    return {
        "claim": conflict.claim,
        "aspect": conflict.aspect,
        "spans": [_evidence(place) for place in conflict.spans],
        "around": [_evidence(place) for place in conflict.around],
        "method": conflict.method,
        "score": conflict.score,
    }


def _count(count: Count) -> Row:
    return {
        "reports": count.reports,
        "languages": count.languages,
        "origins": _bounds(count.origins),
        "speakers": _bounds(count.speakers),
        "why": count.why,
    }


def _bounds(bounds: Bounds | None) -> Row | None:
    return {"lower": bounds.lower, "upper": bounds.upper} if bounds else None


def _evidence(place: Evidence) -> Row:
    return {"report": place.report, "span": list(place.span)}


def _clean(value: Any) -> Any:
    """Return ``value`` with what UTF-8 or JSON cannot carry replaced."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value
