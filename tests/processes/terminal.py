"""``kinerja`` at a terminal: a pseudo-terminal on which it asks, and somebody who answers."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from command_line import environment

_WAIT = 90
_THINKING = 0.2
"""So long nobody answers: Ctrl-C between a prompt and the reading of its answer would be lost."""
_STARTED = """\
import fcntl, runpy, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
runpy.run_module("kinerja_graph", run_name="__main__")
"""
"""The program, with the terminal as its own, so that Ctrl-C interrupts it."""
CTRL_C = "\x03"
CTRL_D = "\x04"


def at_terminal(
    folder: Path, *words: str, answers: Sequence[str], prompt: str, language: str = "id"
) -> tuple[int, str]:
    """Exit code and all that stood on the terminal, answers too.

    An answer is typed whenever ``prompt`` stands at the end of what is shown.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _STARTED, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment(folder, language, TERM="dumb"),
        start_new_session=True,
    )
    os.close(theirs)
    waiting = list(answers)
    said = b""
    end = time.monotonic() + _WAIT
    try:
        while time.monotonic() < end:
            ready, _, _ = select.select([ours], [], [], 1)
            if not ready:
                continue
            try:
                piece = os.read(ours, 65536)
            except OSError:  # what Linux says once nobody holds the other end
                break
            if not piece:
                break
            said += piece
            if waiting and said.endswith(prompt.encode()):
                typed = waiting.pop(0)
                time.sleep(_THINKING)
                os.write(
                    ours, typed.encode() if typed in {CTRL_C, CTRL_D} else f"{typed}\n".encode()
                )
        code = process.wait(timeout=_WAIT)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert not waiting, f"not asked for: {waiting}\n{said.decode()}"
    return code, said.decode().replace("\r\n", "\n")
