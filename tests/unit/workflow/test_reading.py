"""Reading without an engine."""

from pathlib import Path

import pytest

from kinerja_graph.errors import UsageError
from kinerja_graph.settings import Settings
from kinerja_graph.workflow.demo import example
from kinerja_graph.workflow.files import write_whole
from kinerja_graph.workflow.reading import (
    InputRefused,
    ReadOptions,
    accepted,
    read_counts,
    reading_json,
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
        accepted(broken, SETTINGS, None)
    assert caught.value.exit_code == 3
    assert "2 errors" in caught.value.tell("en")


def test_the_report_has_the_shape_of_the_contract(broken: Path) -> None:
    report = reading_json(validate(broken, settings=SETTINGS), "en", None)
    assert list(report) == ["errors", "loaded"]
    assert report["loaded"] is None
    assert [list(error) for error in report["errors"]] == [
        ["code", "severity", "file", "sheet", "row", "column", "value", "message", "remedy"]
    ] * 2
    assert [error["code"] for error in report["errors"]] == ["bad-choice", "duplicate-id"]


def test_a_lenient_wish_takes_what_can_be_read(broken: Path) -> None:
    reading, cascade = accepted(
        broken, SETTINGS, ReadOptions(lenient=True, dataset="d", edition="e")
    )
    assert (cascade.plan.dataset, cascade.plan.edition) == ("d", "e")
    assert len(reading.problems) == 2


def test_a_file_is_written_whole_and_its_folder_made(tmp_path: Path) -> None:
    place = tmp_path / "new" / "answer.csv"
    write_whole(place, "isi – «x»\n")
    assert place.read_bytes() == "isi – «x»\n".encode()
    assert list(place.parent.iterdir()) == [place]


def test_a_place_that_cannot_be_written_is_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UsageError) as caught:
        write_whole(tmp_path / "file" / "below.csv", "x")
    assert caught.value.code == "not-written"
    assert "Choose another place" in caught.value.tell("en")


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_whole(tmp_path, "x")
    assert list(tmp_path.parent.glob(".*.part")) == []
