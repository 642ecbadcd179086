"""What a page says about itself: titles, outlet, byline, date of publication, address, language.

Read from JSON-LD (schema.org), ``<meta>`` elements (Open Graph, Dublin Core and what newsrooms
use), the address, and ``<time>``, in the order that the fields of ``Page`` name.
"""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from firsthand.read.dates import in_url, moment
from firsthand.records import DateFrom

Tree: TypeAlias = Any  # lxml ships no types

_NODES = 2000  # of JSON-LD looked at; hostile pages nest without end
_ARTICLE = re.compile(r"(Article|BlogPosting|LiveBlogPosting|Reportage\w*)$")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created",
    "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "publication-date", "article.published", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
           "sailthru.author", "byl")  # fmt: skip
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself; None (or no titles) where it does not.

    ``titles`` are its own titles, best first (JSON-LD, Open Graph, ``<title>``, the latter two
    less the outlet's name). ``outlet``: Open Graph site name, JSON-LD publisher, host name.
    ``published``: JSON-LD, meta, address, ``<time>``. ``article``: it calls itself one.
    """

    titles: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: DateFrom = "none"
    url: str | None = None
    language: str | None = None
    article: bool = False


def page_metadata(tree: Tree, url: str | None = None) -> Page:
    """Read a page's statements about itself; ``tree`` is an lxml root with its scripts."""
    meta = _meta(tree)
    linked = _linked_article(tree)
    address = _canonical(tree, meta, url)
    outlet = _first(meta, ("og:site_name",)) or _name(linked.get("publisher")) or _host(address)
    when, origin = _published(tree, meta, linked, address or url)
    return Page(
        titles=_titles(tree, meta, linked, outlet),
        outlet=outlet,
        byline=_byline(meta, linked),
        published=when,
        published_from=origin,
        url=address,
        language=_language(tree),
        article=bool(linked) or meta.get("og:type", "").lower() == "article",
    )


def _meta(tree: Tree) -> dict[str, str]:
    """Return the first content of each meta name, property or itemprop, names in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean((element.get("content") or "")[:2000])
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _clean(words: str) -> str:
    return " ".join(html.unescape(words).split())


def _linked_article(tree: Tree) -> Mapping[str, Any]:
    """Return the first JSON-LD node that is an article; ``{}`` where there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_loads(script.text or "")):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
                return node
    return {}


def _loads(text: str) -> Any:
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?://\]\]>|\]\]>|-->)\s*$", "", text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD breadth first, at most ``_NODES`` values deep or wide."""
    waiting = deque([data])
    for _ in range(_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(list(value.values())[:_NODES])
        elif isinstance(value, list):
            waiting.extend(value[:_NODES])


def _name(value: Any) -> str | None:
    """Return the name in a JSON-LD value: a string, an object with a name, or a list of them."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        names = [
            name for item in value[:10] if not isinstance(item, list) and (name := _name(item))
        ]
        return ", ".join(dict.fromkeys(names)) or None
    return (_clean(value)[:200] or None) if isinstance(value, str) else None


def _titles(
    tree: Tree, meta: Mapping[str, str], linked: Mapping[str, Any], outlet: str | None
) -> tuple[str, ...]:
    element = next(iter(tree.iter("title")), None)
    inside = _clean(element.text_content()[:500]) if element is not None else ""
    shown = [_without_outlet(t, outlet) for t in (_first(meta, _TITLE), inside) if t]
    headline = linked.get("headline")
    found = ([_clean(headline[:500])] if isinstance(headline, str) else []) + shown
    return tuple(dict.fromkeys(t for t in found if t))


def _without_outlet(title: str, outlet: str | None) -> str:
    """Cut a title's tail after the last bar or dash where it is the outlet or a few words."""
    found = re.match(r"(.{12,})\s(?:[|·•–—»]|-)\s(.{2,50})$", title)
    if not found:
        return title
    head, tail = found.groups()
    same = outlet is not None and _letters(tail) in _letters(outlet) + _letters(outlet + ".com")
    bar = not re.search(r"\s[-–—]\s", title[len(head) :]) and len(tail.split()) <= 5
    return str(head).strip() if same or bar else title


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _byline(meta: Mapping[str, str], linked: Mapping[str, Any]) -> str | None:
    for words in (_name(linked.get("author")), *(meta.get(name) for name in _AUTHOR)):
        if words and "://" not in words and len(words) <= 200:
            return words
    return None


def _published(
    tree: Tree, meta: Mapping[str, str], linked: Mapping[str, Any], url: str | None
) -> tuple[str | None, DateFrom]:
    stated = linked.get("datePublished")
    if isinstance(stated, str) and (when := moment(stated)):
        return when, "json-ld"
    named = [meta[name] for name in _PUBLISHED if name in meta] + _microdata(tree)
    if when := next(filter(None, map(moment, named)), None):
        return when, "meta"
    if url and (when := in_url(url)):
        return when, "url"
    when = _time_element(tree)
    return when, "text" if when else "none"


def _microdata(tree: Tree) -> list[str]:
    """Return what elements marked as datePublished (microdata) or pubdate state."""
    found = []
    for element in tree.iter("time", "span", "abbr", "div"):
        marked = (element.get("itemprop") or "").lower() == "datepublished"
        if marked or element.get("pubdate") is not None:
            found.append(element.get("datetime") or element.get("content") or "")
    return found


def _time_element(tree: Tree) -> str | None:
    """Return the date of the article's first ``<time>``, else of the page's only one."""
    for name in ("article", "main"):
        for holder in tree.iter(name):
            for element in holder.iter("time"):
                if when := moment(element.get("datetime") or ""):
                    return when
    dates = [moment(element.get("datetime") or "") for element in tree.iter("time")]
    distinct = dict.fromkeys(filter(None, dates))
    return next(iter(distinct)) if len(distinct) == 1 else None


def _canonical(tree: Tree, meta: Mapping[str, str], url: str | None) -> str | None:
    """Return the address that the page names as its own, else ``url``.

    One that is no web address, or leads to a site's front page, is not believed.
    """
    links = (e.get("href") for e in tree.iter("link") if "canonical" in _words(e.get("rel")))
    for stated in (*links, meta.get("og:url")):
        address = _join(url, stated)
        if address:
            return address
    return url


def _words(value: str | None) -> list[str]:
    return (value or "").lower().split()


def _join(url: str | None, stated: str | None) -> str | None:
    try:
        address = urljoin(url or "", (stated or "").strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return address if web and (parts.path.strip("/") or parts.query) else None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _language(tree: Tree) -> str | None:
    """Return the two-letter code that the page's root declares, or None."""
    root = tree.getroottree().getroot()
    stated = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()
    found = re.match(r"([a-z]{2})(?:$|[-_])", stated.lower())
    return found.group(1) if found else None
