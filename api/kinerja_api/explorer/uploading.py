"""``/explore/upload``: send plan files, see their problems in place, then load them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path as FolderPath
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Right
from kinerja_api.access.concurrency import take_slot_for, work_kind
from kinerja_api.access.desk import desk_of
from kinerja_api.access.editions import editions_of
from kinerja_api.access.refusals import forbidden, missing_csrf_token
from kinerja_api.access.sessions import is_same_origin
from kinerja_api.explorer.columns import (
    DECIMALS,
    WrongChoice,
    arranged,
    attached,
    chosen,
    no_such_file,
)
from kinerja_api.explorer.forms import CSRF, FormDep, check_csrf_token
from kinerja_api.explorer.page_request import PageRequest, ReaderDep, SenderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.urls import Urls
from kinerja_api.receiving import receive_files
from kinerja_api.routes.uploads import (
    Sender,
    compared,
    importing,
    loading,
    previewed,
    refusal,
    uploads_of,
)
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.template.workbook import template_workbook
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.demo import example_sheet
from kinerja_graph.workflow.importing import places_beside
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.upload import Upload, UploadFailure, no_sheet
from kinerja_graph.workflow.upload_files import (
    WITH_SHEETS,
    check_together,
    endings_to_choose,
    sheet_endings,
)
from kinerja_graph.workflow.uploading import Sheets

router = APIRouter(route_class=PageRoute, include_in_schema=False)
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEMPLATE: Final = _("template.xlsx")
MOST_PROBLEMS: Final = 200
"""Problems listed on a page; the JSON has more."""
AGAIN: Final = 2
"""Seconds after which a page about work in progress reloads."""
_LOOKS: Final = 10
_LOOK_SECONDS: Final = 0.1
"""How often, and how long each time, a page checks whether its work is done before responding."""
BUSY: Final = frozenset({"reading", "loading"})
"""States of an upload that is being worked on: its page reloads."""
Job = Annotated[str, Path(alias="id", max_length=200)]


@router.get("/explore/upload")
def read_form(page_request: ReaderDep) -> HTMLResponse:
    """Show the form to send plan files, and the caller's uploads."""
    _check_right(page_request)
    mine = uploads_of(page_request.request).mine(page_request.caller.name)
    place = page_request.urls()
    return page(
        page_request,
        "upload",
        place,
        mine=mine,
        limit=page_request.settings.upload_bytes // 1_000_000,
        endings=WITH_SHEETS,
        choice=endings_to_choose(),
        matrices=sheet_endings(),
        twins=[place.answer("/uploads")],
    )


@router.get("/explore/upload/template")
def read_template(page_request: ReaderDep) -> Response:
    """Return the empty workbook to fill in."""
    _check_right(page_request)
    return template_file(page_request)


@router.get("/explore/upload/example")
def read_example(page_request: ReaderDep) -> Response:
    """Return an invented sheet of an agency, to try an upload with."""
    _check_right(page_request)
    sheet = example_sheet()
    return Response(sheet.read_bytes(), media_type=WORKBOOK, headers=attached(sheet.name))


def template_file(page_request: PageRequest) -> Response:
    """Return the empty workbook of the contract, in the language of the page."""
    name = _TEMPLATE.say(page_request.language)
    content = template_workbook(page_request.language)
    return Response(content, media_type=WORKBOOK, headers=attached(name))


def _check_right(page_request: PageRequest) -> None:
    """Refuse who may upload nowhere.

    Raises:
        Refused: they may not.
    """
    if not page_request.caller.grants.anywhere(Right.UPLOAD):
        raise forbidden(page_request.caller.name, Right.UPLOAD, None, anywhere=True)


@router.post("/explore/upload")
@work_kind(None)
async def send_files(request: Request, page_request: SenderDep) -> Response:
    """Accept the files of the form; they are read in the background and nothing is loaded yet."""
    _check_right(page_request)
    uploads = uploads_of(request)
    folder = uploads.fresh_folder(page_request.caller.name)
    try:
        wish, names = await _received(page_request, folder)
    except BaseException:
        uploads.abandon(folder)
        raise
    upload = uploads.take(
        page_request.caller.name,
        folder,
        wish,
        names,
        lambda one: refusal(page_request.caller, one.dataset),
        sheets=Sheets(),
    )
    return _to(page_request, upload.id)


