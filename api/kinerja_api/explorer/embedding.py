"""``/embed/{view}`` and ``/oembed``: views embedded in other pages."""

from __future__ import annotations

import time
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from typing import Annotated, Final, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from kinerja_api.access import Caller, Right, require_right
from kinerja_api.access.caller import guest
from kinerja_api.access.concurrency import take_slot_for, work_kind
from kinerja_api.access.editions import AnswerRoute, Handler, editions_of
from kinerja_api.deps import LanguageDep
from kinerja_api.errors import headers_of, language_of, responses, status_of
from kinerja_api.explorer.embedded_views import (
    KINDS,
    EmbedCaches,
    EmbedRequest,
    Form,
    cached_view,
    draw_view,
    embed_path,
    headers,
    is_public,
)
from kinerja_api.explorer.pages import PageRoute, invalid_value, render_page
from kinerja_api.explorer.themes import picture_theme
from kinerja_api.explorer.tickets import Ticket, read_ticket, sign_ticket
from kinerja_api.explorer.urls import Urls
from kinerja_graph.errors import KinerjaError, UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.pictures import VIEWS, View

WIDTH: Final = 1000
HEIGHT: Final = 680
TITLE: Final = "Cascading Kinerja"
_NOT_THERE: Final = HTTPStatus.NOT_FOUND
_HOURS: Final = 24
"""How many hours a frame given by ``/oembed`` is valid."""
_PAGES: Final[dict[str, View]] = {"/explore/matrix": "matrix", "/explore/compare": "diff"}
_RECORD_PAGES: Final[dict[str, View]] = {
    "/explore/crosscutting/": "crosscutting",
    "/explore/record/": "chain",
}


class EmbedRoute(PageRoute):
    """A route whose failures are shown in the frame, and never redirect the reader."""

    def get_route_handler(self) -> Handler:
        """Return the handler, with failures shown in the frame."""
        handler = super(PageRoute, self).get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError as error:
                return _failure(request, invalid_value(error))
            except KinerjaError as error:
                return _failure(request, error)

        return handle


router = APIRouter(route_class=EmbedRoute, include_in_schema=False)
answers = APIRouter(route_class=AnswerRoute, tags=["embedding"])


