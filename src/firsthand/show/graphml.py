"""Origins, reports and derivations as GraphML, which Gephi, yEd and networkx read.

GraphML 1.0 (http://graphml.graphdrawing.org).
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as Xml

from firsthand.records import Comparison
from firsthand.show.graph import EDGE_FIELDS, NODE_FIELDS, Values, edges, nodes, xml_text

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def render_graphml(comparison: Comparison) -> str:
    """Return a GraphML document: one directed graph of all stories; no stories, an empty graph."""
    root = Xml.Element("graphml", xmlns=_NAMESPACE)
    for element, kinds in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in kinds.items():
            key = {"id": f"{element}-{name}", "for": element, "attr.name": name, "attr.type": kind}
            Xml.SubElement(root, "key", key)
    graph = Xml.SubElement(root, "graph", id="derivations", edgedefault="directed")
    for node in nodes(comparison):
        _write(graph, "node", {"id": node.id}, node.values)
    for edge in edges(comparison):
        place = {"id": edge.id, "source": edge.start, "target": edge.end}
        _write(graph, "edge", place, edge.values)
    Xml.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + Xml.tostring(root, encoding="unicode") + "\n"


def _write(graph: Xml.Element, element: str, attributes: Mapping[str, str], values: Values) -> None:
    """Write an element with its data; what is not known is left out."""
    safe = {name: xml_text(value) for name, value in attributes.items()}
    written = Xml.SubElement(graph, element, safe)
    for name, value in values.items():
        if value is not None:
            data = Xml.SubElement(written, "data", key=f"{element}-{name}")
            data.text = xml_text(value)
