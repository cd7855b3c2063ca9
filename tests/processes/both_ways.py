"""A folder read row by row and column by column: where the columns are taken, all is the same."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from kinerja_graph.export.admin_files import AdminFiles
from kinerja_graph.model.rows import Rows
from kinerja_graph.settings import Settings
from kinerja_graph.sources.columnar.plan import ColumnarPlan, read_columns
from kinerja_graph.sources.plan import ReadOptions
from kinerja_graph.sources.reading import Reading, read
from kinerja_graph.workflow.bulk_columns import write_columns
from kinerja_graph.workflow.bulk_filling import write_rows

SCOPE = "s"


def is_read_by_columns(path: Path, settings: Settings, *, lenient: bool = False) -> bool:
    """Whether ``path`` was read column by column; then it is checked that all is the same."""
    columns = read_columns(path, ReadOptions(lenient=lenient), settings)
    if columns is None:
        return False
    rows = read(path, settings=settings, lenient=lenient)
    assert rows.cascade is not None, path
    assert not [each for each in rows.problems if each.severity == "error"], path
    assert columns.problems == rows.problems
    assert (columns.plan, columns.passed) == (rows.cascade.plan, rows.passed)
    assert columns.counts == Rows(rows.cascade).counts
    assert _written(columns) == _written(rows)
    return True


def write_csv_folder(tables: Mapping[str, object], folder: Path) -> Path:
    """Tables of a document as CSV files in ``folder``; lists are joined as cells have them."""
    for name, rows in tables.items():
        given = cast("list[dict[str, object]]", rows)
        headings = list(dict.fromkeys(key for row in given for key in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(headings)
            writer.writerows([_cell(row.get(key)) for key in headings] for row in given)
    return folder


def _cell(value: object) -> object:
    if isinstance(value, list):
        items = cast("list[object]", value)
        ranged = all(isinstance(item, int | float) for item in items)
        return (".." if ranged else ";").join(map(str, items))
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _written(reading: ColumnarPlan | Reading) -> dict[str, Any]:
    """The files of a bulk load: headers, and the rows of each table in an order of their own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with AdminFiles(folder) as files:
            if isinstance(reading, ColumnarPlan):
                write_columns(reading, files, SCOPE)
            elif reading.cascade is not None:
                write_rows(reading.cascade, files, SCOPE)
        found: dict[str, Any] = {}
        for file in sorted(folder.iterdir()):
            with file.open(encoding="utf-8", newline="") as lines:
                found.setdefault(file.name.partition(".")[0], []).extend(csv.reader(lines))
    return {kind: sorted(rows) for kind, rows in found.items()}
