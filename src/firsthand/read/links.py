"""Links of an article to the pages of other outlets, with the words that carry them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from firsthand.data import by_domain, platforms
from firsthand.records import Citation, Report, Span

Tree: TypeAlias = Any  # lxml ships no types

_MOST = 5000
_MOST_OUTWARD = 300
_LONGEST = 300
_CONTEXT = 40
_LEAST_CONTEXT = 12
_SCORE = 0.5
_BLOCKS = frozenset(
    (
        "p",
        "li",
        "td",
        "th",
        "dd",
        "dt",
        "blockquote",
        "div",
        "section",
        "article",
        "body",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figcaption",
    )
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a page: where it leads, its words, and the words before and behind in its block."""

    href: str
    words: str
    before: str
    behind: str


def outward_links(tree: Tree, url: str | None) -> tuple[Link, ...]:
    """Return the links of a page to other outlets' pages, in order, 300 at most.

    Another outlet is another registrable domain; platforms that publish for everybody are none.
    Where the page's own address is not known, only the domains of known outlets count. Call it
    before the tree is changed.
    """
    own = _domain(url or "")
    found: list[Link] = []
    for link in islice(_anchors(tree), _MOST):
        href = _address(link.href, url)
        domain = _domain(href)
        if domain is None or domain in platforms() or _same(own, domain):
            continue
        # Without an address of the page's own, most links to unknown domains are its own, too.
        known = own is not None or domain in by_domain()
        if known and 0 < len(link.words) <= _LONGEST and len(found) < _MOST_OUTWARD:
            found.append(replace(link, href=href))
    return tuple(found)


def cited_links(report: Report, links: Sequence[Link]) -> tuple[Citation, ...]:
    """Return a citation for each link whose words are found in the report's text.

    The words have to stand there once with the words that surround them on the page; a link
    with nothing around it, or found twice, is dropped: no span is guessed.
    """
    found: dict[Span, Citation] = {}
    for link in links:
        span = _place(report.text, link)
        domain = _domain(link.href)
        if span is not None and span not in found and domain is not None:
            outlet = by_domain().get(domain)
            name = outlet.name if outlet else domain
            found[span] = Citation(span, name, "link", span, "html:link", _SCORE, link.href)
    return tuple(found[span] for span in sorted(found))


def _address(href: str, url: str | None) -> str:
    try:
        address = urljoin(url or "", href.strip())
        return address if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


@cache
def _domain(address: str) -> str | None:
    """Return the registrable domain of an address ("bbc.co.uk"), None where it has none."""
    from courlan import extract_domain  # noqa: PLC0415 (loads a list of suffixes)

    if not address:
        return None
    try:
        found = extract_domain(address)
    except ValueError:
        return None
    return str(found) if found else None


def _same(own: str | None, domain: str) -> bool:
    """Tell whether two domains are one outlet's (bbc.com, bbc.co.uk)."""
    if own is None or own == domain:
        return own == domain
    mine, other = by_domain().get(own), by_domain().get(domain)
    return mine is not None and mine is other


def _anchors(tree: Tree) -> Iterator[Link]:
    """Yield the links of a page with the words of their paragraphs around them, in one walk."""
    from lxml import etree  # noqa: PLC0415 (plain text needs neither)

    block = _Block()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in _BLOCKS:
            yield from block.links()
            block = _Block()
        if event == "start":
            if tag == "a":
                block.open(element.get("href") or "")
            block.add(" " if tag == "br" else element.text or "")
        else:
            if tag == "a":
                block.close()
            block.add(element.tail or "")
    yield from block.links()


class _Block:
    """The words of one paragraph so far, and where its links stand in them."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._length = 0
        self._opened: tuple[str, int] | None = None
        self._found: list[tuple[str, int, int]] = []

    def add(self, words: str) -> None:
        self._words.append(words)
        self._length += len(words)

    def open(self, href: str) -> None:
        self._opened = (href, self._length)

    def close(self) -> None:
        if self._opened is not None:
            self._found.append((*self._opened, self._length))
        self._opened = None

    def links(self) -> Iterator[Link]:
        text = "".join(self._words) if self._found else ""
        for href, start, end in self._found:
            before = text[max(0, start - 4 * _CONTEXT) : start]
            behind = text[end : end + 4 * _CONTEXT]
            yield Link(href, " ".join(text[start:end].split()), before, behind)


def _place(text: str, link: Link) -> Span | None:
    """Return where a link's words stand in the text, told by what surrounds them."""
    before, behind = " ".join(link.before.split()), " ".join(link.behind.split())
    if len(before) + len(behind) < _LEAST_CONTEXT:
        return None
    for left, right in ((_CONTEXT, _CONTEXT), (_CONTEXT, 0), (0, _CONTEXT)):
        sides = before[-left:] if left else "", behind[:right]
        if len(sides[0]) + len(sides[1]) < _LEAST_CONTEXT:
            continue
        parts = (_flexible(sides[0]), f"({_flexible(link.words)})", _flexible(sides[1]))
        matches = list(islice(re.finditer(r"\s*".join(parts), text), 2))
        if matches:
            return matches[0].span(1) if len(matches) == 1 else None
    return None


def _flexible(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
