"""Find a Java on this machine that runs Neo4j 5."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kinerja_graph.errors import EngineError
from kinerja_graph.texts import _

FIT: Final = (17, 21)
"""The Java releases that Neo4j 5.26 supports."""
_PLACES: Final = Path("/usr/lib/jvm")
_NAME: Final = "java.exe" if sys.platform == "win32" else "java"
_PATIENCE: Final = 30


def find_java() -> Path:
    """Return a ``java`` of a supported release: in JAVA_HOME, on the PATH, or in /usr/lib/jvm.

    Raises:
        EngineError: there is no Java, or none of a supported release.
    """
    seen: dict[Path, int | None] = {}
    for program in _candidates():
        seen[program] = release(program)
        if seen[program] in FIT:
            return program
    found = ", ".join(f"{path} ({number or '?'})" for path, number in seen.items())
    raise EngineError(
        _("Neo4j 5.26 needs Java 17 or 21. Found: {found}."),
        mend=_(
            "Install one, for example apt install openjdk-17-jre-headless, or point JAVA_HOME "
            "at it. The embedded engine does not need it."
        ),
        where="JAVA_HOME, PATH",
        code="java-missing",
        found=found or "-",
    )


def release(program: Path) -> int | None:
    """Return the release of a Java program (``17`` for 17.0.15); None if it is unknown."""
    try:
        result = subprocess.run(  # noqa: S603 - a program of the machine, no shell
            [str(program), "-version"],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', result.stderr + result.stdout)
    return int(found.group(1)) if found else None


def _candidates() -> Iterator[Path]:
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / _NAME).exists():
        yield Path(home) / "bin" / _NAME
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path)
    yield from sorted(_PLACES.glob(f"*/bin/{_NAME}"))
