"""Why the operating system refuses something, in both languages instead of in its own words."""

from __future__ import annotations

import errno
from typing import Final

from kinerja_graph.texts import Text

_SYSTEM: Final = {
    errno.ENOENT: Text(id="berkas atau folder itu tidak ada", en="there is no such file or folder"),
    errno.EACCES: Text(id="tidak ada hak akses", en="there is no right to it"),
    errno.EPERM: Text(id="tidak ada hak akses", en="there is no right to it"),
    errno.EROFS: Text(id="tempat itu hanya dapat dibaca", en="the place can only be read"),
    errno.EISDIR: Text(id="itu sebuah folder", en="it is a folder"),
    errno.ENOTDIR: Text(id="sebagian jalurnya bukan folder", en="a part of its path is no folder"),
    errno.ELOOP: Text(id="tautannya berputar", en="its links run in a circle"),
    errno.ENAMETOOLONG: Text(id="namanya terlalu panjang", en="its name is too long"),
    errno.ENOSPC: Text(id="ruang cakram habis", en="the disk is full"),
    errno.EADDRINUSE: Text(
        id="alamat itu sudah dipakai program lain", en="another program uses that address"
    ),
    errno.EADDRNOTAVAIL: Text(
        id="alamat itu bukan milik mesin ini", en="the address is not one of this machine"
    ),
    errno.EIO: Text(id="media penyimpanannya gagal dibaca", en="its storage cannot be read"),
    errno.EMFILE: Text(id="terlalu banyak berkas terbuka", en="too many files are open"),
}


def of_system(error: Exception) -> Text:
    """Why the operating system does not give, take or do something.

    >>> of_system(IsADirectoryError(21, "Is a directory")).id
    'itu sebuah folder'
    """
    if isinstance(error, UnicodeDecodeError):
        return Text(id="isinya bukan teks UTF-8", en="it is no UTF-8 text")
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
