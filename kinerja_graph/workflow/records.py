"""Additional data for pages: what is below a result, names, and the size of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kinerja_graph.analysis.batches import rows_of
from kinerja_graph.analysis.nodes import find, key_of
from kinerja_graph.analysis.steps import reached
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import counts

_DRAWN: Final = ("Objective", "Indicator", "Task")


def labels_below(store: Store, edition: Edition, name: str) -> Mapping[str, str]:
    """Return the labels, by id, of everything that reaches the result ``name``, without itself.

    Raises:
        UsageError: there is no such id.
    """
    found = find(store, edition, name)
    labels = reached(store, edition, {found.id: found.label}, "down")
    return {one: label for one, label in labels.items() if one != found.id}


def names_by_id(store: Store, edition: Edition, ids: Iterable[str]) -> Mapping[str, str]:
    """Return the names, by id, of those ``ids`` that are named records of any label."""
    rows = rows_of(store, "select-ids", (key_of(edition, one) for one in ids))
    return {row["id"]: row["name"] for row in rows if row["name"]}


def number_of_boxes(store: Store, edition: Edition) -> int:
    """Return the number of boxes in a picture of the whole edition."""
    found = counts(store, edition)
    return sum(found[label] for label in _DRAWN)
