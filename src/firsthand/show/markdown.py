"""A brief of a comparison in Markdown (CommonMark), to be pasted into a message or a document.

Text of reports stands in it as text alone: whatever Markdown or HTML it holds has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from firsthand.records import Comparison
from firsthand.show.about import MEANS
from firsthand.show.claims import ClaimView, TellingView
from firsthand.show.conflicts import BOTH, ConflictView, SideView
from firsthand.show.differences import DifferenceView
from firsthand.show.fragments import text_link, web_address
from firsthand.show.labels import Label, Words, dated, labels
from firsthand.show.only import HONEST, OnlyView
from firsthand.show.tree import Branch, derivation_label
from firsthand.show.view import StoryView, all_problems, bounds_words, plural, story_views
from firsthand.show.words import is_right_to_left, isolated, neutral
from firsthand.spans import hull

MOST_ALONE = 5
"""How many things that one report alone has a brief tells; the page has them all."""
# CommonMark lets any ASCII punctuation be escaped. These make markup, links or HTML in it or in
# its usual extensions: tables, strike-through, mathematics, mentions, tags.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&@$^]")
# What extensions make a link of without any mark, and what begins a list or underlines a heading.
_BARE_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_BEGINS = re.compile(r"^(\d*)(?=[.)])|^(?=[-+=:])")

_Known = Mapping[str, Label]


def render_markdown(comparison: Comparison) -> str:
    """Return the brief: of each story the answer, the origins, conflicts and claims; then problems.

    No stories give a line that says so.
    """
    known = labels(comparison.reports)
    lines = [line for view in story_views(comparison) for line in _story(view, known)]
    lines = lines or ["No story: there was nothing to compare.", ""]
    problems = all_problems(comparison)
    if problems:
        lines += ["## Problems", ""]
        named = ((f"{escaped(name)}: " if name else "", problem) for name, problem in problems)
        lines += [f"- {name}{escaped(problem.message)}" for name, problem in named]
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Return ``text`` as one line of Markdown that shows exactly it: no markup, link or HTML."""
    marked = _MARKUP.sub(r"\\\g<0>", neutral(text))
    return _BEGINS.sub(r"\g<0>\\", _BARE_LINK.sub(r"\\", marked), count=1)


def _story(view: StoryView, known: _Known) -> Iterator[str]:
    yield from (f"# {_name(view.first.report.title or view.first.name)}", "")
    yield from (f"**{_name(view.answer)}**", "")
    if view.figures:
        yield from (" · ".join(f"{many} {noun}" for many, noun in view.figures), "")
        yield from ("What this count means, and what it does not: " + MEANS, "")
    yield from ("## Reports", "")
    yield from (_report(label) for label in view.labels)
    yield ""
    if view.tree:
        yield from ("## Where the reports come from", "")
        for branch in view.tree:
            yield from _branch(branch, known, 0)
        yield ""
    if view.conflicts:
        yield from ("## Where they conflict", "", BOTH, "")
        for conflict in view.conflicts:
            yield from _conflict(conflict)
        yield ""
    if view.shared:
        yield from ("## Told by several reports", "")
        for claim in view.shared:
            yield from _claim(claim)
    if view.only:
        yield from ("## Only in one report", "", HONEST, "")
        for only in view.only:
            yield from _only(only)


def _report(label: Label) -> str:
    title = label.report.title
    shown = f": {_name(title)}" if title else ""
    name = _linked(_named(label), web_address(label.report.url))
    return f"- {name}{shown} ({escaped(dated(label.report))}; {_language(label)})"


def _language(label: Label) -> str:
    return escaped(label.report.language or "unknown language")


def _name(name: str) -> str:
    """Return outside text, safe, on one line, and so that its direction disturbs nothing."""
    return isolated(escaped(name))


def _named(label: Label) -> str:
    return f"{label.letter}, {_name(label.name)}"


def _linked(shown: str, address: str | None) -> str:
    """Return a link; ``shown`` is Markdown already. Without an address: what is shown alone."""
    # An entity would be read in an address, too.
    return f"[{shown}](<{address.replace('&', '&amp;')}>)" if address else shown


def _place(words: Words) -> str:
    """Return where words stand, linked to the words on the page where the report has one."""
    report = words.label.report
    link = text_link(report.url, report.text, hull(words.spans)) if words.spans else None
    return _linked(escaped(words.locator), link)


