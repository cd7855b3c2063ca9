"""A later edition of a random government: some rows go, some come, many cells change."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from governments.draft import Draft, Row
from governments.government import Government

TABLES = ("units", "positions", "objectives", "indicators", "tasks")
LISTS = ("owner", "performer", "contributes_to", "reports_to", "expected_agencies")


def revised(government: Government, seed: int) -> Government:
    """Another state of the plan; it may need a lenient load, for what went may be named still."""
    draft = Draft(seed, tables=deepcopy(government.tables))
    for change in CHANGES:
        for _ in range(draft.count(3, least=1)):
            change(draft)
    return Government(draft.tables, lenient=True, seed=seed)


def _row(draft: Draft, *tables: str) -> Row:
    rows = [row for table in tables for row in draft.rows(table)]
    return draft.one(rows) if rows else {}


def _dropped(draft: Draft) -> None:
    rows = draft.rows(draft.one(TABLES))
    if rows:
        rows.remove(draft.one(rows))


def _added(draft: Draft) -> None:
    table = draft.one(("objectives", "indicators", "tasks"))
    row = dict(_row(draft, table))
    if row:
        draft.rows(table).append(row | {"id": f"baru-{len(draft.rows(table))}-{draft.count(99)}"})


def _renamed(draft: Draft) -> None:
    row = _row(draft, *TABLES)
    if row:
        row["name"] = draft.one(("Nama baru", f"{row.get('name')}", f"{row.get('name')} Baru"))


def _retied(draft: Draft) -> None:
    row, other = _row(draft, *TABLES[1:]), _row(draft, *TABLES[1:])
    heading = draft.one(LISTS)
    if row and heading in other:
        row[heading] = draft.one((other[heading], None))


def _measured_elsewhere(draft: Draft) -> None:
    row, objectives = _row(draft, "indicators"), draft.ids("objectives")
    if row and objectives:
        row["objective"], row["level"] = draft.one(objectives), None


def _retargeted(draft: Draft) -> None:
    value: Any = _row(draft, "values")
    if value:
        value["target"] = draft.one((None, 7, "5-9", value.get("target")))


def _answered(draft: Draft) -> None:
    link = _row(draft, "contributions")
    if link:
        link["basis"] = "stated" if link.get("basis") == "nesting" else "nesting"
        link["status"] = draft.one(("accepted", "requested", "rejected", None))


CHANGES: list[Callable[[Draft], None]] = [
    _dropped,
    _added,
    _renamed,
    _retied,
    _measured_elsewhere,
    _retargeted,
    _answered,
]
