"""Run free queries: a user's read-only Cypher, with ``$scope``, a time limit and a row limit."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kinerja_graph.errors import StoreError, UsageError
from kinerja_graph.library.queries import named
from kinerja_graph.model.edition import Edition
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.cancellation import StatementCancellation
from kinerja_graph.store.columns import column_names
from kinerja_graph.store.guard import check_free
from kinerja_graph.store.plain import Json, handles, plain
from kinerja_graph.texts import _

_OF_THE_TEXT: Final = frozenset({"bad-statement", "forbidden", "database-trouble"})
"""Codes that point to the text; an engine may report a type error in it as its own failure."""
_PLACE: Final = re.compile(r" \(line (\d+), column (\d+).*", re.DOTALL)
_EXPLAIN_LENGTH: Final = len("EXPLAIN ")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a free query returned.

    Attributes:
        columns: the names of the columns, in order.
        rows: at most ``limit`` rows, each with a value for every column.
        truncated: whether there were more.
        limit: the row limit.
        milliseconds: how long it took, reading included.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Json, ...], ...]
    truncated: bool
    limit: int
    milliseconds: float


def run_query(
    store: Store,
    text: str,
    edition: Edition | None,
    *,
    seconds: float,
    rows: int,
    ending: StatementCancellation | None = None,
) -> Answer:
    """Run a free statement and return its answer; ``$scope`` is that of ``edition``.

    Nothing is read past the row limit, and whatever the statement did is rolled back. ``ending``
    cancels it from another thread.

    Raises:
        StatementRefused: it is more than one statement, or might do more than read.
        UsageError: the engine cannot run it; with the engine's message.
        TimeLimitReached: it ran longer than ``seconds``.
        StoreError: the database failed, or the statement was cancelled (``stopped``).
    """
    statement = check_free(text)
    scope = {} if edition is None else {"scope": edition.scope}
    start = time.perf_counter()
    try:
        with store.free(statement, scope, seconds=seconds, rows=rows + 1, ending=ending) as result:
            columns = tuple(result.keys()) or column_names(statement)
            found = [record.values() for record in islice(result, rows + 1)]
        ids = _ids(store, found[:rows], seconds)
        converted = tuple(tuple(plain(value, ids) for value in row) for row in found[:rows])
    except StoreError as error:
        if error.code in _OF_THE_TEXT:
            raise _cannot_run(error, explained=not store.capabilities.read_only_user) from error
        raise
    return Answer(
        columns=columns,
        rows=converted,
        truncated=len(found) > rows,
        limit=rows,
        milliseconds=round((time.perf_counter() - start) * 1000, 1),
    )


def _ids(store: Store, rows: list[list[object]], seconds: float) -> dict[str, str]:
    """Return the ids of the nodes at the ends of the edges in ``rows``, by handle."""
    wanted = _unique(handle for row in rows for value in row for handle in handles(value))
    if not wanted:
        return {}
    found = store.read(named("edge-ends"), seconds=seconds, handles=wanted)
    return {row["handle"]: row["id"] for row in found}


def _unique(handles_: Iterable[str]) -> list[str]:
    return sorted(set(handles_))


def _cannot_run(error: StoreError, *, explained: bool) -> UsageError:
    """Return the error for a text that an engine cannot run, with the engine's message.

    If it was ``explained`` with EXPLAIN, its columns on line 1 include that word.
    """
    why = str(error.facts.get("reason", error.what.en))
    place = _PLACE.search(why)
    where = ""
    if place:
        line, column = int(place.group(1)), int(place.group(2))
        where = f"{line}:{column - _EXPLAIN_LENGTH if explained and line == 1 else column}"
        why = why[: place.start()]
    return UsageError(
        _("This query cannot be run: {why}"),
        mend=_("Check spelling and punctuation; labels and properties are in docs/schema.md."),
        where=where,
        code="bad-query",
        why=why,
    )
