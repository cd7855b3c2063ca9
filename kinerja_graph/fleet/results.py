"""The results of a fleet as Parquet files: each is complete or absent, and is kept as it comes.

``governments/KEY.parquet`` is written last, so an outcome counts only if all of it is there.
``run.json`` names the keys of the last run: results of earlier runs stay and are used again.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from kinerja_graph.data_frames import with_data_frames
from kinerja_graph.errors import UsageError
from kinerja_graph.files import refuse_unwritable, write_whole
from kinerja_graph.fleet.outcome import (
    PAGES,
    Outcome,
    Row,
    agency_rows,
    finding_rows,
    government_row,
    rule_rows,
)
from kinerja_graph.texts import _

GOVERNMENTS: Final = "governments"
DOCUMENT: Final = "document"
"""The column that holds the whole audit; no table for people has it."""
_RUN: Final = "run.json"
_TYPES: Final = {"str": "string", "int": "int64", "float": "float64"}
_COUNTS: Final = {
    f"{kind}s{suffix}": "int"
    for kind in ("task", "position", "indicator", "objective")
    for suffix in ("", "_whole")
}
_KEPT: Final = (
    "key", "source", "dataset", "edition", "status", "seconds", DOCUMENT, "name", "as_of",
    "first_loaded",
)  # fmt: skip
_NAMED: Final = {"dataset": "str", "edition": "str"}
COLUMNS: Final[dict[str, dict[str, str]]] = {
    GOVERNMENTS: {
        "key": "str", **_NAMED, "source": "str", "status": "str", "why": "str",
        "errors": "int", "warnings": "int", "infos": "int", **_COUNTS, "seconds": "float",
        "name": "str", "as_of": "int", "first_loaded": "int", "report": "str", "picture": "str",
    },
    "findings": {
        **_NAMED, "rule": "str", "severity": "str", "status": "str", "fingerprint": "str",
        "agency": "str", "label": "str", "id": "str", "name": "str", "other": "str",
        "cut_off": "int", "message": "str", "remediation": "str", "origin": "str",
        "source": "str",
    },
    "rules": {
        **_NAMED, "rule": "str", "severity": "str", "status": "str", "population": "int",
        "findings": "int",
    },
    "agencies": {**_NAMED, "agency": "str", "whole": "int", "population": "int"},
}  # fmt: skip
"""The tables of a fleet: the columns of each, and their types."""
_ROWS: Final[dict[str, Callable[[Outcome], list[Row]]]] = {
    "findings": finding_rows,
    "rules": rule_rows,
    "agencies": agency_rows,
}


class Results:
    """A folder of results."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made when the first result comes.

        Raises:
            UsageError: nothing can be written there (``not-written``), or the extra is missing.
        """
        self._folder = folder
        self._arrow, self._parquet = library("pyarrow"), library("pyarrow.parquet")
        refuse_unwritable(folder / _RUN)

    def keep(self, outcome: Outcome) -> None:
        """Keep an outcome; the one before with the same key is replaced.

        Raises:
            UsageError: it cannot be written.
        """
        for path, content in outcome.contents.items():
            write_whole(self._folder / path, content)
        for table, rows in _ROWS.items():
            self._write(table, outcome.key, rows(outcome))
        row = government_row(outcome) | {DOCUMENT: outcome.document}
        self._write(GOVERNMENTS, outcome.key, [row])

    def find(self, key: str) -> Outcome | None:
        """Return a complete outcome that was kept; None if there is none, or it failed.

        What failed may succeed the next time; a plan that was refused is refused again.
        """
        path = self.path(GOVERNMENTS, key)
        if not path.is_file():
            return None
        try:
            row = self._parquet.read_table(path, partitioning=None).to_pylist()[0]
        except (OSError, self._arrow.ArrowException, IndexError):
            return None
        if row["status"] not in ("audited", "refused"):
            return None
        pages = {kind: row[kind] for kind in PAGES if row.get(kind) is not None}
        if not all((self._folder / page).is_file() for page in pages.values()):
            return None
        return Outcome(**{name: row.get(name) for name in _KEPT}, pages=pages)

    def name_run(self, keys: Sequence[str]) -> None:
        """Note which outcomes belong to the run that has just ended.

        Raises:
            UsageError: it cannot be written.
        """
        write_whole(self._folder / _RUN, json.dumps({"keys": sorted(keys)}, indent=0))

    def path(self, table: str, key: str) -> Path:
        """Return the file of one table of one outcome."""
        return self._folder / table / f"{key}.parquet"

    def _write(self, table: str, key: str, rows: list[Row]) -> None:
        arrow = self._arrow
        columns = dict(COLUMNS[table])
        if table == GOVERNMENTS:
            columns[DOCUMENT] = "str"
        schema = arrow.schema(
            [(name, getattr(arrow, _TYPES[kind])()) for name, kind in columns.items()]
        )
        buffer = io.BytesIO()
        made = arrow.Table.from_pylist(rows, schema=schema)
        self._parquet.write_table(made, buffer, compression="zstd")
        write_whole(self.path(table, key), buffer.getvalue())


def files_of_run(folder: Path) -> dict[str, list[Path]]:
    """Return the files of each table that belong to the last run of this folder.

    Raises:
        UsageError: there are no results of a fleet in this folder.
    """
    try:
        keys: Iterable[str] = json.loads((folder / _RUN).read_text(encoding="utf-8"))["keys"]
        found = {table: [folder / table / f"{key}.parquet" for key in keys] for table in COLUMNS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            _("There are no results of a fleet in {folder}."),
            mend=_("Run kinerja fleet check or kinerja fleet audit with --out {folder} first."),
            where=str(folder),
            code="no-results",
            folder=folder,
        ) from error
    return {table: [one for one in files if one.is_file()] for table, files in found.items()}


def library(name: str) -> Any:
    """Import a library of the extra ``fleet``.

    Raises:
        UsageError: it is not installed (``fleet-missing``).
    """
    with_data_frames()
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            _("A fleet needs the library {name}, which is not installed."),
            mend=_("Install it: pip install 'kinerja-graph[fleet]'"),
            code="fleet-missing",
            name=name.partition(".")[0],
        ) from error
