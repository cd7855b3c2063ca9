"""Load a cascade as a snapshot: filled out of sight, then published in a single transaction.

Readers find a snapshot through the one ``Edition`` node that names its scope. A load fills a
new scope and then, in a single transaction, points that node to it. If the load is interrupted
before that, the old snapshot stays visible and the unfinished one is swept.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

from kinerja_graph.errors import StoreError
from kinerja_graph.library.queries import schema
from kinerja_graph.model.cascade import Cascade, Plan
from kinerja_graph.model.collector import collector_at_rest, collector_past_records
from kinerja_graph.model.edition import Edition, EditionRef, edition_key, properties_of
from kinerja_graph.model.rows import Rows, RowSource
from kinerja_graph.model.schema import SCHEMA_VERSION
from kinerja_graph.settings import Settings
from kinerja_graph.store.batching import Batch, batches, transactions
from kinerja_graph.store.bolt import Store, Transaction
from kinerja_graph.store.constraints import ensure_schema
from kinerja_graph.store.faults import UNSURE
from kinerja_graph.store.lease import Lease, leased
from kinerja_graph.store.prefetch import prefetch
from kinerja_graph.store.snapshots import every_document, refuse_others, removable
from kinerja_graph.store.sweep import remove_nodes, remove_snapshot, sweep_aside
from kinerja_graph.store.write_lock import hold_write_lock
from kinerja_graph.texts import _

Progress = Callable[[str, int, int], None]
"""Called with the stage (``wait``, ``records``, ``ties``, ``show``, ``remove``), done and total."""
_MINUTE: Final = 60_000
_AT_ONCE: Final = 1_000
"""A temporary snapshot of at most this many nodes is removed at once; a larger one is swept."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load put into the graph: the edition as it is now, and its nodes by label."""

    edition: Edition
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Source:
    """What to load: the plan, a function that returns its rows, and the time of loading.

    ``loaded_at`` None: now.
    """

    plan: Plan
    rows: Callable[[], RowSource]
    loaded_at: str | None = None
    schema_version: int = SCHEMA_VERSION


def load(
    store: Store, cascade: Cascade, *, settings: Settings, progress: Progress = silent
) -> Loaded:
    """Load ``cascade`` as its edition's snapshot; a concurrent load of the same edition waits.

    Raises:
        StoreError: the database failed; what readers see is unchanged.
    """
    return put(store, Source(cascade.plan, lambda: Rows(cascade)), settings, progress)


def put(store: Store, source: Source, settings: Settings, progress: Progress = silent) -> Loaded:
    """Load the rows of ``source`` as its edition's snapshot.

    Raises:
        StoreError: the database failed; what readers see is unchanged.
    """
    key = edition_key(source.plan.dataset, source.plan.edition, source.plan.document)
    ensure_schema(store)
    with leased(store, key, _scope(), lambda: progress("wait", 0, 1)) as lease:
        try:
            counts = _fill(store, source, lease, settings, progress)
            progress("show", 0, 1)
            edition = _publish(store, source, lease, settings)
        except BaseException:
            _abandon(store, lease)
            with suppress(StoreError):
                sweep_aside(store)
            raise
    progress("show", 1, 1)
    with suppress(StoreError):  # the load is done; the next one will sweep whatever is still due
        sweep_aside(store)
    return Loaded(edition, counts)


@contextmanager
def temporary_snapshot(
    store: Store, cascade: Cascade, *, settings: Settings, progress: Progress = silent
) -> Generator[Loaded]:
    """Create a snapshot that is never listed as an edition, removed when the block ends.

    Raises:
        StoreError: the database failed.
    """
    ensure_schema(store)
    source = Source(cascade.plan, lambda: Rows(cascade))
    scope = _scope()
    counts: dict[str, int] = {}
    try:
        with leased(store, scope, scope) as lease:
            try:
                counts = _fill(store, source, lease, settings, progress)
                yield Loaded(_edition(source, scope, first_loaded=0), counts)
            finally:
                if not _removed_at_once(store, lease, counts, settings):
                    _abandon(store, lease)
    finally:
        with suppress(StoreError):
            sweep_aside(store)


