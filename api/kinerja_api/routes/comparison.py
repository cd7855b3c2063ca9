"""``/compare``: two editions side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, responses
from kinerja_api.models import Paged, model_of
from kinerja_api.question import DatasetQuestionDep, Question
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow import comparing

router = APIRouter(route_class=AnswerRoute, tags=["views"])
_COMPARISON: Final = View("compare", model_of(comparing.Compared, base=Paged))


@router.get("/compare", responses=responses(400, 404), response_model=_COMPARISON.model)
@router.get("/compare.csv", responses=responses(400, 404, csv=True), response_class=Response)
@work_kind("heavy")
def read_comparison(
    question: DatasetQuestionDep,
    before: Annotated[str, Query(description="The earlier edition.")],
    after: Annotated[str, Query(description="The later edition.")],
    *,
    findings: Annotated[bool, Query(description="Whether both are audited too.")] = True,
) -> Response:
    """List the differences between two editions."""
    old, new = question.edition(before), question.edition(after)
    tag = question.tag(old.scope, new.scope)
    return answer(
        question,
        _COMPARISON,
        question.form,
        tag,
        lambda: _compare(question, (old, new), findings=findings),
    )


def _compare(
    question: Question, found: tuple[Edition, Edition], *, findings: bool
) -> Mapping[str, Any]:
    told = comparing.compare_found(
        question.store, found, rule_set=question.rule_set(), audited=findings
    )
    return as_json(told, question.language)
