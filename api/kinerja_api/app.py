"""The web service: a window on what is loaded, and a door for plan files."""

from __future__ import annotations

import secrets
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache
from importlib.metadata import version
from typing import Final

from fastapi import FastAPI

from kinerja_api.access import logs
from kinerja_api.access.announcing import announced
from kinerja_api.access.desk import Desk
from kinerja_api.deps import by_locale
from kinerja_api.errors import install
from kinerja_api.explorer.routers import install as install_explorer
from kinerja_api.kept import Kept
from kinerja_api.routes import (
    audits,
    catalogue,
    causes,
    health,
    judgements,
    operating,
    people,
    pictures,
    queries,
    signing,
    uploads,
    views,
)
from kinerja_api.service import Service
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.workflow.access import ledger
from kinerja_graph.workflow.opening import opened
from kinerja_graph.workflow.ruling import ruling
from kinerja_graph.workflow.standing import Standing
from kinerja_graph.workflow.uploading import Uploads

_AREAS: Final = (
    health,
    catalogue,
    audits,
    views,
    people,
    causes,
    pictures,
    queries,
    uploads,
    judgements,
    operating,
    signing,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service over the graph of ``settings``; without them, of those now in force.

    The graph is opened when the service starts and closed when it ends. Without settings nobody
    else tells how it is opened: the address for this machine goes to standard error, once.
    """
    chosen = settings or read_settings()
    token = chosen.token or secrets.token_urlsafe(32)
    untold = settings is None and not chosen.token

    logs.install(chosen.log)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        with ledger(chosen) as book, opened(chosen) as store:
            app.state.store = store
            app.state.desk = Desk(book, chosen, token)
            app.state.kept = Kept()
            app.state.standing = Standing(store)
            app.state.ruling = cache(lambda: ruling(chosen))
            app.state.uploads = Uploads(chosen)
            if untold:
                told = announced(chosen, token, chosen.lang or by_locale())
                sys.stderr.write(f"{told}\n")
            try:
                yield
            finally:
                app.state.uploads.close()
                app.state.shelf.close()

    app = Service(
        chosen,
        title="kinerja_graph",
        summary="Plans, their audit and their alignment.",
        version=version("kinerja-graph"),
        lifespan=lifespan,
        docs_url=None,  # these pages would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # an id may end in a slash
    )
    install(app)
    for area in _AREAS:
        app.include_router(area.router)
    install_explorer(app)
    return app
