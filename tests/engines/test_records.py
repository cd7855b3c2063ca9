"""One record, its facts and its ties, the same on both engines."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from kinerja_graph.analysis.record import MOST_TIES, record
from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.sources.reading import read
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot

CITY = Path(__file__).parents[2] / "examples" / "city" / "2026-murni"
LABELS = {
    "KOTA-1": "Objective",
    "KOTA-1a": "Indicator",
    "SOP-DHB-1.1.1.1-1": "Task",
    "kadis-dishub": "Position",
    "dishub": "Unit",
}


def test_a_record_is_told_with_its_ties(
    both_stores: dict[str, Store], embedded_settings: Settings, neo4j_settings: Settings
) -> None:
    told: dict[str, dict[str, object]] = {}
    for engine, settings in (("embedded", embedded_settings), ("neo4j", neo4j_settings)):
        store = both_stores[engine]
        name = f"catatan-{secrets.token_hex(3)}"
        reading = read(CITY, settings=settings, dataset=name)
        assert reading.cascade is not None
        with temporary_snapshot(store, reading.cascade, settings=settings) as loaded:
            answers = {one: record(store, loaded.edition, one) for one in LABELS}
            with pytest.raises(UsageError, match="KOTA-99"):
                record(store, loaded.edition, "KOTA-99")
        assert {one: each.record.label for one, each in answers.items()} == LABELS
        indicator = answers["KOTA-1a"]
        assert [tie.id for tie in indicator.ends("MEASURES", away=True)] == ["KOTA-1"]
        assert [tie.id for tie in indicator.ends("OWNS", away=False)] == ["walikota"]
        assert indicator.details["polarity"] == "up"
        post = answers["kadis-dishub"]
        assert [tie.id for tie in post.ends("IN_UNIT", away=True)] == ["dishub"]
        assert post.details["rank"] == "JPT Pratama"
        unit = answers["dishub"]
        assert unit.details["kind"] == "opd"
        assert "kadis-dishub" in [tie.id for tie in unit.ends("IN_UNIT", away=False)]
        assert all(len(each.ties) < MOST_TIES and not each.truncated for each in answers.values())
        told[engine] = {one: as_json(each) | {"dataset": None} for one, each in answers.items()}
    assert told["embedded"] == told["neo4j"]
