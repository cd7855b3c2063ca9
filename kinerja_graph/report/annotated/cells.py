"""Give cells of a worksheet another style; a cell or row that is not written yet is inserted."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kinerja_graph.report.annotated.markup import Splices, tag_end, with_attributes
from kinerja_graph.sources.package_parts import local, parser
from kinerja_graph.sources.sheet import column_of

_DIGITS: Final = "0123456789"
_ON: Final = frozenset({"1", "true"})
_BEHIND: Final = frozenset(
    {
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst", "AlternateContent",
    }
)  # fmt: skip
"""What follows the reference to the notes in a worksheet (ECMA-376 part 1, 18.3.1.99)."""
_LEVEL_OF_PARTS: Final = 2
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_SPANS: Final = re.compile(r"([0-9]{1,5}):([0-9]{1,5})")

Restyle = Callable[[int, int, int], int]
"""From row, column and its style to the new style of a cell."""


def cell_name(row: int, column: int) -> str:
    """Return the address of a cell; columns count from 0.

    >>> cell_name(14, 0), cell_name(3, 27)
    ('A14', 'AB3')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def restyled(
    part: bytes, cells: Mapping[int, frozenset[int]], restyle: Restyle, notes: bytes | None = None
) -> bytes:
    """Return a worksheet in which ``cells`` (columns by row) have the style of ``restyle``.

    ``notes``: attributes of the element that refers to the drawing of the notes; None: it has one.

    Raises:
        expat.ExpatError: broken XML.
        WholeFileError: it contains a document type, or a column that no sheet has.
    """
    editor = _Editor(part, cells, restyle, notes)
    return editor.edited()


@dataclass(slots=True)
class _Row:
    """A row of the sheet that is being read: its number, where it begins, its cells to come."""

    number: int
    start: int
    style: int | None
    spans: str
    missing: list[int]
    gaps: dict[int, int] = field(default_factory=dict[int, int])
    column: int = -1


