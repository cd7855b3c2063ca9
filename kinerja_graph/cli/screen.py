"""What is written, and where: answers to standard output, all else to standard error."""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
import unicodedata
from typing import Final, TextIO

WIDEST: Final = 110
"""Lines longer than this tire the eye, however wide the terminal is."""
_NARROWEST: Final = 40
_UNSAFE: Final = frozenset({"Cc", "Cs"})
_DIRECTION_MARKS: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
)
_REPLACEMENT: Final = "\ufffd"


def make_safe(text: str) -> str:
    """Return ``text`` with control characters and direction overrides made visible.

    >>> make_safe("a" + chr(27) + "[2Jb") == "a" + chr(0xFFFD) + "[2Jb"
    True
    """
    return "".join(
        _REPLACEMENT
        if character in _DIRECTION_MARKS or unicodedata.category(character) in _UNSAFE
        else character
        for character in text
    )


def width(stream: TextIO) -> int:
    """Return the width to fill: that of the terminal, at most 110 columns; 80 without one."""
    columns = shutil.get_terminal_size((80, 24)).columns if stream.isatty() else _from_env()
    return max(_NARROWEST, min(columns, WIDEST))


def has_colour(stream: TextIO) -> bool:
    """Return whether colours may be used: on a terminal, unless it is dumb or NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_text(text: str, stream: TextIO) -> None:
    """Write ``text``; end quietly if the reader has closed (``| head``)."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def prepare() -> None:
    """Let the standard streams write every character in any locale, and mute the driver.

    Our own error reports what the driver would log about a broken connection.
    """
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _from_env() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) > 0 else 80
