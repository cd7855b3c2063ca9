"""The example of a rule, held to a plan: its cells before give a finding, and after give none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kinerja_graph.audit.cases import Case
from kinerja_graph.errors import LibraryError
from kinerja_graph.library.cells import ExampleCell
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.library.rules import Rule
from kinerja_graph.model.tables import KEYS
from kinerja_graph.texts import Text

_WHAT: Final = Text(
    id="Contoh aturan {rule} tidak cocok dengan kasusnya: {cell}.",
    en="The example of rule {rule} does not fit its case: {cell}.",
)
_MEND: Final = Text(
    id="Samakan sel «before» pada header dengan isi graph kasus yang bertanda example.",
    en="Make the cells “before” of the header those of the graph of the case marked as example.",
)


def mended(case: Case, rule: Rule) -> Case:
    """The plan of ``case`` with the cells of the example of ``rule`` mended: one that passes.

    Raises:
        LibraryError: a row of the example is not there once, or a cell is not as it was before.
    """
    graph = {name: [dict(row) for row in rows] for name, rows in _tables(case.graph)}
    for cell in rule.example.cells:
        rows = [row for row in graph.get(cell.column.table, []) if _is_row(row, cell)]
        if len(rows) != 1 or text_of(rows[0].get(cell.column.name)) != cell.before:
            told = f"{cell.column} {' '.join(cell.row)}"
            raise LibraryError(
                _WHAT, mend=_MEND, where=str(Path(f"{case.rule}.yaml")), rule=rule.id, cell=told
            )
        rows[0][cell.column.name] = cell.after
    return replace(
        case,
        name=f"{case.name} → after",
        expectation="passes",
        graph=graph,
        findings=(),
        population=None,
        is_example=False,
    )


def text_of(value: object) -> str:
    """A cell of a plan as it stands in a table: a list at ``;``, an unknown one as ``""``.

    >>> text_of(["A", "B"])
    'A; B'
    """
    items = as_list(value)
    if items is not None:
        return "; ".join(map(str, items))
    return "" if value is None else "; ".join(part.strip() for part in str(value).split(";"))


def _tables(graph: Mapping[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (name, [as_mapping(row) or {} for row in as_list(rows) or []])
        for name, rows in graph.items()
        if as_list(rows) is not None
    ]


def _is_row(row: Mapping[str, Any], cell: ExampleCell) -> bool:
    keys = KEYS.get(cell.column.table, ("id",))
    return tuple(str(row.get(key)) for key in keys) == cell.row
