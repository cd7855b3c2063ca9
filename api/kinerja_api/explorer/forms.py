"""Read the forms of pages, and accept them only from our own pages."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from kinerja_api.access import Caller, CallerDep
from kinerja_api.access.refusals import missing_csrf_token
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _

MAX_FIELDS: Final = 400
"""Maximum fields of a form: that of a sheet has two for each column, and one for each sheet."""
MAX_BYTES: Final = 1_000_000
"""Maximum size of a waivers or baseline file."""
_FRAME: Final = 100_000
CSRF: Final = "csrf"


@dataclass(frozen=True, slots=True)
class FormData:
    """The fields of a form, and the text of its file; None if it has none."""

    fields: Mapping[str, str]
    file: str | None = None

    def get(self, name: str) -> str:
        """Return a field, stripped; empty if it was not sent."""
        return self.fields.get(name, "").strip()


def check_csrf_token(caller: Caller, token: str) -> None:
    """Refuse a form that does not come from a page of the caller's session.

    A key in a header cannot be sent by another page, so it needs no CSRF token.

    Raises:
        Refused: the form is not ours.
    """
    if caller.csrf and not hmac.compare_digest(
        caller.csrf.encode(), token.encode("utf-8", "replace")
    ):
        raise missing_csrf_token()


async def _read_form(request: Request, caller: CallerDep) -> FormData:
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MAX_BYTES + _FRAME:
        raise _invalid_form(f"{MAX_BYTES // 1000} kB")
    fields: dict[str, str] = {}
    text: str | None = None
    try:
        async with request.form(max_files=1, max_fields=MAX_FIELDS) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    text = (await value.read()).decode("utf-8-sig")
                else:
                    fields[name] = value
    except (MultiPartException, UnicodeDecodeError) as error:
        raise _invalid_form(str(error)) from error
    check_csrf_token(caller, fields.pop(CSRF, ""))
    return FormData(fields, text)


FormDep = Annotated[FormData, Depends(_read_form)]


def _invalid_form(why: str) -> UsageError:
    return UsageError(
        _("The form that was sent cannot be read: {why}."),
        mend=_("Go back to the page and send it again; a file has to be small UTF-8 text."),
        code="no-form",
        why=why,
    )
