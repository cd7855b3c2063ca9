"""``/export.…`` and ``DELETE /editions``: take an edition out as files, and remove it."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import IO, Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from kinerja_api.access import Caller, Right, require_right
from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.access.concurrency import work_kind
from kinerja_api.access.editions import AnswerRoute
from kinerja_api.answers import attachment_headers, responses
from kinerja_api.errors import responses as failures
from kinerja_api.models import model_of
from kinerja_api.question import Question, QuestionDep
from kinerja_graph.data_frames import with_data_frames
from kinerja_graph.model.edition import Edition
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.administration import Administrator, DroppedEditions, remove_editions
from kinerja_graph.workflow.exporting import FORMATS, Format, export

router = APIRouter(route_class=AnswerRoute, tags=["editions"])
ZIP: Final = "application/zip"
LOST: Final = "X-Kinerja-Lost-Problems"
"""Number of problems of a lenient load that the tables cannot hold."""
_CHUNK: Final = 1 << 16
_FORMAT: Final = Path(description=f"Format of the files: {', '.join(FORMATS)}.")


@router.get(
    "/export.{form}", responses=responses(400, 404, 410, kinds=(ZIP,)), response_class=Response
)
@work_kind("heavy")
def export_edition(question: QuestionDep, form: Annotated[Format, _FORMAT]) -> Response:
    """Take an edition out as files in a ZIP archive; csv and json load back to an equal graph.

    The files are those that ``kinerja export`` writes.
    """
    edition = question.edition()
    if form == "parquet":
        with_data_frames()
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when it is sent, or its sender leaves
    try:
        lost = _write_archive(file, question, edition, form)
    except BaseException:
        file.close()
        raise
    size = file.tell()
    file.seek(0)
    name = f"{edition.dataset}-{edition.edition}-{form}.zip"
    told = {LOST: str(lost), "Content-Length": str(size), "Cache-Control": "private"}
    return StreamingResponse(
        _chunks(file), media_type=ZIP, headers={**attachment_headers(name), **told}
    )


def _write_archive(file: IO[bytes], question: Question, edition: Edition, form: Format) -> int:
    """Write the files of an edition into an archive; return how many problems they cannot hold."""
    with tempfile.TemporaryDirectory(prefix="kinerja-export-") as folder:
        out = FilePath(folder) / "files"
        done = export(question.store, edition, format=form, out=out)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for path in sorted(out.iterdir()):
                package.write(path, path.name)
    file.seek(0, io.SEEK_END)
    return done.lost


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


@router.delete(
    "/editions",
    responses=failures(404),
    response_model=model_of(DroppedEditions),
    response_model_exclude_unset=True,
)
@work_kind("heavy")
def remove_edition(
    request: Request,
    caller: Annotated[Caller, Depends(require_right(Right.ADMIN))],
    dataset: Annotated[str, Query(min_length=1, description="Name of the dataset.")],
    edition: Annotated[str, Query(min_length=1, description="Name of the edition.")],
    document: Annotated[
        str | None, Query(min_length=1, description="One of its documents; without it, all.")
    ] = None,
) -> Any:
    """Remove an edition, for administrators of its dataset; the log records who did.

    Waivers, baseline, follow-ups and keys of the dataset stay: it may be loaded again.
    """
    service = auth_service_of(request)
    gone = remove_editions(
        request.app.state.store,
        dataset,
        edition,
        document,
        by=Administrator(caller.name, caller.grants, service.accounts),
        settings=service.settings,
    )
    return as_json(DroppedEditions.of(gone))
