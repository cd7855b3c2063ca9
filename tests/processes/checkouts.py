"""Python run in a checkout of its own, as somebody does who changed something there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., str]


def python_in(checkout: Path, *, columns: int) -> Run:
    """Runs Python in ``checkout``, with an engine of its own; gives what it printed."""
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

    return run
