"""Test the example of a rule on a plan: its cells before the fix give a finding, after it none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kinerja_graph.audit.cases import Case
from kinerja_graph.errors import LibraryError
from kinerja_graph.library.cells import ExampleCell, text_of
from kinerja_graph.library.plain import as_list, as_mapping
from kinerja_graph.library.rules import Rule
from kinerja_graph.model.tables import KEYS
from kinerja_graph.texts import _

_WHAT: Final = _("The example of rule {rule} does not match its case: {cell}.")
_MEND: Final = _(
    "Make the cells “before” of the header those of the graph of the case marked as example."
)


def mended(case: Case, rule: Rule) -> Case:
    """Return the plan of ``case`` with the cells of the example of ``rule`` fixed; it must pass.

    Raises:
        LibraryError: a row of the example is not there exactly once, or a cell differs from its
            value before the fix.
    """
    tables = _tables(case.graph)
    for cell in rule.example.cells:
        rows = [row for row in tables.get(cell.column.table, []) if _is_row(row, cell)]
        if len(rows) != 1 or text_of(rows[0].get(cell.column.name)) != cell.before:
            cell_name = f"{cell.column} {' '.join(cell.row)}"
            raise LibraryError(
                _WHAT,
                mend=_MEND,
                where=str(Path(f"{case.rule}.yaml")),
                rule=rule.id,
                cell=cell_name,
            )
        rows[0][cell.column.name] = cell.after
    return replace(
        case,
        name=f"{case.name} → after",
        expectation="passes",
        graph={**case.graph, **tables},
        findings=(),
        population=None,
        is_example=False,
    )


def _tables(graph: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Copy the rows of each table; a single mapping is the one row of ``dataset``."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for name, given in graph.items():
        rows = as_list(given)
        tables[name] = [dict(as_mapping(row) or {}) for row in ([given] if rows is None else rows)]
    return tables


def _is_row(row: Mapping[str, Any], cell: ExampleCell) -> bool:
    keys = KEYS.get(cell.column.table, ("id",))
    return tuple(text_of(row.get(key)) for key in keys) == cell.row
