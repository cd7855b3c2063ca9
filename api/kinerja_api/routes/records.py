"""``/records/{id}``: one record, whatever its label."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from kinerja_api.access.editions import AnswerRoute
from kinerja_api.errors import responses
from kinerja_api.question import QuestionDep
from kinerja_api.schemas_records import RecordOut
from kinerja_graph.analysis.record import record_json
from kinerja_graph.workflow.records import record
from kinerja_graph.workflow.views import EditionRef

router = APIRouter(route_class=AnswerRoute)


@router.get("/records/{id:path}", responses=responses(404))
def read_record(
    question: QuestionDep,
    name: Annotated[str, Path(alias="id", description="Id of any record.")],
) -> RecordOut:
    """What is known of one record, and what it is tied to directly."""
    choice = EditionRef.exactly(question.edition())
    return RecordOut.model_validate(record_json(record(question.store, name, choice)))
