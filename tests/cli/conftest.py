"""Homes of their own for the tests of the command line, each with an engine of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import SLIDES, Done, Kinerja, run


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose engine holds nothing."""
    home = tmp_path_factory.mktemp("cli-empty")
    yield home
    run(home, "db", "stop")


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose engine holds the slides, and nothing else."""
    home = tmp_path_factory.mktemp("cli-slides")
    done = run(home, "load", str(SLIDES))
    assert done.code == 0, done.err
    yield home
    run(home, "db", "stop")


@pytest.fixture
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder in which commands run, on a screen of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def kinerja(loaded_home: Path) -> Kinerja:
    """Runs ``kinerja`` where the slides are loaded."""

    def call(*words: str, language: str = "id", **more: Any) -> Done:
        return run(loaded_home, *words, language=language, **more)

    return call