class Oembed(BaseModel):
    """Say how to embed a view (oEmbed 1.0, type rich)."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    version: str
    """Version of oEmbed."""
    type: str
    """Always rich."""
    title: str
    """What is shown."""
    provider_name: str
    """Name of the service."""
    provider_url: str
    """URL of the service."""
    html: str
    """The frame to put into a page."""
    width: int
    """Width in pixels."""
    height: int
    """Height in pixels."""
    cache_age: int
    """For how many seconds the frame is valid."""


async def _embed_request(
    request: Request,
    language: LanguageDep,
    view: Annotated[View, Path()],
    name: Annotated[str | None, Query(alias="id", max_length=4000)] = None,
    against: Annotated[str | None, Query(max_length=4000)] = None,
    form: Annotated[Form, Query()] = "html",
) -> EmbedRequest:
    return EmbedRequest(
        view=view,
        id=name or None,
        against=against or None,
        form=form,
        language=language,
        theme=picture_theme(request),
    )


@router.get("/embed/{view}")
@work_kind(None)
async def read_view(
    request: Request,
    view_request: Annotated[EmbedRequest, Depends(_embed_request)],
    dataset: Annotated[str, Query(max_length=4000)],
    edition: Annotated[str, Query(max_length=4000)],
    ticket: Annotated[str, Query(max_length=8000)] = "",
) -> Response:
    """Return a view on its own, to readers of the dataset or holders of a signed link to it."""
    settings: Settings = request.app.state.settings
    asked = (view_request.view, dataset, edition, view_request.id, view_request.against)
    if is_public(settings, dataset):
        caller = guest(dataset)
    elif ticket:
        _check_ticket(settings, ticket, asked)
        caller = guest(dataset)
    else:
        caller = await require_right(Right.READ)(request)
    editions = editions_of(request, caller, dataset, edition)
    memory = EmbedCaches(request.app.state.result_cache, request.app.state.body_cache)
    await take_slot_for(request, "light")
    try:
        ready = await run_in_threadpool(cached_view, editions, view_request, settings, memory)
        if ready is None:
            await take_slot_for(request, "heavy")
            ready = await run_in_threadpool(draw_view, editions, view_request, settings, memory)
    except UsageError as error:
        if caller.is_known or is_public(settings, dataset) or status_of(error) != _NOT_THERE:
            raise
        raise _link_expired() from error  # a holder of a link learns no names but those in it
    body, tag = ready
    more = headers(settings, view_request.form) | ({"ETag": f'W/"{tag}"'} if tag else {})
    if tag and f'"{tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=more)
    return Response(body, media_type=KINDS[view_request.form], headers=more)


def _check_ticket(settings: Settings, ticket: str, requested: tuple[str | None, ...]) -> None:
    """Accept a signed link that is valid now and covers what is requested.

    Raises:
        UsageError: it is invalid, or has expired (``link-expired``).
    """
    found = read_ticket(settings.home, ticket)
    if found is None or not found.opens(requested, now=time.time()):
        raise _link_expired()


def _link_expired() -> UsageError:
    """Report that a signed link or its target is invalid; which one is not revealed."""
    return UsageError(
        _("This link has expired, or is not for this view."),
        mend=_("Ask for a new link from the page of that view in the service."),
        code="link-expired",
    )


@answers.get("/oembed", responses=responses(400, 404))
async def read_oembed(
    request: Request,
    url: Annotated[str, Query(max_length=8000, description="Address of a page of this service.")],
    maxwidth: Annotated[int, Query(ge=100, le=10_000, description="Pixels.")] = WIDTH,
    maxheight: Annotated[int, Query(ge=100, le=10_000, description="Pixels.")] = HEIGHT,
    form: Annotated[Literal["json"], Query(alias="format", description="Only json.")] = "json",
) -> Oembed:
    """Say how to embed the view that a page of this service shows."""
    del form  # the only one that there is
    asked, place = _view_of_page(request, url)
    caller: Caller = await require_right(Right.READ)(request)
    await run_in_threadpool(editions_of(request, caller, place.dataset, place.edition).one)
    width, height = min(WIDTH, maxwidth), min(HEIGHT, maxheight)
    settings: Settings = request.app.state.settings
    hours = None if is_public(settings, place.dataset) else _HOURS
    html = embed_snippet(request, place, asked, hours=hours, size=(width, height))
    return Oembed(
        version="1.0",
        type="rich",
        title=f"{TITLE}: {asked.id or place.dataset}",
        provider_name=TITLE,
        provider_url=base_url(request),
        html=html,
        width=width,
        height=height,
        cache_age=(hours or _HOURS) * 1800,
    )


def embed_snippet(
    request: Request,
    place: Urls,
    view_request: EmbedRequest,
    *,
    hours: int | None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> str:
    """Return the frame of a view as HTML to copy; signed for ``hours``, None: not signed."""
    settings: Settings = request.app.state.settings
    ticket = ""
    if hours is not None and place.dataset is not None and place.edition is not None:
        made = Ticket(
            view=view_request.view,
            dataset=place.dataset,
            edition=place.edition,
            until=int(time.time()) + hours * 3600,
            id=view_request.id,
            against=view_request.against,
        )
        ticket = sign_ticket(settings.home, made)
    where = embed_path(
        place, view_request.view, view_request.id, against=view_request.against, ticket=ticket
    )
    root = base_url(request)
    return (
        f'<iframe src="{escape(root + where)}" title="{escape(view_request.id or TITLE)}" '
        f'width="{size[0]}" height="{size[1]}" sandbox="allow-scripts allow-downloads" '
        'allow="clipboard-write" '
        'referrerpolicy="no-referrer" loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


def base_url(request: Request) -> str:
    """Return the base URL of the service for browsers, without a trailing slash."""
    settings: Settings = request.app.state.settings
    return (settings.public_url or str(request.base_url)).rstrip("/")


def _view_of_page(request: Request, url: str) -> tuple[EmbedRequest, Urls]:
    """Return the view that the page ``url`` shows, and where.

    Raises:
        UsageError: it is not a page of this service with a view.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _foreign_url(url) from None
    own = urlsplit(base_url(request))
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        raise _foreign_url(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    view, name = _view_of_path(parts.path, query)
    if view is None or "dataset" not in query or "edition" not in query:
        raise _foreign_url(url)
    language: Language = "en" if query.get("lang") == "en" else "id"
    place = Urls(language=language, dataset=query["dataset"], edition=query["edition"])
    against = query.get("against") or query.get("before")
    return EmbedRequest(view=view, id=name, against=against, form="html", language=language), place


def _view_of_path(path: str, query: Mapping[str, str]) -> tuple[View | None, str | None]:
    """Return the view of a page, and the record it is about."""
    if path in _PAGES:
        return _PAGES[path], None
    for start, view in _RECORD_PAGES.items():
        if path.startswith(start):
            return view, unquote(path.removeprefix(start))
    name = query.get("id") or None
    asked = path.removeprefix("/embed/")
    if path == "/explore/picture":
        asked = query.get("view") or ("chain" if name else "cascade")
    return next((one for one in VIEWS if one == asked), None), name


def _foreign_url(url: str) -> UsageError:
    return UsageError(
        _("{url} is not a page of this service that shows a view."),
        mend=_("Give the address of a page with a picture, a sheet, a matrix or a comparison."),
        code="unknown-view",
        url=url[:200],
    )


def _failure(request: Request, error: KinerjaError) -> Response:
    """Show a failure in the frame."""
    status = status_of(error)
    language = language_of(request)
    text = render_page(
        request,
        "framed",
        Urls(language=language),
        what=error.what.say(language),
        mend=error.mend.say(language),
    )
    settings: Settings = request.app.state.settings
    policy = headers_of(error) | headers(settings, "png") | {"Cache-Control": "no-store"}
    return HTMLResponse(text, status, headers=policy)
