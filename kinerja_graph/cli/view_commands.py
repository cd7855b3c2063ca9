"""The command of a view, made of its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, make_dataclass
from typing import Annotated, Any

from kinerja_graph.cli.declare import Command
from kinerja_graph.cli.options import Argument, EditionArguments, Option
from kinerja_graph.texts import EMPTY, Text
from kinerja_graph.views.spec import Parameter, Subject, ViewSpec


def view_command(view: ViewSpec) -> Command:
    """The command ``kinerja <name of the view>``."""
    help_text = view.command if isinstance(view.command, Text) else EMPTY
    what = make_dataclass(
        f"{view.name.title()}Arguments",
        list(_fields(view)),
        frozen=True,
        kw_only=True,
        # without a docstring, dataclasses writes the signature out, which takes its time
        namespace={"__doc__": f"What is asked of the view {view.name}."},
    )
    takes: dict[str, type[Any]] = {"what": what, "which": EditionArguments}
    return Command(view.name, help_text, "views:show_view", takes, view)


def _fields(view: ViewSpec) -> Iterator[tuple[str, Any] | tuple[str, Any, Any]]:
    if view.subject is not None:
        yield _argument(view.subject)
    for parameter in view.parameters:
        if parameter.flags:
            for value, text in parameter.flags.items():
                yield value, Annotated[bool, Option(f"--{value}", text)], field(default=False)
        else:
            yield _option(parameter)


def _argument(subject: Subject) -> tuple[str, Any] | tuple[str, Any, Any]:
    declared = Argument("ID", subject.help or Text(id=subject.about, en=subject.about))
    if subject.several:
        return "id", Annotated[list[str], declared]
    if subject.required:
        return "id", Annotated[str, declared]
    return "id", Annotated[str | None, declared], field(default=None)


def _option(parameter: Parameter) -> tuple[str, Any, Any]:
    declared = Option(
        f"--{parameter.name.replace('_', '-')}",
        parameter.help or Text(id=parameter.about or "", en=parameter.about or ""),
        parameter.value,
        min=parameter.min,
    )
    return parameter.name, Annotated[parameter.kind, declared], field(default=parameter.default)
