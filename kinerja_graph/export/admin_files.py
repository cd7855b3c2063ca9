"""Files for ``neo4j-admin database import full``: a header and rows for each label and type."""

from __future__ import annotations

import csv
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, TypeAlias

from kinerja_graph.export.csv_columns import csv_lines
from kinerja_graph.model.edition import node_key
from kinerja_graph.model.nodes import reference
from kinerja_graph.model.rows import EdgeEnds, EdgeRow, Row
from kinerja_graph.model.schema import BY_LABEL, BY_TYPE, Property

_TYPES: Final = {
    "str": "string",
    "int": "long",
    "float": "double",
    "bool": "boolean",
    "list[int]": "long[]",
    "list[float]": "double[]",
    "list[str]": "string[]",
}
_Formatter: TypeAlias = Callable[[Any], str]
OPTIONS: Final = (
    "--id-type=string",
    "--array-delimiter=;",
    "--multiline-fields=true",
    "--legacy-style-quoting=false",
    "--trim-strings=false",
    "--ignore-empty-strings=false",
    "--strict=true",
)
"""The importer's options for these files."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How the rows of a label or type are written.

    Attributes:
        heads: the header of its files.
        names: all columns between the ends, in header order.
        writing: the columns whose values need converting, each with its converter.
    """

    heads: tuple[str, ...]
    names: tuple[str, ...]
    writing: tuple[tuple[int, _Formatter], ...]

    def cells(self, row: dict[str, Any]) -> list[Any]:
        """Return the values of a row as the importer reads them; None is an absent property."""
        cells = list(map(row.get, self.names))
        for column, writing in self.writing:
            value = cells[column]
            if value is not None:
                cells[column] = writing(value)
        return cells

    def columns(self, given: Mapping[str, list[Any]], many: int) -> list[list[Any]]:
        """Return ``many`` rows of columns as the importer reads them."""
        blank = [None] * many
        columns = [given.get(name, blank) for name in self.names]
        for place, writing in self.writing:
            if columns[place] is not blank:
                columns[place] = [
                    None if value is None else writing(value) for value in columns[place]
                ]
        return columns


