"""A comparison as one self-contained page: no request, every quotation a link.

A quotation's link leads to ``#<letter>-<start>-<end>``: the marked words in the full text, which
stands at the end of the page. Where a mark had to be cut into pieces (see ``marks``), a style rule
lights all of them. The page's one style and one script are named by their hashes in its Content
Security Policy (https://www.w3.org/TR/CSP3/): nothing else in it can style or run. All can
be read without it; it adds filters, partners of marked words, and two texts side by side.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from firsthand import __version__
from firsthand.records import Comparison
from firsthand.show.about import MEANS, measured
from firsthand.show.claims import WRITER, WRITTEN, TellingView
from firsthand.show.conflicts import BOTH, SideView
from firsthand.show.fragments import text_link, web_address
from firsthand.show.full import anchor, evidence, full_texts
from firsthand.show.labels import Label, Words, dated, labels
from firsthand.show.map import Map, draw
from firsthand.show.marks import Event, divided, within
from firsthand.show.only import HONEST
from firsthand.show.timeline import Timeline, timeline
from firsthand.show.tree import derivation_label
from firsthand.show.view import (
    StoryView,
    all_problems,
    bounds_words,
    plural,
    story_views,
)
from firsthand.show.words import is_right_to_left, language_tag, markup_safe
from firsthand.spans import hull

MOST_WORDINGS = 9
"""So many wordings of a claim are shown at once, the rest behind a click."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the page offers: what it is, how it is called, and where it lies.

    ``packed``: the address is a ``data:`` one of the file packed by gzip. The script unpacks it;
    without scripts it is saved as it is, under its name with ``.gz``.
    """

    title: str
    file: str
    address: str
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Where the page is served by ``firsthand serve``: what it can be told, and where.

    ``address`` is the comparison's, without a slash at its end; ``version`` tells which of its
    pages a correction was made on; ``corrections``: corrections are kept.
    """

    address: str
    version: int = 1
    corrections: bool = True


def render_page(
    comparison: Comparison, downloads: Sequence[Download] = (), room: Room | None = None
) -> str:
    """Return the page; a comparison without stories gives a page that says so.

    Without ``room`` the page sends nothing anywhere; with it its forms go to the server.
    """
    views = story_views(comparison)
    known = labels(comparison.reports)
    full = full_texts(views, known)
    style = _style(anchor for text in full for anchor in divided(text.blocks))
    script = _asset("page.js")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            views=views,
            known=known,
            full=full,
            readable={text.label.letter for text in full},
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script, "'self'" if room else "'none'"),
            problems=all_problems(comparison),
            unread=[label for label in known.values() if not label.report.text],
            measured=measured(comparison.reports),
            making=comparison.making,
            downloads=downloads,
            room=room,
            most_claims=lambda number: len(views[number - 1].claims),
            version=__version__,
        )
    )


def _asset(name: str) -> str:
    """Return a file that the page carries in itself, as an HTML parser will see it."""
    file = resources.files("firsthand.show") / "templates" / name
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def _style(pieces: Iterable[str]) -> str:
    """Return the style; marks in several pieces (by their anchors) are lit together."""
    rules = [
        f':root:has([id="{name}"]:target) [data-mark="{name}"] '
        "{ background: var(--hit); color: var(--hit-ink); }\n"
        for name in pieces
    ]
    return _asset("page.css") + "".join(rules)


def _policy(style: str, script: str, forms: str) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        f"base-uri 'none'; form-action {forms}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("firsthand.show"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        anchor=lambda words, span: anchor(words.label, span),
        events=_events,
        lang=_lang,
        tag=language_tag,
        address=web_address,
        original=_original,
        bounds=bounds_words,
        evidence=evidence,
        derived=derivation_label,
    )
    environment.globals.update(
        draw=_draw,
        timeline=_timeline,
        plural=plural,
        dated=dated,
        both=BOTH,
        honest=HONEST,
        means=MEANS,
        most=MOST_WORDINGS,
        writer=WRITER,
        written=WRITTEN,
    )
    return environment


def _finalize(value: Any) -> Any:
    """Keep what HTML cannot carry out of every value that a template prints."""
    return (
        markup_safe(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
    )


def _lang(label: Label) -> Markup:
    """Return the attributes that tell the language and direction of a report's words."""
    tag = language_tag(label.report.language)
    direction = "rtl" if is_right_to_left(label.report.language) else "auto"
    return Markup('lang="{}" dir="{}"').format(tag or "", direction)


def _original(words: Words) -> str | None:
    """Return the link to the words where they were published, or None."""
    report = words.label.report
    return text_link(report.url, report.text, hull(words.spans)) if words.spans else None


def _draw(view: StoryView) -> Map:
    return draw(view.story, view.labels)


def _timeline(view: StoryView) -> Timeline | None:
    return timeline(view.labels)


def _events(telling: TellingView | SideView) -> tuple[tuple[Event, ...], ...]:
    """Return for each piece of a telling the steps of writing it, with what differs marked."""
    return within(telling.words.label.report.text, telling.words.spans, telling.marks)
