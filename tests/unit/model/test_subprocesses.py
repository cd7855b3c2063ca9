"""Work of a copy of this process: its result, and what happens where the copy fails."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from kinerja_graph.model.subprocesses import run_in_subprocess

OURS = os.getpid()
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no copies elsewhere")


def test_a_copy_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja_graph.model.subprocesses.count_cores", lambda: 2)
    seen: list[int] = []

    def work() -> tuple[int, list[int]]:
        seen.append(1)
        return os.getpid(), list(range(100_000))

    later = run_in_subprocess(work)
    seen.append(2)
    who, numbers = later()
    assert who != OURS
    assert numbers[-1] == 99_999
    assert seen == [2], "what the copy does to its memory is not ours"
    with pytest.raises(ChildProcessError):
        os.waitpid(who, 0)  # it was waited for


@pytest.mark.parametrize("way", ["killed", "failed"])
def test_what_a_copy_cannot_do_is_done_here(
    way: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("kinerja_graph.model.subprocesses.count_cores", lambda: 2)
    log = tmp_path / "log"

    def work() -> int:
        with log.open("a") as file:
            file.write(f"{os.getpid()}\n")
        if os.getpid() != OURS and way == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if os.getpid() != OURS:
            raise OSError(28, "no space left")
        return 7

    assert run_in_subprocess(work)() == 7
    workers = [int(line) for line in log.read_text().splitlines()]
    assert len(workers) == 2
    assert workers[1] == OURS != workers[0]


def test_one_core_does_one_thing_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja_graph.model.subprocesses.count_cores", lambda: 1)
    assert run_in_subprocess(os.getpid)() == OURS


def test_work_that_nobody_wants_any_more_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja_graph.model.subprocesses.count_cores", lambda: 2)
    files, before = len(list(Path("/proc/self/fd").iterdir())), psutil.Process().children()
    later = run_in_subprocess(lambda: time.sleep(600))
    began = time.monotonic()
    later.drop()
    assert time.monotonic() - began < 60
    assert len(list(Path("/proc/self/fd").iterdir())) == files
    assert psutil.Process().children() == before
    monkeypatch.setattr("kinerja_graph.model.subprocesses.count_cores", lambda: 1)
    run_in_subprocess(lambda: time.sleep(600)).drop()
