"""Write files atomically: completely or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kinerja_graph.errors import UsageError
from kinerja_graph.shapes import json_keys
from kinerja_graph.system import of_system
from kinerja_graph.texts import _


@json_keys("out=path", "bytes=size")
@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written: its path and its size in bytes."""

    path: Path
    size: int


@contextmanager
def replace_file(path: Path, *, private: bool = False) -> Generator[IO[bytes]]:
    """Open a new file that replaces ``path`` when the block ends; create its folder if missing.

    Readers see the old file or the new one, never a partial one, even after a power failure. If the
    block fails, ``path`` is unchanged.

    Args:
        path: the file to replace.
        private: whether only the owner may read it (mode 0600).

    Raises:
        OSError: the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    mode = 0o600 if private else 0o666
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: str | bytes) -> WrittenFile:
    """Write ``content`` to ``path`` with ``replace_file``, text as UTF-8; return path and size.

    Raises:
        UsageError: the place cannot be written (``not-written``).
    """
    if isinstance(content, str):
        content = content.encode("utf-8", errors="surrogatepass")
    try:
        with replace_file(path) as file:
            file.write(content)
    except OSError as error:
        raise not_written(path, error) from error
    return WrittenFile(path, len(content))


def refuse_unwritable(path: Path) -> None:
    """Refuse a place in which no file can be made, before any work is done for it.

    Raises:
        UsageError: the folder, or the nearest one above it that exists, is none or cannot be
            written (``not-written``).
    """
    folder = next((one for one in path.absolute().parents if os.path.lexists(one)), path.parent)
    if not folder.is_dir():
        raise not_written(path, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
    if not os.access(folder, os.W_OK | os.X_OK):
        code = errno.EROFS if _is_read_only(folder) else errno.EACCES
        raise not_written(path, OSError(code, os.strerror(code)))


def _is_read_only(folder: Path) -> bool:
    """Return whether the file system of a folder takes nothing from anybody."""
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def not_written(path: Path, error: OSError, *, where: str = "") -> UsageError:
    """Return the error for a file that cannot be written; ``where`` overrides its name."""
    return UsageError(
        _("{path} cannot be written: {why}."),
        mend=_("Choose another place, or check write permission and disk space."),
        where=where or str(path),
        code="not-written",
        path=path,
        why=of_system(error),
    )
