"""An engine's files: readable by their owner alone, and written atomically."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections import deque
from pathlib import Path
from typing import Final

from kinerja_graph.errors import EngineError
from kinerja_graph.files import replace_file
from kinerja_graph.system import of_system
from kinerja_graph.texts import _

_LEAST_ROOM: Final = 1 << 20
_UNWRITABLE: Final = _("The folder of the database engine cannot be written: {why}.")
_CHOOSE_HOME: Final = _(
    "Free disk space, correct its permissions, or choose another folder with KINERJA_HOME."
)


def unwritable(folder: Path, why: OSError) -> EngineError:
    """Return the error for a folder that cannot be written (permissions, full disk, missing)."""
    return EngineError(
        _UNWRITABLE,
        mend=_CHOOSE_HOME,
        where=str(folder),
        code="home-unwritable",
        why=of_system(why),
    )


def refuse_full(folder: Path, why: Exception) -> None:
    """Raise an error if the disk of ``folder`` is full, since engines seldom report it.

    Raises:
        EngineError: there is less space than an engine's smallest write takes.
    """
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return
    if free < _LEAST_ROOM:
        raise unwritable(folder, OSError(errno.ENOSPC, "full")) from why


def make_folder(folder: Path) -> Path:
    """Return ``folder``, created if missing, accessible to its owner alone.

    Raises:
        EngineError: it cannot be created or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x" * 4096)
    except OSError as error:
        raise unwritable(folder, error) from error
    return folder


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` atomically, readable by its owner alone (mode 0600).

    Raises:
        EngineError: the folder cannot be written.
    """
    try:
        with replace_file(path, private=True) as file:
            file.write(text.encode())
    except OSError as error:
        raise unwritable(path.parent, error) from error


def rotate(log: Path) -> None:
    """Rotate a log: keep that of the previous run as ``….log.1``."""
    if log.exists():
        log.replace(log.with_name(f"{log.name}.1"))


def end_of(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log, indented; a dash if there are none."""
    try:
        with log.open(encoding="utf-8", errors="replace") as file:
            last = deque(file, maxlen=lines)
    except OSError:
        return "-"
    return "".join(f"\n    {line.rstrip()[:300]}" for line in last if line.strip()) or "-"
