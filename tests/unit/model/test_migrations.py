"""Steps from older shapes of the graph to today's, over rows of every kind."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_graph.model.cascade import Cascade, Plan
from kinerja_graph.model.edges import Contribution, Link
from kinerja_graph.model.migrations import STEPS, migrate_rows
from kinerja_graph.model.nodes import Indicator, Objective, Position, Unit, YearValue
from kinerja_graph.model.origin import Origin
from kinerja_graph.model.rows import EdgeEnds, EdgeRow, Row, Rows, RowSource
from kinerja_graph.model.schema import SCHEMA_VERSION

FACTS = (
    "name_key",
    "measure_unit_key",
    "ladder_key",
    "agency",
    "circle",
    "achievement_years",
    "achievements",
)


class Without:
    """The rows of a source without the facts that a load works out."""

    def __init__(self, source: RowSource) -> None:
        self._source = source
        self.counts, self.ties = source.counts, source.ties

    def nodes(self, label: str) -> Iterator[Row]:
        for row in self._source.nodes(label):
            yield {name: value for name, value in row.items() if name not in FACTS}

    def edges(self) -> Iterator[tuple[EdgeEnds, EdgeRow]]:
        return self._source.edges()


def origin(row: int) -> Origin:
    return Origin("rencana.csv", None, row)


IDS = st.sampled_from("abcdef")
YEARS = st.lists(
    st.tuples(st.integers(2020, 2024), st.floats(-5, 5), st.none() | st.floats(-5, 5)),
    unique_by=lambda one: one[0],
)


@st.composite
def cascades(draw: st.DrawFn) -> Cascade:
    """Small plans with circles, ladders that contradict themselves, and years of all kinds."""
    kinds = draw(st.lists(st.sampled_from(["opd", "unit", "pemda", "external", None]), max_size=6))
    units = tuple(
        Unit(id=f"u{n}", name=f" Dinas  {n}", origin=origin(n), kind=kind)  # type: ignore[arg-type]
        for n, kind in enumerate(kinds)
    )
    below = [Link("PART_OF", f"u{n}", f"u{n // 2}", origin(n)) for n in range(1, len(units))]
    posts = tuple(
        Position(
            id=f"p{n}",
            name="Staf",
            origin=origin(draw(st.integers(1, 9)) * 10 + n),
            ladder=draw(st.sampled_from(["Analis  Kebijakan", "analis kebijakan", "Perencana"])),
            supervised=draw(st.sampled_from([True, None])),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    seats = [Link("IN_UNIT", post.id, units[0].id, origin(1)) for post in posts if units]
    pairs = draw(st.lists(st.tuples(IDS, IDS), unique=True, max_size=12))
    indicators = tuple(
        Indicator(
            id=name,
            name=f"Indikator {name.upper()}",
            level=1,
            origin=origin(1),
            measure_unit=draw(st.sampled_from([None, " Persen "])),
            polarity=draw(st.sampled_from(["up", "down", "hold", "range", None])),
            values=tuple(
                YearValue(year=year, target=target, realisation=real)
                for year, target, real in sorted(draw(YEARS), key=lambda one: one[0])
            ),
        )
        for name in "abcdef"
    )
    return Cascade(
        plan=Plan(dataset="d", edition="1"),
        units=units,
        positions=posts,
        objectives=(Objective(id="S", name="Sasaran", level=0, origin=origin(1)),),
        indicators=indicators,
        contributions=tuple(
            Contribution(source=low, target=high, origin=origin(1)) for low, high in pairs
        ),
        links=(*below, *seats),
    )


def everything(source: RowSource) -> tuple[dict[str, list[Row]], list[tuple[EdgeEnds, EdgeRow]]]:
    return {label: list(source.nodes(label)) for label in source.counts}, list(source.edges())


@given(cascades())
def test_facts_are_those_of_a_load(cascade: Cascade) -> None:
    rows = Rows(cascade)
    assert everything(migrate_rows(Without(rows), 0)) == everything(rows)
    assert everything(migrate_rows(rows, 0)) == everything(rows)


def test_there_is_a_step_for_every_version() -> None:
    assert len(STEPS) == SCHEMA_VERSION


@pytest.mark.parametrize("version", [-1, SCHEMA_VERSION + 1])
def test_no_step_leads_from_a_version_that_never_was(version: int) -> None:
    with pytest.raises(ValueError, match=str(version)):
        migrate_rows(Rows(Cascade(plan=Plan(dataset="d", edition="1"))), version)
