"""The units and posts of an edition: their names, and the units that something belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """Units and posts of one edition, by id.

    Attributes:
        names: the name of every unit and post; None if a lenient load could not read it.
        agencies: the agency of every unit, None if it has none.
        parents: the unit that a unit is part of; roots are absent.
        seats: the unit of a post.
    """

    names: Mapping[str, str | None]
    agencies: Mapping[str, str | None]
    parents: Mapping[str, str]
    seats: Mapping[str, str]

    def around(self, owners: Iterable[str]) -> set[str]:
        """Return the units of ``owners`` (units and posts), and all units above."""
        units: set[str] = set()
        for owner in owners:
            unit: str | None = self.seats.get(owner, owner)
            while unit is not None and unit in self.agencies and unit not in units:
                units.add(unit)
                unit = self.parents.get(unit)
        return units

    def unit_name(self, post: str) -> str | None:
        """Return the name of the unit of a post; None if unknown."""
        seat = self.seats.get(post)
        return None if seat is None else self.names.get(seat)

    def is_agency(self, unit: str) -> bool:
        """Return whether the unit is itself an agency (kind opd or external)."""
        return self.agencies.get(unit) == unit

    def all_agencies(self) -> tuple[str, ...]:
        """Return the ids of all agencies, sorted."""
        return tuple(sorted(unit for unit in self.agencies if self.is_agency(unit)))


def offices(reader: Reader, edition: Edition) -> Offices:
    """Read the units and posts of ``edition``, in two statements."""
    return _offices(reader, edition, read_packed(reader, named("find-seats"), scope=edition.scope))


def units_alone(reader: Reader, edition: Edition) -> Offices:
    """Read only the units of ``edition``, in one statement, if posts are not needed."""
    return _offices(reader, edition, ())


def _offices(reader: Reader, edition: Edition, posts: Sequence[Mapping[str, Any]]) -> Offices:
    units = read_packed(reader, named("find-units"), scope=edition.scope)
    return Offices(
        names={row["id"]: row["name"] for row in (*units, *posts)},
        agencies={row["id"]: row["agency"] for row in units},
        parents={row["id"]: row["parent"] for row in units if row["parent"] is not None},
        seats={row["id"]: row["unit"] for row in posts if row["unit"] is not None},
    )
