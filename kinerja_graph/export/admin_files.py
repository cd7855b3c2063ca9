"""Files for ``neo4j-admin database import full``: a header and rows for each label and type."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

from kinerja_graph.model.edition import node_key
from kinerja_graph.model.rows import EdgeEnds, EdgeRow, Row
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE, Property

_TYPES: Final = {
    "str": "string",
    "int": "long",
    "float": "double",
    "bool": "boolean",
    "list[int]": "long[]",
    "list[float]": "double[]",
}
_Writing: TypeAlias = Callable[[Any], str]
_Columns: TypeAlias = tuple[tuple[str, "_Writing | None"], ...]
"""Names of properties, each with how it is written where that is not as it is."""
OPTIONS: Final = (
    "--id-type=string",
    "--array-delimiter=;",
    "--multiline-fields=true",
    "--legacy-style-quoting=false",
    "--trim-strings=false",
    "--ignore-empty-strings=false",
    "--strict=true",
)
"""What the importer has to be told of these files."""


@dataclass(slots=True)
class AdminFiles:
    """Writes the files of any number of snapshots into one folder; to be used in a ``with``.

    Attributes:
        folder: an empty folder.
        counts: rows by file.
    """

    folder: Path
    counts: Counter[str] = field(default_factory=Counter[str])
    _writers: dict[str, Any] = field(default_factory=dict[str, Any], init=False)
    _stack: ExitStack = field(default_factory=ExitStack, init=False)

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes all files."""
        self.close()

    def close(self) -> None:
        """Closes all files, so that others may read them; a second call does nothing."""
        self._stack.close()

    def nodes(self, label: str, rows: Iterable[Row], *, scope: str | None = None) -> None:
        """Adds nodes; with ``scope`` each gets its key and place in that snapshot.

        Raises:
            OSError: the folder cannot be written.
        """
        name = _node_file(label)
        heads, columns = _node_table(label)
        writer = None
        for row in rows:
            writer = writer or self._writer(name, heads)
            if scope is None:
                whole = row
            else:
                whole = {**row, "key": node_key(scope, str(row["id"])), "scope": scope}
            writer.writerow(_cells(whole, columns))
            self.counts[name] += 1

    def edges(self, ends: EdgeEnds, rows: Iterable[EdgeRow], *, scope: str) -> None:
        """Adds edges of one type between records of one snapshot.

        Raises:
            OSError: the folder cannot be written.
        """
        name = _edge_file(ends[0])
        heads, columns = _edge_table(ends[0])
        writer = None
        for row in rows:
            writer = writer or self._writer(name, heads)
            low, high = node_key(scope, row.source), node_key(scope, row.target)
            writer.writerow([low, *_cells(row.properties, columns), high])
            self.counts[name] += 1

    def arguments(self, folder: str = "") -> list[str]:
        """The words by which the importer finds the files; ``folder`` stands before each name."""
        words: list[str] = []
        for kind, option, file_of in (
            (BY_LABEL, "--nodes", _node_file),
            (BY_TYPE, "--relationships", _edge_file),
        ):
            for name in kind:
                file = file_of(name)
                if file in self.counts:
                    words.append(f"{option}={name}={folder}{_head_of(file)},{folder}{file}")
        return words

    def _writer(self, name: str, heads: Sequence[str]) -> Any:
        found = self._writers.get(name)
        if found is None:
            with (self.folder / _head_of(name)).open("w", encoding="utf-8", newline="") as head:
                csv.writer(head, lineterminator="\n").writerow(heads)
            path = self.folder / name
            file = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            found = self._writers[name] = csv.writer(file, lineterminator="\n")
        return found


def admin_row(values: Mapping[str, object]) -> Row:
    """The known ones of ``values`` as a row."""
    return {name: value for name, value in values.items() if isinstance(value, str | int | float)}


def _node_file(label: str) -> str:
    return f"{label.lower()}.csv"


def _edge_file(edge_type: str) -> str:
    return f"{edge_type.lower()}.csv"


def _head_of(file: str) -> str:
    return file.replace(".csv", "-header.csv")


@cache
def _node_table(label: str) -> tuple[tuple[str, ...], _Columns]:
    """The header of the file of a label, and how each of its columns is written."""
    properties = BY_LABEL[label].properties
    heads = ("key:ID" if item.name == "key" else _head(item) for item in properties)
    return tuple(heads), _columns(properties)


@cache
def _edge_table(edge_type: str) -> tuple[tuple[str, ...], _Columns]:
    """The header of the file of a type, and how each of its columns but the ends is written."""
    properties = BY_TYPE[edge_type].properties
    return (":START_ID", *map(_head, properties), ":END_ID"), _columns(properties)


def _head(item: Property) -> str:
    return f"{item.name}:{_TYPES[item.type]}"


def _columns(properties: Sequence[Property]) -> _Columns:
    return tuple((item.name, _WRITING.get(item.type)) for item in properties)


def _cells(row: Row, columns: _Columns) -> list[object]:
    """The values of a row as the importer reads them; None is no property."""
    return [
        value if (value := row.get(name)) is None or writing is None else writing(value)
        for name, writing in columns
    ]


def _truth(value: object) -> str:
    return "true" if value else "false"


def _double(value: Any) -> str:
    return repr(float(value))


def _joined(value: Any) -> str:
    return ";".join(map(str, value))


_WRITING: Final[dict[str, _Writing]] = {
    "float": _double,
    "bool": _truth,
    "list[int]": _joined,
    "list[float]": _joined,
}
