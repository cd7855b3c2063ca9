"""``/healthz``."""

from __future__ import annotations

from fastapi import APIRouter, Request

from kinerja_api.access.allowing import is_known
from kinerja_api.deps import StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas import EngineOut
from kinerja_api.schemas_catalogue import HealthOut
from kinerja_graph.errors import StoreError
from kinerja_graph.workflow import snapshots

router = APIRouter()


@router.get("/healthz", responses=responses())
def read_health(request: Request, store: StoreDep) -> HealthOut:
    """Whether the service lives; whether its engine does is said by ``/readyz``."""
    if not is_known(request):
        return HealthOut(status="ok", engine=None, editions=None)
    engine = EngineOut(name=store.engine.name, version=store.engine.version)
    try:
        return HealthOut(status="ok", engine=engine, editions=snapshots.number_of_editions(store))
    except StoreError:
        return HealthOut(status="ok", engine=engine, editions=None)
