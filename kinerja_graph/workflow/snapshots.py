"""``datasets``: what is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinerja_graph.model.edition import Edition
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.connect import EMBEDDED, open_store
from kinerja_graph.store.embedded import Embedded
from kinerja_graph.store.snapshots import (
    counts,
    editions,
    every_edition,
    newest,
    refuse_others,
)
from kinerja_graph.workflow.edition_cache import EditionGone, Visible, whole


@json_keys(
    "dataset=edition.dataset", "edition=edition.edition", "name=edition.name",
    "loaded_at=edition.loaded_at", "counts", "newest",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Snapshot:
    """One loaded edition.

    Attributes:
        counts: its nodes by label.
        newest: whether it is the newest of its dataset.
    """

    edition: Edition
    counts: Mapping[str, int]
    newest: bool


@json_keys(
    "*snapshot", "first_year=snapshot.edition.first_year", "last_year=snapshot.edition.last_year",
    "as_of=snapshot.edition.as_of", "digest=snapshot.edition.digest",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class DatedSnapshot:
    """One loaded edition with the years of its plan and the digest of its input."""

    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class DatasetList:
    """What is loaded."""

    datasets: tuple[Snapshot, ...]


@json_keys("editions")
@dataclass(frozen=True, slots=True)
class EditionList:
    """The editions of the datasets that the caller may see, in the order of their first load."""

    snapshots: tuple[Snapshot, ...]

    @property
    def editions(self) -> tuple[DatedSnapshot, ...]:
        """Each with the years of its plan and the digest of its input."""
        return tuple(map(DatedSnapshot, self.snapshots))


def datasets(
    store: Store, seen: Visible | None = None, *, found: Iterable[Edition] | None = None
) -> tuple[Snapshot, ...]:
    """Every visible edition, by dataset and then in the order of their first load.

    With ``seen``, which gives those of the names that may be seen, of these datasets alone.
    ``found`` is every edition, where they were read already.

    Raises:
        StoreError: the database failed, or another version of the product loaded one of them.

    >>> from kinerja_graph import Plan, datasets, connect
    >>> plan = Plan.load("examples/slides")
    >>> with connect(plan.settings) as store:
    ...     "salindia" in [snapshot.edition.dataset for snapshot in datasets(store)]
    True
    """

    def told(standing: Iterable[Edition]) -> tuple[Snapshot, ...]:
        listed = tuple(standing)
        names = frozenset((seen or set)({item.dataset for item in listed}))
        shown = refuse_others(item for item in listed if item.dataset in names)
        with whole(store, *shown):
            return snapshots_of(store, shown)

    try:
        return told(every_edition(store) if found is None else found)
    except EditionGone:  # one was removed while it was counted
        return told(every_edition(store))


def snapshots_of(store: Store, found: Iterable[Edition]) -> tuple[Snapshot, ...]:
    """Editions with their nodes by label; the newest among ``found`` are called so.

    Raises:
        StoreError: the database failed.
    """
    listed = tuple(found)
    latest = newest(listed)
    return tuple(Snapshot(item, counts(store, item), item in latest) for item in listed)


def newest_editions(found: Iterable[Edition]) -> tuple[Edition, ...]:
    """The newest of each dataset, by dataset."""
    return tuple(sorted(newest(found), key=lambda item: item.dataset))


def editions_at_hand(settings: Settings) -> tuple[Edition, ...]:
    """Every visible edition where the embedded engine runs already; none where it does not.

    Raises:
        StoreError: the database failed.
    """
    if settings.url != EMBEDDED or Embedded(settings).running() is None:
        return ()
    with open_store(settings) as store:
        return every_edition(store)


def number_of_editions(store: Store) -> int:
    """How many editions are visible; that the graph answers at all.

    Raises:
        StoreError: it does not.
    """
    return len(editions(store))
