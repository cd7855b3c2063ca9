"""``kinerja`` as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


def run(home: Path, *words: str, language: str = "id", cwd: Path = TOP, **more: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "kinerja_graph", *words],
        capture_output=True,
        env=environment(home, language, **more),
        cwd=cwd,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
