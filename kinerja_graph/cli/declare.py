"""Commands as they are declared, and as the help of all of them names them.

What a command takes is loaded once it is asked for by its name (``parameters.py``): the help of all
needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from kinerja_graph.cli.conversion import convert_when_given
from kinerja_graph.library.references import Reference
from kinerja_graph.texts import Language, Text
from kinerja_graph.views.spec import ViewSpec

CommandFunction = Callable[..., int]
COMMANDS: Final = "kinerja_graph.cli.commands"
_PARAMETERS: Final = "kinerja_graph.cli.parameters"
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
        handler: module of ``cli/commands`` and function, as ``inputs:load``; loaded when it runs.
            The function takes a ``CommandContext`` and a value of each group, and returns the exit
            code.
        takes: frozen dataclasses whose annotated fields are the arguments and options of the
            command, by the names that the function has for them, as ``cli.options:InputPath``, so
            that the help of all commands loads none; ``Common`` is added to all.
        view: the view that it asks, which the function takes first, and then ``what`` is asked of
            it; None: it is of no view.
        facts: what fills the help.
    """

    name: str
    help: Text
    handler: str
    takes: Mapping[str, Reference] = field(default_factory=dict[str, Reference])
    view: ViewSpec | None = None
    facts: Mapping[str, str] = field(default_factory=dict[str, str])

    def function(self) -> CommandFunction:
        """Return the function that runs it."""
        module, _, name = self.handler.partition(":")
        found: CommandFunction = getattr(import_module(f"{COMMANDS}.{module}"), name)
        return found if self.view is None else partial(found, self.view)


def declare(command: Command, language: Language) -> TyperCommand:
    """Return ``command`` in the form that Typer runs."""

    class Declared(TyperCommand):
        def get_params(self, ctx: Any) -> list[Any]:
            if not self.params:  # imported by name: the help of all commands needs none of them
                made = import_module(_PARAMETERS).make_command(command, language)
                self.params, self.callback = made.params, made.callback
            found: list[Any] = super().get_params(ctx)
            return found

        def get_help_option(self, ctx: Any) -> Any:
            return convert_when_given(super().get_help_option(ctx))

        def get_help(self, ctx: Any) -> str:
            return _translated(super().get_help(ctx), language)

    text = command.help.say(language, **command.facts)
    return Declared(command.name, help=text, rich_markup_mode=None)


def group(
    name: str,
    text: Text,
    commands: Iterable[Command],
    language: Language,
    root: Callable[..., None] | None = None,
) -> TyperGroup:
    """Return a group of commands; ``root`` takes the options before the command."""
    app = typer.Typer(
        name=name,
        help=text.say(language),
        cls=_group(language),
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    if root is not None:
        app.callback()(root)
    made = get_group(app)
    for command in commands:
        made.add_command(declare(command, language))
    return made


def _translated(text: str, language: Language) -> str:
    for english, ours in HELP_WORDS[language]:
        text = text.replace(english, ours)
    return text.replace("{", "").replace("}", "")


def _group(language: Language) -> type[TyperGroup]:
    class Group(TyperGroup):
        def get_help_option(self, ctx: Any) -> Any:
            return convert_when_given(super().get_help_option(ctx))

        def get_help(self, ctx: Any) -> str:
            return _translated(super().get_help(ctx), language)

    return Group
