"""Read JSON and YAML documents, or the same tables as Python data: a list of rows per table."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import partial
from json import JSONDecodeError
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

import yaml

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import (
    Cell,
    Grid,
    Line,
    SpecialCell,
    cell_text,
    is_blank,
    number_cell,
)
from kinerja_graph.sources.columns import Table, table_named
from kinerja_graph.sources.document_json import cause_in_json, load_json
from kinerja_graph.sources.document_yaml import cause_in_yaml, load_yaml
from kinerja_graph.sources.fault import WholeFileError, refused, shown
from kinerja_graph.sources.formats import Contents
from kinerja_graph.sources.reasons import Begins, DoubledKeyError, of_document
from kinerja_graph.texts import Text, _

_ROWS_FROM: Final = 2
"""The first row of a table: row 1 is the headings, as in the other formats."""
_ALIASED_FREELY: Final = 100_000
"""A document may always have this many cells, however few characters it is written with."""
_KINDS: Final[tuple[tuple[type | tuple[type, ...], Text], ...]] = (
    (str, _("a text")),
    (bool, _("a true/false value")),
    ((int, float), _("a number")),
    (Mapping, _("one object")),
    ((list, tuple), _("a list")),
)
_OTHER: Final = _("another value")


def open_document(path: Path, settings: Settings) -> Contents:
    """Return the tables of a document known to be UTF-8, and all its top-level keys.

    Raises:
        WholeFileError: not a document, nested too deep, a text too long, or the wrong shape.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.read()
    if not text.strip():
        return Contents((), ())
    try:
        if path.suffix.lower() == ".json":
            whole, begins = load_json(text)
        else:
            whole, begins = load_yaml(text, settings.max_nesting)
            check_aliases(whole, max(_ALIASED_FREELY, len(text)))
    except RecursionError as error:
        raise refused("too-large:nesting", limit=settings.max_nesting) from error
    except DoubledKeyError as error:
        key = shown(str(error.key))
        raise refused("unreadable-file:doubled", key=key, place=error.place) from error
    except (yaml.YAMLError, ValueError) as error:
        raise refused("unreadable-file:document", why=_why(error, text)) from error
    if whole is None:
        return Contents((), ())
    if not isinstance(whole, Mapping):
        raise refused("missing-file:top", path=shown(path.name), why=_kind(whole))
    tables = cast("Mapping[str, object]", whole)
    grids = table_grids(tables, shown(path.name), settings, _lines_at(text, begins))
    return Contents(grids, [str(key) for key in tables])


def _why(error: Exception, text: str) -> Text:
    """Say why a text is not a document: the author's likely mistake, if recognised."""
    if isinstance(error, JSONDecodeError):
        return cause_in_json(error) or of_document(error)
    return cause_in_yaml(error, text) or of_document(error)


def _lines_at(text: str, begins: Begins) -> dict[object, Sequence[int]]:
    """Return the line of each position, by key; lines end at LF or CR LF, whatever the format."""
    found: dict[object, Sequence[int]] = {}
    line, last = 1, 0
    for key, places in begins.items():
        lines = array("q")
        for place in places:
            if place < last:  # an alias: its table is further up
                line, last = 1, 0
            line += text.count("\n", last, place)
            last = place
            lines.append(line)
        found[key] = lines
    return found


def table_grids(
    tables: Mapping[str, object],
    file: str,
    settings: Settings,
    lines: Mapping[object, Sequence[int]] = MappingProxyType({}),
) -> tuple[Grid, ...]:
    """Return the known tables among ``tables``; ``file`` is part of every origin.

    ``lines`` has the line of each row, by table name.

    Raises:
        WholeFileError: nested too deep, a text that is too long or cannot be stored, a table
            that is not a list of rows.
    """
    check_nesting(tables, settings.max_nesting)
    grids: list[Grid] = []
    for name, content in tables.items():
        table = table_named(str(name))
        if table is not None and content is not None and _is_table(table, content):
            rows = _rows(table, content)
            _check_texts(rows, settings.max_cell_characters)
            line = partial(_line_of, lines.get(name, ()))
            grids.append(Grid(table, file, str(name), _lines_of(table, rows), line, loose=True))
    return tuple(grids)


def _is_table(table: Table, content: object) -> bool:
    """Tell whether a list is the table of its name: some only with the headings that it needs."""
    if table.sure:
        return True
    rows = cast("Sequence[object]", content if isinstance(content, list | tuple) else ())
    keys = {
        heading.name
        for row in rows
        if isinstance(row, Mapping)
        for key in cast("Mapping[object, object]", row)
        if (heading := table.find(str(key))) is not None
    }
    return all(heading.name in keys for heading in table.required())


def _line_of(lines: Sequence[int], row: int) -> int | None:
    at = row - _ROWS_FROM
    return lines[at] if 0 <= at < len(lines) else None


def check_aliases(whole: object, most: int) -> None:
    """Reject tables that aliases expand to more than ``most`` cells and list items.

    Written out, every cell takes a character; so only aliases can produce more than the text has.
    """
    if not isinstance(whole, Mapping):
        return
    seen = 0
    for name, content in cast("Mapping[object, object]", whole).items():
        known = isinstance(content, list) and table_named(str(name)) is not None
        for row in cast("Sequence[object]", content if known else ()):
            for cell in _parts(cast("object", row)) if isinstance(row, Mapping) else ():
                seen += 1 + (len(cast("list[object]", cell)) if isinstance(cell, list) else 0)
                if seen > most:
                    raise refused("too-large:aliases", limit=most)


