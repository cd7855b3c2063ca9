"""``/uploads``: read plan files, show them, and load them when the sender says so.

A sheet that is not a plan is answered with a proposed import, or imported by a map.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from pathlib import Path as FilePath
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from kinerja_api.access import Caller, Right, require_right
from kinerja_api.access.auth_service import AuthService
from kinerja_api.access.concurrency import release_slot, take_slot_for, work_kind
from kinerja_api.access.editions import AnswerRoute, Editions, editions_of
from kinerja_api.access.refusals import Refused, forbidden
from kinerja_api.deps import LanguageDep, request_path
from kinerja_api.errors import responses
from kinerja_api.models import Paged, model_of, to_model
from kinerja_api.receiving import receive_files, too_large
from kinerja_api.repeating import OnceDep, digest_of_file
from kinerja_graph.errors import KinerjaError
from kinerja_graph.texts import Language
from kinerja_graph.workflow.access import note
from kinerja_graph.workflow.arranging import CHOICE
from kinerja_graph.workflow.comparing import Compared
from kinerja_graph.workflow.reading import ReadOptions
from kinerja_graph.workflow.snapshots import snapshots_of
from kinerja_graph.workflow.upload import (
    ReplacedEdition,
    Upload,
    UploadComparison,
    UploadFailure,
    UploadList,
    not_comparable,
)
from kinerja_graph.workflow.upload_files import WITH_SHEETS, check_together
from kinerja_graph.workflow.uploading import Sheets, Uploads

router = APIRouter(route_class=AnswerRoute, tags=["uploads"])
CallerDep = Annotated[Caller, Depends(require_right(Right.READ))]
Job = Annotated[str, Path(alias="id", description="Id of an upload.")]
_LOOK_SECONDS: Final = 0.1
_STATUS: Final = model_of(Upload)
_COMPARED: Final = model_of(Compared, base=Paged)
MAP: Final = "map"
"""The field of a map, in a form and in a JSON body."""
_LONGEST_MAP: Final = 1_000_000
_FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                        },
                        MAP: {
                            "type": "string",
                            "description": "For one sheet that is not a plan: import it by this "
                            "map (YAML or JSON), as kinerja import --map does.",
                        },
                    },
                }
            }
        },
    }
}


def uploads_of(request: Request) -> Uploads:
    """Return the uploads of the service."""
    found: Uploads = request.app.state.uploads
    return found


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends files, where they go, and the language of sentences."""

    caller: Caller
    uploads: Uploads
    language: Language


async def _sender(request: Request, caller: CallerDep, language: LanguageDep) -> Sender:
    return Sender(caller, uploads_of(request), language)


async def _read_options(
    dataset: Annotated[
        str | None, Query(max_length=200, description="Wins over the files'.")
    ] = None,
    edition: Annotated[str | None, Query(max_length=200, description="The same.")] = None,
    decimal: Annotated[
        Literal["comma", "dot"] | None, Query(description="Settles numbers read in two ways.")
    ] = None,
    *,
    lenient: Annotated[bool, Query(description="Load what can be read.")] = False,
) -> ReadOptions:
    return ReadOptions(dataset=dataset, edition=edition, lenient=lenient, decimal=decimal)


SenderDep = Annotated[Sender, Depends(_sender)]
ReadOptionsDep = Annotated[ReadOptions, Depends(_read_options)]


class ImportRequest(BaseModel):
    """By which map to import a sheet; without one, as proposed."""

    model_config = ConfigDict(extra="forbid")

    map: Annotated[str, Field(max_length=_LONGEST_MAP)] | dict[str, Any] | None = Field(
        default=None, description="The map: an object, or its YAML as text."
    )

    @property
    def text(self) -> str | None:
        """The map as YAML, of which JSON is a part.

        Raises:
            TooLarge: it is too large.
        """
        if self.map is None or isinstance(self.map, str):
            return self.map
        text = json.dumps(self.map, ensure_ascii=False)
        if len(text) > _LONGEST_MAP:
            raise too_large(_LONGEST_MAP)
        return text


