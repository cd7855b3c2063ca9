"""``serve``: the web service, until it is stopped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

import uvicorn

from kinerja_graph.cli.access_options import ServeOptions
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.listening import KEEP_SECONDS, Listening
from kinerja_graph.cli.formatters.words import STYLES, line, marked
from kinerja_graph.cli.progress import stages
from kinerja_graph.errors import EngineError, StoreError, Unavailable
from kinerja_graph.settings import Settings
from kinerja_graph.texts import _
from kinerja_graph.workflow.connection import EMBEDDED, connect
from kinerja_graph.workflow.serving import BoundAddress, bind_address

SERVICE: Final = "kinerja_api.app"
_PATIENCE: Final = 10
"""Seconds that running requests have to end."""
_RUNS: Final = _("The service is running at {url}")
_OPEN: Final = _("Open: {address}")
_PRIVATE: Final = _(
    "That address opens the service to whoever on this machine knows it. Ctrl-C ends it."
)
_SIGN_IN: Final = _("Sign in: {url}/sign-in. Ctrl-C ends it.")
_AWAY: Final = _(
    "{why} The service starts all the same, says 503, and tries again until it answers."
)
_ENDED: Final = _("The service has ended.")


class AnnouncingServer(uvicorn.Server):
    """A server that reports when it can be reached."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and report it."""
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()


def serve(context: CommandContext, where: ServeOptions) -> int:
    """Serve until Ctrl-C or SIGTERM; show the address that opens it once."""
    given = {"host": where.host, "port": where.port}
    chosen = {name: value for name, value in given.items() if value is not None}
    found = bind_address(context.settings.model_copy(update=chosen))
    with found.socket:
        with stages(context.language) as stage:
            stage(_("Starting the database engine …"))
            away = _not_there(found.settings)
        if away is not None:
            context.note(line(context.say(_AWAY, why=away.what), STYLES["warning"]))
        app: Any = import_module(SERVICE).create_app(found.settings)
        server = AnnouncingServer(server_config(app), lambda: _announce(context, found))
        with suppress(KeyboardInterrupt):
            asyncio.run(server.serve(sockets=[found.socket]))
    if not server.started:
        raise EngineError(
            _("The service could not start."),
            mend=_("See the messages above; check the database with kinerja datasets."),
        )
    context.note(line(context.say(_ENDED), "dim"))
    return 0


def _not_there(settings: Settings) -> StoreError | None:
    """Return why a remote database does not answer; the service starts and waits for it.

    Raises:
        StoreError: waiting does not help; it is reported here, not by a half-started server.
    """
    try:
        with connect(settings):
            return None
    except Unavailable as error:
        if settings.url == EMBEDDED or error.code != Unavailable.code:
            raise
        return error


def server_config(app: Any) -> uvicorn.Config:
    """Return how ``app``, the service, is served, here and at a desk (``opening.py``)."""
    return uvicorn.Config(
        app,
        access_log=False,  # the service writes its own, without secrets of addresses
        log_config=None,
        lifespan="on",
        http=Listening,  # h11: the other one takes headers of any size (docs/decisions/0165)
        ws="none",
        server_header=False,
        proxy_headers=False,  # the service itself believes the proxies of its settings
        timeout_keep_alive=KEEP_SECONDS,
        timeout_graceful_shutdown=_PATIENCE,
    )


def _announce(context: CommandContext, found: BoundAddress) -> None:
    if context.json:
        context.data(found)
        return
    context.answer(marked("good", context.say(_RUNS, url=found.url)))
    if found.local:
        context.answer(line(context.say(_OPEN, address=found.opening_url), "bold"))
        context.note(line(context.say(_PRIVATE), "dim"))
    else:
        context.answer(line(context.say(_SIGN_IN, url=found.url)))
