"""Populations that are counted together: one statement in place of a question for each of them."""

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
"""Each gives one row; column ``top_objectives`` is what ``population-top-objectives`` counts."""


@cache
def members(name: str) -> Mapping[str, str]:
    """The texts of the queries that the statement ``name`` answers as well, by its column.

    Raises:
        LibraryError: a column that is no population.
    """
    return {column: named(single(column)).text for column in named(name).columns}


def single(column: str) -> str:
    """The name of the query that counts what ``column`` counts.

    >>> single("top_objectives")
    'population-top-objectives'
    """
    return "population-" + column.replace("_", "-")


@cache
def shared() -> Mapping[str, tuple[Statement, str]]:
    """The statement that answers a counting query as well, and its column, by the query's text."""
    return {
        text: (named(name), column) for name in TOGETHER for column, text in members(name).items()
    }
