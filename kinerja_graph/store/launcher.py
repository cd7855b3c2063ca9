"""What a keeper asks of the kind of server that it keeps, and how a started server is awaited."""

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
"""Told who starts before it answers, so that nobody is forgotten in a crash."""
Started = tuple[Popen[bytes], Running]
CEILING_SECONDS: Final = 6 * 3600
"""A server's own limit, for a statement that bears none."""
_STOP_SECONDS: Final = 15.0


class Launcher(Protocol):
    """Starts the server of one kind of engine in one folder.

    Attributes:
        lasting: whether the server runs until it is stopped; else it ends when nobody uses it.
    """

    lasting: ClassVar[bool]

    @property
    def place(self) -> Place:
        """Where it lives."""
        ...

    def launch(self, announce: Announce) -> Started:
        """A server that answers.

        Raises:
            EngineError: it does not start; the message holds the end of its log.
        """
        ...

    def start_as(self, wanted: Running, announce: Announce) -> Started | None:
        """A server with the ports and passwords of ``wanted``; None where a port is taken.

        Raises:
            EngineError: it does not start for another reason.
        """
        ...

    def console(self, running: Running) -> Statements:
        """Who lists its statements and ends one of them."""
        ...


def awaited(
    process: Popen[bytes],
    wanted: Running,
    announce: Announce,
    answers: Callable[[Running], bool],
) -> Started | None:
    """The server of ``process`` once it ``answers``; None, and it is ended, where it never will.

    Raises:
        EngineError: as ``answers``; the server is ended.
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
    """Ends a server that we started, and waits for it."""
    who = identify(process.pid)
    if process.poll() is None and who is not None:
        end(who, patience)
    process.wait()
