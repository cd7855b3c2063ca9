"""Create the constraints and indexes of the graph that are missing."""

from __future__ import annotations

import time
from typing import Final

from kinerja_graph.errors import StoreError
from kinerja_graph.library.queries import schema
from kinerja_graph.model.schema import EDGES, INTERNAL, NODES, NodeType, Property
from kinerja_graph.store.bolt import Store, Transaction
from kinerja_graph.store.naming import for_edge, for_label
from kinerja_graph.texts import _

Wanted = tuple[str, str]
"""A label and its indexed property."""
_BUILD_SECONDS: Final = 600.0
_SAMPLES: Final[dict[str, object]] = {
    "str": "",
    "int": 0,
    "float": 0.0,
    "bool": True,
    "list[int]": [0],
    "list[float]": [0.0],
    "list[str]": [""],
    "map": {},
}


def wanted() -> frozenset[Wanted]:
    """Return every label with ``key`` (unique), and every label of a plan with ``scope``."""
    keys = {(node.label, "key") for node in (*NODES, *INTERNAL)}
    return frozenset(keys | {(node.label, "scope") for node in NODES})


def ensure_schema(store: Store) -> tuple[Wanted, ...]:
    """Create the missing constraints and indexes and return them, sorted; usually empty.

    Costs a single query if nothing is missing. Safe to run concurrently.

    Raises:
        StoreError: a constraint cannot be created, for example because another graph in the same
            database violates it.
    """
    missing = missing_schema(store)
    if missing:
        for label, name in sorted(missing, key=_last_where_awaited):
            store.define(for_label("constraint-key" if name == "key" else "index-scope", label))
        _await(store, missing)
        store.rehearse(_one_of_each)
    return tuple(sorted(missing))


def _last_where_awaited(item: Wanted) -> tuple[bool, Wanted]:
    """Sort indexes first: a server builds them in the background but checks constraints at once."""
    return item[1] == "key", item


def missing_schema(store: Store) -> frozenset[Wanted]:
    """Return what ``ensure_schema`` would create, without creating it."""
    return wanted() - _present(store)


def _present(store: Store, state: str = "") -> frozenset[Wanted]:
    rows = store.read(schema("indexes"))
    return frozenset(
        (row["labels"][0], row["properties"][0])
        for row in rows
        if len(row["labels"] or []) == len(row["properties"] or []) == 1
        and state in {"", row["state"]}
    )


def _await(store: Store, missing: frozenset[Wanted]) -> None:
    """Wait until new indexes are usable; on an empty graph they are immediately."""
    until = time.monotonic() + _BUILD_SECONDS
    while not missing <= _present(store, "ONLINE"):
        if time.monotonic() > until:
            raise StoreError(
                _("The indexes of the database are not ready after {seconds} seconds."),
                mend=_("See the log of the server; try again when they are built."),
                where=store.address.uri,
                code="index-not-ready",
                seconds=_BUILD_SECONDS,
            )
        time.sleep(0.1)


def _one_of_each(transaction: Transaction) -> None:
    """Create one of each label, property and type; rolled back, so that only the names stay.

    A server warns about every statement with a name that it has never seen.
    """
    for node in (*NODES, *INTERNAL):
        transaction.run(for_label("create-nodes", node.label), rows=[_sample(node)])
    for edge in EDGES:
        row = {
            "low": edge.sources[0],
            "high": edge.targets[0],
            "properties": _values(edge.properties),
        }
        transaction.run(
            for_edge("create-edges", edge.type, edge.sources[0], edge.targets[0]), rows=[row]
        )


def _sample(node: NodeType) -> dict[str, object]:
    """Return a node with every property; its key is its label, which no load ever uses."""
    return {**_values(node.properties), "key": node.label}


def _values(properties: tuple[Property, ...]) -> dict[str, object]:
    return {item.name: _SAMPLES[item.type] for item in properties}
