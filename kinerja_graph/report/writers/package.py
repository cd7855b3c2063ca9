"""Make Office files (zip archives) reproducible: the same parts give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Final

_TIME: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_CORE: Final = "docProps/core.xml"
_FIRST: Final = "[Content_Types].xml"
_OLDEST: Final = 1980
"""Archives cannot store earlier years."""


def sealed(archive: bytes, made: datetime) -> bytes:
    """Return ``archive`` with its parts in order, and with ``made`` as the only timestamp."""
    utc = made.astimezone(UTC)
    stamp = (max(utc.year, _OLDEST), utc.month, utc.day, utc.hour, utc.minute, utc.second)
    only_time = utc.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as ordered,
    ):
        for name in sorted(given.namelist(), key=lambda one: (one != _FIRST, one)):
            data = given.read(name)
            if name == _CORE:
                data = _TIME.sub(rb"\g<1>" + only_time + rb"\g<2>", data)
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            ordered.writestr(entry, data)
    return out.getvalue()
