"""``Idempotency-Key``: a request that is sent again is answered as before, and not done twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from kinerja_api.access import Caller
from kinerja_api.access.auth_service import auth_service_of
from kinerja_graph.accounts import answers
from kinerja_graph.accounts.answers import KeptAnswer
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _

REPLAYED: Final = "Idempotency-Replayed"
_CHUNK: Final = 1 << 20

KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[!-~]+$",
        description="A word of your choice, new for each request. Sent again with the same "
        "request, it is answered as before and not done twice.",
    ),
]


@dataclass(frozen=True, slots=True)
class Once:
    """What carries a request out once for its key; without a key, each time.

    Attributes:
        request: the request.
        key: its key; None: it has none.
    """

    request: Request
    key: str | None

    def answer(
        self, caller: Caller, asked: object, work: Callable[[], tuple[BaseModel, dict[str, str]]]
    ) -> Response:
        """Return the response of ``work``, which returns a body and headers; accepted (202).

        ``asked`` is what tells this request from another, as plain values.

        Raises:
            UsageError: the key was used for something else, or is in use.
            KinerjaError: as ``work``; nothing is kept then.
        """
        if self.key is None:
            return _response(_kept(*work()))
        service = auth_service_of(self.request)
        accounts, hours = service.accounts, service.settings.idempotency_hours
        digest = _digest([self.request.method, self.request.scope["path"], asked])
        found = answers.claim(accounts, caller.name, self.key, digest, hours=hours)
        if isinstance(found, KeptAnswer):
            response = _response(found)
            response.headers[REPLAYED] = "true"
            return response
        if found == "different":
            raise _reused(self.key)
        if found == "running":
            raise _in_use(self.key)
        try:
            made = _kept(*work())
        except BaseException:
            answers.give_up(accounts, caller.name, self.key)
            raise
        answers.keep(accounts, caller.name, self.key, made)
        return _response(made)


async def _once(request: Request, key: KeyHeader = None) -> Once:
    return Once(request, key)


OnceDep = Annotated[Once, Depends(_once)]


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _digest(asked: object) -> str:
    text = json.dumps(asked, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _kept(body: BaseModel, headers: dict[str, str]) -> KeptAnswer:
    return KeptAnswer(HTTPStatus.ACCEPTED, body.model_dump_json(), headers)


def _response(answer: KeptAnswer) -> Response:
    body = answer.body.encode("utf-8", "replace")
    return Response(body, answer.status, dict(answer.headers), media_type="application/json")


def _reused(key: str) -> UsageError:
    return UsageError(
        _("The key {key} was sent before with another request."),
        mend=_("Choose a new Idempotency-Key for each request."),
        where="Idempotency-Key",
        code="idempotency-key-reused",
        key=key,
    )


def _in_use(key: str) -> UsageError:
    return UsageError(
        _("A request with the key {key} is being carried out."),
        mend=_("Send it again a little later: then it is answered as the first one was."),
        where="Idempotency-Key",
        code="idempotency-key-in-use",
        key=key,
    )
