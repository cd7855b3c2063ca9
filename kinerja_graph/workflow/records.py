"""One record of a loaded edition, and how many there are to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kinerja_graph.analysis.batches import rows_of
from kinerja_graph.analysis.nodes import describe_all, find, key_of
from kinerja_graph.analysis.record import Record
from kinerja_graph.analysis.record import record as record_of_edition
from kinerja_graph.analysis.steps import reached
from kinerja_graph.library.describe import Described
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import counts
from kinerja_graph.workflow.views import EditionRef

_DRAWN: Final = ("Objective", "Indicator", "Task")


def record(store: Store, name: str, choice: EditionRef) -> Record:
    """The record with the id ``name``, whatever its label: its facts and its direct ties.

    Raises:
        UsageError: no such edition or id.
    """
    return record_of_edition(store, choice.of(store), name)


def below(store: Store, name: str, choice: EditionRef) -> Mapping[str, str]:
    """The labels of all that reaches the result ``name``, itself left out, by id.

    Raises:
        UsageError: no such edition or id.
    """
    edition = choice.of(store)
    found = find(store, edition, name)
    labels = reached(store, edition, {found.id: found.label}, "down")
    return {one: label for one, label in labels.items() if one != found.id}


def described(
    store: Store, labels: Mapping[str, str], choice: EditionRef
) -> Mapping[str, Described]:
    """The records of ``labels`` (label by id), described, by id.

    Raises:
        UsageError: no such edition.
        EditionGone: the snapshot was removed while it was read.
    """
    return describe_all(store, choice.of(store), labels)


def names(store: Store, ids: Iterable[str], choice: EditionRef) -> Mapping[str, str]:
    """The names, by id, of those of ``ids`` that are records with a name, whatever their label.

    Raises:
        UsageError: no such edition.
    """
    edition = choice.of(store)
    rows = rows_of(store, "select-ids", (key_of(edition, one) for one in ids))
    return {row["id"]: row["name"] for row in rows if row["name"]}


def number_of_boxes(store: Store, edition: Edition) -> int:
    """How many boxes a picture of the whole edition has."""
    found = counts(store, edition)
    return sum(found[label] for label in _DRAWN)