def _branch(branch: Branch, known: _Known, depth: int) -> Iterator[str]:
    notes = [derivation_label(branch.derivation)] if branch.derivation else []
    if branch.origin:
        kind = "" if branch.origin.kind == "unknown" else f" ({branch.origin.kind})"
        name = f"**{_name(branch.origin.name) or 'an origin that is not named'}**{kind}"
    else:
        label = known.get(branch.id)
        name = _named(label) if label else _name(branch.id)
        if branch.circle:
            notes.append("in a circle: no origin found")
        elif not branch.derivation:
            notes.append("names no origin")
    notes += ["see above"] if branch.repeated else []
    yield f"{'  ' * depth}- {' · '.join([name, *notes])}"
    for child in branch.children:
        yield from _branch(child, known, depth + 1)


def _claim(claim: ClaimView) -> Iterator[str]:
    speakers = ", ".join(_name(name) for name in claim.speakers) or "nobody named"
    yield from (f"### Claim {claim.number}: {speakers}", "")
    counted = claim.claim.asserted_by or claim.claim.routes
    if claim.claim.why:
        yield from (_name(claim.claim.why), "")
    elif counted:
        asserted = bounds_words(claim.claim.asserted_by)
        yield from (f"Asserted by {asserted}; routes: {bounds_words(claim.claim.routes)}.", "")
    for telling in claim.tellings:
        yield from _telling(telling)
    if claim.differences or claim.repeats:
        yield from ("What differs:", "")
        yield from (f"- {_difference(difference)}" for difference in claim.differences)
        for repeat in claim.repeats:
            both = f"{_quoted(repeat.one.short)} and {_quoted(repeat.other.short)}"
            yield f"- printed twice in {repeat.one.label.letter}: {both}"
        yield ""


def _telling(telling: TellingView) -> Iterator[str]:
    """Yield a telling as a block quotation, and under it who says it, how, and where it stands."""
    label = telling.words.label
    chain = [_name(telling.speaker), *(f"as told by {_name(name)}" for name in telling.via)]
    manner = f"{telling.manner}, {telling.rendering}" if telling.rendering else telling.manner
    notes = [", ".join(chain), manner, _named(label), _language(label), _place(telling.words)]
    yield from (f"> {_quoted(telling.words)}", ">", f"> — {' · '.join(notes)}", "")


def _quoted(words: Words) -> str:
    """Return the words in marks of our own, pieces apart."""
    right = is_right_to_left(words.label.report.language)
    return " … ".join(f"“{isolated(escaped(piece), right)}”" for piece in words.pieces)


def _difference(difference: DifferenceView) -> str:
    line = escaped(difference.label)
    if difference.wordings:
        line += f": {_wordings(difference.wordings)}"
    if difference.against:
        line += f" against {_wordings(difference.against)}"
    return f"{line}; not in {escaped(difference.lacking)}" if difference.lacking else line


def _wordings(wordings: Sequence[Words]) -> str:
    return ", ".join(f"{_quoted(words.short)} in {words.label.letter}" for words in wordings)


def _conflict(conflict: ConflictView) -> Iterator[str]:
    of_claim = f" (claim {conflict.claim})" if conflict.claim else ""
    yield f"- {_difference(conflict.line)}{of_claim}"
    yield from (f"  - {_side(side)}" for side in conflict.sides)


def _side(side: SideView) -> str:
    speaker = [_name(side.speaker)] if side.speaker else []
    notes = [*speaker, _named(side.words.label), _place(side.words)]
    return f"{_quoted(side.words)} — {' · '.join(notes)}"


def _only(only: OnlyView) -> Iterator[str]:
    """Yield what one report alone has, shortened, and how much more there is."""
    yield from (f"### Only in {_named(only.label)}", "")
    for title, found in only.parts:
        yield from (f"{title[0].upper()}{title[1:]}:", "")
        for one in found[:MOST_ALONE]:
            if isinstance(one, ClaimView):
                telling = one.tellings[0]
                yield f"- {_name(telling.speaker)}: {_brief(telling.words)}"
            else:
                yield f"- {'comment: ' if one.comment else ''}{_brief(one.words)}"
        more = len(found) - MOST_ALONE
        if more > 0:
            yield f"- and {plural(more, 'other')}: the page has them all"
        yield ""


def _brief(words: Words) -> str:
    return f"{_quoted(words.short)} ({_place(words)})"
