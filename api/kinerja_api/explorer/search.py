"""``/explore/search``: records found by parts of their id or name."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_api.explorer.urls import Urls
from kinerja_graph.workflow.searching import search
from kinerja_graph.workflow.snapshots import newest_editions

router = APIRouter(route_class=PageRoute, include_in_schema=False)
PAGE_SIZE: Final = 50


@router.get("/explore/search")
def read_search(
    page_request: ReaderDep,
    q: Annotated[str, Query(max_length=200)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Find records that contain every word, in one edition or in the newest of every dataset."""
    if page_request.editions.wanted.is_named:
        edition = page_request.edition()
        place, editions = page_request.urls(edition), [edition]
    else:
        place = page_request.urls()
        editions = list(newest_editions(page_request.editions.all()))
    first = (number - 1) * PAGE_SIZE
    answer = search(page_request.store, editions, q, offset=first, limit=PAGE_SIZE)
    return page(
        page_request,
        "search",
        place,
        q=q,
        answer=answer,
        groups=[
            (Urls(language=page_request.language, dataset=dataset, edition=edition), list(each))
            for (dataset, edition), each in groupby(
                answer.found, key=lambda one: (one.dataset, one.edition)
            )
        ],
        before=place.to("/explore/search", q=q, page=number - 1) if number > 1 else None,
        after=(
            place.to("/explore/search", q=q, page=number + 1)
            if first + PAGE_SIZE < answer.total
            else None
        ),
        twins=[place.answer("/search", q=q)] if q.strip() else [],
    )
