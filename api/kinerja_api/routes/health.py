"""``/healthz``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.permissions import is_known
from kinerja_api.database import Database
from kinerja_api.errors import responses
from kinerja_api.models import model_of, to_model
from kinerja_graph.library.statement import EngineInfo

router = APIRouter(tags=["operations"])


@dataclass(frozen=True, slots=True)
class Health:
    """The status of the service; signed-in callers also see the engine and how much it holds.

    Attributes:
        status: always ok: the service answers.
        engine: the engine; None for callers who are not signed in.
        editions: number of loaded editions; None for callers who are not signed in.
    """

    status: Literal["ok"]
    engine: EngineInfo | None = None
    editions: int | None = None


@router.get("/healthz", responses=responses(), response_model=model_of(Health))
@work_kind(None)
async def read_health(request: Request) -> BaseModel:
    """Tell whether the service is alive; ``/readyz`` tells whether its engine is.

    The engine is not queried: the number of editions is the last known one.
    """
    database: Database = request.app.state.database
    store = database.open_store
    if store is None or not is_known(request):
        return to_model(Health("ok"))
    return to_model(Health("ok", store.engine, database.editions.last))
