"""``/explore/picture``, ``/explore/crosscutting/{id}``, ``/explore/share``: views in a frame."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse

from kinerja_api.access.auth_service import auth_service_of
from kinerja_api.explorer.embedded_views import EmbedRequest, embed_path, is_public, split_list
from kinerja_api.explorer.embedding import base_url, embed_snippet
from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.tickets import LIFETIMES
from kinerja_api.explorer.urls import Urls
from kinerja_graph.analysis.alignment import align
from kinerja_graph.analysis.nodes import describe_all
from kinerja_graph.report.answers.align import align_verdict, missing
from kinerja_graph.workflow.access import note
from kinerja_graph.workflow.pictures import VIEWS, View
from kinerja_graph.workflow.records import labels_below
from kinerja_graph.workflow.selecting import is_id

MAX_LISTED: Final = 40
"""Maximum number of results and tasks of an agency on the page of a sheet."""
router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/explore/picture")
def read_picture(
    page_request: ReaderDep,
    view: Annotated[View | None, Query()] = None,
    name: Annotated[str, Query(alias="id", max_length=4000)] = "",
    against: Annotated[str, Query(max_length=4000)] = "",
) -> HTMLResponse:
    """Show the interactive picture of an edition or of a record, in a sandboxed frame."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    shown: View = view or ("chain" if name else "cascade")
    views_of_all = [one for one in VIEWS if one not in ("chain", "crosscutting")]
    frame = embed_path(place, shown, name or None, against=against or None)
    return page(
        page_request,
        "picture",
        place,
        shown=shown,
        id=name,
        against=against,
        is_record=bool(name) and is_id(page_request.store, edition, name),
        frame=frame,
        choices=VIEWS if name else views_of_all,
        stills={form: _still_url(place, shown, name, against, form) for form in ("svg", "png")},
        oembed=_oembed_url(
            page_request, place.to("/explore/picture", view=shown, id=name, against=against)
        ),
        twins=_json_urls(place, shown, name, against, edition.edition),
    )


@router.get("/explore/crosscutting/{id:path}")
def read_sheet(page_request: ReaderDep, name: Annotated[str, Path(alias="id")]) -> HTMLResponse:
    """Show the crosscutting sheet of a result: a figure, and the same as a table."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    alignment = align(page_request.store, edition, name)
    labels = labels_below(page_request.store, edition, name)
    listed_ids = {
        one for share in alignment.shares for one in (*share.results, *share.tasks)[:MAX_LISTED]
    }
    shown = {one: labels[one] for one in listed_ids if one in labels}
    return page(
        page_request,
        "crosscutting",
        place,
        alignment=alignment,
        answer=(
            align_verdict(alignment, page_request.language),
            *missing(alignment, page_request.language),
        ),
        known=describe_all(page_request.store, edition, shown),
        most=MAX_LISTED,
        figure=embed_path(place, "crosscutting", name, form="svg"),
        frame=embed_path(place, "crosscutting", name),
        stills={form: _still_url(place, "crosscutting", name, "", form) for form in ("svg", "png")},
        oembed=_oembed_url(page_request, place.to("/explore/crosscutting", name)),
        twins=[place.answer("/align", name)],
    )


@router.get("/explore/share")
def read_share(
    page_request: ReaderDep,
    view: Annotated[View, Query()],
    name: Annotated[str, Query(alias="id", max_length=4000)] = "",
    against: Annotated[str, Query(max_length=4000)] = "",
    hours: Annotated[int, Query(ge=0, le=LIFETIMES[-1])] = 0,
) -> HTMLResponse:
    """Show the frame of a view to copy, and a signed link if requested."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    wanted = EmbedRequest(
        view=view,
        id=name or None,
        against=against or None,
        form="html",
        language=page_request.language,
    )
    lasting = max((one for one in LIFETIMES if one <= hours), default=None) if hours else None
    if lasting is not None:
        accounts = auth_service_of(page_request.request).accounts
        facts = {"view": view, "id": name or None, "hours": lasting}
        note(accounts, page_request.caller.name, "link-signed", edition.dataset, **facts)
    public = is_public(page_request.settings, edition.dataset)
    return page(
        page_request,
        "share",
        place,
        shown=view,
        id=name,
        against=against,
        hours=lasting,
        lives=LIFETIMES,
        public=public,
        origins=split_list(page_request.settings.embed_origins),
        plain=embed_snippet(page_request.request, place, wanted, hours=None),
        signed=embed_snippet(page_request.request, place, wanted, hours=lasting) if lasting else "",
        back=place.to("/explore/picture", view=view, id=name, against=against),
    )


def _still_url(place: Urls, view: View, name: str, against: str, form: str) -> str:
    return place.answer(f"/render.{form}", view=view, id=name, against=against)


def _oembed_url(page_request: ReaderDep, path: str) -> str:
    return Urls(language=page_request.language).to(
        "/oembed", url=base_url(page_request.request) + path
    )


def _json_urls(place: Urls, view: View, name: str, against: str, edition: str) -> list[str]:
    """Return the URLs of the JSON of what a picture shows."""
    if view == "matrix":
        return [place.answer("/matrix")]
    if view == "diff":
        return [place.at(None).answer("/compare", before=against, after=edition)] if against else []
    if view == "evidence":
        return [place.answer("/evidence", name or None)]
    if view == "findings":
        return [place.answer("/audit")]
    if name and view == "crosscutting":
        return [place.answer("/align", name)]
    return [place.answer("/trace", name)] if name and view in ("chain", "cascade") else []
