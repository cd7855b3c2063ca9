"""A checkout of its own, and Python run in it, as somebody does who changes something there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

Run = Callable[..., str]
TOP = Path(__file__).parent.parent.parent
FOLDERS = ("kinerja_graph", "api", "cypher", "tools", "docs/reference")


def copied_checkout(here: Path, *more: str) -> Path:
    """The code of this checkout copied to ``here``, with ``more`` of its folders."""
    for name in (*FOLDERS, *more):
        shutil.copytree(TOP / name, here / name, ignore=shutil.ignore_patterns("__pycache__"))
    return here


@contextmanager
def python_in(checkout: Path, *, columns: int) -> Generator[Run]:
    """Runs Python in ``checkout``, with an engine of its own, and gives what it printed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("KINERJA_")
    } | {
        "PYTHONPATH": os.pathsep.join([str(checkout), str(checkout / "api")]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "KINERJA_HOME": str(checkout.parent / "home"),
        "KINERJA_MEMORY": "512m",
        "KINERJA_LANG": "en",
        "COLUMNS": str(columns),
    }

    def run(*words: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=checkout,
            timeout=300,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    yield run
    run("-m", "kinerja_graph", "db", "stop")