def check_nesting(whole: object, limit: int) -> None:
    """Reject nesting deeper than ``limit``; an object met twice at one depth counts once."""
    layer: list[object] = [whole]
    for _unused in range(limit):
        inner: dict[int, object] = {}
        for each in layer:
            for part in _parts(each):
                if isinstance(part, Mapping | list | tuple):
                    inner[id(cast("object", part))] = cast("object", part)
        if not inner:
            return
        layer = list(inner.values())
    raise refused("too-large:nesting", limit=limit)


def _parts(each: object) -> Iterable[object]:
    if isinstance(each, Mapping):
        return cast("Mapping[object, object]", each).values()
    return cast("Sequence[object]", each)


def _rows(table: Table, content: object) -> list[Mapping[object, object] | None]:
    """Return the rows of a table; ``dataset`` may be a single row without a list."""
    given: object = content
    if isinstance(content, Mapping) and table.name == "dataset":
        return [cast("Mapping[object, object]", content)]
    if not isinstance(content, list | tuple):
        raise _wrong_shape(table, given)
    rows: list[Mapping[object, object] | None] = []
    for number, row in enumerate(cast("Sequence[object]", content), _ROWS_FROM):
        if row is not None and not isinstance(row, Mapping):
            raise _wrong_shape(table, row, number)
        rows.append(cast("Mapping[object, object] | None", row))
    return rows


_IN_RECORD: Final = _("{kind} (record {number})")


def _wrong_shape(table: Table, content: object, row: int | None = None) -> WholeFileError:
    """Describe what is in the place of a table, or of one of its rows."""
    kind = _kind(content)
    if row is not None:
        kind = _IN_RECORD.filled(kind=kind, number=row - _ROWS_FROM + 1)
    return refused("unreadable-file:shape", table=table.name, why=kind)


def _kind(content: object) -> Text:
    return next((told for types, told in _KINDS if isinstance(content, types)), _OTHER)


def _check_texts(rows: list[Mapping[object, object] | None], longest: int) -> None:
    """Reject texts longer than ``longest`` characters and texts that no database can store."""
    for number, row in enumerate(rows, _ROWS_FROM):
        for key, value in (row or {}).items():
            _check_text(str(key), number, longest)
            items = cast("Sequence[object]", value) if isinstance(value, list) else (value,)
            for item in items:
                if isinstance(item, str):
                    _check_text(item, number, longest)


def _check_text(text: str, number: int, longest: int) -> None:
    if len(text) > longest:
        raise refused("too-large:text", line=number, limit=longest)
    if text.isascii() and "\0" not in text:
        return
    for character in text:
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise refused("not-utf8:character", character=f"U+{ord(character):04X}", line=number)


def _lines_of(
    table: Table, rows: list[Mapping[object, object] | None]
) -> Callable[[], Iterator[Line]]:
    """Yield the rows, each under the headings that its own keys stand for."""

    def lines() -> Iterator[Line]:
        keys = dict.fromkeys(key for row in rows if row for key in row)
        meant = {key: _meant(table, key) for key in keys}
        yield 1, [*_heads(meant), *_second(meant, rows)]
        column = {heading: index for index, heading in enumerate(dict.fromkeys(meant.values()))}
        columns = {key: column[heading] for key, heading in meant.items()}
        for number, row in enumerate(rows, _ROWS_FROM):
            cells = _cells(row, columns, len(column)) if row else []
            if any(cell is not None for cell in cells):
                yield number, cells

    return lines


def _cells(row: Mapping[object, object], columns: Mapping[object, int], width: int) -> list[Cell]:
    """Return the cells of a row; if two keys have one heading, the first with a value counts."""
    cells: list[Cell] = [None] * width
    for key, value in row.items():
        index = columns[key]
        if cells[index] is None or is_blank(cells[index]):
            cells[index] = cell_of(value)
    return cells


def _meant(table: Table, key: object) -> str:
    """Return the canonical heading for a key; the key itself without one, or if it has several."""
    heading = table.find(str(key))
    return str(key) if heading is None or heading.by_spelling else heading.name


def _second(
    meant: Mapping[object, str], rows: list[Mapping[object, object] | None]
) -> dict[str, None]:
    """Return the keys ignored in some row because another key there gave their heading."""
    found: dict[str, None] = {}
    if len(set(meant.values())) == len(meant):
        return found
    for row in rows:
        given: dict[str, object] = {}
        for key, value in (row or {}).items():
            if not is_blank(cell_of(value)) and given.setdefault(meant[key], key) is not key:
                found[str(key)] = None
    return found


def _heads(meant: Mapping[object, str]) -> list[str]:
    """Return each heading as the rows spell it; its canonical name if they spell it differently."""
    written: dict[str, list[str]] = {}
    for key, heading in meant.items():
        written.setdefault(heading, []).append(str(key))
    return [keys[0] if len(keys) == 1 else heading for heading, keys in written.items()]


def cell_of(value: object) -> Cell:
    """Return a value of a document as a cell; nesting deeper than a list is not examined.

    >>> cell_of(True).text, cell_of(["a", 2, ["b"]]).text
    ('true', 'a; 2; […]')
    """
    if isinstance(value, list | tuple):
        items = tuple(_scalar(item) for item in cast("Sequence[object]", value))
        return SpecialCell("list", "; ".join(cell_text(item) or "" for item in items), items=items)
    return _scalar(value)


def _scalar(value: object) -> Cell:
    if isinstance(value, bool):
        return SpecialCell("boolean", "true" if value else "false", truth=value)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return number_cell(value)
    if isinstance(value, date | time):
        return SpecialCell("date", value.isoformat())
    return SpecialCell("nested", "[…]" if isinstance(value, list | tuple) else "{…}")
