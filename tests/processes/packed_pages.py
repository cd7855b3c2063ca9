"""What a self-contained page carries, packed."""

from __future__ import annotations

import base64
import re
import zlib

PACKED = re.compile(r'(<script type="text/plain" id="([a-z]+)">)(.*?)(</script>)', re.DOTALL)


def unpack(page: str, name: str) -> str:
    """What a browser unpacks of the part ``name`` of a page."""
    found = {part.group(2): part.group(3) for part in PACKED.finditer(page)}
    assert name in found, name
    return _inflate(found[name])


def unpack_all(page: str) -> str:
    """``page`` with every packed part as a browser unpacks it."""
    return PACKED.sub(lambda part: part.group(1) + _inflate(part.group(3)) + part.group(4), page)


def _inflate(packed: str) -> str:
    return zlib.decompress(base64.b64decode(packed, validate=True), -15).decode()
