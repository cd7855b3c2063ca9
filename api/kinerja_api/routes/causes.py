"""``/evidence``, ``/whatif/…`` and ``/compare``; an id may hold slashes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from kinerja_api.deps import ChoiceDep, DatasetDep, LanguageDep, StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas_causes import (
    CompareOut,
    EvidenceOut,
    MissOut,
    RemovalOut,
    WeakestOut,
)
from kinerja_graph.analysis.consequences import miss_json, removal_json
from kinerja_graph.analysis.evidence import evidence_json
from kinerja_graph.analysis.weak_points import weakest_json
from kinerja_graph.workflow import causes, comparing

router = APIRouter()

Lag = Annotated[
    int, Query(ge=0, description="The result is read so many years after its contributor.")
]
Names = Annotated[
    list[str],
    Query(alias="id", min_length=1, description="Ids of results, tasks, units or posts."),
]
Result = Annotated[str, Path(alias="id", description="Id of an objective or an indicator.")]


@router.get("/evidence", responses=responses(400, 404))
def read_evidence(store: StoreDep, choice: ChoiceDep, lag: Lag = 0) -> EvidenceOut:
    """What the measured years say of every causal link."""
    return EvidenceOut.model_validate(evidence_json(causes.evidence(store, choice, lag=lag)))


@router.get("/evidence/{id:path}", responses=responses(400, 404))
def read_evidence_of(store: StoreDep, choice: ChoiceDep, name: Result, lag: Lag = 0) -> EvidenceOut:
    """What the measured years say of the links into a result."""
    answer = causes.evidence(store, choice, name, lag=lag)
    return EvidenceOut.model_validate(evidence_json(answer))


@router.get("/whatif/remove", responses=responses(400, 404))
def read_removal(store: StoreDep, choice: ChoiceDep, names: Names) -> RemovalOut:
    """What follows where records are removed together."""
    return RemovalOut.model_validate(removal_json(causes.remove(store, choice, names)))


@router.get("/whatif/miss", responses=responses(400, 404))
def read_miss(store: StoreDep, choice: ChoiceDep, names: Names) -> MissOut:
    """Which outcomes are at risk where records miss their targets."""
    return MissOut.model_validate(miss_json(causes.miss(store, choice, names)))


@router.get("/whatif/weakest/{id:path}", responses=responses(400, 404))
def read_weakest(store: StoreDep, choice: ChoiceDep, name: Result) -> WeakestOut:
    """The single points on which a result hangs."""
    return WeakestOut.model_validate(weakest_json(causes.weakest(store, choice, name)))


@router.get("/compare", responses=responses(400, 404), response_model_exclude_unset=True)
def read_comparison(
    store: StoreDep,
    language: LanguageDep,
    before: Annotated[str, Query(description="The earlier edition.")],
    after: Annotated[str, Query(description="The later edition.")],
    dataset: DatasetDep,
    *,
    findings: Annotated[bool, Query(description="Whether both are audited too.")] = True,
) -> CompareOut:
    """What is otherwise in the later of two editions."""
    pair = comparing.Pair(before, after, dataset)
    answer = comparing.compare(store, pair, audited=findings)
    return CompareOut.model_validate(comparing.compared_json(answer, language))