@dataclass(frozen=True, slots=True)
class Received:
    """The files of a form, in a folder, and its map."""

    folder: FilePath
    names: tuple[str, ...]
    read_options: ReadOptions
    map: str | None

    @property
    def facts(self) -> list[object]:
        """What tells it from another, as plain values."""
        digests = [(name, digest_of_file(self.folder / name)) for name in sorted(self.names)]
        return [digests, self.map, asdict(self.read_options)]


async def taken(request: Request, sender: Sender, read_options: ReadOptions) -> Upload:
    """Start reading the files of a form as an upload.

    Raises:
        Refused, UsageError: as ``received``.
    """
    return started(sender, await received(request, sender, read_options))


async def received(request: Request, sender: Sender, read_options: ReadOptions) -> Received:
    """Receive the files of a form.

    Raises:
        Refused: the caller may upload nowhere, or not into the dataset named.
        UsageError: no form, too much data, or files that are neither a plan nor one sheet.
    """
    caller = sender.caller
    refused = refusal(caller, read_options.dataset)
    if refused is not None:
        raise refused
    uploads = uploads_of(request)
    folder = uploads.fresh_folder(caller.name)
    try:
        most: int = request.app.state.settings.upload_bytes
        names, fields = await receive_files(request, folder, most, WITH_SHEETS, (MAP,))
        check_together(names, read_options.dataset, sheets=True, by_map=MAP in fields)
    except BaseException:
        uploads.abandon(folder)
        raise
    return Received(folder, tuple(names), read_options, fields.get(MAP))


def started(sender: Sender, files: Received) -> Upload:
    """Start reading the files received."""
    caller = sender.caller
    return sender.uploads.take(
        caller.name,
        files.folder,
        files.read_options,
        files.names,
        lambda upload: refusal(caller, upload.dataset),
        sheets=Sheets(readable_only=True, map=files.map, language=sender.language),
    )


@router.post(
    "/uploads",
    status_code=HTTPStatus.ACCEPTED,
    response_model=_STATUS,
    responses=responses(400, 409, 413),
    openapi_extra=_FORM,
)
@work_kind(None)
async def send_files(
    request: Request, sender: SenderDep, read_options: ReadOptionsDep, once: OnceDep
) -> Response:
    """Send a workbook, a document, CSV tables, or one sheet that is not a plan.

    They are only read; nothing is loaded yet. For a sheet that is not a plan an import is proposed
    (state ``proposed``); with a map it is imported.
    """
    files = await received(request, sender, read_options)

    def start() -> tuple[BaseModel, dict[str, str]]:
        upload = started(sender, files)
        place = f"{request_path(request)}/{upload.id}"
        return to_model(upload, sender.language), {"Location": place}

    def answer() -> Response:
        try:
            return once.answer(sender.caller, files.facts if once.key else None, start)
        finally:
            sender.uploads.abandon_unless_taken(files.folder)

    return await run_in_threadpool(answer)


@router.get("/uploads", response_model=model_of(UploadList), responses=responses())
def read_uploads(sender: SenderDep) -> Response:
    """List the caller's uploads."""
    found = sender.uploads.mine(sender.caller.name)
    bodies = [_body(one, sender.language) for one in found]
    return _sent(b'{"uploads":[' + b",".join(bodies) + b"]}")


@router.get("/uploads/{id}", response_model=_STATUS, responses=responses(404))
@work_kind(None)
async def read_upload(
    request: Request,
    sender: SenderDep,
    name: Job,
    wait: Annotated[
        float, Query(ge=0, le=30, description="Seconds to wait for what is being done.")
    ] = 0,
) -> Response:
    """Return the state of an upload: its problems, its contents, what it would replace."""
    until = time.monotonic() + wait
    upload = sender.uploads.one(sender.caller.name, name)
    while upload.state in {"reading", "loading"} and time.monotonic() < until:
        await asyncio.sleep(_LOOK_SECONDS)
        upload = sender.uploads.one(sender.caller.name, name)
    await take_slot_for(request, "light")
    editions = editions_of(request, sender.caller)
    return _sent(
        await run_in_threadpool(lambda: _body(previewed(editions, upload), sender.language))
    )