@dataclass(slots=True)
class AdminFiles:
    """Write the files of any number of snapshots into one folder; use it in a ``with`` statement.

    Several writers may fill one folder at once, each with its own ``part``.

    Attributes:
        folder: an empty folder.
        part: becomes part of the file names.
        counts: rows by file.
    """

    folder: Path
    part: str = ""
    counts: Counter[str] = field(default_factory=Counter[str])
    _files: dict[str, IO[str]] = field(default_factory=dict[str, IO[str]], init=False)
    _stack: ExitStack = field(default_factory=ExitStack, init=False)

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all files."""
        self.close()

    def close(self) -> None:
        """Close all files so that others can read them; a second call does nothing."""
        self._stack.close()

    def for_part(self, part: str) -> AdminFiles:
        """Return a writer for part of the rows in the same folder; its file names are unique."""
        return AdminFiles(self.folder, f"{self.part}-{secrets.token_hex(4)}-{part}")

    def nodes(self, label: str, rows: Iterable[Row], *, scope: str | None = None) -> None:
        """Add nodes; with ``scope``, each gets its key and its place in that snapshot.

        Raises:
            OSError: the folder cannot be written.
        """
        table = _node_table(label)
        cells = table.cells

        def lines() -> Iterator[Collection[Any]]:
            for row in rows:
                if scope is not None:
                    row["key"] = node_key(scope, reference(label, str(row["id"])))
                    row["scope"] = scope
                yield cells(row)

        self._write(_node_stem(label), table, lines())

    def edges(self, ends: EdgeEnds, rows: Iterable[EdgeRow], *, scope: str) -> None:
        """Add edges of one type between records of one snapshot.

        Raises:
            OSError: the folder cannot be written.
        """
        table = _edge_table(ends[0])
        cells = table.cells
        lines = (
            (node_key(scope, low), *cells(properties), node_key(scope, high))
            for low, high, properties in rows
        )
        self._write(_edge_stem(ends[0]), table, lines)

    def node_columns(self, label: str, columns: Mapping[str, list[Any]], *, scope: str) -> None:
        """Like ``nodes``, from columns by property; absent columns have no value.

        A list may also be given as written in the files, its items joined by ``;``.

        Raises:
            OSError: the folder cannot be written.
        """
        ids: list[str] = columns["id"]
        keys = [node_key(scope, id_) for id_ in ids]
        places = {**columns, "key": keys, "scope": [scope] * len(ids)}
        table = _node_table(label)
        self._write_columns(_node_stem(label), table, table.columns(places, len(ids)))

    def edge_columns(
        self,
        edge_type: str,
        ends: tuple[Sequence[str], Sequence[str]],
        columns: Mapping[str, list[Any]],
        *,
        scope: str,
    ) -> None:
        """Like ``edges``, from the ids of the lower and upper ends and columns by property.

        Raises:
            OSError: the folder cannot be written.
        """
        low, high = ([node_key(scope, id_) for id_ in side] for side in ends)
        table = _edge_table(edge_type)
        middle = table.columns(columns, len(ends[0]))
        self._write_columns(_edge_stem(edge_type), table, [low, *middle, high])

    def _write(self, stem: str, table: _Table, lines: Iterator[Collection[Any]]) -> None:
        """Append lines to a file, which is created with its first line."""
        first = next(lines, None)
        if first is None:
            return
        name = _data_file_name(stem, self.part)
        writer = csv.writer(self._file(name, stem, table))
        writer.writerow(first)
        counter = count(1)
        writer.writerows(line for line, _ in zip(lines, counter, strict=False))
        self.counts[name] += next(counter)

    def _write_columns(self, stem: str, table: _Table, columns: Sequence[list[Any]]) -> None:
        """Like ``_write``, but from columns."""
        many = len(columns[0])
        if many:
            name = _data_file_name(stem, self.part)
            self._file(name, stem, table).write(csv_lines(columns))
            self.counts[name] += many

    def _file(self, name: str, stem: str, table: _Table) -> IO[str]:
        """Return the open file of that name; create it, and its header file, if needed."""
        file = self._files.get(name)
        if file is None:
            (self.folder / _header_file_name(stem)).write_text(
                f"{','.join(table.heads)}\n", "utf-8"
            )
            path = self.folder / name
            file = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._files[name] = file
        return file


def admin_row(values: Mapping[str, object]) -> Row:
    """Return the known ones of ``values`` as a row."""
    return {name: value for name, value in values.items() if isinstance(value, str | int | float)}


def arguments(files: Collection[str], folder: str = "") -> list[str]:
    """Return the importer's arguments for ``files``, with ``folder`` prefixed to each name."""
    parts: dict[str, list[str]] = defaultdict(list)
    for file in sorted(files):
        parts[file.partition(".")[0]].append(file)
    words: list[str] = []
    for kind, option, stem_of in (
        (BY_LABEL, "--nodes", _node_stem),
        (BY_TYPE, "--relationships", _edge_stem),
    ):
        for name in kind:
            stem = stem_of(name)
            if stem in parts:
                names = ",".join(
                    f"{folder}{file}" for file in (_header_file_name(stem), *parts[stem])
                )
                words.append(f"{option}={name}={names}")
    return words


def _node_stem(label: str) -> str:
    return label.lower()


def _edge_stem(edge_type: str) -> str:
    return edge_type.lower()


def _data_file_name(stem: str, part: str) -> str:
    """Return the name of a data file; its stem ends at the first dot."""
    return f"{stem}.{part}.csv" if part else f"{stem}.csv"


def _header_file_name(stem: str) -> str:
    return f"{stem}-header.csv"


@cache
def _node_table(label: str) -> _Table:
    properties = BY_LABEL[label].properties
    heads = ("key:ID" if item.name == "key" else _head(item) for item in properties)
    return _table(heads, properties)


@cache
def _edge_table(edge_type: str) -> _Table:
    properties = BY_TYPE[edge_type].properties
    return _table((":START_ID", *map(_head, properties), ":END_ID"), properties)


def _table(heads: Iterable[str], properties: Sequence[Property]) -> _Table:
    writing = (
        (column, _FORMATTERS[item.type])
        for column, item in enumerate(properties)
        if item.type in _FORMATTERS
    )
    return _Table(tuple(heads), tuple(item.name for item in properties), tuple(writing))


def _head(item: Property) -> str:
    return f"{item.name}:{_TYPES[item.type]}"


def _boolean_text(value: object) -> str:
    return "true" if value else "false"


def _number_text(value: Any) -> str:
    return repr(float(value))


def _array_text(value: Any) -> str:
    return value if isinstance(value, str) else ";".join(map(str, value))


_FORMATTERS: Final[dict[str, _Formatter]] = {
    "float": _number_text,
    "bool": _boolean_text,
    "list[int]": _array_text,
    "list[float]": _array_text,
    "list[str]": _array_text,
}
