"""What a form is filled from: the edition, what was asked, and the settings of forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TypeAlias

from kinerja_graph.analysis.comparison import Comparison
from kinerja_graph.analysis.individual import Individuals, RoleMatrix
from kinerja_graph.audit.baseline import Known
from kinerja_graph.audit.evidence import (
    Component,
    Criterion,
    RuleEvidence,
    Sheet,
    sheet_evidence,
)
from kinerja_graph.audit.finding import Audit, Finding
from kinerja_graph.forms.beside import Beside
from kinerja_graph.forms.facts import Facts, Record
from kinerja_graph.forms.form import Form, Human
from kinerja_graph.forms.skp_items import Item
from kinerja_graph.forms.tree import Tree
from kinerja_graph.library.rules import Rule
from kinerja_graph.model.derive import fold
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import Target
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import EMPTY, Text, _

IKU: Final = "iku"
"""The document of key indicators."""
IKU_LEVEL: Final = 1
"""Without a document of them, key indicators are those down to this level."""


@json_keys("human")
@dataclass(frozen=True, slots=True)
class HumanCell:
    """A cell that stays empty for a person.

    Attributes:
        human: who fills it.
    """

    human: Human


Cell: TypeAlias = float | str | Text | Target | tuple[str | Text, ...] | HumanCell | None
"""What stands in a cell: a range is a pair of numbers, None is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options that a form was asked with; ``year`` is the one given, or the form's own."""

    unit: str | None = None
    position: str | None = None
    tag: str | None = None
    year: int | None = None
    since: str | None = None
    baseline: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A word for achievements above a number; the last band has none."""

    name: Text
    above: float | None = None


BANDS: Final = (
    Band(_("Very high"), 90),
    Band(_("High"), 75),
    Band(_("Medium"), 65),
    Band(_("Low"), 50),
    Band(_("Very low")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """How achievements are worded, and where an extra column caps them; None: there is none."""

    bands: tuple[Band, ...] = BANDS
    cap: float | None = None

    def word(self, achievement: float | None) -> Text | None:
        """Return the word for an achievement; None if it is unknown."""
        if achievement is None:
            return None
        return next(
            (one.name for one in self.bands if one.above is None or achievement > one.above), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row before its cells are filled.

    Attributes:
        record: what it is about; None where that is a pair, or nothing.
        ids: the records that it is about.
        section: the heading that it stands under; empty if there is none.
        role: what the row is, where rows differ: the status of a contribution, the side of a party.
        near, far: further records of it: what acts and what is acted on.
        edge: the properties of the contribution that it is about.
        number: its number, from 1.
        counted: the programmes that no row before it names.
        criterion: the criterion of an evaluation that it is, or stands below.
        component: the component of an evaluation that it is.
        finding: the finding of the audit that it is.
        entry: the finding of an earlier audit that it is.
        item: the item of a post's SKP that it is.
    """

    record: Record | None = None
    ids: tuple[str, ...] = ()
    section: Text = EMPTY
    role: str = ""
    near: Record | None = None
    far: Record | None = None
    edge: Mapping[str, object] = field(default_factory=dict[str, object])
    number: int = 0
    counted: tuple[str, ...] = ()
    criterion: Criterion | None = None
    component: Component | None = None
    finding: Finding | None = None
    entry: Known | None = None
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another edition of the plan, and what has changed since."""

    facts: Facts
    changes: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What some forms read beside the facts of the edition; each is read when a form needs it.

    Attributes:
        audit: runs the audit.
        select: returns the ids that a selector selects.
        rules: returns the rules of the audit.
        sheet: returns the criteria of the evaluation.
        earlier: returns another edition of the plan.
        known: returns the entries of a baseline.
        individuals: returns what every post is measured by, with the targets of a year.
        beside: returns the documents of an edition.
    """

    audit: Callable[[], Audit]
    select: Callable[[str], Sequence[str]]
    rules: Callable[[], Sequence[Rule]]
    sheet: Callable[[], Sheet]
    earlier: Callable[[str], Earlier]
    known: Callable[[str], Sequence[Known]]
    individuals: Callable[[int | None], Individuals]
    beside: Callable[[Edition], Beside]