def drop(
    store: Store,
    dataset: str,
    edition: str | None = None,
    document: str | None = None,
    *,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Edition, ...]:
    """Remove one edition, or all of the dataset, with all nodes; return those removed here.

    An edition goes with all of its documents, unless ``document`` names one of them.

    Waits for a load of the same edition; an edition that somebody else removed meanwhile is not
    among the result.

    Raises:
        UsageError: there is no such dataset, edition or document.
        StoreError: the database failed before all editions were hidden; what was hidden but not
            removed yet is swept later.

    >>> from kinerja_graph import Plan, ReadOptions, drop, connect
    >>> plan = Plan.load("examples/slides", wish=ReadOptions(dataset="sementara"))
    >>> with connect(plan.settings) as store:
    ...     [edition.dataset for edition in drop(store, "sementara", settings=plan.settings)]
    ['sementara']
    """
    wanted = EditionRef(dataset, edition, document)
    chosen = removable(refuse_others(every_document(store)), wanted)
    removed = drop_found(store, chosen, settings=settings, progress=progress)
    if not removed:  # somebody else removed all of them: report them as unknown
        removable(refuse_others(every_document(store)), wanted)
    return removed


def drop_found(
    store: Store,
    chosen: Sequence[Edition],
    *,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Edition, ...]:
    """Remove the editions ``chosen`` with all their nodes; return those that were still there.

    Raises:
        StoreError: as ``drop``.
    """
    ensure_schema(store)
    removed: list[Edition] = []
    for number, item in enumerate(chosen):
        progress("remove", number, len(chosen))
        if _drop(store, item, settings, progress):
            removed.append(item)
    progress("remove", len(chosen), len(chosen))
    with suppress(StoreError):
        sweep_aside(store)
    return tuple(removed)


def _drop(store: Store, item: Edition, settings: Settings, progress: Progress) -> bool:
    """Remove an edition; return whether it was there."""
    key = edition_key(item.dataset, item.edition, item.document)
    with leased(store, key, _scope(), lambda: progress("wait", 0, 1)) as lease:
        try:
            scope = store.change(lambda change: _hide(change, lease), name="drop")
        except StoreError as error:
            if error.code != UNSURE or _visible(store, item.scope):
                raise
            scope = item.scope
    if scope is not None:
        with suppress(StoreError):  # it is hidden already, and queued for sweeping
            remove_snapshot(store, scope, rows=settings.batch_rows)
    return scope is not None


def _hide(change: Transaction, lease: Lease) -> str | None:
    """Hide the edition, queue its scope for sweeping and return the scope; None if it is gone."""
    lease.lock(change)
    shown = change.run(schema("edition-look"), key=lease.key)
    for row in shown:
        change.run(schema("leftover-note"), scope=row["scope"], milliseconds=0)
        change.run(schema("edition-hide"), key=lease.key)
    lease.end(change)
    return shown[0]["scope"] if shown else None


def _fill(
    store: Store, source: Source, lease: Lease, settings: Settings, progress: Progress
) -> dict[str, int]:
    """Write all nodes and edges into the scope of ``lease``; return the node count by label."""
    with collector_at_rest():
        rows = source.rows()
    totals = {"records": sum(rows.counts.values()), "ties": rows.ties}
    done = dict.fromkeys(totals, 0)
    with (
        collector_past_records(),
        prefetch(
            transactions(batches(rows, lease.scope, settings.batch_rows), settings.batch_rows)
        ) as pending,
    ):
        for group in pending:
            _announce(group[0].stage, done, totals, progress)
            lease.check()
            with hold_write_lock(store, settings):
                store.change(partial(_write, group=group), name=group[0].statement.name)
            for batch in group:
                _announce(batch.stage, done, totals, progress)
                done[batch.stage] += len(batch.rows)
                progress(batch.stage, done[batch.stage], totals[batch.stage])
    return rows.counts


