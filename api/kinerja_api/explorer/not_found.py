"""Every other URL: a page says that nothing is there, if a browser asks for one."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import NoReturn, cast

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kinerja_api.access.permissions import is_known
from kinerja_api.errors import REST
from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute, failure
from kinerja_graph.errors import UsageError
from kinerja_graph.texts import _

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/explore", response_model=None)
@router.get(f"/explore/{REST}", response_model=None)
def read_nothing(page_request: ReaderDep) -> NoReturn:
    """Report that nothing is there.

    Raises:
        UsageError: always.
    """
    raise _no_page(page_request.request)


def show_missing_as_page(app: FastAPI) -> None:
    """Show a path that ``app`` does not have as a page, if a browser asks for a page."""
    answer = cast("Callable[[Request, Exception], Response]", app.exception_handlers[HTTPException])

    async def handle(request: Request, error: Exception) -> Response:
        missing = cast("HTTPException", error).status_code == HTTPStatus.NOT_FOUND
        if (
            missing
            and request.method in ("GET", "HEAD")
            and "text/html" in request.headers.get("accept", "")
        ):
            return await run_in_threadpool(_page, request)
        return answer(request, error)

    app.add_exception_handler(HTTPException, handle)


def _page(request: Request) -> Response:
    is_known(request)  # the head of the page says who it is
    return failure(request, _no_page(request))


def _no_page(request: Request) -> UsageError:
    return UsageError(
        _("There is no such page."),
        mend=_("Begin at the list of datasets, or search."),
        where=request.url.path,
        code="unknown-page",
    )
