"""Put ``whatif --weakest`` into words: the single points of failure, highest load first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinerja_graph.analysis.weak_points import WeakPoint, WeakPoints
from kinerja_graph.numbers import format_number, format_share
from kinerja_graph.report.answers.shared import (
    Amount,
    few,
    measuring_words,
    note,
    placed,
    record,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Column,
    Paragraph,
    Row,
    Span,
    Table,
    cell,
    line,
    quiet,
)
from kinerja_graph.texts import Language, _

_SOME: Final = _(
    "{name} depends on {points:single point|single points}. It is reached by "
    "{reaching:result or task|results and tasks}{measuring}."
)
_NONE: Final = _(
    "{name} depends on no single point. It is reached by {reaching:result or "
    "task|results and tasks}{measuring}."
)
_NOTHING: Final = _("No result or task reaches {name}.")
_MEANING: Final = _(
    "Load = results and tasks that lose their only path to {name} without that point; "
    "% = their share of all that reach {name}."
)
_TITLE: Final = _("Single points")
_LOAD: Final = _("Load")
_SHARE: Final = "%"
_POINT: Final = _("Single point")
_OWNERS: Final = _("Owner, performer")
_MEASURES: Final = _("measures this result")
_NOBODY: Final = _("no owner of its own")
_CUT: Final = _(
    "Only the points with the highest load are listed: an answer names at most {limit} ids."
)


def weakest_blocks(answer: WeakPoints, language: Language, amount: Amount) -> Iterator[AnswerBlock]:
    """Yield the verdict, the meaning of a load, and a table of the points.

    ``amount`` is how many points are listed.
    """
    name = answer.subject.id
    yield Paragraph(line=record(answer.subject.name, name))
    sizes = {"points": len(answer.points), "reaching": answer.reaching}
    facts = {key: format_number(number, language) for key, number in sizes.items()}
    facts["measuring"] = measuring_words(answer.measuring, language)
    if not answer.points:
        if answer.reaching:
            yield verdict("good", _NONE.say(language, name=name, **facts))
        else:
            yield verdict("warning", _NOTHING.say(language, name=name))
        return
    yield verdict("warning", _SOME.say(language, name=name, **facts))
    yield note(_MEANING.say(language, name=name))
    yield Table(
        title=_TITLE.say(language),
        columns=(
            Column(_LOAD.say(language), 1, "number"),
            Column(_SHARE, 1, "number"),
            Column(_POINT.say(language), 6),
            Column(_OWNERS.say(language), 4),
        ),
        rows=tuple(_row(answer, point, language) for point in amount.shown(answer.points)),
    )
    yield from amount.left(answer.points, language)
    if answer.limit is not None:
        yield note(_CUT.say(language, limit=format_number(answer.limit, language)))


def _row(answer: WeakPoints, point: WeakPoint, language: Language) -> Row:
    name = placed(point.node, language)
    if point.measures:
        name = line(*name, Span(f" · {_MEASURES.say(language)}"))
    owners = few((answer.names.get(one, one) for one in point.node.owners), language)
    return Row(
        (
            cell(format_number(point.load, language)),
            cell(format_share(point.load, answer.reaching, language)),
            cell(name),
            cell(owners or quiet(_NOBODY.say(language))),
        )
    )
