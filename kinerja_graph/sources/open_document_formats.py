"""Read how the cells of a column of an OpenDocument spreadsheet look: indent, bold, outline.

A cell has a style, else the row gives one to its cells, else the column does; what a style does not
say it takes from its parent, and in the end from the default of all cells (ISO/IEC 26300-3, 16).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kinerja_graph.sources.cell_formats import PLAIN, CellFormat, CellFormats
from kinerja_graph.sources.package_parts import chunks, parser

CONTENT: Final = "content.xml"
LAST_ROW: Final = 1_048_576
CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_STYLES: Final = "styles.xml"
_LENGTH: Final = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,8})?)(pt|in|cm|mm|pc|px)")
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "px": 0.75}
_STEP: Final = 10
"""Points by which LibreOffice indents at each step."""
_BOLD: Final = 600
_FROM_THE_SIDE: Final = frozenset({"start", "left", "justify"})
_MOST_PARENTS: Final = 20


class _Look(NamedTuple):
    """How a cell looks; ``margin`` in points."""

    margin: int
    bold: bool
    outline: int


@dataclass(slots=True)
class _Style:
    """What a style of cells says itself; None where its parent says it."""

    parent: str
    margin: float | None = None
    is_bold: bool | None = None
    is_aside: bool | None = None


def column_formats(package: zipfile.ZipFile, title: str, column: int) -> CellFormats:
    """Return the formats of the filled cells of a column (from 0) that are not plain.

    Indents are counted in steps of LibreOffice; in points where two of a column are less than a
    step apart.

    Raises:
        expat.ExpatError: broken XML.
    """
    reader = _Reader(title, column)
    for part in (_STYLES, CONTENT):
        if part in package.namelist():
            reader.read(package, part)
    margins = {one.margin for one in reader.found.values() if one.margin}
    steps = {margin: (margin + _STEP // 2) // _STEP for margin in margins}
    if len({*steps.values()} - {0}) < len(margins):
        steps = {margin: margin for margin in margins}
    formats = {
        row: CellFormat(steps.get(one.margin, 0), one.bold, one.outline)
        for row, one in reader.found.items()
    }
    return {row: one for row, one in formats.items() if one != PLAIN}


@dataclass(slots=True)
class _Reader:
    """Collects styles, then the cells of one column of one sheet, while their XML is streamed.

    Attributes:
        found: margin in points, whether bold, and outline level of each filled cell, by row.
    """

    title: str
    column: int
    found: dict[int, _Look] = field(default_factory=dict[int, _Look])
    _styles: dict[str, _Style] = field(default_factory=dict[str, _Style])
    _style: _Style | None = None
    _inside: bool = False
    _of_column: str = ""
    _of_row: str = ""
    _row: int = 1
    _rows: int = 1
    _at: int = 0
    _groups: int = 0
    _cell: str | None = None

    def read(self, package: zipfile.ZipFile, part: str) -> None:
        made = parser()
        made.StartElementHandler = self._start
        made.EndElementHandler = self._end
        with package.open(part) as stream:
            for chunk in chunks(stream):
                made.Parse(chunk, not chunk)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._inside = attributes.get("table:name") == self.title
            self._row, self._at, self._groups = 1, 0, 0
        elif self._inside:
            self._start_in_sheet(name, attributes)
        elif name in {"style:style", "style:default-style"}:
            of_cells = attributes.get("style:family") == "table-cell"
            self._style = (
                _Style(attributes.get("style:parent-style-name", "")) if of_cells else None
            )
            if self._style is not None:
                self._styles[attributes.get("style:name", "")] = self._style
        elif self._style is not None:
            _see_look(self._style, attributes)

    def _start_in_sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table-column":
            first, self._at = self._at, self._at + _count(attributes, "columns")
            if first <= self.column < self._at:
                self._of_column = attributes.get("table:default-cell-style-name", "")
        elif name == "table:table-row-group":
            self._groups += 1
        elif name == "table:table-row":
            self._at, self._rows = 0, _count(attributes, "rows")
            self._of_row = attributes.get("table:default-cell-style-name", "")
        elif name in CELLS:
            first, self._at = self._at, self._at + _count(attributes, "columns")
            if first <= self.column < self._at:
                own = attributes.get("table:style-name", "")
                self._cell = own or self._of_row or self._of_column
        elif name == "text:p" and self._cell is not None:
            self._note(self._cell)
            self._cell = None

    def _end(self, name: str) -> None:
        if name in {"style:style", "style:default-style"}:
            self._style = None
        elif name == "table:table":
            self._inside = False
        elif not self._inside:
            return
        elif name in CELLS:
            self._cell = None
        elif name == "table:table-row-group":
            self._groups -= 1
        elif name == "table:table-row":
            self._row += self._rows

    def _note(self, style: str) -> None:
        margin, bold = self._see(style)
        if margin or bold or self._groups:
            last = min(self._row + self._rows, LAST_ROW + 1)
            seen = _Look(margin, bold, self._groups)
            self.found.update(dict.fromkeys(range(self._row, last), seen))

    def _see(self, name: str) -> tuple[int, bool]:
        """Return the margin in points and whether a style is bold, as its parents say it."""
        chain: list[_Style] = []
        while name in self._styles and len(chain) < _MOST_PARENTS:
            chain.append(self._styles[name])
            name = self._styles[name].parent if name else ""
            if not name:
                chain += [self._styles[""]] if "" in self._styles else []
                break
        margin = next((one.margin for one in chain if one.margin is not None), 0.0)
        aside = next((one.is_aside for one in chain if one.is_aside is not None), False)
        bold = next((one.is_bold for one in chain if one.is_bold is not None), False)
        return 0 if aside else int(margin + 0.5), bold


def _see_look(style: _Style, attributes: Mapping[str, str]) -> None:
    """Note what a part of a style says of the margin, the alignment and the weight."""
    margin = _LENGTH.fullmatch(attributes.get("fo:margin-left", ""))
    if margin is not None:
        style.margin = float(margin[1]) * _POINTS[margin[2]]
    if "fo:text-align" in attributes:
        style.is_aside = attributes["fo:text-align"] not in _FROM_THE_SIDE
    weight = attributes.get("fo:font-weight")
    if weight is not None:
        style.is_bold = weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD)


def _count(attributes: Mapping[str, str], what: str) -> int:
    """Return how often a column, row or cell is repeated: 1 if not given."""
    text = attributes.get(f"table:number-{what}-repeated", "1")
    fits = text.isascii() and text.isdigit() and len(text) <= 7  # noqa: PLR2004
    return max(1, int(text)) if fits else 1
