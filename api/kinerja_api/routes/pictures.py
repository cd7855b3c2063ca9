"""``/render.html``, ``/render.svg``, ``/render.png``, and ``/report.…``: pictures and reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import (
    attachment_headers,
    build_response,
    has_current_copy,
    not_modified,
    responses,
)
from kinerja_api.question import QuestionDep
from kinerja_api.routes.audits import AuditQueryDep, sandbox_headers
from kinerja_graph.audit.rule_set import complete
from kinerja_graph.report.formats.registry import FORMATS
from kinerja_graph.report.readers import (
    ALL,
    ANNEXES,
    DEFAULT_READER,
    Annex,
    Reader,
    read_annexes,
)
from kinerja_graph.workflow import pictures, reports
from kinerja_graph.workflow.pictures import PictureOptions, PictureStyle, ThemeName, View
from kinerja_graph.workflow.rules import rules_digest

router = APIRouter(route_class=AnswerRoute, tags=["documents"])
Still = Literal["html", "svg", "png"]
MAX_WIDTH: Final = 10_000
PICTURES: Final[Mapping[Still, str]] = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}
REPORTS: Final = tuple(dict.fromkeys(one.media_type for one in FORMATS.values()))
if TYPE_CHECKING:
    ReportFormat = str
else:
    ReportFormat = Literal[tuple(FORMATS)]  # known when the service starts: a format is a module


@dataclass(frozen=True, slots=True)
class PictureQuery:
    """What to draw, and how."""

    id: str | None
    picture_options: PictureOptions
    theme: ThemeName | None
    width: int | None


async def _picture_query(
    name: Annotated[
        str | None, Query(alias="id", description="An id or a selector; without it, everything.")
    ] = None,
    view: Annotated[View | None, Query(description="What to draw; by default what fits.")] = None,
    against: Annotated[
        str | None, Query(description="Of the view diff: the older edition.")
    ] = None,
    theme: Annotated[
        ThemeName | None,
        Query(description="Without it a page follows the system, other pictures are light."),
    ] = None,
    width: Annotated[int | None, Query(ge=1, le=MAX_WIDTH, description="Pixels.")] = None,
) -> PictureQuery:
    return PictureQuery(name, PictureOptions(view=view, against=against), theme, width)


@router.get(
    "/render.{form}",
    responses=responses(400, 404, kinds=PICTURES.values()),
    response_class=Response,
)
@work_kind("heavy")
def read_picture(
    question: QuestionDep,
    query: Annotated[PictureQuery, Depends(_picture_query)],
    form: Annotated[Still, Path(description="Format of the picture.")],
) -> Response:
    """Draw an edition, a chain or another view as an interactive page or a still picture."""
    edition, rule_set = question.edition(), question.rule_set()
    picture_options = pictures.with_older_edition(
        query.picture_options, edition, lambda: question.editions.of_same_dataset(edition)
    )
    older = () if picture_options.older is None else (picture_options.older.scope,)
    scopes = question.editions.scopes_of_audit(edition)
    tag = question.tag(*scopes, rules_digest(rule_set.rules), *older)
    if has_current_copy(question.request, tag):
        return not_modified(question, tag)
    body = question.body_cache.get(tag)
    if body is not None:
        question.editions.forget_used()
    else:
        scene = pictures.scene(
            question.store, edition, query.id, picture_options, rule_set=rule_set
        )
        style = PictureStyle(language=question.language, theme=query.theme, width=query.width)
        body = pictures.draw_scene(scene, f".{form}", style)
        question.body_cache.put(tag, body)
    return build_response(question, body, PICTURES[form], tag, sandbox_headers(form))


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Whom a report is for, about which agencies, and with which annexes."""

    reader: Reader
    agencies: tuple[str, ...]
    annexes: tuple[Annex, ...]


async def _report_query(
    reader: Annotated[
        Reader,
        Query(
            alias="for",
            description="Who reads it: two pages for the leadership, ten to sign for the "
            "inspector, or a checklist for agencies.",
        ),
    ] = DEFAULT_READER,
    agency: Annotated[
        list[str] | None,
        Query(
            max_length=200,
            description="Agencies (ids) whose checklist it is, or that have a page each.",
        ),
    ] = None,
    annex: Annotated[
        list[str] | None,
        Query(max_length=20, description=f"Annexes: {', '.join(ANNEXES)}; {ALL} for every one."),
    ] = None,
) -> ReportQuery:
    agencies = tuple(one for one in agency or () if one)
    return ReportQuery(reader, agencies, read_annexes(annex or ()))


ReportQueryDep = Annotated[ReportQuery, Depends(_report_query)]


@router.get("/report.{form}", responses=responses(400, 404, kinds=REPORTS), response_class=Response)
@work_kind("heavy")
def read_report(
    question: QuestionDep,
    query: AuditQueryDep,
    asked: ReportQueryDep,
    form: Annotated[ReportFormat, Path(description="Format of the report.")],
) -> Response:
    """Return findings and views of an edition as one document."""
    edition = question.edition()
    how = reports.ReportOptions(
        audit_options=question.audit_options(edition.dataset, query.rules, query.since),
        language=question.language,
        made=reports.time_of_report(),
        reader=asked.reader,
        agencies=asked.agencies,
        annexes=asked.annexes,
    )
    found = reports.report(question.store, edition, how)
    complete(found.audited.audit)
    written_as = FORMATS[form]
    body = written_as.write_document(found.document)
    name = attachment_headers(f"{edition.dataset}-{edition.edition}.{form}")
    headers = sandbox_headers("html") if written_as.is_page else name
    return build_response(question, body, written_as.media_type, None, headers)
