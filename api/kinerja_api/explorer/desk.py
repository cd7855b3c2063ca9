"""``/desk``: one file at the desk of one person, from a sheet to what can be taken away.

These pages show what the pages of an upload, the findings and the report have; they exist only in
the service that ``kinerja open`` starts.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request
from fastapi import Path as UrlPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from kinerja_api.access.concurrency import take_slot_for, work_kind
from kinerja_api.access.desk import LOOK_SECONDS, Desk, desk_of
from kinerja_api.access.editions import editions_of
from kinerja_api.database import Database
from kinerja_api.explorer.columns import arrangement_facts, attached, no_such_file
from kinerja_api.explorer.forms import FormDep
from kinerja_api.explorer.page_request import PageRequest, ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.results import PageAudit, audit_for_page, audit_or_none
from kinerja_api.explorer.uploading import (
    AGAIN,
    MOST_PROBLEMS,
    WORKBOOK,
    awaited_upload,
    problems_of,
    template_file,
)
from kinerja_api.routes.uploads import loading, uploads_of
from kinerja_graph.errors import KinerjaError, StoreError, UsageError
from kinerja_graph.model.edition import Edition
from kinerja_graph.report.answers.audit import overview_groups
from kinerja_graph.report.audit_sentences import verdict
from kinerja_graph.report.formats.registry import FORMATS
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import _
from kinerja_graph.workflow.annotating import ENDINGS, CheckedInput, annotate
from kinerja_graph.workflow.demo import example_sheet
from kinerja_graph.workflow.desk import free_edition, open_files
from kinerja_graph.workflow.reading import validate
from kinerja_graph.workflow.reporting import report_context
from kinerja_graph.workflow.upload import Upload
from kinerja_graph.workflow.upload_files import WITH_SHEETS, endings_to_choose, sheet_endings
from kinerja_graph.workflow.uploading import Sheets

router = APIRouter(route_class=PageRoute, include_in_schema=False)
Job = Annotated[str, UrlPath(alias="id", max_length=200)]
SHEET, READ, FOUND, TAKE = 1, 2, 3, 4
"""The steps of the page."""
_WITH_FINDINGS: Final = _("{stem}-findings{suffix}")
_PULSE: Final = 60
"""After how many looks something is sent on an open connection, so that both ends know of it."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """How far a file is.

    Attributes:
        now: the step at which something is to be done or awaited.
        edition: what was loaded of it; None until then.
        taken: a loaded edition of its name that another file would replace, so that a person
            decides; ``free`` is a name that replaces none.
        is_waiting: whether the page reloads by itself.
    """

    now: int
    edition: Edition | None = None
    taken: Edition | None = None
    free: str = ""
    is_waiting: bool = False


@router.get("/desk")
def read_start(page_request: ReaderDep) -> HTMLResponse:
    """Show where to drop a file, a template to fill in, and an example to try."""
    mine = uploads_of(page_request.request).mine(page_request.caller.name)
    return page(
        page_request,
        "desk_start",
        page_request.urls(),
        mine=mine,
        limit=page_request.settings.upload_bytes // 1_000_000,
        endings=WITH_SHEETS,
        choice=endings_to_choose(),
        matrices=sheet_endings(),
        home=_desk(page_request.request).home,
        engine=_engine(page_request),
    )


@router.get("/desk/template")
def read_template(page_request: ReaderDep) -> Response:
    """Return the empty workbook to fill in."""
    return template_file(page_request)


@router.post("/desk/example")
def open_example(page_request: ReaderDep, sent: FormDep) -> Response:
    """Open the example."""
    del sent  # that the form is ours was checked
    sheet = example_sheet()
    upload = open_files(
        uploads_of(page_request.request), page_request.caller.name, sheet, (sheet,), Sheets()
    )
    return _to(page_request, upload)


@router.post("/desk/again")
def open_again(page_request: ReaderDep, sent: FormDep) -> Response:
    """Open the file of the command line again, as it is saved now."""
    del sent  # that the form is ours was checked
    upload = _desk(page_request.request).open_first(uploads_of(page_request.request))
    if upload is None:
        return RedirectResponse(page_request.urls().to("/desk"), HTTPStatus.SEE_OTHER)
    return _to(page_request, upload)


@router.post("/desk/finish")
def finish(page_request: ReaderDep, sent: FormDep) -> HTMLResponse:
    """End the service once this page is sent."""
    del sent  # that the form is ours was checked
    desk = _desk(page_request.request)
    answer = page(page_request, "desk_finished", page_request.urls(), home=desk.home)
    answer.background = BackgroundTask(desk.finish)
    return answer


@router.get("/desk/alive")
@work_kind(None)
async def stay_connected(page_request: ReaderDep) -> StreamingResponse:
    """Send nothing, for as long as a page is open: an open connection means that it is."""
    desk = _desk(page_request.request)
    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(_pulses(desk), media_type="text/event-stream", headers=headers)


async def _pulses(desk: Desk) -> AsyncGenerator[str]:
    with desk.visited():
        yield "retry: 1000\n\n"
        looks = 0
        while not desk.is_finished:
            await asyncio.sleep(LOOK_SECONDS)
            looks += 1
            if looks % _PULSE == 0:
                yield ":\n\n"
        yield "event: end\ndata:\n\n"


@router.post("/desk/closed")
@work_kind(None)
async def close_page(page_request: ReaderDep, sent: FormDep) -> Response:
    """Record that a page was closed, or left for another one."""
    del sent  # that the form is ours was checked
    _desk(page_request.request).presence.close(time.monotonic())
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.get("/desk/{id}")
@work_kind(None)
async def read_steps(page_request: ReaderDep, name: Job) -> HTMLResponse:
    """Show all steps of a file; what can be loaded without a question is loaded."""
    upload = await awaited_upload(page_request, name)
    await take_slot_for(page_request.request, "light")
    return await run_in_threadpool(_page_of_steps, page_request, upload)


@router.post("/desk/{id}/load")
def load(page_request: ReaderDep, name: Job, sent: FormDep) -> Response:
    """Load a file as the edition chosen: one that it replaces, or one of its own."""
    edition = sent.get("edition")[:200] or None
    upload = _load(page_request, uploads_of(page_request.request).one(_me(page_request), name),
                   edition)  # fmt: skip
    return _to(page_request, upload)


@router.get("/desk/{id}/workbook")
@work_kind("heavy")
def read_annotated(page_request: ReaderDep, name: Job) -> Response:
    """Return the planner's own workbook with the findings at their cells."""
    uploads, language = uploads_of(page_request.request), page_request.language
    upload = uploads.one(_me(page_request), name)
    edition = _steps(page_request, upload).edition
    path = uploads.input_of(_me(page_request), name)
    if edition is None or path is None:
        raise no_such_file(upload)
    found = audit_for_page(page_request, edition)
    how = replace(upload.read_options, dataset=edition.dataset, edition=edition.edition)
    reading = validate(path, settings=page_request.settings, wish=how)
    checked = CheckedInput(path, reading, found.audit, found.rule_set.graded)
    own = PurePosixPath(_workbook_of(upload) or path.name)
    called = _WITH_FINDINGS.say(language, stem=own.stem, suffix=own.suffix.lower())
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / called
        annotate(checked, out, settings=page_request.settings, language=language)
        return Response(out.read_bytes(), media_type=WORKBOOK, headers=attached(called))


