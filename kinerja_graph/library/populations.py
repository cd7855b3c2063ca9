"""Count several populations in one statement instead of one query each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Statement

TOGETHER: Final = (
    "populations-of-contributions",
    "populations-of-posts",
    "populations-of-records",
)
"""Each returns one row; its column ``top_objectives`` counts ``population-top-objectives``."""


@cache
def members(name: str) -> Mapping[str, str]:
    """Return the texts of the queries that the statement ``name`` replaces, by its column.

    Raises:
        LibraryError: a column does not correspond to a population.
    """
    return {column: named(single(column)).text for column in named(name).columns}


def single(column: str) -> str:
    """Return the name of the query that counts the same as ``column``.

    >>> single("top_objectives")
    'population-top-objectives'
    """
    return "population-" + column.replace("_", "-")


@cache
def shared() -> Mapping[str, tuple[Statement, str]]:
    """Return the combined statement and column for each counting query, by the query's text."""
    return {
        text: (named(name), column) for name in TOGETHER for column, text in members(name).items()
    }
