"""Work for a second core: done by a copy of this process, while this one goes on."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable
from typing import IO, TypeVar, cast

Result = TypeVar("Result")


def cores() -> int:
    """The processor cores that this process may use."""
    mine = getattr(os, "sched_getaffinity", None)
    return len(mine(0)) if mine is not None else os.cpu_count() or 1


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins ``work``; what is returned waits for its result, and must be called.

    A copy of the process does it, so that nothing has to be handed over: ``work`` sees everything
    as it is now, and changes nothing of ours but files. Its result is pickled. Where there is no
    such copy (one core, no Linux), and where the copy failed, the work is done when its result is
    asked for, so it must bear being done a second time.
    """
    if sys.platform != "linux" or cores() == 1:
        return work
    mine, its = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: it needs none
        try:
            copy = os.fork()
        except OSError:
            os.close(mine)
            os.close(its)
            return work
    if copy == 0:
        os.close(mine)
        _do(work, its)
    os.close(its)
    return lambda: _result(work, copy, mine)


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


def _result(work: Callable[[], Result], copy: int, told: int) -> Result:
    with open(told, "rb") as pipe:
        found = _heard(pipe)
    os.waitpid(copy, 0)
    return work() if found is None else cast("Result", found[0])


def _heard(pipe: IO[bytes]) -> tuple[object] | None:
    try:
        return (pickle.load(pipe),)  # noqa: S301 - what our own process says
    except (EOFError, pickle.UnpicklingError):
        return None