@router.get(
    "/uploads/{id}/compare",
    response_model=_COMPARED,
    responses=responses(404, 409)
    | {202: {"model": _STATUS, "description": "It is being compared; ask again."}},
)
@work_kind(None)
async def compare_upload(
    request: Request,
    sender: SenderDep,
    name: Job,
    edition: Annotated[
        str | None,
        Query(max_length=1000, description="A loaded edition; without it, the dataset's newest."),
    ] = None,
    wait: Annotated[
        float, Query(ge=0, le=30, description="Seconds to wait for the comparison.")
    ] = 0,
) -> Response:
    """Return what loading would change in an edition, and the findings that would come and go.

    The files are audited out of sight; nothing is loaded. Each list has at most 5,000 entries.
    """
    until = time.monotonic() + wait
    while True:
        await take_slot_for(request, "light")
        found = await run_in_threadpool(compared, request, sender.caller, name, edition)
        release_slot(request)
        if found.is_done or time.monotonic() >= until:
            break
        await asyncio.sleep(_LOOK_SECONDS)
    if found.error is not None:
        raise failed(found.error)
    await take_slot_for(request, "light")
    if found.found is None:
        upload = sender.uploads.one(sender.caller.name, name)
        body = await run_in_threadpool(_body, upload, sender.language)
        sent = _sent(body)
        sent.status_code = HTTPStatus.ACCEPTED
        sent.headers["Retry-After"] = "1"
        return sent
    answer = found.found[sender.language]["answer"]
    return _sent(await run_in_threadpool(_compared_body, answer))


def _compared_body(answer: Mapping[str, Any]) -> bytes:
    model = _COMPARED.model_validate(answer)
    text = model.model_dump_json(by_alias=True, exclude_unset=True)
    return text.encode("utf-8", "replace")


@router.post(
    "/uploads/{id}/load",
    status_code=HTTPStatus.ACCEPTED,
    response_model=_STATUS,
    responses=responses(404, 409),
)
def load_upload(request: Request, sender: SenderDep, name: Job, once: OnceDep) -> Response:
    """Load what was read, in the background: completely or not at all."""

    def start() -> tuple[BaseModel, dict[str, str]]:
        return to_model(loading(request, sender.caller, name), sender.language), {}

    return once.answer(sender.caller, None, start)


@router.post(
    "/uploads/{id}/import",
    status_code=HTTPStatus.ACCEPTED,
    response_model=_STATUS,
    responses=responses(404, 409, 413),
)
def import_upload(
    sender: SenderDep,
    read_options: ReadOptionsDep,
    name: Job,
    sent: Annotated[ImportRequest, Body()],
    once: OnceDep,
) -> Response:
    """Make a plan of a sheet as proposed, or by a map, and read it; nothing is loaded yet."""

    def start() -> tuple[BaseModel, dict[str, str]]:
        return to_model(importing(sender, name, read_options, sent.text), sender.language), {}

    return once.answer(sender.caller, [sent.text, asdict(read_options)], start)


@router.delete("/uploads/{id}", response_model=_STATUS, responses=responses(404))
def cancel_upload(sender: SenderDep, name: Job) -> Any:
    """Stop an upload; what is already loaded stays. A finished one is forgotten."""
    return to_model(sender.uploads.cancel(sender.caller.name, name), sender.language)


