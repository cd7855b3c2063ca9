"""``/healthz``."""

from __future__ import annotations

from fastapi import APIRouter, Request

from kinerja_api.access.allowing import is_known
from kinerja_api.access.concurrency import counts_as
from kinerja_api.database import Database
from kinerja_api.errors import responses
from kinerja_api.schemas import EngineOut
from kinerja_api.schemas_catalogue import HealthOut

router = APIRouter()


@router.get("/healthz", responses=responses())
@counts_as(None)
async def read_health(request: Request) -> HealthOut:
    """Whether the service lives; whether its engine does is said by ``/readyz``.

    Nothing is asked for it: the number of editions is what was known last.
    """
    database: Database = request.app.state.database
    store = database.opened
    if store is None or not is_known(request):
        return HealthOut(status="ok", engine=None, editions=None)
    engine = EngineOut(name=store.engine.name, version=store.engine.version)
    return HealthOut(status="ok", engine=engine, editions=database.editions.last)
