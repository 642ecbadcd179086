"""Rules and tagger together: what each of them found, and which of the two tells a thing better.

The tagger sees attributions that no rule foresees; the rules know quotation marks, clauses and the
words of a cue exactly. Where both found one attribution, it is one: ``method`` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from firsthand.attribute.drafts import Draft
from firsthand.attribute.repair import repaired
from firsthand.attribute.segments import Segment
from firsthand.engines.base import Proposal
from firsthand.records import Report, Span
from firsthand.spans import SpanIndex, contains, overlap

ADD = 0.5
"""A proposal that no rule found counts from this on."""
KEEP = 0.1
"""A rule's finding whose cue is less likely than this is left out, unless it has a quotation."""
UNSEEN = 0.9
MARGIN = 12
SAME = 0.5
_BOUND = 3.0


def combine(
    report: Report,
    segments: Sequence[Segment],
    drafts: Sequence[Draft],
    proposals: Sequence[Proposal],
) -> list[Draft]:
    """Return the drafts of rules and tagger as one list; no proposals give the drafts unchanged."""
    places = [s for p in report.passages for s in (p.sentences or (p.span,))]
    sentences = SpanIndex(places)
    asked = {p.asked: p for p in proposals if p.asked is not None}
    free = [p for p in proposals if p.asked is None]
    found: list[Draft] = []
    for draft in drafts:
        proposal = asked.get(draft.cue[0]) if draft.cue else _alike(draft, free)
        if proposal is None:
            if draft.score >= UNSEEN or not draft.cue:
                found.append(replace(draft, method=f"rules:{draft.method}"))
            continue
        if proposal.score < KEEP and not draft.quotes:
            continue
        found.append(_joined(draft, proposal, repaired(report, sentences, places, proposal)))
    for proposal in _distinct([p for p in free if p.score >= ADD]):
        content = repaired(report, sentences, places, proposal)
        if any(_same_place(proposal, content, draft) for draft in found):
            continue
        found.append(_alone(report, segments, proposal, content))
    return found


def _same_place(proposal: Proposal, content: Sequence[Span], draft: Draft) -> bool:
    if any(overlap(a, b) for a in proposal.cue for b in draft.cue):
        return True
    return _shared(content, draft.content) > SAME and not (proposal.cue and draft.cue)


def _alike(draft: Draft, proposals: Sequence[Proposal]) -> Proposal | None:
    """Return the proposal without a cue that has the most of a draft without one."""
    best = max(proposals, key=lambda p: _shared(p.content, draft.content), default=None)
    if best is None or _shared(best.content, draft.content) < SAME:
        return None
    return best


def _joined(draft: Draft, proposal: Proposal, content: tuple[Span, ...]) -> Draft:
    """Take the content that the tagger finds likelier, the rules' where it is nearly as likely."""
    ours, theirs = _gain(draft.content, proposal), _gain(content, proposal)
    mention = draft.mention or proposal.mention[:1]
    method = f"both:{draft.method}"
    if draft.quotes or theirs - ours < MARGIN:
        return replace(draft, mention=mention, method=method)
    return replace(draft, content=content, mention=mention, method=method)


def _gain(content: Sequence[Span], proposal: Proposal) -> float:
    """Return the log odds of just these tokens being the content, against none."""
    index = SpanIndex(list(content))
    return sum(max(-_BOUND, min(_BOUND, o)) for span, o in proposal.odds if index.touching(span))


def _alone(
    report: Report, segments: Sequence[Segment], proposal: Proposal, content: tuple[Span, ...]
) -> Draft:
    anchor = (proposal.cue or proposal.content)[0]
    return Draft(
        content,
        proposal.mention[:1],
        proposal.cue,
        proposal.force,
        "tagger",
        round(proposal.score * 0.9, 2),
        _segment_of(segments, anchor),
        _quotes_in(report, content),
    )


def _quotes_in(report: Report, content: Sequence[Span]) -> tuple[int, ...]:
    return tuple(
        k
        for k, quote in enumerate(report.quotes)
        if all(any(contains(c, p) for c in content) for p in quote.pieces)
    )


def _segment_of(segments: Sequence[Segment], place: Span) -> int:
    """Return the innermost segment that holds a place, else the last that begins before it."""
    starts = [s.tokens[0].start for s in segments]
    last = bisect_right(starts, place[0]) - 1
    for k in range(last, max(-1, last - 20), -1):
        if segments[k].tokens[-1].end >= place[1]:
            return k
    return max(0, last)


def _distinct(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Leave out what says the same as a likelier one: two parts of one cue give two proposals."""
    kept: list[Proposal] = []
    for one in sorted(proposals, key=lambda p: -p.score):
        if any(_same(one, other) for other in kept):
            continue
        kept.append(one)
    return sorted(kept, key=lambda p: (p.cue or p.content)[0])


def _same(a: Proposal, b: Proposal) -> bool:
    if _shared(a.content, b.content) < 0.5:
        return False
    if not a.cue or not b.cue:
        return True
    return any(overlap(x, y) for x in a.cue for y in b.cue)


def _shared(a: Sequence[Span], b: Sequence[Span]) -> float:
    both = sum(overlap(x, y) for x in a for y in b)
    size = sum(e - s for s, e in (*a, *b)) - both
    return both / size if size else 0.0
