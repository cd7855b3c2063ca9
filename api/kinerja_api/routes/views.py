"""``/trace/{id}``, ``/align/{id}`` and ``/matrix``; an id may hold slashes."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Response

from kinerja_api.access.concurrency import counts_as
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, of_chain, of_edition, of_record, responses
from kinerja_api.question import PagedDep
from kinerja_api.schemas import AlignOut, AlignsOut, MatrixOut, TraceOut, TracesOut
from kinerja_graph.analysis.alignment import align_json
from kinerja_graph.analysis.chain import Direction
from kinerja_graph.analysis.lineage import trace_json
from kinerja_graph.analysis.matrix import matrix_json
from kinerja_graph.workflow import views
from kinerja_graph.workflow.selecting import answers_json

router = APIRouter(route_class=AnswerRoute)
_SELECTED: Final = responses(400, 404, csv=True)
_TRACE: Final = View("trace", TraceOut, TracesOut)
_ALIGN: Final = View("align", AlignOut, AlignsOut)
_MATRIX: Final = View("matrix", MatrixOut)


@router.get("/trace/{id:path}", responses=_SELECTED, response_model=TraceOut | TracesOut)
def read_trace(
    question: PagedDep,
    text: Annotated[str, Path(alias="id", description="Id of a task or a result, or a selector.")],
    direction: Direction = "up",
    depth: Annotated[int | None, Query(ge=0, le=10**9, description="Steps from it.")] = None,
) -> Response:
    """The chain from a record up to outcomes, or down to tasks; of a selector, of each."""
    return of_chain(
        question,
        _TRACE,
        text,
        lambda reader, choice, name: answers_json(
            views.traces(
                reader,
                name,
                choice,
                direction=direction,
                depth=depth,
                ruling=question.ruling(),
            ),
            trace_json,
        ),
    )


@router.get("/align/{id:path}", responses=_SELECTED, response_model=AlignOut | AlignsOut)
def read_align(
    question: PagedDep,
    text: Annotated[
        str, Path(alias="id", description="Id of an objective or an indicator, or a selector.")
    ],
) -> Response:
    """Which agencies stand behind a result; of a selector, behind each."""
    return of_record(
        question,
        _ALIGN,
        text,
        lambda choice, name: answers_json(
            views.aligns(question.store, name, choice, ruling=question.ruling()), align_json
        ),
    )


@router.get("/matrix", responses=responses(400, 404), response_model=MatrixOut)
@router.get("/matrix.csv", responses=responses(400, 404, csv=True), response_class=Response)
@counts_as("heavy")
def read_matrix(question: PagedDep) -> Response:
    """Agencies against outcomes."""
    return of_edition(
        question, _MATRIX, lambda choice: matrix_json(views.matrix(question.store, choice))
    )
