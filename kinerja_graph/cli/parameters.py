"""What a command takes, as Typer takes it: arguments and options made of groups of them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, field, fields, make_dataclass
from importlib import import_module
from typing import Annotated, Any, get_args, get_type_hints

import typer
from typer.main import get_command

from kinerja_graph.cli.completing import suggestions
from kinerja_graph.cli.conversion import convert_when_given
from kinerja_graph.cli.declare import COMMANDS, Command
from kinerja_graph.cli.options import Argument, Common, Option
from kinerja_graph.library.references import resolve
from kinerja_graph.model.collector import resume_collector
from kinerja_graph.texts import Language, Text
from kinerja_graph.views.spec import Parameter, Subject, ViewSpec


def make_command(command: Command, language: Language) -> Any:
    """Return ``command`` with its parameters and its function, in Typer's form."""
    taken = groups_of(command)
    parameters = [
        parameter for of in (*taken.values(), Common) for parameter in _parameters(of, language)
    ]

    def run(**values: Any) -> int:
        context = import_module(f"{COMMANDS}.command_context").CommandContext.from_options(
            _made(Common, values)
        )
        groups = {name: _made(of, values) for name, of in taken.items()}
        function = command.function()
        resume_collector()
        return function(context, **groups)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # for Typer
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    app.command(command.name)(run)
    made: Any = get_command(app)
    for parameter in made.params:
        convert_when_given(parameter)
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _untyped
    return made


def groups_of(command: Command) -> dict[str, type[Any]]:
    """Return the groups of arguments and options that a command takes, apart from ``Common``."""
    own = {} if command.view is None else {"what": _arguments_of(command.view)}
    return own | {name: resolve(of) for name, of in command.takes.items()}


def _arguments_of(view: ViewSpec) -> type[Any]:
    """Return the arguments of a view."""
    return make_dataclass(
        f"{view.name.title()}Arguments",
        list(_fields(view)),
        frozen=True,
        kw_only=True,
        # without a docstring, dataclasses writes the signature out, which takes its time
        namespace={"__doc__": f"What is asked of the view {view.name}."},
    )


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


def _made(of: type[Any], values: Mapping[str, Any]) -> Any:
    return of(**{item.name: values[item.name] for item in fields(of)})


def _parameters(of: type[Any], language: Language) -> list[inspect.Parameter]:
    hints = get_type_hints(of, include_extras=True)
    return [_parameter(item, hints[item.name], language) for item in fields(of)]


def _parameter(item: Field[Any], hint: Any, language: Language) -> inspect.Parameter:
    kind, declared = get_args(hint)
    default: Any = inspect.Parameter.empty
    if item.default is not MISSING:
        default = item.default
    elif item.default_factory is not MISSING:
        default = item.default_factory()
    return inspect.Parameter(
        item.name,
        inspect.Parameter.KEYWORD_ONLY,
        annotation=Annotated[kind, _info(declared, language)],
        default=default,
    )


def _info(declared: Option | Argument, language: Language) -> Any:
    text = declared.help.say(language, **declared.facts)
    names = suggestions(declared.suggests)
    if isinstance(declared, Argument):
        return typer.Argument(
            metavar=declared.value,
            help=text,
            show_default=False,
            autocompletion=names,
            readable=False,  # what may not be read is declared by who reads it
        )
    return typer.Option(
        declared.name,
        help=text,
        metavar=declared.value,
        min=declared.min,
        max=declared.max,
        readable=False,
        show_default=False,
        autocompletion=names,
    )


def _untyped(ctx: Any) -> None:  # the signature is Typer's
    """Show no type behind the name of an argument: the name says what it is."""