@router.get("/explore/upload/{id}")
@work_kind(None)
async def read_upload(
    page_request: ReaderDep,
    name: Job,
    before: Annotated[str, Query(max_length=1000)] = "",
) -> HTMLResponse:
    """Show the state of an upload: its problems, its contents, what it would replace and change.

    ``before`` is the edition to compare it with; without it, the newest of its dataset.
    """
    upload = await awaited_upload(page_request, name)
    await take_slot_for(page_request.request, "light")
    return await run_in_threadpool(_stands, page_request, upload, before)


async def awaited_upload(page_request: PageRequest, name: str) -> Upload:
    """Return an upload, after a moment if it is being worked on."""
    uploads = uploads_of(page_request.request)
    upload = uploads.one(page_request.caller.name, name)
    for _look in range(_LOOKS):
        if upload.state not in BUSY:
            break
        await asyncio.sleep(_LOOK_SECONDS)
        upload = uploads.one(page_request.caller.name, name)
    return upload


@dataclass(frozen=True, slots=True)
class _Changes:
    """What a page shows of the changes that an upload would bring.

    Attributes:
        editions: the names of those it can be compared with.
        before: the one it is compared with.
        place: the URLs of its pages.
        blocks: the answer; None until it is known.
        error: why there is none.
    """

    editions: tuple[str, ...]
    before: str
    place: Urls
    blocks: Any = None
    error: UploadFailure | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the page should reload."""
        return self.blocks is None and self.error is None


def _changes(page_request: PageRequest, upload: Upload, before: str) -> _Changes | None:
    """Compare an upload with the edition ``before`` or the newest; None if there is none."""
    if upload.state != "ready" or upload.dataset is None:
        return None
    caller, language = page_request.caller, page_request.language
    editions = page_request.editions.of_dataset(upload.dataset)
    if not editions:
        return None
    found = editions_of(page_request.request, caller, upload.dataset, before or None).one()
    told = compared(page_request.request, caller, upload.id, found.edition)
    return _Changes(
        editions=tuple(one.edition for one in editions),
        before=found.edition,
        place=page_request.urls(found),
        blocks=None if told.found is None else told.found[language]["blocks"],
        error=told.error,
    )


def _stands(page_request: PageRequest, upload: Upload, before: str) -> HTMLResponse:
    if upload.state == "proposed":
        return arranged(page_request, upload, problems_of(upload, page_request.language))
    told = as_json(previewed(page_request.editions, upload), page_request.language)
    place = page_request.urls()
    counts = upload.problems or {}
    changes = _changes(page_request, upload, before)
    progress = uploads_of(page_request.request).one(page_request.caller.name, upload.id).progress
    answer = page(
        page_request,
        "uploaded",
        place,
        upload=told,
        problems=problems_of(upload, page_request.language),
        more=max(0, sum(counts.values()) - MOST_PROBLEMS),
        loaded=_loaded_place(page_request, upload),
        made=upload.proposed is not None,
        changes=changes,
        progress=progress,
        twins=_twins(place, upload, changes),
    )
    if upload.state in BUSY or (changes is not None and changes.is_busy):
        answer.headers["Refresh"] = str(AGAIN)
    return answer


def _twins(place: Urls, upload: Upload, changes: _Changes | None) -> list[str]:
    whole = place.answer("/uploads", upload.id)
    if changes is None:
        return [whole]
    return [whole, place.answer(f"/uploads/{upload.id}/compare", edition=changes.before)]


def problems_of(upload: Upload, language: Language) -> list[dict[str, Any]]:
    """Return the problems to list, as on the command line.

    A column has its name in the file; for a document the message says which record.
    """
    counted = {"sheet": None, "row": None}
    return [
        as_json(one, language)
        | {"column": one.heading or one.column}
        | ({} if one.document is None else counted)
        for one in upload.errors[:MOST_PROBLEMS]
    ]


@router.post("/explore/upload/{id}/columns")
def change_columns(page_request: ReaderDep, name: Job, sent: FormDep) -> Response:
    """Read a sheet again, with its columns as the sender says."""
    uploads = uploads_of(page_request.request)
    caller = page_request.caller.name
    upload = uploads.one(caller, name)
    try:
        choice, another = chosen(upload, sent)
    except WrongChoice as error:
        if upload.state != "proposed":
            raise no_sheet(upload) from error
        answer = arranged(page_request, upload, wrong=error.text)
        answer.status_code = HTTPStatus.BAD_REQUEST
        return answer
    uploads.arrange(caller, name, choice, another=another)
    return _to(page_request, name)


@router.post("/explore/upload/{id}/import")
def import_sheet(page_request: ReaderDep, name: Job, sent: FormDep) -> Response:
    """Make a plan from a sheet as shown on the page, and read it; nothing is loaded yet."""
    uploads = uploads_of(page_request.request)
    sender = Sender(page_request.caller, uploads, page_request.language)
    importing(sender, name, _wish(sent.fields))
    return _to(page_request, name)


@router.get("/explore/upload/{id}/map")
def read_map(page_request: ReaderDep, name: Job) -> Response:
    """Return the map by which a sheet is read, for ``kinerja import --map``."""
    upload = uploads_of(page_request.request).one(page_request.caller.name, name)
    text = None if upload.proposed is None else upload.proposed["map"]
    if text is None:
        raise no_such_file(upload)
    file = places_beside(FolderPath(upload.names[0]))[1].name
    return Response(
        text[page_request.language], media_type="application/yaml", headers=attached(file)
    )


@router.get("/explore/upload/{id}/plan")
def read_plan(page_request: ReaderDep, name: Job) -> Response:
    """Return the plan made from a sheet, until it is loaded."""
    uploads = uploads_of(page_request.request)
    path = uploads.plan_of(page_request.caller.name, name)
    if path is None:
        raise no_such_file(uploads.one(page_request.caller.name, name))
    return Response(path.read_bytes(), media_type=WORKBOOK, headers=attached(path.name))


@router.post("/explore/upload/{id}/load")
def load_upload(page_request: ReaderDep, name: Job, sent: FormDep) -> Response:
    """Load what was read, in the background: completely or not at all."""
    del sent  # that the form is ours was checked
    loading(page_request.request, page_request.caller, name)
    return _to(page_request, name)


@router.post("/explore/upload/{id}/cancel")
def cancel_upload(page_request: ReaderDep, name: Job, sent: FormDep) -> Response:
    """Stop an upload; what is already loaded stays."""
    del sent  # that the form is ours was checked
    uploads_of(page_request.request).cancel(page_request.caller.name, name)
    path = "/explore/upload" if desk_of(page_request.request) is None else "/desk"
    return RedirectResponse(page_request.urls().to(path), HTTPStatus.SEE_OTHER)


async def _received(page_request: PageRequest, folder: FolderPath) -> tuple[ReadOptions, list[str]]:
    """Return how to read the files of the form, and their names; they are in ``folder``.

    The form is read once, here, and not by ``require_right``: its files are streamed to disk.
    """
    if not is_same_origin(page_request.request):
        raise missing_csrf_token()
    names, fields = await receive_files(
        page_request.request, folder, page_request.settings.upload_bytes, WITH_SHEETS
    )
    check_csrf_token(page_request.caller, fields.get(CSRF, ""))
    wish = _wish(fields)
    refused = refusal(page_request.caller, wish.dataset)
    if refused is not None:
        raise refused
    check_together(names, wish.dataset, sheets=True)
    return wish, names


def _wish(fields: Mapping[str, str]) -> ReadOptions:
    return ReadOptions(
        dataset=fields.get("dataset", "").strip()[:200] or None,
        edition=fields.get("edition", "").strip()[:200] or None,
        lenient=fields.get("lenient") == "yes",
        decimal=DECIMALS.get(fields.get("decimal", "")),
    )


def _to(page_request: PageRequest, name: str) -> RedirectResponse:
    """Go on to the page of an upload; at a desk, to the page of all its steps."""
    path = "/explore/upload" if desk_of(page_request.request) is None else "/desk"
    return RedirectResponse(page_request.urls().to(path, name), HTTPStatus.SEE_OTHER)


def _loaded_place(page_request: PageRequest, upload: Upload) -> Urls | None:
    """Return the URL of the loaded edition; None until it is loaded."""
    if upload.state != "loaded":
        return None
    return Urls(language=page_request.language, dataset=upload.dataset, edition=upload.edition)
