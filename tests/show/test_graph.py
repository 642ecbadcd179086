"""Exports of the graph of origins: GraphML, GEXF and PROV-O, read back."""

import json
from dataclasses import replace
from xml.etree import ElementTree as Xml

import networkx
import pytest
import rdflib

from firsthand.records import Comparison
from firsthand.show.gexf import render_gexf
from firsthand.show.graphml import render_graphml
from firsthand.show.prov import render_prov

from .story import broken, comparison, hostile

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def graph(made):
    root = Xml.fromstring(render_graphml(made))
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{SPACE}key")}
    found = {}
    for kind in ("node", "edge"):
        found[kind] = [
            {**e.attrib, **{keys[d.get("key")]: d.text for d in e.iter(f"{SPACE}data")}}
            for e in root.iter(f"{SPACE}{kind}")
        ]
    return found["node"], found["edge"]


def test_graphml_has_every_origin_report_and_derivation():
    nodes, edges = graph(comparison())
    story = comparison().stories[0]
    assert {n["id"] for n in nodes} == {
        f"story-1/{name}" for name in (*story.reports, *(o.id for o in story.origins))
    }
    assert [(e["source"], e["target"], e["kind"]) for e in edges] == [
        (f"story-1/{d.parent}", f"story-1/{d.report}", d.kind) for d in story.derivations
    ]
    assert {n["language"] for n in nodes if n["type"] == "report"} == {"en", "nl", "ar"}


def test_graphml_evidence_leads_to_characters():
    _, edges = graph(comparison())
    texts = {report.id: report.text for report in comparison().reports}
    (row, *_) = json.loads(edges[2]["evidence"])
    words = {texts[place["report"]][slice(*place["span"])] for place in row}
    assert words == {"and nobody is hurt"}


def test_graphml_edges_have_both_ends():
    nodes, edges = graph(hostile())
    names = {node["id"] for node in nodes}
    assert edges
    assert all({edge["source"], edge["target"]} <= names for edge in edges)


def test_prov_tells_how_a_report_comes_from_what():
    nodes = {node["@id"]: node for node in json.loads(render_prov(comparison()))["@graph"]}
    copy = nodes["https://copy.example/crane"]
    original = "urn:firsthand:story-1:report:wire%20one"
    assert copy["prov:wasDerivedFrom"] == [{"@id": original}]
    assert nodes[original]["prov:hadPrimarySource"] == [{"@id": "urn:firsthand:story-1:origin:o1"}]
    assert nodes["urn:firsthand:story-1:origin:o1"]["@type"] == ["prov:Entity", "prov:Organization"]
    (derivation,) = copy["prov:qualifiedDerivation"]
    ends = [(s["oa:start"], s["oa:end"]) for s in derivation["oa:hasSelector"]]
    texts = {report.id: report.text for report in comparison().reports}
    assert texts["d"][slice(*ends[0])] == texts["wire one"][slice(*ends[1])]


@pytest.mark.parametrize("made", [hostile(), Comparison((), (broken(),), broken().problems)])
def test_trouble_in_is_well_formed_out(made):
    Xml.fromstring(render_graphml(made))
    text = render_prov(made)
    text.encode("utf-8")
    for node in json.loads(text)["@graph"]:
        assert not set(node["@id"]) & set(' <>"{}\x00\x1b')


def test_networkx_reads_the_graph(tmp_path):
    made = comparison()
    path = tmp_path / "story.graphml"
    path.write_text(render_graphml(made), encoding="utf-8")
    read = networkx.read_graphml(path, force_multigraph=True)
    (story,) = made.stories
    assert read.is_directed()
    assert read.number_of_nodes() == len(story.reports) + len(story.origins)
    assert sorted((a, b, d["kind"]) for a, b, d in read.edges(data=True)) == sorted(
        (f"{story.id}/{d.parent}", f"{story.id}/{d.report}", d.kind) for d in story.derivations
    )


@pytest.mark.parametrize("made", [comparison(), hostile(), Comparison((), ())])
def test_gexf_has_the_nodes_and_edges_of_graphml(made, tmp_path):
    path = tmp_path / "story"
    path.write_text(render_graphml(made), encoding="utf-8")
    known = networkx.read_graphml(path, force_multigraph=True)
    path.write_text(render_gexf(made), encoding="utf-8")
    read = networkx.MultiDiGraph(networkx.read_gexf(path))
    assert read.is_directed()
    label = {name: data.pop("label") for name, data in read.nodes(data=True)}
    assert label == dict(known.nodes(data="name", default="None"))
    assert dict(read.nodes(data=True)) == dict(known.nodes(data=True))
    for one in (*known.edges(data=True), *read.edges(data=True)):
        one[2].pop("id", None)
    assert sorted(map(repr, read.edges(data=True))) == sorted(map(repr, known.edges(data=True)))


def test_rdflib_reads_the_provenance():
    made = comparison()
    read = rdflib.Graph().parse(data=render_prov(made), format="json-ld")
    derived = set(read.subject_objects(rdflib.PROV.wasDerivedFrom))
    assert derived
    sources = set(read.subject_objects(rdflib.PROV.hadPrimarySource))
    assert sources
    kinds = set(read.objects(None, rdflib.RDF.type))
    assert rdflib.PROV.Entity in kinds


@pytest.mark.parametrize(
    ("url", "is_name"),
    [
        ("https://x.example/a?b=1#c", True),
        ("http://[::1]/", True),
        ("https://x.example/a[1]", False),
        ("https://x.example?a[1]", False),
        ("https://x.example/#a#b", False),
        ("http://[", False),
        ("javascript:alert(1)", False),
        ("report", False),
    ],
)
def test_a_report_is_named_by_its_address_where_rdf_can_carry_it(url, is_name):
    made = comparison()
    addressed = {"d": url}
    made = replace(made, reports=tuple(replace(r, url=addressed.get(r.id)) for r in made.reports))
    names = entities(made)
    assert (url in names) is is_name
    assert is_name or "urn:firsthand:story-1:report:d" in names


def test_two_reports_of_one_address_keep_names_of_their_own():
    made = comparison()
    url = "https://x.example/a"
    made = replace(made, reports=tuple(replace(r, url=url) for r in made.reports))
    names = entities(made)
    assert url not in names
    assert len([name for name in names if ":report:" in name]) == 4


def entities(made):
    read = rdflib.Graph().parse(data=render_prov(made), format="json-ld")
    return {str(name) for name in read.subjects(rdflib.RDF.type, rdflib.PROV.Entity)}