@dataclass(frozen=True)
class Filling:
    """A form while it is filled.

    Attributes:
        facts: the edition.
        form: the form.
        asked: the options.
        scales: bands and cap.
        reads: what some forms read beside it.
    """

    facts: Facts
    form: Form
    asked: Asked
    scales: Scales
    reads: Reads

    @cached_property
    def audit(self) -> Audit:
        """The audit of the edition."""
        return self.reads.audit()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the audit that are not waived."""
        return tuple(one for one in self.audit.findings if one.status != "waived")

    @cached_property
    def _evidence(self) -> Mapping[str, Sequence[RuleEvidence]]:
        parts = sheet_evidence(self.audit, self.reads.sheet()).components
        return {one.asked.id: one.rules for part in parts for one in part.criteria}

    def evidence_of(self, criterion: str) -> Sequence[RuleEvidence]:
        """Return what the audit says of a criterion by each of its rules."""
        return self._evidence[criterion]

    @cached_property
    def entries(self) -> Sequence[Known]:
        """The entries of the baseline about this plan, with a unit those about what is in scope."""
        if self.asked.baseline is None:
            return ()
        dataset = self.facts.edition.dataset
        mine = (one for one in self.reads.known(self.asked.baseline) if one.dataset == dataset)
        return [one for one in mine if self._is_entry_here(one)]

    def _is_entry_here(self, entry: Known) -> bool:
        ends = (entry.subject.id, *(() if entry.other is None else (entry.other.id,)))
        return self.asked.unit is None or entry.is_whole or any(map(self.is_in_unit, ends))

    def is_in_unit(self, record: str) -> bool:
        """Tell whether a result or task is in scope, or a unit or post is at or below the unit."""
        facts = self.facts
        if record in facts.of("Unit") or record in facts.of("Position"):
            return facts.unit_of.get(record, record) in self.units
        return record in facts.records and self.is_held(record)

    @cached_property
    def individuals(self) -> Individuals:
        """What every post is measured by."""
        return self.reads.individuals(self.asked.year)

    @cached_property
    def role_matrix(self) -> RoleMatrix | None:
        """The roles in the results of the post that was asked for; None if it leads nobody."""
        found = (one for one in self.individuals.matrices if one.leader == self.asked.position)
        return next(found, None)

    @cached_property
    def busy(self) -> frozenset[str]:
        """The units and posts that own or perform something."""
        return frozenset(one for owners in self.facts.owners.values() for one in owners)

    @cached_property
    def posts(self) -> Sequence[Record]:
        """The posts in the unit that was asked for and below; without one, every post."""
        units, unit_of = self.units, self.facts.unit_of
        every = self.facts.of("Position")
        whole = self.asked.unit is None
        return [every[one] for one in sorted(every) if whole or unit_of.get(one) in units]

    @cached_property
    def earlier(self) -> Earlier | None:
        """The edition of the option ``since``; None without it."""
        return None if self.asked.since is None else self.reads.earlier(self.asked.since)

    @cached_property
    def before(self) -> Filling | None:
        """The same form of that edition."""
        return None if self.earlier is None else replace(self, facts=self.earlier.facts)

    @cached_property
    def beside(self) -> Beside:
        """The documents of the edition, this one among them."""
        return self.reads.beside(self.facts.edition)

    def in_document(self, code: str) -> Filling:
        """Return the same form of another document of the edition."""
        if code == self.facts.edition.code:
            return self
        return self._in_others.setdefault(code, replace(self, facts=self.beside.read(code)))

    @cached_property
    def _in_others(self) -> dict[str, Filling]:
        return {}

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """The titles of rules, by id."""
        return {rule.id: rule.title for rule in self.reads.rules()}

    @cached_property
    def findings_of(self) -> Mapping[str, Mapping[str, int]]:
        """How many findings of each rule name a record: as subject or in its path, by id.

        A finding on the whole plan names every record, under the id ``""``.
        """
        found: dict[str, dict[str, int]] = {}
        for one in self.findings:
            named = {""} if one.subject.is_dataset else {one.subject.id, *one.path}
            for record in named:
                counts = found.setdefault(record, {})
                counts[one.rule] = counts.get(one.rule, 0) + 1
        return found

    def rules_naming(self, record: str, rules: Iterable[str]) -> list[str]:
        """Return those of ``rules`` of which a finding names the record, in their order."""
        own, whole = self.findings_of.get(record, {}), self.findings_of.get("", {})
        return [rule for rule in rules if rule in own or rule in whole]

    @cached_property
    def plan_years(self) -> tuple[int, ...]:
        """The years of the plan."""
        first, last = self.facts.years.first, self.facts.years.last
        return () if first is None or last is None else tuple(range(first, last + 1))

    @cached_property
    def holders(self) -> frozenset[str] | None:
        """The units and posts in scope; None: all.

        Of a unit of kind ``pemda`` itself and the posts directly in it, of another one all units
        below it too.
        """
        facts = self.facts
        if self.asked.position is not None:
            return frozenset({self.asked.position})
        if self.asked.unit is None:
            return None
        asked = facts.of("Unit").get(self.asked.unit)
        if asked is None:
            return frozenset()  # an earlier edition need not have it
        units = {asked.id} if asked.get("kind") == "pemda" else {*self.units}
        posts = {post for post, unit in facts.unit_of.items() if unit in units}
        return frozenset(units | posts)

    @cached_property
    def units(self) -> Sequence[str]:
        """The unit that was asked for and all below it, by id; without one, every unit."""
        every = sorted(self.facts.of("Unit"))
        top = self.asked.unit
        return every if top is None else [one for one in every if self.is_below(one, top)]

    def in_scope(self, label: str) -> list[Record]:
        """Return the indicators, objectives or tasks in scope, by id."""
        every = self.facts.of(label)
        held = [every[one] for one in sorted(every) if self.is_held(one)]
        return [one for one in held if self.has_tag(one)]

    @cached_property
    def tree(self) -> Tree:
        """The tree of the plan."""
        return Tree(self.facts)

    @cached_property
    def cascade_numbers(self) -> Mapping[str, int]:
        """The number of the highest result in scope above each indicator in scope.

        An indicator without objective stands under itself where another stands under it. What
        stands under nothing is absent.
        """
        facts = self.facts
        tops: dict[str, str] = {}
        indicators = [one for one in facts.of("Indicator") if self.is_held(one)]
        for one in indicators:
            line = (facts.objective_of.get(one), *self.tree.ancestors(one))
            above = [result for result in line if result is not None and self._is_near(result)]
            if above:
                tops[one] = above[-1]
        numbers = {top: number for number, top in enumerate(sorted({*tops.values()}), 1)}
        found = {one: numbers[top] for one, top in tops.items()}
        return found | {one: numbers[one] for one in indicators if one in numbers}

    def _is_near(self, result: str) -> bool:
        """Tell whether a result or an indicator that measures it is in scope."""
        measures = self.facts.indicators_of.get(result, ())
        return self.is_held(result) or any(map(self.is_held, measures))

    def is_held(self, record: str) -> bool:
        """Tell whether an indicator, objective or task is in scope.

        An indicator without owner is in that of its objective's owners.
        """
        return self.holders is None or not self.holders.isdisjoint(self.facts.who_answers(record))

    def has_tag(self, record: Record) -> bool:
        """Tell whether a record has the tag that was asked for, if any."""
        return self.asked.tag is None or fold(self.asked.tag) in (record.get("tag_keys") or ())

    def is_key(self, indicator: Record) -> bool:
        """Tell whether an indicator is a key indicator (IKU).

        Those are the ones that the document iku of the edition has too; without it the highest.
        """
        if IKU in self.beside.codes:
            return self.beside.twin(self.facts.edition.code, indicator.id, IKU) is not None
        return indicator.level is not None and indicator.level <= IKU_LEVEL

    def is_below(self, unit: str, top: str) -> bool:
        """Tell whether a unit is ``top`` or stands below it."""
        seen: set[str] = set()
        at: str | None = unit
        while at is not None and at not in seen:
            if at == top:
                return True
            seen.add(at)
            at = self.facts.unit_above.get(at)
        return False
