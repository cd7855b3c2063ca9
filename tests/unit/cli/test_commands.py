"""The commands as they are declared."""

import inspect
import subprocess
import sys
from dataclasses import fields
from functools import partial
from typing import get_type_hints

import pytest
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.cli.app import main
from kinerja_graph.cli.command_list import COMMANDS, GROUPS
from kinerja_graph.cli.declare import Command
from kinerja_graph.cli.parameters import groups_of
from kinerja_graph.views.registry import VIEWS

ALL = [*COMMANDS, *(command for _, commands in GROUPS.values() for command in commands)]
PATHS = [
    [],
    *([command.name] for command in COMMANDS),
    *([name] for name in GROUPS),
    *([name, command.name] for name, (_, commands) in GROUPS.items() for command in commands),
]


@pytest.mark.parametrize(
    "command", [one for one in ALL if one.view is None], ids=lambda command: command.handler
)
def test_every_command_has_its_function(command: Command) -> None:
    hints = get_type_hints(command.function())
    assert hints.pop("return") is int
    assert hints.pop("context").__name__ == "CommandContext"
    assert hints == groups_of(command)
    assert inspect.getdoc(command.function())


def test_every_view_is_asked_by_a_command() -> None:
    """By one of its own, or by one that asks several views and is written by hand."""
    own = {one.view.name: one for one in COMMANDS if one.view is not None}
    for view in VIEWS.values():
        if isinstance(view.command, str):
            assert view.command in {one.name for one in COMMANDS if one.view is None}
            continue
        command = own[view.name]
        what = {field.name for field in fields(groups_of(command)["what"])}
        asked = {"id"} if view.subject is not None else set()
        for parameter in view.parameters:
            asked |= set(parameter.flags) or {parameter.name}
        assert (command.name, what) == (view.name, asked)
        assert isinstance(command.function(), partial)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PATHS, ids=lambda path: " ".join(path) or "kinerja")
def test_help(
    path: list[str],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("KINERJA_LANG", language)
    assert main([*path, "--help"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out == snapshot
    if path and path[0] not in GROUPS:
        for option in ("--json", "--lang", "--url", "--debug"):
            assert option in told.out


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "validate" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kinerja 0.")


ENGINES = ["neo4j", "pydantic_settings", "kinerja_graph.store"]
ENGINES += ["kinerja_graph.analysis", "kinerja_graph.workflow"]
WRITERS = ["rich", "openpyxl", "docx", "pyvis", "typst", "kinerja_graph.report.document"]
OF_ONE_COMMAND = ["kinerja_graph.cli.parameters", "kinerja_graph.cli.options"]
LIBRARIES = ["pydantic", "email", "importlib.metadata", "importlib.resources", "tomllib", "zipfile"]


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["--help"], [*ENGINES, *WRITERS, *OF_ONE_COMMAND, *LIBRARIES]),
        (["rules", "--help"], [*ENGINES, *WRITERS, *OF_ONE_COMMAND]),
        (["audit", "--help"], [*ENGINES, *WRITERS]),
    ],
    ids=["all", "group", "one"],
)
def test_help_loads_only_what_it_tells(words: list[str], heavy: list[str]) -> None:
    code = (
        "import sys; before = set(sys.modules); "  # what counts coverage has modules of its own
        f"from kinerja_graph.cli.app import main; main({words!r}); "
        f"print([name for name in {heavy!r} if name in set(sys.modules) - before])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
