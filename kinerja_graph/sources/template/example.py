"""A small worked example: what a filled workbook looks like, and how its tables hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from kinerja_graph.texts import Text

Row: TypeAlias = Mapping[str, "str | int | float | Text"]
EXAMPLE: Final[Mapping[str, Sequence[Row]]] = {
    "dataset": (
        {
            "dataset": "kota-contoh",
            "edition": "2026-murni",
            "name": Text(id="Rencana Kota Contoh", en="Plan of Example City"),
            "first_year": 2025,
            "last_year": 2029,
            "as_of": 2025,
        },
    ),
    "units": (
        {"id": "kota", "name": Text(id="Kota Contoh", en="Example City"), "kind": "pemda"},
        {
            "id": "dishub",
            "name": Text(id="Dinas Perhubungan", en="Transport Agency"),
            "parent": "kota",
            "kind": "opd",
        },
    ),
    "positions": (
        {
            "id": "kadis",
            "name": Text(id="Kepala Dinas Perhubungan", en="Head of Transport"),
            "unit": "dishub",
        },
        {
            "id": "analis",
            "name": Text(id="Analis Lalu Lintas", en="Traffic Analyst"),
            "unit": "dishub",
            "reports_to": "kadis",
        },
    ),
    "objectives": (
        {
            "id": "S1",
            "name": Text(id="Lalu lintas lancar", en="Traffic flows"),
            "level": 0,
            "owner": "kota",
            "expected_agencies": "dishub",
        },
    ),
    "indicators": (
        {
            "id": "IKU-1",
            "name": Text(id="Kecepatan rata-rata di jam sibuk", en="Mean speed at rush hour"),
            "objective": "S1",
            "kind": Text(id="hasil", en="outcome"),
            "owner": "kota",
            "measure_unit": Text(id="km/jam", en="km/h"),
            "polarity": Text(id="naik", en="up"),
        },
        {
            "id": "IKK-1",
            "name": Text(id="Simpang yang diatur ulang", en="Junctions re-timed"),
            "level": 3,
            "kind": Text(id="keluaran", en="output"),
            "owner": "dishub; kadis",
            "measure_unit": Text(id="simpang", en="junctions"),
            "polarity": Text(id="naik", en="up"),
            "contributes_to": "IKU-1",
        },
    ),
    "tasks": (
        {
            "id": "SOP-1",
            "name": Text(id="Survei lalu lintas simpang", en="Survey traffic at a junction"),
            "activity": Text(id="Pengaturan simpang", en="Junction control"),
            "step": "1",
            "performer": "analis",
            "output_quantity": 1,
            "output_unit": Text(id="laporan", en="report"),
            "duration": 2,
            "duration_unit": Text(id="hari", en="day"),
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
            "rationale": Text(
                id="Waktu lampu yang tepat memendekkan antrean",
                en="Well-timed lights shorten queues",
            ),
            "reason": Text(
                id="Tidak ada hasil antara di kota ini", en="There is no result between them here"
            ),
        },
    ),
}
