"""Run the tests with the lowest or the newest versions that pyproject.toml allows.

    python tools/bounds.py lowest|newest [PYTEST-ARGUMENTS…]

Creates an environment in a temporary folder, with the direct dependencies at the requested end of
their ranges and the test tools at their newest. Without arguments, runs the unit tests and the
tests of the embedded engine. Exit code: that of pytest, or 1 if no versions are compatible.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).parent.parent
RESOLUTIONS: Final = {"lowest": "lowest-direct", "newest": "highest"}
EXTRAS: Final = ("parquet", "pandas", "polars")
TOOLS: Final = (
    "hypothesis",
    "jsonschema",
    "networkx",
    "playwright",
    "pypdf",
    "py2neo==2021.2.4",
    "pytest",
    "pytest-randomly",
    "pytest-xdist",
    "syrupy",
    "testcontainers",
)
"""What the tests below need besides the product."""
UNIT: Final = ("tests/unit", "--deselect", "tests/unit/cli/test_commands.py::test_help")
"""The layout of help texts differs between versions of Typer."""
ENGINE: Final = (
    "tests/engines/test_load.py",
    "tests/engines/test_migrations.py",
    "tests/engines/test_query.py",
    "tests/engines/test_rules.py",
    "tests/engines/test_snapshots.py",
    "tests/engines/test_trace.py",
    "-k",
    "embedded and not neo4j",
)
QUIET: Final = ("-p", "no:cacheprovider", "-q", "-o", "filterwarnings=")
"""Old versions use what newer Pythons deprecate: not the product's fault."""


def main() -> int:
    """Return the exit code of the tests."""
    which, *chosen = sys.argv[1:] or [""]
    if which not in RESOLUTIONS:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        pinned = resolve(room, RESOLUTIONS[which])
        if pinned is None:
            return 1
        python = environment(room / "venv", pinned)
        rounds = [chosen] if chosen else [UNIT, ENGINE]
        return max(run_tests(python, words) for words in rounds)


def resolve(room: Path, resolution: str) -> Path | None:
    """Return a file that pins the product's dependencies; None if no versions are compatible."""
    pinned = room / "pinned.txt"
    words = ["pip", "compile", "-q", "--resolution", resolution, "-o", str(pinned)]
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    done = uv(*words, *extras, "--python-version", version, "pyproject.toml")
    return pinned if done == 0 else None


def environment(folder: Path, pinned: Path) -> Path:
    """Create an environment with the product, its pins and the test tools; return its Python."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    steps: tuple[Sequence[str], ...] = (
        ("venv", "-q", "--python", sys.executable, str(folder)),
        ("pip", "install", "-q", "--python", str(python), "-r", str(pinned)),
        ("pip", "install", "-q", "--python", str(python), "-c", str(pinned), *TOOLS),
        ("pip", "install", "-q", "--python", str(python), "--no-deps", "-e", str(TOP)),
    )
    for step in steps:
        if uv(*step):
            sys.exit(1)
    return python


def uv(*words: str) -> int:
    """Run the uv installed next to this Python."""
    program = Path(sys.executable).with_name("uv")
    return subprocess.run([program, *words], cwd=TOP, check=False).returncode


def run_tests(python: Path, words: Sequence[str]) -> int:
    """Return the exit code of pytest with the arguments ``words``."""
    print("$ pytest", *words, flush=True)
    command = [python, "-m", "pytest", *QUIET, *words]
    return subprocess.run(command, cwd=TOP, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
