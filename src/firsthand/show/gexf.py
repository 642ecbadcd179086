"""Origins, reports and derivations as GEXF, the format of Gephi.

GEXF 1.2 (https://gexf.net/1.2/): the newest version that networkx reads, too.
"""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from firsthand.records import Comparison
from firsthand.show.graph import EDGE_FIELDS, NODE_FIELDS, Values, edges, nodes, xml_text

_NAMESPACE = "http://www.gexf.net/1.2draft"


def render_gexf(comparison: Comparison) -> str:
    """Return a GEXF document: one directed graph of all stories; no stories, an empty graph."""
    root = Xml.Element("gexf", xmlns=_NAMESPACE, version="1.2")
    graph = Xml.SubElement(root, "graph", mode="static", defaultedgetype="directed")
    for element, kinds in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        declared = Xml.SubElement(graph, "attributes", {"class": element})
        for name, kind in kinds.items():
            Xml.SubElement(declared, "attribute", id=f"{element}-{name}", title=name, type=kind)
    written = Xml.SubElement(graph, "nodes")
    for node in nodes(comparison):
        label = str(node.values["name"])
        one = Xml.SubElement(written, "node", id=xml_text(node.id), label=xml_text(label))
        _write(one, "node", node.values)
    written = Xml.SubElement(graph, "edges")
    for edge in edges(comparison):
        place = {"id": edge.id, "source": edge.start, "target": edge.end}
        safe = {name: xml_text(value) for name, value in place.items()}
        _write(Xml.SubElement(written, "edge", safe), "edge", edge.values)
    Xml.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + Xml.tostring(root, encoding="unicode") + "\n"


def _write(element: Xml.Element, kind: str, values: Values) -> None:
    """Write the values of an element; what is not known is left out."""
    written = Xml.SubElement(element, "attvalues")
    for name, value in values.items():
        if value is not None:
            pair = {"for": f"{kind}-{name}", "value": xml_text(value)}
            Xml.SubElement(written, "attvalue", pair)
