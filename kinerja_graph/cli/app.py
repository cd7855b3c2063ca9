"""The command ``kinerja``: finds the command, runs it, returns the exit code."""

from __future__ import annotations

import atexit
import gc
import inspect
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.exceptions import Abort

from kinerja_graph.cli import failures
from kinerja_graph.cli.command_list import COMMANDS, GROUPS
from kinerja_graph.cli.completing import (
    INSTALL,
    SHOW,
    install,
    is_completion_request,
    prepare_completion,
    show,
)
from kinerja_graph.cli.declare import group
from kinerja_graph.cli.language import language_of_command
from kinerja_graph.cli.screen import prepare, write_text
from kinerja_graph.data_frames import without_data_frames
from kinerja_graph.texts import Language, _

ABOUT: Final = _(
    "Kinerja: reads plans, puts them into a graph database, and shows where the cascade breaks."
)
_VERSION: Final = _("show the version and exit")


def build(language: Language) -> Any:
    """Return the command with all its subcommands, its help in ``language``."""
    root = group("kinerja", ABOUT, COMMANDS, language, _root(language))
    for name, (text, commands) in GROUPS.items():
        root.add_command(group(name, text, commands, language))
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``kinerja`` with ``argv`` (else the process's arguments) and return the exit code."""
    if argv is None:
        _spare_own_process()
    words = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    prepare()
    completing = is_completion_request()
    if completing:
        prepare_completion()
    language = language_of_command(words)
    options = words[: words.index("--")] if "--" in words else words
    try:
        command = build(language)
        code = command.main(args=words, prog_name="kinerja", standalone_mode=False)
    except (KeyboardInterrupt, Abort):
        code = failures.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last net: a user never sees a traceback
        if "--debug" in options:
            failures.show_traceback()
        return failures.report_error(error, language, as_json="--json" in options)
    if code == failures.INTERRUPTED:
        return failures.interrupted(language)
    return int(code or 0)


def _spare_own_process() -> None:
    """Spare the command's own process what no command needs; another's is left as it is."""
    without_data_frames()
    gc.disable()  # until the command runs (parameters.py): what modules create stays anyway
    # The last thing before the end: Python would search everything once more, to free one by one
    # what ends with the process anyway.
    atexit.register(gc.freeze)
    # Else the first model looks through all installed packages for plug-ins of pydantic's.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _root(language: Language) -> Callable[..., None]:
    flags = {
        "version": ("--version", _VERSION, _show_version),
        "install_completion": ("--install-completion", INSTALL, install(language)),
        "show_completion": ("--show-completion", SHOW, show()),
    }

    def root(**_values: bool) -> None:
        """Accept the options before the command; each of them has been handled by then."""

    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=Annotated[bool, _flag(word, text.say(language), callback)],
            default=False,
        )
        for name, (word, text, callback) in flags.items()
    ]
    root.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # for Typer
    root.__annotations__ = {one.name: one.annotation for one in parameters}
    return root


def _flag(word: str, text: str, callback: Callable[[bool], None]) -> Any:
    return typer.Option(word, help=text, callback=callback, is_eager=True)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # the signature is Typer's
    if wanted:
        version = import_module("importlib.metadata").version("kinerja-graph")
        write_text(f"kinerja {version}\n", sys.stdout)
        raise typer.Exit(0)
