from __future__ import annotations

import json

import pytest
from lxml import html

from firsthand.read.metadata import Page, page_metadata

from .pages import page


def read(head: str = "", body: str = "<p>Words.</p>", url: str | None = None) -> Page:
    return page_metadata(html.document_fromstring(page(head=head, body=body)), url)


def linked(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


META = '<meta property="article:published_time" content="2031-05-15T08:00:00+02:00">'
URL = "https://www.lanver-courier.example/2031/05/16/quay"
TIME = '<time datetime="2031-05-17">17 May</time>'


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        (linked(datePublished="2031-05-14") + META, TIME, URL, ("2031-05-14", "json-ld")),
        (META, TIME, URL, ("2031-05-15T08:00:00+02:00", "meta")),
        ('<meta name="DC.date" content="2031-05-15">', TIME, URL, ("2031-05-15", "meta")),
        (linked(datePublished="soon"), TIME, URL, ("2031-05-16", "url")),
        ("", TIME, "https://x.example/quay", ("2031-05-17", "text")),
        ("", "<p>No date.</p>", "https://x.example/quay", (None, "none")),
        ('<meta property="article:modified_time" content="2031-05-19">', "", None, (None, "none")),
    ],
)
def test_the_date_and_where_it_was_found(
    head: str, body: str, url: str | None, expected: tuple[str | None, str]
) -> None:
    found = read(head, body, url)
    assert (found.published, found.published_from) == expected


def test_dates_of_other_articles_on_the_page_are_left() -> None:
    others = (
        '<aside><time datetime="2031-01-01">a</time><time datetime="2031-01-02">b</time></aside>'
    )
    tree = html.document_fromstring(f"<body>{others}<p>Words.</p></body>")
    assert page_metadata(tree).published is None


def test_outlet_byline_and_titles() -> None:
    head = (
        linked(
            headline="Quay stays closed &amp; empty",
            author=[{"@type": "Person", "name": "Ada Quill"}, {"name": "Tom O’Dray"}],
            publisher={"name": "Lanver Courier"},
        )
        + "<title>Quay stays closed and empty | Lanver Courier</title>"
    )
    found = read(head, url=URL)
    assert found.titles == ("Quay stays closed & empty", "Quay stays closed and empty")
    assert (found.outlet, found.byline, found.article) == (
        "Lanver Courier",
        "Ada Quill, Tom O’Dray",
        True,
    )


def test_the_site_name_comes_before_publisher_and_host() -> None:
    name = '<meta property="og:site_name" content="The Courier">'
    assert (
        read(name + linked(publisher={"name": "Lanver Media plc"}), url=URL).outlet == "The Courier"
    )
    assert read(url=URL).outlet == "lanver-courier.example"
    assert read().outlet is None


def test_the_canonical_address() -> None:
    link = '<link rel="canonical" href="/2031/05/16/quay">'
    assert read(link, url=URL + "?from=feed").url == URL
    front = '<link rel="canonical" href="/">'
    assert read(front, url=URL).url == URL
    script = '<link rel="canonical" href="javascript:alert(1)">'
    assert read(script, url=URL).url == URL
    assert (
        read('<meta property="og:url" content="https://x.example/a">').url == "https://x.example/a"
    )


def test_articles_deep_in_a_graph_are_found() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite"},
            {"@type": ["Thing", "ReportageNewsArticle"], "headline": "Quay"},
        ]
    }
    assert read(f'<script type="application/ld+json">{json.dumps(graph)}</script>').titles == (
        "Quay",
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 100_000,
        '{"@type": "NewsArticle", "headline": {"a": 1}, "author": [[["x"]]], "datePublished": 7}',
        '{"@type": {"a": "NewsArticle"}}',
        "not json",
        "",
        "null",
        '{"@type": "NewsArticle", "author": null, "publisher": [], "headline": null}',
    ],
)
def test_hostile_linked_data_is_survived(hostile: str) -> None:
    found = read(f'<script type="application/ld+json">{hostile}</script>{META}')
    assert found.published_from == "meta"
    assert found.titles == ()
