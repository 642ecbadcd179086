"""The brief in Markdown, read back by a parser of CommonMark."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from firsthand.records import Comparison
from firsthand.show.about import MEANS
from firsthand.show.fragments import web_address
from firsthand.show.markdown import MOST_ALONE, escaped, render_markdown

from .injections import ADDRESSES, NO_ADDRESSES, filled
from .story import broken, comparison, hostile

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def spans(text):
    """All tokens, those inside of lines too."""
    return [one for block in PARSER.parse(text) for one in (block, *(block.children or ()))]


def plain(text):
    return "\n".join(
        "".join(child.content for child in token.children)
        for token in PARSER.parse(text)
        if token.type == "inline"
    )


def links(text):
    return [token.attrs["href"] for token in spans(text) if token.type == "link_open"]


def quotations(text):
    """The paragraphs of each block quotation."""
    found, depth = [], 0
    for token in PARSER.parse(text):
        if token.type == "blockquote_open":
            depth += 1
            found.append([])
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type == "inline" and depth:
            found[-1].append("".join(child.content for child in token.children))
    return found


def with_address(url):
    made = comparison()
    return replace(made, reports=tuple(replace(r, url=url) for r in made.reports))


def test_the_brief_tells_the_answer_the_origins_the_claims_and_the_conflict():
    shown = plain(render_markdown(comparison()))
    for words in (
        comparison().stories[0].count.why,
        "4 reports · 3 languages · between 4 and 5 speakers · between 1 and 3 independent origins",
        MEANS,
        "Meridian Press (agency)",
        "A, The Arvel Times · relay",
        "D, copy.example · copy",
        "One speaker, Ines Okoro, says it.",
        "date: “March” in A against “mei” in B",
        "date: “March” in A against “April” in D (claim 1)",
        "a docker: “We heard a crack. Then everything came down,” … “It was over in nine seconds.”",
        "comment: “One may wonder who still believes the ministry!”",
        "reports/broken.bin is not text",
    ):
        assert words in shown


def test_every_telling_of_a_shared_claim_is_a_block_quotation():
    found = quotations(render_markdown(comparison()))
    assert found[0] == [
        "“that “the crane had been inspected in March and nobody is hurt.””",
        "— Ines Okoro · partly quoted · A, The Arvel Times · en · english.txt:134-198",
    ]
    assert len(found) == 4
    assert "\u2067إن «الرافعة خضعت للفحص في مارس»\u2069" in found[3][0]
    assert "· ar ·" in found[3][1]


def test_who_passes_on_a_telling_is_named():
    made = comparison()
    (story,) = made.stories
    nested = next(c for c in story.claims if c.id == "c5")
    other = next(c for c in story.claims if c.id == "c6")
    joined = replace(nested, tellings=(*nested.tellings, *other.tellings))
    made = replace(made, stories=(replace(story, claims=(joined,)),))
    (chain,) = (q[1] for q in quotations(render_markdown(made)) if "ministry" in q[1])
    assert chain.startswith("— the ministry, as told by The union · partly quoted ·")


def test_a_telling_is_linked_to_its_words_on_the_page():
    found = links(render_markdown(comparison()))
    assert found[0] == "https://copy.example/crane"
    assert all(link.startswith("https://copy.example/crane#:~:text=") for link in found[1:])
    assert found[1].endswith("in%20April%20and%20nobody%20is%20hurt")


def test_what_one_report_alone_has_is_told_shortly():
    made = comparison()
    (story,) = made.stories
    docker = next(claim for claim in story.claims if claim.id == "c3")
    many = tuple(replace(docker, id=f"x{number}") for number in range(MOST_ALONE + 2))
    made = replace(made, stories=(replace(story, claims=many, only_here=()),))
    shown = plain(render_markdown(made))
    assert shown.count("a docker: ") == MOST_ALONE
    assert "and 2 others: the page has them all" in shown


def test_nothing_hostile_becomes_markup_link_or_html():
    written = render_markdown(hostile())
    read = spans(written)
    assert not [t for t in read if t.type in {"html_block", "html_inline", "image", "fence"}]
    assert not links(written)
    assert "<script>alert(1)</script>" in plain(written)
    assert "<U+202E>" in plain(written)
    assert not set(written) & {"\x00", "\x1b", "\x9b", "\ud800", "\u202e"}


MARKUP = [
    "# head", "- item", "+ item", "* item", "1. one", "2) two", "> cited", "---", "===", "```x",
    "~~~", "~~gone~~", "**bold** __bold__ `code`", "[a](https://x.example)", "![a](b)",
    "[a]: https://x.example", "<b>b</b>", "<https://x.example>", "&amp; &#60;", "a | b",
    "\\", "\\*", "ends in \\", "C:\\*", "<!-- -->", "$x$", "--", "-", "1.", "**", "[^1]", "]]>",
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![](data:text/html,x)", "a](b)",
    "<img src=x onerror=alert(1)>", "]: x", ")", ".", "=", "+", ": a", "2025-10-14", "(a) [b](c)",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKUP)
def test_any_text_shows_as_itself(text):
    for written in (
        escaped(text),
        f"- {escaped(text)}",
        f"> {escaped(text)}",
        f"first\n{escaped(text)}",
    ):
        read = spans(written)
        kinds = {token.type for token in read}
        assert kinds <= {
            "inline", "text", "text_special", "paragraph_open", "paragraph_close", "softbreak",
            "list_item_open", "list_item_close", "bullet_list_open", "bullet_list_close",
            "blockquote_open", "blockquote_close",
        }  # fmt: skip
        assert [token.type for token in read].count("bullet_list_open") <= 1
        assert plain(written).removeprefix("first") == text


@pytest.mark.parametrize("text", [*MARKUP, *NO_ADDRESSES])
def test_markup_in_any_field_changes_no_structure(text):
    def shape(made):
        return [t.type for t in PARSER.parse(render_markdown(made))]

    assert shape(filled(text)) == shape(filled("plain"))
    written = render_markdown(filled(text))
    assert not [t for t in spans(written) if t.type in {"html_inline", "image", "code_inline"}]
    assert links(written) == []


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_a_link_to_itself_and_nothing_else(text):
    found = links(render_markdown(filled(text)))
    assert found
    assert {link.partition("#")[0] for link in found} == {web_address(text).partition("#")[0]}
    kinds = {t.type for t in spans(render_markdown(filled(text)))}
    assert not {"html_inline", "image", "code_inline"} & kinds


def test_bare_addresses_are_broken_for_extensions_that_link_them():
    assert escaped("https://x.example www.x.example a@x.example") == (
        r"https:\//x.example www\.x.example a\@x.example"
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "//x", ""])
def test_what_is_no_web_address_is_no_link(url):
    assert links(render_markdown(with_address(url))) == []


def test_an_address_cannot_leave_its_link():
    made = with_address("https://x.example/a>) [b](javascript:1)\n<b>\\?a=1&copy;=2")
    found = links(render_markdown(made))
    assert all(link.startswith("https://x.example/a%3E)%20") for link in found)
    assert found[0].endswith("?a=1&copy;=2")
    assert not [t for t in spans(render_markdown(made)) if t.type == "html_inline"]


def test_no_stories_are_told():
    assert render_markdown(Comparison((), ())) == "No story: there was nothing to compare.\n"
    assert "broken" in render_markdown(Comparison((), (broken(),), broken().problems))


def test_the_same_comparison_gives_the_same_brief():
    assert render_markdown(comparison()) == render_markdown(comparison())
