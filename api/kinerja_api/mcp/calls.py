"""Ask the service within its own process, as a request over the network would be asked.

The guard, the rights and the limits of callers are therefore those of the service, and so is the
answer. It is shortened where it would be too long to be read by an assistant.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from starlette.types import Message

from kinerja_api.mcp.tools import Operation, Tool
from kinerja_api.question import MOST_ROWS
from kinerja_graph.errors import KinerjaError, UsageError
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.texts import Language, _

MOST_BYTES: Final = 100_000
"""The longest answer, in bytes of JSON: about 25,000 words of a language model."""
_HERE: Final = ("127.0.0.1", 0)
_BY_SCHEMA: Final = _("Give a text, a number, or a list of them, as the input schema says.")
_Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """What a tool answers.

    Attributes:
        data: the answer, or the failure in the format of the service.
        failed: whether it is a failure.
    """

    data: Mapping[str, Any]
    failed: bool = False

    @property
    def text(self) -> str:
        """The answer as JSON."""
        return _json(self.data)


class Calls:
    """Calls of the tools of one service, by one caller.

    The service is started by the first call: a list of tools needs no database.
    """

    def __init__(self, app: FastAPI, tools: Mapping[str, Tool], secret: str) -> None:
        """Prepare calls with ``secret``: an API key, or the token of this machine."""
        self._app = app
        self._tools = tools
        self._secret = secret
        self._starting = asyncio.Lock()
        self._service: Any = None

    @asynccontextmanager
    async def closing(self) -> AsyncGenerator[None]:
        """End the service, if it was started, at the end of the context."""
        try:
            yield
        finally:
            if self._service is not None:
                await self._service.__aexit__(None, None, None)

    async def answer(
        self, name: str, arguments: Mapping[str, Any], language: Language
    ) -> ToolAnswer:
        """Return the answer of the tool ``name``, or why there is none."""
        try:
            tool = self._tool(name)
            operation = tool.operation_for(arguments)
            request = _request(tool, operation, arguments)
            await self._start()
            return await self._ask(tool, operation, request, arguments, language)
        except KinerjaError as error:
            return ToolAnswer(_failure(error, language), failed=True)

    def _tool(self, name: str) -> Tool:
        found = self._tools.get(name)
        if found is None:
            raise UsageError(
                _("There is no tool {name}."),
                mend=_("Choose one of the tools listed: {names}."),
                where=name[:100],
                code="unknown-tool",
                name=name[:100],
                names=", ".join(self._tools),
                nearest=get_close_matches(name[:100], list(self._tools)),
            )
        return found

    async def _start(self) -> None:
        async with self._starting:
            if self._service is None:
                service = self._app.router.lifespan_context(self._app)
                await service.__aenter__()
                self._service = service

    async def _ask(
        self,
        tool: Tool,
        operation: Operation,
        request: _Request,
        arguments: Mapping[str, Any],
        language: Language,
    ) -> ToolAnswer:
        status, kind, body = await _send(self._app, request, self._secret, language)
        if not kind.partition(";")[0].endswith("json"):
            raise UsageError(
                _("{tool} knows no {name}."),
                mend=_("Tools answer in JSON: leave out endings such as .csv."),
                where=tool.name,
                code="unknown-id",
                tool=tool.name,
                name=str(arguments.get(operation.subject or "", ""))[:100],
            )
        data: dict[str, Any] = json.loads(body)
        if status >= HTTPStatus.BAD_REQUEST:
            return ToolAnswer(_failure_of_service(data, status, language), failed=True)
        return ToolAnswer(_within_bounds(tool, data, arguments.get("limit") is not None))


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    path: str
    query: str
    body: bytes


def _request(tool: Tool, operation: Operation, arguments: Mapping[str, Any]) -> _Request:
    """Return the request that asks with these arguments; the service checks their values.

    Raises:
        UsageError: an argument is unknown, missing, or neither a value nor a list of values.
    """
    path, query, body = operation.path, list[tuple[str, str]](), dict[str, Any]()
    known = operation.arguments
    for name, value in arguments.items():
        if name not in known:
            raise _unknown_argument(tool, operation, name)
        if value is None:
            continue
        if known[name].place == "path":
            path = path.replace(f"{{{name}}}", _words(tool, name, value)[0])
        elif known[name].place == "query":
            query += [(name, word) for word in _words(tool, name, value)]
        else:
            body[name] = value
    for name, one in known.items():
        if one.required and arguments.get(name) is None:
            raise UsageError(
                _("{tool} needs the argument {name}."),
                mend=_("Give it; the input schema of the tool says what it is."),
                where=tool.name,
                code="missing-argument",
                tool=tool.name,
                name=name,
            )
    if _is_paged(operation) and arguments.get("limit") is None:
        query.append(("limit", str(MOST_ROWS)))  # the answer then says which list may be cut
    text = json.dumps(body).encode() if body else b""
    return _Request(operation.method, path, urlencode(query, errors="replace"), text)


def _is_paged(operation: Operation) -> bool:
    """Tell whether an answer has all rows unless a limit is given."""
    limit = operation.arguments.get("limit")
    return limit is not None and "default" not in limit.schema


def _words(tool: Tool, name: str, value: object) -> list[str]:
    """Return a value, or the values of a list, as a URL has them."""
    values = [value] if isinstance(value, _Scalar) else as_list(value)
    if not values or not all(isinstance(one, _Scalar) for one in values):
        raise UsageError(
            _("{tool} cannot use this value of {name}."),
            mend=_BY_SCHEMA,
            where=tool.name,
            code="bad-value",
            tool=tool.name,
            name=name,
        )
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in values]


def _unknown_argument(tool: Tool, operation: Operation, name: str) -> UsageError:
    return UsageError(
        _("{tool} takes no argument {name} here."),
        mend=_("It takes: {names}."),
        where=tool.name,
        code="unknown-argument",
        tool=tool.name,
        name=name[:100],
        names=", ".join(operation.arguments),
        nearest=get_close_matches(name[:100], list(operation.arguments)),
    )


async def _send(
    app: FastAPI, request: _Request, secret: str, language: Language
) -> tuple[int, str, bytes]:
    """Return status, content type and body of the response to ``request``."""
    status, kind, parts = 0, "", list[bytes]()
    sent, gone = False, asyncio.Event()

    async def receive() -> Message:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": request.body, "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal status, kind
        if message["type"] == "http.response.start":
            status = message["status"]
            kind = dict(message["headers"]).get(b"content-type", b"").decode("latin-1")
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    working = asyncio.ensure_future(app(_scope(request, secret, language), receive, send))
    try:
        await asyncio.shield(working)
    except asyncio.CancelledError:
        gone.set()  # the service ends the free query of a caller who has gone
        raise
    return status, kind, b"".join(parts)


def _scope(request: _Request, secret: str, language: Language) -> dict[str, Any]:
    headers = [
        (b"host", b"127.0.0.1"),
        (b"accept-language", language.encode()),
        (b"authorization", f"Bearer {secret}".encode("utf-8", "replace")),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(request.body)).encode()),
    ]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.path,
        "raw_path": quote(request.path, errors="replace").encode(),
        "query_string": request.query.encode(),
        "root_path": "",
        "headers": headers,
        "server": _HERE,
        "client": _HERE,
    }


def _within_bounds(tool: Tool, data: dict[str, Any], is_page: bool) -> dict[str, Any]:  # noqa: FBT001
    """Return the answer with as many rows as fit, and what tells where the rest begins.

    Raises:
        UsageError: it is too long even without rows.
    """
    page = as_mapping(data.pop("page", None))
    if page is None:
        if len(_json(data).encode()) > MOST_BYTES:
            raise _too_long(tool)
        return data
    rows: list[Any] = as_list(data[page["of"]]) or []
    shown = _rows_that_fit(tool, data | {page["of"]: []}, rows)
    end = page["offset"] + shown
    if not is_page and not page["offset"] and end >= page["total"]:
        return data
    told = {"of": page["of"], "offset": page["offset"], "limit": shown, "total": page["total"]}
    told["next_offset"] = end if end < page["total"] else None
    cut = {"truncated": True, "limit": shown} if shown < page["total"] else {}
    return {**data, page["of"]: rows[:shown], "page": told, **cut}


def _rows_that_fit(tool: Tool, rest: Mapping[str, Any], rows: list[Any]) -> int:
    room = MOST_BYTES - len(_json(rest).encode())
    for number, row in enumerate(rows):
        room -= len(_json(row).encode()) + 2
        if room < 0:
            if not number:
                raise _too_long(tool)
            return number
    if room < 0:
        raise _too_long(tool)
    return len(rows)


def _too_long(tool: Tool) -> UsageError:
    return UsageError(
        _("The answer of {tool} is longer than {most} bytes."),
        mend=_(
            "Ask for less: one record or agency, a selector, a smaller depth; or count with Cypher."
        ),
        where=tool.name,
        code="answer-too-long",
        tool=tool.name,
        most=MOST_BYTES,
    )


def _failure(error: KinerjaError, language: Language) -> dict[str, Any]:
    """Return a failure in the format of the service."""
    found = {
        "code": error.code,
        "title": error.what.say(language),
        "where": error.where or None,
        "remedy": error.mend.say(language),
    }
    nearest = as_list(error.facts.get("nearest"))
    return found | ({"nearest": nearest} if nearest else {})


def _failure_of_service(
    problem: Mapping[str, Any], status: int, language: Language
) -> dict[str, Any]:
    """Return what a failed request says, without what is said of HTTP."""
    found = {name: problem.get(name) for name in ("code", "title", "where", "remedy")}
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        found["remedy"] = _BY_SCHEMA.say(language)
    nearest = as_list(problem.get("nearest"))
    return found | ({"nearest": nearest} if nearest else {})


def _json(data: object) -> str:
    return (
        json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        .encode("utf-8", "replace")
        .decode()
    )
