"""Read how the cells of a column look: indent, bold text, and the outline level of their rows.

Only what may indicate the levels of a list is read, one column at a time: for a large sheet the
formats of all cells would take as much memory as the cells themselves.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kinerja_graph.sources.package_parts import chunks, local, parser, starts
from kinerja_graph.sources.sheet import column_of

_DIGITS: Final = "0123456789"
_STYLE_LISTS: Final = ("fonts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_FROM_THE_SIDE: Final = frozenset({"", "general", "left", "start", "distributed"})
"""Horizontal alignments for which an indent moves the text from the left edge."""
_OFF: Final = frozenset({"0", "false"})
_DEEPEST: Final = 250


class CellFormat(NamedTuple):
    """How a cell is formatted.

    Attributes:
        indent: the number of steps its text is indented from the left edge.
        bold: whether its text is bold.
        outline: the outline level of its row.
    """

    indent: int = 0
    bold: bool = False
    outline: int = 0


PLAIN: Final = CellFormat()
CellFormats = Mapping[int, CellFormat]
"""The formats of the cells of a column by row; a missing row has plain ones."""


def cell_styles(package: zipfile.ZipFile, part: str | None) -> Sequence[CellFormat]:
    """Return the format of each cell style (ECMA-376 part 1, 18.8), without outline."""
    fonts: list[bool] = []
    found: list[CellFormat] = []
    inside = ""
    wanted = ("font", "b", "xf", "alignment", *_STYLE_LISTS)
    for name, attributes in starts(package, part, *wanted) if part is not None else ():
        if name in _STYLE_LISTS:
            inside = name
        elif (inside, name) == ("fonts", "font"):
            fonts.append(False)
        elif (inside, name) == ("fonts", "b") and fonts:
            fonts[-1] = attributes.get("val", "1") not in _OFF
        elif (inside, name) == ("cellXfs", "xf"):
            font = _small(attributes.get("fontId", ""))
            found.append(CellFormat(bold=font < len(fonts) and fonts[font]))
        elif (inside, name) == ("cellXfs", "alignment") and found:
            indent = _small(attributes.get("indent", ""))
            from_left = attributes.get("horizontal", "") in _FROM_THE_SIDE
            found[-1] = found[-1]._replace(indent=indent if from_left else 0)
    return found


def column_formats(
    package: zipfile.ZipFile, part: str, styles: Sequence[CellFormat], column: int
) -> CellFormats:
    """Return the formats of a column's cells that are not plain.

    Raises:
        expat.ExpatError: broken XML.
    """
    found: dict[int, CellFormat] = {}
    number, outline, at = 0, 0, -1

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal number, outline, at
        name = local(name)
        if name == "row":
            said = attributes.get("r")
            number, at = number + 1 if said is None else int(said), -1
            outline = _small(attributes.get("outlineLevel", ""))
        elif name == "c":
            place = attributes.get("r")
            at = at + 1 if place is None else column_of(place.rstrip(_DIGITS))
            if at == column:
                style = _small(attributes.get("s", ""), len(styles))
                cell_format = styles[style] if style < len(styles) else PLAIN
                if outline or cell_format != PLAIN:
                    found[number] = (
                        cell_format._replace(outline=outline) if outline else cell_format
                    )

    reader = parser()
    reader.StartElementHandler = start
    with package.open(part) as stream:
        for chunk in chunks(stream):
            reader.Parse(chunk, not chunk)
    return found


def _small(text: str, most: int = _DEEPEST) -> int:
    """Parse a number that is not too large; 0 if there is none."""
    fits = text.isascii() and text.isdigit() and len(text) <= 7  # noqa: PLR2004
    return min(int(text), most) if fits else 0
