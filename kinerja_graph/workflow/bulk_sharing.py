"""The rows of one input of a bulk load, written by as many processes as there are cores."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from kinerja_graph.model.subprocesses import count_cores, run_in_subprocess

if TYPE_CHECKING:
    from kinerja_graph.export.admin_files import AdminFiles

    Writing = Callable[[AdminFiles, int, int], None]

_MANY: Final = 200_000
"""Rows from which a further process is worth its start."""


def write_shared(files: AdminFiles, many: int, write: Writing) -> None:
    """Writes so ``many`` rows: ``write`` is given files, which share it writes, and of how many.

    Raises:
        OSError: the files cannot be written.
    """
    number = count_cores() if many >= _MANY else 1
    others = [
        run_in_subprocess(partial(_written, write, files.beside(str(which)), which, number))
        for which in range(1, number)
    ]
    write(files, 0, number)
    for other in others:
        files.counts.update(other())


def _written(write: Writing, files: AdminFiles, which: int, number: int) -> dict[str, int]:
    """Writes a share; gives the rows of each file."""
    files.counts.clear()
    with files:
        write(files, which, number)
    return dict(files.counts)
