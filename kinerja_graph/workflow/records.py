"""One record of a loaded edition, and how many there are to draw."""

from __future__ import annotations

from typing import Final

from kinerja_graph.analysis.record import Record
from kinerja_graph.analysis.record import record as record_of_edition
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.snapshots import counts
from kinerja_graph.workflow.views import Choice

_DRAWN: Final = ("Objective", "Indicator", "Task")


def record(store: Store, name: str, choice: Choice) -> Record:
    """The record with the id ``name``, whatever its label: its facts and its direct ties.

    Raises:
        UsageError: no such edition or id.
    """
    return record_of_edition(store, choice.of(store), name)


def number_of_boxes(store: Store, edition: Edition) -> int:
    """How many boxes a picture of the whole edition has."""
    found = counts(store, edition)
    return sum(found[label] for label in _DRAWN)
