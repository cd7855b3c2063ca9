"""Read the indicators of the documents of an edition, as they are matched and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kinerja_graph.analysis.matching import DocumentIndicator
from kinerja_graph.library.queries import named
from kinerja_graph.library.row_packing import read_packed
from kinerja_graph.library.statement import Reader
from kinerja_graph.model.edition import Edition

_POST: Final = "Position"
_Owner = Mapping[str, Any]


def read_indicators(reader: Reader, document: Edition) -> Iterator[DocumentIndicator]:
    """Yield the indicators of one document, read in three statements."""
    scope = document.scope
    rows = read_packed(reader, named("documents-indicators"), scope=scope)
    owners: dict[str, list[_Owner]] = defaultdict(list)
    for row in read_packed(reader, named("documents-owners"), scope=scope):
        owners[row["held"]].append(row)
    units = read_packed(reader, named("find-units"), scope=scope)
    names = {unit["id"]: unit["name"] or unit["id"] for unit in units}
    for row in rows:
        own: Sequence[_Owner] = owners.get(row["id"], ())
        above = () if row["objective"] is None else owners.get(row["objective"], ())
        holders = own or above
        agencies = sorted({one["agency"] for one in holders if one["agency"] is not None})
        properties: Mapping[str, Any] = row["properties"]
        yield DocumentIndicator(
            document=document.code,
            id=row["id"],
            name=properties.get("name"),
            level=properties.get("level"),
            origin=properties.get("origin"),
            objective=(
                None if row["objective"] is None else (row["objective"], row["objective_origin"])
            ),
            agencies={agency: names[agency] for agency in agencies},
            posts=tuple(sorted(one["name"] for one in holders if one["label"] == _POST)),
            is_held_above=bool(above) and not own,
            properties=properties,
            values_origin=document.values_origin,
        )
