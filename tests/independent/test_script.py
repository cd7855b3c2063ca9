"""The script beside which the audit is measured finds what the words of its five rules ask for."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.script import CHECKS, check, read
from city.country import write_country
from comparison import expected_audit
from kinerja_graph.settings import read_settings
from kinerja_graph.sources.reading import read as read_plan

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.rglob("indicators.csv"))


def expected(folder: Path) -> Counter[str]:
    cascade = read_plan(folder, settings=read_settings()).cascade
    assert cascade is not None
    found = (one["rule"] for one in expected_audit(cascade)["findings"])
    return Counter(rule for rule in found if rule in CHECKS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_it_finds_the_same_in_examples(folder: Path) -> None:
    if read_plan(folder, settings=read_settings()).cascade is not None:
        assert check(read(folder)) == expected(folder)


def test_it_finds_the_same_in_a_made_country(tmp_path: Path) -> None:
    write_country(2, 1500, tmp_path)
    folders = sorted(path for path in tmp_path.iterdir() if path.is_dir())
    found = [check(read(folder)) for folder in folders]
    assert found == [expected(folder) for folder in folders]
    assert sum(found, Counter[str]())["detached-task"] > 0
