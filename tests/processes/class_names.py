"""The texts that stand in Java classes, read from their constants."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_SIZES: Final = {3: 5, 4: 5, 5: 9, 6: 9, 7: 3, 8: 3, 9: 5, 10: 5, 11: 5, 12: 5, 15: 4, 16: 3}
_SIZES.update({17: 5, 18: 5, 19: 3, 20: 3})
_TEXT: Final = 1
_STRING: Final = 8
_WIDE: Final = (5, 6)


def texts_of(jar: Path, pattern: str) -> set[str]:
    """The string constants of all classes of ``jar`` whose names match ``pattern``."""
    found: set[str] = set()
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if re.search(pattern, name):
                found.update(_strings(archive.read(name)))
    return found


def _strings(data: bytes) -> Iterator[str]:
    """The constants that are used as strings; others name classes, fields and methods."""
    count = struct.unpack_from(">H", data, 8)[0]
    at, number = 10, 1
    texts: dict[int, str] = {}
    used: list[int] = []
    while number < count:
        kind = data[at]
        if kind == _TEXT:
            length = struct.unpack_from(">H", data, at + 1)[0]
            texts[number] = data[at + 3 : at + 3 + length].decode("utf-8", "replace")
            at += 3 + length
        else:
            if kind == _STRING:
                used.append(struct.unpack_from(">H", data, at + 1)[0])
            at += _SIZES[kind]
        number += 2 if kind in _WIDE else 1
    return (texts[one] for one in used)
