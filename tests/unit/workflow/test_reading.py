"""Reading without an engine."""

from pathlib import Path

import pytest

from kinerja_graph.settings import Settings
from kinerja_graph.shapes import as_json
from kinerja_graph.workflow.demo import example
from kinerja_graph.workflow.reading import (
    InputRefused,
    InputReport,
    ReadOptions,
    read_accepted,
    read_counts,
    validate,
)

SETTINGS = Settings()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text("id,name,kind\nu1,Dinas,opdd\nu1,Lagi,opd\n", "utf-8")
    return tmp_path


def test_the_example_is_read_whole() -> None:
    reading = validate(example("slides"), settings=SETTINGS)
    assert reading.problems == ()
    counts = read_counts(reading)
    assert counts is not None
    assert counts["Task"] == 3


def test_a_refused_input_says_how_many_errors(broken: Path) -> None:
    with pytest.raises(InputRefused) as caught:
        read_accepted(broken, SETTINGS, None)
    assert caught.value.exit_code == 3
    assert "2 errors" in caught.value.tell("en")


def test_the_report_has_the_shape_of_the_contract(broken: Path) -> None:
    report = as_json(InputReport(validate(broken, settings=SETTINGS)), "en")
    assert list(report) == ["errors", "loaded"]
    assert report["loaded"] is None
    assert [list(error) for error in report["errors"]] == [
        ["code", "severity", "file", "sheet", "row", "column", "value", "message", "remedy"]
    ] * 2
    assert [error["code"] for error in report["errors"]] == ["bad-choice", "duplicate-id"]


def test_a_lenient_wish_takes_what_can_be_read(broken: Path) -> None:
    reading, cascade = read_accepted(
        broken, SETTINGS, ReadOptions(lenient=True, dataset="d", edition="e")
    )
    assert (cascade.plan.dataset, cascade.plan.edition) == ("d", "e")
    assert len(reading.problems) == 2
