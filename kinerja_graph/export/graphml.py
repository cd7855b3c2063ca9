"""Export GraphML 1.0: nodes and edges with typed properties, for networkx, Gephi, yEd, igraph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from kinerja_graph.export.snapshot import RECORD_LABELS, Snapshot, StoredEdge
from kinerja_graph.model.nodes import reference
from kinerja_graph.model.rows import Row
from kinerja_graph.model.schema import BY_LABEL, EDGES, Property

FILE: Final = "plan.graphml"
_TYPES: Final = {
    "str": "string",
    "int": "long",
    "float": "double",
    "bool": "boolean",
    "list[int]": "string",
    "list[float]": "string",
    "list[str]": "string",
}
"""GraphML has no lists, so they are written as JSON text."""
_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns\
 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_INVALID_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_EXPORTED: Final = frozenset({"key", "scope"})


def write_graphml(snapshot: Snapshot, folder: Path) -> dict[str, int]:
    """Write ``plan.graphml`` into ``folder``; return the number of nodes and edges.

    A node's id is that of its record; a problem's id is made distinct from all of them. The data
    ``label`` and ``type`` hold label and relationship type. Control characters, which XML cannot
    represent, become U+FFFD.

    Raises:
        OSError: the folder cannot be written.
    """
    number = 0
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        file.write(_HEAD)
        labels = snapshot.labels()
        file.writelines(_keys(labels))
        file.write(f'<graph id={_escape(snapshot.edition.dataset)} edgedefault="directed">\n')
        for name, value in _edition_row(snapshot).items():
            _write_data(file, f"g_{name}", value)
        apart = _problem_prefix(snapshot)
        for label in labels:
            before = apart if label == "Problem" else ""
            for row in snapshot.nodes(label):
                named = reference(label, str(row["id"]))
                _write_node(file, label, f"{before}{named}", row)
                number += 1
        for label in RECORD_LABELS:
            for tie in snapshot.edges(label):
                _write_edge(file, tie)
                number += 1
        file.write("</graph>\n</graphml>\n")
    return {FILE: number}


def _edition_row(snapshot: Snapshot) -> Row:
    known = {item.name: getattr(snapshot.edition, item.name, None) for item in _edition_facts()}
    return {name: value for name, value in known.items() if value is not None}


def _edition_facts() -> Iterator[Property]:
    hidden = _NOT_EXPORTED | {"id", "loaded_at", "first_loaded"}
    return (item for item in BY_LABEL["Edition"].properties if item.name not in hidden)


def _problem_prefix(snapshot: Snapshot) -> str:
    """Return a prefix for the ids of problems that makes them distinct from every record's id."""
    if not snapshot.keys("Problem"):
        return ""
    before = ""
    taken = {key.partition("/")[2] for label in RECORD_LABELS for key in snapshot.keys(label)}
    ids = [key.partition("/")[2] for key in snapshot.keys("Problem")]
    while any(f"{before}{id_}" in taken for id_ in ids):
        before += "!"
    return before


def _keys(labels: Iterable[str]) -> Iterator[str]:
    yield '<key id="label" for="node" attr.name="label" attr.type="string"/>\n'
    yield from _key_declarations(
        "n", "node", (p for name in labels for p in BY_LABEL[name].properties)
    )
    yield '<key id="type" for="edge" attr.name="type" attr.type="string"/>\n'
    yield from _key_declarations("e", "edge", (item for edge in EDGES for item in edge.properties))
    yield from _key_declarations("g", "graph", _edition_facts())


def _key_declarations(before: str, domain: str, properties: Iterable[Property]) -> Iterator[str]:
    types = {item.name: item.type for item in properties if item.name not in _NOT_EXPORTED}
    for name, type_ in types.items():
        yield (
            f'<key id="{before}_{name}" for="{domain}" attr.name="{name}"'
            f' attr.type="{_TYPES[type_]}"/>\n'
        )


def _write_node(file: IO[str], label: str, id_: str, row: Row) -> None:
    file.write(f"<node id={_escape(id_)}>\n")
    _write_data(file, "label", label)
    _write_all(file, "n", row, [item.name for item in BY_LABEL[label].properties])
    file.write("</node>\n")


def _write_edge(file: IO[str], tie: StoredEdge) -> None:
    source, target, _ = tie.row
    file.write(f"<edge source={_escape(source)} target={_escape(target)}>\n")
    _write_data(file, "type", tie.type)
    _write_all(file, "e", tie.properties, sorted(tie.properties))
    file.write("</edge>\n")


def _write_all(file: IO[str], before: str, row: Mapping[str, object], names: list[str]) -> None:
    for name in names:
        if name in row:
            _write_data(file, f"{before}_{name}", row[name])


def _write_data(file: IO[str], key: str, value: object) -> None:
    file.write(f'  <data key="{key}">{_text(value)}</data>\n')


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return escape(_remove_invalid(str(value)), {"\r": "&#13;"})


def _escape(text: str) -> str:
    return quoteattr(_remove_invalid(text))


def _remove_invalid(text: str) -> str:
    return _INVALID_XML.sub("\ufffd", text)
