"""All formats by one table: chosen by name, harmless whatever the texts, the same every time."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from xml.etree import ElementTree as Xml

import lxml.html
import networkx
import openpyxl
import pytest
import rdflib
from markdown_it import MarkdownIt

from firsthand.records import Comparison
from firsthand.show.exports import FORMATS, format_of
from firsthand.show.graph import xml_text
from firsthand.show.json import comparison_record, dump_line, without_surrogates
from firsthand.show.words import markup_safe

from .injections import ADDRESSES, INJECTIONS, filled
from .story import broken, comparison, hostile
from .test_annotations import CONTEXT

MADE = {
    "comparison": comparison(),
    "hostile": hostile(),
    "empty": Comparison((), ()),
    "unread": Comparison((), (broken(),), broken().problems),
}


def written(suffix, made):
    return FORMATS[suffix].written(made)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("story.html", ".html"),
        ("story.HTM", ".html"),
        ("story", ".html"),
        ("folder.csv/story", ".html"),
        ("-", ".html"),
        ("out/Story.Annotations.JSONLD", ".annotations.jsonld"),
        ("out/annotations.jsonld", ".jsonld"),
        ("a.b.md", ".md"),
        *((f"story{suffix}", suffix) for suffix in FORMATS),
    ],
)
def test_the_longest_suffix_names_the_format(name, suffix):
    assert format_of(name) is FORMATS[suffix]


@pytest.mark.parametrize("name", ["story.docx", "story.csv.gz", "story.1", "csv.pdf", "a.xml"])
def test_a_suffix_that_is_not_known_names_none(name):
    assert format_of(name) is None


def test_suffixes_names_and_media_types_are_each_once():
    assert list(FORMATS) == [one.suffix for one in FORMATS.values()]
    assert len({one.name for one in FORMATS.values()}) == len(FORMATS)
    assert len({one.media_type for one in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_the_same_comparison_gives_the_same_bytes(suffix, made):
    assert written(suffix, made) == written(suffix, made)


def test_json_is_what_the_command_prints():
    made = comparison()
    assert written(".json", made).decode() == dump_line(comparison_record(made)) + "\n"


def read_json(data):
    return json.loads(data.decode("utf-8"))


def read_lines(data):
    return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]


def read_table(data):
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read_book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def read_graphml(data):
    return networkx.read_graphml(io.BytesIO(data), force_multigraph=True)


def read_gexf(data):
    return networkx.read_gexf(io.BytesIO(data))


def read_rdf(data):
    return rdflib.Graph().parse(data=data, format="json-ld")


def read_annotations(data):
    # The published context stands at an address; nothing is fetched in a test.
    document = json.loads(data)
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return read_rdf(json.dumps({**document, "@context": CONTEXT}))


def read_markdown(data):
    blocks = MarkdownIt("commonmark", {"html": True}).parse(data.decode("utf-8"))
    return [one for block in blocks for one in (block, *(block.children or ()))]


def read_page(data):
    return lxml.html.document_fromstring(data.decode("utf-8"))


READERS = {
    ".html": read_page,
    ".md": read_markdown,
    ".xlsx": read_book,
    ".csv": read_table,
    ".jsonl": read_lines,
    ".json": read_json,
    ".annotations.jsonld": read_annotations,
    ".graphml": read_graphml,
    ".gexf": read_gexf,
    ".jsonld": read_rdf,
}


def test_every_format_is_read_back():
    assert READERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_a_format_is_valid_whatever_the_comparison(suffix, made):
    assert READERS[suffix](written(suffix, made)) is not None


@pytest.mark.parametrize("made", [MADE["empty"], MADE["unread"]], ids=["empty", "unread"])
def test_no_stories_give_valid_files_with_nothing_told(made):
    def read(suffix):
        return READERS[suffix](written(suffix, made))

    assert read(".json")["stories"] == read(".jsonl") == read(".csv") == []
    assert [sheet.max_row for sheet in read(".xlsx")][:2] == [1, 1]
    assert read(".graphml").number_of_nodes() == read(".gexf").number_of_nodes() == 0
    assert len(read(".jsonld")) == 0
    assert json.loads(written(".annotations.jsonld", made))["total"] == 0
    assert "No story" in read(".md")[1].content
    assert "nothing to compare" in read(".html").text_content()


@pytest.mark.parametrize("text", INJECTIONS)
def test_texts_stay_texts_in_data(text):
    made = filled(text)
    whole = without_surrogates(text)
    assert {
        s["name"] for r in read_json(written(".json", made))["reports"] for s in r["speakers"]
    } == ({whole})
    rows = read_lines(written(".jsonl", made))
    assert rows
    assert {row["title"] for row in rows} == {whole}
    titles = {row["title"] for row in read_table(written(".csv", made))}
    assert titles in ({markup_safe(text)}, {f"'{markup_safe(text)}"})
    cells = {cell for row in read_table(written(".csv", made)) for cell in row.values()}
    assert not [
        cell for cell in cells if cell.lstrip("\ufeff \t\n\u200b").startswith(tuple("=+-@＝"))
    ]
    book = read_book(written(".xlsx", made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("text", INJECTIONS)
def test_texts_stay_texts_in_graphs(text):
    made = filled(text)
    plain = filled("plain")
    for suffix, read in ((".graphml", read_graphml), (".gexf", read_gexf)):
        found, expected = read(written(suffix, made)), read(written(suffix, plain))
        assert list(found.nodes) == list(expected.nodes)
        assert list(found.edges) == list(expected.edges)
        attribute = "name" if suffix == ".graphml" else "label"
        assert {data[attribute] for _, data in found.nodes(data=True)} == {xml_text(text)}
        Xml.fromstring(written(suffix, made))
    for suffix, read in ((".jsonld", read_rdf), (".annotations.jsonld", read_annotations)):
        found, expected = read(written(suffix, made)), read(written(suffix, plain))
        assert Counter(found.predicates()) == Counter(expected.predicates())
        names = {str(n) for n in found.subjects() if isinstance(n, rdflib.URIRef)}
        assert names == {str(n) for n in expected.subjects() if isinstance(n, rdflib.URIRef)}


@pytest.mark.parametrize("text", INJECTIONS)
def test_texts_stay_texts_for_people(text):
    def tags(made):
        page = read_page(written(".html", made))
        assert not [a for a in page.xpath("//@*") if a.attrname.startswith("on")]
        assert not [a for a in page.xpath("//@href|//@src") if "javascript:" in a.lower()]
        return Counter(e.tag for e in page.iter("script", "img", "iframe", "object", "h1", "form"))

    assert tags(filled(text)) == tags(filled("plain"))
    tokens = read_markdown(written(".md", filled(text)))
    kinds = {token.type for token in tokens}
    assert not {"html_block", "html_inline", "image", "fence"} & kinds
    assert ("link_open" in kinds) == (text in ADDRESSES)
