"""Read the rows of a statement for many keys, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from kinerja_graph.library.queries import named
from kinerja_graph.library.statement import Reader

BATCH: Final = 10_000


def rows_of(reader: Reader, statement: str, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of the named statement for ``keys``, passed as ``$keys``, 10,000 at a time."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), BATCH):
        yield from reader.read(named(statement), keys=ordered[start : start + BATCH])
