"""``burden``: how much each unit owns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinerja_graph.model.edition import Edition
from kinerja_graph.texts import Text
from kinerja_graph.views.spec import Parameter, Table, ViewSpec


@dataclass(frozen=True, slots=True)
class Load:
    """A unit, and how many results are its own."""

    id: str
    name: str | None
    results: int


@dataclass(frozen=True, slots=True)
class Burden:
    """What units own, most first."""

    dataset: str
    edition: str
    units: tuple[Load, ...]


def build(edition: Edition, rows: Iterable[Mapping[str, Any]]) -> Burden:
    """The answer, of the rows of the query."""
    units = (Load(row["id"], row["name"], row["results"]) for row in rows)
    ordered = sorted(units, key=lambda unit: (-unit.results, unit.id))
    return Burden(edition.dataset, edition.edition, tuple(ordered))


VIEW: Final = ViewSpec(
    name="burden",
    about="How many results each unit owns, most first.",
    query="burden",
    build=build,
    answer=Burden,
    table=Table("units", ("id", "name", "results"), ("units.id",)),
    parameters=(
        Parameter(
            name="least",
            kind=int,
            default=1,
            help=Text(id="hanya yang memiliki paling sedikit sekian", en="of so many at least"),
            about="Units with fewer are left out.",
            value="N",
            min=1,
        ),
    ),
    command=Text(id="Berapa hasil dimiliki tiap unit.", en="How many results each unit owns."),
)
