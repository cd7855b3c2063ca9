"""Export Parquet files, one for each label and relationship type; needs the extra ``parquet``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from kinerja_graph.errors import UsageError
from kinerja_graph.export.snapshot import BATCH, RECORD_LABELS, Snapshot
from kinerja_graph.model.rows import Row
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE, EDGES, Property
from kinerja_graph.texts import _

_ENDS: Final = ("source", "source_label", "target", "target_label")
_NOT_EXPORTED: Final = frozenset({"key", "scope"})


def write_parquet(snapshot: Snapshot, folder: Path) -> dict[str, int]:
    """Write ``unit.parquet`` … and ``contributes_to.parquet`` …; return the number of rows in each.

    Columns are the properties of the schema with their types, lists as lists; an edge starts with
    the ids and labels of its ends. A label or type without rows has no file.

    Raises:
        UsageError: the extra is not installed (``parquet-missing``).
        OSError: the folder cannot be written.
    """
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for label in (*RECORD_LABELS, "Problem"):
            for row in snapshot.nodes(label):
                files.add(label, BY_LABEL[label].properties, row)
        for label in RECORD_LABELS:
            for tie in snapshot.edges(label):
                ends: Row = {name: getattr(tie, name) for name in _ENDS}
                files.add(tie.type, BY_TYPE[tie.type].properties, ends | tie.properties)
        files.flush()
        return {f"{name.lower()}.parquet": number for name, number in files.counts.items()}


class _Files:
    """Files that grow by row groups, each opened at its first group."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self._folder, self._stack = folder, stack
        self._arrow, self._parquet = _library("pyarrow"), _library("pyarrow.parquet")
        self._waiting: dict[str, list[Row]] = defaultdict(list)
        self._schemas: dict[str, Any] = {}
        self._writers: dict[str, Any] = {}

    def add(self, name: str, properties: Sequence[Property], row: Row) -> None:
        """Add a row to the file of a label or type."""
        if name not in self._schemas:
            self._schemas[name] = self._schema(name, properties)
        self._waiting[name].append(row)
        self.counts[name] += 1
        if len(self._waiting[name]) == BATCH:
            self._write(name)

    def flush(self) -> None:
        """Write the rows still buffered."""
        for name, rows in self._waiting.items():
            if rows:
                self._write(name)

    def _write(self, name: str) -> None:
        schema = self._schemas[name]
        if name not in self._writers:
            path = self._folder / f"{name.lower()}.parquet"
            writer = self._parquet.ParquetWriter(path, schema, compression="zstd")
            self._writers[name] = self._stack.enter_context(writer)
        self._writers[name].write_table(
            self._arrow.Table.from_pylist(self._waiting[name], schema=schema)
        )
        self._waiting[name].clear()

    def _schema(self, name: str, properties: Sequence[Property]) -> Any:
        arrow = self._arrow
        types = {
            "str": arrow.string(),
            "int": arrow.int64(),
            "float": arrow.float64(),
            "bool": arrow.bool_(),
            "list[int]": arrow.list_(arrow.int64()),
            "list[float]": arrow.list_(arrow.float64()),
            "list[str]": arrow.list_(arrow.string()),
        }
        ends = [(end, arrow.string()) for end in _ENDS if any(name == e.type for e in EDGES)]
        own = [
            (item.name, types[item.type]) for item in properties if item.name not in _NOT_EXPORTED
        ]
        return arrow.schema([*ends, *own])


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            _("Parquet needs the library pyarrow, which is not installed."),
            mend=_("Install it: pip install 'kinerja-graph[parquet]'; or use another format."),
            where="--format parquet",
            code="parquet-missing",
        ) from error
