"""The interface between the supervisor and a kind of server, and waiting for a started server."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from subprocess import Popen
from typing import ClassVar, Final, Protocol

from kinerja_graph.store.process import Process, end, identify
from kinerja_graph.store.query_watchdog import Statements
from kinerja_graph.store.state import Place, Running

Announce = Callable[[Running], None]
"""Called with the server before it answers, so that it is not orphaned by a crash."""
Started = tuple[Popen[bytes], Running]
CEILING_SECONDS: Final = 6 * 3600
"""The server's own limit for statements without one, in seconds."""
_STOP_SECONDS: Final = 15.0


class Launcher(Protocol):
    """Starts the server of one kind of engine in one folder.

    Attributes:
        lasting: whether the server runs until it is stopped; otherwise it stops when idle.
    """

    lasting: ClassVar[bool]

    @property
    def place(self) -> Place:
        """Its folder and memory limit."""
        ...

    def launch(self, announce: Announce) -> Started:
        """Start a server and wait until it answers.

        Raises:
            EngineError: it does not start; the message includes the end of its log.
        """
        ...

    def start_as(self, wanted: Running, announce: Announce) -> Started | None:
        """Start a server with the ports and passwords of ``wanted``; None if a port is taken.

        Raises:
            EngineError: it does not start for another reason.
        """
        ...

    def console(self, running: Running) -> Statements:
        """Return a console to list and end the server's statements."""
        ...


def wait_until_answering(
    process: Popen[bytes],
    wanted: Running,
    announce: Announce,
    answers: Callable[[Running], bool],
) -> Started | None:
    """Wait until the server in ``process`` ``answers``; stop it and return None if it never will.

    Raises:
        EngineError: as ``answers``; the server is stopped.
    """
    who = identify(process.pid) or Process(process.pid, time.time())
    running = replace(wanted, server=who, ready=False)
    try:
        announce(running)
        if answers(running):
            return process, replace(running, ready=True)
    except BaseException:
        end_server(process)
        raise
    end_server(process)
    return None


def end_server(process: Popen[bytes], patience: float = _STOP_SECONDS) -> None:
    """Stop a server that we started, and wait for it."""
    who = identify(process.pid)
    if process.poll() is None and who is not None:
        end(who, patience)
    process.wait()
