"""Pack texts of a page: raw deflate as base64, which a browser unpacks without a library."""

from __future__ import annotations

import base64
import zlib
from typing import Final

_LEVEL: Final = 9
_LARGE: Final = 1_000_000
_LARGE_LEVEL: Final = 6
"""The level for a text of more letters: a third of the time, and less than a tenth larger."""
_RAW: Final = -15
"""A window of 32 kB, and neither header nor checksum: ``deflate-raw`` of browsers."""


def pack(text: str) -> str:
    """Return ``text`` as base64 of its deflated UTF-8; lone surrogates become U+FFFD.

    The same text gives the same letters with the same zlib. ``assets/unpack.js`` unpacks them.
    """
    level = _LARGE_LEVEL if len(text) > _LARGE else _LEVEL
    packer = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    packed = packer.compress(whole.encode()) + packer.flush()
    return base64.b64encode(packed).decode()
