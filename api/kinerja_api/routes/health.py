"""``/healthz``."""

from __future__ import annotations

from fastapi import APIRouter

from kinerja_api.deps import StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas import EngineOut
from kinerja_api.schemas_catalogue import HealthOut
from kinerja_graph.workflow import snapshots

router = APIRouter()


@router.get("/healthz", responses=responses())
def read_health(store: StoreDep) -> HealthOut:
    """Whether the service and its graph answer."""
    engine = EngineOut(name=store.engine.name, version=store.engine.version)
    return HealthOut(status="ok", engine=engine, editions=snapshots.number_of_editions(store))
