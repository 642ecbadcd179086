"""Web Annotations, read back as JSON and as RDF."""

import json

import pytest
import rdflib

from firsthand.records import Comparison
from firsthand.show.annotations import render_annotations
from firsthand.show.prov import render_prov

from .story import comparison, hostile

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# The part of the published context that these annotations use: nothing is fetched in a test.
CONTEXT = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{
        name: f"oa:{name}"
        for name in ("Annotation", "TextQuoteSelector", "TextPositionSelector", "exact", "prefix")
    },
    **{name: f"oa:{name}" for name in ("suffix", "start", "end")},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "TextualBody": "oa:TextualBody",
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "tagging": "oa:tagging",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "first": {"@type": "@id", "@id": "as:first"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
}


def items(made):
    return json.loads(render_annotations(made))["first"]["items"]


def graph(made):
    document = json.loads(render_annotations(made))
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    data = json.dumps({**document, "@context": CONTEXT})
    return rdflib.Graph().parse(data=data, format="json-ld")


def targets(made):
    return [target for item in items(made) for target in item["target"]]


def test_every_attribution_and_citation_is_annotated():
    reports = comparison().reports
    assert len(items(comparison())) == sum(len(r.attributions) + len(r.citations) for r in reports)
    bodies = [item["body"][0]["value"] for item in items(comparison())]
    assert "mixed speech of the ministry (admit), told by The union" in bodies
    assert "cites Meridian Press (agency)" in bodies


@pytest.mark.parametrize("made", [comparison(), hostile()])
def test_both_selectors_find_the_words(made):
    texts = [report.text.replace("\ud800", "\ufffd") for report in made.reports]
    for target in targets(made):
        quoted, place = target["selector"]
        start, end = place["start"], place["end"]
        found = [
            text
            for text in texts
            if text[start:end] == quoted["exact"]
            and text[max(0, start - 32) : start] == quoted["prefix"]
            and text[end : end + 32] == quoted["suffix"]
        ]
        assert found


def test_who_speaks_and_how_can_be_read_by_programs():
    found = next(i for i in items(comparison()) if i["id"].endswith("wire%20one:attribution:a4"))
    told = [(body["purpose"], body["value"]) for body in found["body"][1:]]
    assert told == [("identifying", "the ministry"), ("tagging", "mixed"), ("tagging", "admit")]


def test_a_target_is_named_as_in_the_provenance():
    names = {node["@id"] for node in json.loads(render_prov(comparison()))["@graph"]}
    assert {target["source"] for target in targets(comparison())} <= names


@pytest.mark.parametrize("made", [comparison(), hostile()])
def test_rdflib_reads_the_annotations(made):
    read = graph(made)
    annotations = set(read.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(annotations) == len(items(made))
    found = {str(words) for words in read.objects(None, OA.exact)}
    assert found == {target["selector"][0]["exact"] for target in targets(made)}
    described = set(read.subjects(OA.hasPurpose, OA.describing))
    assert len(described) == len(annotations)
    for named in read.objects(None, OA.hasSource):
        assert isinstance(named, rdflib.URIRef)
        assert not set(str(named)) & set(' <>"{}|\\^`\x00\x1b')


def test_no_stories_give_an_empty_page():
    made = Comparison((), ())
    assert json.loads(render_annotations(made))["total"] == 0
    assert items(made) == []
