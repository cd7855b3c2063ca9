"""Add all routes of the explorer to the service."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI

from kinerja_api.explorer import (
    administering,
    drawing,
    elsewhere,
    embedding,
    findings,
    home,
    matrices,
    records,
    reporting,
    searches,
    uploading,
    waivers,
)
from kinerja_api.result_cache import ResultCache
from kinerja_api.routes import records as record_answers

_PAGES: Final = (
    home,
    records,
    findings,
    matrices,
    searches,
    drawing,
    embedding,
    waivers,
    uploading,
    administering,
    reporting,
    elsewhere,
)


def install(app: FastAPI) -> None:
    """Add the pages to ``app``."""
    app.state.result_cache = ResultCache()
    for area in _PAGES:
        app.include_router(area.router)
    app.include_router(embedding.answers)
    app.include_router(record_answers.router)
