"""Add notes to the cells of a sheet: a part with their texts, and a drawing with their boxes.

A note that a cell has already stays, and ours follows it. Comments in threads are parts of their
own, which are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count
from textwrap import wrap
from typing import Final

from kinerja_graph.report.annotated.cells import cell_name
from kinerja_graph.report.annotated.geometry import Anchor, Geometry
from kinerja_graph.report.annotated.markup import (
    Element,
    Splices,
    attribute,
    outline,
    text_of,
)
from kinerja_graph.report.report_context import PRODUCT

Cell = tuple[int, int]
"""A row, from 1, and a column, from 0."""
EMPTY_NOTES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{}"><authors></authors><commentList></commentList></comments>'
)
_PARTED: Final = "\n\n――――――\n"
"""Between a note that was there and ours."""
_VML: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY_DRAWING: Final = (
    f'<xml {_VML}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{block}}"/>'
    "</o:shapelayout></xml>"
)
_KIND: Final = (
    f'<v:shapetype {_VML} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    f'<v:shape {_VML} id="_x0000_s{{number}}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:{width}pt;height:{height}pt;'
    'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NUMBERS: Final = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_ONE_SHAPE: Final = re.compile(rb"<((?:[\w.-]+:)?shape)\b.*?</\1>", re.DOTALL)
"""A shape; programs choose prefixes of their own, so none is taken for granted."""
_OUR_KIND: Final = re.compile(rb"<(?:[\w.-]+:)?shapetype\b[^>]*\bid\s*=\s*[\"']_x0000_t202[\"']")
_BLOCKS: Final = re.compile(
    rb"(<(?:[\w.-]+:)?idmap\b[^>]*\bdata\s*=\s*[\"'])([0-9, ]{1,9999})([\"'])"
)
_ROW: Final = re.compile(rb"<(?:[\w.-]+:)?Row>\s*([0-9]{1,7})\s*</")
_COLUMN: Final = re.compile(rb"<(?:[\w.-]+:)?Column>\s*([0-9]{1,5})\s*</")
_ANCHOR: Final = re.compile(rb"(<(?:[\w.-]+:)?Anchor>)([^<]*)(</)")
_SIZE: Final = re.compile(rb"((?:^|[;\"'])\s*(width|height):)\s*([0-9.]{1,9})(pt|px)")
_BLOCK: Final = 1024
"""Numbers of shapes come in blocks of so many."""
_LINE: Final = 16
"""Pixels of a line of a note, in the font of ``_PROPERTIES``."""
_MARGIN: Final = 10
_WIDTHS: Final = ((400, 62), (560, 90))
"""Pixels of a box, and how many letters are in a line of it; the second if there is much text."""
_MUCH: Final = 20
"""Lines of which a box becomes wider rather than longer."""
_POINTS: Final = 3 / 4
"""Of a pixel."""
_LONGEST: Final = 32_767
"""The maximum number of characters in a note."""
_PROPERTIES: Final = (
    '<{p}rPr>{bold}<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/>'
    '<{p}family val="2"/></{p}rPr>'
)


def box_size(words: str) -> tuple[int, int]:
    """Return width and height, in pixels, of a box that shows all of a note."""
    tries = [
        (width, sum(len(wrap(line, letters)) or 1 for line in words.split("\n")))
        for width, letters in _WIDTHS
    ]
    width, lines = next((one for one in tries if one[1] <= _MUCH), tries[-1])
    return width, lines * _LINE + _MARGIN


def with_notes(part: bytes, notes: Mapping[Cell, str]) -> tuple[bytes, frozenset[Cell]]:
    """Return the part of the notes with ``notes`` added, and the cells that had one already.

    Raises:
        expat.ExpatError: broken XML.
        WholeFileError: it contains a document type.
    """
    root = outline(part, 6)
    splices = Splices()
    there = _existing(root)
    for cell in sorted(set(notes) & set(there)):
        _append_to(splices, part, there[cell], _PARTED + notes[cell])
    fresh = sorted(set(notes) - set(there))
    if fresh:
        _add_fresh(splices, part, root, {cell: notes[cell] for cell in fresh})
    return splices.applied(part), frozenset(set(notes) & set(there))


def _existing(root: Element) -> dict[Cell, Element]:
    found: dict[Cell, Element] = {}
    listed = root.first("commentList")
    for comment in () if listed is None else listed.all("comment"):
        cell = _cell(comment.attributes.get("ref", ""))
        if cell is not None:
            found.setdefault(cell, comment)
    return found


def _cell(name: str) -> Cell | None:
    letters, digits = name.rstrip("0123456789"), name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not letters or letters + digits != name or not digits.isdecimal():
        return None
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column - 1


def _append_to(splices: Splices, part: bytes, comment: Element, words: str) -> None:
    """Add a run of text after those that a note has, as far as a note has room."""
    p = comment.prefix
    run = _runs(p, words[: max(_LONGEST - (comment.end - comment.start), 0)])
    text = comment.first("text")
    if text is None:
        splices.append(part, comment, f"<{p}text>".encode() + run + f"</{p}text>".encode())
        return
    plain = text.first("t")
    if plain is not None:  # text beside runs is not shown everywhere: it becomes one of them
        splices.insert(plain.start, f"<{p}r>".encode())
        splices.insert(plain.end, f"</{p}r>".encode())
    behind = next((one for one in text.children if one.name in {"rPh", "phoneticPr"}), None)
    if behind is not None:
        splices.insert(behind.start, run)
    else:
        splices.append(part, text, run)


def _runs(prefix: str, words: str) -> bytes:
    """Return words as runs of text: the first of several lines of a paragraph is bold."""
    found: list[bytes] = []
    for at, paragraph in enumerate(words.split("\n\n")):
        head, line_break, rest = paragraph.partition("\n")
        apart = "\n\n" if at else ""
        if line_break:
            found += [_run(prefix, apart + head, bold=True), _run(prefix, line_break + rest)]
        else:
            found.append(_run(prefix, apart + head))
    return b"".join(found)


def _run(prefix: str, words: str, *, bold: bool = False) -> bytes:
    properties = _PROPERTIES.format(p=prefix, bold=f"<{prefix}b/>" if bold else "")
    head, tail = f'{properties}<{prefix}t xml:space="preserve">', f"</{prefix}t></{prefix}r>"
    return f"<{prefix}r>{head}".encode() + text_of(words) + tail.encode()


def _add_fresh(splices: Splices, part: bytes, root: Element, notes: Mapping[Cell, str]) -> None:
    p = root.prefix
    authors, listed = root.first("authors"), root.first("commentList")
    author = 0 if authors is None else len(authors.all("author"))
    entries = b"".join(
        f'<{p}comment ref="{cell_name(*cell)}" authorId="{author}"><{p}text>'.encode()
        + _runs(p, words)
        + f"</{p}text></{p}comment>".encode()
        for cell, words in notes.items()
    )
    named = f"<{p}author>{PRODUCT}</{p}author>".encode()
    if authors is not None:
        splices.append(part, authors, named)
    if listed is not None:
        splices.append(part, listed, entries)
        if authors is None:
            splices.insert(
                listed.start, f"<{p}authors>".encode() + named + f"</{p}authors>".encode()
            )
    elif authors is not None:
        whole = f"<{p}commentList>".encode() + entries + f"</{p}commentList>".encode()
        splices.insert(authors.end, whole)


def empty_drawing(drawings: Iterable[bytes]) -> bytes:
    """Return a drawing of notes without any, in a block of numbers that no other has."""
    return _EMPTY_DRAWING.format(block=_free_block(drawings)).encode()


def _free_block(drawings: Iterable[bytes]) -> int:
    """Return the first block behind all that the drawings of a workbook reserve or use."""
    return max((block for one in drawings for block in _taken(one)), default=0) + 1


def _taken(drawing: bytes) -> set[int]:
    numbers = {int(number) // _BLOCK for number in _NUMBERS.findall(drawing)}
    return numbers.union(_reserved(drawing))


def _reserved(drawing: bytes) -> list[int]:
    found = _BLOCKS.search(drawing)
    return [] if found is None else [int(one) for one in found[2].split(b",") if one.strip()]


def with_boxes(
    drawing: bytes,
    notes: Mapping[Cell, str],
    existing: frozenset[Cell],
    others: Iterable[bytes],
    sheet: Geometry,
) -> bytes:
    """Return a drawing with a box for each note; boxes that are there become longer.

    The drawing is text to us, since spreadsheet programs write it as something less than XML.

    Args:
        drawing: the part.
        notes: our texts by cell.
        existing: the cells whose note was there.
        others: the other drawings of the workbook, with which it shares no number of a shape.
        sheet: the sizes of the sheet's rows and columns.
    """
    boxed: set[Cell] = set()

    def longer(found: re.Match[bytes]) -> bytes:
        cell = _cell_of(found[0])
        if cell is None or cell not in notes:
            return found[0]
        boxed.add(cell)
        return _longer(found[0], _PARTED + notes[cell], sheet) if cell in existing else found[0]

    changed = _ONE_SHAPE.sub(longer, drawing)
    fresh = [cell for cell in sorted(notes) if cell not in boxed]
    if not fresh:
        return changed
    changed, numbers = _with_numbers(changed, list(others), len(fresh))
    shapes = [] if _OUR_KIND.search(changed) else [_KIND]
    shapes += [
        _shape(cell, notes[cell], number, sheet)
        for cell, number in zip(fresh, numbers, strict=True)
    ]
    end = changed.rfind(b"</")
    return changed[:end] + "".join(shapes).encode() + changed[end:]


def _with_numbers(drawing: bytes, others: list[bytes], many: int) -> tuple[bytes, list[int]]:
    """Return numbers of new shapes, and the drawing in which their blocks are reserved.

    Excel repairs a workbook in which two drawings reserve a block, or a shape is outside those of
    its drawing.
    """
    used = {int(number) for one in (drawing, *others) for number in _NUMBERS.findall(one)}
    elsewhere = {block for one in others for block in _reserved(one)}
    own = _reserved(drawing)
    blocks = [block for block in own if block not in elsewhere]
    free = [
        number
        for block in blocks
        for number in range(block * _BLOCK + 1, (block + 1) * _BLOCK)
        if number not in used
    ]
    for block in count(_free_block((drawing, *others))):
        if len(free) >= many:
            break
        own.append(block)
        free += range(block * _BLOCK + 1, (block + 1) * _BLOCK)
    said = ",".join(map(str, own)).encode()
    return _BLOCKS.sub(rb"\g<1>" + said + rb"\g<3>", drawing, count=1), free[:many]


def _cell_of(shape: bytes) -> Cell | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return None if row is None or column is None else (int(row[1]) + 1, int(column[1]))


def _longer(shape: bytes, words: str, sheet: Geometry) -> bytes:
    """Return the shape with room for more text, and wide enough for it."""
    found = _ANCHOR.search(shape)
    place = None if found is None else _anchor(found[2])
    wide, high = _styled_size(shape) if place is None else sheet.size(place)
    width, height = box_size(words)
    width, height = max(wide, width), high + height
    if place is not None:
        anchor = ", ".join(map(str, sheet.grown(place, width, height))).encode()
        shape = _ANCHOR.sub(rb"\g<1>" + anchor + rb"\g<3>", shape, count=1)
    points = {b"width": int(width * _POINTS), b"height": int(height * _POINTS)}
    return _SIZE.sub(lambda one: one[1] + f"{points[one[2]]}pt".encode(), shape, count=2)


def _styled_size(shape: bytes) -> tuple[int, int]:
    """Return width and height, in pixels, that the style of a shape says; 0 where it does not."""
    found = {b"width": 0, b"height": 0}
    for _head, side, number, unit in _SIZE.findall(shape)[:2]:
        try:
            found[side] = int(float(number) / (_POINTS if unit == b"pt" else 1))
        except ValueError:
            found[side] = 0
    return found[b"width"], found[b"height"]


def _anchor(text: bytes) -> Anchor | None:
    try:
        left, x, top, y, right, to_x, bottom, to_y = (int(one) for one in text.split(b","))
    except ValueError:
        return None
    return left, x, top, y, right, to_x, bottom, to_y


def _shape(cell: Cell, words: str, number: int, sheet: Geometry) -> str:
    row, column = cell[0] - 1, cell[1]
    width, height = box_size(words)
    return _SHAPE.format(
        number=number,
        width=int(width * _POINTS),
        height=int(height * _POINTS),
        anchor=", ".join(map(str, sheet.box(row, column, width, height))),
        row=row,
        column=column,
    )


def drawing_reference(namespace: str, name: str) -> bytes:
    """Return the attributes of the element of a sheet that refers to its drawing of notes."""
    return b"xmlns:r=" + attribute(namespace) + b" r:id=" + attribute(name)
