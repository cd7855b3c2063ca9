"""A small worked example: what a filled workbook looks like, and how its tables are connected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from kinerja_graph.texts import Text, _

Row: TypeAlias = Mapping[str, "str | int | float | Text"]
EXAMPLE: Final[Mapping[str, Sequence[Row]]] = {
    "dataset": (
        {
            "dataset": "kota-contoh",
            "edition": "2026-murni",
            "name": _("Plan of Example City"),
            "first_year": 2025,
            "last_year": 2029,
            "as_of": 2025,
        },
    ),
    "units": (
        {"id": "kota", "name": _("Example City"), "kind": "pemda"},
        {
            "id": "dishub",
            "name": _("Transport Agency"),
            "parent": "kota",
            "kind": "opd",
        },
    ),
    "positions": (
        {
            "id": "kadis",
            "name": _("Head of Transport"),
            "unit": "dishub",
        },
        {
            "id": "analis",
            "name": _("Traffic Analyst"),
            "unit": "dishub",
            "reports_to": "kadis",
        },
    ),
    "objectives": (
        {
            "id": "S1",
            "name": _("Traffic flows"),
            "level": 0,
            "owner": "kota",
            "expected_agencies": "dishub",
        },
    ),
    "indicators": (
        {
            "id": "IKU-1",
            "name": _("Mean speed at rush hour"),
            "objective": "S1",
            "kind": _("outcome"),
            "owner": "kota",
            "measure_unit": _("km/h"),
            "polarity": _("up"),
        },
        {
            "id": "IKK-1",
            "name": _("Junctions re-timed"),
            "level": 3,
            "kind": _("output"),
            "owner": "dishub; kadis",
            "measure_unit": _("junctions"),
            "polarity": _("up"),
            "contributes_to": "IKU-1",
        },
    ),
    "tasks": (
        {
            "id": "SOP-1",
            "name": _("Survey traffic at a junction"),
            "activity": _("Junction control"),
            "step": "1",
            "performer": "analis",
            "output_quantity": 1,
            "output_unit": _("report"),
            "duration": 2,
            "duration_unit": _("day"),
            "volume": 24,
            "contributes_to": "IKK-1",
        },
    ),
    "values": (
        {"indicator": "IKU-1", "year": 2025, "target": 22, "realisation": 21.5},
        {"indicator": "IKU-1", "year": 2026, "target": 24},
        {"indicator": "IKK-1", "year": 2026, "target": 12},
    ),
    "contributions": (
        {
            "from": "IKK-1",
            "to": "IKU-1",
            "rationale": _("Well-timed lights shorten queues"),
            "reason": _("There is no result between them here"),
        },
    ),
    "programmes": (
        {
            "id": "2.15.02",
            "name": _("Road traffic"),
            "kind": _("program"),
            "unit": "dishub",
            "serves": "IKU-1; IKK-1",
        },
    ),
    "budgets": (
        {"programme": "2.15.02", "year": 2025, "budget": 2_000_000_000, "spent": 1_900_000_000},
        {"programme": "2.15.02", "year": 2026, "budget": 2_500_000_000},
    ),
}
