"""``open``: the explorer for one person at this machine, until their pages are closed."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, Final, TextIO

from kinerja_graph.cli.access_options import OpenArguments
from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.commands.serving import SERVICE, AnnouncingServer, server_config
from kinerja_graph.cli.formatters.words import line, marked
from kinerja_graph.errors import EngineError, UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _
from kinerja_graph.workflow.connection import EMBEDDED
from kinerja_graph.workflow.desk import bind_desk, files_to_open, open_files, open_log
from kinerja_graph.workflow.serving import BoundAddress
from kinerja_graph.workflow.upload import Upload
from kinerja_graph.workflow.uploading import Sheets, Uploads

_DESK: Final = "kinerja_api.access.desk"
_OWNER: Final = "local"
_WINDOWS: Final = ("win32", "darwin")
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
"""Variables of other systems, of which one is set where a browser can show a window."""
_STARTS: Final = _("Kinerja is starting …")
_OPENS: Final = _("Kinerja opens in your browser.")
_READY: Final = _("Kinerja is ready.")
_IF_NOT: Final = _("If no page appears, open this address on this computer; it opens once:")
_OPEN_IT: Final = _("Open this address in a browser on this computer; it opens once:")
_HOW_IT_ENDS: Final = _(
    "Leave this window open. Kinerja ends by itself when the page is closed, or with Ctrl-C here."
)
_OTHER_URL: Final = _("KINERJA_URL is not used: kinerja open keeps plans on this computer.")
_ENDED: Final = _("Kinerja has ended. What was loaded is kept in {folder}.")


@json_keys("url", "open=address", "home")
@dataclass(frozen=True, slots=True)
class OpenedDesk:
    """Where the explorer of one person is.

    Attributes:
        url: its address for a browser that is in.
        address: the address that lets a browser in, once.
        home: the folder of what is kept.
    """

    url: str
    address: str
    home: Path


class _DeskServer(AnnouncingServer):
    """A server of one desk: whatever ends one of them ends the other."""

    def __init__(self, app: Any, desk: Any, ready: Callable[[], None]) -> None:
        super().__init__(server_config(app), ready)
        self._desk = desk
        desk.on_finish = self._finish

    def _finish(self) -> None:
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End on Ctrl-C, once the pages are told."""
        super().handle_exit(sig, frame)
        self._desk.finish()


def open_desk(context: CommandContext, what: OpenArguments) -> int:
    """Serve one person until their pages are closed, or Ctrl-C."""
    if context.url not in (None, EMBEDDED):
        raise UsageError(
            _("kinerja open works on this computer's own database, not on {url}."),
            mend=_("Leave out --url; for another database use kinerja serve."),
            where="--url",
            code="bad-value",
            url=context.url,
        )
    open_file = None if what.sheet is None else _opener(what.sheet)
    home = context.settings.home.absolute()
    bound = bind_desk(context.settings)
    if context.settings.url != EMBEDDED:
        context.note(line(context.say(_OTHER_URL), "dim"))
    if not context.json:
        context.note(line(context.say(_STARTS), "dim"))
    with bound.socket, open_log(home) as log:
        server = _server(context, bound, open_file, log, browse=not what.no_browser)
        with suppress(KeyboardInterrupt):
            asyncio.run(server.serve(sockets=[bound.socket]))
    if not server.started:
        raise EngineError(
            _("The service could not start."),
            mend=_("The file {log} says why; kinerja doctor checks this computer."),
            where=log.name,
            log=log.name,
        )
    if not context.json:
        context.answer(marked("good", context.say(_ENDED, folder=home)))
    return 0


def _opener(path: Path) -> Callable[[Uploads], Upload]:
    """Return what sends the file at ``path`` to the explorer, as it is when that is called."""
    files_to_open(path)  # refused here, in the window where it was named

    def send(uploads: Uploads) -> Upload:
        return open_files(uploads, _OWNER, path, files_to_open(path), Sheets())

    return send


def _server(
    context: CommandContext,
    bound: BoundAddress,
    open_file: Callable[[Uploads], Upload] | None,
    log: TextIO,
    *,
    browse: bool,
) -> _DeskServer:
    settings: Settings = bound.settings.model_copy(update={"lang": context.language})
    home = settings.home.absolute()
    desk = import_module(_DESK).Desk(settings.port, home, context.language, open_file)
    app = import_module(SERVICE).create_app(settings, desk=desk, log=log)
    return _DeskServer(app, desk, partial(_announce, context, bound, desk, browse=browse))


def _announce(context: CommandContext, bound: BoundAddress, desk: Any, *, browse: bool) -> None:
    address: str = desk.opening_url
    browser = _browser() if browse else None
    if context.json:
        context.data(OpenedDesk(bound.url, address, desk.home))
    else:
        context.answer(marked("good", context.say(_READY if browser is None else _OPENS)))
        context.answer(line(context.say(_OPEN_IT if browser is None else _IF_NOT)))
        context.answer(line(address, "bold"))
        context.note(line(context.say(_HOW_IT_ENDS), "dim"))
    if browser is not None:
        # some systems wait for the browser
        threading.Thread(target=browser.open, args=(address,), daemon=True).start()


def _browser() -> webbrowser.BaseBrowser | None:
    """Return a browser with a window; None where there is none, such as on a remote terminal."""
    shows = sys.platform in _WINDOWS or any(os.environ.get(name) for name in _DISPLAYS)
    try:
        return webbrowser.get() if shows else None
    except webbrowser.Error:
        return None
