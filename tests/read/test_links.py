"""Links of an article to other outlets: the words that carry them, and nothing guessed."""

from __future__ import annotations

import pytest

from firsthand.attribute import attribute
from firsthand.read.html import html_report
from firsthand.records import Citation, Report
from firsthand.split import split

from .pages import BODY, page

HOME = "https://www.lanver-courier.example.com/quay"


def read(body: str, url: str | None = HOME) -> Report:
    return html_report(page(body="<article>" + BODY + body + "</article>"), id="a", url=url)


def linked(report: Report) -> list[tuple[str, str, str | None]]:
    return [(report.text[c.span[0] : c.span[1]], c.outlet, c.href) for c in report.citations]


def test_a_link_to_another_outlet_is_kept_with_its_words() -> None:
    report = read(
        "<p>The wall was old, <a href='https://www.reuters.com/world/x-1'>an\n <b>inspection</b>"
        " found</a> in March, and nobody had mended it since.</p>"
    )
    assert linked(report) == [
        ("an inspection found", "Reuters", "https://www.reuters.com/world/x-1")
    ]
    (link,) = report.citations
    assert (link.kind, link.method, link.scope) == ("link", "html:link", link.span)


def test_a_link_to_an_unknown_outlet_is_named_by_its_domain() -> None:
    report = read(
        "<p>A reader had told <a href='http://blog.valley-voice.co.uk/a?b=1'>a local site</a> of"
        " the cracks long before.</p>"
    )
    assert linked(report) == [
        ("a local site", "valley-voice.co.uk", "http://blog.valley-voice.co.uk/a?b=1")
    ]


@pytest.mark.parametrize(
    "href",
    [
        "/plan",
        "#notes",
        "mailto:desk@valley-voice.co.uk",
        "https://shop.example.com/boats",
        "https://twitter.com/lanver/status/1",
        "https://[bad",
        "",
    ],
)
def test_other_links_are_no_citations(href: str) -> None:
    report = read(f"<p>The council showed <a href='{href}'>the plan</a> of the north quay.</p>")
    assert "the plan" in report.text
    assert report.citations == ()


def test_links_outside_the_article_are_no_citations() -> None:
    menu = "<ul><li><a href='https://www.bbc.com/sport'>More from the harbour</a></li></ul>"
    assert read("<footer>" + menu + "</footer>").citations == ()


def test_words_found_twice_are_dropped() -> None:
    twice = "<p>As <a href='https://www.bbc.com/1'>was told before</a>, the quay stays closed.</p>"
    assert read(twice + twice).citations == ()


def test_without_an_address_only_known_outlets_count() -> None:
    report = read(
        "<p>One <a href='https://apnews.com/a'>inspection</a> and then another"
        " <a href='https://valley-voice.co.uk/b'>survey</a> had found cracks.</p>",
        url=None,
    )
    assert [c.outlet for c in report.citations] == ["Associated Press"]


def test_two_domains_of_one_outlet_are_not_two_outlets() -> None:
    body = "<p>An earlier <a href='https://www.bbc.co.uk/news/1'>report</a> told of cracks.</p>"
    assert read(body, url="https://www.bbc.com/news/2").citations == ()


def test_a_link_in_the_words_of_a_citation_gives_it_its_address() -> None:
    report = attribute(
        split(
            read(
                "<p>“It was dark,” Mira Oduya told <a href='https://reuters.com/1'>Reuters</a> on"
                " Monday, and an <a href='https://apnews.com/2'>earlier survey</a> agreed.</p>"
            )
        )
    )
    told, link = report.citations
    assert (told.kind, told.outlet, told.href) == ("agency", "Reuters", "https://reuters.com/1")
    assert (link.kind, link.outlet) == ("link", "Associated Press")
    assert report.text[link.span[0] : link.span[1]] == "earlier survey"


def test_attributing_twice_keeps_the_links() -> None:
    report = attribute(split(read("<p>An <a href='https://apnews.com/2'>old survey</a> agreed with"
                                  " the harbour master of the town.</p>")))  # fmt: skip
    assert attribute(report).citations == report.citations
    assert all(isinstance(c, Citation) and c.kind == "link" for c in report.citations)
    assert len(report.citations) == 1
