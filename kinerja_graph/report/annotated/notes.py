"""Add notes to the cells of a sheet: a part with their texts, and a drawing with their boxes.

A note that a cell has already stays, and ours follows it. Comments in threads are parts of their
own, which are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kinerja_graph.report.annotated.cells import cell_name
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
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:300pt;height:{points}pt;'
    'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NUMBERS: Final = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_ONE_SHAPE: Final = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_ROW: Final = re.compile(rb"<x:Row>\s*([0-9]{1,7})\s*</x:Row>")
_COLUMN: Final = re.compile(rb"<x:Column>\s*([0-9]{1,5})\s*</x:Column>")
_ANCHOR: Final = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_HEIGHT: Final = re.compile(rb"((?:^|[;\"'])\s*height:)\s*([0-9.]{1,9})(pt|px)")
_BLOCK: Final = 1024
"""Numbers of shapes come in blocks of so many."""
_LINE_POINTS: Final = 15
_LINE_LETTERS: Final = 50
_WIDE: Final = 5
"""Columns over which the box of a note extends."""


def lines_of(words: str) -> int:
    """Return how many lines a note takes in its box."""
    return sum(1 + len(line) // _LINE_LETTERS for line in words.split("\n"))


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
    """Add a run of text after those that a note has."""
    p = comment.prefix
    run = _run(p, words)
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


def _run(prefix: str, words: str) -> bytes:
    head, tail = f'<{prefix}r><{prefix}t xml:space="preserve">', f"</{prefix}t></{prefix}r>"
    return head.encode() + text_of(words) + tail.encode()


def _add_fresh(splices: Splices, part: bytes, root: Element, notes: Mapping[Cell, str]) -> None:
    p = root.prefix
    authors, listed = root.first("authors"), root.first("commentList")
    author = 0 if authors is None else len(authors.all("author"))
    entries = b"".join(
        f'<{p}comment ref="{cell_name(*cell)}" authorId="{author}"><{p}text>'.encode()
        + _run(p, words)
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


def last_number(drawings: list[bytes]) -> int:
    """Return the highest number of a shape in the drawings of a workbook; 0 if there is none."""
    return max((int(one) for part in drawings for one in _NUMBERS.findall(part)), default=0)


def empty_drawing(block: int) -> bytes:
    """Return a drawing of notes without any; its shapes have the numbers of a block."""
    return _EMPTY_DRAWING.format(block=block).encode()


def block_after(number: int) -> int:
    """Return the first block of numbers of shapes behind ``number``."""
    return number // _BLOCK + 1


def with_boxes(
    drawing: bytes, notes: Mapping[Cell, str], existing: frozenset[Cell], number: int
) -> bytes:
    """Return a drawing with a box for each note; boxes that are there become longer.

    The drawing is text to us, since spreadsheet programs write it as something less than XML.

    Args:
        drawing: the part.
        notes: our texts by cell.
        existing: the cells whose note was there.
        number: that of the first new shape.
    """
    boxed: set[Cell] = set()

    def longer(found: re.Match[bytes]) -> bytes:
        cell = _cell_of(found[0])
        if cell is None or cell not in notes:
            return found[0]
        boxed.add(cell)
        return _longer(found[0], lines_of(_PARTED + notes[cell])) if cell in existing else found[0]

    changed = _ONE_SHAPE.sub(longer, drawing)
    shapes = [] if b"_x0000_t202" in changed else [_KIND]
    fresh = [cell for cell in sorted(notes) if cell not in boxed]
    shapes += [_shape(cell, notes[cell], number + at) for at, cell in enumerate(fresh)]
    end = changed.rfind(b"</")
    return changed[:end] + "".join(shapes if fresh else []).encode() + changed[end:]


def _cell_of(shape: bytes) -> Cell | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return None if row is None or column is None else (int(row[1]) + 1, int(column[1]))


def _longer(shape: bytes, lines: int) -> bytes:
    """Return the shape with room for more lines, and over enough columns."""

    def anchor(found: re.Match[bytes]) -> bytes:
        try:
            numbers = [int(one) for one in found[2].split(b",")]
            numbers[4] = max(numbers[4], numbers[0] + _WIDE)
            numbers[6] += lines
        except (ValueError, IndexError):
            return found[0]
        return found[1] + ", ".join(map(str, numbers)).encode() + found[3]

    def height(found: re.Match[bytes]) -> bytes:
        try:
            much = int(float(found[2])) + lines * _LINE_POINTS
        except ValueError:
            return found[0]
        return found[1] + str(much).encode() + found[3]

    return _HEIGHT.sub(height, _ANCHOR.sub(anchor, shape, count=1), count=1)


def _shape(cell: Cell, words: str, number: int) -> str:
    row, column = cell[0] - 1, cell[1]
    lines = lines_of(words) + 1
    top = max(row - 1, 0)
    numbers = (column + 1, 15, top, 2, column + 1 + _WIDE, 15, top + lines, 4)
    return _SHAPE.format(
        number=number,
        points=lines * _LINE_POINTS,
        anchor=", ".join(map(str, numbers)),
        row=row,
        column=column,
    )


def drawing_reference(namespace: str, name: str) -> bytes:
    """Return the attributes of the element of a sheet that refers to its drawing of notes."""
    return b"xmlns:r=" + attribute(namespace) + b" r:id=" + attribute(name)
