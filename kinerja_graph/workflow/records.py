"""What pages tell beside an answer: what is below a result, names, how much there is to draw."""

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


def below(store: Store, edition: Edition, name: str) -> Mapping[str, str]:
    """The labels of all that reaches the result ``name``, itself left out, by id.

    Raises:
        UsageError: no such id.
    """
    found = find(store, edition, name)
    labels = reached(store, edition, {found.id: found.label}, "down")
    return {one: label for one, label in labels.items() if one != found.id}


def names(store: Store, edition: Edition, ids: Iterable[str]) -> Mapping[str, str]:
    """The names, by id, of those of ``ids`` that are records with a name, whatever their label."""
    rows = rows_of(store, "select-ids", (key_of(edition, one) for one in ids))
    return {row["id"]: row["name"] for row in rows if row["name"]}


def number_of_boxes(store: Store, edition: Edition) -> int:
    """How many boxes a picture of the whole edition has."""
    found = counts(store, edition)
    return sum(found[label] for label in _DRAWN)
