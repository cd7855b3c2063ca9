"""Every other URL under ``/explore``: a page says that nothing is there."""

from __future__ import annotations

from typing import NoReturn

from fastapi import APIRouter

from kinerja_api.errors import REST
from kinerja_api.explorer.page_request import ReaderDep
from kinerja_api.explorer.pages import PageRoute
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
    raise UsageError(
        _("There is no such page."),
        mend=_("Begin at the list of datasets, or search."),
        where=page_request.request.url.path,
        code="unknown-page",
    )
