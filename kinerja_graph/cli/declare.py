"""Commands made of functions and groups of options; Typer meets ours here and nowhere else."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import partial
from importlib import import_module
from typing import Annotated, Any, Final, get_args, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from kinerja_graph.cli.completing import suggestions
from kinerja_graph.cli.options import Argument, Common, Option
from kinerja_graph.texts import Language, Text
from kinerja_graph.views.spec import ViewSpec

CommandFunction = Callable[..., int]
COMMANDS: Final = "kinerja_graph.cli.commands"
HELP_WORDS: Final[Mapping[Language, tuple[tuple[str, str], ...]]] = {
    "en": (),
    "id": (
        ("Usage:", "Pemakaian:"),
        ("[OPTIONS]", "[OPSI]"),
        ("COMMAND [ARGS]...", "PERINTAH [ARGUMEN]..."),
        ("Options:", "Opsi:"),
        ("Arguments:", "Argumen:"),
        ("Commands:", "Perintah:"),
        ("Show this message and exit.", "tampilkan pesan ini lalu selesai"),
        ("[required]", "[wajib]"),
        ("[default: ", "[baku: "),
    ),
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the help names it, and what it does.

    Attributes:
        name: the word on the command line.
        help: one sentence.
        act: module of ``cli/commands`` and function, as ``inputs:load``; loaded when it runs. The
            function takes a ``Desk`` and one value of each group, and gives the exit code.
        takes: frozen dataclasses whose annotated fields are the arguments and options of the
            command, by the names that the function has for them; ``Common`` is added to all.
        view: the view that it asks, which the function takes first; None: it is of no view.
        facts: what fills the help.
    """

    name: str
    help: Text
    act: str
    takes: Mapping[str, type[Any]] = field(default_factory=dict[str, type[Any]])
    view: ViewSpec | None = None
    facts: Mapping[str, str] = field(default_factory=dict[str, str])

    def function(self) -> CommandFunction:
        """The function that does it."""
        module, _, name = self.act.partition(":")
        found: CommandFunction = getattr(import_module(f"{COMMANDS}.{module}"), name)
        return found if self.view is None else partial(found, self.view)


def declare(app: typer.Typer, command: Command, language: Language) -> None:
    """Adds ``command`` to ``app``."""
    taken = [*command.takes.values(), Common]
    parameters = [parameter for of in taken for parameter in _parameters(of, language)]

    def run(**values: Any) -> int:
        context = import_module(f"{COMMANDS}.command_context").CommandContext.opened(
            _made(Common, values)
        )
        groups = {name: _made(of, values) for name, of in command.takes.items()}
        return command.function()(context, **groups)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # for Typer
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    text = command.help.say(language, **command.facts)
    app.command(command.name, cls=_command(language), help=text)(run)


def group(name: str, text: Text, language: Language) -> typer.Typer:
    """An empty group of commands."""
    return typer.Typer(
        name=name,
        help=text.say(language),
        cls=_group(language),
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


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
            readable=False,  # what may not be read is told by who reads it
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


def _translated(text: str, language: Language) -> str:
    for english, ours in HELP_WORDS[language]:
        text = text.replace(english, ours)
    return text.replace("{", "").replace("}", "")


def _command(language: Language) -> type[TyperCommand]:
    class Command(TyperCommand):
        def get_params(self, ctx: Any) -> list[Any]:
            parameters: list[Any] = super().get_params(ctx)
            for parameter in parameters:
                if parameter.param_type_name == "argument":
                    parameter.display_type_rich = _untyped
            return parameters

        def get_help(self, ctx: Any) -> str:
            return _translated(super().get_help(ctx), language)

    return Command


def _untyped(ctx: Any) -> None:  # the signature is Typer's
    """What Typer shows behind the name of an argument: nothing, for the name says what it is."""


def _group(language: Language) -> type[TyperGroup]:
    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return _translated(super().get_help(ctx), language)

    return Group
