"""``/records/{id}``: one record, whatever its label."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from kinerja_api.deps import ChoiceDep, StoreDep
from kinerja_api.errors import responses
from kinerja_api.schemas_records import RecordOut
from kinerja_graph.analysis.record import record_json
from kinerja_graph.workflow.records import record

router = APIRouter()


@router.get("/records/{id:path}", responses=responses(404))
def read_record(
    store: StoreDep,
    choice: ChoiceDep,
    name: Annotated[str, Path(alias="id", description="Id of any record.")],
) -> RecordOut:
    """What is known of one record, and what it is tied to directly."""
    return RecordOut.model_validate(record_json(record(store, name, choice)))
