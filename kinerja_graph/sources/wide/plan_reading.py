"""Parse the items of a map file into a map; keys must be known, and every value is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, cast

from kinerja_graph.model.periods import PERIODS
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
from kinerja_graph.sources.wide.plan_values import parse_column, parse_optional_column, required
from kinerja_graph.texts import _

_ROOT_KEYS: Final = (
    "form", "sheet", "headings", "rows", "skip", "stop", "empty", "decimal", "cells", "dataset",
    "units", "unit", "owner", "statements", "links", "indicators",
)  # fmt: skip
_UNIT_FIELDS: Final = ("id", "name", "kind", "parent")
_OWNER_KEYS: Final = frozenset({"are", "split", "kind", "unit", "of"})
_YEARS: Final = (1900, 2199)
_CODE: Final = re.compile(r"(?:19|20|21)[0-9]{2}[QSM][0-9]{1,2}")
_PARTS: Final = _("parts of years with their columns: 2026Q1, 2026S1 or 2026M01")
_FIELDS: Final = tuple(
    heading.name
    for heading in INDICATOR_TABLE.headings
    if heading.name not in {"id", "name", "objective", "level", "owner", "contributes_to", "source"}
)


def read_map(root: Item) -> Map:
    """Parse a map.

    Raises:
        UsageError: an unknown or missing key, or an invalid value, with its line.
    """
    form = cast("Form", required(root, "form").one_of(*FORMS))
    own, reader = FORMS[form]
    known = root.mapping_of(*_ROOT_KEYS, *own)
    found = Map(
        root=root,
        form=form,
        layout=_parse_layout(known),
        dataset=_parse_dataset(known.get("dataset")),
        units=tuple(_parse_unit_row(item) for item in _optional_entries(known.get("units"))),
        unit=_parse_unit(known.get("unit")),
        owner=_parse_owner(known.get("owner")),
        indicators=tuple(
            _parse_indicators(item) for item in _optional_entries(known.get("indicators"))
        ),
        statements="statements" not in known or known["statements"].flag(),
        links=cast(
            "Links", known["links"].one_of("all", "same-name") if "links" in known else "all"
        ),
    )
    if len(found.layout.sheets) > 1 and form not in {"matrix", "shapes"}:
        known["sheet"].reject(_("one title of a sheet; several are for matrix and shapes alone"))
    return reader(root, known, found)


def _optional_entries(item: Item | None) -> tuple[Item, ...]:
    return () if item is None else item.entries()


def _parse_layout(known: Mapping[str, Item]) -> Layout:
    def texts(key: str) -> tuple[str, ...]:
        return known[key].texts() if key in known else ()

    rows: tuple[int, int | None] | None = None
    if "rows" in known:
        rows = known["rows"].number_range()
        if "-" not in known["rows"].text():
            rows = (rows[0], None)
    cells: dict[str, str] = {}
    if "cells" in known:
        given = known["cells"].mapping_of("sheet", "row", "column", "value")
        cells = {key: item.text() for key, item in given.items()}
        for key in ("row", "column", "value"):
            required(known["cells"], key)
    sheets = texts("sheet")
    decimal = known["decimal"].choice(choices.DECIMAL) if "decimal" in known else None
    return Layout(
        sheets=sheets,
        headings=_parse_heading_rows(known.get("headings")),
        headings_of=_parse_rows_of_sheets(known.get("headings"), sheets),
        rows=rows,
        skip=texts("skip"),
        stop=texts("stop"),
        empty=texts("empty"),
        decimal=cast("Decimal | None", decimal),
        cells=cells,
    )


def _parse_heading_rows(item: Item | None) -> tuple[int, int] | None:
    if item is None or isinstance(item.value, Mapping):
        return (1, 1)
    return None if item.value == "find" else item.number_range()


def _parse_rows_of_sheets(
    item: Item | None, sheets: tuple[str, ...]
) -> Mapping[str, tuple[int, int]]:
    """Return the heading rows of each sheet, if the map gives them sheet by sheet."""
    if item is None or not isinstance(item.value, Mapping):
        return {}
    item.mapping_of(*sheets)
    return {sheet: required(item, sheet).number_range() for sheet in sheets}


def _parse_dataset(item: Item | None) -> Mapping[str, str]:
    if item is None:
        return {}
    allowed = (heading.name for heading in DATASET.offered() if heading.name != "decimal")
    return {key: value.text() for key, value in item.mapping_of(*allowed).items()}


def _parse_unit_row(item: Item) -> Mapping[str, str]:
    given = item.mapping_of(*_UNIT_FIELDS)
    found = {key: value.text() for key, value in given.items()}
    for key in ("id", "name"):
        required(item, key)
    if "kind" in given:
        found["kind"] = given["kind"].choice(choices.UNIT_KIND)
    return found


def _parse_unit(item: Item | None) -> UnitColumns | None:
    if item is None:
        return None
    known = item.mapping_of("id", "name", "kind", "coded", "parent")
    if "id" not in known:
        required(item, "name")
    return UnitColumns(
        name=parse_optional_column(known, "name"),
        id=parse_optional_column(known, "id"),
        kind=known["kind"].choice(choices.UNIT_KIND) if "kind" in known else None,
        coded="coded" in known and known["coded"].flag(),
        parent=_parse_unit(known.get("parent")),
    )


def _parse_owner(item: Item | None) -> Owners | None:
    if item is None:
        return None
    known: Mapping[str, Item] = {}
    if isinstance(item.value, Mapping):
        known = item.mapping_of(
            "column", "letter", "value", "sheet", "after", "above", "optional", "words",
            "are", "split", "kind", "unit", "of",
        )  # fmt: skip
        place = {key: known[key] for key in known if key not in _OWNER_KEYS}
        inner = Item(item.file, item.line, item.key, place)
    else:
        inner = item
    are = cast(
        "Are", known["are"].one_of("units", "positions", "ids") if "are" in known else "units"
    )
    if are == "positions":
        required(item, "unit")
    return Owners(
        column=parse_column(inner),
        are=are,
        split=known["split"].texts() if "split" in known else (),
        kind=known["kind"].choice(choices.UNIT_KIND) if "kind" in known else None,
        unit=known["unit"].text() if "unit" in known else None,
        of=known["of"].texts() if "of" in known else (),
    )


def _parse_indicators(item: Item) -> Indicators:
    known = item.mapping_of(
        *("name", "of", "year", "period", "targets", "realisations"),
        *("period_targets", "period_realisations", "several", "amounts"),
        *_FIELDS,
    )
    if "period" in known and "year" not in known:
        required(item, "year")
    several = (
        known["several"].one_of("no", "lines", "numbered", "semicolon")
        if "several" in known
        else "no"
    )
    amounts = known["amounts"].one_of("number", "with-unit") if "amounts" in known else "number"
    return Indicators(
        name=parse_column(required(item, "name")),
        of=known["of"].text() if "of" in known and known["of"].text() != "deepest" else None,
        fields={key: parse_column(known[key]) for key in _FIELDS if key in known},
        targets=_parse_yearly(known.get("targets"), in_rows="year" in known),
        realisations=_parse_yearly(known.get("realisations"), in_rows="year" in known),
        period_targets=_parse_periods(known.get("period_targets")),
        period_realisations=_parse_periods(known.get("period_realisations")),
        year=parse_optional_column(known, "year"),
        period=parse_optional_column(known, "period"),
        several=cast("Several", several),
        amounts=cast("Amounts", amounts),
    )


def _parse_yearly(item: Item | None, *, in_rows: bool) -> Yearly:
    """Parse a pattern of headings with ``{year}`` in it, or a column for each year.

    ``in_rows``: parse a single column, since the row gives the year.
    """
    if item is None:
        return Yearly()
    if in_rows:
        return Yearly(row=parse_column(item))
    if not isinstance(item.value, Mapping) or "column" in item.value:
        return Yearly(pattern=_parse_pattern(item))
    found: dict[int, Column] = {}
    for key, value in item.value.items():
        year = Item(item.file, value.line, value.key, key).whole_number(*_YEARS)
        if value.value is not None:
            found[year] = parse_column(value)
    return Yearly(columns=found)


def _parse_periods(item: Item | None) -> Mapping[str, Column]:
    """Parse a column for each part of a year, by its code."""
    if item is None:
        return {}
    if not isinstance(item.value, Mapping):
        item.reject(_PARTS)
    found: dict[str, Column] = {}
    for key, value in item.value.items():
        if not _CODE.fullmatch(key) or key[4:] not in PERIODS:
            Item(item.file, value.line, value.key, key).reject(_PARTS)
        found[key] = parse_column(value)
    return found


def _parse_pattern(item: Item) -> Column:
    found = parse_column(item)
    if not found.headings or not all("{year}" in heading for heading in found.headings):
        item.reject(_("a heading with {year} in place of the year, or a column for each year"))
    return found


def map_keys() -> tuple[str, ...]:
    """Return every top-level key of maps."""
    return tuple(dict.fromkeys((*_ROOT_KEYS, *(key for own, _ in FORMS.values() for key in own))))
