"""Waiting until an input is saved, without a clock: each pause does what happens meanwhile."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kinerja_graph.workflow.watching import MISSING_FOR, input_state, wait_for_save

Step = Callable[[], object]


class Pauses:
    """Does one step in each pause; a wait that goes on after all of them fails the test."""

    def __init__(self, *steps: Step | None) -> None:
        self.steps = list(steps)

    def __call__(self, _seconds: float) -> None:
        if not self.steps:
            pytest.fail("still waiting")
        step = self.steps.pop(0)
        if step is not None:
            step()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "rencana.yaml"
    path.write_text("units: []\n", encoding="utf-8")
    return path


def writes(path: Path, text: str) -> Step:
    return lambda: path.write_text(text, encoding="utf-8")


def left(plan: Path, *steps: Step | None) -> int:
    """The pauses that are left of ``steps`` once a save of ``plan`` was told."""
    pauses = Pauses(*steps)
    assert wait_for_save(plan, input_state(plan), pause=pauses) == input_state(plan)
    return len(pauses.steps)


def test_a_save_is_told_once_it_rests(plan: Path) -> None:
    assert left(plan, None, None, writes(plan, "units: [1]\n"), None, None) == 1


def test_a_file_that_grows_is_waited_for(plan: Path) -> None:
    steps = [writes(plan, "units:\n" + "x" * number) for number in range(1, 6)]
    assert left(plan, *steps, None, None) == 1


def test_the_same_length_at_another_time_is_a_save(plan: Path) -> None:
    def touch() -> None:
        os.utime(plan, ns=(1, 1))

    assert left(plan, touch, None, None) == 1


@pytest.mark.parametrize("gone", [2, MISSING_FOR - 1])
def test_a_file_that_an_editor_replaces_may_be_missing(plan: Path, gone: int) -> None:
    steps = [plan.unlink, *[None] * (gone - 1), writes(plan, "units: [2]\n"), None, None]
    assert left(plan, *steps) == 1


def test_a_file_that_comes_back_as_it_was_was_not_saved(plan: Path) -> None:
    aside = plan.with_name("A1B2C300")
    steps = (lambda: plan.rename(aside), None, lambda: aside.rename(plan), None, None, None)
    assert left(plan, *steps, writes(plan, "units: [3]\n"), None) == 0


def test_a_file_that_was_emptied_is_about_to_be_written(plan: Path) -> None:
    steps = [writes(plan, ""), None, None, None, writes(plan, "units: [4]\n"), None]
    assert left(plan, *steps) == 0


def test_a_file_that_stays_missing_is_told_too_and_once(plan: Path) -> None:
    pauses = Pauses(plan.unlink, *[None] * MISSING_FOR)
    seen = wait_for_save(plan, input_state(plan), pause=pauses)
    assert (seen, pauses.steps) == ({}, [])
    back = Pauses(None, None, writes(plan, "units: []\n"), None)
    assert wait_for_save(plan, seen, pause=back) == input_state(plan) != {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "rencana"
    path.mkdir()
    for name in ("units.csv", "tasks.csv"):
        (path / name).write_text("id\n", encoding="utf-8")
    return path


def test_any_file_of_a_folder_is_watched(folder: Path) -> None:
    assert left(folder, writes(folder / "tasks.csv", "id\nT\n"), None, None) == 1
    assert left(folder, writes(folder / "indicators.csv", "id\n"), None, None) == 1


def test_files_that_are_no_input_are_no_save(folder: Path) -> None:
    """Those that say who has a workbook open stand there as long as it is open."""
    names = ("~$units.csv", ".~lock.units.csv#", ".units.csv", "3F2A1B00", "units.tmp", "~units.md")
    made = [writes(folder / name, "x") for name in names]
    assert left(folder, *made, None, None, writes(folder / "units.csv", "id\nU\n"), None) == 0


def test_a_file_of_a_folder_may_be_missing_while_it_is_replaced(folder: Path) -> None:
    units = folder / "units.csv"
    assert left(folder, units.unlink, None, None, writes(units, "id\nU\n"), None, None) == 1
    assert left(folder, units.unlink, *[None] * MISSING_FOR, None) == 1


def test_a_folder_may_be_out_of_reach_for_a_moment(folder: Path) -> None:
    aside = folder.with_name("elsewhere")
    steps = (lambda: folder.rename(aside), None, None, lambda: aside.rename(folder))
    assert left(folder, *steps, None, None, writes(folder / "tasks.csv", "id\nT\n"), None) == 0
    shutil.rmtree(folder)
    assert input_state(folder) == {}


def test_a_name_that_cannot_be_is_missing() -> None:
    assert input_state(Path("a\0b.xlsx")) == {}
