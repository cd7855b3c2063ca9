"""Receive files: sizes are counted while they arrive, names cannot escape their folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.types import Message

from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _
from kinerja_graph.workflow.upload_files import MOST_FILES, READABLE, kept_name

MAX_FIELDS: Final = 10
_FORM_BYTES: Final = 100_000
"""How many bytes the encoding of a form may add to its files."""
_DRAIN_BYTES: Final = 5_000_000


class TooLarge(UsageError):
    """A body with more bytes than allowed."""

    code = "too-large"


async def receive_files(
    request: Request, folder: Path, max_bytes: int, endings: tuple[str, ...] = READABLE
) -> tuple[list[str], Mapping[str, str]]:
    """Return the names of a form's files, now in ``folder``, and its other fields.

    Args:
        request: the request whose body is the form; it is read here for the first time.
        folder: where the files are stored.
        max_bytes: the maximum number of bytes in all; reading stops if there are more.
        endings: the file extensions that are accepted.

    Raises:
        UsageError: no form (``no-form``), too many bytes (``too-large``), a name not valid for a
            plan file (``bad-file-name``).
    """
    if request.headers.get("content-type", "").split(";")[0].strip() != "multipart/form-data":
        raise _invalid_form("content-type")
    await _check_length(request, max_bytes)
    names: list[str] = []
    fields: dict[str, str] = {}
    counted = Request(request.scope, _LimitedReceive(request, max_bytes + _FORM_BYTES))
    try:
        async with counted.form(max_files=MOST_FILES, max_fields=MAX_FIELDS) as form:
            for key, value in form.multi_items():
                if isinstance(value, UploadFile):
                    name = kept_name(value.filename or "", names, endings)
                    names.append(name)
                    await run_in_threadpool(_copy, value, folder / name)
                else:
                    fields[key] = value
    except (HTTPException, MultiPartException) as error:
        raise _invalid_form(
            getattr(error, "message", "") or getattr(error, "detail", "")
        ) from error
    return names, fields


async def receive_text(request: Request, max_bytes: int) -> str:
    """Return the body of a request as text.

    Raises:
        UsageError: more than ``max_bytes`` bytes (``too-large``), or not UTF-8 (``not-utf8``).
    """
    await _check_length(request, max_bytes)
    body = await Request(request.scope, _LimitedReceive(request, max_bytes)).body()
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            _("What was sent is not UTF-8 text."),
            mend=_("Save the file as UTF-8."),
            where="body",
            code="not-utf8",
        ) from error


class _LimitedReceive:
    """The messages of a request until they hold too many bytes."""

    def __init__(self, request: Request, max_bytes: int) -> None:
        self._request = request
        self._left = max_bytes
        self._most = max_bytes

    async def __call__(self) -> Message:
        """Return the next message.

        Raises:
            TooLarge: there were too many bytes.
        """
        message = await self._request.receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            await _drain(self._request, message)
            raise too_large(self._most)
        return message


async def _check_length(request: Request, max_bytes: int) -> None:
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > max_bytes + _FORM_BYTES:
        await _drain(request)
        raise too_large(max_bytes)


async def _drain(request: Request, message: Message | None = None) -> None:
    """Read a little of what is refused, so that a slightly too large sender can read our response.

    A sender who goes on is cut off: the response closes the connection (``errors.py``).
    """
    left = _DRAIN_BYTES
    while left > 0 and (message is None or message.get("more_body", False)):
        message = await request.receive()
        left -= max(1, len(message.get("body", b"")))


def _copy(file: UploadFile, path: Path) -> None:
    with path.open("xb") as out:
        shutil.copyfileobj(file.file, out, 1 << 20)


def too_large(max_bytes: int) -> TooLarge:
    """Return the error for a body of more than ``max_bytes`` bytes."""
    return TooLarge(
        _("More than {most} MB were sent; reading was stopped."),
        mend=_("Send less, load it with kinerja load, or change upload_bytes."),
        where="body",
        most=max(1, max_bytes // 1_000_000),
    )


def _invalid_form(why: Any) -> UsageError:
    return UsageError(
        _("What was sent cannot be read as multipart/form-data: {why}."),
        mend=_("Send the files as parts called files, such as: curl -F files=@plan.xlsx."),
        where="body",
        code="no-form",
        why=why,
    )
