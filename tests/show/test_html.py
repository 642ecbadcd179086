import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.records import Attribution, Claim, Comparison, Passage, Report, Story, Telling
from firsthand.show.html import render_page
from firsthand.show.words import markup_safe

from .story import HOSTILE, broken, comparison, hostile

VOID = {"meta", "br", "path", "rect", "input"}


class Page(HTMLParser):
    """Reads a page strictly: elements must nest, ids and links are collected."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.stack, self.tags, self.ids, self.links = [], [], [], []
        self.marked, self.attributes = {}, []
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []
        if attributes.get("data-mark"):
            self.marked.setdefault(attributes["data-mark"], "")
        if tag not in VOID:
            self.stack.append((tag, attributes.get("data-mark")))

    def handle_startendtag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        for _, name in self.stack:
            if name:
                self.marked[name] += data


def squeezed(text):
    return "".join(text.split())


def check_links(page, made):
    """Assert that links inside the page lead somewhere, and quotations to exactly their words."""
    read = Page(page)
    assert len(read.ids) == len(set(read.ids))
    inside = [link[1:] for link in read.links if link.startswith("#")]
    for target in inside:
        assert target in read.ids
    letters = {chr(ord("A") + n): report for n, report in enumerate(made.reports)}
    for name, words in read.marked.items():
        letter, start, end = name.split("-")
        text = markup_safe(letters[letter].text[int(start) : int(end)])
        assert squeezed(words) == squeezed(text)
    return read


def test_every_quotation_links_to_its_words():
    read = check_links(render_page(comparison()), comparison())
    for telling in (t for claim in comparison().stories[0].claims for t in claim.tellings):
        letter = "ABCD"[["wire one", "b", "c/٣", "d"].index(telling.report)]
        for start, end in telling.spans:
            assert f"#{letter}-{start}-{end}" in read.links


def test_all_parts_stand_in_their_order():
    page = render_page(comparison())
    parts = [
        "4 reports in 3 languages rest on at least one origin",
        "between 1 and 3",
        "Where the reports come from</h2>",
        "<svg",
        "Where reports conflict</h2>",
        "Told by more than one report</h2>",
        "dropped",
        "Only in one report</h2>",
        "nothing like it in any other report",
        "told by no other report",
        "Who is cited</h2>",
        "The writer’s own voice</h2>",
        "Problems</h2>",
        "The full texts</h2>",
        "Volgens",
    ]
    places = [page.index(part, page.index("<body>")) for part in parts]
    assert places == sorted(places)


def test_the_page_asks_for_nothing():
    page = render_page(comparison())
    read = Page(page)
    assert not {"img", "link", "iframe", "object", "embed"} & set(read.tags)
    assert not [name for _, name, _ in read.attributes if name == "src" or name.startswith("on")]
    assert "@import" not in page
    assert "url(" not in page
    assert "fetch(" not in page
    outside = [link for link in read.links if not link.startswith("#")]
    assert {link.partition("#")[0] for link in outside} == {"https://copy.example/crane"}


def test_the_policy_names_the_one_style_and_the_one_script():
    page = render_page(comparison())
    read = Page(page)
    policy = next(v for t, n, v in read.attributes if t == "meta" and (v or "").startswith("def"))
    for kind in ("style", "script"):
        (written,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.S)
        digest = b64encode(sha256(written.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none';")
    assert not [name for _, name, _ in read.attributes if name == "style"]


def test_languages_and_directions_are_told():
    page = render_page(comparison())
    assert '<div class="text" lang="ar" dir="rtl">' in page
    assert '<div class="text" lang="nl" dir="auto">' in page


def test_only_wordings_of_one_language_are_compared():
    page = render_page(comparison())
    worded = re.findall(r'<b class="changed worded" title="worded otherwise">([^<]+)</b>', page)
    assert worded == ["April"]
    assert re.findall(r'<b class="changed of-date" title="date">([^<]+)</b>', page)[0] == "March"


def test_hostile_text_stays_text():
    page = render_page(hostile())
    read = check_links(page, hostile())
    assert read.tags.count("script") == 1
    assert not {"img", "i", "u"} & set(read.tags)
    assert not [link for link in read.links if link.startswith("javascript:")]
    assert 'lang="" dir="auto"' in page
    page.encode("utf-8")
    assert "\x00" not in page
    assert "\x1b" not in page
    assert "{{ 7*7 }}" in page
    for _, name, _ in read.attributes:
        assert not name.startswith("on")


def test_the_whole_text_of_every_report_is_there():
    page = render_page(hostile())
    text = "".join(re.findall(r'<div class="text".*?</div>', page, re.S))
    words = re.sub(r"<[^>]+>", "", text)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&amp;", "&")):
        words = words.replace(entity, character)
    assert squeezed(words) == squeezed(markup_safe(HOSTILE))


def test_nothing_to_compare_is_a_page_too():
    page = render_page(Comparison((), (broken(),), broken().problems))
    Page(page)
    assert "nothing to compare" in page
    assert "broken.bin is not text" in page


def test_no_path_of_the_machine_stands_in_the_page():
    assert "reports/english.txt" not in render_page(comparison())


TEXT = "Alpha <b>beta</b> gamma\n\ndelta & «epsilon» \u202e زيتا"
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda pair: (pair[0], min(len(TEXT), sum(pair)))
)


@settings(max_examples=40, deadline=None)
@given(st.lists(spans, min_size=1, max_size=5), st.booleans())
def test_any_overlap_of_contents_is_marked_exactly(contents, with_passages):
    report = Report(
        id="r",
        language="en",
        text=TEXT,
        passages=(Passage((0, 23)), Passage((25, len(TEXT)))) if with_passages else (),
        attributions=tuple(
            Attribution(f"a{n}", "direct", (span,)) for n, span in enumerate(contents)
        ),
    )
    claims = tuple(
        Claim(f"c{n}", "", (Telling("r", f"a{n}", (span,)),)) for n, span in enumerate(contents)
    )
    made = Comparison((Story("s", ("r",), claims),), (report,))
    read = check_links(render_page(made), made)
    # A mark needs words: white space alone is shown without a link.
    assert {f"A-{s}-{e}" for s, e in contents if TEXT[s:e].strip()} <= set(read.marked)


@pytest.mark.parametrize("name", ["A-1-9", "claim-1-1"])
def test_report_ids_cannot_take_the_pages_anchors(name):
    text = "One two three."
    report = Report(id=name, text=text, attributions=(Attribution("a", "direct", ((0, 3),)),))
    claim = Claim("c", "", (Telling(name, "a", ((0, 3),)),))
    made = Comparison((Story(name, (name,), (claim,)),), (report,))
    check_links(render_page(made), made)


def test_several_stories_are_listed_with_links_to_each():
    made = comparison()
    (story,) = made.stories
    page = render_page(replace(made, stories=(story, replace(story, id="story-2"))))
    listed = page.split('<nav class="stories"')[1].split("</nav>")[0]
    assert [f'href="#answer-{n}"' in listed for n in (1, 2)] == [True, True]
    assert 'id="answer-2"' in page
    assert '<nav class="stories"' not in render_page(made)
