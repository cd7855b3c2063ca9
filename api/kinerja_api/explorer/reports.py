"""``/explore/report``: the documents of an edition, to choose and to download."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute, page
from kinerja_graph.report.formats.registry import FORMATS
from kinerja_graph.report.readers import ANNEXES, READERS
from kinerja_graph.workflow.reports import agencies_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)
AUDITS: Final = ("html", "csv", "sarif", "junit")


@router.get("/explore/report")
def read_reports(page_request: ReaderDep) -> HTMLResponse:
    """Show what can be downloaded of an edition, in either language."""
    edition = page_request.edition()
    place = page_request.urls(edition)
    editions = [
        one.edition
        for one in page_request.editions.of_same_dataset(edition)
        if one.first_loaded < edition.first_loaded
    ]
    return page(
        page_request,
        "report",
        place,
        reports=FORMATS.values(),
        audits=AUDITS,
        editions=editions,
        readers=READERS,
        annexes=ANNEXES,
        agencies=agencies_of(page_request.store, edition),
        twins=[place.answer("/audit")],
    )
