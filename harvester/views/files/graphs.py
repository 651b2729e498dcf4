"""Graphs that Gephi and networkx open: GraphML and GEXF, with labels and weights."""

from collections.abc import Iterable, Mapping, Sequence

from lxml.etree import Element, SubElement, _Element, tostring

from harvester.views.rows import Row

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_TYPES = {int: "int", float: "double", str: "string"}
_GEXF_TYPES = {int: "integer", float: "double", str: "string"}
_ENDS = ("source", "target")
# What XML cannot hold at all.
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: None,
    0xFFFF: None,
}

Node = tuple[str, str, str]  # its id, its label, and on which side it stands


def nodes(edges: Sequence[Row], labels: Mapping[str, str], sides: tuple[str, str]) -> list[Node]:
    """The nodes that edges name, each once, the sources first."""
    found: dict[str, Node] = {}
    for end, side in zip(_ENDS, sides, strict=True):
        for edge in edges:
            name = str(edge[end])
            found.setdefault(name, (name, labels.get(name, name), side))
    return list(found.values())


def graphml(found: Iterable[Node], edges: Sequence[Row]) -> bytes:
    """The graph in GraphML."""
    root = Element("graphml", xmlns=_GRAPHML)
    for name in ("label", "side"):
        _key(root, "node", name, "string")
    extra = _extra(edges)
    for name, kind in extra.items():
        _key(root, "edge", name, _TYPES[kind])
    graph = SubElement(root, "graph", edgedefault="directed")
    for name, label, side in found:
        node = SubElement(graph, "node", id=_clean(name))
        _data(node, "node-label", label)
        _data(node, "node-side", side)
    for number, edge in enumerate(edges):
        ends = {end: _clean(edge[end]) for end in _ENDS}
        drawn = SubElement(graph, "edge", {"id": f"e{number}", **ends})
        for name in extra:
            _data(drawn, f"edge-{name}", edge[name])
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def gexf(found: Iterable[Node], edges: Sequence[Row]) -> bytes:
    """The graph in GEXF 1.3."""
    root = Element("gexf", xmlns=_GEXF, version="1.3")
    graph = SubElement(root, "graph", defaultedgetype="directed")
    _attributes(graph, "node", {"side": str})
    extra = {name: kind for name, kind in _extra(edges).items() if name != "weight"}
    _attributes(graph, "edge", extra)
    listed = SubElement(graph, "nodes")
    for name, label, side in found:
        node = SubElement(listed, "node", id=_clean(name), label=_clean(label))
        _values(node, {"side": side})
    drawn = SubElement(graph, "edges")
    for number, edge in enumerate(edges):
        ends = {end: _clean(edge[end]) for end in _ENDS}
        about = {"id": str(number), "weight": str(edge["weight"]), **ends}
        one = SubElement(drawn, "edge", about)
        _values(one, {name: edge[name] for name in extra})
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _extra(edges: Sequence[Row]) -> dict[str, type]:
    """What is known of an edge besides its ends, with the type of each; of nothing, a number."""
    types: dict[str, type] = {}
    for name in (each for each in (edges[0] if edges else {}) if each not in _ENDS):
        known = (edge[name] for edge in edges if edge[name] is not None)
        types[name] = type(next(known, 0.0))
    return types


def _key(root: _Element, of: str, name: str, kind: str) -> None:
    about = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}
    SubElement(root, "key", about)


def _data(parent: _Element, key: str, value: object) -> None:
    if value is not None:
        SubElement(parent, "data", key=key).text = _clean(value)


def _attributes(graph: _Element, of: str, types: Mapping[str, type]) -> None:
    listed = SubElement(graph, "attributes", {"class": of})
    for name, kind in types.items():
        SubElement(listed, "attribute", id=name, title=name, type=_GEXF_TYPES[kind])


def _values(parent: _Element, values: Mapping[str, object]) -> None:
    listed = SubElement(parent, "attvalues")
    for name, value in values.items():
        if value is not None:
            SubElement(listed, "attvalue", {"for": name, "value": _clean(value)})


def _clean(value: object) -> str:
    return str(value).translate(_FORBIDDEN)
