"""The tables of an input and their columns, by the names of contract §2.

Layers below the readers use these names for cells; ``sources/columns.py`` defines how cells are
read, and its headings must match these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_RECORD: Final = ("alias", "source", "source_text", "note")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "dataset": (
        "dataset", "edition", "name", "first_year", "last_year", "as_of", "decimal", "headings",
        "document",
    ),
    "units": ("id", "name", "parent", "kind", *_RECORD),
    "positions": (
        "id", "name", "unit", "reports_to", "rank", "ladder", "rung", "supervised", *_RECORD,
    ),
    "objectives": (
        "id", "name", "level", "owner", "contributes_to", "cross_agency", "expected_agencies",
        "role", "tags", *_RECORD,
    ),
    "indicators": (
        "id", "name", "objective", "level", "kind", "owner", "measure_unit", "polarity",
        "baseline", "formula", "data_source", "contributes_to", "definition",
        "data_provider", "reporting_period", "accumulation", "tags", *_RECORD,
    ),
    "tasks": (
        "id", "name", "activity", "step", "performer", "output_quantity", "output_unit",
        "duration", "duration_unit", "volume", "contributes_to", "tags", *_RECORD,
    ),
    "values": ("indicator", "year", "period", "target", "realisation"),
    "contributions": (
        "from", "to", "basis", "kind", "sign", "mode", "weight", "rationale", "reason", "status",
    ),
    "programmes": ("id", "name", "kind", "parent", "unit", "serves", *_RECORD),
    "budgets": ("programme", "year", "budget", "spent"),
}  # fmt: skip
"""The columns of each table, in the order of the contract."""

TABLE_OF: Final[Mapping[str, str]] = {
    "Unit": "units",
    "Position": "positions",
    "Objective": "objectives",
    "Indicator": "indicators",
    "Task": "tasks",
    "Programme": "programmes",
}
"""The table of the records of each label."""

LISTS: Final = frozenset({
    "positions.reports_to", "objectives.owner", "objectives.contributes_to",
    "objectives.expected_agencies", "indicators.owner", "indicators.contributes_to",
    "tasks.performer", "tasks.contributes_to", "programmes.serves",
})  # fmt: skip
"""The columns whose cells may hold several ids, separated by ``;``."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "values": ("indicator", "year"), "contributions": ("from", "to"), "dataset": (),
    "budgets": ("programme", "year"),
}  # fmt: skip
"""The key columns of tables without an ``id``; ``dataset`` has a single row."""
