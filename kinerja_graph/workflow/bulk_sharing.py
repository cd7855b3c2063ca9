"""Write the rows of one input of a bulk load with one process per core."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from kinerja_graph.model.subprocesses import count_cores, run_in_subprocess

if TYPE_CHECKING:
    from kinerja_graph.export.admin_files import AdminFiles

    WriteShare = Callable[[AdminFiles, int, int], None]

_MIN_ROWS: Final = 200_000
"""The number of rows that makes another process worth its start-up time."""


def write_shared(files: AdminFiles, many: int, write: WriteShare) -> None:
    """Write ``many`` rows: ``write`` is given files, the index of its share, and their number.

    Raises:
        OSError: the files cannot be written.
    """
    number = count_cores() if many >= _MIN_ROWS else 1
    others = [
        run_in_subprocess(partial(_write_share, write, files.for_part(str(part)), part, number))
        for part in range(1, number)
    ]
    write(files, 0, number)
    for other in others:
        files.counts.update(other())


def _write_share(write: WriteShare, files: AdminFiles, part: int, number: int) -> dict[str, int]:
    """Write a share; return the number of rows by file."""
    files.counts.clear()
    with files:
        write(files, part, number)
    return dict(files.counts)
