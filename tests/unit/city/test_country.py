"""A made country: as large as asked, the same for the same seed, and as faulty as it says."""

from __future__ import annotations

import csv
import tracemalloc
from collections import defaultdict
from pathlib import Path

import pytest

from city.country import split, write_country
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read
from make_city import differences, main
from oracle.rules import findings


def planned(out: Path) -> dict[str, dict[str, int]]:
    told: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with (out / "planned.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            told[row["dataset"]][row["rule"]] = int(row["findings"])
    return told


@pytest.mark.parametrize(
    ("governments", "indicators", "seed"), [(3, 2000, 1), (7, 84, 2), (2, 61, 3)]
)
def test_a_country_has_the_findings_that_were_planted(
    governments: int, indicators: int, seed: int, tmp_path: Path
) -> None:
    write_country(governments, indicators, tmp_path, seed)
    told = planned(tmp_path)
    folders = sorted(path for path in tmp_path.iterdir() if path.is_dir())
    assert len(folders) == governments
    sizes = 0
    for folder in folders:
        reading = read(folder, settings=read_settings())
        assert reading.problems == ()
        assert reading.cascade is not None
        assert reading.cascade.plan.dataset == folder.name
        sizes += len(reading.cascade.indicators)
        verdicts = findings(reading.cascade)
        found = {rule: len(one.findings) for rule, one in verdicts.items() if one.findings}
        assert found == told[folder.name]
    assert sizes == indicators


def test_the_same_seed_makes_the_same_country(tmp_path: Path) -> None:
    for name, seed in (("one", 5), ("again", 5), ("other", 6)):
        write_country(2, 200, tmp_path / name, seed)
    assert differences(tmp_path / "one", tmp_path / "again") == []
    assert "planned.csv" in differences(tmp_path / "one", tmp_path / "other")


def test_memory_does_not_grow_with_the_country(tmp_path: Path) -> None:
    peaks: list[int] = []
    for name, indicators in (("small", 1_000), ("large", 8_000)):
        tracemalloc.start()
        write_country(1, indicators, tmp_path / name)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 2


def test_too_small_a_country_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "country"
    assert main(["--country", "3", "--indicators", "35", "--out", str(out)]) == 2
    assert "at least 12" in capsys.readouterr().err
    assert not out.exists()


def test_the_command_tells_where_the_country_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--country", "1", "--indicators", "40", "--out", str(tmp_path / "c")]) == 0
    assert str(tmp_path / "c" / "planned.csv") in capsys.readouterr().out


@pytest.mark.parametrize(("total", "parts"), [(8, 3), (9, 3), (2, 2), (1000, 7)])
def test_a_split_is_even_and_whole(total: int, parts: int) -> None:
    sizes = split(total, parts)
    assert sum(sizes) == total
    assert len(sizes) == parts
    assert max(sizes) - min(sizes) <= 1
