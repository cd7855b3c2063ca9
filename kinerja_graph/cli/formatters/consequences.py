"""``whatif --remove`` and ``--miss``: outcomes lost or at risk, what hangs in the air, whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.analysis.consequences import Effects, Loss, Miss, Removal
from kinerja_graph.cli.formatters.amount import rest, shown
from kinerja_graph.cli.formatters.words import STYLES, called, line, marked, under
from kinerja_graph.library.describe import Described
from kinerja_graph.numbers import format_share
from kinerja_graph.texts import Language, Text, _

_LOST: Final = _(
    "Without {names}, final outcomes that lose their only path: {lost} of the {outcomes} "
    "touched. Results and tasks left hanging: {cut_off}."
)
_HIGHEST: Final = _(
    "This plan has no result of level 0; its highest results, level {level}, are examined."
)
_OWNED_BY: Final = _("Owned or performed by: {names}.")
_NO_OUTCOME: Final = _(
    "No final outcome is reached from {names}; nothing is lost, nothing is left hanging."
)
_WITH_IT: Final = _(
    "Removed as well, because only they own or perform it: {number:result or "
    "task|results and tasks}."
)
_NONE_WITH_IT: Final = _("They are not the only owner or performer of any result or task.")
_OUTCOME: Final = _("Final outcome")
_BEFORE: Final = _("Behind it")
_AFTER: Final = _("After")
_EFFECT: Final = _("Effect")
_GONE: Final = _("removed itself")
_EMPTY: Final = _("loses its only path")
_BARE: Final = _("had nothing behind it")
_MEANING: Final = _(
    "Behind it = results and tasks that reach it; itself and the indicators that measure it are "
    "not counted."
)
_NOTHING_GOES: Final = _(
    "Nothing else is removed with {names}: they are not the only owner or performer of anything."
)
_NOTHING_MISSED: Final = _(
    "Nothing else is missed with {names}: they are not the only owner or performer of anything."
)
_LESS: Final = _("{share} % less")
_SAME: Final = _("none less")
_HANGING: Final = _("Left hanging: reached a final outcome before, and none after. By owner:")
_NOTHING_HANGS: Final = _("Nothing is left hanging: all that remains has another path.")
_NOBODY: Final = _("no owner of its own")
_CONCERNS: Final = _("Owners and performers concerned: {number}: {names}.")
_AT_RISK: Final = _("Final outcomes at risk where {names} fall short: {outcomes}.")
_NO_RISK: Final = _("No final outcome is reached from {names}; none is at risk.")
_THROUGH: Final = _("through missed results and tasks: {number}")
_MISSED_WITH_IT: Final = _(
    "Missed as well, because only they own or perform it: {number:result or "
    "task|results and tasks}."
)
_ANSWERABLE: Final = _("Responsible for these outcomes: {names}.")
_LEVEL: Final = _("level {level}")
_TASK: Final = _("task")
_FEW_NAMES: Final = 8
OFFICES: Final = ("Unit", "Position")


def removal_parts(
    answer: Removal, language: Language, *, most: int | None = None
) -> Iterator[RenderableType]:
    """The verdict, what goes with it, the outcomes, and what hangs in the air by owner.

    Args:
        answer: what follows.
        language: the language of the answer.
        most: so many things of each group are told; None: all.
    """
    effects = answer.highest or answer.effects
    yield from _removal_verdict(answer, effects, language)
    yield from _taken(answer.asked, answer.removed, answer.nodes, (_WITH_IT, language))
    if not effects.outcomes:
        return
    yield Line()
    yield _loss_table(answer, effects, language)
    yield line(_MEANING.say(language), "dim")
    yield Line()
    if not effects.cut_off:
        yield marked("good", _NOTHING_HANGS.say(language))
        return
    yield marked("warning", _HANGING.say(language))
    yield from _by_owner(effects.cut_off, answer.nodes, language, most)
    if effects.owners:
        told = _listed(effects.owners, answer.nodes, language)
        yield line(_CONCERNS.say(language, number=len(effects.owners), names=told), "bold")


def miss_parts(
    answer: Miss, language: Language, *, most: int | None = None
) -> Iterator[RenderableType]:
    """The verdict, and each outcome with what of the missed reaches it.

    Args:
        answer: what follows.
        language: the language of the answer.
        most: so many things of each group are told; None: all.
    """
    risks = answer.highest or answer.risks
    names = _listed(answer.asked, answer.nodes, language)
    if not risks.outcomes:
        empty = _takes_nothing(answer.asked, answer.missed, answer.nodes)
        text = (_NOTHING_MISSED if empty else _NO_RISK).say(language, names=names)
        yield marked("info", text)
        yield from _taken(answer.asked, answer.missed, answer.nodes, (_MISSED_WITH_IT, language))
        return
    text = _AT_RISK.say(language, names=names, outcomes=len(risks.outcomes))
    yield marked("warning", text)
    if risks.level:
        yield line(_HIGHEST.say(language, level=risks.level), "dim")
    yield from _taken(answer.asked, answer.missed, answer.nodes, (_MISSED_WITH_IT, language))
    for outcome in shown(risks.outcomes, most):
        yield Line()
        told = _record(answer.nodes[outcome.id], language)
        told.append(f" · {_THROUGH.say(language, number=len(outcome.at_risk))}", "dim")
        yield told
        for one in shown(outcome.at_risk, most):
            yield under(_record(answer.nodes[one], language), 2)
        yield from rest(outcome.at_risk, most, language)
    yield from rest(risks.outcomes, most, language, 0)
    if risks.owners:
        yield Line()
        told_owners = _listed(risks.owners, answer.nodes, language)
        yield line(_ANSWERABLE.say(language, names=told_owners), "bold")


def _removal_verdict(answer: Removal, effects: Effects, language: Language) -> Iterator[Line]:
    names = _listed(answer.asked, answer.nodes, language)
    if not effects.outcomes:
        empty = _takes_nothing(answer.asked, answer.removed, answer.nodes)
        text = (_NOTHING_GOES if empty else _NO_OUTCOME).say(language, names=names)
        yield marked("info", text)
        if effects.level and not empty:
            yield line(_HIGHEST.say(language, level=effects.level), "dim")
        return
    lost = sum(one.lost for one in effects.outcomes)
    text = _LOST.say(
        language,
        names=names,
        lost=lost,
        outcomes=len(effects.outcomes),
        cut_off=len(effects.cut_off),
    )
    kind = "error" if lost else "warning" if effects.cut_off else "info"
    yield marked(kind, text)
    if effects.level:
        yield line(_HIGHEST.say(language, level=effects.level), "dim")


def _taken(
    asked: tuple[str, ...],
    gone: tuple[str, ...],
    nodes: Mapping[str, Described],
    said: tuple[Text, Language],
) -> Iterator[Line]:
    """What goes with the units and posts asked for, and who owns the results and tasks."""
    text, language = said
    owners = sorted({owner for one in asked for owner in nodes[one].owners})
    if owners:
        names = _listed(tuple(owners), nodes, language)
        yield line(_OWNED_BY.say(language, names=names), "dim")
    if _takes_nothing(asked, gone, nodes):
        return
    if any(nodes[one].label in OFFICES for one in asked):
        number = len(gone) - len(asked)
        yield line((text if number else _NONE_WITH_IT).say(language, number=number), "dim")


def _takes_nothing(
    asked: tuple[str, ...], gone: tuple[str, ...], nodes: Mapping[str, Described]
) -> bool:
    """Whether units and posts alone were asked for, and no result or task goes with them."""
    return len(gone) == len(asked) and all(nodes[one].label in OFFICES for one in asked)


def _loss_table(answer: Removal, effects: Effects, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(_OUTCOME.say(language), overflow="fold")
    table.add_column(_BEFORE.say(language), justify="right", no_wrap=True)
    table.add_column(_AFTER.say(language), justify="right", no_wrap=True)
    table.add_column(_EFFECT.say(language))
    for one in effects.outcomes:
        node = answer.nodes[one.id]
        table.add_row(
            called(node.name, node.id),
            str(one.before),
            str(one.after),
            _effect(one, answer, language),
        )
    return table


def _effect(one: Loss, answer: Removal, language: Language) -> Line:
    if one.id in answer.removed:
        return marked("error", _GONE.say(language))
    if one.lost and one.before == 0:
        return line(_BARE.say(language), "dim")
    if one.lost:
        return marked("error", _EMPTY.say(language))
    if one.before == one.after:
        return line(_SAME.say(language), "dim")
    share = format_share(one.before - one.after, one.before, language)
    return line(_LESS.say(language, share=share))


def _by_owner(
    ids: Iterable[str], nodes: Mapping[str, Described], language: Language, most: int | None
) -> Iterator[RenderableType]:
    """What hangs, under each of its owners; who has most of it first."""
    held: dict[str | None, list[str]] = defaultdict(list)
    for one in ids:
        for owner in nodes[one].owners or (None,):
            held[owner].append(one)
    for owner in sorted(held, key=lambda name: (name is None, -len(held[name]), name or "")):
        heading = _office(nodes, owner, language)
        yield under(heading.append(f" · {len(held[owner])}", "dim"), 2)
        for one in shown(held[owner], most):
            yield under(_record(nodes[one], language), 4)
        yield from rest(held[owner], most, language, 4)


def _office(nodes: Mapping[str, Described], name: str | None, language: Language) -> Line:
    if name is None:
        return line(_NOBODY.say(language), STYLES["warning"])
    node = nodes.get(name)
    return called(None if node is None else node.name, name)


def _record(node: Described, language: Language) -> Line:
    place = (
        _TASK.say(language)
        if node.label == "Task"
        else _LEVEL.say(language, level="?" if node.level is None else node.level)
    )
    return called(node.name, node.id).append(f" · {place}", "dim")


def _listed(ids: tuple[str, ...], nodes: Mapping[str, Described], language: Language) -> str:
    """The records by name and id, the first few of them."""
    told = [_named(nodes.get(one), one) for one in ids[:_FEW_NAMES]]
    left = len(ids) - len(told)
    if left:
        told.append(_("{left:other|others}").say(language, left=left))
    if len(told) == 1:
        return told[0]
    last = _(" and {name}").say(language, name=told[-1])
    return ", ".join(told[:-1]) + last


def _named(node: Described | None, name: str) -> str:
    return f"{node.name} ({name})" if node is not None and node.name else name
