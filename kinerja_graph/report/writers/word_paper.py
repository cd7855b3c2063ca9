"""Set the pages of a DOCX file: portrait, and landscape for wide pictures."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

PER_TWENTIETH: Final = 635
"""English Metric Units (EMU) in a twentieth of a point."""
PER_MM: Final = 36_000
"""EMU in a millimetre."""
_CAPTION: Final = 11 * PER_MM
"""The height on the page that the caption of a picture takes."""
_SNUG: Final = (17 * PER_MM, 15 * PER_MM)
"""The top and bottom margins of our own landscape pages."""
Size = tuple[int, int]


class Paper:
    """The sections of a document; lengths in English Metric Units (EMU).

    Attributes:
        width: the line width of a portrait page.
        is_across: whether the section being written is landscape.

    ``snug``: landscape pages have small top and bottom margins, as they have no letterhead.
    """

    __slots__ = ("_across", "_ended", "_last", "_snug", "_upright", "is_across", "width")

    def __init__(self, word: WordDocument, *, snug: bool) -> None:
        section = word.sections[-1]
        wide, high = section.page_width or 0, section.page_height or 0
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        ends = (section.top_margin or 0) + (section.bottom_margin or 0)
        self.width = wide - sides
        self._upright = (self.width, high - ends - _CAPTION)
        self._snug = snug
        ends = sum(_SNUG) if snug else ends
        self._across = (max(wide, high) - sides, min(wide, high) - ends - _CAPTION)
        root: Any = word.element
        self._last: Any = root.body[-1]
        self._ended = 0
        self.is_across = False

    def room(self, *, wide: bool) -> Size:
        """Return the maximum size of a picture."""
        return self._across if wide else self._upright

    def end(self, *, across: bool) -> str:
        """Return the mark of a paragraph that ends a section; only the first has a title page."""
        section: Any = deepcopy(self._last)
        self._ended += 1
        if self._ended > 1:
            _untitle(section)
        size = section.find(qn("w:pgSz"))
        if across and size is not None:
            short, long = sorted(int(size.get(qn(name))) for name in ("w:w", "w:h"))
            size.set(qn("w:w"), str(long))
            size.set(qn("w:h"), str(short))
            size.set(qn("w:orient"), "landscape")
            margins = section.find(qn("w:pgMar"))
            if self._snug and margins is not None:
                for name, length in zip(("w:top", "w:bottom"), _SNUG, strict=True):
                    margins.set(qn(name), str(length // PER_TWENTIETH))
        return str(section.xml)

    def close(self) -> None:
        """Give the last section a title page only if it is also the first."""
        if self._ended:
            _untitle(self._last)


def fitted(pixels: Size, room: Size) -> Size:
    """Scale a picture down to fit, keeping its proportions; never enlarge it."""
    wide, high = max(pixels[0], 1), max(pixels[1], 1)
    scale = min(room[0] / wide, room[1] / high, _OWN)
    return round(wide * scale), round(high * scale)


_OWN: Final = 914_400 / 96 / 2
"""The size of a pixel of a picture drawn at twice its size."""


def _untitle(section: Any) -> None:
    for mark in section.findall(qn("w:titlePg")):
        section.remove(mark)
