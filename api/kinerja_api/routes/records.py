"""``/records/{id}``: one record, whatever its label."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from kinerja_api.access.editions import AnswerRoute
from kinerja_api.errors import responses
from kinerja_api.models import model_of, to_model
from kinerja_api.question import QuestionDep
from kinerja_graph.analysis.record import Record, record

router = APIRouter(route_class=AnswerRoute, tags=["views"])


@router.get("/records/{id:path}", responses=responses(404), response_model=model_of(Record))
def read_record(
    question: QuestionDep,
    name: Annotated[str, Path(alias="id", description="Id of any record.")],
) -> BaseModel:
    """Return one record and its direct relationships."""
    return to_model(record(question.store, question.edition(), name))
