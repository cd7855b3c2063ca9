"""Many rows as one: what a driver does for every row costs more than the row itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from kinerja_graph.library.statement import Reader, Statement

PACKED: Final = "packed"
"""The one column of a packed statement."""


def pack_rows(statement: Statement) -> Statement:
    """``statement``, all of whose rows come as one list of lists.

    Half to a fifth of the time for thousands of rows, on both engines (decision 0122). The list is
    held in the engine's memory whole, so it is for rows of one edition and not for free queries.
    """
    columns = ", ".join(statement.columns)
    return replace(
        statement,
        text=f"CALL () {{\n{statement.text}\n}}\nRETURN collect([{columns}]) AS {PACKED}",
        columns={PACKED: "list"},
    )


def read_packed(reader: Reader, statement: Statement, **values: Any) -> list[dict[str, Any]]:
    """The rows of ``statement`` as ``reader.read`` gives them, fetched as one."""
    names = tuple(statement.columns)
    return [
        dict(zip(names, row, strict=True))
        for record in reader.read(pack_rows(statement), **values)
        for row in record[PACKED]
    ]


def together(statement: Statement, other: Statement) -> Statement:
    """Two statements of one row each as one: the columns of both in one row.

    ``other`` is asked after ``statement``: what it tells holds for all that was read before.
    """
    columns = {**statement.columns, **other.columns}
    inside = "\n".join(f"CALL () {{\n{each.text}\n}}" for each in (statement, other))
    return replace(statement, text=f"{inside}\nRETURN {', '.join(columns)}", columns=columns)
