"""What forms need of an edition, read in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from kinerja_graph.analysis.completeness import Chain
from kinerja_graph.analysis.plan_years import PlanYears, plan_years
from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.statement import Reader, Statement
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS
from kinerja_graph.model.schema import NODES

PROGRAMME: Final = "Programme"
RECORDS: Final = tuple(one.label for one in NODES if one.label not in {"Edition", "Problem"})
"""The labels of records; a label that joins the schema is read too."""
_STAND_IN: Final = "Unit"


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the edition with its properties."""

    label: str
    id: str
    properties: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def name(self) -> str | None:
        """Its name; None only after a lenient load."""
        return self.properties.get("name")

    @property
    def level(self) -> int | None:
        """Its level, of results."""
        return self.properties.get("level")

    @property
    def origin(self) -> str | None:
        """Where it came from."""
        return self.properties.get("origin")

    def get(self, name: str) -> Any:
        """Return a property; None where it is unknown."""
        return self.properties.get(name, None)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge, from ``source`` to ``target``."""

    type: str
    source_label: str
    source: str
    target_label: str
    target: str
    properties: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Facts:
    """An edition as forms see it.

    Attributes:
        edition: the edition.
        years: the years of its plan.
        by_label: its records by label and id. Ids of programmes may be those of results too.
        edges: its edges.
    """

    edition: Edition
    years: PlanYears
    by_label: Mapping[str, Mapping[str, Record]]
    edges: Sequence[Edge]

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """All records but programmes, by id."""
        return {
            one: record
            for label, records in self.by_label.items()
            if label != PROGRAMME
            for one, record in records.items()
        }

    def of(self, label: str) -> Mapping[str, Record]:
        """Return the records of ``label`` by id."""
        return self.by_label.get(label, {})

    @cached_property
    def objective_of(self) -> Mapping[str, str]:
        """The objective that each indicator measures."""
        return self._one_each("MEASURES", "Indicator")

    @cached_property
    def indicators_of(self) -> Mapping[str, Sequence[str]]:
        """The indicators of each objective, by id."""
        return _turned((edge.target, edge.source) for edge in self._edges("MEASURES"))

    @cached_property
    def owners(self) -> Mapping[str, Sequence[str]]:
        """The owners of results and the performers of tasks: posts before units, by id."""
        found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
        for edge in self._edges("OWNS", "PERFORMS"):
            found[edge.target].append((edge.source_label != "Position", edge.source))
        return {one: [name for _, name in sorted(set(some))] for one, some in found.items()}

    @cached_property
    def unit_above(self) -> Mapping[str, str]:
        """The unit that each unit is part of."""
        return self._one_each("PART_OF", "Unit")

    @cached_property
    def unit_of(self) -> Mapping[str, str]:
        """The unit of each post."""
        return self._one_each("IN_UNIT", "Position")

    @cached_property
    def superiors(self) -> Mapping[str, Sequence[str]]:
        """The posts that each post reports to, by id."""
        return _turned((edge.source, edge.target) for edge in self._edges("REPORTS_TO"))

    @cached_property
    def contributions(self) -> Sequence[Edge]:
        """The contributions that hold, accepted or requested."""
        return list(self._edges("CONTRIBUTES_TO"))

    @cached_property
    def every_contribution(self) -> Sequence[Edge]:
        """The contributions of every status."""
        return list(self._edges("CONTRIBUTES_TO", "REJECTED_CONTRIBUTION"))

    @cached_property
    def below(self) -> Mapping[str, Sequence[str]]:
        """What contributes to each result directly, by id."""
        return _turned((edge.target, edge.source) for edge in self.contributions)

    @cached_property
    def programmes_of(self) -> Mapping[str, Sequence[str]]:
        """The programmes that serve each result, by id."""
        return _turned((edge.target, edge.source) for edge in self._edges("SERVES"))

    @cached_property
    def serves(self) -> Mapping[str, Sequence[str]]:
        """The results that each programme serves, by id."""
        return _turned((edge.source, edge.target) for edge in self._edges("SERVES"))

    @cached_property
    def programme_above(self) -> Mapping[str, str]:
        """The programme that each programme is part of."""
        return self._one_each("PART_OF", PROGRAMME)

    @cached_property
    def unit_of_programme(self) -> Mapping[str, str]:
        """The unit of each programme that names one."""
        return self._one_each("IN_UNIT", PROGRAMME)

    def programmes_above(self, programme: str) -> Iterator[str]:
        """Yield what a programme is part of, the nearest first; in a circle each once."""
        seen = {programme}
        at = self.programme_above.get(programme)
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.programme_above.get(at)

    @cached_property
    def chain(self) -> Chain:
        """The chain with what is whole in it."""
        labels = {one: record.label for one, record in self.records.items()}
        kept = {one: label for one, label in labels.items() if label in (*RESULTS, "Task")}
        levels = {one: self.records[one].level for one, label in kept.items() if label in RESULTS}
        return Chain(
            kept,
            {one: level for one, level in levels.items() if level is not None},
            [
                (
                    edge.source,
                    edge.target,
                    edge.type == "MEASURES",
                    edge.properties.get("reason") is not None,
                )
                for edge in self._edges("CONTRIBUTES_TO", "MEASURES")
            ],
        )

    @cached_property
    def breaks(self) -> Mapping[str, tuple[str, str]]:
        """Where and why each record breaks that is not whole."""
        return self.chain.breaks()

    def who_answers(self, result: str) -> Sequence[str]:
        """Return the owners of a result, of an indicator else those of its objective."""
        own = self.owners.get(result)
        if own or result not in self.objective_of:
            return own or ()
        return self.owners.get(self.objective_of[result], ())

    def agencies(self, record: str) -> Sequence[str]:
        """Return the agencies of those who answer for a record, by id."""
        found = {self.records[one].get("agency") for one in self.who_answers(record)}
        return sorted(one for one in found if one is not None)

    def name(self, record: str) -> str:
        """Return the name of a record; its id where a lenient load found none."""
        return self.records[record].name or record

    def budget(self, programme: str, year: int, kind: str) -> float | None:
        """Return what a programme has in a year, its own or the sum of what is below it.

        ``kind`` is ``budget`` or ``spent``.
        """
        record = self.of(PROGRAMME)[programme]
        years: list[int] = record.get(f"{kind}_years") or []
        amounts: list[float] = record.get(f"{kind}s") or []
        own = dict(zip(years, amounts, strict=True))
        if year in own:
            return own[year]
        below = (one for one, above in self.programme_above.items() if above == programme)
        known = [self.budget(one, year, kind) for one in sorted(below) if one != programme]
        numbers = [one for one in known if one is not None]
        return sum(numbers) if numbers else None

    def _edges(self, *types: str) -> Iterator[Edge]:
        return (edge for edge in self.edges if edge.type in types)

    def _one_each(self, kind: str, label: str) -> dict[str, str]:
        found = (edge for edge in self._edges(kind) if edge.source_label == label)
        return {edge.source: edge.target for edge in found}


def read_facts(reader: Reader, edition: Edition) -> Facts:
    """Read everything that forms need of ``edition``, in two statements."""
    by_label: dict[str, dict[str, Record]] = {}
    rows = read_packed(reader, _of_every_label("forms-records"), scope=edition.scope)
    for row in rows:
        properties = row["properties"]
        one = Record(row["label"], properties["id"], properties)
        by_label.setdefault(one.label, {})[one.id] = one
    edges = [
        Edge(
            row["type"], row["label"], row["id"], row["far_label"], row["far_id"], row["properties"]
        )
        for row in read_packed(reader, _of_every_label("forms-edges"), scope=edition.scope)
    ]
    return Facts(edition, plan_years(reader, edition), by_label, edges)


def _of_every_label(name: str) -> Statement:
    """Return the statement ``name``, which asks for one label, for all labels of records."""
    one = named(name)
    texts = (one.text.replace(_STAND_IN, label) for label in RECORDS)
    return replace(one, text="\nUNION ALL\n".join(texts))


def _turned(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: sorted(others) for one, others in found.items()}
