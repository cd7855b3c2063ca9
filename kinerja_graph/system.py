"""Translate errors of the operating system into both languages."""

from __future__ import annotations

import errno
from typing import Final

from kinerja_graph.texts import Text, _

_SYSTEM: Final = {
    errno.ENOENT: _("there is no such file or folder"),
    errno.EACCES: _("permission denied"),
    errno.EPERM: _("permission denied"),
    errno.EROFS: _("the location is read-only"),
    errno.EISDIR: _("it is a folder"),
    errno.ENOTDIR: _("a part of its path is not a folder"),
    errno.ELOOP: _("its links run in a circle"),
    errno.ENAMETOOLONG: _("its name is too long"),
    errno.ENOSPC: _("the disk is full"),
    errno.EADDRINUSE: _("another program uses that address"),
    errno.EADDRNOTAVAIL: _("the address is not one of this machine"),
    errno.EIO: _("its storage cannot be read"),
    errno.EMFILE: _("too many files are open"),
}


def of_system(error: Exception) -> Text:
    """Return why the operating system refused an operation.

    >>> of_system(IsADirectoryError(21, "Is a directory")).id
    'itu sebuah folder'
    """
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8 text")
    number = error.errno if isinstance(error, OSError) else None
    known = None if number is None else _SYSTEM.get(number)
    if known is not None:
        return known
    if number is None:
        return Text(id=str(error), en=str(error))
    return Text(
        id=f"sistem operasi menolaknya (nomor {number})",
        en=f"the operating system refuses it (number {number})",
    )
