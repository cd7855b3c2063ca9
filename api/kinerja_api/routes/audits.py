"""``/audit``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from kinerja_api.deps import ChoiceDep, LanguageDep, StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas import AuditOut
from kinerja_graph.workflow import views

router = APIRouter()


@router.get("/audit", responses=responses(400, 404), response_model_exclude_unset=True)
def read_audit(
    store: StoreDep,
    choice: ChoiceDep,
    language: LanguageDep,
    rule: Annotated[list[str] | None, Query(description="Rules to run; all without it.")] = None,
) -> AuditOut:
    """The findings of an edition; a rule that fails makes no audit at all."""
    found = views.whole_audit(store, choice, rules=rule or ())
    return AuditOut.model_validate(views.audit_json(found, language))
