"""``/explore/documents``: the documents of an edition, side by side."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from kinerja_api.access.concurrency import work_kind
from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_graph.analysis.documents import Only
from kinerja_graph.report.answers.documents import GROUPS, documents_blocks
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.workflow.documents import compare_found
from kinerja_graph.workflow.rule_sets import read_rule_set

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST_GROUPS: Final = 200
"""Indicators that the page lists; the JSON has all of them."""


@router.get("/explore/documents")
@work_kind("heavy")
def read_documents(
    page_request: ReaderDep,
    listed: Annotated[Only | Literal[""], Query(alias="only")] = "",
) -> HTMLResponse:
    """Hold the documents of an edition against each other, a column for each of them."""
    only = listed or None
    edition = page_request.edition()
    place = page_request.urls(edition)
    found = page_request.editions.together(edition.edition)
    if len(found) == 1:
        return page(page_request, "documents", place, documents=found)
    answer = compare_found(
        page_request.store, found, only=only, rule_set=read_rule_set(page_request.settings)
    )
    return page(
        page_request,
        "documents",
        place,
        documents=found,
        only=only,
        choices=[(one, GROUPS[one]) for one in get_args(Only)],
        answer=[
            *documents_blocks(
                answer, page_request.language, Amount(MOST_GROUPS), only=only, is_wide=True
            )
        ],
        twins=[place.answer("/documents", only=only)],
    )
