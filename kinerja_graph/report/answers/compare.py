"""Put ``compare`` into words: what was added, removed, moved and changed by kind; then findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Final, Literal, Protocol, TypeGuard, TypeVar

from kinerja_graph.analysis.comparison import Change, Comparison, LinkChange, Tie, Value
from kinerja_graph.audit.changes import FindingChanges
from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.plain import as_list
from kinerja_graph.library.words import RECORD_NAMES, RECORD_PLURALS, SIGNS, severity_mark
from kinerja_graph.numbers import Amount as Number
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import Amount, join_lines, lead, record, verdict
from kinerja_graph.report.audit_sentences import place_text
from kinerja_graph.report.change_classes import ChangeClasses, classify
from kinerja_graph.report.document import (
    AnswerBlock,
    Facts,
    Heading,
    Line,
    Mood,
    Paragraph,
    Span,
    line,
    plain,
    quiet,
    strong,
)
from kinerja_graph.report.edition_words import ENDS, GROUPS, NOTHING, PROPERTIES, VALUES
from kinerja_graph.texts import Language, Text, _

_SAME: Final = _("{before} and {after} of {dataset} do not differ.")
_FROM_TO: Final = _("{dataset}: {before} → {after}")
_EFFECTS: Final[Mapping[str, Text]] = {
    "breaks": _("breaks {number:record|records}"),
    "fixes": _("fixes {number:record|records}"),
    "moves": _("moves {number:record|records}"),
    "adds": _("adds {number:record|records}"),
    "removes": _("removes {number:record|records}"),
    "edits": _("edits {number:record|records}"),
}
_OF_INDICATORS: Final = _(", of {number:indicator|indicators}")
_RECORD_GONE: Final = _("its record was removed")
_RECORD_CAME: Final = _("a new record")
_BREAKS: Final = _("a new finding")
_FIXES: Final = _("a finding gone")
_FORMERLY: Final = _("formerly: {name}")
SINGLY_NOW: Final = _("the others are now found one by one: {number}")
SINGLY_BEFORE: Final = _("of these, found one by one before: {number}")
_OTHERS: Final = _("others")
_SAME_CHANGE: Final = 3
"""From so many records on, one change of a property is said once, above their names."""
Linked = Literal["before", "after"]
"""The edition whose pages records are linked to."""


class _OfRecord(Protocol):
    """A change of one record."""

    @property
    def id(self) -> str: ...


Changed = TypeVar("Changed", bound=_OfRecord)


@dataclass(frozen=True, slots=True)
class _Values:
    """The targets or realisations of an indicator that changed."""

    id: str
    values: Sequence[Value]


class _ChangeWriter:
    """Describes the changes of one comparison in one language, up to a number of each kind."""

    def __init__(
        self,
        changes: Comparison,
        language: Language,
        amount: Amount,
        *,
        findings: FindingChanges | None,
        level: int,
        linked: Linked,
    ) -> None:
        self.changes = changes
        self.language: Language = language
        self.amount = amount
        self.level = level
        self.findings = findings
        self.classes: ChangeClasses | None = None
        self._effects: dict[str, Span] = {}
        if findings is not None:
            self.classes = classify(changes, findings.broken, findings.fixed)
            fixed = Span(f"{SIGNS['good']} {_FIXES.say(language)}")
            self._effects = dict.fromkeys(self.classes.fixes, fixed)
            broken = _BREAKS.say(language)
            for finding in reversed(findings.come):  # the worst one last
                effect = Span(f"{SIGNS[finding.severity]} {broken}", "strong")
                ids = {name for name, _other in finding.members} or {finding.subject.id}
                self._effects |= dict.fromkeys(ids & findings.broken, effect)
        self._without_page = frozenset(changes.removed if linked == "after" else changes.added)

    def name(self, identifier: str) -> Line:
        """Return a record by name and id; one that is only in the other edition has no page."""
        spans = record(self.changes.names.get(identifier), identifier)
        if identifier in self._without_page:
            return tuple(replace(span, record="") for span in spans)
        return spans

    def effect(self, identifier: str) -> Line:
        """Say whether a finding about a record comes or goes, as the end of a line."""
        effect = self._effects.get(identifier)
        return () if effect is None else (quiet(" · "), effect)

    def named(self, identifier: str) -> Line:
        """Return a record as ``name``, and whether a finding about it comes or goes."""
        return (*self.name(identifier), *self.effect(identifier))

    def come(self, finding: Finding) -> Line:
        """Return a problem, its cell, and whether its record came with it."""
        place = place_text(finding, self.language)
        facts = [place] if place else []
        if finding.subject.id in self.changes.added:
            facts.append(_RECORD_CAME.say(self.language))
        return self._finding(finding, facts, SINGLY_BEFORE)

    def go(self, finding: Finding) -> Line:
        """Return a problem that is gone, and whether its record went with it."""
        gone = finding.subject.id in self.changes.removed
        facts = [_RECORD_GONE.say(self.language)] if gone else []
        return self._finding(finding, facts, SINGLY_NOW)

    def _finding(self, finding: Finding, facts: list[str], singly: Text) -> Line:
        number = 0 if self.findings is None else self.findings.singly.get(finding.fingerprint, 0)
        if number:
            facts.append(singly.say(self.language, number=format_number(number, self.language)))
        message = Span(finding.message.say(self.language), record=self.page(finding))
        return (message, *(quiet(f" · {fact}") for fact in facts))

    def page(self, finding: Finding) -> str:
        """Return the record to which a finding links; empty if it has no page."""
        subject = finding.subject
        has_page = subject.label in RECORD_NAMES and subject.id not in self._without_page
        return subject.id if has_page else ""

    def counts(self) -> Iterator[tuple[str, Sequence[object]]]:
        """Yield the kinds of changes, each with its changes."""
        changes = self.changes
        yield "added", changes.added
        yield "removed", changes.removed
        yield "relabelled", changes.relabelled
        yield "renamed", changes.renamed
        yield "moved", changes.moved
        yield "reowned", changes.reowned
        yield "retargeted", changes.retargeted
        yield "realised", changes.realised
        yield "reorganised", changes.reorganised
        yield "redefined", changes.redefined
        yield "relinked", changes.relinked

    def count(self, key: str, things: Sequence[object]) -> tuple[str, Line]:
        """Name a kind of change and count its changes."""
        number = format_number(len(things), self.language)
        if key in ("retargeted", "realised"):
            ids = {one.id for one in getattr(self.changes, key)}
            indicators = format_number(len(ids), self.language)
            number += _OF_INDICATORS.say(self.language, number=indicators)
        return GROUPS[key].say(self.language), line(number)

    def group(
        self, key: str, things: Sequence[Changed], tell: Callable[[Changed], Line]
    ) -> Iterator[AnswerBlock]:
        """Yield a heading with the count, and the items; nothing if there are none."""
        if things:
            yield self.heading(key, things)
            yield from self.amount.items(
                things, lambda one: (*tell(one), *self.effect(one.id)), self.language
            )

    def heading(self, key: str, things: Sequence[object]) -> Heading:
        number = format_number(len(things), self.language)
        return Heading(text=f"{GROUPS[key].say(self.language)} ({number})", level=self.level)

    def by_label(self, key: str, ids: Sequence[str]) -> Iterator[AnswerBlock]:
        """List added or removed records, by kind."""
        if not ids:
            return
        yield self.heading(key, ids)
        for label, word in RECORD_PLURALS.items():
            mine = [one for one in ids if self.changes.labels[one] == label]
            if mine:
                number = format_number(len(mine), self.language)
                yield Paragraph(line=line(quiet(f"{word.say(self.language)} ({number})")))
                yield from self.amount.items(mine, self.named, self.language)

    def relabelled(self, change: Change) -> Line:
        before, after = (
            RECORD_NAMES[one].say(self.language) for one in (change.before, change.after)
        )
        return line(*self.name(change.id), f": {before} → {after}")

    def renamed(self, change: Change) -> Line:
        former = _FORMERLY.say(self.language, name=change.before or "–")
        return line(*self.name(change.id), quiet(f" · {former}"))

    def tied(self, tie: Tie) -> Line:
        """Describe a record, the ends that it lost and those that replace them."""
        gone, came = ENDS[self._kind(tie)]
        changes: list[Line] = []
        for ends, others, word in ((tie.before, tie.after, gone), (tie.after, tie.before, came)):
            names = [self.name(end) for end in ends if end not in others]
            if names:
                changes.append(line(f"{word.say(self.language)} ", *join_lines(names, ", ")))
        return line(*self.name(tie.id), ": ", *join_lines(changes, "; "))

    def _kind(self, tie: Tie) -> str:
        """Name the edge type: the holder of a task performs it, the holder of a result owns it."""
        if tie.type != "holders":
            return tie.type
        return "PERFORMS" if self.changes.labels[tie.id] == "Task" else "OWNS"

    def valued(self, values: _Values) -> Line:
        """Describe the changes of an indicator, its unit, and its years."""
        unit = self.changes.units.get(values.id)
        changes = " · ".join(
            f"{one.year}: {self.change(one.before, one.after)}" for one in values.values
        )
        return line(*self.name(values.id), quiet(f" · {unit}" if unit else ""), f" · {changes}")

    def all_redefined(self) -> Iterator[AnswerBlock]:
        """List properties that changed; a change that many records share stands above them."""
        every = self.changes.redefined
        if not every:
            return
        alike: dict[str, list[Change]] = {}
        for change in every:
            text = plain(self.property(change.property, change.before, change.after))
            alike.setdefault(text, []).append(change)
        shared = {text: same for text, same in alike.items() if len(same) >= _SAME_CHANGE}
        yield self.heading("redefined", every)
        for text, same in shared.items():
            number = format_number(len(same), self.language)
            yield Paragraph(line=line(quiet(f"{text} ({number})")))
            ids = [change.id for change in same]
            yield from self.amount.items(ids, self.named, self.language)
        single = [same for text, same in alike.items() if text not in shared]
        rest = sorted(chain.from_iterable(single), key=every.index)
        if shared and rest:
            number = format_number(len(rest), self.language)
            yield Paragraph(line=line(quiet(f"{_OTHERS.say(self.language)} ({number})")))
        yield from self.amount.items(
            rest, lambda one: (*self.redefined(one), *self.effect(one.id)), self.language
        )

    def redefined(self, change: Change) -> Line:
        change_line = self.property(change.property, change.before, change.after)
        return line(*self.name(change.id), " · ", *change_line)

    def relinked(self, change: LinkChange) -> Line:
        change_line = self.property(change.property, change.before, change.after)
        return line(
            *self.name(change.source), " → ", *self.name(change.target), " · ", *change_line
        )

    def property(self, key: str, before: object, after: object) -> Line:
        name, gap, period = key.partition(" ")
        word = PROPERTIES.get(name)
        heading = key if word is None else f"{word.say(self.language)}{gap}{period}"
        return line(quiet(f"{heading}: "), self.change(before, after, key))

    def change(self, before: object, after: object, key: str = "") -> str:
        """Format a value before and after, for readers."""
        return f"{self._value(before, after, key)} → {self._value(after, before, key)}"

    def _value(self, value: object, other: object, key: str) -> str:
        """Format a value next to another; an unknown one is a dash."""
        if isinstance(value, bool):
            return VALUES["yes" if value else "no"].say(self.language)
        items = as_list(value)
        if items is not None:
            return "; ".join(map(str, items))
        if _is_number(value):
            beside = [other] if _is_number(other) else []
            return format_number(value, self.language, beside=beside)
        known = VALUES.get(f"{key}.{value}")
        return str(value) if known is None else known.say(self.language)


def _is_number(value: object) -> TypeGuard[Number]:
    return value is None or (isinstance(value, int | float | tuple) and not isinstance(value, bool))


def compare_blocks(  # noqa: PLR0913
    changes: Comparison,
    language: Language,
    amount: Amount,
    *,
    findings: FindingChanges | None = None,
    titles: Mapping[str, Text] | None = None,
    level: int = 2,
    linked: Linked = "after",
) -> Iterator[AnswerBlock]:
    """Yield the counts, then findings that come and go, then each kind of change.

    Args:
        changes: the differences in the later edition.
        language: the language of every sentence.
        amount: how many items of each kind are listed.
        findings: those that come and go; None: they are not compared.
        titles: the titles of the findings' rules, by id.
        level: the level of the headings.
        linked: the edition whose pages records are linked to.
    """
    writer = _ChangeWriter(changes, language, amount, findings=findings, level=level, linked=linked)
    sides: Mapping[str, Sequence[Finding]] = (
        {} if findings is None else {"findings_new": findings.come, "findings_gone": findings.go}
    )
    kinds = [*sides.items(), *writer.counts()]
    counts = [writer.count(key, things) for key, things in kinds if things]
    facts = {"before": changes.before, "after": changes.after, "dataset": changes.dataset}
    if not counts:
        yield verdict("good", _SAME.say(language, **facts))
        return
    yield lead(_FROM_TO.say(language, **facts))
    if writer.classes is not None:
        come = () if findings is None else findings.come
        counted = _count_effects(writer.classes, come, language)
        yield Paragraph(line=join_lines(counted, " · "))
    yield Facts(tuple(counts))
    for key, found in sides.items():
        tell = writer.come if key == "findings_new" else writer.go
        yield from _findings(writer, key, found, tell, titles or {})
    yield from writer.by_label("added", changes.added)
    yield from writer.by_label("removed", changes.removed)
    yield from writer.group("relabelled", changes.relabelled, writer.relabelled)
    yield from writer.group("renamed", changes.renamed, writer.renamed)
    yield from writer.group("moved", changes.moves, writer.tied)
    yield from writer.group("reowned", changes.reowned, writer.tied)
    yield from writer.group("retargeted_of", _by_id(changes.retargeted), writer.valued)
    yield from writer.group("realised_of", _by_id(changes.realised), writer.valued)
    yield from writer.group("reorganised", changes.reorganised, writer.tied)
    yield from writer.all_redefined()
    if changes.relinked:
        yield writer.heading("relinked", changes.relinked)
        yield from amount.items(changes.relinked, writer.relinked, language)


def count_changes(changes: Comparison, language: Language) -> list[tuple[str, Line]]:
    """Return the kinds of changes that there are, each with the number of its changes."""
    writer = _ChangeWriter(changes, language, Amount(), findings=None, level=2, linked="after")
    return [writer.count(key, things) for key, things in writer.counts() if things]


def _count_effects(
    classes: ChangeClasses, come: Sequence[Finding], language: Language
) -> Iterator[Line]:
    """Count the records by what the changes do to them; those that break and fix have a sign."""
    signs = {"fixes": f"{SIGNS['good']} "}
    if come:
        signs["breaks"] = f"{SIGNS[come[0].severity]} "
    for name, ids in classes.by_name.items():
        if ids:
            text = _EFFECTS[name].say(language, number=format_number(len(ids), language))
            yield line(strong(f"{signs[name]}{text}") if name in signs else text)


def _by_id(values: Sequence[Value]) -> list[_Values]:
    return [_Values(name, [*group]) for name, group in groupby(values, key=lambda value: value.id)]


def _findings(
    writer: _ChangeWriter,
    key: str,
    findings: Sequence[Finding],
    tell: Callable[[Finding], Line],
    titles: Mapping[str, Text],
) -> Iterator[AnswerBlock]:
    """List the findings of one edition by rule, under a heading for the edition."""
    language = writer.language
    yield writer.heading(key, findings)
    if not findings:
        yield Paragraph(line=line(quiet(NOTHING.say(language))))
    for rule, group in groupby(findings, key=lambda finding: finding.rule):
        mine = list(group)
        number = format_number(len(mine), language)
        mood: Mood = "good" if key == "findings_gone" else mine[0].severity
        mark = SIGNS["good"] if mood == "good" else severity_mark(mine[0].severity, language)
        yield Paragraph(
            line=line(
                f"{mark}  ",
                strong(titles[rule].say(language)),
                quiet(f"  {number} × {rule}"),
            ),
            mood=mood,
        )
        yield from writer.amount.items(mine, tell, language)
