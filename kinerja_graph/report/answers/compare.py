"""Put ``compare`` into words: what was added, removed, moved and changed by kind; then findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, TypeGuard, TypeVar

from kinerja_graph.analysis.comparison import Change, Comparison, LinkChange, Tie, Value
from kinerja_graph.audit.finding import Finding
from kinerja_graph.library.words import RECORD_NAMES, RECORD_PLURALS, severity_mark
from kinerja_graph.numbers import Amount as Number
from kinerja_graph.numbers import format_number
from kinerja_graph.report.answers.shared import Amount, join_lines, lead, record, verdict
from kinerja_graph.report.change_classes import classify
from kinerja_graph.report.document import (
    AnswerBlock,
    Facts,
    Heading,
    Line,
    Paragraph,
    Span,
    line,
    quiet,
    strong,
)
from kinerja_graph.report.edition_words import ENDS, GROUPS, NOTHING, PROPERTIES, VALUES
from kinerja_graph.texts import Language, Text, _

T = TypeVar("T")
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


class _ChangeWriter:
    """Describes the changes of one comparison in one language, up to a number of each kind."""

    def __init__(self, changes: Comparison, language: Language, amount: Amount, level: int) -> None:
        self.changes = changes
        self.language: Language = language
        self.amount = amount
        self.level = level
        self._gone = frozenset(changes.removed)

    def name(self, identifier: str) -> Line:
        """Return a record by name and id; a removed one has no page in the later edition."""
        spans = record(self.changes.names.get(identifier), identifier)
        if identifier in self._gone:
            return tuple(replace(span, record="") for span in spans)
        return spans

    def finding(self, finding: Finding) -> Line:
        """Return the problem, linked to its record, and whether the record came or went with it."""
        changes, subject = self.changes, finding.subject
        spans = [Span(finding.message.say(self.language), record=self.page(finding))]
        for ids, word in ((changes.added, _RECORD_CAME), (changes.removed, _RECORD_GONE)):
            if subject.id in ids:
                spans.append(quiet(f" · {word.say(self.language)}"))
        return tuple(spans)

    def page(self, finding: Finding) -> str:
        """Return the record to which a finding links; empty if it has no page."""
        subject = finding.subject
        has_page = subject.label in RECORD_NAMES and subject.id not in self._gone
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
        self, key: str, things: Sequence[T], tell: Callable[[T], Line]
    ) -> Iterator[AnswerBlock]:
        """Yield a heading with the count, and the items; nothing if there are none."""
        if things:
            yield self.heading(key, things)
            yield from self.amount.items(things, tell, self.language)

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
                yield from self.amount.items(mine, self.name, self.language)

    def relabelled(self, change: Change) -> Line:
        before, after = (
            RECORD_NAMES[one].say(self.language) for one in (change.before, change.after)
        )
        return line(*self.name(change.id), f": {before} → {after}")

    def renamed(self, change: Change) -> Line:
        return line(
            Span(change.id, "strong", record=change.id),
            f": {self.change(change.before, change.after)}",
        )

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

    def valued(self, group: tuple[str, list[Value]]) -> Line:
        """Describe the changes of an indicator, its unit, and its years."""
        unit = self.changes.units.get(group[0])
        changes = " · ".join(
            f"{one.year}: {self.change(one.before, one.after)}" for one in group[1]
        )
        return line(*self.name(group[0]), quiet(f" · {unit}" if unit else ""), f" · {changes}")

    def redefined(self, change: Change) -> Line:
        change_line = self.property(change.property, change.before, change.after)
        return line(*self.name(change.id), " · ", *change_line)

    def relinked(self, change: LinkChange) -> Line:
        change_line = self.property(change.property, change.before, change.after)
        return line(
            *self.name(change.source), " → ", *self.name(change.target), " · ", *change_line
        )

    def property(self, key: str, before: object, after: object) -> Line:
        word = PROPERTIES.get(key)
        heading = key if word is None else word.say(self.language)
        return line(quiet(f"{heading}: "), self.change(before, after, key))

    def change(self, before: object, after: object, key: str = "") -> str:
        """Format a value before and after, for readers."""
        return f"{self._value(before, after, key)} → {self._value(after, before, key)}"

    def _value(self, value: object, other: object, key: str) -> str:
        """Format a value next to another; an unknown one is a dash."""
        if isinstance(value, bool):
            return VALUES["yes" if value else "no"].say(self.language)
        if _is_number(value):
            beside = [other] if _is_number(other) else []
            return format_number(value, self.language, beside=beside)
        known = VALUES.get(f"{key}.{value}")
        return str(value) if known is None else known.say(self.language)


def _is_number(value: object) -> TypeGuard[Number]:
    return value is None or (isinstance(value, int | float | tuple) and not isinstance(value, bool))


def compare_blocks(
    changes: Comparison,
    language: Language,
    amount: Amount,
    *,
    findings: Mapping[str, Sequence[Finding]] | None = None,
    titles: Mapping[str, Text] | None = None,
    level: int = 2,
) -> Iterator[AnswerBlock]:
    """Yield the counts, then each kind of change, then added and removed findings.

    Args:
        changes: the differences in the later edition.
        language: the language of every sentence.
        amount: how many items of each kind are listed.
        findings: those that only the later edition has (``findings_new``) and only the earlier
            (``findings_gone``); None: they are not compared.
        titles: the titles of the findings' rules, by id.
        level: the level of the headings.
    """
    teller = _ChangeWriter(changes, language, amount, level)
    kinds = [*teller.counts(), *(findings or {}).items()]
    counts = [teller.count(key, things) for key, things in kinds if things]
    facts = {"before": changes.before, "after": changes.after, "dataset": changes.dataset}
    if not counts:
        yield verdict("good", _SAME.say(language, **facts))
        return
    yield lead(_FROM_TO.say(language, **facts))
    if findings is not None:
        yield Paragraph(line=line(_effects(changes, findings, language)))
    yield Facts(tuple(counts))
    yield from teller.by_label("added", changes.added)
    yield from teller.by_label("removed", changes.removed)
    yield from teller.group("relabelled", changes.relabelled, teller.relabelled)
    yield from teller.group("renamed", changes.renamed, teller.renamed)
    yield from teller.group("moved", changes.moves, teller.tied)
    yield from teller.group("reowned", changes.reowned, teller.tied)
    yield from teller.group("retargeted_of", _by_id(changes.retargeted), teller.valued)
    yield from teller.group("realised_of", _by_id(changes.realised), teller.valued)
    yield from teller.group("reorganised", changes.reorganised, teller.tied)
    yield from teller.group("redefined", changes.redefined, teller.redefined)
    yield from teller.group("relinked", changes.relinked, teller.relinked)
    for key, found in (findings or {}).items():
        yield from _findings(teller, key, found, titles or {})


def count_changes(changes: Comparison, language: Language) -> list[tuple[str, Line]]:
    """Return the kinds of changes that there are, each with the number of its changes."""
    teller = _ChangeWriter(changes, language, Amount(), 2)
    return [teller.count(key, things) for key, things in teller.counts() if things]


def _effects(
    changes: Comparison, findings: Mapping[str, Sequence[Finding]], language: Language
) -> str:
    """Count the records by what the changes do to them."""
    classes = classify(changes, findings["findings_new"], findings["findings_gone"])
    return " · ".join(
        _EFFECTS[name].say(language, number=format_number(len(ids), language))
        for name, ids in classes.by_name.items()
        if ids
    )


def _by_id(values: Sequence[Value]) -> list[tuple[str, list[Value]]]:
    return [(name, list(group)) for name, group in groupby(values, key=lambda value: value.id)]


def _findings(
    teller: _ChangeWriter, key: str, findings: Sequence[Finding], titles: Mapping[str, Text]
) -> Iterator[AnswerBlock]:
    """List the findings of one edition by rule, under a heading for the edition."""
    language = teller.language
    yield teller.heading(key, findings)
    if not findings:
        yield Paragraph(line=line(quiet(NOTHING.say(language))))
    for rule, group in groupby(findings, key=lambda finding: finding.rule):
        mine = list(group)
        number = format_number(len(mine), language)
        yield Paragraph(
            line=line(
                f"{severity_mark(mine[0].severity, language)}  ",
                strong(titles[rule].say(language)),
                quiet(f"  {number} × {rule}"),
            ),
            mood=mine[0].severity,
        )
        yield from teller.amount.items(mine, teller.finding, language)
