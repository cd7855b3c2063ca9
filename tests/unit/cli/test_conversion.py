"""What is typed becomes what a command takes, as Typer would make it."""

import sys
from pathlib import Path
from typing import Any

import pytest
from typer import BadParameter

from kinerja_graph.cli.command_list import COMMANDS
from kinerja_graph.cli.conversion import convert_when_given
from kinerja_graph.cli.parameters import make_command


def parameter(name: str) -> Any:
    (check,) = (one for one in COMMANDS if one.name == "check")
    (found,) = (one for one in make_command(check, "en").params if one.name == name)
    return found


@pytest.mark.parametrize(
    ("name", "typed", "taken"),
    [
        ("path", "rencana kota/é", Path("rencana kota/é")),
        ("path", "", Path()),
        ("dataset", " kota ", " kota "),
        ("limit", "7", 7),
        ("format", "json", "json"),
        ("rule", ("a", "b"), ["a", "b"]),
        ("limit", None, None),
        ("rule", (), []),
    ],
)
def test_a_word_becomes_what_the_command_takes(name: str, typed: Any, taken: Any) -> None:
    one = parameter(name)
    assert one.get_runtime_param().coerce(typed, param=one, ctx=None) == taken
    typers: Any = type(one).get_runtime_param(one)
    assert typed is None or typers.coerce(typed, param=one, ctx=None) == taken


def test_what_does_not_fit_is_refused_as_before() -> None:
    one = parameter("limit")
    with pytest.raises(BadParameter):
        one.get_runtime_param().coerce("many", param=one, ctx=None)


def test_a_parameter_is_converted_without_a_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "typer._adapters", raising=False)
    one = parameter("path")
    make = one.get_runtime_param
    assert convert_when_given(one).get_runtime_param is make
    assert one.get_runtime_param().coerce("x", param=one, ctx=None) == Path("x")
    assert "typer._adapters" not in sys.modules
