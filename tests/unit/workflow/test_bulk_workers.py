"""Inputs of a bulk load that several processes read: the same rows as one reads alone."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import psutil
import pytest

from city.country import write_country
from kinerja_graph.errors import StoreError
from kinerja_graph.export.admin_files import AdminFiles, arguments
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.problem import Problem
from kinerja_graph.model.schema import BY_LABEL
from kinerja_graph.settings import Settings, read_settings
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import Text
from kinerja_graph.workflow.bulk import BulkOutcome, BulkReport, Input
from kinerja_graph.workflow.bulk_filling import process_input
from kinerja_graph.workflow.bulk_workers import WorkerPool, worker_count
from kinerja_graph.workflow.reading import ReadOptions, validate

LABELS = {label.lower() for label in BY_LABEL}
SCOPE = re.compile(r"\b[0-9a-f]{20}\b")


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three governments, the second of which has a broken table."""
    top = tmp_path_factory.mktemp("country")
    write_country(3, 300, top)
    folders = sorted(path for path in top.iterdir() if path.is_dir())
    (folders[1] / "values.csv").write_text("indicator,year\nnowhere,2026\n", "utf-8")
    return folders


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a home of their own."""
    return read_settings(home=tmp_path / "home")


def rows(folder: Path) -> dict[str, Counter[str]]:
    """The lines of all parts of each file, scopes left out."""
    found: dict[str, Counter[str]] = {}
    for file in folder.glob("*.csv"):
        lines = SCOPE.sub("SCOPE", file.read_text("utf-8")).splitlines()
        stem = file.name.partition(".")[0]
        if stem.endswith("-header"):
            assert found.setdefault(stem, Counter(lines)) == Counter(lines)
        else:
            found.setdefault(stem, Counter()).update(lines)
    return found


def readers() -> list[psutil.Process]:
    """Our processes that read."""
    children = psutil.Process().children()
    return [one for one in children if "kinerja_graph.workflow.bulk_work" in one.cmdline()]


@pytest.mark.parametrize("by", ["rows", "columns"])
def test_a_large_input_is_written_by_several(
    by: str,
    plans: list[Path],
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    alone.mkdir()
    together.mkdir()
    with AdminFiles(alone) as files:
        process_input(plans[0], files, settings, None)
    monkeypatch.setattr("kinerja_graph.workflow.bulk_sharing._MIN_ROWS", 0)
    monkeypatch.setattr("kinerja_graph.workflow.bulk_sharing.count_cores", lambda: 3)
    monkeypatch.setattr("kinerja_graph.workflow.bulk_columns._BATCH_ROWS", 30)
    if by == "rows":
        monkeypatch.setattr("kinerja_graph.workflow.bulk_filling.read_columns", lambda *_: None)
    with AdminFiles(together) as parts:
        done = process_input(plans[0], parts, settings, None)
    assert rows(together) == rows(alone)
    assert len(list(together.glob("indicator.*.csv"))) == 2
    assert parts.counts.total() == files.counts.total()
    assert sum(done.counts.values()) == sum(
        count for name, count in files.counts.items() if name.partition(".")[0] in LABELS
    )
    assert len(arguments(parts.counts)) == len(arguments(files.counts))


@pytest.mark.parametrize("lenient", [False, True])
def test_they_write_what_one_would(
    plans: list[Path], settings: Settings, tmp_path: Path, *, lenient: bool
) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    alone.mkdir()
    together.mkdir()
    wish = ReadOptions(lenient=lenient)
    with AdminFiles(alone) as files:
        expected = [process_input(path, files, settings, wish) for path in plans]
    with WorkerPool(2, together, settings, wish) as hands:
        found = list(hands.process_inputs(plans))
        counts = hands.close()
    assert [one.path for one in found] == plans
    assert [one.filled is None for one in found] == [False, not lenient, False]
    for one, other in zip(found, expected, strict=True):
        assert one.problems == other.problems
        assert one.counts == other.counts
        if one.filled is not None and other.filled is not None:
            assert one.filled.plan == other.filled.plan
            assert one.filled.scope != other.filled.scope
    assert rows(together) == rows(alone)
    assert sum(counts.values()) == files.counts.total()
    assert {file.name for file in together.glob("*.*.csv")} == set(counts)
    for words in (arguments(counts, "x/"), arguments(files.counts, "x/")):
        named = [name for word in words for name in word.split("=")[-1].split(",")]
        assert len(set(named)) == len(named)
    assert len(arguments(counts)) == len(arguments(files.counts))


def test_a_process_that_is_gone(plans: list[Path], settings: Settings, tmp_path: Path) -> None:
    with WorkerPool(1, tmp_path, settings, None) as hands:
        (process,) = readers()
        process.kill()  # as the kernel does where memory is short
        with pytest.raises(StoreError) as ended:
            list(hands.process_inputs(plans))
    assert ended.value.code == "reader-ended"
    assert ended.value.where == str(plans[0])


def test_files_that_cannot_be_written(
    plans: list[Path], settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    with WorkerPool(2, folder, settings, None) as hands:
        shutil.rmtree(folder)
        with pytest.raises(FileNotFoundError):
            list(hands.process_inputs(plans))
        assert len(readers()) == 2
    assert readers() == []


def test_how_many(plans: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = "kinerja_graph.workflow.bulk_workers"
    monkeypatch.setattr(f"{module}.count_cores", lambda: 4)
    assert worker_count(plans) == 1, "small inputs are read by the one that is there"
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(40_000_000)
    assert worker_count([large]) == 1
    assert worker_count([large, *plans]) == 3, "so many as have room in memory"
    assert worker_count([large, tmp_path / "nowhere"]) == 2
    monkeypatch.setattr(f"{module}.count_cores", lambda: 2)
    assert worker_count([large, *plans]) == 2
    with large.open("wb") as file:
        file.truncate(400_000_000)
    assert worker_count([large, *plans]) == 1
    assert validate(plans[0], settings=read_settings(home=tmp_path)).cascade is not None


def test_the_report_of_many_inputs_names_the_input_of_each_problem() -> None:
    problem = Problem(
        code="bad-number",
        file="values.csv",
        message=Text(id="bukan angka", en="no number"),
        remedy=Text(id="perbaiki", en="fix it"),
    )
    inputs = (Input(Path("a"), (), refused=False), Input(Path("b"), (problem,), refused=True))
    told = as_json(BulkReport(inputs), "en")
    assert list(told) == ["errors", "loaded", "datasets"]
    assert [list(one)[-2:] for one in told["errors"]] == [["remedy", "input"]]
    assert (told["errors"][0]["input"], told["loaded"], told["datasets"]) == ("b", None, [])
    edition = Edition(dataset="kota", edition="1", scope="s")
    done = as_json(BulkOutcome(inputs[:1], (edition,), {"Unit": 2}, None).report, "en")
    assert done == {
        "errors": [], "loaded": {"Unit": 2}, "datasets": [{"dataset": "kota", "edition": "1"}],
    }  # fmt: skip
