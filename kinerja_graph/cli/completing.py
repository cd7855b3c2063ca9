"""Completion in the shell: which names are offered, and how a shell comes to ask for them.

Only what is cheap is offered: rules by their files, and what is loaded where the embedded engine
runs already. Nothing is started, no server is asked, and a failure offers nothing.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

import typer

from kinerja_graph.cli.screen import write_text
from kinerja_graph.errors import UsageError
from kinerja_graph.system import of_system
from kinerja_graph.texts import Language, _

Suggested = Literal["rules", "datasets", "editions", "documents", "fail-on"]
VARIABLE: Final = "_KINERJA_COMPLETE"
SHELLS: Final = ("bash", "zsh", "fish", "pwsh", "powershell")
INSTALL: Final = _("install completion for this shell (bash, zsh, fish, PowerShell)")
SHOW: Final = _("show the completion script for this shell")
_INSTALLED: Final = _("Completion for {shell} is installed in {path}; it works in a new terminal.")
_PLAIN: Final = re.compile(r"[\w.+@/-]+")
"""Names that no shell takes for anything else; others are not offered."""


def is_completion_request() -> bool:
    """Return whether this process was started by a shell that wants completions."""
    return VARIABLE in os.environ


def prepare_completion() -> None:
    """Make the shells known to Typer."""
    import_module("typer.completion").completion_init()


def suggestions(of: Suggested | None) -> Callable[..., list[str]] | None:
    """Return the function that completes names of this kind for Typer; None for any text."""
    return None if of is None else _SOURCES[of]


def install(language: Language) -> Callable[[bool], None]:
    """Return the action of ``--install-completion``, which writes to the shell's start files."""

    def callback(wanted: bool) -> None:  # noqa: FBT001  # the signature is Typer's
        if not wanted:
            return
        shell = _shell()
        try:
            path = _installed(shell)
        except OSError as error:
            raise _unwritable(error) from error
        write_text(_INSTALLED.say(language, shell=shell, path=path) + "\n", sys.stdout)
        raise typer.Exit(0)

    return callback


def show() -> Callable[[bool], None]:
    """Return the action of ``--show-completion``, which prints the script."""

    def callback(wanted: bool) -> None:  # noqa: FBT001  # the signature is Typer's
        if not wanted:
            return
        script = _completion().get_completion_script(
            prog_name="kinerja", complete_var=VARIABLE, shell=_shell()
        )
        write_text(f"{script}\n", sys.stdout)
        raise typer.Exit(0)

    return callback


def _completion() -> Any:
    return import_module("typer.completion")


def _installed(shell: str) -> Path:
    _unused, path = _completion().install(shell=shell, prog_name="kinerja", complete_var=VARIABLE)
    place = Path(path)
    if shell == "zsh":  # else the first TAB of a session would only read the file
        with place.open("a", encoding="utf-8") as file:
            file.write('\n_kinerja_completion "$@"\n')
    return place


def _shell() -> str:
    """Return the shell that started this process, else the user's.

    Raises:
        UsageError: it is not a known shell.
    """
    names = [*_ancestors(), os.path.basename(os.environ.get("SHELL", ""))]  # noqa: PTH119 # a name
    for name in names:
        if name in SHELLS:
            return name
    raise UsageError(
        _("This shell is not supported; completion is not installed."),
        mend=_("Run it from one of these shells, or set SHELL: {names}."),
        where="SHELL",
        code="unknown-shell",
        names=", ".join(SHELLS),
    )


def _ancestors() -> Iterator[str]:
    psutil = import_module("psutil")
    with suppress(psutil.Error):
        for parent in psutil.Process().parents():
            yield parent.name().removeprefix("-").removesuffix(".exe")


def _unwritable(error: OSError) -> UsageError:
    return UsageError(
        _("A configuration file of the shell cannot be written: {why}."),
        mend=_("Correct its permissions, or copy the script of kinerja --show-completion."),
        where=str(error.filename or ""),
        code="completion-not-installed",
        why=of_system(error),
    )


def _rules(incomplete: str) -> list[str]:
    with suppress(Exception):
        folder: Path = import_module("kinerja_graph.library.locate").library_folder("rules")
        return sorted(path.stem for path in folder.glob("*.cypher") if _fits(path.stem, incomplete))
    return []


def _fail_on(incomplete: str) -> list[str]:
    severities = ("error", "warning", "info", "never")
    return [
        *(word for word in severities if _fits(word, incomplete)),
        *(f"{rule}:" for rule in _rules(incomplete)),
    ]


def _datasets(incomplete: str) -> list[str]:
    names = {one.dataset for one in _loaded()}
    return sorted(name for name in names if _fits(name, incomplete))


def _editions(ctx: typer.Context, incomplete: str) -> list[str]:
    chosen = ctx.params.get("dataset")
    names = {one.edition for one in _loaded() if chosen in (None, one.dataset)}
    return sorted(name for name in names if _fits(name, incomplete))


def _documents(ctx: typer.Context, incomplete: str) -> list[str]:
    chosen, edition = ctx.params.get("dataset"), ctx.params.get("edition")
    names = {
        one.code
        for one in _loaded()
        if chosen in (None, one.dataset) and edition in (None, one.edition)
    }
    return sorted(name for name in names if _fits(name, incomplete))


def _fits(name: str, incomplete: str) -> bool:
    return name.startswith(incomplete) and _PLAIN.fullmatch(name) is not None


def _loaded() -> list[Any]:
    """Return the snapshots in the embedded engine, if it runs."""
    with suppress(Exception), _silence():
        use = import_module("kinerja_graph.workflow.snapshots")
        settings = import_module("kinerja_graph.settings").read_settings()
        return list(use.documents_if_running(settings))
    return []


@contextmanager
def _silence() -> Generator[None]:
    """Suppress the logs of libraries, so that the shell gets only the names."""
    logging = import_module("logging")
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


_SOURCES: Final[Mapping[Suggested, Callable[..., list[str]]]] = {
    "rules": _rules,
    "datasets": _datasets,
    "editions": _editions,
    "documents": _documents,
    "fail-on": _fail_on,
}
