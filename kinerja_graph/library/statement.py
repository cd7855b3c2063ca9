"""A Cypher statement of the library: its text, parameters and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from kinerja_graph.shapes import json_keys
from kinerja_graph.texts import Text


@dataclass(frozen=True, slots=True)
class Statement:
    """One Cypher statement, read from a file of ``cypher/`` (or of a user's rule folder).

    Attributes:
        name: the file stem; it identifies the statement in errors, logs and metrics.
        text: the Cypher, header stripped, without a final semicolon.
        columns: the names and types of its columns (``str``, ``int``, ``float``, ``bool``,
            ``list``, ``map``), in order; empty for a statement that returns nothing.
        parameters: the names of its parameters, including ``scope`` if it is used.
        writes: whether it changes the graph; only ``store`` runs such a statement.
        counts: for a counting query, what it counts, as after a number ("212 indicators").
    """

    name: str
    text: str
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    parameters: frozenset[str] = frozenset()
    writes: bool = False
    counts: Text | None = None


class Reader(Protocol):
    """Runs reading statements: a store, or a test double that counts calls."""

    def read(
        self, statement: Statement, /, *, seconds: float | None = None, **values: object
    ) -> list[dict[str, Any]]:
        """Return the rows of ``statement`` as dictionaries keyed by column name.

        ``seconds`` is the time limit (None: that of long jobs); ``values`` are its parameters.
        """
        ...


class EngineReader(Reader, Protocol):
    """A reader that knows which engine it uses."""

    @property
    def engine(self) -> EngineInfo:
        """The engine."""
        ...


@json_keys("name", "version", name="Engine")
@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine answers: ``arcadedb`` or ``neo4j``, and its version.

    Attributes:
        at_once: how many statements of one audit it may run concurrently.
        version: version of the engine.
    """

    name: str
    version: str
    at_once: int = field(default=1, compare=False)
