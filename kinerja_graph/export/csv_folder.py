"""Export a folder of CSV files, one for each table that has rows."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from kinerja_graph.errors import UsageError
from kinerja_graph.export.snapshot import Snapshot
from kinerja_graph.export.tables import PROBLEMS, Cell, TableRow, WrittenTables, table_rows
from kinerja_graph.numbers import write_number, write_range
from kinerja_graph.texts import _

SEPARATOR_OF_LISTS: Final = "; "


def write_csv(
    snapshot: Snapshot, folder: Path, headings: Mapping[str, Sequence[str]]
) -> WrittenTables:
    """Write the tables of ``snapshot`` into ``folder``.

    UTF-8, commas, one line feed after each row, quotation marks only where a value needs them.

    Args:
        snapshot: the edition to write.
        folder: an empty folder.
        headings: the canonical headings of each table, in order.

    Raises:
        UsageError: an id in a list contains the list separator (``not-expressible``).
        OSError: the folder cannot be written.
    """
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for row in table_rows(snapshot):
            heads = headings[row.table]
            if row.table not in writers:
                path = folder / f"{row.table}.csv"
                file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
                writers[row.table] = csv.writer(file)
                writers[row.table].writerow(heads)
            writers[row.table].writerow([_text(row, heading) for heading in heads])
            counts[row.table] = counts.get(row.table, 0) + 1
    return WrittenTables(
        {f"{table}.csv": n for table, n in counts.items()}, counts.get(PROBLEMS, 0)
    )


def _text(row: TableRow, heading: str) -> str:
    cell = row.cells.get(heading)
    if isinstance(cell, list):
        for item in cell:
            if ";" in item:
                raise _cannot_express(row, heading, item)
        return SEPARATOR_OF_LISTS.join(cell)
    return "" if cell is None else _cell_text(cell)


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, tuple):
        return write_range(*cell)
    if isinstance(cell, float):
        return write_number(cell)
    return str(cell)


def _cannot_express(row: TableRow, heading: str, item: str) -> UsageError:
    return UsageError(
        _(
            'The id "{item}" contains a semicolon, which separates lists; no CSV '
            "cell can refer to it."
        ),
        mend=_("Use --format json."),
        where=f"{row.table}, {row.cells.get('id', '')}, {heading}",
        code="not-expressible",
        item=item,
    )
