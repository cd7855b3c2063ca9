"""The pages of a word processor's document: upright ones, and pages across for wide pictures."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

PER_TWENTIETH: Final = 635
"""English metric units in a twentieth of a point."""
_PER_MM: Final = 36_000
_CAPTION: Final = 11 * _PER_MM
"""What the caption of a picture takes of the height of its page."""
_SNUG: Final = (17 * _PER_MM, 15 * _PER_MM)
"""The margins above and below of our own pages across."""
Size = tuple[int, int]


class Paper:
    """The sections of a document; lengths in English metric units.

    Attributes:
        width: of the lines of an upright page.
        is_across: whether the section that is being written lies across.

    ``snug``: pages across have small margins above and below, as no letterhead stands there.
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
        """How large a picture may be."""
        return self._across if wide else self._upright

    def end(self, *, across: bool) -> str:
        """The mark of a paragraph that ends a section; only the first keeps its title page."""
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
        """The last section has a title page only where it is the first."""
        if self._ended:
            _untitle(self._last)


def fitted(pixels: Size, room: Size) -> Size:
    """The size of a picture that fits a room and keeps its proportions; never over its own size."""
    wide, high = max(pixels[0], 1), max(pixels[1], 1)
    scale = min(room[0] / wide, room[1] / high, _OWN)
    return round(wide * scale), round(high * scale)


_OWN: Final = 914_400 / 96 / 2
"""A pixel of a picture that is drawn at twice its size."""


def _untitle(section: Any) -> None:
    for mark in section.findall(qn("w:titlePg")):
        section.remove(mark)
