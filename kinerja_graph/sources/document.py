"""JSON and YAML documents, and the same tables as Python data: a list of rows for each table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Final, cast

import yaml

from kinerja_graph.settings import Settings
from kinerja_graph.sources.cells import Cell, Grid, Line, Odd, cell_text
from kinerja_graph.sources.columns import Table, table_named
from kinerja_graph.sources.document_yaml import load_yaml
from kinerja_graph.sources.fault import refused

_ROWS_FROM: Final = 2
"""The first row of a table: row 1 is the headings, as in the other formats."""
_LONGEST_INT: Final = 400


def open_document(path: Path, settings: Settings) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The tables of a document whose bytes are known to be UTF-8, and all its top-level keys.

    Raises:
        WholeFileError: no document, nested too deep, a text that is too long, a wrong shape.
    """
    text = path.read_text(encoding="utf-8-sig")
    if not text.strip():
        return (), ()
    try:
        if path.suffix.lower() == ".json":
            whole = json.loads(text, object_pairs_hook=_object, parse_int=_integer)
        else:
            whole = load_yaml(text)
    except RecursionError as error:
        raise refused("too-large:nesting", limit=settings.max_nesting) from error
    except json.JSONDecodeError as error:
        why = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise refused("unreadable-file:document", why=why) from error
    except (yaml.YAMLError, ValueError) as error:
        raise refused("unreadable-file:document", why=" ".join(str(error).split())) from error
    del text
    if not isinstance(whole, Mapping):
        return (), ()
    tables = cast("Mapping[str, object]", whole)
    return table_grids(tables, path.name, settings), tuple(str(key) for key in tables)


def table_grids(tables: Mapping[str, object], file: str, settings: Settings) -> tuple[Grid, ...]:
    """The known tables among ``tables``; ``file`` stands in every origin.

    Raises:
        WholeFileError: nested too deep, a text that is too long or cannot be stored, a table
            that is no list of rows.
    """
    check_nesting(tables, settings.max_nesting)
    grids: list[Grid] = []
    for name, content in tables.items():
        table = table_named(str(name))
        if table is not None and content is not None:
            rows = _rows(table, content)
            _check_texts(rows, settings.max_cell_characters)
            grids.append(Grid(table, file, None, _lines_of(rows), loose=True))
    return tuple(grids)


def check_nesting(whole: object, limit: int) -> None:
    """Refuses what is nested deeper than ``limit``; a thing met twice on one depth counts once."""
    layer: list[object] = [whole]
    for _ in range(limit):
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


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        message = f'the key "{twice}" stands twice in one object'
        raise ValueError(message)
    return found


def _integer(digits: str) -> int | float:
    """A whole number; one with absurdly many digits is infinite, which no heading takes."""
    return int(digits) if len(digits) < _LONGEST_INT else float(digits)


def _rows(table: Table, content: object) -> list[Mapping[object, object] | None]:
    """The rows of a table; ``dataset`` may be one row without a list."""
    kind = type(content).__name__
    if isinstance(content, Mapping) and table.name == "dataset":
        return [cast("Mapping[object, object]", content)]
    if not isinstance(content, list | tuple):
        raise refused("unreadable-file:shape", table=table.name, why=kind)
    rows: list[Mapping[object, object] | None] = []
    for number, row in enumerate(cast("Sequence[object]", content), _ROWS_FROM):
        if row is not None and not isinstance(row, Mapping):
            raise refused("unreadable-file:shape", table=table.name, why=f"row {number}")
        rows.append(cast("Mapping[object, object] | None", row))
    return rows


def _check_texts(rows: list[Mapping[object, object] | None], longest: int) -> None:
    """Refuses texts longer than ``longest`` characters and texts that no database stores."""
    for number, row in enumerate(rows, _ROWS_FROM):
        for key, value in (row or {}).items():
            _check_text(str(key), number, longest)
            items = cast("Sequence[object]", value) if isinstance(value, list) else (value,)
            for item in items:
                if isinstance(item, str):
                    _check_text(item, number, longest)


def _check_text(text: str, number: int, longest: int) -> None:
    if len(text) > longest:
        raise refused("too-large:cell", line=number, limit=longest)
    if text.isascii() and "\0" not in text:
        return
    for character in text:
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise refused("not-utf8:character", character=f"U+{ord(character):04X}")


def _lines_of(
    rows: list[Mapping[object, object] | None],
) -> Callable[[], Iterator[Line]]:
    """Reads the rows under all the headings that any of them has, in order of appearance."""

    def lines() -> Iterator[Line]:
        headings = list(dict.fromkeys(key for row in rows if row for key in row))
        yield 1, [str(heading) for heading in headings]
        for number, row in enumerate(rows, _ROWS_FROM):
            cells = [cell_of(row.get(heading)) for heading in headings] if row else []
            if any(cell is not None for cell in cells):
                yield number, cells

    return lines


def cell_of(value: object) -> Cell:
    """A value of a document as a cell; what is nested deeper than a list is not looked into.

    >>> cell_of(True).text, cell_of(["a", 2, ["b"]]).text
    ('true', 'a; 2; […]')
    """
    if isinstance(value, list | tuple):
        items = tuple(_scalar(item) for item in cast("Sequence[object]", value))
        return Odd("list", "; ".join(cell_text(item) or "" for item in items), items=items)
    return _scalar(value)


def _scalar(value: object) -> Cell:
    if isinstance(value, bool):
        return Odd("boolean", "true" if value else "false", truth=value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date | time):
        return Odd("date", value.isoformat())
    return Odd("nested", "[…]" if isinstance(value, list | tuple) else "{…}")
