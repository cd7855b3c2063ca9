"""Read from a font file which characters it has, so that none silently vanishes from a PDF."""

from __future__ import annotations

import struct
from functools import cache
from importlib import resources
from typing import Final

REPLACED: Final = "\ufffd"
_INVISIBLE: Final = frozenset(
    chr(letter)
    for part in (
        range(0x20), range(0x7F, 0xA0), range(0x200B, 0x2010), range(0x2028, 0x202F),
        range(0x2060, 0x2070), range(0xFFF9, 0xFFFC), (0xAD, 0x61C, 0x180E, 0xFEFF),
    )
    for letter in part
) - {"\t", "\n"}  # fmt: skip
"""Control characters, direction marks and zero-width spaces: they move or hide other letters."""
_VARIANTS: Final = range(0xFE00, 0xFE10)
_LONG_FORMAT: Final = 12
_TABLE: Final = struct.Struct(">4sLLL")


class Letters:
    """Makes texts that a font can show; counts what it could not."""

    __slots__ = ("known", "missing")

    def __init__(self) -> None:
        self.known = font_letters()
        self.missing: set[str] = set()

    def __call__(self, text: str) -> str:
        """Return ``text`` with only the font's characters; control characters are removed."""
        if text.isascii() and text.isprintable():
            return text
        return "".join(map(self._letter, text))

    def _letter(self, letter: str) -> str:
        if letter in _INVISIBLE or ord(letter) in _VARIANTS:
            return ""
        if letter in "\t\n":
            return " "
        if ord(letter) in self.known:
            return letter
        self.missing.add(letter)
        return REPLACED


@cache
def font_letters() -> frozenset[int]:
    """Return the code points that every weight of the report's fonts has."""
    folder = resources.files("kinerja_graph.render") / "assets" / "fonts"
    each = [
        _letters_of(file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".ttf")
    ]
    first, *others = each
    return first.intersection(*others)


def _letters_of(font: bytes) -> frozenset[int]:
    """Return the code points of a TrueType file's character map (its format 12 subtable)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (_TABLE.unpack_from(font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        place = start + struct.unpack_from(">L", font, start + 8 + 8 * number)[0]
        if struct.unpack_from(">H", font, place)[0] == _LONG_FORMAT:
            groups = struct.unpack_from(">L", font, place + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">LLL", font, place + 16 + 12 * group)
                found.update(range(first, last + 1))
    return frozenset(found)