class _Editor:
    """Notes the changes while the XML of a worksheet is read."""

    def __init__(
        self,
        part: bytes,
        cells: Mapping[int, frozenset[int]],
        restyle: Restyle,
        notes: bytes | None,
    ) -> None:
        self._part = part
        self._cells = cells
        self._restyle = restyle
        self._notes = notes
        self._splices = Splices()
        self._missing = sorted(cells)
        self._gaps: dict[int, int] = {}
        self._columns: list[tuple[int, int, int]] = []
        self._row: _Row | None = None
        self._number = 0
        self._depth = 0
        self._prefix = ""
        self._in_data = False
        self._is_hidden = False
        self._data = 0
        self._behind: int | None = None
        self._parser = parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def edited(self) -> bytes:
        self._parser.Parse(self._part, True)  # noqa: FBT003  # the signature of expat
        return self._splices.applied(self._part)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        own = local(name)
        self._depth += 1
        at = self._parser.CurrentByteIndex
        if self._depth == 1:
            self._prefix = name[: len(name) - len(own)]
        elif self._in_data:
            if own == "row":
                self._open_row(at, attributes)
            elif own == "c":
                self._open_cell(at, attributes)
        elif own == "col":
            bounds = (int(attributes.get(key, "0")) for key in ("min", "max", "style"))
            first, last, style = bounds
            self._columns.append((first - 1, last - 1, style))
        elif own == "dimension":
            self._extend_dimension(at, attributes.get("ref", ""))
        elif own == "sheetFormatPr":
            self._is_hidden = attributes.get("zeroHeight") in _ON
        elif self._depth == _LEVEL_OF_PARTS:
            self._in_data = own == "sheetData"
            self._data = at if self._in_data else self._data
            if own in _BEHIND and self._behind is None:
                self._behind = at

    def _extend_dimension(self, at: int, ref: str) -> None:
        """Make the range of used cells, which readers rely on, hold ours too."""
        found = _RANGE.fullmatch(ref)
        if found is None:
            return
        rows = [int(found[2]), int(found[4] or found[2]), *self._cells]
        columns = [column_of(found[1]), column_of(found[3] or found[1])]
        for marked in self._cells.values():
            columns += marked
        first, last = cell_name(min(rows), min(columns)), cell_name(max(rows), max(columns))
        wider = first if first == last else f"{first}:{last}"
        if wider != ref and self._cells:
            self._replace_tag(at, {"ref": wider})

    def _replace_tag(self, at: int, values: Mapping[str, str]) -> None:
        end = tag_end(self._part, at)
        self._splices.put(at, end, with_attributes(self._part[at:end], values))

    def _open_row(self, at: int, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r")
        self._number = self._number + 1 if number is None else int(number)
        while self._missing and self._missing[0] < self._number:
            self._gaps[self._missing.pop(0)] = at
        if self._number not in self._cells:
            self._row = None
            return
        if self._missing[:1] == [self._number]:
            self._missing.pop(0)
        self._gaps.pop(self._number, None)
        own = attributes.get("customFormat") in _ON and attributes.get("s")
        columns = sorted(self._cells[self._number])
        spans = attributes.get("spans", "")
        self._row = _Row(self._number, at, int(own) if own else None, spans, columns)

    def _open_cell(self, at: int, attributes: Mapping[str, str]) -> None:
        row = self._row
        if row is None:
            return
        place = attributes.get("r")
        row.column = row.column + 1 if place is None else column_of(place.rstrip(_DIGITS))
        while row.missing and row.missing[0] < row.column:
            row.gaps[row.missing.pop(0)] = at
        if row.column not in self._cells[row.number]:
            return
        if row.missing[:1] == [row.column]:
            row.missing.pop(0)
        row.gaps.pop(row.column, None)
        style = self._restyle(row.number, row.column, int(attributes.get("s", "0")))
        self._replace_tag(at, {"s": str(style)})

    def _end(self, name: str) -> None:
        own = local(name)
        at = self._parser.CurrentByteIndex
        if self._in_data and own == "row" and self._row is not None:
            self._close_row(self._row, at)
        elif own == "sheetData" and self._in_data:
            self._close_data(at)
        elif self._depth == 1 and self._notes is not None:
            tag = f"<{self._prefix}legacyDrawing ".encode() + self._notes + b"/>"
            self._splices.insert(at if self._behind is None else self._behind, tag)
        self._depth -= 1

    def _close_row(self, row: _Row, at: int) -> None:
        self._row = None
        by_place: dict[int, list[int]] = {}
        for column, place in row.gaps.items():
            insort(by_place.setdefault(place, []), column)
        for place, columns in by_place.items():
            self._splices.insert(place, self._new_cells(row.number, columns, row.style))
        wider = _wider_spans(row.spans, (*row.gaps, *row.missing))
        changes = {"spans": wider} if wider != row.spans else {}
        if row.missing:
            cells = self._new_cells(row.number, row.missing, row.style)
            self._at_the_end(row.start, at, "row", cells, changes)
        elif changes:
            self._replace_tag(row.start, changes)

    def _close_data(self, at: int) -> None:
        self._in_data = False
        by_place: dict[int, list[int]] = {}
        for number, place in self._gaps.items():
            insort(by_place.setdefault(place, []), number)
        for place, numbers in by_place.items():
            self._splices.insert(place, b"".join(map(self._new_row, numbers)))
        if self._missing:
            rows = b"".join(map(self._new_row, self._missing))
            self._at_the_end(self._data, at, "sheetData", rows, {})

    def _at_the_end(
        self, start: int, at: int, name: str, content: bytes, changes: Mapping[str, str]
    ) -> None:
        """Insert into an element that ends at ``at``; a single tag is opened for it."""
        end = tag_end(self._part, start)
        head = with_attributes(self._part[start:end], changes)
        if not head.endswith(b"/>"):
            self._splices.insert(at, content)
            if changes:
                self._splices.put(start, end, head)
            return
        opened = head.removesuffix(b"/>").rstrip() + b">"
        close = f"</{self._prefix}{name}>".encode()
        self._splices.put(start, end, opened + content + close)

    def _new_row(self, number: int) -> bytes:
        cells = self._new_cells(number, sorted(self._cells[number]), None)
        tag = f"{self._prefix}row"
        hidden = ' hidden="1"' if self._is_hidden else ""
        return f'<{tag} r="{number}"{hidden}>'.encode() + cells + f"</{tag}>".encode()

    def _new_cells(self, row: int, columns: list[int], style: int | None) -> bytes:
        """Return cells that look as before: in the style of their row, or else of their column."""
        return b"".join(
            f'<{self._prefix}c r="{cell_name(row, column)}" s="{made}"/>'.encode()
            for column in columns
            for made in [
                self._restyle(row, column, self._style(column) if style is None else style)
            ]
        )

    def _style(self, column: int) -> int:
        return next((style for first, last, style in self._columns if first <= column <= last), 0)


def _wider_spans(spans: str, columns: Iterable[int]) -> str:
    """Return the columns that a row says it has (``1:5``, from 1), with others among them.

    >>> _wider_spans("2:5", [1, 7]), _wider_spans("2:5", [0]), _wider_spans("", [3])
    ('2:8', '1:5', '')
    """
    ranges = [(int(first), int(last)) for first, last in _SPANS.findall(spans)]
    others = [column + 1 for column in columns]
    if not ranges or all(any(a <= one <= b for a, b in ranges) for one in others):
        return spans
    ends = [*others, *(end for both in ranges for end in both)]
    return f"{min(ends)}:{max(ends)}"
