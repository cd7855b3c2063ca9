"""``datasets``: list what is loaded."""

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
    documents_of,
    editions,
    editions_among,
    every_document,
    newest,
    refuse_others,
)
from kinerja_graph.workflow.edition_cache import EditionGone, Visible, checking_editions


@json_keys("document=edition.code", "counts", "loaded_at=edition.loaded_at")
@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """One document of an edition; ``counts`` are its nodes by label."""

    edition: Edition
    counts: Mapping[str, int]


@json_keys(
    "dataset=edition.dataset", "edition=edition.edition", "name=edition.name",
    "loaded_at=edition.loaded_at", "counts", "newest", "documents",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class Snapshot:
    """One loaded edition: its plan, or the first of its documents where there is no plan.

    Attributes:
        counts: number of nodes by label.
        newest: whether it is the newest edition of its dataset.
        documents: the plan and the documents beside it, in their order.
    """

    edition: Edition
    counts: Mapping[str, int]
    newest: bool
    documents: tuple[LoadedDocument, ...] = ()


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
    """What is loaded.

    Attributes:
        datasets: the editions, by dataset and first load.
    """

    datasets: tuple[Snapshot, ...]


@json_keys("editions")
@dataclass(frozen=True, slots=True)
class EditionList:
    """The editions of the datasets that the caller may see, in the order of their first load."""

    snapshots: tuple[Snapshot, ...]

    @property
    def editions(self) -> tuple[DatedSnapshot, ...]:
        """Each edition with the years of its plan and the digest of its input."""
        return tuple(map(DatedSnapshot, self.snapshots))


def datasets(
    store: Store, seen: Visible | None = None, *, found: Iterable[Edition] | None = None
) -> tuple[Snapshot, ...]:
    """Return all visible editions, by dataset and then in the order of their first load.

    ``seen`` filters the names of datasets to those that may be seen. ``found`` are all snapshots,
    if they were read already.

    Raises:
        StoreError: the database failed, or one was loaded by another version of the product.

    >>> from kinerja_graph import Plan, datasets, connect
    >>> plan = Plan.load("examples/slides")
    >>> with connect(plan.settings) as store:
    ...     "salindia" in [snapshot.edition.dataset for snapshot in datasets(store)]
    True
    """

    def with_counts(standing: Iterable[Edition]) -> tuple[Snapshot, ...]:
        listed = tuple(standing)
        names = frozenset((seen or set)({item.dataset for item in listed}))
        shown = refuse_others(item for item in listed if item.dataset in names)
        with checking_editions(store, *shown):
            return snapshots_of(store, shown)

    try:
        return with_counts(every_document(store) if found is None else found)
    except EditionGone:  # one was removed while it was counted
        return with_counts(every_document(store))


def snapshots_of(store: Store, found: Iterable[Edition]) -> tuple[Snapshot, ...]:
    """Return editions with their number of nodes by label, marking the newest among ``found``.

    ``found`` are snapshots; the documents of an edition come as one.

    Raises:
        StoreError: the database failed.
    """
    listed = tuple(found)
    latest = newest(listed)
    told: list[Snapshot] = []
    for item in editions_among(listed):
        documents = tuple(
            LoadedDocument(one, counts(store, one)) for one in documents_of(listed, item)
        )
        told.append(Snapshot(item, documents[0].counts, item in latest, documents))
    return tuple(told)


def newest_editions(found: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the newest edition of each dataset, sorted by dataset."""
    return tuple(sorted(newest(found), key=lambda item: item.dataset))


def documents_if_running(settings: Settings) -> tuple[Edition, ...]:
    """Return all visible snapshots if the embedded engine is already running, otherwise none.

    Raises:
        StoreError: the database failed.
    """
    if settings.url != EMBEDDED or Embedded(settings).running() is None:
        return ()
    with open_store(settings) as store:
        return every_document(store)


def number_of_editions(store: Store) -> int:
    """Return the number of visible editions; also a check that the graph answers.

    Raises:
        StoreError: the graph does not answer.
    """
    return len(editions(store))
