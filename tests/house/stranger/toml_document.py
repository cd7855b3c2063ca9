"""TOML documents: an array of tables for each table of a plan."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kinerja_graph.settings import Settings
from kinerja_graph.sources.document import table_grids
from kinerja_graph.sources.fault import refused, shown
from kinerja_graph.sources.formats import Contents
from kinerja_graph.texts import Text


def open_toml(path: Path, settings: Settings) -> Contents:
    """The tables of a TOML file, and all its top-level keys."""
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig"))
    except RecursionError as error:
        raise refused("too-large:nesting", limit=settings.max_nesting) from error
    except ValueError as error:  # no TOML, or a number of thousands of digits
        why = Text(id=str(error), en=str(error))
        raise refused("unreadable-file:document", why=why) from error
    return Contents(table_grids(tables, shown(path.name), settings), tuple(tables))
