"""``/log``: who did what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from kinerja_api.access import Caller, Right, require_right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.editions import AnswerRoute, editions_of
from kinerja_api.errors import responses
from kinerja_api.models import model_of
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.access import Entry, entries

router = APIRouter(route_class=AnswerRoute, tags=["operations"])


@dataclass(frozen=True, slots=True)
class Log:
    """Entries, newest first.

    Attributes:
        next: the value of ``before`` for older entries; None: there are none.
        log: the entries.
    """

    log: tuple[Entry, ...]
    next: int | None


@router.get("/log", responses=responses(), response_model=model_of(Log))
def read_log(
    request: Request,
    caller: Annotated[Caller, Depends(require_right(Right.ADMIN))],
    dataset: Annotated[str | None, Query(description="About this dataset alone.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Entries of one answer.")] = 100,
    before: Annotated[int | None, Query(ge=1, le=2**62, description="Older than this.")] = None,
) -> Any:
    """List who did what, newest first; an administrator of some datasets must name one of them."""
    if not (dataset or caller.may(Right.ADMIN)):
        dataset = editions_of(request, caller, right=Right.ADMIN).dataset()
    accounts = auth_service_of(request).accounts
    found = entries(accounts, limit=limit, before=before, dataset=dataset or None)
    more = found[-1].number if len(found) == limit else None
    return as_json(Log(tuple(found), more))
