"""``whatif --weakest``: the single points on which a result hangs, most load first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.analysis.weak_points import WeakPoint, WeakPoints
from kinerja_graph.cli.formatters.amount import rest, shown
from kinerja_graph.cli.formatters.words import called, line, marked
from kinerja_graph.cli.screen import safe
from kinerja_graph.numbers import format_share
from kinerja_graph.report.answers.shared import few
from kinerja_graph.texts import Language, _

_SOME: Final = _(
    "{name} depends on {points:single point|single points}. It is reached by "
    "{reaching:result or task|results and tasks}{measuring}."
)
_NONE: Final = _(
    "{name} depends on no single point. It is reached by {reaching:result or "
    "task|results and tasks}{measuring}."
)
_MEASURING: Final = _(", counting {number:indicator that measures|indicators that measure} it")
_NOTHING: Final = _("No result or task reaches {name}.")
_MEANING: Final = _(
    "Load = results and tasks that lose their only path to {name} without that point; "
    "% = their share of all that reach {name}."
)
_HEADINGS: Final = (_("Load"), _("%"))
_POINT: Final = _("Single point")
_OWNERS: Final = _("Owner, performer")
_LEVEL: Final = _("level {level}")
_TASK: Final = _("task")
_MEASURES: Final = _("measures this result")
_NOBODY: Final = _("no owner of its own")
_CUT: Final = _(
    "Only the points with the highest load are listed: an answer names at most {limit} ids."
)


def weakest_parts(
    answer: WeakPoints, language: Language, *, most: int | None = None
) -> Iterator[RenderableType]:
    """The verdict, what a load is, and the points in a table.

    Args:
        answer: the points.
        language: the language of the answer.
        most: so many points are told; None: all.
    """
    name = answer.subject.id
    yield called(answer.subject.name, name)
    measuring = answer.measuring
    facts = {
        "name": name,
        "points": len(answer.points),
        "reaching": answer.reaching,
        "measuring": _MEASURING.say(language, number=measuring) if measuring else "",
    }
    if not answer.points:
        nothing = _NONE if answer.reaching else _NOTHING
        mood = "good" if answer.reaching else "warning"
        yield marked(mood, nothing.say(language, **facts))
        return
    yield marked("warning", _SOME.say(language, **facts))
    yield line(_MEANING.say(language, name=name), "dim")
    yield _table(answer, language, most)
    yield from rest(answer.points, most, language)
    if answer.limit is not None:
        yield line(_CUT.say(language, limit=answer.limit), "dim")


def _table(answer: WeakPoints, language: Language, most: int | None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading.say(language), justify="right", no_wrap=True)
    table.add_column(_POINT.say(language), overflow="fold", ratio=3)
    table.add_column(_OWNERS.say(language), overflow="fold", ratio=2)
    for point in shown(answer.points, most):
        share = format_share(point.load, answer.reaching, language)
        owners = [answer.names.get(one, one) for one in point.node.owners]
        table.add_row(
            str(point.load),
            share,
            _point(point, language),
            line(safe(few(owners, language)) or _NOBODY.say(language)),
        )
    return table


def _point(point: WeakPoint, language: Language) -> Line:
    node = point.node
    place = (
        _TASK.say(language)
        if node.label == "Task"
        else _LEVEL.say(language, level="?" if node.level is None else node.level)
    )
    told = called(node.name, node.id).append(f" · {place}", "dim")
    if point.measures:
        told.append(f" · {_MEASURES.say(language)}", "magenta")
    return told
