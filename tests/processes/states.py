"""What readers see of a plan, told in one line, so that whole states are told from torn ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kinerja_graph.errors import UsageError
from kinerja_graph.library.statement import Statement
from kinerja_graph.model.edition import EditionRef
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import find_edition

State = list[tuple[str, int, int, int]]
"""Of the indicators: mark, contributions of each, owners of each, how many such there are."""
_SEEN: Final = Statement(
    "seen",
    "MATCH (i:Indicator {scope: $scope}) OPTIONAL MATCH (i)-[c:CONTRIBUTES_TO]->() "
    "WITH i, count(c) AS ups OPTIONAL MATCH (i)<-[w:OWNS]-() "
    "WITH right(i.name, 3) AS mark, ups, count(w) AS owners, i "
    "RETURN mark, ups, owners, count(i) AS number ORDER BY mark, ups, owners",
)


def whole_state(mark: str, size: int) -> State:
    """The state of a plan of ``size`` indicators that is there with all its edges."""
    return [(mark, 1, 1, size)]


def visible_state(store: Store, dataset: str, edition: str | None = None) -> State | None:
    """What a reader sees of the newest edition now; None where there is no such dataset."""
    try:
        found = find_edition(store, EditionRef(dataset, edition))
    except UsageError:
        return None
    rows = store.read(_SEEN, scope=found.scope)
    return [(row["mark"], row["ups"], row["owners"], row["number"]) for row in rows]


def failure_of(work: Callable[[], object], *allowed: type[Exception]) -> Exception | None:
    """The failure of ``work`` where it is one of those ``allowed``; None where it succeeds."""
    try:
        work()
    except allowed as error:
        return error
    return None