def _page_of_steps(page_request: PageRequest, upload: Upload) -> HTMLResponse:
    steps = _steps(page_request, upload)
    uploads = uploads_of(page_request.request)
    upload = uploads.one(_me(page_request), upload.id)  # loading may have begun just now
    desk = _desk(page_request.request)
    place = page_request.urls(steps.edition)
    found = None if steps.edition is None else audit_or_none(page_request, steps.edition)
    is_pending = steps.edition is not None and found is None
    if is_pending:
        steps = replace(steps, now=FOUND, is_waiting=True)
    language = page_request.language
    problems = problems_of(upload, language)
    facts: dict[str, Any] = {"problems": problems, "error": upload.error}
    if upload.state == "proposed":
        facts = arrangement_facts(page_request, upload, problems)
        facts["edition"] = _edition_to_propose(page_request, upload, str(facts["dataset"]))
    answer = page(
        page_request,
        "desk",
        place,
        **facts,
        upload=upload,
        told=as_json(upload, language),
        steps=steps,
        more=max(0, sum((upload.problems or {}).values()) - MOST_PROBLEMS),
        progress=uploads.one(_me(page_request), upload.id).progress,
        has_sheet=upload.proposed is not None,
        engine=_engine(page_request),
        pending=is_pending,
        workbook=_workbook_of(upload),
        reports=[one for one in FORMATS.values() if not one.is_page],
        home=desk.home,
        can_reread=desk.has_file and upload.id == desk.upload,
        **_findings(page_request, found),
    )
    if steps.is_waiting:
        answer.headers["Refresh"] = str(AGAIN)
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _findings(page_request: PageRequest, found: PageAudit | None) -> dict[str, object]:
    """Return the answer of the audit, as the page of findings has it; nothing while it runs."""
    if found is None:
        return {"verdict": None, "answer": (), "number_of_findings": 0}
    words = report_context(found.rule_set.graded, page_request.language)
    return {
        "verdict": verdict(found.audit, words),
        "answer": tuple(chain.from_iterable(overview_groups(found.audited, words))),
        "number_of_findings": len(found.audit.findings),
    }


