"""A web page to a report: trafilatura finds the article, we keep its paragraphs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib import resources
from itertools import islice
from typing import Any, TypeAlias

from firsthand.read import top
from firsthand.read.decode import declared_in_page, decode
from firsthand.read.language import identify
from firsthand.read.links import cited_links, outward_links
from firsthand.read.metadata import Page, page_metadata
from firsthand.read.text import refusal, too_large, with_first_lines
from firsthand.records import Problem, Report

Tree: TypeAlias = Any  # lxml ships no types

LARGEST = 10_000_000
"""Bytes of a page at most; the largest news pages have about 4 million, nearly all scripts."""

MOST_ELEMENTS = 100_000
"""Elements of a page at most; a large news page has 5,000, and time grows with their number."""

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# Elements without words of the article; those after "canvas" hold raw markup if left unclosed.
_NOT_SHOWN = (
    *("script", "style", "noscript", "template", "iframe", "object", "svg", "canvas"),
    *("title", "textarea", "xmp", "plaintext", "noembed", "noframes"),
)
_BLOCKS = {"p", "head", "quote", "list", "item", "table", "row", "code", "div", "body", "ab"}
_TAG = re.compile(r"""<([a-z][\w:-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+'|["'])*+)""", re.I)
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟።]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{20}")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def html_report(
    raw: bytes,
    *,
    id: str,
    path: str | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Report:
    """Read a page: its text is the title and the article's paragraphs, a blank line between.

    ``url`` is where it came from, ``charset`` what the HTTP header said. A page without running
    text gives an empty text and the problem ``no-article``; nothing is raised.
    """
    place = path or url or id
    report = Report(id=id, path=path, url=url, sha256=sha256(raw).hexdigest())
    if len(raw) > LARGEST:
        message = (
            f"{place}: a page of {len(raw):,} bytes (limit {LARGEST:,}); save its article alone"
        )
        return replace(report, problems=(Problem("too-large", message),))
    decoded = decode(raw, declared=charset or declared_in_page(raw), place=place)
    if decoded.problem:
        report = replace(report, problems=(decoded.problem,))
    if not decoded.text.strip():
        empty = refusal("", place)
        return report if report.problems or not empty else replace(report, problems=(empty,))
    tree = _parse(decoded.text)
    if tree is not None and _too_many(tree):
        problem = too_large(place, f"a page of over {MOST_ELEMENTS:,} elements")
        return replace(report, problems=(*report.problems, problem))
    if tree is None:
        return _without_article(report, place)
    return _article(report, tree, page_metadata(tree, url), place)


def _parse(text: str) -> Tree | None:
    """Parse to an lxml tree as browsers would; None for a page without an element."""
    from lxml import etree, html  # noqa: PLC0415 (plain text needs neither)

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    clean = _TAG.sub(_bounded_tag, _NOT_XML.sub("", text)).encode()
    try:
        return html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _too_many(tree: Tree) -> bool:
    return next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None


def _bounded_tag(tag: re.Match[str]) -> str:
    """Drop the attributes of a tag that has hundreds: the parser's time is their square."""
    inside = tag.group(2)
    if len(inside) > 2000 and sum(map(inside.count, " =\n\t/\"'")) > 2000:
        return f"<{tag.group(1)}"
    return tag.group()


def _article(report: Report, tree: Tree, page: Page, place: str) -> Report:
    """Fill ``report`` from the page's article and from what the page says about itself."""
    headings = _headings(tree)
    links = _links(tree)
    outward = outward_links(tree, page.url)
    blocks = _extract(tree)
    title = _title(page.titles, headings)
    report = replace(
        report, title=title, outlet=page.outlet, byline=_names(page.byline), url=page.url,
        published=page.published, published_from=page.published_from, language=page.language,
    )  # fmt: skip
    body = [b for b in _without_title(blocks, title) if not _furniture(b, links)]
    if not _has_article(body, links, page.article):
        return _without_article(report, place)
    text = "\n\n".join(([title] if title else []) + body)
    too_long = refusal(text, place)
    if too_long:
        return replace(report, problems=(*report.problems, too_long))
    whole = "\n\n".join(body)
    report = replace(report, text=text, language=identify(whole) or report.language)
    report = replace(report, citations=cited_links(report, outward))
    return with_first_lines(report, whole, ("byline", "published"))


def _without_article(report: Report, place: str) -> Report:
    message = (
        f"{place}: no article found, only links or too little running text; "
        "give the article's own page, or its text as a .txt file"
    )
    return replace(report, problems=(*report.problems, Problem("no-article", message)))


