"""``/documents``: the documents of an edition held against each other."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, responses
from kinerja_api.models import Paged, model_of
from kinerja_api.question import DatasetQuestionDep, EditionQuery
from kinerja_graph.analysis.documents import Documents, Only
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.documents import compare_found, several_documents

router = APIRouter(route_class=AnswerRoute, tags=["views"])
_DOCUMENTS: Final = View("documents", model_of(Documents, base=Paged))


@router.get("/documents", responses=responses(400, 404), response_model=_DOCUMENTS.model)
@router.get("/documents.csv", responses=responses(400, 404, csv=True), response_class=Response)
@work_kind("heavy")
def read_documents(
    question: DatasetQuestionDep,
    edition: EditionQuery = None,
    selector: Annotated[
        str | None, Query(description="An id or a selector of indicators; without it, all.")
    ] = None,
    only: Annotated[
        Only | None,
        Query(description="Only groups that disagree, are outside the plan, single or ambiguous."),
    ] = None,
) -> Response:
    """Hold the documents of an edition, its plan among them, against each other."""
    found = several_documents(question.editions.together(edition))
    tag = question.tag(*(one.scope for one in found))
    return answer(
        question,
        _DOCUMENTS,
        question.form,
        tag,
        lambda: as_json(
            compare_found(
                question.store, found, selector=selector, only=only, rule_set=question.rule_set()
            )
        ),
    )
