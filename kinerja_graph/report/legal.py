"""Restrict text to what XML can hold."""

from __future__ import annotations

import re
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def remove_illegal(text: str) -> str:
    """Return ``text`` with characters not allowed in XML 1.0 replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)
