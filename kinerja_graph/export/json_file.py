"""Export one JSON document with a list for each table that has rows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from kinerja_graph.export.snapshot import Snapshot
from kinerja_graph.export.tables import PROBLEMS, Cell, TableRow, WrittenTables, table_rows
from kinerja_graph.numbers import write_range

FILE: Final = "plan.json"


def write_json(
    snapshot: Snapshot, folder: Path, headings: Mapping[str, Sequence[str]]
) -> WrittenTables:
    """Write ``plan.json`` into ``folder``, one row per line.

    The rows of different tables arrive mixed, so each table is buffered in a temporary file. Lists
    and yes/no values are JSON lists and booleans, numbers are numbers, a range target is text such
    as ``80..90``.

    Raises:
        OSError: the folder cannot be written.
    """
    rows, lost = 0, 0
    with ExitStack() as stack:
        parts: dict[str, IO[str]] = {}
        for row in table_rows(snapshot):
            rows += 1
            lost += row.table == PROBLEMS
            if row.table not in parts:
                parts[row.table] = stack.enter_context(
                    TemporaryFile("w+", encoding="utf-8", dir=folder, newline="")
                )
            else:
                parts[row.table].write(",\n")
            parts[row.table].write(f"  {_line(row, headings[row.table])}")
        with (folder / FILE).open("w", encoding="utf-8", newline="") as whole:
            opening = "{\n"
            for table in (name for name in headings if name in parts):
                whole.write(f'{opening} "{table}": [\n')
                parts[table].seek(0)
                shutil.copyfileobj(parts[table], whole)
                whole.write("\n ]")
                opening = ",\n"
            whole.write("\n}\n")
    return WrittenTables({FILE: rows}, lost)


def _line(row: TableRow, headings: Sequence[str]) -> str:
    cells = {heading: _value(row.cells[heading]) for heading in headings if heading in row.cells}
    return json.dumps(cells, ensure_ascii=False)


def _value(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return write_range(*cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return cell
