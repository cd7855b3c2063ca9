"""Work for a second core: done by a copy of this process, while this one goes on."""

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
    """The processor cores that this process may use."""
    mine = getattr(os, "sched_getaffinity", None)
    return len(mine(0)) if mine is not None else os.cpu_count() or 1


class PendingResult(Generic[Result]):
    """Work that was begun; it must be called, or dropped, once."""

    def __init__(self, work: Callable[[], Result], copy: int = 0, told: int = -1) -> None:
        """The copy that does it and the pipe on which it tells; without one it is not begun yet."""
        self._work = work
        self._copy = copy
        self._told = told

    def __call__(self) -> Result:
        """Waits for the result."""
        if not self._copy:
            return self._work()
        with os.fdopen(self._told, "rb") as pipe:
            found = _heard(pipe)
        os.waitpid(self._copy, 0)
        return self._work() if found is None else cast("Result", found[0])

    def drop(self) -> None:
        """Nobody wants the result any more."""
        if self._copy:
            os.kill(self._copy, signal.SIGKILL)
            os.waitpid(self._copy, 0)
            os.close(self._told)


def run_in_subprocess(work: Callable[[], Result]) -> PendingResult[Result]:
    """Begins ``work``; what is returned waits for its result, and must be called or dropped.

    A copy of the process does it, so that nothing has to be handed over: ``work`` sees everything
    as it is now, and changes nothing of ours but files. Its result is pickled. Where there is no
    such copy (one core, no Linux), and where the copy failed, the work is done when its result is
    asked for, so it must bear being done a second time.
    """
    if sys.platform != "linux" or count_cores() == 1:
        return PendingResult(work)
    mine, its = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: it needs none
        try:
            copy = os.fork()
        except OSError:
            os.close(mine)
            os.close(its)
            return PendingResult(work)
    if copy == 0:
        os.close(mine)
        _do(work, its)
    os.close(its)
    return PendingResult(work, copy, mine)


def _do(work: Callable[[], object], out: int) -> None:
    """In the copy: works, tells, and is gone without tidying up what is not its own."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.disable()
        with open(out, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)


def _heard(pipe: IO[bytes]) -> tuple[object] | None:
    try:
        return (pickle.load(pipe),)  # noqa: S301 - what our own process says
    except (EOFError, pickle.UnpicklingError):
        return None
