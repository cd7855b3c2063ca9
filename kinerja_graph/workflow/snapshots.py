"""``datasets`` and ``drop``: what is loaded, and its removal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import Progress, silent
from kinerja_graph.store.load import drop as drop_editions
from kinerja_graph.store.snapshots import counts, editions, newest


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One visible edition: its nodes by label, and whether it is the newest of its dataset."""

    edition: Edition
    counts: Mapping[str, int]
    newest: bool


def datasets(store: Store) -> tuple[Snapshot, ...]:
    """Every visible edition, by dataset and then in the order of their first load.

    >>> from kinerja_graph import Plan, datasets, opened
    >>> plan = Plan.load("examples/slides")
    >>> with opened(plan.settings) as store:
    ...     "salindia" in [snapshot.edition.dataset for snapshot in datasets(store)]
    True
    """
    found = editions(store)
    latest = newest(found)
    return tuple(Snapshot(item, counts(store, item), item in latest) for item in found)


def number_of_editions(store: Store) -> int:
    """How many editions are visible; that the graph answers at all.

    Raises:
        StoreError: it does not.
    """
    return len(editions(store))


def drop(
    store: Store,
    dataset: str,
    edition: str | None = None,
    *,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Edition, ...]:
    """Removes one edition, or all of a dataset; gives those removed.

    Raises:
        UsageError: there is no such dataset or edition.
        StoreError: the database failed.

    >>> from kinerja_graph import Plan, Wish, drop, opened
    >>> plan = Plan.load("examples/slides", wish=Wish(dataset="sementara"))
    >>> with opened(plan.settings) as store:
    ...     [edition.dataset for edition in drop(store, "sementara", settings=plan.settings)]
    ['sementara']
    """
    return drop_editions(store, dataset, edition, settings=settings, progress=progress)


def datasets_json(found: tuple[Snapshot, ...]) -> dict[str, Any]:
    """The answer of ``datasets --json`` (contract §4)."""
    return {
        "datasets": [
            {
                "dataset": item.edition.dataset,
                "edition": item.edition.edition,
                "name": item.edition.name,
                "loaded_at": item.edition.loaded_at,
                "counts": dict(item.counts),
                "newest": item.newest,
            }
            for item in found
        ]
    }
