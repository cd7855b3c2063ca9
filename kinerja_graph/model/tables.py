"""The tables of an input and their columns, by the names of contract §2.

What stands below the readers names a cell by them; how a cell is read is told in
``sources/columns.py``, whose headings are held to these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_RECORD: Final = ("alias", "source", "source_text")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "dataset": (
        "dataset", "edition", "name", "first_year", "last_year", "as_of", "decimal",
    ),
    "units": ("id", "name", "parent", "kind", *_RECORD),
    "positions": (
        "id", "name", "unit", "reports_to", "rank", "ladder", "rung", "supervised", *_RECORD,
    ),
    "objectives": (
        "id", "name", "level", "owner", "contributes_to", "cross_agency", "expected_agencies",
        *_RECORD,
    ),
    "indicators": (
        "id", "name", "objective", "level", "kind", "owner", "measure_unit", "polarity",
        "baseline", "formula", "data_source", "contributes_to", *_RECORD,
    ),
    "tasks": (
        "id", "name", "activity", "step", "performer", "output_quantity", "output_unit",
        "duration", "duration_unit", "volume", "contributes_to", *_RECORD,
    ),
    "values": ("indicator", "year", "target", "realisation"),
    "contributions": (
        "from", "to", "basis", "kind", "sign", "mode", "weight", "rationale", "reason", "status",
    ),
}  # fmt: skip
"""The columns of each table, in the order of the contract."""

LISTS: Final = frozenset({
    "positions.reports_to", "objectives.owner", "objectives.contributes_to",
    "objectives.expected_agencies", "indicators.owner", "indicators.contributes_to",
    "tasks.performer", "tasks.contributes_to",
})  # fmt: skip
"""The columns whose cells may hold several ids, split at ``;``."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "values": ("indicator", "year"), "contributions": ("from", "to"), "dataset": (),
}  # fmt: skip
"""What tells the rows of a table apart that has no ``id``; there is one row of ``dataset``."""
