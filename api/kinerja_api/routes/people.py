"""``/matrix``, ``/targets/{id}``, ``/individuals`` and ``/individual/{id}``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from kinerja_api.deps import ChoiceDep, StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas import IndividualOut, IndividualsOut, MatrixOut, TargetsOut
from kinerja_graph.analysis.individual import individual_json, individuals_json
from kinerja_graph.analysis.matrix import matrix_json
from kinerja_graph.analysis.targets import targets_json
from kinerja_graph.workflow import views

router = APIRouter()
YearDep = Annotated[
    int | None,
    Query(ge=1, le=9999, description="Of the indicators' targets; else the one that counts now."),
]


@router.get("/matrix", responses=responses(404))
def read_matrix(store: StoreDep, choice: ChoiceDep) -> MatrixOut:
    """Agencies against outcomes."""
    return MatrixOut.model_validate(matrix_json(views.matrix(store, choice)))


@router.get("/targets/{id:path}", responses=responses(400, 404))
def read_targets(
    store: StoreDep,
    choice: ChoiceDep,
    name: Annotated[str, Path(alias="id", description="Id of an objective or an indicator.")],
) -> TargetsOut:
    """The targets of a result and of what contributes to it, by year."""
    return TargetsOut.model_validate(targets_json(views.targets(store, name, choice)))


@router.get("/individuals", responses=responses(404))
def read_individuals(store: StoreDep, choice: ChoiceDep, year: YearDep = None) -> IndividualsOut:
    """What every post is measured by, and the role matrices of the leaders."""
    answer = views.individuals(store, choice, year=year)
    return IndividualsOut.model_validate(individuals_json(answer))


@router.get("/individual/{id:path}", responses=responses(400, 404))
def read_individual(
    store: StoreDep,
    choice: ChoiceDep,
    name: Annotated[str, Path(alias="id", description="Id of a post.")],
    year: YearDep = None,
) -> IndividualOut:
    """What one post is measured by."""
    answer = views.individual(store, name, choice, year=year)
    return IndividualOut.model_validate(individual_json(answer))
