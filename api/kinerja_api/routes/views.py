"""``/trace/{id}`` and ``/align/{id}``; an id may hold slashes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from kinerja_api.deps import ChoiceDep, StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas import AlignOut, AlignsOut, TraceOut, TracesOut
from kinerja_graph.analysis.alignment import align_json
from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.lineage import trace_json
from kinerja_graph.workflow import views
from kinerja_graph.workflow.selecting import answers_json

router = APIRouter()


@router.get("/trace/{id:path}", responses=responses(400, 404))
def read_trace(
    store: StoreDep,
    choice: ChoiceDep,
    name: Annotated[str, Path(alias="id", description="Id of a task or a result, or a selector.")],
    direction: Direction = "up",
    depth: Annotated[int | None, Query(ge=0)] = None,
) -> TraceOut | TracesOut:
    """The chain from a record up to outcomes, or down to tasks; of a selector, of each."""
    told = views.traces(store, name, choice, direction=direction, depth=depth)
    answer = answers_json(told, trace_json)
    return TraceOut.model_validate(answer) if told.single else TracesOut.model_validate(answer)


@router.get("/align/{id:path}", responses=responses(400, 404))
def read_align(
    store: StoreDep,
    choice: ChoiceDep,
    name: Annotated[
        str, Path(alias="id", description="Id of an objective or an indicator, or a selector.")
    ],
) -> AlignOut | AlignsOut:
    """Which agencies stand behind a result; of a selector, behind each."""
    told = views.aligns(store, name, choice)
    answer = answers_json(told, align_json)
    return AlignOut.model_validate(answer) if told.single else AlignsOut.model_validate(answer)
