"""Start, identify and stop processes that outlive the command that started them."""

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
"""Seconds by which two readings of a start time may differ if the clock is adjusted."""
_DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of Linux' prctl(2)."""
_HAS_PRCTL: Final = sys.platform == "linux"
_OUT_OF_REACH: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "CREATE_NEW_PROCESS_GROUP", 0
)
"""What a session of its own is on Windows: no console whose Ctrl-C or closing would end it."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process identified by its id and start time, since an id alone may be reused.

    Attributes:
        pid: its id.
        started: its start time, in seconds since 1970.
    """

    pid: int
    started: float


def identify(pid: int) -> Process | None:
    """Return the process that has ``pid`` now; None if there is none."""
    try:
        return Process(pid, psutil.Process(pid).create_time())
    except psutil.Error:
        return None


def is_running(process: Process) -> bool:
    """Return whether this very process still runs; a zombie does not."""
    try:
        now = psutil.Process(process.pid)
        same = abs(now.create_time() - process.started) < _SAME_START
        return same and now.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end(process: Process, patience: float) -> bool:
    """Terminate a process, and kill it after ``patience`` seconds; return whether it is gone."""
    if not is_running(process):
        return True
    with suppress(psutil.Error):
        found = psutil.Process(process.pid)
        found.terminate()
        if _gone(found, patience):
            return True
        found.kill()
        _gone(found, patience)
    return not is_running(process)


def _gone(process: psutil.Process, seconds: float) -> bool:
    try:
        process.wait(seconds)
    except psutil.TimeoutExpired:
        return False
    return True


def start_process(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    with_parent: bool = False,
    pipe: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, out of reach of a terminal's Ctrl-C.

    Args:
        command: program and arguments; no secrets, since every user of the machine can see them.
        log: the file for its output, readable by its owner alone; its folder becomes the
            process's working folder.
        environment: its entire environment; None for ours.
        with_parent: whether it is killed when the thread that started it ends (Linux only).
        pipe: whether we read its standard output; the log then takes only its errors.
    """
    with _private(log) as out:
        return subprocess.Popen(  # noqa: S603 - our own programs, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if pipe else out,
            stderr=out,
            env=environment,
            cwd=log.parent,  # files that a server writes to its working folder land there
            start_new_session=True,
            creationflags=_OUT_OF_REACH,
            preexec_fn=end_with_parent if with_parent and _HAS_PRCTL else None,  # noqa: PLW1509
        )


def reap(process: subprocess.Popen[bytes]) -> None:
    """Wait for a child process in the background, so that it does not become a zombie."""
    threading.Thread(target=process.wait, name=f"bury-{process.pid}", daemon=True).start()


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def end_with_parent() -> None:
    """Have this process killed when the thread that started it ends (Linux only)."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if parent == 1 or os.getppid() != parent:
        os._exit(1)


def free_port() -> int:
    """Return a loopback port that is free at the moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def is_listening(pid: int, port: int) -> bool:
    """Return whether this process, and not another one, listens on the port."""
    try:
        sockets = psutil.Process(pid).net_connections(kind="tcp")
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True  # some systems do not say; then a port that answers is enough
    return any(
        connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
        for connection in sockets
    )


def port_is_free(port: int) -> bool:
    """Return whether this loopback port is free at the moment."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True
