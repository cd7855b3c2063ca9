"""The properties of nodes as columns; ``model/rows.py`` has them row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kinerja_graph.model.derive import fold
from kinerja_graph.model.nodes import Label
from kinerja_graph.model.rows import ALL, TAG_LISTS, YEAR_LISTS, tag_lists
from kinerja_graph.sources.columnar.plan import ColumnarPlan
from kinerja_graph.sources.columnar.sheet import Sheet
from kinerja_graph.sources.columnar.years import Years

_ALL: Final = ("alias", "source", "source_text", "note")
_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "Objective": ("level", "role"),
    "Indicator": (
        *("level", "kind", "measure_unit", "polarity", "baseline", "formula", "data_source"),
        *("definition", "data_provider", "reporting_period", "accumulation"),
    ),
    "Task": (
        *("activity", "step", "output_quantity", "output_unit", "duration_minutes", "volume"),
    ),
}


def property_columns(plan: ColumnarPlan, label: Label, share: slice = ALL) -> dict[str, list[Any]]:
    """Return some properties of the nodes of a label: their values by property, None if absent."""
    sheet = plan.sheets[label].share(share)
    ids, names = sheet.column("id"), sheet.column("name")
    found: dict[str, list[Any]] = {
        "id": ids,
        "name": names,
        "name_key": list(map(fold, names)),
        "origin": sheet.origins,
        "line": list(sheet.lines),
    }
    for name in (*_ALL, *_OWN[label]):
        if name in sheet.fields:
            found[name] = sheet.fields[name]
    if label == "Objective":
        found["cross_agency"] = [each == "yes" for each in sheet.column("cross_agency")]
    if label == "Indicator":
        found["measure_unit_key"] = _folded(sheet)
        found |= _years(sheet, plan.years)
    if "tags" in sheet.fields:
        lists = [tag_lists(tags or ()) for tags in sheet.fields["tags"]]
        found |= {name: [row.get(name) for row in lists] for name in TAG_LISTS}
    if plan.chain.circles and label != "Task":
        found["circle"] = list(map(plan.chain.circles.get, ids))
    return found


def _folded(sheet: Sheet) -> list[str | None]:
    units = sheet.column("measure_unit")
    keys = {unit: fold(unit) for unit in set(units)}
    return [keys[unit] for unit in units]


def _years(sheet: Sheet, years: Years) -> dict[str, list[Any]]:
    """Return the years as parallel lists, None where a list would be empty."""
    rows = list(map(years.of, sheet.column("id"), sheet.column("polarity")))
    return {name: [row.get(name) for row in rows] for name in YEAR_LISTS}
