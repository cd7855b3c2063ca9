"""Convert the values of a free query to JSON."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypeGuard

from kinerja_graph.errors import StoreError
from kinerja_graph.store.bolt import (
    CANNOT_HOLD,
    DRIVER_TIMES,
    GraphNode,
    GraphPath,
    GraphRelationship,
    Point,
)
from kinerja_graph.texts import _

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Handle: TypeAlias = str
"""The engine's own id of a node; meaningless outside the transaction."""


def plain(value: object, ids: Mapping[Handle, str]) -> Json:
    """Return ``value`` as JSON.

    - a node: ``{"label", "id", "properties"}`` and each property under its own name;
    - an edge: ``{"type", "id", "from", "to", "properties"}`` likewise, where ``id`` is
      ``from-[TYPE]->to``, equal on every engine and after every load;
    - a path: ``{"nodes", "edges"}``;
    - dates and times: ISO 8601; bytes: Base64; points: ``{"srid", "coordinates"}``;
    - NaN and infinity, which JSON lacks: ``"NaN"``, ``"Infinity"``, ``"-Infinity"``.

    ``ids`` maps the handles of the nodes at the ends of edges to their ids.

    Raises:
        StoreError: the driver could not read the value, or it is none of these (``bad-statement``).
    """
    if isinstance(value, GraphNode):
        return _node(value, ids)
    if isinstance(value, GraphRelationship):
        return _edge(value, ids)
    if isinstance(value, GraphPath):
        return {
            "nodes": [_node(node, ids) for node in value.nodes],
            "edges": [_edge(edge, ids) for edge in value.relationships],
        }
    if _is_map(value):
        return {str(name): plain(item, ids) for name, item in value.items()}
    if _is_list(value):
        return [plain(item, ids) for item in value]
    return _scalar(value)


def handles(value: object) -> Iterable[Handle]:
    """Yield the handles of the nodes at the ends of all edges in ``value``."""
    if isinstance(value, GraphRelationship):
        yield from (node.element_id for node in value.nodes if node is not None)
    elif isinstance(value, GraphPath):
        for edge in value.relationships:
            yield from handles(edge)
    elif _is_map(value):
        for item in value.values():
            yield from handles(item)
    elif _is_list(value):
        for item in value:
            yield from handles(item)


def _scalar(value: object) -> Json:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, DRIVER_TIMES):
        return value.iso_format()
    if isinstance(value, Point):
        return _point(value)
    raise StoreError(
        _("That value cannot be read."),
        mend=_("Return the value as a text."),
        code="bad-statement",
        reason=CANNOT_HOLD,
    )


def _node(node: GraphNode, ids: Mapping[Handle, str]) -> Json:
    properties = {name: plain(item, ids) for name, item in sorted(node.items())}
    labels = sorted(node.labels)
    return {
        **properties,
        "label": labels[0] if labels else None,
        "id": properties.get("id"),
        "properties": properties,
    }


def _edge(edge: GraphRelationship, ids: Mapping[Handle, str]) -> Json:
    properties = {name: plain(item, ids) for name, item in sorted(edge.items())}
    low, high = (None if node is None else ids.get(node.element_id) for node in edge.nodes)
    return {
        **properties,
        "type": edge.type,
        "id": f"{low}-[{edge.type}]->{high}",
        "from": low,
        "to": high,
        "properties": properties,
    }


def _point(value: Point) -> Json:
    return {"srid": value.srid, "coordinates": [_number(float(item)) for item in value]}


def _number(value: float) -> Json:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def _is_map(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
