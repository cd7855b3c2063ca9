"""``/evidence``, ``/whatif/…`` and ``/compare``; an id may hold slashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response

from kinerja_api.access.concurrency import counts_as
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, of_edition, of_record, responses
from kinerja_api.question import AtLargeDep, PagedDep, Question
from kinerja_api.schemas_causes import (
    CompareOut,
    EvidenceOut,
    EvidencesOut,
    MissOut,
    RemovalOut,
    WeakestOfOut,
    WeakestOut,
)
from kinerja_graph.analysis.consequences import miss_json, removal_json
from kinerja_graph.analysis.evidence import evidence_json
from kinerja_graph.analysis.weak_points import weakest_json
from kinerja_graph.model.edition import Edition
from kinerja_graph.workflow import causes, comparing
from kinerja_graph.workflow.asking import ask_selected
from kinerja_graph.workflow.selecting import answers_json

router = APIRouter(route_class=AnswerRoute)
Lag = Annotated[
    int, Query(ge=0, le=100, description="The result is read so many years after its contributor.")
]
Names = Annotated[
    list[str],
    Query(
        alias="id",
        min_length=1,
        max_length=500,
        description="Ids of results, tasks, units or posts, and selectors.",
    ),
]
Result = Annotated[
    str, Path(alias="id", description="Id of an objective or an indicator, or a selector.")
]
_ONE: Final = responses(400, 404)
_TABLE: Final = responses(400, 404, csv=True)
_EVIDENCE: Final = View("evidence", EvidenceOut, EvidencesOut)
_WEAKEST: Final = View("weakest", WeakestOut, WeakestOfOut)


@router.get("/evidence", responses=_ONE, response_model=EvidenceOut)
@router.get("/evidence.csv", responses=_TABLE, response_class=Response)
@counts_as("heavy")
def read_evidence(question: PagedDep, lag: Lag = 0) -> Response:
    """What the measured years say of every causal link."""
    return of_edition(
        question,
        _EVIDENCE,
        lambda choice: evidence_json(causes.evidence(question.store, choice, lag=lag)),
    )


@router.get("/evidence/{id:path}", responses=_TABLE, response_model=EvidenceOut | EvidencesOut)
@counts_as("heavy")
def read_evidence_of(question: PagedDep, text: Result, lag: Lag = 0) -> Response:
    """What the measured years say of the links into a result."""
    store = question.store
    return of_record(
        question,
        _EVIDENCE,
        text,
        lambda choice, name: answers_json(
            ask_selected(
                store,
                choice,
                name,
                lambda one, fixed: causes.evidence(store, fixed, one, lag=lag),
                ruling=question.ruling(),
            ),
            evidence_json,
        ),
    )


@router.get("/whatif/remove", responses=_ONE, response_model=RemovalOut)
@router.get("/whatif/remove.csv", responses=_TABLE, response_class=Response)
@counts_as("heavy")
def read_removal(question: PagedDep, names: Names) -> Response:
    """What follows where records are removed together."""
    return of_edition(
        question,
        View("if_removed", RemovalOut),
        lambda choice: removal_json(
            causes.remove(question.store, choice, names, ruling=question.ruling())
        ),
    )


@router.get("/whatif/miss", responses=_ONE, response_model=MissOut)
@router.get("/whatif/miss.csv", responses=_TABLE, response_class=Response)
@counts_as("heavy")
def read_miss(question: PagedDep, names: Names) -> Response:
    """Which outcomes are at risk where records miss their targets."""
    return of_edition(
        question,
        View("if_missed", MissOut),
        lambda choice: miss_json(
            causes.miss(question.store, choice, names, ruling=question.ruling())
        ),
    )


@router.get("/whatif/weakest/{id:path}", responses=_TABLE, response_model=WeakestOut | WeakestOfOut)
@counts_as("heavy")
def read_weakest(question: PagedDep, text: Result) -> Response:
    """The single points on which a result hangs."""
    store = question.store
    return of_record(
        question,
        _WEAKEST,
        text,
        lambda choice, name: answers_json(
            ask_selected(
                store,
                choice,
                name,
                lambda one, fixed: causes.weakest(store, fixed, one),
                ruling=question.ruling(),
            ),
            weakest_json,
        ),
    )


@router.get("/compare", responses=_ONE, response_model=CompareOut)
@router.get("/compare.csv", responses=_TABLE, response_class=Response)
@counts_as("heavy")
def read_comparison(
    question: AtLargeDep,
    before: Annotated[str, Query(description="The earlier edition.")],
    after: Annotated[str, Query(description="The later edition.")],
    *,
    findings: Annotated[bool, Query(description="Whether both are audited too.")] = True,
) -> Response:
    """What is otherwise in the later of two editions."""
    old, new = question.edition(before), question.edition(after)
    tag = question.tag(old.scope, new.scope)
    return answer(
        question,
        View("compare", CompareOut),
        question.form,
        tag,
        lambda: _compared(question, (old, new), findings=findings),
    )


def _compared(
    question: Question, found: tuple[Edition, Edition], *, findings: bool
) -> Mapping[str, Any]:
    told = comparing.compare_found(
        question.store, found, ruling=question.ruling(), audited=findings
    )
    return comparing.compared_json(told, question.language)
