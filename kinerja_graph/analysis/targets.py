"""``targets``: a result's targets next to those of its contributors (contract §4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kinerja_graph.analysis.nodes import Found, describe_all, find
from kinerja_graph.analysis.series import NOTHING, Series, series_of
from kinerja_graph.analysis.sums import difference, total
from kinerja_graph.errors import UsageError
from kinerja_graph.library.describe import Described
from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition
from kinerja_graph.model.nodes import RESULTS, Target
from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorValues:
    """Target and realisation of one contributing indicator in one year; None if unknown."""

    id: str
    target: Target | None
    realisation: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearValues:
    """Target and realisation of one indicator in one year; None if unknown."""

    year: int
    target: Target | None
    realisation: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """An indicator that contributes to a result.

    Attributes:
        measure_unit: the unit of its values.
        summed: whether its contribution has mode ``sum``.
    """

    id: str
    name: str | None
    measure_unit: str | None
    summed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSeries:
    """An indicator with its values by year.

    Attributes:
        measure_unit: the unit of its values.
        years: the years with a target or realisation, ascending.
    """

    id: str
    name: str | None
    measure_unit: str | None
    years: tuple[YearValues, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfTargets:
    """One year of a result.

    Attributes:
        year: the year.
        target: the target of the result in its measure unit; None if it is unknown.
        realisation: likewise.
        sum: the sum of the targets of contributors with mode ``sum``; None if there are none, or
            one of their targets is unknown or a range.
        gap: target minus sum; None if either is not a number.
        contributors: the values of every contributing indicator in that year, sorted by id.
    """

    year: int
    target: Target | None
    realisation: float | None
    sum: float | None
    gap: float | None
    contributors: tuple[ContributorValues, ...] = ()


@json_keys(
    "dataset", "edition", "subject", "measure_unit", "years", "contributors=contributing",
    "through=through_series", "measures=measure_series",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """A result's targets by year, and those of the indicators that contribute to it.

    Attributes:
        contributors: ids of all contributing indicators, sorted.
        summed: ids of the contributors whose contribution has mode ``sum``.
        through: ids of indicators that contribute through an objective: the one that the result
            measures, or the one that they measure (rules.md, ``unsupported-claim``); sorted.
        measures: for an objective, the indicators that measure it, sorted by id.
        years: the years in which the result or a contributor has a value, ascending.
        series: the values of the subject and of all indicators named above, by id.
        records: the descriptions of the same records, by id.
    """

    dataset: str
    edition: str
    subject: Described
    contributors: tuple[str, ...]
    summed: tuple[str, ...]
    through: tuple[str, ...]
    measures: tuple[str, ...]
    years: tuple[YearOfTargets, ...]
    series: Mapping[str, Series]
    records: Mapping[str, Described]

    @property
    def measure_unit(self) -> str | None:
        """The unit of the result's own values."""
        return self.series.get(self.subject.id, NOTHING).measure_unit

    @property
    def contributing(self) -> tuple[Contributor, ...]:
        """The contributing indicators, by id."""
        return tuple(
            Contributor(
                id=one,
                name=self.records[one].name,
                measure_unit=self.series[one].measure_unit,
                summed=one in self.summed,
            )
            for one in self.contributors
        )

    @property
    def through_series(self) -> tuple[IndicatorSeries, ...]:
        """Indicators that contribute through an objective, with their values."""
        return tuple(map(self._series_of, self.through))

    @property
    def measure_series(self) -> tuple[IndicatorSeries, ...]:
        """For an objective, the indicators that measure it, with their values."""
        return tuple(map(self._series_of, self.measures))

    @property
    def missed(self) -> tuple[YearOfTargets, ...]:
        """The years in which the sum differs from the target."""
        return tuple(year for year in self.years if year.gap)

    def beside(self, name: str) -> list[Target | None]:
        """Return the numbers with which those of the indicator ``name`` are compared, and these.

        For the result and its summed contributors: the numbers of all of them, the sums and the
        gaps. For any other indicator: its own numbers.
        """
        together = dict.fromkeys((self.subject.id, *self.summed))
        if name not in together:
            return [*self.series[name].numbers()]
        own = [number for one in together for number in self.series.get(one, NOTHING).numbers()]
        return [*own, *(number for year in self.years for number in (year.sum, year.gap))]

    def _series_of(self, name: str) -> IndicatorSeries:
        series = self.series[name]
        return IndicatorSeries(
            id=name,
            name=self.records[name].name,
            measure_unit=series.measure_unit,
            years=tuple(
                YearValues(
                    year=year,
                    target=series.targets.get(year),
                    realisation=series.realisations.get(year),
                )
                for year in sorted(series.years())
            ),
        )


def targets(reader: Reader, edition: Edition, name: str) -> Targets:
    """Return the targets of the result with the id ``name`` and of its contributors.

    Raises:
        UsageError: there is no such id, or it is not that of an objective or indicator.
    """
    found = find(reader, edition, name)
    if found.label not in RESULTS:
        raise _no_targets(found)
    rows = reader.read(named("target-contributors"), key=found.key)
    given = {row["id"]: row["mode"] for row in rows if row["type"] == "CONTRIBUTES_TO"}
    measures = tuple(sorted(row["id"] for row in rows if row["type"] == "MEASURES"))
    rows = reader.read(named("target-through"), key=found.key)
    through = sorted({row["id"] for row in rows} - {name, *given, *measures})
    own = (name,) if found.label == "Indicator" else ()
    indicators = (*given, *through, *measures, *own)
    series = series_of(reader, edition, indicators)
    summed = tuple(sorted(one for one, mode in given.items() if mode == "sum"))
    labels = dict.fromkeys(indicators, "Indicator") | {name: found.label}
    records = describe_all(reader, edition, labels)
    known = {year for one in (*given, *own) for year in series[one].years()}
    subject = series.get(name, NOTHING)
    return Targets(
        dataset=edition.dataset,
        edition=edition.edition,
        subject=records[name],
        contributors=tuple(sorted(given)),
        summed=summed,
        through=tuple(through),
        measures=measures,
        years=tuple(
            _year(year, subject, {one: series[one] for one in sorted(given)}, summed)
            for year in sorted(known)
        ),
        series=series,
        records=records,
    )


def _year(
    year: int, subject: Series, contributors: Mapping[str, Series], summed: Collection[str]
) -> YearOfTargets:
    target = subject.targets.get(year)
    parts = [contributors[one].targets.get(year) for one in summed]
    numbers = [part for part in parts if isinstance(part, float | int)]
    added = total(numbers) if numbers and len(numbers) == len(parts) else None
    plain = isinstance(target, float | int) and added is not None
    return YearOfTargets(
        year=year,
        target=target,
        realisation=subject.realisations.get(year),
        sum=added,
        gap=difference(target, added) if plain else None,  # type: ignore[arg-type]  # both are numbers
        contributors=tuple(
            ContributorValues(
                id=name,
                target=series.targets.get(year),
                realisation=series.realisations.get(year),
            )
            for name, series in contributors.items()
        ),
    )


def _no_targets(found: Found) -> UsageError:
    return UsageError(
        _("“{name}” is not an objective or indicator; only results have targets by year."),
        mend=_(
            "Give the id of an objective or an indicator; for those of a post: kinerja individual."
        ),
        where=found.id,
        code="no-result",
        name=found.id,
    )
