"""Leases on editions: whoever loads or drops one holds its lease, which expires if they die.

The second of two loads of the same edition waits for the first. A heartbeat renews the lease;
without it the lease expires after ``LEASE_SECONDS`` by the server's clock. If its holder was a
process on this machine that no longer runs, the lease is taken over at once.
"""

from __future__ import annotations

import logging
import os
import platform
import secrets
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import psutil

from kinerja_graph.errors import StoreError
from kinerja_graph.library.queries import schema
from kinerja_graph.store.bolt import Store, Transaction
from kinerja_graph.texts import _

LOG: Final = logging.getLogger(__name__)
LEASE_SECONDS: Final = 60.0
BEAT_SECONDS: Final = 10.0
_LOOK_SECONDS: Final = 0.2
_STARTED_WITHIN: Final = 2.0
"""Seconds by which two readings of a process's start time may differ if the clock is adjusted."""
_OURS: Final[set[str]] = set()
"""Active holders in this process: any other lease of this process is left over."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to create an edition's next snapshot.

    ``key`` is the edition's key, ``scope`` that of the snapshot being filled, ``holder`` a random
    word; ``lost`` is set when the lease could not be renewed in time.
    """

    key: str
    scope: str
    holder: str
    lost: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Check that the lease is still held.

        Raises:
            StoreError: it has expired, and somebody else may hold it.
        """
        if self.lost.is_set():
            raise lapsed()

    def lock(self, transaction: Transaction) -> None:
        """Lock the edition until ``transaction`` ends.

        Raises:
            StoreError: somebody else holds the lease.
        """
        rows = transaction.run(schema("lease-lock"), key=self.key)
        if not rows or rows[0]["holder"] != self.holder:
            raise lapsed()

    def end(self, transaction: Transaction) -> None:
        """Release the lease if it is still held."""
        transaction.run(schema("lease-end"), key=self.key, holder=self.holder)


def lapsed() -> StoreError:
    """Return the error of a load that lost its lease."""
    return StoreError(
        _("The lease on this edition expired meanwhile; the old state is kept."),
        mend=_(
            "Try again. Where the process was held up (a sleeping laptop, a busy server),"
            " load at a quieter time."
        ),
        code="lease-lapsed",
    )


@contextmanager
def leased(
    store: Store, key: str, scope: str, waiting: Callable[[], None] = lambda: None
) -> Generator[Lease]:
    """Wait for the lease of an edition, and renew it while the block runs.

    ``waiting`` is called about five times a second while somebody else holds the lease. The block
    releases it with ``Lease.end``, in the transaction that completes its work; a lease that is
    not released is left to be swept.
    """
    lease = Lease(key, scope, secrets.token_hex(8))
    _OURS.add(lease.holder)
    try:
        while not _try_take(store, lease):
            waiting()
            time.sleep(_LOOK_SECONDS)
        with _keep_renewing(store, lease):
            yield lease
    finally:
        _OURS.discard(lease.holder)


@contextmanager
def _keep_renewing(store: Store, lease: Lease) -> Generator[None]:
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(store, lease, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(BEAT_SECONDS)


def read_leases(store: Store) -> list[Mapping[str, Any]]:
    """Return all leases, with the server's time.

    A lease that ends while Neo4j reads it comes back with some or all values missing: it has
    been released, so it is left out.
    """
    rows = store.read(schema("leases"))
    return [row for row in rows if all(value is not None for value in row.values())]


def end_dead_leases(store: Store) -> None:
    """Remove the leases of dead holders, and queue their unfinished snapshots for sweeping."""
    for row in read_leases(store):
        if is_dead(row):
            with suppress(StoreError):
                store.change(partial(_end_dead, key=row["key"]), name="leases")


def is_dead(row: Mapping[str, Any]) -> bool:
    """Return whether a lease is dead: expired, or its holder has ended on this machine.

    The holder is a process, or work in this very process that could not release its lease.
    """
    if row["expires"] < row["now"]:
        return True
    if row["host"] != this_host():
        return False
    if row["pid"] == os.getpid():
        return row["holder"] not in _OURS
    try:
        process = psutil.Process(row["pid"])
        ended = process.status() == psutil.STATUS_ZOMBIE
        started = process.create_time()
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False
    return ended or abs(started - float(row["started"])) > _STARTED_WITHIN


def this_host() -> str:
    """Identify this machine, its boot and its PID namespace: where a pid is unambiguous."""
    names = [platform.node()]
    for path_name in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        path = Path(path_name)
        with suppress(OSError):
            names.append(str(path.readlink()) if path.is_symlink() else path.read_text().strip())
    return " ".join(names)


def _try_take(store: Store, lease: Lease) -> bool:
    """Try to take the lease; return whether it is ours. Reads first, to avoid write conflicts."""
    held = [row for row in read_leases(store) if row["key"] == lease.key]
    if held and not is_dead(held[0]):
        return False
    try:
        return store.change(lambda change: _take(change, lease), name="lease")
    except StoreError as error:
        if error.code != "conflict":
            raise
        return False


def _take(transaction: Transaction, lease: Lease) -> bool:
    process = psutil.Process()
    values: dict[str, object] = {
        "key": lease.key,
        "scope": lease.scope,
        "holder": lease.holder,
        "host": this_host(),
        "pid": process.pid,
        "started": process.create_time(),
        "milliseconds": int(LEASE_SECONDS * 1000),
    }
    row = transaction.run(schema("lease-ask"), **values)[0]
    if row["holder"] == lease.holder:
        return True
    if not is_dead(row):
        return False
    transaction.run(schema("leftover-note"), scope=row["scope"], milliseconds=0)
    transaction.run(schema("lease-take"), **values)
    return True


def _end_dead(transaction: Transaction, *, key: str) -> None:
    rows = transaction.run(schema("lease-lock"), key=key)
    if rows and is_dead(rows[0]):
        transaction.run(schema("leftover-note"), scope=rows[0]["scope"], milliseconds=0)
        transaction.run(schema("lease-end"), key=key, holder=rows[0]["holder"])


def _beat(store: Store, lease: Lease, ended: threading.Event) -> None:
    """Renew the lease until ``ended``; mark it lost if that fails for too long."""
    renewed = time.monotonic()
    while not ended.wait(BEAT_SECONDS):
        try:
            rows = store.write(
                schema("lease-renew"),
                seconds=LEASE_SECONDS,
                key=lease.key,
                holder=lease.holder,
                milliseconds=int(LEASE_SECONDS * 1000),
            )
        except StoreError as error:
            LOG.info("lease not renewed: %s", error)
            if time.monotonic() - renewed > LEASE_SECONDS:
                lease.lost.set()
            continue
        if rows[0]["held"] == 0 and not ended.is_set():
            lease.lost.set()
            return
        renewed = time.monotonic()
