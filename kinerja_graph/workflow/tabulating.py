"""Convert answers to rows, for data frames and for tables in notebooks."""

from __future__ import annotations

import csv
import importlib
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from kinerja_graph.errors import UsageError
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.numbers import finite, format_number
from kinerja_graph.texts import _
from kinerja_graph.views.registry import VIEWS
from kinerja_graph.views.spec import Table

Row = dict[str, Any]
_RANGE: Final = 2


SHAPES: Final[Mapping[str, Table]] = {
    **{view.name: view.table for view in VIEWS.values()},
    "compare": Table(
        None,
        ("change", "id"),
        ("added", "moved", "renamed.id", "reowned.id", "retargeted.id"),
    ),
    "documents": Table("groups", ("id", "name", "level", "agencies", "matched_by"), ("groups.id",)),
    "audit": Table(
        "findings",
        ("rule", "severity", "status", "subject_id", "subject_name", "agency", "message"),
        ("findings.path",),
    ),
    "follow-ups": Table(
        "follow_ups",
        (
            "fingerprint",
            "rule",
            "subject_label",
            "subject_id",
            "subject_name",
            "other_label",
            "other_id",
            "other_name",
            "agency",
            "state",
            "person",
            "due",
            "note",
            "set_by",
            "set_at",
            "outcome",
            "confirmed",
            "overdue",
        ),
    ),
    "follow-up": Table("history", ("state", "person", "due", "note", "set_by", "set_at")),
    "notes": Table("notes", ("label", "id", "text", "author", "written_at", "number")),
    "query": Table("rows", ()),
    "datasets": Table("datasets", ("dataset", "edition", "name", "loaded_at", "newest")),
    "editions": Table("editions", ("dataset", "edition", "name", "loaded_at", "newest")),
    "rules": Table("rules", ("id", "severity", "category", "title", "source")),
    "search": Table("found", ("dataset", "edition", "label", "id", "name", "level")),
}
"""The tables of the views, and of other answers."""
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


_NO_CHANGES: Final = ("editions", "findings_new", "findings_gone", "findings", "classes")


def rows_of(view: str, data: Mapping[str, Any]) -> list[Row]:
    """Return the table of an answer: one dictionary per row, nested objects flattened."""
    if view == "query":
        return [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]
    shape = SHAPES[view]
    if shape.rows is not None:
        return [_row(entry) for entry in data[shape.rows]]
    return [
        {"change": key, **_row(entry)}
        for key, entries in data.items()
        if key not in _NO_CHANGES
        for entry in as_list(entries) or ()
    ]


def list_key(view: str, data: Mapping[str, Any]) -> str | None:
    """Return the key of the list to paginate; None if the answer is not a single list."""
    if "answers" in data:
        return "answers"
    return SHAPES[view].rows if view in SHAPES else None


def columns_of(view: str, data: Mapping[str, Any], rows: Sequence[Row]) -> list[str]:
    """Return the columns of the table: those of its shape, then any others in the rows."""
    first = data["columns"] if view == "query" else SHAPES[view].columns
    return list(dict.fromkeys([*first, *(column for row in rows for column in row)]))


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV: a heading row, comma, CRLF, word lists joined by ``;``, others as JSON.

    A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(row.get(column)) for column in columns])
    return text.getvalue()


def csv_cell(value: Any) -> str | int | float:
    """Return one value as written by ``csv_text``.

    >>> csv_cell(["a", "b"]), csv_cell("=1+1"), csv_cell(-3), csv_cell(None), csv_cell(True)
    ('a;b', "'=1+1", -3, '', 'true')
    >>> csv_cell(math.inf)
    '∞'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value if math.isfinite(value) else format_number(value, "en")
    listed = as_list(value)
    words = [one for one in listed or () if isinstance(one, str)]
    if listed is not None and len(words) == len(listed):
        value = ";".join(words)
    elif not isinstance(value, str):
        value = json.dumps(finite(value), ensure_ascii=False, default=str)
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def ids_of(view: str, data: Mapping[str, Any]) -> set[str]:
    """Return the ids that an answer is about."""
    return {
        one
        for path in SHAPES[view].ids
        for one in _values_at(data, path.split("."))
        if isinstance(one, str)
    }


def _values_at(value: Any, path: Sequence[str]) -> Iterator[Any]:
    listed, mapping = as_list(value), as_mapping(value)
    if listed is not None:
        for one in listed:
            yield from _values_at(one, path)
    elif not path:
        yield value
    elif mapping is not None and path[0] in mapping:
        yield from _values_at(mapping[path[0]], path[1:])


def _row(entry: object) -> Row:
    """Return the row of an object, or of a bare id."""
    mapping = as_mapping(entry)
    return {"id": entry} if mapping is None else _flatten(mapping)


def _flatten(entry: Mapping[str, Any], before: str = "") -> Row:
    """Flatten to one level of columns; a range of two numbers becomes ``_low`` and ``_high``.

    Tables inside a row (the contributors of a year) are left out; ``data`` has them.
    """
    row: Row = {}
    for key, value in entry.items():
        name = f"{before}{key}"
        mapping = as_mapping(value)
        if mapping is not None:
            row |= _flatten(mapping, f"{name}_")
        elif _is_range(value):
            row[f"{name}_low"], row[f"{name}_high"] = value
        elif not any(as_mapping(one) for one in as_list(value) or ()):
            row[name] = value
    return row


def _is_range(value: Any) -> bool:
    listed = as_list(value)
    return (
        listed is not None
        and len(listed) == _RANGE
        and all(isinstance(one, int | float) for one in listed)
    )


def pandas_frame(rows: Sequence[Row], columns: Sequence[str]) -> Any:
    """Return the rows as a pandas DataFrame; unknown values are ``NA``, and integers stay integers.

    Raises:
        UsageError: pandas is not installed.
    """
    pandas = library("pandas")
    return pandas.DataFrame(_complete_rows(rows, columns), columns=list(columns)).convert_dtypes()


def polars_frame(rows: Sequence[Row], columns: Sequence[str]) -> Any:
    """Return the rows as a polars DataFrame; unknown values are null.

    Raises:
        UsageError: polars is not installed.
    """
    polars = library("polars")
    told = {column: [row[column] for row in _complete_rows(rows, columns)] for column in columns}
    return polars.DataFrame(told, strict=False)


def _complete_rows(rows: Iterable[Row], columns: Sequence[str]) -> list[Row]:
    return [{column: row.get(column) for column in columns} for row in rows]


def library(name: str) -> Any:
    """Import the optional library ``name``.

    Raises:
        UsageError: it is not installed; the error says what to install.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            _("The library {name} is not installed."),
            mend=_("Install it: pip install 'kinerja-graph[{name}]'"),
            where=f"to_{name}()",
            code="extra-missing",
            name=name,
        ) from error