def _extract(tree: Tree) -> list[str]:
    """Return the article's paragraphs, headings, list items and quotations in order."""
    from lxml import etree  # noqa: PLC0415
    from trafilatura import bare_extraction  # noqa: PLC0415 (0.5 s)

    etree.strip_elements(tree, *_NOT_SHOWN, with_tail=False)
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except Exception:  # a library's bug on a hostile page must not cost the other reports
        return []
    body = getattr(found, "body", None)
    return [] if body is None else list(_paragraphs(_pieces(body)))


def _pieces(element: Tree) -> Iterator[str | None]:
    """Yield the words under ``element`` in order, None where a paragraph ends."""
    if not isinstance(element.tag, str):
        return
    if element.tag == "row":
        yield from _row(element)
        return
    block = element.tag in _BLOCKS
    if block:
        yield None
    if element.tag == "lb":
        yield "\n"
    if element.text:
        yield element.text
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield child.tail
    if block:
        yield None


def _row(row: Tree) -> Iterator[str | None]:
    """Yield a table row as one paragraph, its long cells (a layout table) as several."""
    cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
    yield None
    if any(len(cell) > 80 for cell in cells):
        for cell in row:
            yield from (*_pieces(cell), None)
    else:
        yield " | ".join(filter(None, cells))
    yield None


def _paragraphs(pieces: Iterable[str | None]) -> Iterator[str]:
    """Join words to paragraphs with single spaces.

    A line break inside one starts a new paragraph after the end of a sentence, since older
    pages set paragraphs so; else it stays a line break.
    """
    words: list[str] = []
    for piece in (*pieces, None):
        if piece is not None and not (piece == "\n" and _ends_sentence(words)):
            words.append(piece if piece == "\n" else re.sub(r"\s+", " ", piece))
            continue
        lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
        paragraph = "\n".join(filter(None, lines))
        words = []
        if paragraph:
            yield paragraph


def _ends_sentence(words: list[str]) -> bool:
    last = "".join(words[-3:]).rstrip().rstrip("\"'”’»)")
    return bool(last) and bool(_SENTENCE_END.match(last[-1]))


def _headings(tree: Tree) -> list[str]:
    """Return the words of the page's first ``<h1>`` elements."""
    first = islice(tree.iter("h1"), 10)
    found = [" ".join(h.text_content()[:500].split()) for h in first]
    return [words for words in found if words]


def _title(stated: tuple[str, ...], headings: list[str]) -> str | None:
    """Return the headline as the reader sees it, where the page's own titles point to it.

    Else the first of the page's titles; else its only heading of the first rank.
    """
    for heading in headings:
        if any(_alike(heading, title) for title in stated):
            return heading
    if stated:
        return stated[0]
    return headings[0] if len(headings) == 1 else None


def _alike(a: str, b: str) -> bool:
    """Tell whether two titles are the same or share most of their words."""
    first, second = set(a.casefold().split()), set(b.casefold().split())
    shared = len(first & second)
    return _key(a) == _key(b) or (shared >= 3 and shared >= 0.6 * min(len(first), len(second)))


def _key(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _without_title(blocks: list[str], title: str | None) -> list[str]:
    """Return ``blocks`` less the title where it is among the first two."""
    key = _key(title or "")
    repeated = next((i for i, b in enumerate(blocks[:2]) if key and _key(b) == key), None)
    return [b for i, b in enumerate(blocks) if i != repeated]


def _furniture(block: str, links: set[str]) -> bool:
    """Tell whether a paragraph is an advertisement's label, or nothing but a short link."""
    key = _key(block)
    link = key in links and len(block) < 100 and not _SENTENCE_END.search(block[-2:])
    return link or key in _labels()


@cache
def _labels() -> frozenset[str]:
    file = resources.files("firsthand.read") / "lines.toml"
    labels = tomllib.loads(file.read_text(encoding="utf-8"))["advertisement"]
    return frozenset(_key(words) for row in labels.values() for words in row)


def _links(tree: Tree) -> set[str]:
    """Return the letters of each link of some length, of 5,000 links at most."""
    keys = (_key(a.text_content()) for a in islice(tree.iter("a"), 5000))
    return {key for key in keys if len(key) >= 8}


def _has_article(blocks: list[str], links: set[str], stated: bool) -> bool:
    """Tell whether there is enough running text: sentences, less the words of links in them.

    130 letters, 50 where the page calls itself an article; ideographs and syllables count 2.5.
    Judged on the first 20,000 letters.
    """
    sentences = [b for b in blocks if _size(b) >= 40 and _SENTENCE_END.search(b)]
    running = _key(" ".join(sentences)[:20_000])
    linked = sum(running.count(key) * _size(key) for key in sorted(links))
    return _size(running) - linked >= (50 if stated else 130)


def _size(words: str) -> float:
    return len(words) + 1.5 * len(_WIDE.findall(words))


def _names(byline: str | None) -> str | None:
    """Return a stated byline without its "By"."""
    return (top.names_after_by(byline) or byline) if byline else None
