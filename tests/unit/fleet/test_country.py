"""What the Parquet files of a run say of the country, and the page that is made of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.fleet.country import read_country, write_country_page
from kinerja_graph.fleet.outcome import Outcome, Status
from kinerja_graph.fleet.provinces import read_provinces
from kinerja_graph.fleet.results import Results

MADE = datetime(2026, 12, 2, tzinfo=UTC)


def outcome(
    dataset: str,
    edition: str = "1",
    *,
    errors: int = 0,
    status: Status = "audited",
    source: str = "embedded",
    **more: Any,
) -> Outcome:
    document: dict[str, Any] = {
        "summary": {"error": errors, "warning": 1, "info": 0},
        "rules": [
            {"id": "orphan-indicator", "severity": "error", "status": "ran", "population": 9,
             "findings": errors},
            {"id": "detached-task", "severity": "warning", "status": "ran", "population": 9,
             "findings": 1},
        ],
        "completeness": {
            "kinds": [
                {"kind": "task", "population": 10, "whole": 9},
                {"kind": "indicator", "population": 20, "whole": 15},
                {"kind": "objective", "population": 5, "whole": 5},
            ],
            "by_agency": [],
        },
    }  # fmt: skip
    if status in {"refused", "failed"}:
        document = {"error": {"message": f"{dataset} is unreadable."}}
    return Outcome(
        key=f"{dataset}-{edition}-{source}".replace("/", "_"),
        source=source,
        dataset=dataset,
        edition=edition,
        status=status,
        seconds=1.0,
        document=json.dumps(document),
        **more,
    )


def kept(folder: Path, *outcomes: Outcome) -> Path:
    results = Results(folder)
    for one in outcomes:
        results.keep(one)
    results.name_run([one.key for one in outcomes])
    return folder


def test_the_newest_edition_counts_and_older_ones_are_its_past(tmp_path: Path) -> None:
    folder = kept(
        tmp_path,
        outcome("3273", "murni", errors=7, first_loaded=1, as_of=2025),
        outcome("3273", "awal", errors=2, first_loaded=2, as_of=2024, name="Rencana Bandung"),
        outcome("kab-a", "2026", errors=4, as_of=2025, source="a/2026"),
        outcome("kab-a", "2025", errors=9, as_of=2024, source="a/2025"),
    )
    country = read_country(folder, read_provinces(None))
    bandung, other = country.governments
    assert bandung.name == "Rencana Bandung"
    assert bandung.province is not None
    assert bandung.province.short == "Jabar"
    assert [one.edition for one in bandung.editions] == ["murni", "awal"]
    assert [one.errors for one in other.editions] == [9, 4]
    newest = other.newest
    assert newest is not None
    assert (newest.tasks, newest.tasks_whole, newest.records) == (10, 9, 35)
    assert [(rule.id, rule.governments, rule.findings, rule.most) for rule in country.rules] == [
        ("orphan-indicator", 2, 6, (("kab-a", 4), ("3273", 2))),
        ("detached-task", 2, 2, (("3273", 1), ("kab-a", 1))),
    ]


def test_what_was_not_audited_hides_nothing_and_is_told(tmp_path: Path) -> None:
    folder = kept(
        tmp_path,
        outcome("kab-a", errors=1, source="a/baik"),
        outcome("kab-a", "2", status="refused", source="a/rusak"),
        outcome("kab-b", "", status="failed"),
        outcome("kab-c", status="incomplete"),
    )
    first, second, third = read_country(folder, read_provinces(None)).governments
    assert (first.newest is not None, first.why) == (True, ("kab-a is unreadable.",))
    assert (second.newest, second.why) == (None, ("kab-b is unreadable.",))
    assert first.is_complete
    assert not third.is_complete


def test_a_dataset_in_two_databases_counts_once(tmp_path: Path) -> None:
    folder = kept(
        tmp_path,
        outcome("kab-a", errors=3, source="bolt://satu"),
        outcome("kab-a", errors=3, source="bolt://dua"),
    )
    country = read_country(folder, read_provinces(None))
    assert [len(one.editions) for one in country.governments] == [1]
    assert [(rule.governments, rule.findings) for rule in country.rules] == [(1, 3), (1, 1)]


def test_results_of_another_run_and_of_an_earlier_version(tmp_path: Path) -> None:
    from pyarrow import parquet  # noqa: PLC0415 - of the extra

    old, new = outcome("kab-a", errors=1), outcome("kab-b", errors=2)
    folder = kept(tmp_path, old, new)
    path = folder / "governments" / f"{old.key}.parquet"
    table = parquet.ParquetFile(path).read()
    fewer = table.drop_columns(["name", "as_of", "first_loaded", "report", "picture"])
    parquet.write_table(fewer, path)
    assert len(read_country(folder, read_provinces(None)).governments) == 2
    Results(folder).name_run([new.key])
    assert [one.dataset for one in read_country(folder, read_provinces(None)).governments] == [
        "kab-b"
    ]


def test_a_folder_without_results_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no results of a fleet"):
        write_country_page(tmp_path, read_provinces(None), "en", made=MADE)
    assert not (tmp_path / "index.html").exists()


def test_an_empty_run_has_a_page(tmp_path: Path) -> None:
    written = write_country_page(kept(tmp_path), read_provinces(None), "id", made=MADE)
    assert "0 pemerintah daerah" in written.path.read_text("utf-8")
