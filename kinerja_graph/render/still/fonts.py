"""The fonts of still pictures, and how wide their letters are."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from kinerja_graph.errors import RenderError
from kinerja_graph.texts import _

FAMILY: Final = "DejaVu Sans, Verdana, sans-serif"
"""The font families that a picture names: ours, one with the same widths, and any other."""
MAP_FAMILY: Final = (
    "DejaVu Sans Condensed, Segoe UI, Roboto, Helvetica Neue, Arial, Noto Sans, sans-serif"
)
"""The font families of a map: ours, which is narrow, and those with letters as narrow."""
_FILES: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_NARROW: Final = {False: "DejaVuSansCondensed.ttf", True: "DejaVuSansCondensed-Bold.ttf"}
_SEGMENTS: Final = 4
"""The format of the ``cmap`` table that maps characters up to U+FFFF to glyphs."""


def files() -> list[str]:
    """Return the paths of our font files, the regular one first.

    Raises:
        RenderError: the package is inside an archive or lacks them.
    """
    folder = resources.files("kinerja_graph.render") / "assets" / "fonts"
    paths = [str(folder / name) for name in (*_FILES.values(), *_NARROW.values())]
    if not all(Path(path).is_file() for path in paths):
        raise RenderError(
            _("The font files of pictures are missing: {path}."),
            mend=_("Install kinerja_graph again."),
            path=paths[0],
        )
    return paths


@lru_cache(maxsize=100_000)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of ``text`` at font ``size``, both in pixels, without kerning."""
    advances, other, units = _metrics(_FILES[bold])
    return sum(advances.get(ord(letter), other) for letter in text) * size / units


@lru_cache(maxsize=100_000)
def narrow_width(text: str, *, bold: bool = False) -> float:
    """Return the width of ``text`` in our narrow font, in its size."""
    advances, other, units = _metrics(_NARROW[bold])
    return sum(advances.get(ord(letter), other) for letter in text) / units


def letter_widths(letters: Sequence[str], *, bold: bool) -> tuple[list[int], int]:
    """Return the advances of letters of a map, last that of an unknown one, and units per em."""
    advances, other, units = _metrics(_NARROW[bold])
    return [*(advances.get(ord(letter), other) for letter in letters), other], units


@cache
def _metrics(file: str) -> tuple[dict[int, int], int, int]:
    """Return a font's advance per letter, the default advance, and the units per em."""
    content = (resources.files("kinerja_graph.render") / "assets" / "fonts" / file).read_bytes()
    tables = _tables(content)
    units = struct.unpack_from(">H", content, tables["head"] + 18)[0]
    count = struct.unpack_from(">H", content, tables["hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, content, tables["hmtx"])[::2]
    glyphs = _glyphs(content, tables["cmap"])
    return {code: widths[min(at, count - 1)] for code, at in glyphs.items()}, widths[0], units


def _tables(content: bytes) -> dict[str, int]:
    number = struct.unpack_from(">H", content, 4)[0]
    found: dict[str, int] = {}
    for at in range(number):
        tag, _unused, place, _unused2 = struct.unpack_from(">4sIII", content, 12 + 16 * at)
        found[tag.decode("ascii")] = place
    return found


def _glyphs(content: bytes, start: int) -> dict[int, int]:
    """Map each letter to its glyph number, from the segment table."""
    number = struct.unpack_from(">H", content, start + 2)[0]
    places = (struct.unpack_from(">I", content, start + 8 + 8 * at)[0] for at in range(number))
    base = next(
        start + place
        for place in places
        if struct.unpack_from(">H", content, start + place)[0] == _SEGMENTS
    )
    count = struct.unpack_from(">H", content, base + 6)[0] // 2
    row = f">{count}H"
    ends = struct.unpack_from(row, content, base + 14)
    starts = struct.unpack_from(row, content, base + 16 + 2 * count)
    deltas = struct.unpack_from(row, content, base + 16 + 4 * count)
    offsets_at = base + 16 + 6 * count
    offsets = struct.unpack_from(row, content, offsets_at)
    glyphs: dict[int, int] = {}
    for at in range(count):
        for code in range(starts[at], min(ends[at], 0xFFFE) + 1):
            glyph = code
            if offsets[at]:
                place = offsets_at + 2 * at + offsets[at] + 2 * (code - starts[at])
                glyph = struct.unpack_from(">H", content, place)[0]
            if glyph:
                glyphs[code] = (glyph + deltas[at]) & 0xFFFF
    return glyphs
