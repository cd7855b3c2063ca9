"""``compare``: what came, went, moved and changed, group by group; then the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, TypeGuard, TypeVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from kinerja_graph.analysis.comparison import Change, Comparison, LinkChange, Tie, Value
from kinerja_graph.audit.finding import Finding
from kinerja_graph.cli.formatters.amount import rest, shown
from kinerja_graph.cli.formatters.words import STYLES, called, line, marked, under
from kinerja_graph.cli.screen import safe
from kinerja_graph.library.rule import Rule
from kinerja_graph.library.words import RECORD_NAMES, RECORD_PLURALS, severity_mark
from kinerja_graph.numbers import UNKNOWN, Amount, format_number
from kinerja_graph.report.edition_words import (
    ENDS,
    GROUPS,
    NOTHING,
    PROPERTIES,
    VALUES,
)
from kinerja_graph.texts import Language, _
from kinerja_graph.workflow.comparing import Compared

T = TypeVar("T")
_SAME: Final = _("{before} and {after} of {dataset} do not differ.")
_FROM_TO: Final = _("{dataset}: {before} → {after}")
_OF_INDICATORS: Final = _(", of {number:indicator|indicators}")
_RECORD_GONE: Final = _("its record was removed")
_RECORD_CAME: Final = _("a new record")
_PLUS: Final = ("+ ", "green")
_MINUS: Final = ("− ", "red")


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the changes of one comparison in one language."""

    changes: Comparison
    language: Language
    most: int | None

    def name(self, identifier: str) -> Line:
        return called(self.changes.names.get(identifier), identifier)

    def change(self, before: object, after: object, key: str = "") -> str:
        """What a value was and what it is, as people read it."""
        return f"{self._value(before, after, key)} → {self._value(after, before, key)}"

    def _value(self, value: object, other: object, key: str) -> str:
        """A value beside another one; an unknown one is a dash."""
        if isinstance(value, bool):
            return VALUES["yes" if value else "no"].say(self.language)
        if _is_amount(value):
            beside = [other] if _is_amount(other) else []
            return format_number(value, self.language, beside=beside)
        known = VALUES.get(f"{key}.{value}")
        return str(value) if known is None else known.say(self.language)

    def group(
        self, key: str, things: Sequence[T], tell: Callable[[T], Iterator[RenderableType]]
    ) -> Iterator[RenderableType]:
        """A heading with the number of things, and the things; nothing where there are none."""
        if not things:
            return
        yield Line()
        yield line(f"{GROUPS[key].say(self.language)} ({len(things)})", "bold")
        for thing in shown(things, self.most):
            yield from tell(thing)
        yield from rest(things, self.most, self.language)


def _is_amount(value: object) -> TypeGuard[Amount]:
    return value is None or (isinstance(value, int | float | tuple) and not isinstance(value, bool))


def compare_parts(
    answer: Compared,
    rules: Iterable[Rule],
    language: Language,
    *,
    most: int | None = None,
) -> Iterator[RenderableType]:
    """The counts, then each group of changes, then findings that came and went.

    Args:
        answer: the two editions side by side.
        rules: those by which both were audited, for their titles.
        language: the language of the answer.
        most: so many things of each group are told; None: all.
    """
    changes = answer.changes
    teller = _Teller(changes, language, most)
    counts = list(_counts(answer, language))
    if not counts:
        text = _SAME.say(
            language, before=changes.before, after=changes.after, dataset=changes.dataset
        )
        yield marked("good", text)
        return
    yield line(
        _FROM_TO.say(language, dataset=changes.dataset, before=changes.before, after=changes.after),
        "bold",
    )
    yield _grid(counts)
    yield from _records(teller)
    yield from _inside(teller)
    if answer.findings is not None:
        titles = {rule.id: rule for rule in rules}
        yield from _findings(teller, "findings_new", answer.findings.new, titles)
        yield from _findings(teller, "findings_gone", answer.findings.gone, titles)