def _steps(page_request: PageRequest, upload: Upload) -> _Steps:
    """Return how far a file is; load it if it is ready and replaces nothing of another file.

    Raises:
        KinerjaError: what was loaded is gone, or the database failed.
    """
    if upload.state == "reading":
        return _Steps(READ, is_waiting=True)
    if upload.state not in ("ready", "loading", "loaded"):
        return _Steps(READ)
    if upload.state == "loading":
        return _Steps(FOUND, is_waiting=True)
    try:
        return _place(page_request, upload)
    except StoreError:
        if _database(page_request).open_store is not None:
            raise
        return _Steps(FOUND, is_waiting=True)  # the engine is still being started


def _place(page_request: PageRequest, upload: Upload) -> _Steps:
    """Return the edition that a file is, will be, or would replace."""
    if upload.state == "loaded":
        named = upload.dataset, upload.edition
        found = editions_of(page_request.request, page_request.caller, *named).one()
        return _Steps(TAKE, edition=found)
    there = page_request.editions.of_dataset(upload.dataset or "")
    digest = None if upload.read is None else upload.read.digest
    for edition in there:
        if edition.digest == digest:
            return _Steps(TAKE, edition=edition)
    mine = _desk(page_request.request).loaded.get(upload.id)
    for edition in there:
        if edition.edition == upload.edition and mine != (edition.dataset, edition.edition):
            free = free_edition([one.edition for one in there], upload.edition)
            return _Steps(FOUND, taken=edition, free=free)
    try:
        _load(page_request, upload)
    except UsageError as error:
        if error.code != "not-ready":  # the page is open twice, and the other one was first
            raise
    return _Steps(FOUND, is_waiting=True)


def _load(page_request: PageRequest, upload: Upload, edition: str | None = None) -> Upload:
    begun = loading(page_request.request, page_request.caller, upload.id, edition)
    desk = _desk(page_request.request)
    desk.loaded[upload.id] = (begun.dataset or "", begun.edition or "")
    return begun


def _edition_to_propose(page_request: PageRequest, upload: Upload, dataset: str) -> str:
    """Return the edition to load a sheet as: its own from before, or one that replaces nothing."""
    mine = _desk(page_request.request).loaded.get(upload.id)
    if mine is not None:
        return mine[1]
    if upload.read_options.edition:
        return upload.read_options.edition
    try:
        return free_edition([one.edition for one in page_request.editions.of_dataset(dataset)])
    except StoreError:  # the engine is still being started; a load asks before it replaces
        return free_edition(())


def _workbook_of(upload: Upload) -> str | None:
    """Return the name of the workbook to give back with findings; None if there is none."""
    found: list[str | None] = [*upload.names, upload.plan] if len(upload.names) == 1 else []
    for name in found:
        if name is not None and PurePosixPath(name).suffix.lower() in ENDINGS:
            return name
    return None


def _engine(page_request: PageRequest) -> dict[str, Any]:
    """Return whether the database is open, and why not."""
    database = _database(page_request)
    failure: KinerjaError | None = database.failure
    language = page_request.language
    return {
        "is_open": database.open_store is not None,
        "what": None if failure is None else failure.what.say(language),
        "where": "" if failure is None else failure.where,
        "mend": "" if failure is None else failure.mend.say(language),
    }


def _database(page_request: PageRequest) -> Database:
    found: Database = page_request.request.app.state.database
    return found


def _desk(request: Request) -> Desk:
    found = desk_of(request)
    if found is None:
        raise AssertionError(request.url.path)  # these routes exist at a desk alone
    return found


def _me(page_request: PageRequest) -> str:
    return page_request.caller.name


def _to(page_request: PageRequest, upload: Upload) -> RedirectResponse:
    return RedirectResponse(page_request.urls().to("/desk", upload.id), HTTPStatus.SEE_OTHER)
