"""Add all routes of the explorer to the service."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI

from kinerja_api.explorer import (
    access,
    desk,
    documents,
    embedding,
    filled_forms,
    findings,
    follow_ups,
    home,
    matrices,
    not_found,
    pictures,
    query,
    records,
    reference,
    reports,
    search,
    uploading,
    waivers,
    workspace,
)
from kinerja_api.result_cache import ResultCache

_PAGES: Final = (
    home,
    records,
    findings,
    matrices,
    search,
    workspace,
    pictures,
    embedding,
    follow_ups,
    waivers,
    query,
    uploading,
    access,
    reports,
    documents,
    filled_forms,
    reference,
    not_found,
)


def install(app: FastAPI, *, is_desk: bool = False) -> None:
    """Add the pages to ``app``; those of a desk if it is one."""
    app.state.result_cache = ResultCache()
    if is_desk:
        app.include_router(desk.router)
    for area in _PAGES:
        app.include_router(area.router)
    not_found.show_missing_as_page(app)
    app.include_router(embedding.answers)
