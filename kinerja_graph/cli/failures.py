"""Report failures: what, where, how to fix it, and the exit code (contract §3)."""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

from typer.exceptions import TyperException

from kinerja_graph.cli.screen import make_safe, write_text
from kinerja_graph.errors import ErrorAnswer, KinerjaError, UsageError
from kinerja_graph.shapes import as_json as data_of
from kinerja_graph.texts import CatalogueError, Language, Text, _

INTERRUPTED: Final = 130
INTERNAL_ERROR: Final = 70
_UNKNOWN_COMMAND: Final = re.compile(r"No such command '(.*?)'")
_EXTRA: Final = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)")
_CHOICES: Final = re.compile(r"is not one of ('.*')")
_LEAST: Final = re.compile(r"greater than or equal to (\d+)")
_MOST: Final = re.compile(r"less than or equal to (\d+)")
_HELP: Final = _("See {command} --help")
_WHAT_IT_IS: Final = _("Add {name}: {meaning}. See {command} --help")
_BUG: Final = _("Run it again with --debug and report the traceback; the data are unchanged.")


def report_error(error: Exception, language: Language, *, as_json: bool) -> int:
    """Report any error on standard error; return the exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":
        write_text(f"{getattr(error, 'message', '')}\n", sys.stderr)
        return UsageError.exit_code
    if isinstance(error, BrokenPipeError):
        return 0
    if isinstance(error, CatalogueError):
        error = KinerjaError(error.what, mend=error.mend, code="bad-catalogue")
    if isinstance(error, TyperException):
        error = usage(error)
    if not isinstance(error, KinerjaError):
        error = internal_error(error)
    return failed(error, language, as_json=as_json)


def failed(error: KinerjaError, language: Language, *, as_json: bool) -> int:
    """Report ``error`` on standard error; return its exit code."""
    if as_json:
        text = json.dumps(data_of(ErrorAnswer(error.failure), language), ensure_ascii=False) + "\n"
    else:
        text = "\n".join(make_safe(line) for line in error.tell(language).split("\n")) + "\n"
    write_text(text, sys.stderr)
    return error.exit_code


def interrupted(language: Language) -> int:
    """Report that Ctrl-C ended the command; return 130."""
    text = _("Interrupted. What is seen in the database is unchanged.")
    write_text(f"\n{text.say(language)}\n", sys.stderr)
    return INTERRUPTED


def internal_error(error: Exception) -> KinerjaError:
    """Return an unforeseen error as one that can be reported."""
    return KinerjaError(
        _("Internal error: {kind}: {why}"),
        mend=_BUG,
        kind=type(error).__name__,
        why=str(error).split("\n")[0][:300],
    )


def show_traceback() -> None:
    """Write the traceback of the error that is being handled to standard error."""
    write_text(traceback.format_exc(), sys.stderr)


def usage(error: TyperException) -> UsageError:
    """Return a usage error of Typer as one of ours, in both languages."""
    context: Any = getattr(error, "ctx", None)
    command = "kinerja" if context is None else str(context.command_path)
    hint = _HELP.filled(command=command)
    kind = type(error).__name__
    if kind == "MissingParameter":
        return _missing(error, command)
    if kind == "BadParameter":
        return _bad_value(error, command, hint)
    if kind == "NoSuchOption":
        return _no_option(error, command, hint)
    if kind == "BadOptionUsage":
        return _bad_option(error, command, hint)
    return _other(error, command, hint, context)


def _name(error: TyperException) -> str:
    param: Any = getattr(error, "param", None)
    if param is None:
        return "?"
    options = [name for name in param.opts if name.startswith("-")]
    return options[0] if options else str(param.metavar or param.name).upper()


def _missing(error: TyperException, command: str) -> UsageError:
    meaning = getattr(getattr(error, "param", None), "help", None)
    return UsageError(
        _("{name} is missing."),
        mend=_WHAT_IT_IS if meaning else _HELP,
        where=command,
        code="missing-argument",
        name=_name(error),
        meaning=meaning,
        command=command,
    )


def _bad_value(error: TyperException, command: str, hint: Text) -> UsageError:
    param: Any = getattr(error, "param", None)
    choices = "" if param is None else str(param.metavar or "")
    if "|" in choices or choices.islower():
        hint = _("Choose one of: {choices}").filled(choices=choices.replace("|", ", "))
    elif (listed := _CHOICES.search(error.message)) is not None:
        hint = _("Choose one of: {choices}").filled(choices=listed[1].replace("'", ""))
    else:
        hint = _number_hint(error.message) or hint
    return UsageError(
        _("The value given for {name} cannot be used."),
        mend=hint,
        where=command,
        code="bad-value",
        name=_name(error),
    )


def _number_hint(message: str) -> Text | None:
    """Return a hint at the whole numbers that an option accepts, if the message is about one."""
    least, most = _LEAST.search(message), _MOST.search(message)
    if least is not None:
        hint = _("Give a whole number from {least} up.")
        return hint.filled(least=least[1])
    if most is not None:
        hint = _("Give a whole number up to {most}.")
        return hint.filled(most=most[1])
    if "integer" in message:
        return _("Give a whole number.")
    return None


def _no_option(error: TyperException, command: str, hint: Text) -> UsageError:
    near: Sequence[str] = getattr(error, "possibilities", None) or ()
    if near:
        hint = _("Perhaps you mean: {near}").filled(near=", ".join(sorted(near)))
    return UsageError(
        _("There is no option {name}."),
        mend=hint,
        where=command,
        code="unknown-option",
        name=getattr(error, "option_name", "?"),
    )


def _bad_option(error: TyperException, command: str, hint: Text) -> UsageError:
    takes = "not take a value" in error.message
    what = _("Option {name} takes no value.") if takes else _("Option {name} needs a value.")
    return UsageError(
        what,
        mend=hint,
        where=command,
        code="bad-option",
        name=getattr(error, "option_name", "?"),
    )


def _other(error: TyperException, command: str, hint: Text, context: Any) -> UsageError:
    unknown = _UNKNOWN_COMMAND.search(error.message)
    if unknown:
        known: list[str] = [] if context is None else context.command.list_commands(context)
        near = get_close_matches(unknown.group(1), known, n=3, cutoff=0.5)
        if near:
            hint = _("Perhaps you mean: {near}").filled(near=", ".join(near))
        what = _("There is no command “{name}”.")
        return UsageError(
            what, mend=hint, where=command, code="unknown-command", name=unknown.group(1)
        )
    extra = _EXTRA.search(error.message)
    if extra:
        what = _("Too many arguments: {name}")
        return UsageError(
            what, mend=hint, where=command, code="extra-argument", name=extra.group(1)
        )
    if error.message.startswith("Missing command"):
        what = _("No command is given.")
        return UsageError(what, mend=hint, where=command, code="missing-command")
    what = _("The command line cannot be used: {why}")
    return UsageError(what, mend=hint, where=command, why=error.message)
