"""Migrate editions loaded by an older version to the current schema.

A migration is a load from the graph itself: the nodes and edges of the old snapshot pass through
the steps of ``model/migrations.py`` into a new one, which becomes visible in a single transaction.
If it stops before that, readers still see the old snapshot, unchanged.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Final

from kinerja_graph.errors import StoreError
from kinerja_graph.export.snapshot import RECORD_LABELS, Snapshot
from kinerja_graph.library.queries import named
from kinerja_graph.model.cascade import Plan
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.migrations import migrate_rows
from kinerja_graph.model.rows import EdgeEnds, EdgeRow, Row, RowSource
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import Source, put
from kinerja_graph.store.snapshots import every_document, older
from kinerja_graph.texts import _

LOG: Final = logging.getLogger(__name__)
_MIGRATING: Final = _(
    "{dataset} {edition} is being updated from schema {theirs} to schema {ours} …"
)


class _OvertakenError(Exception):
    """Somebody else has migrated, replaced or dropped the edition in the meantime."""


def migrate_editions(
    store: Store, found: Iterable[Edition], settings: Settings
) -> tuple[Edition, ...]:
    """Migrate those of ``found`` that have an older schema; return the migrated editions.

    Editions of a newer version are skipped; readers refuse them by name.

    Raises:
        StoreError: an edition cannot be migrated (code ``older-schema``, with the reason); what
            readers see of it is unchanged.
    """
    moved: list[Edition] = []
    for edition in found:
        if edition.schema_version < SCHEMA_VERSION:
            text = _MIGRATING.filled(
                dataset=edition.dataset,
                edition=edition.edition,
                theirs=edition.schema_version,
                ours=SCHEMA_VERSION,
            )
            LOG.warning("%s", text.en, extra={"text": text})
            now = _migrate(store, edition, settings)
            moved += [now] if now else []
    return tuple(moved)


def _migrate(store: Store, edition: Edition, settings: Settings) -> Edition | None:
    """Migrate an edition and return it; None if somebody else was first."""
    try:
        return put(store, _source(store, edition), settings).edition
    except _OvertakenError:
        return None
    except StoreError as error:
        raise older(edition, error.what) from error


def _source(store: Store, edition: Edition) -> Source:
    """Return the edition as a source in the current schema; its names, years and times stay."""

    def rows() -> RowSource:
        if all(one.scope != edition.scope for one in every_document(store)):
            raise _OvertakenError
        return migrate_rows(_StoredRows(store, edition), edition.schema_version)

    plan = Plan(**{item.name: getattr(edition, item.name) for item in fields(Plan)})
    return Source(plan, rows, edition.loaded_at)


class _StoredRows:
    """The rows of a loaded edition, read from the graph batch by batch, in its own schema."""

    def __init__(self, store: Store, edition: Edition) -> None:
        self._snapshot = Snapshot(store, edition)
        self.counts = self._snapshot.counts()
        found = store.read(named("export-ties"), scope=edition.scope)
        self.ties = sum(row["ties"] for row in found)

    def nodes(self, label: str) -> Iterator[Row]:
        """Return the nodes of one label, without ``key`` and ``scope``."""
        return self._snapshot.nodes(label)

    def edges(self) -> Iterator[tuple[EdgeEnds, EdgeRow]]:
        """Yield the edges, grouped by the label of their lower end."""
        for label in RECORD_LABELS:
            for tie in self._snapshot.edges(label):
                ends: EdgeEnds = (tie.type, tie.source_label, tie.target_label)
                yield ends, tie.row
