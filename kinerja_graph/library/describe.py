"""Describe records: their names, their places in the input, their owners (contract §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import node_key
from kinerja_graph.model.nodes import PROGRAMME, reference
from kinerja_graph.model.origin import describe_place
from kinerja_graph.shapes import json_keys

DESCRIBED: Final = ("Unit", "Position", "Objective", "Indicator", "Task", PROGRAMME)
BATCH: Final = 10_000
_FEW: Final = 200
"""Up to this many rows it is quickest to fetch them one by one."""


@json_keys("label", "id", "name", "level", "agencies", "owners", name="Node")
@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One record of the graph.

    Attributes:
        label, id: the label and id of the record.
        name: its name; None only after a lenient load.
        level: 0 to 5; None for tasks, units and posts, and if a lenient load could not read it.
        origin: its place in the input.
        line: the line of the file on which it begins there; None if unknown.
        source: who supplied it, or the place that it was imported from; None if unknown.
        agencies: ids, sorted by code point: for a result only from its own OWNS, for a task
            those of its performers, for a post that of its unit, for a unit its own.
        owners: ids of units and posts, sorted by code point; for a task its performers; empty
            for units and posts.
    """

    label: str
    id: str
    name: str | None
    level: int | None
    origin: str | None
    agencies: tuple[str, ...]
    owners: tuple[str, ...]
    source: str | None = None
    line: int | None = None

    @property
    def place(self) -> str | None:
        """Where people find it: its source, if that is a place, then its origin."""
        return describe_place(self.origin, self.source)


def describe(reader: Reader, scope: str, label: str, ids: Iterable[str]) -> dict[str, Described]:
    """Return the records of ``label`` with these ids, by id; unknown ids are left out.

    One statement per 10,000 ids. Lists are sorted here, since engines disagree on the order of
    characters beyond U+FFFF.
    """
    statement = named(f"describe-{label.lower()}")
    keys = sorted({node_key(scope, reference(label, name)) for name in ids})
    found: dict[str, Described] = {}
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        many = len(batch) > _FEW
        for row in (
            read_packed(reader, statement, keys=batch)
            if many
            else reader.read(statement, keys=batch)
        ):
            found[row["id"]] = Described(
                label=label,
                id=row["id"],
                name=row["name"],
                level=row["level"],
                origin=row["origin"],
                agencies=tuple(sorted(row["agencies"])),
                owners=tuple(sorted(row["owners"])),
                source=row["source"],
                line=row["line"],
            )
    return found
