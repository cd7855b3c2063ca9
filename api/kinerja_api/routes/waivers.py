"""``/waivers`` and ``/baseline``: what an inspector accepts, and what is already known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from kinerja_api.access import Right
from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import attachment_headers, build_response
from kinerja_api.errors import responses
from kinerja_api.models import model_of
from kinerja_api.question import DatasetQuestionDep, JudgeEditionDep, JudgeQuestionDep, Question
from kinerja_api.receiving import receive_text
from kinerja_graph.audit.rule_set import complete
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow import waivers
from kinerja_graph.workflow.auditing import audit_loaded
from kinerja_graph.workflow.rule_sets import rule_folder
from kinerja_graph.workflow.rules import rules_list

router = APIRouter(route_class=AnswerRoute, tags=["judgements"])
YAML: Final = "application/yaml"
MAX_BYTES: Final = 5_000_000
"""Maximum size of a waivers or baseline file."""
_FILE: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {YAML: {"schema": {"type": "string"}}}}
}
Number = Annotated[int, Path(ge=1, le=2**31, description="Number of a waiver.")]


@dataclass(frozen=True, slots=True)
class JudgeContext:
    """A question by a caller who may judge its dataset."""

    question: Question
    dataset: str

    @property
    def caller_name(self) -> str:
        """Return the caller's name for the log."""
        return self.question.caller.name


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a dataset, in the order they were proposed.

    Attributes:
        waivers: the waivers.
    """

    dataset: str
    waivers: tuple[waivers.Record, ...]


@dataclass(frozen=True, slots=True)
class TakenWaivers:
    """How many waivers of a file are new.

    Attributes:
        taken: how many are new.
    """

    dataset: str
    taken: int


@dataclass(frozen=True, slots=True)
class BaselineStatus:
    """Who set the baseline of a dataset, and when; null if nobody has."""

    dataset: str
    set_by: str | None = None
    set_at: str | None = None


class WaiverIn(BaseModel):
    """A waiver: the rule and record whose findings to accept, and why, until when, by whom.

    ``other`` narrows it to one link, ``fingerprint`` to one finding; either ``subject`` (an id, or
    ``@dataset`` for the finding on the dataset) or ``fingerprint`` is needed.
    """

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    rule: str = Field(min_length=1, max_length=200)
    """Id of the rule."""
    subject: str = Field("", max_length=4000)
    """Id of the record, or ``@dataset``."""
    other: str | None = Field(None, max_length=4000)
    """Id of the far end, of a finding about a link."""
    fingerprint: str | None = Field(None, max_length=100)
    """Fingerprint of the one finding meant."""
    reason: str = Field(min_length=1, max_length=4000)
    """Why the findings are accepted."""
    until: date
    """The last day on which they are."""
    by: str = Field(min_length=1, max_length=200)
    """Who answers for it."""


def _judge_context(question: JudgeQuestionDep) -> JudgeContext:
    return JudgeContext(question, question.edition().dataset)


JudgeContextDep = Annotated[JudgeContext, Depends(_judge_context)]


def _yaml_answer(text: str) -> dict[int | str, dict[str, Any]]:
    return {
        **responses(404),
        200: {"content": {YAML: {"schema": {"type": "object"}}}, "description": text},
    }


@router.get("/waivers", responses=responses(404), response_model=model_of(Waivers))
def read_waivers(question: DatasetQuestionDep) -> Any:
    """List the proposed and approved waivers of a dataset."""
    dataset = question.edition().dataset
    found = waivers.records(question.accounts, dataset)
    return as_json(Waivers(dataset, tuple(found)))


@router.get("/waivers.yaml", responses=_yaml_answer("The approved ones."), response_class=Response)
def read_waivers_file(question: DatasetQuestionDep) -> Response:
    """Return the approved waivers as a file for ``kinerja audit --waivers``."""
    dataset = question.edition().dataset
    text = waivers.waivers_file(question.accounts, dataset)
    return build_response(
        question, text.encode(), YAML, None, attachment_headers(f"{dataset}-waivers.yaml")
    )


@router.post(
    "/waivers",
    responses=responses(400, 404),
    response_model=model_of(waivers.Record),
    status_code=201,
)
def propose_waiver(context: JudgeContextDep, wanted: WaiverIn) -> Any:
    """Propose a waiver; it takes effect once it is approved."""
    rules = [rule.id for rule in rules_list(rule_folder(context.question.settings))]
    record = waivers.propose(
        context.question.accounts,
        context.dataset,
        waivers.WaiverRequest(**wanted.model_dump(mode="json")),
        who=context.caller_name,
        rules=rules,
    )
    return as_json(record)


@router.post(
    "/waivers/{number}/{decision}",
    responses=responses(400, 404, 409),
    response_model=model_of(waivers.Record),
)
def decide_waiver(
    context: JudgeContextDep,
    number: Number,
    decision: Annotated[
        Literal["approved", "rejected", "withdrawn"], Path(description="What is decided.")
    ],
) -> Any:
    """Approve, reject or withdraw a waiver; somebody other than its proposer must approve it.

    An admin, or whoever alone may judge the dataset, may approve their own proposal.
    """
    caller = context.question.caller
    found = waivers.decide(
        context.question.accounts,
        context.dataset,
        number,
        decision,
        who=context.caller_name,
        admin=caller.may(Right.ADMIN, context.dataset),
    )
    return as_json(found)


@router.put(
    "/waivers.yaml",
    responses=responses(400, 404, 413),
    response_model=model_of(TakenWaivers),
    openapi_extra=_FILE,
)
async def take_waivers(request: Request, context: JudgeContextDep) -> Any:
    """Import the waivers of a file for ``kinerja audit --waivers`` as approved."""
    text = await receive_text(request, MAX_BYTES)
    accounts = context.question.accounts
    taken = await run_in_threadpool(
        waivers.import_waivers, accounts, context.dataset, text, who=context.caller_name
    )
    return as_json(TakenWaivers(context.dataset, taken))


@router.get("/baseline", responses=responses(404), response_model=model_of(BaselineStatus))
def read_baseline(question: DatasetQuestionDep) -> Any:
    """Tell whether a baseline is set for a dataset, by whom, and when."""
    dataset = question.edition().dataset
    return _baseline_status(dataset, waivers.baseline(question.accounts, dataset))


@router.get("/baseline.yaml", responses=_yaml_answer("The file."), response_class=Response)
def read_baseline_file(question: DatasetQuestionDep) -> Response:
    """Return the baseline as a file for ``kinerja audit --baseline``."""
    dataset = question.edition().dataset
    text = waivers.baseline_file(question.accounts, dataset)
    return build_response(
        question, text.encode(), YAML, None, attachment_headers(f"{dataset}-baseline.yaml")
    )


@router.post("/baseline", responses=responses(400, 404), response_model=model_of(BaselineStatus))
@work_kind("heavy")
def set_baseline(question: JudgeEditionDep) -> Any:
    """Make today's audit findings of an edition the baseline.

    Waived findings are left out: when their waiver ends, they must be decided again.
    """
    edition = question.edition()
    order = question.audit_options(edition.dataset)
    with question.editions.checking_still_loaded():
        audit = audit_loaded(question.store, edition, order).audit
    found = waivers.set_baseline(question.accounts, complete(audit), who=question.caller.name)
    return _baseline_status(edition.dataset, found)


@router.put(
    "/baseline.yaml",
    responses=responses(400, 404, 413),
    response_model=model_of(BaselineStatus),
    openapi_extra=_FILE,
)
async def take_baseline(request: Request, context: JudgeContextDep) -> Any:
    """Import the baseline of the dataset from a file for ``kinerja audit --baseline``."""
    text = await receive_text(request, MAX_BYTES)
    accounts = context.question.accounts
    found = await run_in_threadpool(
        waivers.import_baseline, accounts, context.dataset, text, who=context.caller_name
    )
    return _baseline_status(context.dataset, found)


def _baseline_status(dataset: str, found: waivers.Baseline | None) -> dict[str, Any]:
    if found is None:
        return as_json(BaselineStatus(dataset))
    return as_json(BaselineStatus(dataset, found.set_by, found.set_at))
