"""Query a loaded edition: resolve the edition once, and run free queries (``query``)."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kinerja_graph.model.edition import Edition, EditionRef
from kinerja_graph.settings import Settings
from kinerja_graph.shapes import json_keys
from kinerja_graph.store.bolt import Store
from kinerja_graph.store.cancellation import StatementCancellation
from kinerja_graph.store.query import Answer, run_query
from kinerja_graph.store.snapshots import (
    beside_among,
    chosen,
    find_edition,
    loaded_before,
    refuse_others,
)
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.edition_cache import checking_editions

__all__ = [
    "QueryOutcome",
    "StatementCancellation",
    "open_checked_edition",
    "open_edition",
    "open_edition_to_audit",
    "queried_edition",
    "query",
]


@contextmanager
def open_checked_edition(
    settings: Settings,
    meant: EditionRef,
    *,
    store: Store | None = None,
) -> Generator[tuple[Store, Edition]]:
    """Open the graph for queries about one edition; yield the graph and that edition.

    Everything read in the block comes consistently from this one snapshot, whatever is loaded in
    the meantime. ``store`` is the graph, if it is open already.

    Raises:
        UsageError: there is no such edition.
        EditionGone: it was removed while it was read.
        SettingsError, StoreError: as ``connect``.
    """
    with (
        open_edition(settings, meant, store=store) as (opened, edition),
        checking_editions(opened, edition),
    ):
        yield opened, edition


@contextmanager
def open_edition_to_audit(
    settings: Settings, meant: EditionRef
) -> Generator[tuple[Store, Edition, Edition | None]]:
    """Like ``open_checked_edition``, and yield the edition loaded before it too, if there is one.

    Documents without plan are one. The editions are read once.

    Raises:
        UsageError, EditionGone, SettingsError, StoreError: as ``open_checked_edition``.
    """
    with connect_and_list(settings) as (store, found):
        known = refuse_others(found)
        edition = chosen(known, meant, may_be_together=True)
        with checking_editions(store, edition):
            yield store, edition, loaded_before(edition, beside_among(known, edition))


@contextmanager
def open_edition(
    settings: Settings,
    meant: EditionRef,
    *,
    store: Store | None = None,
) -> Generator[tuple[Store, Edition]]:
    """Like ``open_checked_edition``, but leave the check of the edition to the caller.

    For callers that write a file and must check before they do.

    Raises:
        UsageError: there is no such edition.
        SettingsError, StoreError: as ``connect``.
    """
    if store is not None:
        yield store, find_edition(store, meant)
        return
    with connect_and_list(settings) as (opened, found):
        yield opened, chosen(refuse_others(found), meant)


@json_keys(
    "dataset", "edition=edition_name", "columns=answer.columns", "rows",
    "truncated=answer.truncated", "limit=answer.limit", "milliseconds=answer.milliseconds",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class QueryOutcome:
    """The rows of a free query, and the edition whose scope was its ``$scope``."""

    edition: Edition | None
    answer: Answer

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The rows, each with a value for every column."""
        return self.answer.rows

    @property
    def dataset(self) -> str | None:
        """The dataset whose scope was its ``$scope``; None if there was none."""
        return None if self.edition is None else self.edition.dataset

    @property
    def edition_name(self) -> str | None:
        """The edition whose scope was its ``$scope``; None if there was none."""
        return None if self.edition is None else self.edition.edition


def query(
    store: Store,
    text: str,
    edition: Edition | None,
    *,
    settings: Settings,
    ending: StatementCancellation | None = None,
) -> QueryOutcome:
    """Run a free read-only query within the limits of ``settings``; return its rows.

    ``$scope`` is that of ``edition``, which is None if the query does not use it
    (``queried_edition``).
    ``ending`` cancels it from another thread.

    Raises:
        StatementRefused: the query would do more than read.
        TimeLimitReached: it ran longer than its limit.
        UsageError: the engine cannot parse the query.
    """
    with checking_editions(store, *(() if edition is None else (edition,))):
        answer = run_query(
            store,
            text,
            edition,
            seconds=settings.query_seconds,
            rows=settings.query_rows,
            ending=ending,
        )
    return QueryOutcome(edition, answer)


def queried_edition(text: str, meant: EditionRef, find: Callable[[], Edition]) -> Edition | None:
    """Return the edition whose scope becomes ``$scope`` of a free query.

    None if no edition is named and the query does not use ``$scope``; otherwise that of ``find``.

    Raises:
        UsageError: ``find`` raised it.
    """
    return find() if meant.is_named or "$scope" in text else None
