"""In what the records of one indicator in several documents disagree (forms §2 and §9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from kinerja_graph.analysis.matching import DocumentIndicator, text_key
from kinerja_graph.analysis.state import targets_of
from kinerja_graph.model.periods import period_targets
from kinerja_graph.shapes import json_keys

DocumentField = Literal[
    "name", "measure_unit", "polarity", "level", "owner", "agency", "baseline", "target",
    "period_target",
]  # fmt: skip
"""What is compared, in this order."""
_ORDER: Final[Mapping[str, int]] = {
    name: number for number, name in enumerate(get_args(DocumentField))
}
Stated = str | int | float | tuple[float, float] | tuple[str, ...]
"""A value as it is written: a range is a pair of its ends, of owners and agencies the names."""
_OWNER: Final = "owner"
_TARGET: Final = "target"


@json_keys("document", "id", "origin", "column", name="DocumentCell")
@dataclass(frozen=True, slots=True)
class DocumentCell:
    """Where a value stands.

    Attributes:
        document: the code of the document.
        id: the record of the row: the indicator, or the objective that it takes the value from.
        origin: where that row is.
        column: the heading of the column.
    """

    document: str
    id: str
    origin: str | None
    column: str


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One of the values of a field, and the cells that have it.

    Attributes:
        value: as it is written in the first document that has it.
        cells: by document.
    """

    value: Stated
    cells: tuple[DocumentCell, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of which documents state different values.

    Attributes:
        field: the field.
        year: the year of a target, the code of a period, or None.
        values: the different values, by their first document.
    """

    field: DocumentField
    year: int | str | None
    values: tuple[StatedValue, ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A value that one document states: ``key`` is what is compared."""

    field: DocumentField
    year: int | str | None
    key: object
    value: Stated
    cell: DocumentCell


def disagreements(records: Sequence[DocumentIndicator]) -> tuple[Disagreement, ...]:
    """Return in what the records of one group, by document, disagree, by field and year.

    What a document does not state disagrees with nothing.
    """
    stated: dict[tuple[int, Any], list[_Statement]] = {}
    for record in records:
        for one in _statements(record):
            stated.setdefault((_ORDER[one.field], one.year), []).append(one)
    return tuple(
        Disagreement(found[0].field, found[0].year, values)
        for _place, found in sorted(stated.items(), key=lambda item: item[0])
        if len(values := _values(found)) > 1
    )


def agree(one: DocumentIndicator, other: DocumentIndicator) -> bool:
    """Return whether two records disagree in nothing."""
    stated = {(each.field, each.year): each.key for each in _statements(one)}
    return all(
        stated.get((each.field, each.year), each.key) == each.key for each in _statements(other)
    )


def _values(found: Sequence[_Statement]) -> tuple[StatedValue, ...]:
    """Return the different values among those that the documents state."""
    alike: dict[object, list[_Statement]] = {}
    for one in found:
        alike.setdefault(one.key, []).append(one)
    return tuple(
        StatedValue(same[0].value, tuple(one.cell for one in same)) for same in alike.values()
    )


def _statements(record: DocumentIndicator) -> Iterator[_Statement]:
    """Yield everything compared that a record states, or takes from its objective."""
    properties = record.properties

    def own(field: DocumentField, key: object, value: Stated) -> _Statement:
        return _Statement(field, None, key, value, _own_cell(record, field))

    if record.name is not None:
        yield own("name", text_key(record.name), record.name)
    unit = properties.get("measure_unit")
    if unit is not None:
        yield own("measure_unit", text_key(unit), unit)
    polarity = properties.get("polarity")
    if polarity is not None:
        yield own("polarity", polarity, polarity)
    if record.level is not None:
        cell = _objective_cell(record, "level") or _own_cell(record, "level")
        yield _Statement("level", None, record.level, record.level, cell)
    yield from _holders(record)
    baseline = properties.get("baseline")
    if baseline is not None:
        yield own("baseline", baseline, baseline)
    yield from _targets(record)


def _holders(record: DocumentIndicator) -> Iterator[_Statement]:
    above = _objective_cell(record, _OWNER) if record.is_held_above else None
    cell = above or _own_cell(record, _OWNER)
    named: tuple[tuple[DocumentField, Sequence[str]], ...] = (
        ("owner", record.posts),
        ("agency", tuple(record.agencies.values())),
    )
    for field, names in named:
        if names:
            key = frozenset(map(text_key, names))
            yield _Statement(field, None, key, tuple(sorted(names)), cell)


def _targets(record: DocumentIndicator) -> Iterator[_Statement]:
    properties = record.properties
    rows = _rows(properties, "value_years", "value_rows")
    computed: frozenset[int] = frozenset(properties.get("derived_target_years") or ())
    for year, target in targets_of(properties).items():
        row = None if year in computed else rows.get(year)
        yield _Statement("target", year, target, target, _value_cell(record, row))
    rows = _rows(properties, "period_value_codes", "period_value_rows")
    for code, target in period_targets(properties).items():
        cell = _value_cell(record, rows.get(code))
        yield _Statement("period_target", code, target, target, cell)


def _rows(properties: Mapping[str, Any], names: str, numbers: str) -> dict[Any, int]:
    return dict(zip(properties.get(names) or (), properties.get(numbers) or (), strict=True))


def _own_cell(record: DocumentIndicator, column: str) -> DocumentCell:
    return DocumentCell(record.document, record.id, record.origin, column)


def _objective_cell(record: DocumentIndicator, column: str) -> DocumentCell | None:
    if record.objective is None:
        return None
    return DocumentCell(record.document, *record.objective, column)


def _value_cell(record: DocumentIndicator, row: int | None) -> DocumentCell:
    """Return the cell of a target: of its row in the table ``values``, where that is known."""
    if row is None or record.values_origin is None:
        return _own_cell(record, _TARGET)
    return DocumentCell(record.document, record.id, f"{record.values_origin}!{row}", _TARGET)
