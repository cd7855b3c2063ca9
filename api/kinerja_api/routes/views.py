"""``/trace/{id}`` and ``/align/{id}``; an id may hold slashes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from kinerja_api.deps import ChoiceDep, StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas import AlignOut, TraceOut
from kinerja_graph.analysis.alignment import align_json
from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.lineage import trace_json
from kinerja_graph.workflow import views

router = APIRouter()


@router.get("/trace/{id:path}", responses=responses(400, 404))
def read_trace(
    store: StoreDep,
    choice: ChoiceDep,
    name: Annotated[str, Path(alias="id", description="Id of a task or a result.")],
    direction: Direction = "up",
    depth: Annotated[int | None, Query(ge=0)] = None,
) -> TraceOut:
    """The chain from a record up to outcomes, or down to tasks."""
    answer = views.trace(store, name, choice, direction=direction, depth=depth)
    return TraceOut.model_validate(trace_json(answer))


@router.get("/align/{id:path}", responses=responses(400, 404))
def read_align(
    store: StoreDep,
    choice: ChoiceDep,
    name: Annotated[str, Path(alias="id", description="Id of an objective or an indicator.")],
) -> AlignOut:
    """Which agencies stand behind a result."""
    return AlignOut.model_validate(align_json(views.align(store, name, choice)))
