"""What every ready map makes can be validated, and loads leniently on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_graph.library.statement import Statement
from kinerja_graph.settings import Settings
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.importing import import_matrix

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
REAL = EXAMPLES / "real" / "raw"
MATRICES = {
    name: EXAMPLES / "matrices" / f"{name}.csv"
    for name in ("jabatan-atasan", "matriks-renstra", "nomenklatur", "simpul-induk")
} | {
    "pohon-tergambar": REAL / "biro-organisasi-drawn-cells.csv",
    "renstra-simpul": REAL / "renstra-2025-2029-wide.csv",
}
LABELS = ("Unit", "Position", "Objective", "Indicator")
SOURCES = "MATCH (n:LABEL {scope: $scope}) WHERE n.source IS NOT NULL RETURN n.source AS source"
STRICT = {"pohon-tergambar": {"bad-number"}, "renstra-simpul": {"missing-value"}}
"""What a strict load refuses of the real samples; of the others nothing."""


@pytest.mark.parametrize("name", MATRICES)
def test_a_ready_map_makes_what_loads(
    store: Store, settings: Settings, tmp_path: Path, name: str
) -> None:
    made = {}
    for out in (tmp_path / f"{name}.xlsx", tmp_path / name):
        done = import_matrix(
            MATRICES[name], map_name=name, out=out, settings=settings, language="id"
        )
        codes = {problem.code for problem in read(out, settings=settings).problems}
        assert codes == STRICT.get(name, set())
        cascade = read(out, settings=settings, lenient=True).cascade
        assert cascade is not None
        with temporary_snapshot(store, cascade, settings=settings) as loaded:
            rows = [
                row["source"]
                for label in LABELS
                for row in store.read(
                    Statement("sources", SOURCES.replace("LABEL", label)),
                    scope=loaded.edition.scope,
                )
            ]
            made[out.suffix] = (dict(loaded.counts), sorted(rows))
        records = sum(
            len(done.collector.tables[table])
            for table in ("units", "positions", "objectives", "indicators")
        )
        assert len(rows) == records
        assert all(row.startswith(f"{MATRICES[name].name}!") for row in rows)
    assert made[".xlsx"] == made[""]
