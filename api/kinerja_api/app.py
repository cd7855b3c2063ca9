"""The web service: it shows what is loaded, and accepts plan files."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from functools import cache
from importlib.metadata import version
from typing import Final, TextIO

from fastapi import Depends, FastAPI

from kinerja_api.access import logs as log_files
from kinerja_api.access.auth_service import AuthService
from kinerja_api.access.concurrency import Slots, take_slot
from kinerja_api.access.desk import Desk
from kinerja_api.access.startup import startup_message
from kinerja_api.announcing import Announcer
from kinerja_api.cursors import Cursors
from kinerja_api.database import Database, Probe
from kinerja_api.deps import language_by_locale
from kinerja_api.description import describe
from kinerja_api.errors import install
from kinerja_api.explorer.routers import install as install_explorer
from kinerja_api.result_cache import create_body_cache
from kinerja_api.routes import (
    audits,
    catalogue,
    comparison,
    documents,
    editions,
    follow_ups,
    forms,
    health,
    log,
    operations,
    pictures,
    queries,
    records,
    sign_in,
    uploads,
    views,
    waivers,
)
from kinerja_api.service import Service
from kinerja_api.versions import include_versions, short_id
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.texts import open_catalogue
from kinerja_graph.workflow.access import accounts_database, entries
from kinerja_graph.workflow.edition_cache import EditionCache
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.uploading import Uploads

_VERSIONED: Final = (
    catalogue,
    audits,
    views,
    records,
    comparison,
    pictures,
    queries,
    uploads,
    waivers,
    follow_ups,
    log,
)
"""What programs build on; the rest is for monitors and browsers and has no version."""
_SINCE_VERSIONS: Final = (editions, documents, forms)
_UNVERSIONED: Final = (health, operations, sign_in)

_log = log_files.logger("kinerja_api.app")


def create_app(
    settings: Settings | None = None, *, desk: Desk | None = None, log: TextIO | None = None
) -> FastAPI:
    """Create the service over the graph of ``settings``; by default the settings in force.

    The graph is opened when the service starts and closed when it ends. Without settings nobody
    else announces how to open the service: the URL for this machine goes to standard error, once.
    With ``desk`` it is there for one person (``access/desk.py``), does not wait for the graph, and
    writes its log to ``log``.
    """
    open_catalogue()  # a service without its texts does not start
    chosen = settings or read_settings()
    token = chosen.token or secrets.token_urlsafe(32)
    untold = settings is None and not chosen.token

    log_files.install(chosen.log, log)
    if chosen.public_url and not chosen.trusted_proxies:
        _log.warning("all who come by the proxy have one address: name it in trusted_proxies")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        with accounts_database(chosen) as book, closing(Database(chosen)) as database:
            await _open(database, desk)
            _set_state(app, AuthService(book, chosen, token), database)
            watch = _watch(app, desk)
            if untold:
                told = startup_message(chosen, token, chosen.lang or language_by_locale())
                sys.stderr.write(f"{told}\n")
            try:
                yield
            finally:
                watch.cancel()
                app.state.uploads.close()
                app.state.announcer.close()
                app.state.result_cache.close()
                app.state.auth_service.close()

    app = Service(
        chosen,
        title="kinerja_graph",
        summary="Plans, their audit and their alignment.",
        version=version("kinerja-graph"),
        lifespan=lifespan,
        dependencies=[Depends(take_slot)],  # of every route, before all its other dependencies
        docs_url=None,  # these pages would load external scripts
        redoc_url=None,
        redirect_slashes=False,  # an id may end in a slash
        generate_unique_id_function=short_id,
    )
    app.state.desk = desk
    _add_routes(app, is_desk=desk is not None)
    return app


def _add_routes(app: FastAPI, *, is_desk: bool) -> None:
    install(app)
    describe(app)
    for area in _UNVERSIONED:
        app.include_router(area.router)
    include_versions(
        app,
        [area.router for area in _VERSIONED],
        [area.router for area in _SINCE_VERSIONS],
    )
    install_explorer(app, is_desk=is_desk)


async def _open(database: Database, desk: Desk | None) -> None:
    """Open the graph; at a desk the first page does not wait for its engine, but shows progress."""
    if desk is None:
        await database.open()
    else:
        database.begin()


def _watch(app: FastAPI, desk: Desk | None) -> asyncio.Future[None]:
    """Open the file of a desk and watch over its pages; of an ordinary service nothing."""
    if desk is None:
        return asyncio.get_running_loop().create_future()
    uploads: Uploads = app.state.uploads
    desk.open_first(uploads)
    return asyncio.ensure_future(desk.watch(lambda: uploads.is_loading))


def _set_state(app: FastAPI, auth_service: AuthService, database: Database) -> None:
    """Put everything that routes need into ``app``."""
    settings, state = auth_service.settings, app.state
    state.database = database
    state.store = database.store
    state.auth_service = auth_service
    state.accounts_answer = Probe(lambda: entries(auth_service.accounts, limit=1))
    state.slots = Slots(settings)
    state.cursors = Cursors(auth_service.accounts)
    state.body_cache = create_body_cache()
    state.edition_cache = EditionCache(database.store)
    state.rule_set = cache(lambda: read_rule_set(settings))
    state.announcer = Announcer(auth_service.accounts, settings, database)
    state.uploads = Uploads(settings, keep=state.desk is not None, on_load=state.announcer.announce)
    state.announcer.begin()
