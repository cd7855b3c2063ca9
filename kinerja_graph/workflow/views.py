"""Questions asked of a loaded edition: the edition found once, and ``query``."""

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
from kinerja_graph.store.snapshots import chosen, find_edition, refuse_others
from kinerja_graph.workflow.connection import connect_and_list
from kinerja_graph.workflow.edition_cache import whole

__all__ = [
    "QueryOutcome",
    "StatementCancellation",
    "asked",
    "open_edition",
    "queried_edition",
    "query",
]


@contextmanager
def asked(
    settings: Settings, meant: EditionRef, *, store: Store | None = None
) -> Generator[tuple[Store, Edition]]:
    """The graph, opened for questions about one edition, and that edition, found once.

    All that is read inside is of this one snapshot, whatever is loaded meanwhile, and it is whole.
    ``store`` is the graph where it is open already.

    Raises:
        UsageError: no such edition.
        EditionGone: it was removed while it was read.
        SettingsError, StoreError: as ``connect``.
    """
    with open_edition(settings, meant, store=store) as (opened, edition), whole(opened, edition):
        yield opened, edition


@contextmanager
def open_edition(
    settings: Settings, meant: EditionRef, *, store: Store | None = None
) -> Generator[tuple[Store, Edition]]:
    """As ``asked``, for what sees by itself that all is whole, before it writes a file.

    Raises:
        UsageError: no such edition.
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
    """The rows of a free query, and the edition whose ``$scope`` it was given."""

    edition: Edition | None
    answer: Answer

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The rows, each with a value for every column."""
        return self.answer.rows

    @property
    def dataset(self) -> str | None:
        """Of which ``$scope`` it was given; None where of none."""
        return None if self.edition is None else self.edition.dataset

    @property
    def edition_name(self) -> str | None:
        """Of which ``$scope`` it was given; None where of none."""
        return None if self.edition is None else self.edition.edition


def query(
    store: Store,
    text: str,
    edition: Edition | None,
    *,
    settings: Settings,
    ending: StatementCancellation | None = None,
) -> QueryOutcome:
    """The rows of a free reading query, within the limits of ``settings``.

    ``$scope`` is that of ``edition``; None: the query does not use it (``queried_edition``).
    ``ending`` ends it from another thread.

    Raises:
        StatementRefused: the text would do more than read.
        TimeLimitReached: it ran longer than its limit.
        UsageError: a text that the engine cannot read.
    """
    with whole(store, *(() if edition is None else (edition,))):
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
    """The edition whose ``$scope`` a free query is given; a query without it may leave open which.

    Raises:
        UsageError: what ``find``, which gives the edition meant, raises.
    """
    return find() if meant.is_named or "$scope" in text else None
