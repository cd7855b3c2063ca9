"""Find the rows and columns of a worksheet that a spreadsheet application does not show."""

from __future__ import annotations

import re
import zipfile
from typing import Final

from kinerja_graph.sources.package_parts import chunks

_HIDDEN: Final = re.compile(rb"<(?:\w+:)?(row|col)\b([^<>]*?\bhidden=[\"'](?:1|true)[\"'][^<>]*)>")
_NUMBER: Final = re.compile(rb"\b(r|min|max)=[\"']([0-9]{1,7})[\"']")
_OVERLAP: Final = 512
_LAST_COLUMN: Final = 16_384


def hidden_parts(package: zipfile.ZipFile, part: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return hidden rows (numbers) and columns (from 0), whether by hand, filter or group."""
    rows: set[int] = set()
    columns: set[int] = set()
    tail = b""
    with package.open(part) as stream:
        for chunk in chunks(stream):
            text = tail + chunk
            for kind, said in _HIDDEN.findall(text):
                numbers = {name: int(number) for name, number in _NUMBER.findall(said)}
                if kind == b"row" and b"r" in numbers:
                    rows.add(numbers[b"r"])
                elif kind == b"col" and {b"min", b"max"} <= numbers.keys():
                    last = min(numbers[b"max"], _LAST_COLUMN)
                    columns.update(range(numbers[b"min"] - 1, last))
            tail = text[-_OVERLAP:]
    return frozenset(rows), frozenset(columns)