def _grid(counts: Iterable[tuple[int, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for number, heading in counts:
        table.add_row(line(str(number), "bold"), line(heading))
    return table


def _counts(answer: Compared, language: Language) -> Iterator[tuple[int, str]]:
    changes = answer.changes
    numbers: dict[str, Sequence[object]] = {
        "added": changes.added,
        "removed": changes.removed,
        "relabelled": changes.relabelled,
        "renamed": changes.renamed,
        "moved": changes.moved,
        "reowned": changes.reowned,
        "retargeted": changes.retargeted,
        "realised": changes.realised,
        "reorganised": changes.reorganised,
        "redefined": changes.redefined,
        "relinked": changes.relinked,
        "findings_new": () if answer.findings is None else answer.findings.new,
        "findings_gone": () if answer.findings is None else answer.findings.gone,
    }
    for key, things in numbers.items():
        if things:
            heading = GROUPS[key].say(language)
            if key in ("retargeted", "realised"):
                values = changes.retargeted if key == "retargeted" else changes.realised
                heading += _OF_INDICATORS.say(language, number=len({one.id for one in values}))
            yield len(things), heading


def _records(teller: _Teller) -> Iterator[RenderableType]:
    changes = teller.changes
    yield from _by_label(teller, "added", changes.added, _PLUS)
    yield from _by_label(teller, "removed", changes.removed, _MINUS)

    def relabelled(change: Change) -> Iterator[RenderableType]:
        words = (RECORD_NAMES[one].say(teller.language) for one in (change.before, change.after))
        yield under(teller.name(change.id).append(": " + " → ".join(words)), 2)

    def renamed(change: Change) -> Iterator[RenderableType]:
        yield under(line(change.id, "dim"), 2)
        for sign, name in ((_MINUS, change.before), (_PLUS, change.after)):
            yield under(Line.assemble(sign, safe(UNKNOWN if name is None else str(name))), 4)

    yield from teller.group("relabelled", changes.relabelled, relabelled)
    yield from teller.group("renamed", changes.renamed, renamed)


def _by_label(
    teller: _Teller, key: str, ids: Sequence[str], sign: tuple[str, str]
) -> Iterator[RenderableType]:
    if not ids:
        return
    yield Line()
    yield line(f"{GROUPS[key].say(teller.language)} ({len(ids)})", "bold")
    for label, word in RECORD_PLURALS.items():
        mine = [one for one in ids if teller.changes.labels[one] == label]
        if mine:
            yield under(line(f"{word.say(teller.language)} ({len(mine)})", "dim"), 2)
        for one in shown(mine, teller.most):
            yield under(Line.assemble(sign, teller.name(one)), 4)
        yield from rest(mine, teller.most, teller.language, 4)


def _inside(teller: _Teller) -> Iterator[RenderableType]:
    """What changed in records and ties that stand in both editions."""
    changes = teller.changes

    def tied(tie: Tie) -> Iterator[RenderableType]:
        yield under(teller.name(tie.id), 2)
        words = ENDS[_kind(teller, tie)]
        for ends, others, sign, word in (
            (tie.before, tie.after, _MINUS, words[0]),
            (tie.after, tie.before, _PLUS, words[1]),
        ):
            for end in ends:
                if end not in others:
                    told = f"{word.say(teller.language)} "
                    yield under(Line.assemble(sign, told, teller.name(end)), 4)

    def valued(group: tuple[str, list[Value]]) -> Iterator[RenderableType]:
        unit = changes.units.get(group[0])
        yield under(teller.name(group[0]).append(f" · {safe(unit)}" if unit else "", "dim"), 2)
        told = (f"{one.year}: {teller.change(one.before, one.after)}" for one in group[1])
        yield under(line(" · ".join(told)), 4)

    def redefined(change: Change) -> Iterator[RenderableType]:
        yield under(teller.name(change.id), 2)
        yield under(_property(teller, change.property, change.before, change.after), 4)

    def relinked(change: LinkChange) -> Iterator[RenderableType]:
        yield under(Line.assemble(teller.name(change.source), " → ", teller.name(change.target)), 2)
        yield under(_property(teller, change.property, change.before, change.after), 4)

    yield from teller.group("moved", changes.moves, tied)
    yield from teller.group("reowned", changes.reowned, tied)
    yield from teller.group("retargeted_of", _by_id(changes.retargeted), valued)
    yield from teller.group("realised_of", _by_id(changes.realised), valued)
    yield from teller.group("reorganised", changes.reorganised, tied)
    yield from teller.group("redefined", changes.redefined, redefined)
    yield from teller.group("relinked", changes.relinked, relinked)


def _kind(teller: _Teller, tie: Tie) -> str:
    """The type of edge in words: who holds a task performs it, who holds a result owns it."""
    if tie.type != "holders":
        return tie.type
    return "PERFORMS" if teller.changes.labels[tie.id] == "Task" else "OWNS"


def _by_id(values: Iterable[Value]) -> list[tuple[str, list[Value]]]:
    return [(name, list(group)) for name, group in groupby(values, key=lambda value: value.id)]


def _property(teller: _Teller, key: str, before: Any, after: Any) -> Line:
    word = PROPERTIES.get(key)
    heading = key if word is None else word.say(teller.language)
    return Line.assemble((f"{heading}: ", "dim"), safe(teller.change(before, after, key)))


def _findings(
    teller: _Teller, key: str, findings: Sequence[Finding], rules: dict[str, Rule]
) -> Iterator[RenderableType]:
    """Findings of one side by rule, under the heading of the side."""
    yield Line()
    yield line(f"{GROUPS[key].say(teller.language)} ({len(findings)})", "bold")
    if not findings:
        yield under(line(NOTHING.say(teller.language), "dim"), 2)
    for rule, group in groupby(findings, key=lambda finding: finding.rule):
        mine = list(group)
        severity = mine[0].severity
        yield under(
            Line.assemble(
                (f"{severity_mark(severity, teller.language)}  ",
                 STYLES[severity]),
                (rules[rule].title.say(teller.language), "bold"),
                (f"  {len(mine)} × {rule}", "dim"),
            ),
            2,
        )  # fmt: skip
        for finding in shown(mine, teller.most):
            told = line(finding.message.say(teller.language))
            if finding.subject.id in teller.changes.added:
                told.append(f" · {_RECORD_CAME.say(teller.language)}", "dim")
            if finding.subject.id in teller.changes.removed:
                told.append(f" · {_RECORD_GONE.say(teller.language)}", "dim")
            yield under(told, 4)
        yield from rest(mine, teller.most, teller.language, 4)
