"""Put ``whatif --remove`` and ``--miss`` into words: outcomes lost or at risk, orphans by owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kinerja_graph.analysis.consequences import Effects, Loss, Miss, Removal
from kinerja_graph.library.describe import Described
from kinerja_graph.library.words import SIGNS
from kinerja_graph.numbers import format_number, format_share
from kinerja_graph.report.answers.shared import (
    Amount,
    fill_line,
    join_lines,
    lead,
    note,
    placed,
    record,
    verdict,
)
from kinerja_graph.report.document import (
    AnswerBlock,
    Cell,
    Column,
    Line,
    Mood,
    Paragraph,
    Row,
    Table,
    cell,
    line,
    quiet,
    strong,
)
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
_TITLE: Final = _("Final outcomes before and after")
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
_OTHERS: Final = _("{left:other|others}")
_LAST: Final = _(" and {name}")
_FEW_NAMES: Final = 8
OFFICES: Final = ("Unit", "Position")


def removal_blocks(answer: Removal, language: Language, amount: Amount) -> Iterator[AnswerBlock]:
    """Yield the verdict, what is removed too, the outcomes, and the orphaned records by owner.

    ``amount`` is how many items of each owner are listed.
    """
    effects = answer.highest or answer.effects
    yield from _removal_verdict(answer, effects, language)
    yield from _taken(answer.asked, answer.removed, answer.nodes, (_WITH_IT, language))
    if not effects.outcomes:
        return
    yield _losses(answer, effects, language)
    yield note(_MEANING.say(language))
    if not effects.cut_off:
        yield verdict("good", _NOTHING_HANGS.say(language))
        return
    yield verdict("warning", _HANGING.say(language))
    yield from _by_owner(effects.cut_off, answer.nodes, language, amount)
    if effects.owners:
        number = format_number(len(effects.owners), language)
        names = _listed(effects.owners, answer.nodes, language)
        yield lead(fill_line(_CONCERNS, language, number=number, names=names))


def miss_blocks(answer: Miss, language: Language, amount: Amount) -> Iterator[AnswerBlock]:
    """Yield the verdict, and each outcome with the missed records that reach it.

    ``amount`` is how many outcomes are listed, and how many of the records that reach each.
    """
    risks = answer.highest or answer.risks
    names = _listed(answer.asked, answer.nodes, language)
    if not risks.outcomes:
        is_empty = _takes_nothing(answer.asked, answer.missed, answer.nodes)
        text = _NOTHING_MISSED if is_empty else _NO_RISK
        yield verdict("info", fill_line(text, language, names=names))
        yield from _taken(answer.asked, answer.missed, answer.nodes, (_MISSED_WITH_IT, language))
        return
    number = format_number(len(risks.outcomes), language)
    yield verdict("warning", fill_line(_AT_RISK, language, names=names, outcomes=number))
    if risks.level:
        yield note(_HIGHEST.say(language, level=risks.level))
    yield from _taken(answer.asked, answer.missed, answer.nodes, (_MISSED_WITH_IT, language))
    for outcome in amount.shown(risks.outcomes):
        number = format_number(len(outcome.at_risk), language)
        through = quiet(f" · {_THROUGH.say(language, number=number)}")
        yield Paragraph(line=line(*placed(answer.nodes[outcome.id], language), through))
        yield from _items(outcome.at_risk, answer.nodes, language, amount)
    yield from amount.left(risks.outcomes, language)
    if risks.owners:
        names = _listed(risks.owners, answer.nodes, language)
        yield lead(fill_line(_ANSWERABLE, language, names=names))


def _removal_verdict(answer: Removal, effects: Effects, language: Language) -> Iterator[Paragraph]:
    names = _listed(answer.asked, answer.nodes, language)
    is_empty = False
    if effects.outcomes:
        lost = sum(one.lost for one in effects.outcomes)
        sizes = {"lost": lost, "outcomes": len(effects.outcomes), "cut_off": len(effects.cut_off)}
        numbers = {name: format_number(number, language) for name, number in sizes.items()}
        mood: Mood = "error" if lost else "warning" if effects.cut_off else "info"
        yield verdict(mood, fill_line(_LOST, language, names=names, **numbers))
    else:
        is_empty = _takes_nothing(answer.asked, answer.removed, answer.nodes)
        text = _NOTHING_GOES if is_empty else _NO_OUTCOME
        yield verdict("info", fill_line(text, language, names=names))
    if effects.level and not is_empty:
        yield note(_HIGHEST.say(language, level=effects.level))


def _taken(
    asked: tuple[str, ...],
    gone: tuple[str, ...],
    nodes: Mapping[str, Described],
    said: tuple[Text, Language],
) -> Iterator[Paragraph]:
    """List what goes with the given units and positions, and who owns the results and tasks."""
    text, language = said
    owners = sorted({owner for one in asked for owner in nodes[one].owners})
    if owners:
        yield note(fill_line(_OWNED_BY, language, names=_listed(owners, nodes, language)))
    if _takes_nothing(asked, gone, nodes):
        return
    if any(nodes[one].label in OFFICES for one in asked):
        left = len(gone) - len(asked)
        number = format_number(left, language)
        yield note((text if left else _NONE_WITH_IT).say(language, number=number))


def _takes_nothing(
    asked: tuple[str, ...], gone: tuple[str, ...], nodes: Mapping[str, Described]
) -> bool:
    """Tell whether only units and positions were given, and no result or task goes with them."""
    return len(gone) == len(asked) and all(nodes[one].label in OFFICES for one in asked)


def _losses(answer: Removal, effects: Effects, language: Language) -> Table:
    return Table(
        title=_TITLE.say(language),
        columns=(
            Column(_OUTCOME.say(language), 4),
            Column(_BEFORE.say(language), 1, "number"),
            Column(_AFTER.say(language), 1, "number"),
            Column(_EFFECT.say(language), 2),
        ),
        rows=tuple(_loss(one, answer, language) for one in effects.outcomes),
        is_named=True,
    )


def _loss(one: Loss, answer: Removal, language: Language) -> Row:
    node = answer.nodes[one.id]
    numbers = (cell(format_number(number, language)) for number in (one.before, one.after))
    return Row((cell(record(node.name, node.id)), *numbers, _effect(one, answer, language)))


def _effect(one: Loss, answer: Removal, language: Language) -> Cell:
    if one.id in answer.removed:
        return cell(f"{SIGNS['error']} {_GONE.say(language)}", mood="error")
    if one.lost and one.before == 0:
        return cell(quiet(_BARE.say(language)))
    if one.lost:
        return cell(f"{SIGNS['error']} {_EMPTY.say(language)}", mood="error")
    if one.before == one.after:
        return cell(quiet(_SAME.say(language)))
    share = format_share(one.before - one.after, one.before, language)
    return cell(_LESS.say(language, share=share))


def _by_owner(
    ids: Iterable[str], nodes: Mapping[str, Described], language: Language, amount: Amount
) -> Iterator[AnswerBlock]:
    """List the orphaned records under each owner, the owner with the most first."""
    held: dict[str | None, list[str]] = defaultdict(list)
    for one in ids:
        for owner in nodes[one].owners or (None,):
            held[owner].append(one)
    for owner in sorted(held, key=lambda name: (name is None, -len(held[name]), name or "")):
        number = quiet(f" · {format_number(len(held[owner]), language)}")
        yield Paragraph(line=line(*_office(nodes, owner, language), number))
        yield from _items(held[owner], nodes, language, amount)


def _items(
    ids: Sequence[str], nodes: Mapping[str, Described], language: Language, amount: Amount
) -> Iterator[AnswerBlock]:
    return amount.items(ids, lambda one: placed(nodes[one], language), language)


def _office(nodes: Mapping[str, Described], name: str | None, language: Language) -> Line:
    if name is None:
        return (strong(f"{SIGNS['warning']} {_NOBODY.say(language)}"),)
    node = nodes.get(name)
    return record(None if node is None else node.name, name)


def _listed(ids: Sequence[str], nodes: Mapping[str, Described], language: Language) -> Line:
    """Return the first few records by name and id."""
    names = [_named(nodes.get(one), one) for one in ids[:_FEW_NAMES]]
    left = len(ids) - len(names)
    if left:
        names.append(line(_OTHERS.say(language, left=format_number(left, language))))
    if len(names) == 1:
        return names[0]
    return line(*join_lines(names[:-1], ", "), *fill_line(_LAST, language, name=names[-1]))


def _named(node: Described | None, name: str) -> Line:
    return record(None if node is None else node.name, name)
