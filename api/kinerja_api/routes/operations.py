"""``/readyz`` and ``/metrics``: for operators of the service."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.access.metrics import Metrics
from kinerja_api.access.permissions import identify_caller, is_known
from kinerja_api.access.refusals import unknown_caller
from kinerja_api.database import Database, Probe
from kinerja_api.errors import RETRY_SECONDS, responses
from kinerja_api.models import model_of
from kinerja_graph.library.statement import EngineInfo
from kinerja_graph.shapes import as_json

router = APIRouter(route_class=AnswerRoute, tags=["operations"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether engine and accounts database respond; signed-in callers also see which engine.

    Attributes:
        status: ok or unavailable.
        ready: whether questions can be answered now.
        engine_answers: whether the engine answers.
        ledger_answers: whether the accounts database answers.
        engine: the engine; None for callers who are not signed in.
        editions: number of loaded editions; None for callers who are not signed in.
    """

    status: str
    ready: bool
    engine_answers: bool
    ledger_answers: bool
    engine: EngineInfo | None
    editions: int | None


@router.get("/readyz", responses=responses(), response_model=model_of(Readiness))
@work_kind(None)
async def read_readiness(request: Request) -> Any:
    """Tell whether questions can be answered now; 503 if they cannot."""
    database: Database = request.app.state.database
    accounts_answer: Probe[object] = request.app.state.accounts_answer
    editions, accounts = await asyncio.gather(database.editions.result(), accounts_answer.result())
    known = accounts is not None and is_known(request)
    ready = editions is not None and accounts is not None
    store = database.open_store
    told = Readiness(
        status="ok" if ready else "unavailable",
        ready=ready,
        engine_answers=editions is not None,
        ledger_answers=accounts is not None,
        engine=store.engine if known and editions is not None and store is not None else None,
        editions=editions if known else None,
    )
    if ready:
        return as_json(told)
    return JSONResponse(as_json(told), 503, {"Retry-After": str(RETRY_SECONDS)})


@router.get(
    "/metrics",
    responses={**responses(), 200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    response_class=Response,
)
@work_kind(None)
async def read_metrics(request: Request) -> Response:
    """Return the metrics of the service for Prometheus, to any signed-in caller."""
    if not identify_caller(request).is_known:
        raise unknown_caller()
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)
