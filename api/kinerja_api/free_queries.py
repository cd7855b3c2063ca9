"""Run free queries for callers: in threads of their own, cancelled when the caller disconnects."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from fastapi import Request

from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.concurrency import slots_of
from kinerja_api.question import EditionRequest
from kinerja_graph.workflow import views
from kinerja_graph.workflow.access import note
from kinerja_graph.workflow.views import QueryOutcome, StatementCancellation

T = TypeVar("T")
LONGEST: Final = 100_000
"""The longest statement accepted in a body, in characters."""


async def run_free_query(
    asked: EditionRequest, cypher: str, finish: Callable[[QueryOutcome], T]
) -> T:
    """Run the read-only statement ``cypher``; return what ``finish`` makes of its rows.

    ``$scope`` is that of the edition meant. The log notes the statement. If the caller disconnects,
    the statement is cancelled in the engine.

    Raises:
        StatementRefused, TimeLimitReached, UsageError, StoreError: as ``views.query``.
    """
    return await run_cancellable(
        asked.request,
        lambda cancellation: finish(_query(asked, cypher, cancellation)),
    )


async def run_cancellable(request: Request, work: Callable[[StatementCancellation], T]) -> T:
    """Return the result of ``work``, whose statement is cancelled if the caller disconnects."""
    cancellation, slots = StatementCancellation(), slots_of(request)
    running = asyncio.ensure_future(slots.run_query(lambda: work(cancellation)))
    watch = asyncio.ensure_future(_wait_for_disconnect(request))
    try:
        await asyncio.wait({running, watch}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        watch.cancel()
        if not running.done():
            await slots.run_query_end(cancellation.end)
    return await running


def _query(asked: EditionRequest, cypher: str, cancellation: StatementCancellation) -> QueryOutcome:
    editions = asked.editions
    edition = views.queried_edition(cypher, editions.wanted, editions.one)
    note(auth_service_of(asked.request).accounts, asked.caller.name, "query", cypher=cypher)
    return views.query(asked.store, cypher, edition, settings=asked.settings, ending=cancellation)


async def _wait_for_disconnect(request: Request) -> None:
    """Return when the caller has disconnected."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
