"""``/follow-ups`` and ``/notes``: what is done about findings, and what is said about records."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import CSV_TYPE, View, answer, build_response, responses
from kinerja_api.errors import responses as failures
from kinerja_api.models import Paged, model_of
from kinerja_api.question import (
    DatasetQuestionDep,
    JudgeEditionDep,
    PagedDep,
    Question,
    QuestionDep,
)
from kinerja_graph.analysis.nodes import require_agencies
from kinerja_graph.analysis.record import record
from kinerja_graph.audit.finding import FollowUpState
from kinerja_graph.audit.follow_up import FollowUpFilter, FollowUpList, list_follow_ups
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow import follow_ups
from kinerja_graph.workflow.auditing import audit_loaded
from kinerja_graph.workflow.follow_ups_audit import audit_follow_ups, follow_up_rows

router = APIRouter(route_class=AnswerRoute, tags=["judgements"])
_LIST = View("follow-ups", model_of(FollowUpList, base=Paged))
Fingerprint = Annotated[
    str, Path(max_length=100, description="Fingerprint of a finding: 24 hexadecimal digits.")
]


class FollowUpIn(BaseModel):
    """The follow-up of a finding as it is to be: what is left out is removed.

    ``person`` does it until ``due``; ``note`` is what is to be said about it.
    """

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    state: FollowUpState
    """How far it is."""
    person: str = Field("", max_length=follow_ups.LONGEST_PERSON)
    """Who is to do it."""
    due: date | None = None
    """Until when."""
    note: str = Field("", max_length=follow_ups.LONGEST)
    """What is to be said about it."""


class NoteIn(BaseModel):
    """A note on the record ``id``."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    id: str = Field(min_length=1, max_length=4000)
    """Id of the record."""
    text: str = Field(min_length=1, max_length=follow_ups.LONGEST)
    """What is noted."""


async def _choice(
    *,
    overdue: Annotated[bool, Query(description="Only overdue ones.")] = False,
    agency: Annotated[
        list[str] | None, Query(max_length=200, description="Only of these agencies (ids).")
    ] = None,
    state: Annotated[
        list[FollowUpState] | None, Query(description="Only recorded as in these states.")
    ] = None,
) -> FollowUpFilter:
    return FollowUpFilter(overdue=overdue, agencies=tuple(agency or ()), states=tuple(state or ()))


ChoiceDep = Annotated[FollowUpFilter, Depends(_choice)]


@router.get("/follow-ups", responses=responses(400, 404, 409), response_model=_LIST.model)
@work_kind("heavy")
def read_follow_ups(question: PagedDep, chosen: ChoiceDep) -> Response:
    """List the follow-ups of a dataset, held against the audit of an edition; overdue ones first.

    A follow-up is confirmed if it is said to be done and its finding is gone from the audit of an
    edition, or of a load, later than the one in which it was found.
    """
    return answer(question, _LIST, "json", None, lambda: as_json(_list(question, chosen)))


@router.get(
    "/follow-ups.csv", responses=responses(400, 404, 409, csv=True), response_class=Response
)
@work_kind("heavy")
def read_follow_up_rows(question: QuestionDep, chosen: ChoiceDep) -> Response:
    """List them as CSV, as written by the command line."""
    text = follow_up_rows(_list(question, chosen))
    return build_response(question, text.encode("utf-8", "replace"), CSV_TYPE, None)


@router.get(
    "/follow-ups/{fingerprint}",
    responses=failures(400, 404),
    response_model=model_of(follow_ups.FollowUpHistory),
)
@work_kind("heavy")
def read_follow_up(question: QuestionDep, fingerprint: Fingerprint) -> Any:
    """Return the follow-up of a finding, and every state that was recorded of it."""
    return as_json(_history(question, fingerprint))


@router.put(
    "/follow-ups/{fingerprint}",
    responses=failures(400, 404),
    response_model=model_of(follow_ups.FollowUpHistory),
)
@work_kind("heavy")
def set_follow_up(question: JudgeEditionDep, fingerprint: Fingerprint, wanted: FollowUpIn) -> Any:
    """Record what is done about a finding of the audit of an edition."""
    edition = question.edition()
    with question.editions.checking_still_loaded():
        follow_ups.set_follow_up(
            question.accounts,
            edition,
            fingerprint,
            follow_ups.FollowUpChange(
                state=wanted.state,
                person=wanted.person,
                due="" if wanted.due is None else wanted.due.isoformat(),
                note=wanted.note,
            ),
            who=question.caller.name,
            audit=lambda: (
                audit_loaded(question.store, edition, question.audit_options(edition.dataset)).audit
            ),
        )
        return as_json(_history(question, fingerprint))


@router.get("/notes", responses=failures(404), response_model=model_of(follow_ups.NoteList))
def read_notes(
    question: DatasetQuestionDep,
    id: Annotated[str | None, Query(max_length=4000, description="Of this record alone.")] = None,  # noqa: A002  # its public name
    label: Annotated[
        str | None, Query(max_length=100, description="Of records of this kind, as Indicator.")
    ] = None,
) -> Any:
    """List the notes on records of a dataset, newest first."""
    dataset = question.edition().dataset
    found = follow_ups.notes_of(question.accounts, dataset, label, id)
    return as_json(follow_ups.NoteList(dataset, found))


@router.post(
    "/notes",
    responses=failures(400, 404),
    response_model=model_of(follow_ups.Note),
    status_code=201,
)
def write_note(question: JudgeEditionDep, wanted: NoteIn) -> Any:
    """Write a note on a record of an edition; it stays with the record in later editions."""
    edition = question.edition()
    with question.editions.checking_still_loaded():
        label = record(question.store, edition, wanted.id).record.label
    who = question.caller.name
    note = follow_ups.add_note(
        question.accounts, edition.dataset, label, wanted.id, wanted.text, who=who
    )
    return as_json(note)


def _list(question: Question, chosen: FollowUpFilter) -> FollowUpList:
    edition = question.edition()
    require_agencies(question.store, [edition], chosen.agencies)
    held = audit_follow_ups(question.store, edition, question.settings, question.accounts)
    return list_follow_ups(held.audit, chosen)


def _history(question: Question, fingerprint: str) -> follow_ups.FollowUpHistory:
    edition = question.edition()
    held = audit_follow_ups(question.store, edition, question.settings, question.accounts)
    return follow_ups.follow_up_history(question.accounts, held.audit, fingerprint)
