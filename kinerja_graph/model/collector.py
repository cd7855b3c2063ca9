"""Pause Python's cyclic garbage collector while a large number of records are created."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Generator[None]:
    """Disable the cyclic garbage collector for the block or the decorated function.

    Creating hundreds of thousands of records triggers the collector again and again, and each time
    it scans all records created so far and finds nothing to free: a fifth of the time of a read.
    Reference counting works as usual. The collector's state is restored afterwards, without an
    immediate scan of everything created in between.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        resume_collector()


def resume_collector() -> None:
    """Enable the cyclic garbage collector, without an immediate scan of what exists."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()  # everything that exists now belongs to the oldest generation
    gc.enable()


@contextmanager
def collector_past_records() -> Generator[None]:
    """Restrict the garbage collector to objects created inside the block.

    Otherwise code that holds a million records and creates cycles as well, as a database driver
    does, would accumulate them: Python scans old objects only when enough new ones exist.
    """
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        gc.collect()  # everything is frozen: resets Python's count of old objects to zero
        yield
    finally:
        gc.unfreeze()
