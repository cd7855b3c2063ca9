"""Coroutines in tests, whatever runs in the thread of the test."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_alone(work: Coroutine[Any, Any, T]) -> T:
    """Return the result of ``work``, run in a thread and a loop of its own.

    A browser that was opened earlier in the same process keeps a loop running in its thread.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
