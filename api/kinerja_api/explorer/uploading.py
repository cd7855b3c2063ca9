"""``/explore/upload``: plan files sent, their faults shown where they stand, then loaded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path as FolderPath
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kinerja_api.access import Right
from kinerja_api.access.concurrency import counts_as, take_slot_for
from kinerja_api.access.refusals import forbidden, forged
from kinerja_api.access.sessions import is_same_origin
from kinerja_api.explorer.forms import CSRF, SentDep, check_ours
from kinerja_api.explorer.page_request import PageRequest, ReaderDep, SenderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.urls import Urls
from kinerja_api.receiving import receive_files
from kinerja_api.routes.uploads import loading, previewed, refusal, uploads_of
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.texts import Language
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.upload import Upload
from kinerja_graph.workflow.upload_files import READABLE, check_together, endings_to_choose

_DECIMALS: Final[Mapping[str, Decimal]] = {"comma": "comma", "dot": "dot"}
router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST_PROBLEMS: Final = 200
"""Problems that a page lists; the JSON holds more."""
AGAIN: Final = 2
"""Seconds after which a page about work in progress asks for itself anew."""
_LOOKS: Final = 10
_LOOK_SECONDS: Final = 0.1
"""How often, and after how long each, a page looks whether its work is done before it answers."""
_BUSY: Final = frozenset({"reading", "loading"})
Job = Annotated[str, Path(alias="id", max_length=200)]


@router.get("/explore/upload")
def read_form(page_request: ReaderDep) -> HTMLResponse:
    """The form to send plan files, and the uploads of the caller."""
    if not page_request.caller.grants.anywhere(Right.UPLOAD):
        raise forbidden(page_request.caller.name, Right.UPLOAD, None, anywhere=True)
    mine = uploads_of(page_request.request).mine(page_request.caller.name)
    place = page_request.place()
    return page(
        page_request,
        "upload",
        place,
        mine=mine,
        limit=page_request.settings.upload_bytes // 1_000_000,
        endings=READABLE,
        choice=endings_to_choose(),
        twins=[place.to("/uploads")],
    )


@router.post("/explore/upload")
@counts_as(None)
async def send_files(request: Request, page_request: SenderDep) -> Response:
    """Takes the files of the form; they are read aside and nothing is loaded yet."""
    if not page_request.caller.grants.anywhere(Right.UPLOAD):
        raise forbidden(page_request.caller.name, Right.UPLOAD, None, anywhere=True)
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
    )
    return _to(page_request.place(), upload.id)


@router.get("/explore/upload/{id}")
@counts_as(None)
async def read_upload(page_request: ReaderDep, name: Job) -> HTMLResponse:
    """Where an upload stands: its problems, what is in it, what it would replace."""
    uploads = uploads_of(page_request.request)
    upload = uploads.one(page_request.caller.name, name)
    for _ in range(_LOOKS):
        if upload.state not in _BUSY:
            break
        await asyncio.sleep(_LOOK_SECONDS)
        upload = uploads.one(page_request.caller.name, name)
    await take_slot_for(page_request.request, "light")
    return await run_in_threadpool(_stands, page_request, upload)


def _stands(page_request: PageRequest, upload: Upload) -> HTMLResponse:
    told = as_json(previewed(page_request.editions, upload), page_request.language)
    place = page_request.place()
    counts = upload.problems or {}
    answer = page(
        page_request,
        "uploaded",
        place,
        upload=told,
        problems=_problems(upload, page_request.language),
        more=max(0, sum(counts.values()) - MOST_PROBLEMS),
        loaded=_loaded_place(page_request, upload),
        twins=[place.to("/uploads", upload.id)],
    )
    if upload.state in _BUSY:
        answer.headers["Refresh"] = str(AGAIN)
    return answer


def _problems(upload: Upload, language: Language) -> list[dict[str, Any]]:
    """What a page lists, as on the command line.

    A column is called there as the file calls it; of a document the message says which record.
    """
    counted = {"sheet": None, "row": None}
    return [
        as_json(one, language)
        | {"column": one.heading or one.column}
        | ({} if one.document is None else counted)
        for one in upload.errors[:MOST_PROBLEMS]
    ]


@router.post("/explore/upload/{id}/load")
def load_upload(page_request: ReaderDep, name: Job, sent: SentDep) -> Response:
    """Loads what was read, in the background: whole or not at all."""
    del sent  # that it is ours was checked
    loading(page_request.request, page_request.caller, name)
    return _to(page_request.place(), name)


@router.post("/explore/upload/{id}/cancel")
def cancel_upload(page_request: ReaderDep, name: Job, sent: SentDep) -> Response:
    """Stops an upload; what is loaded already stays."""
    del sent  # that it is ours was checked
    uploads_of(page_request.request).cancel(page_request.caller.name, name)
    return RedirectResponse(page_request.place().to("/explore/upload"), HTTPStatus.SEE_OTHER)


async def _received(page_request: PageRequest, folder: FolderPath) -> tuple[ReadOptions, list[str]]:
    """How the files of the form are to be read, and their names; they are in ``folder``.

    The form is read once, here, and not by ``may``: its files go to the disk as they come.
    """
    if not is_same_origin(page_request.request):
        raise forged()
    names, fields = await receive_files(
        page_request.request, folder, page_request.settings.upload_bytes
    )
    check_ours(page_request.caller, fields.get(CSRF, ""))
    wish = _wish(fields)
    refused = refusal(page_request.caller, wish.dataset)
    if refused is not None:
        raise refused
    check_together(names, wish.dataset)
    return wish, names


def _wish(fields: Mapping[str, str]) -> ReadOptions:
    return ReadOptions(
        dataset=fields.get("dataset", "").strip()[:200] or None,
        edition=fields.get("edition", "").strip()[:200] or None,
        lenient=fields.get("lenient") == "yes",
        decimal=_DECIMALS.get(fields.get("decimal", "")),
    )


def _to(place: Urls, name: str) -> RedirectResponse:
    return RedirectResponse(place.to("/explore/upload", name), HTTPStatus.SEE_OTHER)


def _loaded_place(page_request: PageRequest, upload: Upload) -> Urls | None:
    """Where the loaded edition is seen; None until it is."""
    if upload.state != "loaded":
        return None
    return Urls(language=page_request.language, dataset=upload.dataset, edition=upload.edition)
