"""The commands of the views: each asks its view and shows the answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import RenderableType

from kinerja_graph.cli.commands.command_context import CommandContext
from kinerja_graph.cli.formatters.amount import ALL_IN_JSON, most_shown
from kinerja_graph.cli.formatters.blocks import block_parts
from kinerja_graph.cli.formatters.several import each
from kinerja_graph.cli.formatters.tables import row_parts
from kinerja_graph.cli.options import EditionArguments
from kinerja_graph.cli.screen import width
from kinerja_graph.errors import UsageError
from kinerja_graph.library.references import resolve
from kinerja_graph.report.answers.shared import Amount
from kinerja_graph.shapes import as_json
from kinerja_graph.texts import _
from kinerja_graph.views.spec import Parameter, ViewSpec
from kinerja_graph.workflow.asking import ask_selected, ask_together, ask_view
from kinerja_graph.workflow.rule_sets import read_rule_set
from kinerja_graph.workflow.selecting import Answers
from kinerja_graph.workflow.tabulating import columns_of, rows_of
from kinerja_graph.workflow.views import open_checked_edition


def show_view(
    view: ViewSpec, context: CommandContext, what: Any, edition_ref: EditionArguments
) -> int:
    """Ask ``view`` with the options of the command line, and show the answer."""
    values = {one.name: _value(view, one, what) for one in view.parameters}
    if view.subject is None or what.id is None:
        with open_checked_edition(context.settings, edition_ref) as (store, edition):
            answer = ask_view(store, edition, view, **values)
        show_answer(context, view, answer)
        return 0
    ask, show = (ask_together, show_answer) if view.subject.several else (ask_selected, show_each)
    with open_checked_edition(context.settings, edition_ref) as (store, edition):
        decided = read_rule_set(context.settings)
        answer = ask(store, edition, view, what.id, rule_set=decided, **values)
    show(context, view, answer)
    return 0


def show_answer(context: CommandContext, view: ViewSpec, answer: Any) -> None:
    """Show the answer of a view."""
    if context.json:
        context.data(answer)
    else:
        context.answer(*_formatter(view, context)(answer))


def show_each(context: CommandContext, view: ViewSpec, answers: Answers[Any]) -> None:
    """Show the answers of a view about an id, or about every id that a selector matches."""
    if context.json:
        context.data(answers.result)
    else:
        context.answer(*each(answers, _formatter(view, context), context.language))


def _formatter(
    view: ViewSpec, context: CommandContext
) -> Callable[[Any], Iterator[RenderableType]]:
    amount = Amount(most_shown(), ALL_IN_JSON)

    def parts(answer: Any) -> Iterator[RenderableType]:
        if view.blocks is not None:
            blocks = resolve(view.blocks)(answer, context.language, amount)
            return block_parts(blocks, width(sys.stdout))
        data = as_json(answer)
        rows = rows_of(view.name, data)
        return row_parts(columns_of(view.name, data, rows), rows, context.language)

    return parts


def _value(view: ViewSpec, parameter: Parameter, what: Any) -> Any:
    """Return the value of a parameter; of one that has several options, the option given."""
    if not parameter.flags:
        return getattr(what, parameter.name)
    given = [name for name in parameter.flags if getattr(what, name)]
    if len(given) > 1:
        first, second = given[:2]
        raise UsageError(
            _("--{first} and --{second} cannot be used together."),
            mend=parameter.choose or _("Choose one of them."),
            where=f"kinerja {view.name}",
            first=first,
            second=second,
        )
    return given[0] if given else parameter.default
