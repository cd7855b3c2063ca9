"""From the items of a map file to what the map says; every key is known, every value checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from kinerja_graph.sources import choices
from kinerja_graph.sources.columns import DATASET, INDICATOR_TABLE
from kinerja_graph.sources.numbers import Decimal
from kinerja_graph.sources.wide.mapfile import Item
from kinerja_graph.sources.wide.plan import (
    Amounts,
    Are,
    Column,
    Form,
    Indicators,
    Layout,
    Links,
    Map,
    Owners,
    Several,
    UnitColumns,
    Yearly,
)
from kinerja_graph.sources.wide.plan_forms import FORMS
from kinerja_graph.sources.wide.plan_values import column, needed, opt_column
from kinerja_graph.texts import _

_ROOT: Final = (
    "form", "sheet", "headings", "rows", "skip", "stop", "empty", "decimal", "cells", "dataset",
    "units", "unit", "owner", "statements", "links", "indicators",
)  # fmt: skip
_UNIT_ROW: Final = ("id", "name", "kind", "parent")
_OF_OWNERS: Final = frozenset({"are", "split", "kind", "unit", "of"})
_YEARS: Final = (1900, 2199)
_FIELDS: Final = tuple(
    heading.name
    for heading in INDICATOR_TABLE.headings
    if heading.name not in {"id", "name", "objective", "level", "owner", "contributes_to", "source"}
)


def read_map(root: Item) -> Map:
    """What the map says.

    Raises:
        UsageError: a key that is unknown or missing, a value that does not fit, with its line.
    """
    form = cast("Form", needed(root, "form").one_of(*FORMS))
    own, reader = FORMS[form]
    known = root.closed(*_ROOT, *own)
    found = Map(
        root=root,
        form=form,
        layout=_layout(known),
        dataset=_dataset(known.get("dataset")),
        units=tuple(_unit_row(item) for item in _entries(known.get("units"))),
        unit=_unit(known.get("unit")),
        owner=_owner(known.get("owner")),
        indicators=tuple(_indicators(item) for item in _entries(known.get("indicators"))),
        statements="statements" not in known or known["statements"].flag(),
        links=cast(
            "Links", known["links"].one_of("all", "same-name") if "links" in known else "all"
        ),
    )
    if len(found.layout.sheets) > 1 and form not in {"matrix", "shapes"}:
        known["sheet"].expected(_("one title of a sheet; several are for matrix and shapes alone"))
    return reader(root, known, found)


def _entries(item: Item | None) -> tuple[Item, ...]:
    return () if item is None else item.entries()


def _layout(known: Mapping[str, Item]) -> Layout:
    def texts(key: str) -> tuple[str, ...]:
        return known[key].texts() if key in known else ()

    rows: tuple[int, int | None] | None = None
    if "rows" in known:
        rows = known["rows"].span()
        if "-" not in known["rows"].text():
            rows = (rows[0], None)
    cells: dict[str, str] = {}
    if "cells" in known:
        given = known["cells"].closed("sheet", "row", "column", "value")
        cells = {key: item.text() for key, item in given.items()}
        for key in ("row", "column", "value"):
            needed(known["cells"], key)
    sheets = texts("sheet")
    decimal = known["decimal"].chosen(choices.DECIMAL) if "decimal" in known else None
    return Layout(
        sheets=sheets,
        headings=_headings(known.get("headings")),
        headings_of=_headings_of(known.get("headings"), sheets),
        rows=rows,
        skip=texts("skip"),
        stop=texts("stop"),
        empty=texts("empty"),
        decimal=cast("Decimal | None", decimal),
        cells=cells,
    )


def _headings(item: Item | None) -> tuple[int, int] | None:
    if item is None or isinstance(item.value, Mapping):
        return (1, 1)
    return None if item.value == "find" else item.span()


def _headings_of(item: Item | None, sheets: tuple[str, ...]) -> Mapping[str, tuple[int, int]]:
    """The heading rows of each sheet, where the map gives them one by one."""
    if item is None or not isinstance(item.value, Mapping):
        return {}
    item.closed(*sheets)
    return {sheet: needed(item, sheet).span() for sheet in sheets}


def _dataset(item: Item | None) -> Mapping[str, str]:
    if item is None:
        return {}
    allowed = (heading.name for heading in DATASET.headings if heading.name != "decimal")
    return {key: value.text() for key, value in item.closed(*allowed).items()}


def _unit_row(item: Item) -> Mapping[str, str]:
    given = item.closed(*_UNIT_ROW)
    found = {key: value.text() for key, value in given.items()}
    for key in ("id", "name"):
        needed(item, key)
    if "kind" in given:
        found["kind"] = given["kind"].chosen(choices.UNIT_KIND)
    return found


def _unit(item: Item | None) -> UnitColumns | None:
    if item is None:
        return None
    known = item.closed("id", "name", "kind", "coded", "parent")
    if "id" not in known:
        needed(item, "name")
    return UnitColumns(
        name=opt_column(known, "name"),
        id=opt_column(known, "id"),
        kind=known["kind"].chosen(choices.UNIT_KIND) if "kind" in known else None,
        coded="coded" in known and known["coded"].flag(),
        parent=_unit(known.get("parent")),
    )


def _owner(item: Item | None) -> Owners | None:
    if item is None:
        return None
    known: Mapping[str, Item] = {}
    if isinstance(item.value, Mapping):
        known = item.closed(
            "column", "letter", "value", "sheet", "after", "above", "optional", "words",
            "are", "split", "kind", "unit", "of",
        )  # fmt: skip
        place = {key: known[key] for key in known if key not in _OF_OWNERS}
        inner = Item(item.file, item.line, item.key, place)
    else:
        inner = item
    are = cast(
        "Are", known["are"].one_of("units", "positions", "ids") if "are" in known else "units"
    )
    if are == "positions":
        needed(item, "unit")
    return Owners(
        column=column(inner),
        are=are,
        split=known["split"].texts() if "split" in known else (),
        kind=known["kind"].chosen(choices.UNIT_KIND) if "kind" in known else None,
        unit=known["unit"].text() if "unit" in known else None,
        of=known["of"].texts() if "of" in known else (),
    )


def _indicators(item: Item) -> Indicators:
    known = item.closed(
        "name", "of", "year", "targets", "realisations", "several", "amounts", *_FIELDS
    )
    several = (
        known["several"].one_of("no", "lines", "numbered", "semicolon")
        if "several" in known
        else "no"
    )
    amounts = known["amounts"].one_of("number", "with-unit") if "amounts" in known else "number"
    return Indicators(
        name=column(needed(item, "name")),
        of=known["of"].text() if "of" in known and known["of"].text() != "deepest" else None,
        fields={key: column(known[key]) for key in _FIELDS if key in known},
        targets=_yearly(known.get("targets"), in_rows="year" in known),
        realisations=_yearly(known.get("realisations"), in_rows="year" in known),
        year=opt_column(known, "year"),
        several=cast("Several", several),
        amounts=cast("Amounts", amounts),
    )


def _yearly(item: Item | None, *, in_rows: bool) -> Yearly:
    """A pattern of headings with ``{year}`` in it, or a column for each year.

    ``in_rows``: one column, for the year stands in the row.
    """
    if item is None:
        return Yearly()
    if in_rows:
        return Yearly(row=column(item))
    if not isinstance(item.value, Mapping) or "column" in item.value:
        return Yearly(pattern=_pattern(item))
    found: dict[int, Column] = {}
    for key, value in item.value.items():
        year = Item(item.file, value.line, value.key, key).whole(*_YEARS)
        if value.value is not None:
            found[year] = column(value)
    return Yearly(columns=found)


def _pattern(item: Item) -> Column:
    found = column(item)
    if not found.headings or not all("{year}" in heading for heading in found.headings):
        item.expected(_("a heading with {year} in place of the year, or a column for each year"))
    return found


def keys() -> tuple[str, ...]:
    """Every key of the outermost level of maps."""
    return tuple(dict.fromkeys((*_ROOT, *(key for own, _ in FORMS.values() for key in own))))
