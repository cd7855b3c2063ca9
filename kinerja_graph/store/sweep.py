"""Remove snapshots that no edition refers to, in small steps, in a process of its own.

Whatever a replaced edition, an interrupted load or a check leaves behind is queued in the graph.
Each load ends by starting a sweep of what is due, without waiting for it. A sweep may be
interrupted at any point: the rest stays queued.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Final

from kinerja_graph.data_frames import own_process
from kinerja_graph.errors import KinerjaError
from kinerja_graph.library.queries import schema
from kinerja_graph.model.schema import NODES
from kinerja_graph.store.bolt import Store, Transaction
from kinerja_graph.store.engine import Address, Capabilities
from kinerja_graph.store.lease import end_dead_leases, is_dead, read_leases
from kinerja_graph.store.naming import for_label

LOG: Final = logging.getLogger(__name__)
CLAIM_SECONDS: Final = 120.0
STEP_ROWS: Final = 2_000
"""Nodes per step: few, so that concurrent writers do not wait long."""


def sweep(store: Store, *, rows: int = STEP_ROWS) -> int:
    """Remove all snapshots that are due and not being removed elsewhere; return their number.

    Raises:
        StoreError: the database failed; the rest stays queued.
    """
    end_dead_leases(store)
    due = [row["scope"] for row in store.read(schema("leftovers-due"))]
    return sum(remove_snapshot(store, scope, rows=rows) for scope in due)


def sweep_aside(store: Store) -> subprocess.Popen[bytes] | None:
    """Start a process that sweeps, if anything is due, without waiting for it.

    It reads the connection from standard input, so that no password shows in the process list.
    """
    if not _anything_due(store):
        return None
    connection = {
        "address": asdict(store.address),
        "capabilities": asdict(store.capabilities),
        "long_seconds": store.long_seconds,
    }
    process = subprocess.Popen(  # noqa: S603  # our own module; all else goes by its input
        own_process("kinerja_graph.store.sweep"),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if process.stdin is not None:
        with suppress(BrokenPipeError), process.stdin:
            process.stdin.write(json.dumps(connection).encode())
    threading.Thread(target=process.wait, daemon=True).start()
    return process


def remove_snapshot(store: Store, scope: str, *, rows: int = STEP_ROWS) -> bool:
    """Remove a snapshot; False if it is being removed elsewhere or an edition refers to it.

    Edges first, then nodes, ``rows`` nodes at once.

    Raises:
        StoreError: the database failed; the rest stays queued.
    """
    if store.read(schema("scope-visible"), scope=scope)[0]["editions"]:
        store.write(schema("leftover-end"), scope=scope)
        return False
    if not _claimed(store, scope):
        return False
    claimed = time.monotonic()
    keys = {
        node.label: [
            row["key"] for row in store.read(for_label("node-keys", node.label), scope=scope)
        ]
        for node in NODES
        if node.label != "Edition"
    }
    for step in ("remove-edges", "remove-nodes"):
        for label, found in keys.items():
            for batch in _batches(found, rows):
                store.write(for_label(step, label), keys=batch)
                if time.monotonic() - claimed > CLAIM_SECONDS / 3:
                    _keep_claim(store, scope)
                    claimed = time.monotonic()
    store.write(schema("leftover-end"), scope=scope)
    return True


def remove_nodes(change: Transaction, scope: str, labels: Sequence[str]) -> None:
    """Remove the nodes with these labels in a small ``scope``, with their edges, in a transaction.

    Tasks first, units last: what hangs from few records goes before them, which is quicker on the
    embedded engine.
    """
    for label in reversed(labels):
        change.run(for_label("remove-scope", label), scope=scope)


def _anything_due(store: Store) -> bool:
    if store.read(schema("leftovers-due")):
        return True
    return any(is_dead(row) for row in read_leases(store))


def _claimed(store: Store, scope: str) -> bool:
    return bool(
        store.write(schema("leftover-claim"), scope=scope, milliseconds=int(CLAIM_SECONDS * 1000))
    )


def _keep_claim(store: Store, scope: str) -> None:
    store.write(schema("leftover-keep"), scope=scope, milliseconds=int(CLAIM_SECONDS * 1000))


def _batches(keys: Sequence[str], size: int) -> list[Sequence[str]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def main() -> None:
    """Sweep the database given on standard input; failures are left to the next sweep."""
    connection = json.load(sys.stdin)
    with (
        suppress(KinerjaError),
        Store(
            Address(**connection["address"]),
            Capabilities(**connection["capabilities"]),
            long_seconds=connection["long_seconds"],
        ) as store,
    ):
        sweep(store)


if __name__ == "__main__":
    main()
