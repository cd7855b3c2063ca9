"""``kinerja`` as a user types it: in this process, or in one of its own.

Most questions are about what a command answers. They are asked in this process, by the function
that the program is, with streams and an environment of their own: the start of another Python
would take longer than the answer. ``run_apart`` is the program as it is installed, for what only
a process has; ``test_processes.py`` holds the one to the other.
"""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kinerja_graph.cli.app import main

TOP = Path(__file__).parent.parent.parent
SLIDES = TOP / "examples" / "slides"


@dataclass(frozen=True)
class Done:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Kinerja = Callable[..., Done]


def environment(home: Path, language: str = "id", **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINERJA_")}
    return kept | {
        "KINERJA_HOME": str(home),
        "KINERJA_MEMORY": "512m",
        "KINERJA_LANG": language,
        "COLUMNS": "80",
        **more,
    }


def run_import(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of ``kinerja import`` where the test runs."""
    code = main(["import", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def run(home: Path, *words: str, language: str = "id", cwd: Path = TOP, **more: str) -> Done:
    """What ``kinerja`` with these words leaves, asked in this process."""
    said = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(one, newline="") for one in said)
    with pytest.MonkeyPatch.context() as patch, out, err:
        for name in [name for name in os.environ if name.startswith("KINERJA_")]:
            patch.delenv(name)
        for name, value in environment(home, language, **more).items():
            patch.setenv(name, value)
        patch.chdir(cwd)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = main(words)
        out.flush()
        err.flush()
        return Done(code, *(one.getvalue().decode() for one in said))


def run_apart(home: Path, *words: str, language: str = "id", cwd: Path = TOP, **more: str) -> Done:
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "kinerja_graph", *words],
        capture_output=True,
        env=environment(home, language, **more),
        cwd=cwd,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
