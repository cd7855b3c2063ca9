"""What a self-contained page carries, packed."""

from __future__ import annotations

import base64
import re
import zlib


def unpack(page: str, name: str) -> str:
    """What a browser unpacks of the part ``name`` of a page."""
    found = re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found is not None, name
    return zlib.decompress(base64.b64decode(found.group(1), validate=True), -15).decode()
