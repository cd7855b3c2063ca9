"""Run work on a second core, in a forked copy of this process."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable
from typing import IO, Generic, TypeVar, cast

Result = TypeVar("Result")


def count_cores() -> int:
    """Return the number of processor cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


class PendingResult(Generic[Result]):
    """The result of work in progress; call it, or drop it, exactly once."""

    def __init__(self, work: Callable[[], Result], child: int = 0, pipe_end: int = -1) -> None:
        """Store the forked process and the pipe for its result; without one the work runs later."""
        self._work = work
        self._child = child
        self._pipe_end = pipe_end

    def __call__(self) -> Result:
        """Wait for the result and return it."""
        if not self._child:
            return self._work()
        with os.fdopen(self._pipe_end, "rb") as pipe:
            found = _receive(pipe)
        os.waitpid(self._child, 0)
        return self._work() if found is None else cast("Result", found[0])

    def drop(self) -> None:
        """Discard the result."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            os.close(self._pipe_end)


def run_in_subprocess(work: Callable[[], Result]) -> PendingResult[Result]:
    """Start ``work`` in a forked process; the returned result must be called or dropped.

    Because the process is a fork, nothing has to be passed to it: ``work`` sees everything as it is
    now, and its changes to memory are not visible here. Its result is pickled. Without a fork (one
    core, not Linux), or if the fork failed, the work runs when its result is requested, so it must
    be safe to run twice.
    """
    if sys.platform != "linux" or count_cores() == 1:
        return PendingResult(work)
    read_end, write_end = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking with threads: none needed
        try:
            child = os.fork()
        except OSError:
            os.close(read_end)
            os.close(write_end)
            return PendingResult(work)
    if child == 0:
        os.close(read_end)
        _run_child(work, write_end)
    os.close(write_end)
    return PendingResult(work, child, read_end)


def _run_child(work: Callable[[], object], out: int) -> None:
    """Run in the fork: do the work, send the result and exit without the parent's cleanup."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.disable()
        with open(out, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _receive(pipe: IO[bytes]) -> tuple[object] | None:
    try:
        return (pickle.load(pipe),)  # noqa: S301 - what our own process says
    except (EOFError, pickle.UnpicklingError):
        return None
