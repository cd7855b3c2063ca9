"""``/targets/{id}``, ``/individuals`` and ``/individual/{id}``."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Response

from kinerja_api.access.concurrency import counts_as
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, of_edition, of_record, responses
from kinerja_api.question import PagedDep
from kinerja_api.schemas_people import (
    IndividualOut,
    IndividualsOfOut,
    IndividualsOut,
    TargetsOfOut,
    TargetsOut,
)
from kinerja_graph.analysis.individual import individual_json, individuals_json
from kinerja_graph.analysis.targets import targets_json
from kinerja_graph.workflow import views
from kinerja_graph.workflow.asking import POSTS, ask_selected
from kinerja_graph.workflow.selecting import answers_json

router = APIRouter(route_class=AnswerRoute)
YearDep = Annotated[
    int | None,
    Query(ge=1, le=9999, description="Of the indicators' targets; else the one that counts now."),
]
_SELECTED: Final = responses(400, 404, csv=True)
_TARGETS: Final = View("targets", TargetsOut, TargetsOfOut)
_INDIVIDUAL: Final = View("individual", IndividualOut, IndividualsOfOut)
_INDIVIDUALS: Final = View("individuals", IndividualsOut)


@router.get("/targets/{id:path}", responses=_SELECTED, response_model=TargetsOut | TargetsOfOut)
def read_targets(
    question: PagedDep,
    text: Annotated[
        str, Path(alias="id", description="Id of an objective or an indicator, or a selector.")
    ],
) -> Response:
    """The targets of a result and of what contributes to it, by year."""
    store = question.store
    return of_record(
        question,
        _TARGETS,
        text,
        lambda choice, name: answers_json(
            ask_selected(
                store,
                choice,
                name,
                lambda one, fixed: views.targets(store, one, fixed),
                ruling=question.ruling(),
            ),
            targets_json,
        ),
    )


@router.get("/individuals", responses=responses(400, 404), response_model=IndividualsOut)
@router.get("/individuals.csv", responses=responses(400, 404, csv=True), response_class=Response)
@counts_as("heavy")
def read_individuals(question: PagedDep, year: YearDep = None) -> Response:
    """What every post is measured by, and the role matrices of the leaders."""
    return of_edition(
        question,
        _INDIVIDUALS,
        lambda choice: individuals_json(views.individuals(question.store, choice, year=year)),
    )


@router.get(
    "/individual/{id:path}", responses=_SELECTED, response_model=IndividualOut | IndividualsOfOut
)
def read_individual(
    question: PagedDep,
    text: Annotated[str, Path(alias="id", description="Id of a post, or a selector.")],
    year: YearDep = None,
) -> Response:
    """What one post is measured by."""
    store = question.store
    return of_record(
        question,
        _INDIVIDUAL,
        text,
        lambda choice, name: answers_json(
            ask_selected(
                store,
                choice,
                name,
                lambda one, fixed: views.individual(store, one, fixed, year=year),
                takes=POSTS,
                ruling=question.ruling(),
            ),
            individual_json,
        ),
    )
