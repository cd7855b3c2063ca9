"""What the tests of engines share: commands in processes of their own, and who runs where."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

COMMAND = """
import json, sys, time
from pathlib import Path
from kinerja_graph.settings import read_settings
from kinerja_graph.store.embedded import Embedded
home, idle, seconds = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
engine = Embedded(read_settings(url="embedded", home=home, idle=idle, memory="256m"))
began = time.perf_counter()
with engine.using() as address:
    running = engine.running()
    took = time.perf_counter() - began
    told = {"uri": address.uri, "server": running.server.pid, "took": took}
    print(json.dumps({**told, "keeper": running.keeper.pid}), flush=True)
    time.sleep(seconds)
"""


def start_command(
    home: Path, *, idle: float = 5.0, seconds: float = 0.0, folder: Path | None = None
) -> subprocess.Popen[str]:
    """A command that opens the embedded engine of ``home`` for some seconds, run in ``folder``."""
    words = [sys.executable, "-c", COMMAND, str(home), str(idle), str(seconds)]
    return subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=folder,
    )


def answer_of(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What a command says when the engine answers it."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        _, errors = process.communicate(timeout=60)
        raise AssertionError(errors)
    answer: dict[str, Any] = json.loads(line)
    return answer


def wait_for_end(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What a command said, when it is over."""
    with process:
        answer = answer_of(process)
        assert process.wait(timeout=60) == 0
    return answer


def wait_until(claim: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether ``claim`` comes true within ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if claim():
            return True
        time.sleep(0.1)
    return claim()


def have_ended(*pids: int) -> bool:
    """Whether none of these processes runs."""
    for pid in pids:
        try:
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                return False
        except psutil.NoSuchProcess:
            continue
    return True


def commands_naming(home: Path) -> list[str]:
    """The command lines of all processes of this machine that name ``home``."""
    lines: list[str] = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if str(home) in line:
            lines.append(line)
    return lines


def processor_seconds(pid: int, during: float) -> float:
    """How much processor time a process takes within ``during`` seconds."""
    process = psutil.Process(pid)
    before = process.cpu_times()
    time.sleep(during)
    after = process.cpu_times()
    return (after.user + after.system) - (before.user + before.system)
