from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.read.html import LARGEST, MOST_ELEMENTS, html_report

from .pages import BODY, page

FIRST = "The harbour master of Port Lanver said on Monday that the north quay would stay closed"


def codes(raw: bytes) -> list[str]:
    return [p.code for p in html_report(raw, id="a", path="a.html").problems]


def test_an_article_becomes_title_and_paragraphs() -> None:
    body = (
        "<h1>Quay stays closed</h1><p>By Ada Quill</p>" + BODY + "<h2>Who pays</h2>"
        "<blockquote><p>We have no choice, and we will not wait for the ministry.</p></blockquote>"
        "<p>The ministry did not answer questions<br>on Monday evening.</p>"
    )
    head = "<title>Quay stays closed | Lanver Courier</title>"
    report = html_report(page(head=head, body=body), id="a", path="a.html")
    paragraphs = report.text.split("\n\n")
    assert report.title == paragraphs[0] == "Quay stays closed"
    assert report.text.count("Quay stays closed") == 1
    assert report.byline == "Ada Quill"
    assert "Who pays" in paragraphs
    assert "We have no choice, and we will not wait for the ministry." in paragraphs
    assert any(p.startswith(FIRST) for p in paragraphs)
    assert "Sport" not in report.text
    assert (report.language, report.problems) == ("en", ())


def test_paragraphs_set_with_line_breaks_are_kept_apart() -> None:
    lines = [f"Sentence number {n} says that the quay stays closed for now." for n in range(6)]
    report = html_report(page(body="<div>" + "<br><br>".join(lines) + "</div>"), id="a")
    assert report.text.split("\n\n") == lines


def test_the_visible_heading_is_the_title() -> None:
    head = '<meta property="og:title" content="Quay in Lanver stays closed for weeks to come">'
    body = "<h1>Quay in Lanver stays closed for weeks</h1>" + BODY
    assert html_report(page(head=head, body=body), id="a").title == (
        "Quay in Lanver stays closed for weeks"
    )


def test_advertisements_inside_an_article_are_left_out() -> None:
    inside = "<p>Advertisement</p><p><a href='/buy'>Subscribe for one crown a month</a></p>"
    link = "<p>She pointed to <a href='/plan'>the plan of the council</a> for the north quay.</p>"
    text = html_report(page(body=BODY + inside + link), id="a").text
    assert "Advertisement" not in text
    assert "Subscribe" not in text
    assert "She pointed to the plan of the council for the north quay." in text


def test_scripts_and_styles_never_reach_the_text() -> None:
    hidden = (
        "<script>var leak='</p>leaking words';</script><style>.leak{}</style>"
        "<noscript>leaking noscript</noscript><template>leaking template</template>"
    )
    text = html_report(page(body=BODY + hidden + BODY.replace("harbour", "river")), id="a").text
    assert text
    assert "leak" not in text


def test_charsets_of_header_and_page() -> None:
    raw = page(body=BODY.replace("harbour", "härbour")).decode().encode("cp1252")
    assert "härbour" in html_report(raw, id="a", charset="windows-1252").text
    declared = raw.replace(b"<head>", b"<head><meta charset='iso-8859-1'>")
    assert "härbour" in html_report(declared, id="a").text


def test_right_to_left_pages() -> None:
    body = (
        "<h1>הרציף יישאר סגור</h1><p>מנהל הנמל אמר ביום שני כי הרציף הצפוני יישאר סגור לפחות שישה "
        "שבועות, והמעבורות יופנו אל שוק הדגים.</p><p>העבודות כבר החלו, אמר לעיתונאים, והמועצה "
        "תשלם עליהן מתוך קרן המילואים של השנה.</p>"
    )
    report = html_report(page(body=body, lang="he"), id="a")
    assert (report.title, report.language, report.problems) == ("הרציף יישאר סגור", "he", ())


def test_short_reports_in_chinese_are_articles() -> None:
    body = (
        "<p>港务长周一表示，北码头将至少关闭六周，渡轮将改停鱼市场。维修工作已经开始，"
        "费用由议会储备金支付。她说，安全第一，没有别的选择，也不会等待部里的决定。</p>"
    )
    assert html_report(page(body=body, lang="zh"), id="a").language == "zh"


def test_pages_of_links_and_advertisements_have_no_article() -> None:
    links = "".join(
        f"<li><a href='/{n}'>Number {n} of the reasons why you should come to the harbour.</a></li>"
        for n in range(30)
    )
    footer = "<footer>© 2031 Example. All rights reserved. Privacy.</footer>"
    assert codes(f"<html><body><ul>{links}</ul>{footer}</body></html>".encode()) == ["no-article"]
    assert codes(b"<html><body><nav><a href='/'>Home</a></nav></body></html>") == ["no-article"]
    assert codes(b"<title>Only a title</title>") == ["no-article"]
    assert html_report(b"<title>Only a title</title>", id="a").text == ""


def test_empty_binary_and_over_large_pages() -> None:
    assert codes(b"") == codes(b" \n") == ["empty"]
    assert codes(bytes(range(32)) * 9) == ["binary"]
    assert codes(b"<p>" + b" " * LARGEST) == ["too-large"]
    assert codes(b"<p>a" * (MOST_ELEMENTS + 1)) == ["too-large"]


def test_deep_nesting_costs_nothing_before_it() -> None:
    for tag in ("div", "b", "blockquote", "ul", "table", "span"):
        assert FIRST in html_report(page(body=BODY + f"<{tag}>" * 100_000), id="a").text
        assert codes(f"<{tag}>".encode() * 90_000 + b"x") == ["no-article"]


def test_unclosed_tags_null_bytes_and_huge_attributes() -> None:
    for raw in (
        page(body=BODY.replace("</p>", "")),
        page(body=BODY.replace("quay", "qu\0ay")),
        page(body=f"<div class='{'a ' * 500_000}'>{BODY}"),
        page(body="<div " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{BODY}"),
        page(body=f"<div title='1 > 0'>{BODY}</div>"),
    ):
        report = html_report(raw, id="a")
        assert FIRST in report.text
        assert "class" not in report.text
        assert "a99=" not in report.text


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_report(raw: bytes) -> None:
    report = html_report(raw, id="a", path="a.html")
    assert report.text or report.problems


TAGS = (
    "<p> </p> <b> <script> </script> <!-- --> <![CDATA[ &#0; &#xD800; <table> <tr><td> "
    "<blockquote> <br> <svg> <math> <template> <html> </body> \0 \ufffe '>"
)
PIECES = st.sampled_from(
    [BODY, "<h1>Title of it</h1>", "<meta charset='x'>", "<div class='", "<a href='", *TAGS.split()]
)


@given(st.lists(PIECES, max_size=25))
@settings(max_examples=80, deadline=None)
def test_any_markup_gives_a_report(pieces: list[str]) -> None:
    report = html_report("".join(pieces).encode(), id="a", path="a.html")
    assert report.text or report.problems
    report.text.encode()
    assert "\0" not in report.text
