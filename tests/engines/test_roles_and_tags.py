"""What forms need of a record, from the input to selectors, records and comparisons."""

from __future__ import annotations

from typing import Any

import pytest

from kinerja_graph.analysis.comparison import Change, compare
from kinerja_graph.analysis.record import record
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.sources.reading import read_document
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.load import temporary_snapshot
from kinerja_graph.workflow.selecting import select

PLAN: dict[str, Any] = {
    "units": [{"id": "dinsos", "name": "Dinas Sosial", "kind": "opd", "note": "baru"}],
    "positions": [{"id": "kadis", "name": "Kepala", "unit": "dinsos", "note": "kosong"}],
    "objectives": [
        {"id": "S0", "name": "Kemiskinan menurun", "level": 0, "role": "hasil", "tags": "Miskin"},
        {
            "id": "S1",
            "name": "Penghasilan naik",
            "level": 1,
            "role": "faktor kunci",
            "contributes_to": "S0",
            "tags": "Kota  Layak; miskin",
            "note": "lihat berita acara",
        },
        {"id": "S2", "name": "Usaha tumbuh", "level": 2, "contributes_to": "S1"},
    ],
    "indicators": [
        {
            "id": "I0",
            "name": "Angka kemiskinan",
            "objective": "S0",
            "definition": "penduduk di bawah garis kemiskinan",
            "data_provider": "BPS",
            "reporting_period": "tahunan",
            "accumulation": "posisi akhir",
            "tags": ["MISKIN"],
        }
    ],
    "tasks": [{"id": "T1", "name": "Latih", "contributes_to": "S2", "tags": "kota layak"}],
}
LATER: dict[str, Any] = {
    **PLAN,
    "objectives": [
        PLAN["objectives"][0],
        {**PLAN["objectives"][1], "role": "condition", "tags": "kota layak; MISKIN"},
        PLAN["objectives"][2],
    ],
}


def cascade(tables: dict[str, Any]) -> Any:
    found = read_document(tables, name="kota", settings=read_settings()).cascade
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("tag:miskin", ["I0", "S0", "S1"]),
        ('tag:" KOTA   LAYAK "', ["S1", "T1"]),
        ("tag:stunting", []),
        ("role:csf", ["S1"]),
        ("role:HASIL", ["S0"]),
        ("+role:csf,tag:miskin", ["S1"]),
        ("tag:miskin,label:indicator role:csf", ["I0", "S1"]),
    ],
)
def test_a_selector_picks_what_states_a_tag_or_a_role(
    store: Store, settings: Settings, selector: str, ids: list[str]
) -> None:
    with temporary_snapshot(store, cascade(PLAN), settings=settings) as loaded:
        assert list(select(store, loaded.edition, selector).labels) == ids


def test_a_record_tells_what_the_plan_says_of_it(store: Store, settings: Settings) -> None:
    with temporary_snapshot(store, cascade(PLAN), settings=settings) as loaded:
        told = {
            one: record(store, loaded.edition, one).details
            for one in ("dinsos", "kadis", "S1", "I0", "T1")
        }
    assert told["dinsos"]["note"] == "baru"
    assert told["kadis"]["note"] == "kosong"
    assert {key: told["S1"][key] for key in ("role", "tags", "note")} == {
        "role": "csf",
        "tags": "Kota Layak; miskin",
        "note": "lihat berita acara",
    }
    assert dict(told["I0"]) == {
        "definition": "penduduk di bawah garis kemiskinan",
        "data_provider": "BPS",
        "reporting_period": "year",
        "accumulation": "last",
        "tags": "MISKIN",
    }
    assert told["T1"]["tags"] == "kota layak"


def test_another_role_and_other_tags_are_a_redefinition(store: Store, settings: Settings) -> None:
    with (
        temporary_snapshot(store, cascade(PLAN), settings=settings) as before,
        temporary_snapshot(store, cascade(LATER), settings=settings) as after,
    ):
        told = compare(store, before.edition, after.edition)
    assert told.redefined == (
        Change("S1", "role", "csf", "condition"),
        Change("S1", "tags", ["Kota Layak", "miskin"], ["kota layak", "MISKIN"]),
    )
