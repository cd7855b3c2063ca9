"""Plans that try every corner of what a plan can say, and what a plan can do wrong."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.rows import edge_rows, node_rows
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read, read_document

Tables = Mapping[str, object]

CORNERS: Tables = {
    "dataset": [
        {
            "dataset": "pojok",
            "edition": '2026, "murni"',
            "name": "Kota; 'Contoh'",
            "first_year": 2024,
            "last_year": 2029,
            "as_of": 2025,
        }
    ],
    "units": [
        {"id": "kota", "name": "Kota   Contoh\n(pusat)", "kind": "pemda", "alias": "=1+1"},
        {"id": "007", "name": "Dinas \"A\", 'B'", "parent": "kota", "kind": "opd"},
        {"id": "a b", "name": "Badan;\tpembina", "parent": "007", "source": "x\r\ny\rz"},
        {"id": "ég/ü—漢", "name": "𐍈 <&> ]]>", "kind": "external", "source_text": "\x0b\u2028"},
        {"id": "true", "name": "1.250", "parent": "kota", "kind": "unit", "source": "satu\rdua"},
        {"id": "catat", "name": "Bagian", "parent": "kota", "note": 'a; "b",\nc'},
    ],
    "positions": [
        {"id": "P1", "name": "Kepala", "unit": "007", "rank": "II.b", "rung": 1, "ladder": "L"},
        {
            "id": "P2",
            "name": "Staf",
            "unit": "a b",
            "reports_to": ["P1", "P3"],
            "ladder": "l",
            "rung": 2,
            "supervised": False,
        },
        {"id": "P3", "name": "Ketua", "unit": "007", "note": "= 1"},
    ],
    "objectives": [
        {"id": "S0", "name": "Lancar", "level": 0, "owner": ["kota", "P1"], "cross_agency": True}
        | {"role": "outcome", "tags": ['a, "b"', "<Stunting & Gizi>", "漢字"], "note": "<x>"},
        {
            "id": "S1",
            "name": "Arus",
            "level": 1,
            "contributes_to": ["S0"],
            "expected_agencies": ["007", "ég/ü—漢"],
            "role": "csf",
        },
    ],
    "indicators": [
        {
            "id": "I0",
            "name": "Waktu",
            "objective": "S0",
            "kind": "impact",
            "owner": ["007", "a b"],
            "measure_unit": "%",
            "polarity": "range",
            "baseline": 12.345,
            "formula": "a / b\n* 100",
            "data_source": "BPS, 2024",
            "definition": "a,\nlalu b",
            "data_provider": 'Dinas "A"',
            "reporting_period": "half",
            "accumulation": "cumulative",
            "tags": "=1+1; [x]",
        },
        {"id": "I1", "name": "Rute", "level": 2, "polarity": "down", "baseline": 1e-7}
        | {"accumulation": "sum"},
        {"id": "I2", "name": "Izin", "level": 3, "contributes_to": ["I1", "S1"], "baseline": 1e22},
        {"id": "I3", "name": "Tepat", "level": 2, "contributes_to": ["I0"], "baseline": -1234.567},
    ],
    "tasks": [
        {
            "id": "T1",
            "name": "Surat",
            "activity": "Rapat",
            "step": "1.250",
            "performer": ["P2", "P1"],
            "output_quantity": 1.125,
            "output_unit": "surat",
            "duration": 1.1,
            "duration_unit": "day",
            "volume": 250,
            "contributes_to": ["I2"],
        },
        {"id": "T2", "name": "Rapat", "contributes_to": ["S1"], "tags": ["stunting"]},
    ],
    "values": [
        {"indicator": "I0", "year": 2024, "target": "-5..-2.1250", "realisation": -3.001},
        {"indicator": "I0", "year": 2026, "target": "80-90"},
        {"indicator": "I1", "year": 2024, "target": 12.345, "realisation": 0},
        {"indicator": "I1", "year": 2025, "realisation": 123.456},
        {"indicator": "I1", "year": 2026, "target": 0.1},
        {"indicator": "I3", "year": 2024, "target": 1250, "realisation": 1250.5},
        {"indicator": "I0", "year": 2027, "period": "TW I", "target": "-2..-1"},
        {"indicator": "I1", "year": 2027, "realisation": 7},
        {"indicator": "I1", "year": 2027, "period": "Semester 1", "target": 1, "realisation": 0.1},
        {"indicator": "I1", "year": 2027, "period": "S2", "target": 0.2, "realisation": 1},
        {"indicator": "I1", "year": 2028, "period": "Q1"},
        {"indicator": "I1", "year": 2028, "period": "Januari", "target": 1},
        {"indicator": "I1", "year": 2028, "period": "M2", "target": 1},
        {"indicator": "I1", "year": 2028, "period": "M03", "target": 1},
    ],
    "contributions": [
        {
            "from": "I1",
            "to": "S0",
            "kind": "crosscutting",
            "sign": "-",
            "weight": 0.125,
            "rationale": 'a, b; "c"',
            "reason": "x\ny",
            "status": "requested",
        },
        {"from": "I2", "to": "I1", "basis": "nesting", "mode": "sum", "weight": 1.125},
        {"from": "I3", "to": "S1", "basis": "nesting", "status": "rejected"},
        {"from": "T2", "to": "I0", "status": "rejected", "weight": 3},
    ],
}
"""A plan without a fault, hard to write down."""

FAULTY: Tables = {
    "dataset": [{"dataset": "cacat", "edition": "1"}],
    "units": [
        {"id": "kota", "name": "Kota", "kind": "kota besar"},
        {"id": "a", "name": "A", "parent": "b", "kind": "opd"},
        {"id": "b", "name": "B", "parent": "a"},
        {"id": "c", "name": "C", "parent": "hilang"},
        {"id": "a", "name": "A lagi"},
    ],
    "positions": [
        {"id": "P9", "name": "Ketua", "unit": "a", "ladder": "L", "supervised": "ya", "rung": "x"},
        {"id": "P1", "name": "Staf", "unit": "zz", "ladder": "L", "supervised": "tidak"},
        {"id": "P2", "name": "Staf", "unit": "a", "reports_to": "P2; P8; P9"},
    ],
    "objectives": [
        {"id": "S0", "name": "", "level": 0, "owner": "kota; tiada; S0"},
        {"id": "S1", "name": "Arus", "level": 9, "contributes_to": "S0; kota"},
        {"id": "S2", "name": "Aman", "cross_agency": "barangkali", "expected_agencies": "a; P1"},
    ],
    "indicators": [
        {"id": "I0", "name": "Waktu", "objective": "S0", "level": 2, "baseline": "1.250"},
        {"id": "I1", "name": "Rute", "polarity": "maju", "kind": "x", "contributes_to": "S0"},
        {"id": "I2", "name": "Izin", "level": "dua", "objective": "tiada", "contributes_to": "I2"},
        {"id": "I3", "name": "Tepat", "level": 1, "contributes_to": "S0; I0"},
    ],
    "tasks": [
        {"id": "T1", "name": "Surat", "duration": "dua", "duration_unit": "hari", "volume": "?"},
        {"id": "T2", "name": "Rapat", "duration": 2, "duration_unit": "minggu"},
    ],
    "values": [
        {"indicator": "I0", "year": 2025, "target": "13 Dokumen", "realisation": 4},
        {"indicator": "I0", "year": 2026, "target": 1, "realisation": "#DIV/0!"},
        {"indicator": "I0", "year": 2026, "target": 2},
        {"indicator": "I0", "year": 2027, "target": "80-90"},
        {"indicator": "I1", "year": "dulu", "target": 2},
        {"indicator": "I1", "target": 2},
        {"indicator": "I9", "year": 2025, "target": 2},
        {"indicator": "I3", "year": 2025},
        {"indicator": "I3", "year": 2025, "target": 7},
        {"indicator": "I3", "year": 2026, "period": "TW 1", "target": 1, "realisation": "dua"},
        {"indicator": "I3", "year": 2026, "period": "Q1", "target": 2},
        {"indicator": "I3", "year": 2026, "period": "Q9", "target": "tiga"},
        {"indicator": "I3", "year": 2027, "period": "Q2", "target": 3},
        {"indicator": "I8", "year": 2027, "period": "M1", "target": 3},
    ],
    "contributions": [
        {
            "from": "I3",
            "to": "S0",
            "basis": "kode",
            "kind": "miring",
            "sign": "*",
            "weight": "1.250",
        },
        {"from": "I3", "to": "I0", "status": "entah"},
        {"from": "I3", "to": "I0"},
        {"from": "I3", "to": "I77"},
        {"from": "I88", "to": "S0"},
        {"from": "I99", "to": "S99"},
        {"from": "I3"},
    ],
}
"""A plan that only a lenient load takes: every kind of fault whose cell the graph knows."""

SPENDING: Tables = {
    **CORNERS,
    "programmes": [
        {"id": "5.02", "name": "Program   Penunjang\n(a)", "kind": "program", "unit": "007"},
        {"id": "5.02.01", "name": "Kegiatan; A", "kind": "kegiatan", "parent": "5.02"}
        | {"serves": ["I0", "S1"], "note": 'a; "b",\nc', "unit": "ég/ü—漢"},
        {"id": "S1", "name": "Sub", "kind": "sub_kegiatan", "parent": "5.02.01", "source": "DPA"},
        {"id": "I1", "name": "=1+1", "serves": ["I1"], "alias": "<x>"},
    ],
    "budgets": [
        {"programme": "5.02.01", "year": 2026, "budget": 1250000000.5, "spent": 0},
        {"programme": "5.02.01", "year": 2024, "spent": 0.1},
        {"programme": "S1", "year": 2026, "budget": 0},
        {"programme": "I1", "year": 2025, "budget": 1e22},
    ],
}
"""The same with programmes, of which some have the ids of results."""

FAULTY_SPENDING: Tables = {
    **FAULTY,
    "programmes": [
        {"id": "S0", "name": "Satu", "kind": "proyek", "parent": "P2", "serves": "S0; P1; S9"},
        {"id": "P2", "name": "Dua", "parent": "S0", "unit": "S0"},
        {"id": "P3", "name": "Tiga", "parent": "hilang", "unit": "tiada"},
        {"id": "S0", "name": "Lagi"},
    ],
    "budgets": [
        {"programme": "S0", "year": 2026, "budget": -1, "spent": 2},
        {"programme": "S0", "year": 2026, "budget": 5},
        {"programme": "S0", "year": 2027, "budget": "dua", "spent": -0.5},
        {"programme": "S0", "year": "dulu", "budget": 1},
        {"programme": "I0", "year": 2026, "budget": 1},
    ],
}
"""The same with every kind of fault of programmes and budgets whose cell the graph knows."""


def cascade_of(tables: Tables, settings: Settings, *, lenient: bool = False) -> Cascade:
    """The cascade of tables that are Python data."""
    reading = read_document(
        tables,  # type: ignore[arg-type]  # whatever stands in the tables is what is read
        name="plan.json",
        settings=settings,
        lenient=lenient,
    )
    assert reading.cascade is not None, [item.message.en for item in reading.problems]
    return reading.cascade


def read_back(path: Path, settings: Settings, *, lenient: bool = False) -> Cascade:
    """The cascade of a path."""
    reading = read(path, settings=settings, lenient=lenient)
    assert reading.cascade is not None, [item.message.en for item in reading.problems]
    return reading.cascade


def with_origins(cascade: Cascade) -> Cascade:
    """A cascade as its export loads back: a record without a source names where it stood."""

    def named(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            one if one.source is not None else replace(one, source=str(one.origin))
            for one in records
        )

    return replace(
        cascade,
        units=named(cascade.units),
        positions=named(cascade.positions),
        objectives=named(cascade.objectives),
        indicators=named(cascade.indicators),
        tasks=named(cascade.tasks),
        programmes=named(cascade.programmes),
    )


def content_of(cascade: Cascade) -> Counter[str]:
    """All nodes and edges that a load would make, origins aside.

    A problem is counted by what it says: its number, and its place where it is about no record,
    are those of a file.
    """
    found: Counter[str] = Counter()
    for label, rows in node_rows(cascade).items():
        for row in rows:
            hidden = {"origin", "line", "value_years", "value_rows", "period_value_rows"}
            if label == "Problem":
                hidden |= {"id"} if "subject_label" in row else {"id", "subject_id"}
            found[f"{label} {sorted((k, v) for k, v in row.items() if k not in hidden)!r}"] += 1
    for ends, edges in edge_rows(cascade).items():
        for edge in edges:
            known = sorted((k, v) for k, v in edge.properties.items() if k != "origin")
            found[f"{ends} {edge.source} {edge.target} {known!r}"] += 1
    return found
