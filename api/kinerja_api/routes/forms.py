"""``/forms``: official forms, filled from an edition as data or as a file to sign."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import View, answer, attachment_headers, build_response, responses
from kinerja_api.models import model_of
from kinerja_api.question import DatasetQuestionDep, Question, QuestionDep
from kinerja_graph.forms.fill import FilledForm
from kinerja_graph.forms.filling import Asked
from kinerja_graph.forms.form import Form
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.official.names import FORM_FORMATS
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.forms import FormList, fill_form, form_bytes, form_folder, list_forms
from kinerja_graph.workflow.reports import time_of_report
from kinerja_graph.workflow.rules import rules_digest

router = APIRouter(route_class=AnswerRoute, tags=["documents"])
FILES: Final = {one.name: one for one in FORM_FORMATS}
_FORMS: Final = View("forms", model_of(FormList))
_FORM: Final = View("form", model_of(FilledForm))
if TYPE_CHECKING:
    FormFormat = str
else:
    FormFormat = Literal[tuple(FILES)]  # known when the service starts: a format is a module
NamePath = Annotated[str, Path(description="Name of the form.")]


async def _asked(
    unit: Annotated[
        str | None, Query(description="Id of the unit that it is filled for; else the whole plan.")
    ] = None,
    position: Annotated[
        str | None, Query(description="Id of the post that it is filled for, in place of a unit.")
    ] = None,
    tag: Annotated[str | None, Query(description="Only records with this theme.")] = None,
    year: Annotated[int | None, Query(description="The year; else as the form says.")] = None,
    since: Annotated[str | None, Query(description="The edition to compare with.")] = None,
) -> Asked:
    return Asked(
        unit=unit or None,
        position=position or None,
        tag=tag or None,
        year=year,
        since=since or None,
    )


AskedDep = Annotated[Asked, Depends(_asked)]


@router.get("/forms", responses=responses(409), response_model=_FORMS.model)
def read_forms(question: DatasetQuestionDep) -> Response:
    """List the official forms that can be filled."""
    found = list_forms(form_folder(question.settings))
    return answer(question, _FORMS, "json", None, lambda: as_json(found, question.language))


@router.get(
    "/forms/{name}.{form}",
    responses=responses(400, 404, kinds=tuple(one.media_type for one in FORM_FORMATS)),
    response_class=Response,
)
@work_kind("heavy")
def read_form_file(
    question: QuestionDep,
    asked: AskedDep,
    name: NamePath,
    form: Annotated[FormFormat, Path(description="Format of the file.")],
) -> Response:
    """Fill an official form as a file: a workbook, a text document or pages to print."""
    declared, edition = form_folder(question.settings).read(name), question.edition()
    found = fill_form(question.store, edition, declared, asked, settings=question.settings)
    written_as = FILES[form]
    made = time_of_report()
    body = form_bytes(found, written_as, language=question.language, made=made)
    of = next(filter(None, (asked.position, asked.unit)), edition.dataset)
    headers = attachment_headers(f"{name}-{of}-{edition.edition}.{form}")
    return build_response(question, body, written_as.media_type, None, headers)


@router.get("/forms/{name}", responses=responses(400, 404, 409), response_model=_FORM.model)
@work_kind("heavy")
def read_form(question: QuestionDep, asked: AskedDep, name: NamePath) -> Response:
    """Fill an official form: its columns, and its rows with the records that they are about."""
    declared, edition = form_folder(question.settings).read(name), question.edition()

    def filled_form() -> dict[str, object]:
        found = fill_form(question.store, edition, declared, asked, settings=question.settings)
        return as_json(found, question.language)

    tag = None if asked.since else _tag(question, edition, declared)
    return answer(question, _FORM, "json", tag, filled_form)


def _tag(question: Question, edition: Edition, declared: Form) -> str:
    """Return the tag of a filled form: its file may change while the service runs.

    Some forms read the documents beside the plan too.
    """
    digest = hashlib.sha256(declared.path.read_bytes()).hexdigest()
    settings = json.dumps(dict(question.settings.forms), sort_keys=True, default=str)
    scopes = (one.scope for one in question.editions.documents([edition]))
    return question.tag(
        edition.scope, *scopes, rules_digest(question.rule_set().rules), digest, settings
    )
