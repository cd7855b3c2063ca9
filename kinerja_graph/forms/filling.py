"""What a form is filled from: the edition, what was asked, and the settings of forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from kinerja_graph.audit.finding import Audit, Finding
from kinerja_graph.forms.facts import Facts, Record
from kinerja_graph.forms.form import Form, Human
from kinerja_graph.forms.tree import Tree
from kinerja_graph.library.rules import Rule
from kinerja_graph.model.derive import fold
from kinerja_graph.model.nodes import Target
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import EMPTY, Text, _

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What some forms read beside the facts of the edition; each is read when a form needs it.

    Attributes:
        audit: runs the audit.
        select: returns the ids that a selector selects.
        rules: returns the rules of the audit.
    """

    audit: Callable[[], Audit]
    select: Callable[[str], Sequence[str]]
    rules: Callable[[], Sequence[Rule]]


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
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the audit that are not waived."""
        return tuple(one for one in self.reads.audit().findings if one.status != "waived")

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
        units = {self.asked.unit}
        if facts.records[self.asked.unit].get("kind") != "pemda":
            units = {one for one in facts.of("Unit") if self._is_below(one, self.asked.unit)}
        posts = {post for post, unit in facts.unit_of.items() if unit in units}
        return frozenset(units | posts)

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
        """Tell whether an indicator is a key indicator (IKU)."""
        return indicator.level is not None and indicator.level <= IKU_LEVEL

    def _is_below(self, unit: str, top: str) -> bool:
        seen: set[str] = set()
        at: str | None = unit
        while at is not None and at not in seen:
            if at == top:
                return True
            seen.add(at)
            at = self.facts.unit_above.get(at)
        return False
