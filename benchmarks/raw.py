"""The bare way to put rows into a graph: UNWIND … CREATE through the driver, nothing checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import neo4j

from kinerja_graph.model.cascade import Cascade
from kinerja_graph.model.edition import node_key
from kinerja_graph.model.rows import edge_rows, node_rows
from kinerja_graph.store.engine import Address

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Write:
    """One statement and all its rows."""

    text: LiteralString
    rows: Sequence[dict[str, Any]]


def writes(cascade: Cascade, scope: str) -> list[Write]:
    """Prepare what a load of the plan writes: the same rows, in the same order."""
    made: list[Write] = []
    for label, group in node_rows(cascade).items():
        rows: list[dict[str, Any]] = [
            row | {"key": node_key(scope, str(row["id"])), "scope": scope} for row in group
        ]
        made.append(Write(_written("raw-nodes", Unit=label), sorted(rows, key=_key)))
    for (edge, low, high), ties in edge_rows(cascade).items():
        text = _written("raw-edges", MEASURES=edge, Indicator=low, Objective=high)
        ends: list[dict[str, Any]] = [
            {
                "low": node_key(scope, tie.source),
                "high": node_key(scope, tie.target),
                "properties": tie.properties,
            }
            for tie in ties
        ]
        made.append(Write(text, ends))
    return made


def write(driver: neo4j.Driver, address: Address, what: Sequence[Write], batch: int) -> None:
    """Write the rows to the graph in batches, each in a transaction of its own."""
    with driver.session(  # pyright: ignore[reportUnknownMemberType]  # as the store says
        database=address.database
    ) as session:
        for item in what:
            for rows in _batches(item.rows, batch):
                session.execute_write(_put, item.text, rows)


def _put(
    transaction: neo4j.ManagedTransaction, text: LiteralString, rows: Sequence[dict[str, Any]]
) -> None:
    transaction.run(text, rows=rows).consume()


def _key(row: dict[str, Any]) -> str:
    return str(row["key"])


def _batches(rows: Sequence[dict[str, Any]], size: int) -> Iterator[Sequence[dict[str, Any]]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _written(name: str, **names: str) -> LiteralString:
    text = (_HERE / f"{name}.cypher").read_text("utf-8")
    pattern = re.compile(r"(?<=:)(" + "|".join(names) + r")\b")
    return pattern.sub(lambda match: names[match.group()], text)  # pyright: ignore[reportReturnType]  # a text of ours
