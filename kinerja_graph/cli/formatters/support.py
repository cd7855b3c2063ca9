"""``align``: who stands behind a result, who is missing, what one agency holds up alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.analysis.alignment import Alignment, Share
from kinerja_graph.cli.formatters.amount import rest
from kinerja_graph.cli.formatters.words import (
    GOOD,
    GOOD_STYLE,
    STYLES,
    SYMBOLS,
    called,
    line,
    under,
)
from kinerja_graph.report.answers.shared import few
from kinerja_graph.texts import Language, _, pgettext

_BEHIND: Final = _("{number} agencies stand behind {name}.")
_SILO_ONE: Final = _("Silo: one agency alone stands behind {name}.")
_SILO_NONE: Final = _(
    "Silo: no agency stands behind {name}. It is reached by {reaching:result or task|results "
    "and tasks}, and no agency owns or performs any of it."
)
_SILO_BARE: Final = _("Silo: no result or task reaches {name}, so no agency stands behind it.")
_HEADINGS: Final = (
    _("Agency"),
    pgettext("narrow column", "Expected"),
    _("Results"),
    _("Tasks"),
    _("Direct"),
    _("Steps"),
)
_COUNTS: Final = _HEADINGS[2:]
_THERE: Final = _("there")
_MISSING: Final = _("missing")
_SOLE: Final = _("only support of")
_CHAIN: Final = _("chain")
_THROUGH: Final = _("through")
_DIRECT: Final = _("directly")
_NEAREST: Final = _("nearest")
_ABSENT: Final = _("Missing: {names}. Expected, but no result or task from there reaches {name}.")
_COMPLETE: Final = _("All that are expected are there.")
_UNSAID: Final = _(
    "No agency is named as expected here (expected_agencies), so nobody can be shown as missing."
)
_REQUESTED: Final = _("Requested (⇢), but not accepted yet ({number}):")
_REJECTED: Final = _("Rejected, and therefore not counted ({number}):")
_PULLED: Final = _("{name} is pulled both ways: raised by {raised}; lowered by {lowered}.")
_TIES: Final = 5
"""Contributions that are told of each kind."""


def align_parts(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    """The verdict, the table of agencies, and what is amiss in sentences."""
    yield _verdict(answer, language)
    yield called(answer.subject.name, answer.subject.id)
    if answer.shares:
        yield _table(answer, language)
    yield from _behind(answer, language)
    amiss = list(_amiss(answer, language))
    if answer.shares and amiss:
        yield Line()
    yield from amiss


def _verdict(answer: Alignment, language: Language) -> Line:
    behind = len(answer.behind)
    name = answer.subject.id
    if answer.silo:
        none = _SILO_NONE if answer.reaching else _SILO_BARE
        text = (_SILO_ONE if behind else none).say(language, name=name, reaching=answer.reaching)
        return line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
    return line(f"{GOOD} {_BEHIND.say(language, number=behind, name=name)}", GOOD_STYLE)


def _table(answer: Alignment, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in _HEADINGS:
        table.add_column(
            heading.say(language),
            justify="right" if heading in _COUNTS else "left",
            overflow="fold",
        )
    for share in answer.shares:
        table.add_row(
            called(share.name, share.id),
            _expectation(answer, share, language),
            str(len(share.results)),
            str(len(share.tasks)),
            str(len(share.direct)),
            "–" if share.distance is None else str(share.distance),
        )
    return table


def _expectation(answer: Alignment, share: Share, language: Language) -> Line:
    if share.id in answer.missing:
        return line(f"{SYMBOLS['error']} {_MISSING.say(language)}", STYLES["error"])
    if share.expected:
        return line(f"{GOOD} {_THERE.say(language)}", "green")
    return line("–", "dim")


def _behind(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    """Of each agency: its nearest chain, with what, through whom, what it alone holds up."""
    waiting = set(answer.requested)
    for share in answer.shares:
        if not share.chain:
            continue
        yield Line()
        yield called(share.name, share.id)
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        table.add_row(_CHAIN.say(language), line(_chained(share, waiting)))
        near = share.direct or share.chain[:1]
        head = _DIRECT if share.direct else _NEAREST
        table.add_row(head.say(language), line(_named(answer, near, language)))
        owners = [answer.names.get(one, one) for one in share.owners if one != share.id]
        if owners:
            table.add_row(_THROUGH.say(language), line(few(owners, language)))
        if share.sole_support:
            told = _named(answer, share.sole_support, language)
            table.add_row(_SOLE.say(language), line(f"{SYMBOLS['info']} {told}", STYLES["info"]))
        yield under(table, 2)


def _chained(share: Share, waiting: set[tuple[str, str]]) -> str:
    """The chain on one line; a dashed arrow where a contribution is only requested."""
    steps = [f" {'⇢' if pair in waiting else '→'} {pair[1]}" for pair in pairwise(share.chain)]
    return share.chain[0] + "".join(steps)


def _amiss(answer: Alignment, language: Language) -> Iterator[RenderableType]:
    name = answer.subject.id
    if answer.missing:
        names = ", ".join(answer.names.get(one, one) for one in answer.missing)
        text = _ABSENT.say(language, names=names, name=name)
        yield line(f"{SYMBOLS['error']} {text}", STYLES["error"])
    elif any(share.expected for share in answer.shares):
        yield line(f"{GOOD} {_COMPLETE.say(language)}", GOOD_STYLE)
    elif answer.shares and answer.subject.label == "Objective":
        yield line(_UNSAID.say(language), "dim")
    for pairs, sentence in ((answer.requested, _REQUESTED), (answer.rejected, _REJECTED)):
        if pairs:
            yield _warning(sentence.say(language, number=len(pairs)))
            for pair in pairs[:_TIES]:
                yield under(_tie(answer, pair), 2)
            yield from rest(pairs, _TIES, language)
    for pull in answer.pulls:
        yield _warning(
            _PULLED.say(
                language,
                name=_one(answer, pull.id),
                raised=_named(answer, pull.raised_by, language),
                lowered=_named(answer, pull.lowered_by, language),
            )
        )


def _tie(answer: Alignment, pair: tuple[str, str]) -> Line:
    """A contribution, with the agencies of its ends where they are known."""
    ends: list[str] = []
    for one in pair:
        record = answer.records.get(one)
        agencies = [answer.names.get(each, each) for each in record.agencies] if record else []
        ends.append(" · ".join((_one(answer, one), *agencies)))
    return line(" → ".join(ends))


def _named(answer: Alignment, ids: Sequence[str], language: Language) -> str:
    return few([_one(answer, one) for one in ids], language)


def _one(answer: Alignment, identifier: str) -> str:
    """A result or task by name and id; of a long list only the first have names."""
    return called(answer.names.get(identifier), identifier).plain


def _warning(text: str) -> Line:
    return line(f"{SYMBOLS['warning']} {text}", STYLES["warning"])
