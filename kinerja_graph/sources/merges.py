"""Merged ranges of a worksheet: the value is in the first cell, the others are empty."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from kinerja_graph.sources.cells import MERGED, Line
from kinerja_graph.sources.package_parts import chunks
from kinerja_graph.sources.sheet import column_of

_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)[\"']"
)
_OVERLAP: Final = 512
_WIDEST: Final = 256
"""No table is this wide; a wider range does not extend the rows."""
Merge = tuple[int, int, int, int]
"""First row, last row, first column, last column (columns from 0)."""


def merged_ranges(package: zipfile.ZipFile, part: str) -> list[Merge]:
    """Return the merged ranges, by first row; they follow the rows, so the part is scanned once."""
    found: set[Merge] = set()
    tail = b""
    with package.open(part) as stream:
        for chunk in chunks(stream):
            text = tail + chunk
            for left, top, right, bottom in _RANGE.findall(text):
                columns = column_of(left.decode()), column_of(right.decode())
                found.add((int(top), int(bottom), *columns))
            tail = text[-_OVERLAP:]
    return sorted(found)


def first_cells_only(lines: Iterator[Line], merges: list[Merge]) -> Iterator[Line]:
    """Yield the rows with every cell of a merged range emptied except its first.

    A cell with others of the range above it is ``MERGED``: people see a value there.
    """
    waiting = merges[::-1]
    active: list[Merge] = []
    for number, cells in lines:
        while waiting and waiting[-1][0] <= number:
            active.append(waiting.pop())
        active = [merge for merge in active if merge[1] >= number]
        if active:
            row = list(cells)
            for top, _, left, right in active:
                start = left + 1 if number == top else left
                if len(row) <= right < _WIDEST:
                    row.extend([None] * (right + 1 - len(row)))
                stop = min(right + 1, len(row))
                row[start:stop] = [None if number == top else MERGED] * max(0, stop - start)
            yield number, row
        else:
            yield number, cells
