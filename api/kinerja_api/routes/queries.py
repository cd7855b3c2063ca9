"""``POST /query``: read-only Cypher for callers who may read every dataset."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from kinerja_api.access.concurrency import slots_of, work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, responses
from kinerja_api.models import Paged, model_of
from kinerja_api.question import Question, cypher_question
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow import views
from kinerja_graph.workflow.access import note
from kinerja_graph.workflow.views import StatementCancellation

router = APIRouter(route_class=AnswerRoute)
_QUERY: Final = View("query", model_of(views.QueryOutcome, base=Paged))
CypherQuestionDep = Annotated[Question, Depends(cypher_question)]


class CypherIn(BaseModel):
    """A read-only Cypher statement; ``$scope`` is that of the edition named."""

    model_config = ConfigDict(extra="forbid")

    cypher: str = Field(min_length=1, max_length=100_000)


@router.post("/query", responses=responses(400, 404), response_model=_QUERY.model)
@router.post("/query.csv", responses=responses(400, 404, csv=True), response_class=Response)
@work_kind("query")
async def ask(question: CypherQuestionDep, asked: CypherIn) -> Response:
    """Run a read-only statement and return its rows; it is cancelled if the caller disconnects."""
    ending, slots = StatementCancellation(), slots_of(question.request)

    def run() -> dict[str, Any]:
        editions = question.editions
        edition = views.queried_edition(asked.cypher, editions.wanted, editions.one)
        note(question.accounts, question.caller.name, "query", cypher=asked.cypher)
        found = views.query(
            question.store,
            asked.cypher,
            edition,
            settings=question.settings,
            ending=ending,
        )
        return as_json(found)

    work = asyncio.ensure_future(
        slots.run_query(lambda: answer(question, _QUERY, question.form, None, run))
    )
    watch = asyncio.ensure_future(_wait_for_disconnect(question.request))
    try:
        await asyncio.wait({work, watch}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        watch.cancel()
        if not work.done():
            await slots.run_query_end(ending.end)
    return await work


async def _wait_for_disconnect(request: Request) -> None:
    """Return when the caller has disconnected."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
