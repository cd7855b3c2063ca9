"""``POST /query``: read-only Cypher for callers who may read every dataset; ``/queries``: saved."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, responses
from kinerja_api.errors import responses as failures
from kinerja_api.free_queries import LONGEST, run_free_query
from kinerja_api.models import Paged, model_of
from kinerja_api.question import Question, cypher_question
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow import saved_queries, views
from kinerja_graph.workflow.saved_queries import QuerySaver, SavedQuery, SavedQueryList

router = APIRouter(route_class=AnswerRoute, tags=["queries"])
QUERY: Final = View("query", model_of(views.QueryOutcome, base=Paged))
CypherQuestionDep = Annotated[Question, Depends(cypher_question)]


class CypherIn(BaseModel):
    """A read-only Cypher statement; ``$scope`` is that of the edition named."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    cypher: str = Field(min_length=1, max_length=LONGEST)
    """The statement."""


@router.post("/query", responses=responses(400, 404), response_model=QUERY.model)
@router.post("/query.csv", responses=responses(400, 404, csv=True), response_class=Response)
@work_kind("query")
async def ask(question: CypherQuestionDep, asked: CypherIn) -> Response:
    """Run a read-only statement and return its rows; it is cancelled if the caller disconnects."""
    return await run_free_query(
        question,
        asked.cypher,
        lambda found: answer(question, QUERY, question.form, None, lambda: as_json(found)),
    )


QueryName = Annotated[
    str, Path(max_length=saved_queries.LONGEST_NAME, description="Name of a saved query.")
]


@router.get("/queries", responses=failures(400), response_model=model_of(SavedQueryList))
def read_queries(question: CypherQuestionDep) -> Any:
    """List the saved queries: those for the dataset named and for any; all if none is named."""
    found = saved_queries.queries_of(question.accounts, question.editions.wanted.dataset)
    return as_json(SavedQueryList(found))


@router.put("/queries/{name}", responses=failures(400), response_model=model_of(SavedQuery))
def save_query(question: CypherQuestionDep, name: QueryName, asked: CypherIn) -> Any:
    """Save a query by name, for the dataset named or for any; its author may replace it."""
    dataset = question.editions.wanted.dataset
    saver = QuerySaver(question.caller.name, question.caller.grants)
    return as_json(
        saved_queries.save_query(question.accounts, name, dataset, asked.cypher, who=saver)
    )


@router.delete("/queries/{name}", responses=failures(400, 404), response_model=model_of(SavedQuery))
def remove_query(question: CypherQuestionDep, name: QueryName) -> Any:
    """Remove a saved query; for its author, and for administrators."""
    dataset = question.editions.wanted.dataset
    saver = QuerySaver(question.caller.name, question.caller.grants)
    return as_json(saved_queries.remove_query(question.accounts, name, dataset, who=saver))