def _announce(
    stage: str, done: Mapping[str, int], totals: Mapping[str, int], progress: Progress
) -> None:
    """Tell of a stage before its first rows."""
    if not done[stage]:
        progress(stage, 0, totals[stage])


def _write(change: Transaction, *, group: Sequence[Batch]) -> None:
    for batch in group:
        found = change.run(batch.statement, rows=batch.rows)
        if batch.stage == "ties" and found[0]["made"] != len(batch.rows):
            raise _missing(batch.statement.name, len(batch.rows) - found[0]["made"])


def _publish(store: Store, source: Source, lease: Lease, settings: Settings) -> Edition:
    """Publish the filled scope; if the connection broke during commit, look up the outcome.

    Raises:
        StoreError: it was not published, or the outcome is unknown.
    """
    try:
        return store.change(lambda change: _show(change, source, lease, settings), name="show")
    except StoreError as error:
        found = _visible(store, lease.scope) if error.code == UNSURE else None
        if found is None:
            raise
        return found


def _visible(store: Store, scope: str) -> Edition | None:
    return next((item for item in every_document(store) if item.scope == scope), None)


def _show(change: Transaction, source: Source, lease: Lease, settings: Settings) -> Edition:
    """Point the edition to the filled scope, in one transaction under the lease's lock."""
    lease.lock(change)
    shown = change.run(schema("edition-look"), key=lease.key)
    if shown:
        first = shown[0]["first_loaded"]
        change.run(
            schema("leftover-note"),
            scope=shown[0]["scope"],
            milliseconds=int(settings.keep_replaced * _MINUTE),
        )
    else:
        first = _first_loaded(change, source.plan)
    edition = _edition(source, lease.scope, first)
    properties = properties_of(edition)
    change.run(
        schema("edition-show"),
        key=lease.key,
        properties=properties | {"key": lease.key, "id": edition.edition},
    )
    lease.end(change)
    return edition


def _first_loaded(change: Transaction, plan: Plan) -> int:
    """Return the place of an edition among all: that of its documents, if any stands already."""
    beside = change.run(schema("edition-beside"), dataset=plan.dataset, edition=plan.edition)
    stated: int | None = beside[0]["first_loaded"]
    if stated is not None:
        return stated
    counted: int = change.run(schema("counter-next"), key="editions")[0]["value"]
    return counted


def _edition(source: Source, scope: str, first_loaded: int) -> Edition:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Edition(
        **asdict(source.plan),
        scope=scope,
        loaded_at=source.loaded_at or now,
        first_loaded=first_loaded,
        schema_version=source.schema_version,
    )


def _removed_at_once(
    store: Store, lease: Lease, counts: Mapping[str, int], settings: Settings
) -> bool:
    """Remove a small snapshot that was never published, and its lease; return whether it is gone.

    ``counts`` are its nodes by label; none where it is not complete.
    """
    labels = [label for label, number in counts.items() if number]
    if not 0 < sum(counts.values()) <= _AT_ONCE:
        return False

    def remove(change: Transaction) -> None:
        remove_nodes(change, lease.scope, labels)
        lease.end(change)

    try:
        with hold_write_lock(store, settings):
            store.change(remove, name="remove")
    except StoreError:
        return False
    return True


def _abandon(store: Store, lease: Lease) -> None:
    """Queue the filled scope for sweeping and release the lease, if the database still answers."""

    def note(change: Transaction) -> None:
        change.run(schema("leftover-note"), scope=lease.scope, milliseconds=0)
        lease.end(change)

    with suppress(StoreError):
        store.change(note, name="give back", seconds=10)


def _scope() -> str:
    """Return a unique scope for a snapshot."""
    return secrets.token_hex(10)


def _missing(name: str, number: int) -> StoreError:
    return StoreError(
        _("{name}: {number} ends of links were not found in the database."),
        mend=_("Try again; if it keeps failing, report it as a bug."),
        code="ends-missing",
        name=name,
        number=number,
    )