def _body(upload: Upload, language: Language) -> bytes:
    """Serialise an upload, in a thread of its own.

    It may have many problems: serialising them in the event loop would block every other request,
    and so would serialising several uploads in one call.
    """
    return to_model(upload, language).model_dump_json().encode("utf-8", "replace")


def _sent(body: bytes) -> Response:
    return Response(body, media_type="application/json")


def importing(
    sender: Sender, name: str, read_options: ReadOptions, map_: str | None = None
) -> Upload:
    """Start making a plan of the sheet ``name``, as chosen for it or by a map.

    ``read_options`` comes before what was said when the sheet was sent.

    Raises:
        UsageError: there is no such upload, or it is not a waiting sheet.
        Refused: the caller may not load into the dataset named.
    """
    caller = sender.caller
    upload = sender.uploads.one(caller.name, name)
    named = replace(
        read_options,
        dataset=read_options.dataset or upload.read_options.dataset,
        edition=read_options.edition or upload.read_options.edition,
        decimal=read_options.decimal or upload.read_options.decimal,
    )
    refused = refusal(caller, named.dataset)
    if refused is not None:
        raise refused
    choice = CHOICE.validate_python((upload.proposed or {}).get("choice", {}))
    return sender.uploads.make_plan(caller.name, name, choice, named, sender.language, map_=map_)


def loading(request: Request, caller: Caller, name: str, edition: str | None = None) -> Upload:
    """Start loading the upload ``name``, as ``edition`` if given; the log records who started it.

    Raises:
        UsageError: there is no such upload, or it is not ready.
        Refused: the caller may no longer load into its dataset.
    """
    uploads = uploads_of(request)
    ready = uploads.one(caller.name, name)
    refused = refusal(caller, ready.dataset)
    if refused is not None:
        raise refused
    upload = uploads.load(caller.name, name, edition=edition)
    auth_service: AuthService = request.app.state.auth_service
    note(
        auth_service.accounts,
        caller.name,
        "load",
        upload.dataset,
        edition=upload.edition,
        files=", ".join(upload.names),
    )
    return upload


def compared(
    request: Request, caller: Caller, name: str, edition: str | None = None
) -> UploadComparison:
    """Return what the upload ``name`` would change in ``edition``, or start to find out.

    Raises:
        UsageError: there is no such upload or edition, or it is not ready.
        Refused: the caller may no longer load into its dataset, or may not read it.
    """
    uploads = uploads_of(request)
    upload = uploads.one(caller.name, name)
    refused = refusal(caller, upload.dataset)
    if refused is not None:
        raise refused
    if upload.state != "ready":
        raise not_comparable(upload)
    found = editions_of(request, caller, upload.dataset, edition).one()
    return uploads.compare(caller.name, name, found)


def failed(error: UploadFailure) -> KinerjaError:
    """Return why an upload could not be compared, as the process said it."""
    return Refused(
        HTTPStatus.SERVICE_UNAVAILABLE,
        error.title,
        error.remedy,
        where=error.where or "",
        code=error.code,
    )


def previewed(editions: Editions, upload: Upload) -> Upload:
    """Return an upload with the edition, or the document of one, that its load would replace."""
    if upload.state != "ready":
        return upload
    named = upload.named
    kept = editions.of_dataset(named.dataset or "")
    same = [one for one in kept if one.edition == named.edition]
    replaced = (one for one in editions.documents(same) if one.code == named.document)
    for found in snapshots_of(editions.store, replaced):
        upload = replace(upload, replaces=ReplacedEdition(found.edition.loaded_at, found.counts))
    return upload


def refusal(caller: Caller, dataset: str | None) -> KinerjaError | None:
    """Return why the caller may not load into ``dataset``; None: they may.

    While the dataset is unknown, it is enough that they may load into one.
    """
    if dataset is None:
        permitted = caller.grants.anywhere(Right.UPLOAD)
    else:
        permitted = caller.may(Right.UPLOAD, dataset)
    return None if permitted else forbidden(caller.name, Right.UPLOAD, dataset)
