"""Who said what: passages and quotations of a report -> attributions, speakers, citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.attribute.cite import find_citations
from firsthand.attribute.drafts import Draft, draft_segment
from firsthand.attribute.fragments import claim_fragments
from firsthand.attribute.headlines import draft_headlines
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.reported import continue_reported
from firsthand.attribute.segments import segments
from firsthand.attribute.speaker_words import speaker_words
from firsthand.attribute.speakers import resolve_speakers
from firsthand.attribute.speech import claim_speech
from firsthand.attribute.tables import lexicon
from firsthand.attribute.together import combine
from firsthand.attribute.tokens import words_in
from firsthand.attribute.universal import words_of_saying
from firsthand.engines.base import Encoder, Tagger
from firsthand.records import Attribution, Mode, Quote, Report, Span
from firsthand.spans import SpanIndex, contains, overlap


def attribute(
    report: Report, encoder: Encoder | None = None, tagger: Tagger | None = None
) -> Report:
    """Return the report with its attributions, speakers and citations.

    Works on what ``split`` found; a report without passages comes back unchanged. Languages
    without a table of their own give only what quotation marks, colons and names show, and, with
    an encoder, words beside quotations that are like known cues; their methods begin "universal".
    """
    if not report.passages:
        return report
    known = lexicon(report.language)
    if encoder is not None and not known.cues:
        known = replace(known, words={"spoken": words_of_saying(report, encoder)})
    parts = segments(report, known)
    drafts: list[Draft] = []
    for index in range(len(parts)):
        drafts.extend(draft_segment(report, parts, index, known))
    drafts.extend(draft_headlines(report, parts, drafts, known))
    if tagger is not None:
        proposals = tagger.propose(report, [d.cue[0] for d in drafts if d.cue])
        drafts = combine(report, parts, drafts, proposals)
    drafts = continue_reported(parts, drafts, known)
    drafts = claim_speech(report, parts, drafts, known)
    drafts = _distinct(claim_fragments(report, parts, drafts, known))
    parents = _parents(drafts)
    owners = [
        p if parts[d.segment].within is not None else None
        for p, d in zip(parents, drafts, strict=True)
    ]
    chosen, speakers = resolve_speakers(
        report, parts, drafts, owners, speaker_words(report.language)
    )
    quoted = SpanIndex([q.outer for q in report.quotes])
    attributions = tuple(
        Attribution(
            id=f"a{i + 1}",
            mode=_mode(report, quoted, draft, parents[i] is not None),
            content=draft.content,
            mention=draft.mention,
            cue=draft.cue,
            parent=None if parents[i] is None else f"a{parents[i] + 1}",  # type: ignore[operator]
            speaker=chosen[i],
            force=draft.force,
            method=_method(draft, known),
            score=draft.score,
        )
        for i, draft in enumerate(drafts)
    )
    found = replace(report, attributions=attributions, speakers=speakers)
    return replace(found, citations=find_citations(found))


def _method(draft: Draft, known: Lexicon) -> str:
    """Say who found it: "both:" or "tagger", or "rules:" ("universal:" in an unknown language)."""
    if draft.method == "tagger" or draft.method.startswith("both:"):
        return draft.method
    method = draft.method.removeprefix("rules:")
    return f"{'rules' if known.cues else 'universal'}:{method}"


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Sort drafts by place and keep the best of those with the same content and cue place."""
    best: dict[tuple[Span, ...], Draft] = {}
    rest: list[Draft] = []
    for draft in drafts:
        other = best.get(draft.content)
        if other is None or (other.mention and draft.mention and other.mention != draft.mention):
            best[draft.content] = draft
            rest.append(draft)
        elif draft.score > other.score:
            rest[rest.index(other)] = draft
            best[draft.content] = draft
    return sorted(rest, key=lambda d: (min((*d.content, *d.mention, *d.cue)), d.cue, d.content))


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """Return for each draft the one in whose content it stands: the smallest that holds its cue."""
    owned = [(piece, k) for k, draft in enumerate(drafts) for piece in draft.content]
    pieces = SpanIndex([piece for piece, _ in owned])
    sizes = [sum(e - s for s, e in draft.content) for draft in drafts]
    found: list[int | None] = []
    for index, own in enumerate(drafts):
        anchor = own.cue[0] if own.cue else own.content[0]
        around = sorted(
            {owned[n][1] for n in pieces.at(anchor[0]) if contains(owned[n][0], anchor)} - {index}
        )
        outer = [k for k in around if not _holds_cue(own, drafts[k])]
        found.append(min(outer, key=lambda k: (sizes[k], k), default=None))
    return found


def _holds_cue(draft: Draft, other: Draft) -> bool:
    return any(contains(piece, c) for piece in draft.content for c in other.cue)


def _surrounds(quote: Quote, draft: Draft) -> bool:
    """Tell whether the quotation holds the attribution itself, not only its content."""
    return any(contains(quote.outer, place) for place in (*draft.cue, *draft.mention))


def _mode(report: Report, quoted: SpanIndex, draft: Draft, nested: bool) -> Mode:
    """Judge by the attribution's own quotation marks, not those of the speech around it.

    ``quoted`` finds the report's quotations by place.
    """
    text = report.text
    inside = words = 0
    touched = [c for c in draft.content if c[0] < c[1] and quoted.touching(c)]
    if not touched:
        return "indirect"
    for content in draft.content:
        near = sorted(set(quoted.touching(content))) if content[0] < content[1] else []
        quotes = [report.quotes[i] for i in near]
        own = [q for q in quotes if not (nested and _surrounds(q, draft))]
        marked = SpanIndex([p for q in own for p in q.pieces if overlap(p, content)])
        for word in words_in(text, content):
            if text[word[0]].isalnum():
                words += 1
                inside += bool(marked.touching(word))
    if inside == 0:
        return "indirect"
    return "direct" if inside == words else "mixed"
