"""The commands as they are declared."""

import inspect
import subprocess
import sys
from dataclasses import fields
from functools import partial
from typing import Any, get_type_hints

import pytest
from syrupy.assertion import SnapshotAssertion

from kinerja_graph.cli.app import build, main
from kinerja_graph.cli.command_list import COMMANDS, GROUPS
from kinerja_graph.cli.declare import Command
from kinerja_graph.texts import LANGUAGES, Language
from kinerja_graph.views.registry import VIEWS

ALL = [*COMMANDS, *(command for _, commands in GROUPS.values() for command in commands)]
PATHS = [
    [],
    *([command.name] for command in COMMANDS),
    *([name] for name in GROUPS),
    *([name, command.name] for name, (_, commands) in GROUPS.items() for command in commands),
]


@pytest.mark.parametrize(
    "command", [one for one in ALL if one.view is None], ids=lambda command: command.act
)
def test_every_command_has_its_act(command: Command) -> None:
    hints = get_type_hints(command.function())
    assert hints.pop("return") is int
    assert hints.pop("context").__name__ == "CommandContext"
    assert hints == dict(command.takes)
    assert inspect.getdoc(command.function())


def test_every_view_is_asked_by_a_command() -> None:
    """By one of its own, or by one that asks several views and is written by hand."""
    own = {one.view.name: one for one in COMMANDS if one.view is not None}
    for view in VIEWS.values():
        if isinstance(view.command, str):
            assert view.command in {one.name for one in COMMANDS if one.view is None}
            continue
        command = own[view.name]
        what = {field.name for field in fields(command.takes["what"])}
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


def declared(command: Any) -> list[object]:
    """A command with its parameters and the commands of it, as Typer has them."""
    told = [(one.name, one.opts, one.nargs, one.required, one.help) for one in command.params]
    inner: dict[str, Any] = getattr(command, "commands", {})
    return [command.name, command.help, told, *(declared(one) for one in inner.values())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_that_is_named_is_declared_alone_and_as_among_all(language: Language) -> None:
    every = build(language)
    for name, among in every.commands.items():
        alone = build(language, name)
        assert list(alone.commands) == [name]
        assert declared(alone.commands[name]) == declared(among)
    for word in ("", "audot", "--help"):
        assert set(build(language, word).commands) == set(every.commands)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kinerja 0.")


def test_help_loads_no_engine_and_no_table() -> None:
    heavy = ["neo4j", "pydantic_settings", "rich.table", "openpyxl", "pyvis", "kinerja_graph.store"]
    heavy += ["pydantic", "rich", "kinerja_graph.analysis", "kinerja_graph.workflow"]
    heavy += ["docx", "typst", "kinerja_graph.report.document"]
    code = (
        "import sys; from kinerja_graph.cli.app import main; main(['--help']); "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
