"""Processes that outlive the command that started them: who they are, whether they run."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import psutil

LOOPBACK: Final = "127.0.0.1"
_SAME_START: Final = 2.0
"""Seconds by which two readings of one start may differ when the clock is set."""
_DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of Linux' prctl(2)."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process by its id and its start, since an id alone may have gone to another one.

    Attributes:
        pid: its id.
        started: when it began, in seconds since 1970.
    """

    pid: int
    started: float


def identify(pid: int) -> Process | None:
    """The process that has ``pid`` now; None where there is none."""
    try:
        return Process(pid, psutil.Process(pid).create_time())
    except psutil.Error:
        return None


def runs(process: Process) -> bool:
    """Whether this very process still runs; one that only waits to be buried does not."""
    try:
        now = psutil.Process(process.pid)
        same = abs(now.create_time() - process.started) < _SAME_START
        return same and now.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end(process: Process, patience: float) -> bool:
    """Whether the process is gone: asked first, killed after ``patience`` seconds."""
    if not runs(process):
        return True
    with suppress(psutil.Error):
        found = psutil.Process(process.pid)
        found.terminate()
        if _gone(found, patience):
            return True
        found.kill()
        _gone(found, patience)
    return not runs(process)


def _gone(process: psutil.Process, seconds: float) -> bool:
    try:
        process.wait(seconds)
    except psutil.TimeoutExpired:
        return False
    return True


def begin(
    words: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    with_parent: bool = False,
    pipe: bool = False,
) -> subprocess.Popen[bytes]:
    """A started process in a session of its own, which no Ctrl-C of a terminal reaches.

    Args:
        words: program and arguments; no secrets, every user of the machine can see them.
        log: where its output goes; the file is for its owner alone, and its folder is the
            process's working folder.
        environment: its whole environment; None for ours.
        with_parent: whether it is killed when the thread that started it ends (Linux alone).
        pipe: whether its standard output comes to us; the log then takes its errors alone.
    """
    with _private(log) as out:
        return subprocess.Popen(  # noqa: S603 - our own programs, no shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if pipe else out,
            stderr=out,
            env=environment,
            cwd=log.parent,  # what a server writes beside itself lands there
            start_new_session=True,
            preexec_fn=end_with_parent if with_parent else None,  # noqa: PLW1509
        )


def bury(process: subprocess.Popen[bytes]) -> None:
    """Sees to it that a child which outlives the call is waited for when it ends."""
    threading.Thread(target=process.wait, name=f"bury-{process.pid}", daemon=True).start()


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def end_with_parent() -> None:
    """This process is killed when the thread that started it ends (Linux alone)."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if parent == 1 or os.getppid() != parent:
        os._exit(1)


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def listens(pid: int, port: int) -> bool:
    """Whether this process, and not another one, listens on the port."""
    try:
        sockets = psutil.Process(pid).net_connections(kind="tcp")
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True  # some systems do not tell; then the answer of the port counts
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in sockets)


def port_is_free(port: int) -> bool:
    """Whether one can listen on this loopback port at this moment."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True
