"""Files for ``neo4j-admin database import full``: a header and rows for each label and type."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

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
    counts: dict[str, int] = field(default_factory=dict[str, int])
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
        properties = BY_LABEL[label].properties
        columns = _columns(properties)
        name = _node_file(label)
        for row in rows:
            writer = self._writer(name, _node_heads(properties))
            whole: Row = row
            if scope is not None:
                whole = {**row, "key": node_key(scope, str(row["id"])), "scope": scope}
            writer.writerow(_cells(whole, columns))
            self.counts[name] = self.counts.get(name, 0) + 1

    def edges(self, ends: EdgeEnds, rows: Iterable[EdgeRow], *, scope: str) -> None:
        """Adds edges of one type between records of one snapshot.

        Raises:
            OSError: the folder cannot be written.
        """
        properties = BY_TYPE[ends[0]].properties
        columns = _columns(properties)
        name = _edge_file(ends[0])
        for row in rows:
            writer = self._writer(name, _edge_heads(properties))
            inner = _cells(row.properties, columns)
            low, high = node_key(scope, row.source), node_key(scope, row.target)
            writer.writerow([low, *inner, high])
            self.counts[name] = self.counts.get(name, 0) + 1

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


def _node_heads(properties: Sequence[Property]) -> list[str]:
    return [
        "key:ID" if item.name == "key" else f"{item.name}:{_TYPES[item.type]}"
        for item in properties
    ]


def _edge_heads(properties: Sequence[Property]) -> list[str]:
    return [":START_ID", *(f"{item.name}:{_TYPES[item.type]}" for item in properties), ":END_ID"]


def _columns(properties: Sequence[Property]) -> list[tuple[str, _Writing]]:
    return [(item.name, _WRITING[item.type]) for item in properties]


def _cells(row: Row, columns: Sequence[tuple[str, _Writing]]) -> list[str | None]:
    """The values of a row as the importer reads them; None is no property."""
    return [
        None if (value := row.get(name)) is None else writing(value) for name, writing in columns
    ]


def _truth(value: object) -> str:
    return "true" if value else "false"


def _double(value: Any) -> str:
    return repr(float(value))


def _joined(value: Any) -> str:
    return ";".join(map(str, value))


_Writing = Callable[[Any], str]
_WRITING: Final[dict[str, _Writing]] = {
    "str": str,
    "int": str,
    "float": _double,
    "bool": _truth,
    "list[int]": _joined,
    "list[float]": _joined,
}
