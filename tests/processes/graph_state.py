"""What a graph holds, counted, for tests that expect no statement to change it.

A sweep that an earlier load began may still be removing snapshots at the same time. What it
removes, and its queue, are left out.
"""

from __future__ import annotations

from typing import Any, Final

from kinerja_graph.library.statement import Statement
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.lease import end_dead_leases

_QUEUED: Final = "OPTIONAL MATCH (r:Leftover) WITH collect(r.scope) AS queued "
_NODES: Final = Statement(
    "state",
    _QUEUED + "MATCH (n) WHERE NOT n:Leftover AND NOT n:Lease"
    " AND NOT coalesce(n.scope, '') IN queued"
    " RETURN labels(n) AS labels, count(n) AS nodes, sum(size(keys(n))) AS properties"
    " ORDER BY labels[0]",
)
_EDGES: Final = Statement(
    "edges",
    _QUEUED + "MATCH (n)-[e]->() WHERE NOT coalesce(n.scope, '') IN queued"
    " RETURN type(e) AS type, count(e) AS edges, sum(size(keys(e))) AS properties ORDER BY type",
)


def state_of(store: Store) -> list[dict[str, Any]]:
    """Return nodes by label and edges by type, with the number of their properties."""
    end_dead_leases(store)  # a sweep would queue their snapshots meanwhile
    return [*store.read(_NODES), *store.read(_EDGES)]
